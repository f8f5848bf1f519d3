/** Rules that many commands share, each made for the rule id it serves. */
import { refuse, type RefusalCode } from '../refusals.ts';
import { may, type Permission } from '../permissions.ts';
import type { Phase } from '../phases.ts';
import { findCriterion, hasConflict, stepOf, type CriterionState, type Evaluation } from '../evaluation.ts';
import type { CriterionId, EvidenceId } from '../ids.ts';
import type { Answer, CriterionInput, Input, Rule } from './verdict.ts';

/** [M1] The role table. */
export function needs(permission: Permission): Rule<Input<unknown>> {
  return {
    id: 'M1',
    check: ({ actor }) => (may(actor.role, permission) ? null : refuse('M1', 'role/not-allowed', { permission, role: actor.role })),
  };
}

export function inPhases(id: string, allowed: readonly Phase[]): Rule<Input<unknown>> {
  return {
    id,
    check: ({ state }) => (allowed.includes(state.phase) ? null : refuse(id, 'phase/wrong', { phase: state.phase, allowed })),
  };
}

export function inStates(
  id: string,
  allowed: readonly CriterionState[],
  code: RefusalCode = 'criterion/wrong-state',
): Rule<CriterionInput<unknown>> {
  return {
    id,
    check: ({ facts, criterion }) =>
      allowed.includes(facts.state) ? null : refuse(id, code, { criterion: criterion.id, state: facts.state, allowed }),
  };
}

export function withoutConflict(id: string, code: RefusalCode): Rule<CriterionInput<unknown>> {
  return {
    id,
    check: ({ actor, area }) => (hasConflict(actor, area.id) ? refuse(id, code, { area: area.id }) : null),
  };
}

/** A reason with at least one letter; `reason` is trimmed by its schema. */
export function withReason(
  id: string,
  code: RefusalCode = 'reason/missing',
): Rule<{ readonly command: { readonly reason?: string | undefined } }> {
  return { id, check: ({ command }) => (command.reason ? null : refuse(id, code)) };
}

/** Whole steps between 0 and the maximum. */
export function pointsAllowed(
  ids: { readonly range: string; readonly step: string },
  codes: { readonly range: RefusalCode; readonly step: RefusalCode },
): readonly Rule<CriterionInput<{ readonly points: number | null }>>[] {
  return [
    {
      id: ids.range,
      check: ({ command: { points }, criterion }) =>
        points === null || (points >= 0 && points <= criterion.maxPoints)
          ? null
          : refuse(ids.range, codes.range, { max: criterion.maxPoints, points }),
    },
    {
      id: ids.step,
      check: ({ command: { points }, criterion, state }) => {
        const step = stepOf(state.instrument, criterion);
        return points === null || points % step === 0 ? null : refuse(ids.step, codes.step, { step, points });
      },
    },
  ];
}

/** [V1] What the sender last saw is what there is. `current` is the version now. */
export function fresh<I extends Input<unknown> = CriterionInput<unknown>>(current: (input: I) => number): Rule<I> {
  return {
    id: 'V1',
    check: (input) => {
      const now = current(input);
      return input.base === undefined || input.base === now ? null : refuse('V1', 'thing/stale', { base: input.base, current: now });
    },
  };
}

/** [V2] [V3] Criteria of the instrument, each named once; there may be none. */
export const namesCriteria: readonly Rule<Input<{ readonly criteria: readonly CriterionId[] }>>[] = [
  {
    id: 'V2',
    check: ({ state, command: { criteria } }) => {
      const unknown = criteria.find((id) => !findCriterion(state.instrument, id));
      return unknown === undefined ? null : refuse('V2', 'criterion/unknown', { criterion: unknown });
    },
  },
  {
    id: 'V3',
    check: ({ command: { criteria } }) => (new Set(criteria).size === criteria.length ? null : refuse('V3', 'criterion/twice')),
  },
];

/** For rules that look at evidence and interviews: a view without the room `team` can't tell. */
export function teamSeen(id: string): Rule<Input<unknown>> {
  return { id, check: ({ state }) => (state.teamSeen ? null : 'undecided') };
}

/** Why nothing may rest on these pieces: unknown or hidden. Those in `kept` rest there already and stay, hidden or not. */
export function whyNotRestOn(id: string, state: Evaluation, wanted: readonly EvidenceId[], kept: readonly EvidenceId[]): Answer {
  const missing = wanted.filter((each) => !kept.includes(each) && (state.evidence[each]?.hidden ?? true));
  if (missing.length === 0) return null;
  return state.teamSeen ? refuse(id, 'evidence/unknown', { evidence: missing }) : 'undecided';
}
