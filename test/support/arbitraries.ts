/** Random stories of an evaluation: commands of all types, sound ones more often than not, from everybody in and outside the team. */
import fc from 'fast-check';
import type { Command } from '../../shared/domain/commands.ts';
import { currentRound, criteriaOf, type Evaluation } from '../../shared/domain/evaluation.ts';
import type { AreaId, CriterionId, MemberId } from '../../shared/domain/ids.ts';
import { roleNames } from '../../shared/domain/permissions.ts';
import { phaseNames, phases } from '../../shared/domain/phases.ts';
import { ada, ben, chi, disa, eli, nobody, oda, plan, repair, roads, supply, water } from './builders.ts';

/** A step of a story is chosen by numbers and made a command only when the state is known: so that most of them fit it. */
export type Step = { readonly who: MemberId; readonly kind: number; readonly a: number; readonly b: number; readonly text: string };

const people = [ada, ada, ada, ben, ben, chi, chi, disa, eli, oda, nobody] as const;

export const aStep: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(...people),
  kind: fc.nat(99),
  a: fc.nat(1000),
  b: fc.nat(1000),
  text: fc.constantFrom('', 'Seen.', 'Two of three said so.'),
});

export const aStory = (maxLength = 60): fc.Arbitrary<readonly Step[]> => fc.array(aStep, { maxLength });

/** The command a step stands for in this state. Sometimes nonsense: an unknown criterion, a wrong round, points off the scale. */
export function commandOf(state: Evaluation, { kind, a, b, text }: Step): Command {
  const criteria = [plan, repair, supply];
  const criterion = criteria[a % 3] as CriterionId;
  const facts = state.criteria[criterion];
  const round = facts ? currentRound(facts).number + (b % 11 === 0 ? 1 : 0) : 1;
  const points = b % 13 === 0 ? 99 : (b % 5) * 5;
  const consensus = (facts?.consensus?.version ?? 0) + (b % 11 === 0 ? 1 : 0);
  const member = people[b % people.length] ?? ada;
  if (kind < 30) return { type: 'ballot.cast', criterion, round, points, reason: text, confidence: null };
  if (kind < 33) return { type: 'ballot.abstain', criterion, round, reason: text };
  if (kind < 36) return { type: 'ballot.withdraw', criterion, round };
  if (kind < 44) return { type: 'round.close', criteria: b % 5 === 0 ? criteria : [criterion], ...(text ? { reason: text } : {}) };
  if (kind < 52) return { type: 'round.reveal', criteria: [criterion] };
  if (kind < 55) return { type: 'round.open', criterion, reason: text };
  if (kind < 63) return { type: 'consensus.agree', criterion, points, reason: text, ...(b % 3 === 0 ? { outside: true } : {}) };
  if (kind < 70) return { type: 'stand.behind', criterion, consensus };
  if (kind < 73) return { type: 'stand.dissent', criterion, consensus, points: b % 2 ? points : null, text, shown: 'record' };
  if (kind < 75) return { type: 'stand.absent', criterion, consensus, member, reason: text };
  if (kind < 79) return { type: 'criterion.lock', criteria: [criterion] };
  if (kind < 81) return { type: 'criterion.reopen', criterion, reason: text };
  if (kind < 84) return { type: 'levels.set', criterion, levels: [{ from: 0, to: (b % 25) + 1, text: 'Little.' }] };
  if (kind < 88) return { type: 'conflicts.declare', member, areas: areasOf(b), ...(text ? { reason: text } : {}) };
  if (kind < 90) return { type: 'member.role', member, role: roleNames[a % roleNames.length] ?? 'observer' };
  if (kind < 91) return { type: 'member.scores', member, scores: b % 2 === 0 };
  if (kind < 92) return { type: 'member.remove', member };
  if (kind < 94) return { type: 'policy.set', policy: policyOf(state, b), ...(text ? { reason: text } : {}) };
  const { next, back } = phases[state.phase];
  const to = kind < 98 ? next[0] : b % 2 ? back : phaseNames[a % phaseNames.length];
  return { type: 'phase.move', to: to ?? 'planning', ...(text ? { reason: text } : {}) };
}

function areasOf(b: number): AreaId[] {
  return [[], [roads], [water], [roads, water], ['air' as AreaId]][b % 5] ?? [];
}

function policyOf(state: Evaluation, b: number): Evaluation['policy'] {
  return {
    ...state.policy,
    progress: b % 2 ? 'names' : 'count',
    leastBallots: b % 3 ? null : (b % 4) + 1,
    reviewersSeeBallots: b % 5 < 2,
    observersSeePoints: b % 7 < 3,
  };
}

/** Number of criteria of the test instrument, so that a story can tell whether it got anywhere. */
export function lockedCount(state: Evaluation): number {
  return criteriaOf(state.instrument).filter(({ id }) => state.criteria[id]?.state === 'locked').length;
}
