/** What deciding answers, and how rules are asked in order. */
import type { Command } from '../commands.ts';
import type { CriterionFacts, Evaluation, Member } from '../evaluation.ts';
import type { Event } from '../events.ts';
import type { MemberId, Time } from '../ids.ts';
import type { Area, Criterion } from '../instrument.ts';
import type { Refusal } from '../refusals.ts';

/** Who asks. `owner`: of the installation, which gives no right in an evaluation but to appoint a lead. */
export type Actor = { readonly member: MemberId; readonly owner: boolean };

/**
 * `undecided` names the rule that needs facts outside this view: only the server can say. On the server's own state
 * it can't come up.
 */
export type Verdict =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: 'undecided'; readonly rule: string };

/** A rule's answer: null lets pass, a refusal stops, `undecided` leaves it to the server. */
export type Answer = Refusal | null | 'undecided';
/** A rule of SPEC.md as data: its id and one pure question. */
export type Rule<I> = { readonly id: string; readonly check: (input: I) => Answer };

/** What every rule about a member's command may look at. */
export type Input<C = Command> = {
  readonly state: Evaluation;
  readonly command: C;
  readonly actor: Member;
  readonly now: Time;
  /** Version of the thing to change that the sender last saw; undefined: sender does not care. */
  readonly base: number | undefined;
};
/** The same with the criterion the command is about. */
export type CriterionInput<C = Command> = Input<C> & {
  readonly area: Area;
  readonly criterion: Criterion;
  readonly facts: CriterionFacts;
};

/** The events, unless a rule says no: the first one in the list's order. */
export function judged<I>(rules: readonly Rule<I>[], input: I, events: (input: I) => readonly Event[]): Verdict {
  for (const rule of rules) {
    const answer = rule.check(input);
    if (answer === 'undecided') return { ok: 'undecided', rule: rule.id };
    if (answer) return { ok: false, refusal: answer };
  }
  return { ok: true, events: events(input) };
}

/** Several decisions as one: all or nothing. */
export function together(verdicts: readonly Verdict[]): Verdict {
  const events: Event[] = [];
  for (const verdict of verdicts) {
    if (verdict.ok !== true) return verdict;
    events.push(...verdict.events);
  }
  return { ok: true, events };
}
