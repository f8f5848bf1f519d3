/** Closing, revealing and opening rounds. SPEC R. */
import type { CommandOf } from '../commands.ts';
import { castCount, currentRound } from '../evaluation.ts';
import { limits } from '../limits.ts';
import { roundPhases } from '../phases.ts';
import { refuse } from '../refusals.ts';
import { inPhases, inStates, needs, withReason } from './common.ts';
import { ballotsNeeded, isEnough } from './frame.ts';
import { judged, type CriterionInput, type Rule, type Verdict } from './verdict.ts';

const closeRules: readonly Rule<CriterionInput<CommandOf<'round.close'>>>[] = [
  needs('consensus.steer'),
  inPhases('R1', roundPhases),
  inStates('R2', ['open']),
  {
    id: 'R3',
    check: ({ facts, criterion }) =>
      castCount(currentRound(facts)) > 0 ? null : refuse('R3', 'round/nobody', { criterion: criterion.id }),
  },
  {
    id: 'R4',
    check: ({ state, command, criterion, facts }) =>
      isEnough(state, criterion.id) || command.reason
        ? null
        : refuse('R4', 'round/too-few', {
            criterion: criterion.id,
            cast: castCount(currentRound(facts)),
            needed: ballotsNeeded(state, criterion.id),
          }),
  },
];

export function decideClose(input: CriterionInput<CommandOf<'round.close'>>): Verdict {
  return judged(closeRules, input, ({ command, criterion, facts }) => [
    { type: 'round.closed', criterion: criterion.id, round: currentRound(facts).number, reason: command.reason ?? null },
  ]);
}

const revealRules: readonly Rule<CriterionInput<CommandOf<'round.reveal'>>>[] = [
  needs('consensus.steer'),
  inPhases('R1', roundPhases),
  inStates('R5', ['closed']),
];

export function decideReveal(input: CriterionInput<CommandOf<'round.reveal'>>): Verdict {
  return judged(revealRules, input, ({ criterion, facts }) => [
    { type: 'round.revealed', criterion: criterion.id, round: currentRound(facts).number },
  ]);
}

const openRules: readonly Rule<CriterionInput<CommandOf<'round.open'>>>[] = [
  needs('consensus.steer'),
  inPhases('R1', roundPhases),
  inStates('R6', ['revealed']),
  withReason('R7'),
  {
    id: 'R8',
    check: ({ facts }) =>
      currentRound(facts).number <= limits.reVotes ? null : refuse('R8', 'round/re-votes-spent', { most: limits.reVotes }),
  },
];

export function decideOpen(input: CriterionInput<CommandOf<'round.open'>>): Verdict {
  return judged(openRules, input, ({ command, criterion, facts }) => [
    { type: 'round.opened', criterion: criterion.id, round: currentRound(facts).number + 1, reason: command.reason },
  ]);
}
