/** Agreed points with a reason, stands and dissent, lock and reopen. SPEC C, S and K. */
import type { CommandOf } from '../commands.ts';
import { currentRound, hasConflict, scorersIn, type CriterionFacts, type Evaluation, type Stand } from '../evaluation.ts';
import type { AreaId, MemberId } from '../ids.ts';
import { recordPhases } from '../phases.ts';
import { refuse } from '../refusals.ts';
import { fresh, inPhases, inStates, needs, pointsAllowed, withReason, withoutConflict } from './common.ts';
import { judged, type Answer, type CriterionInput, type Rule, type Verdict } from './verdict.ts';

/** Lowest and highest points of the last round; null if nobody gave any. */
export function rangeOf(facts: CriterionFacts): { readonly low: number; readonly high: number } | null {
  const given = Object.values(currentRound(facts).ballots).flatMap((ballot) => (ballot.points === null ? [] : [ballot.points]));
  return given.length > 0 ? { low: Math.min(...given), high: Math.max(...given) } : null;
}

/** Version of the latest agreement on the criterion; 0 before the first. */
export function consensusVersion(facts: CriterionFacts): number {
  return facts.consensus?.version ?? 0;
}

function outsideRange(facts: CriterionFacts, points: number): boolean {
  const range = rangeOf(facts);
  return range === null || points < range.low || points > range.high;
}

const agreeRules: readonly Rule<CriterionInput<CommandOf<'consensus.agree'>>>[] = [
  needs('consensus.steer'),
  withoutConflict('C1', 'consensus/conflict'),
  inPhases('C2', recordPhases),
  inStates('C3', ['revealed']),
  withReason('C4', 'consensus/reason-missing'),
  ...pointsAllowed({ range: 'C5', step: 'C6' }, { range: 'ballot/out-of-range', step: 'ballot/off-step' }),
  fresh(({ facts }) => consensusVersion(facts)),
  {
    id: 'C7',
    check: ({ facts, command }): Answer => {
      if (command.outside) return null;
      if (!facts.whole) return 'undecided';
      const range = rangeOf(facts);
      return outsideRange(facts, command.points)
        ? refuse('C7', 'consensus/outside-range', { low: range?.low ?? null, high: range?.high ?? null, points: command.points })
        : null;
    },
  },
];

export function decideAgree(input: CriterionInput<CommandOf<'consensus.agree'>>): Verdict {
  return judged(agreeRules, input, ({ command: { criterion, points, reason }, facts }) => [
    { type: 'consensus.agreed', criterion, points, reason, version: consensusVersion(facts) + 1, outside: outsideRange(facts, points) },
  ]);
}

type Standing = CommandOf<'stand.behind'> | CommandOf<'stand.dissent'> | CommandOf<'stand.absent'>;

const namesTheConsensus: Rule<CriterionInput<Standing>> = {
  id: 'S2',
  check: ({ facts, command }) =>
    command.consensus === consensusVersion(facts)
      ? null
      : refuse('S2', 'stand/other-consensus', { named: command.consensus, current: consensusVersion(facts) }),
};

const standRules: readonly Rule<CriterionInput<Standing>>[] = [
  needs('stand.take'),
  { id: 'S1', check: ({ actor }) => (actor.scores ? null : refuse('S1', 'member/does-not-score')) },
  withoutConflict('S3', 'stand/conflict'),
  inPhases('S4', recordPhases),
  inStates('S4', ['agreed']),
  namesTheConsensus,
];

export function decideBehind(input: CriterionInput<CommandOf<'stand.behind'>>): Verdict {
  return judged(standRules, input, ({ command: { criterion, consensus } }) => [{ type: 'stand.taken', criterion, consensus }]);
}

const dissentRules: readonly Rule<CriterionInput<CommandOf<'stand.dissent'>>>[] = [
  ...standRules,
  { id: 'S5', check: ({ command }) => (command.text ? null : refuse('S5', 'reason/missing')) },
  ...pointsAllowed({ range: 'S6', step: 'S6' }, { range: 'stand/out-of-range', step: 'stand/off-step' }),
];

export function decideDissent(input: CriterionInput<CommandOf<'stand.dissent'>>): Verdict {
  return judged(dissentRules, input, ({ command: { criterion, consensus, points, text, shown } }) => [
    { type: 'dissent.recorded', criterion, consensus, points, text, shown },
  ]);
}

const absentRules: readonly Rule<CriterionInput<CommandOf<'stand.absent'>>>[] = [
  needs('consensus.steer'),
  inPhases('S4', recordPhases),
  inStates('S4', ['agreed']),
  {
    id: 'S7',
    check: ({ state, area, command }) =>
      scorersIn(state, area.id).some((member) => member.id === command.member)
        ? null
        : refuse('S7', 'member/unknown', { member: command.member }),
  },
  withReason('S8'),
  namesTheConsensus,
];

export function decideAbsent(input: CriterionInput<CommandOf<'stand.absent'>>): Verdict {
  return judged(absentRules, input, ({ command: { criterion, consensus, member, reason } }) => [
    { type: 'absence.recorded', criterion, consensus, member, reason },
  ]);
}

/** Whose stand on the consensus in force is still missing, in the order of joining. */
export function missingStands(state: Evaluation, area: AreaId, facts: CriterionFacts): readonly MemberId[] {
  const answered = (stand: Stand | undefined) => stand?.consensus === consensusVersion(facts);
  return scorersIn(state, area).flatMap((member) => (answered(facts.stands[member.id]) ? [] : [member.id]));
}

const lockRules: readonly Rule<CriterionInput<CommandOf<'criterion.lock'>>>[] = [
  needs('consensus.steer'),
  inPhases('K1', recordPhases),
  inStates('K1', ['agreed']),
  {
    id: 'K2',
    check: ({ state, area, criterion, facts }): Answer => {
      if (!facts.whole) return 'undecided';
      const missing = missingStands(state, area.id, facts);
      return missing.length > 0 ? refuse('K2', 'stand/missing', { criterion: criterion.id, members: missing }) : null;
    },
  },
];

export function decideLock(input: CriterionInput<CommandOf<'criterion.lock'>>): Verdict {
  return judged(lockRules, input, ({ criterion }) => [{ type: 'criterion.locked', criterion: criterion.id }]);
}

const reopenRules: readonly Rule<CriterionInput<CommandOf<'criterion.reopen'>>>[] = [
  needs('consensus.steer'),
  inPhases('K3', recordPhases),
  inStates('K3', ['agreed', 'locked']),
  withReason('K4'),
];

export function decideReopen(input: CriterionInput<CommandOf<'criterion.reopen'>>): Verdict {
  return judged(reopenRules, input, ({ command: { criterion, reason }, facts }) => [
    { type: 'criterion.reopened', criterion, to: facts.state === 'locked' ? 'agreed' : 'revealed', reason },
  ]);
}

/** Whether this member has a say in the criterion: may stand, and is waited for. */
export function isAsked(state: Evaluation, area: AreaId, member: MemberId): boolean {
  const found = state.members[member];
  return found !== undefined && found.scores && !found.removed && !hasConflict(found, area);
}
