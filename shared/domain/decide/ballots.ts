/** One member's points for one criterion in one round: cast, abstain, withdraw. SPEC B. */
import type { CommandOf } from '../commands.ts';
import { currentRound, type CriterionFacts } from '../evaluation.ts';
import type { MemberId } from '../ids.ts';
import { ballotPhases } from '../phases.ts';
import { refuse } from '../refusals.ts';
import { fresh, inPhases, inStates, needs, pointsAllowed, whyNotRestOn, withoutConflict } from './common.ts';
import { judged, type CriterionInput, type Rule, type Verdict } from './verdict.ts';

type Ballot = CommandOf<'ballot.cast'> | CommandOf<'ballot.abstain'> | CommandOf<'ballot.withdraw'>;

/** A command has no member in it: it is the sender's own ballot or nobody's ([B1] needs no check of its own). */
const ownBallot: readonly Rule<CriterionInput<Ballot>>[] = [
  needs('ballot.cast'),
  { id: 'B2', check: ({ actor }) => (actor.scores ? null : refuse('B2', 'member/does-not-score')) },
  { id: 'B3', check: ({ actor }) => (actor.conflicts ? null : refuse('B3', 'ballot/conflicts-undeclared')) },
  withoutConflict('B4', 'ballot/conflict'),
  inPhases('B5', ballotPhases),
  inStates('B6', ['open'], 'ballot/closed'),
  {
    id: 'B7',
    check: ({ command, facts }) => {
      const { number } = currentRound(facts);
      return command.round === number ? null : refuse('B7', 'ballot/wrong-round', { round: command.round, current: number });
    },
  },
];

const freshBallot = fresh(({ facts, actor }) => versionOf(facts, actor.id));

/** How often this member's ballot of the current round was changed. */
export function versionOf(facts: CriterionFacts, member: MemberId): number {
  return currentRound(facts).versions[member] ?? 0;
}

const castRules: readonly Rule<CriterionInput<CommandOf<'ballot.cast'>>>[] = [
  ...ownBallot,
  ...pointsAllowed({ range: 'B8', step: 'B9' }, { range: 'ballot/out-of-range', step: 'ballot/off-step' }),
  freshBallot,
  {
    id: 'B11',
    check: ({ state, command: { evidence = [] }, facts, actor }) =>
      whyNotRestOn('B11', state, evidence, currentRound(facts).ballots[actor.id]?.evidence ?? []),
  },
];

export function decideCast(input: CriterionInput<CommandOf<'ballot.cast'>>): Verdict {
  return judged(castRules, input, ({ command: { criterion, round, points, reason, confidence, evidence = [] }, facts, actor }) => [
    {
      type: 'ballot.cast',
      criterion,
      round,
      points,
      reason,
      confidence,
      evidence: [...new Set(evidence)],
      version: versionOf(facts, actor.id) + 1,
    },
  ]);
}

export function decideAbstain(input: CriterionInput<CommandOf<'ballot.abstain'>>): Verdict {
  return judged([...ownBallot, freshBallot], input, ({ command: { criterion, round, reason }, facts, actor }) => [
    {
      type: 'ballot.cast',
      criterion,
      round,
      points: null,
      reason,
      confidence: null,
      evidence: [],
      version: versionOf(facts, actor.id) + 1,
    },
  ]);
}

const hasBallot: Rule<CriterionInput<CommandOf<'ballot.withdraw'>>> = {
  id: 'B10',
  check: ({ facts, actor }) => (currentRound(facts).ballots[actor.id] ? null : refuse('B10', 'ballot/none')),
};

export function decideWithdraw(input: CriterionInput<CommandOf<'ballot.withdraw'>>): Verdict {
  return judged([...ownBallot, hasBallot, freshBallot], input, ({ command: { criterion, round }, facts, actor }) => [
    { type: 'ballot.withdrawn', criterion, round, version: versionOf(facts, actor.id) + 1 },
  ]);
}
