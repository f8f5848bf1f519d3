/** Each refusal and its HTTP status. The sentence for each stands in client/i18n; the facts it needs are in RefusalFacts. */
export const refusals = {
  'input/malformed': 400,
  'role/not-allowed': 403,
  'role/not-a-member': 403,
  'role/owner-only': 403,
  'member/unknown': 404,
  'member/already': 409,
  'member/last-lead': 409,
  'member/does-not-score': 403,
  'member/role-cannot-score': 422,
  'member/too-many': 422,
  'conflict/not-yours': 403,
  'conflict/unknown-area': 422,
  'conflict/kept': 403,
  'ballot/conflicts-undeclared': 409,
  'levels/conflict': 403,
  'phase/not-next': 409,
  'phase/wrong': 409,
  'phase/reason-missing': 422,
  'phase/conflicts-undeclared': 409,
  'phase/nobody-scores': 409,
  'phase/not-all-locked': 409,
  'phase/sections-open': 409,
  'policy/reason-missing': 422,
  'policy/bands-unordered': 422,
  'criterion/unknown': 404,
  'criterion/twice': 422,
  'criterion/wrong-state': 409,
  'levels/overlap': 422,
  'levels/out-of-range': 422,
  'ballot/conflict': 403,
  'ballot/out-of-range': 422,
  'ballot/off-step': 422,
  'ballot/closed': 409,
  'ballot/wrong-round': 409,
  'ballot/none': 409,
  'round/too-few': 409,
  'round/nobody': 409,
  'round/re-votes-spent': 409,
  'consensus/conflict': 403,
  'consensus/outside-range': 409,
  'consensus/reason-missing': 422,
  'stand/other-consensus': 409,
  'stand/conflict': 403,
  'stand/missing': 409,
  'stand/out-of-range': 422,
  'stand/off-step': 422,
  'thing/stale': 409,
  'reason/missing': 422,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof refusals;
export type Fact = string | number | boolean | null | readonly string[];
/** A rule's no: which rule, and what its sentence needs to say (ids and numbers, never text from people). */
export type Refusal = { readonly code: RefusalCode; readonly rule: string; readonly facts: Readonly<Record<string, Fact>> };

export function refuse(rule: string, code: RefusalCode, facts: Refusal['facts'] = {}): Refusal {
  return { code, rule, facts };
}
