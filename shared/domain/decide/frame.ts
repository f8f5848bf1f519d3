/** The frame of an evaluation: subject, policy, phases, levels. SPEC O, P and L. */
import type { CommandOf } from '../commands.ts';
import { activeMembers, castCount, criteriaOf, currentRound, scorersIn, type Evaluation } from '../evaluation.ts';
import { must } from '../assert.ts';
import type { Event } from '../events.ts';
import type { CriterionId } from '../ids.ts';
import { hasScoringBegun, levelPhases, phases, unpublishedPhases, type Phase } from '../phases.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { fresh, inPhases, inStates, needs, withoutConflict } from './common.ts';
import { judged, type CriterionInput, type Input, type Rule, type Verdict } from './verdict.ts';

export function decideSubject(input: Input<CommandOf<'subject.set'>>): Verdict {
  return judged([needs('evaluation.steer'), inPhases('O3', unpublishedPhases)], input, ({ command }) => [
    { type: 'subject.changed', subject: command.subject },
  ]);
}

const policyRules: readonly Rule<Input<CommandOf<'policy.set'>>>[] = [
  needs('evaluation.steer'),
  inPhases('O3', unpublishedPhases),
  {
    id: 'O1',
    check: ({ command: { policy } }) =>
      policy.bands.green < policy.bands.amber && policy.bands.amber < policy.bands.red ? null : refuse('O1', 'policy/bands-unordered'),
  },
  {
    id: 'O2',
    check: ({ state, command }) => (hasScoringBegun(state.phase) && !command.reason ? refuse('O2', 'policy/reason-missing') : null),
  },
];

export function decidePolicy(input: Input<CommandOf<'policy.set'>>): Verdict {
  return judged(policyRules, input, ({ command }) => [{ type: 'policy.changed', policy: command.policy, reason: command.reason ?? null }]);
}

const phaseRules: readonly Rule<Input<CommandOf<'phase.move'>>>[] = [
  needs('evaluation.steer'),
  {
    id: 'P1',
    check: ({ state, command: { to } }) => {
      const { next, back }: { next: readonly Phase[]; back: Phase | null } = phases[state.phase];
      return next.includes(to) || back === to ? null : refuse('P1', 'phase/not-next', { from: state.phase, to });
    },
  },
  {
    id: 'P2',
    check: ({ state, command: { to, reason } }) =>
      phases[state.phase].back === to && !reason ? refuse('P2', 'phase/reason-missing') : null,
  },
  { id: 'P3', check: ({ state, command: { to } }) => (state.phase === 'gathering' && to === 'scoring' ? whyNotScore(state) : null) },
  {
    id: 'P5',
    check: ({ state, command: { to } }) => {
      if (to !== 'reviewing' || state.phase !== 'calibrating') return null;
      return whyNotLocked(state);
    },
  },
  {
    id: 'P6',
    check: ({ state, command: { to } }) => {
      if (to !== 'factCheck' && to !== 'published') return null;
      const open = Object.values(state.sections).filter(({ state: section }) => section !== 'signedOff').length;
      return whyNotLocked(state) ?? (open > 0 ? refuse('P6', 'phase/sections-open', { open }) : null);
    },
  },
];

function whyNotScore(state: Evaluation): Refusal | null {
  const scorers = activeMembers(state).filter((member) => member.scores);
  if (scorers.length === 0) return refuse('P3', 'phase/nobody-scores');
  const undeclared = scorers.filter((member) => member.conflicts === null).map((member) => member.id);
  return undeclared.length > 0 ? refuse('P3', 'phase/conflicts-undeclared', { members: undeclared }) : null;
}

function whyNotLocked(state: Evaluation): Refusal | null {
  const unlocked = Object.values(state.criteria).filter((facts) => facts.state !== 'locked').length;
  return unlocked > 0 ? refuse('P5', 'phase/not-all-locked', { unlocked }) : null;
}

export function decidePhase(input: Input<CommandOf<'phase.move'>>): Verdict {
  return judged(phaseRules, input, ({ state, command: { to, reason } }) => {
    const moved: Event = { type: 'phase.moved', from: state.phase, to, reason: reason ?? null };
    return state.phase === 'scoring' && to === 'calibrating' ? [moved, ...readyRounds(state)] : [moved];
  });
}

/** [P4] Entering the calibration closes each open round in which enough have scored; the others stay open. */
function readyRounds(state: Evaluation): readonly Event[] {
  const ready = criteriaOf(state.instrument).filter(({ id }) => state.criteria[id]?.state === 'open' && isEnough(state, id));
  return ready.map(({ id }) => ({ type: 'round.closed', criterion: id, round: currentRound(facts(state, id)).number, reason: null }));
}

/** Ballots it takes to close this criterion's round without giving a reason; 0 where nobody can score. */
export function ballotsNeeded(state: Evaluation, criterion: CriterionId): number {
  const area = must(
    state.instrument.areas.find((each) => each.criteria.some(({ id }) => id === criterion)),
    'a criterion lies in an area',
  );
  const scorers = scorersIn(state, area.id).length;
  return Math.min(state.policy.leastBallots ?? scorers, scorers);
}

/** Whether the round may be closed without a reason. */
export function isEnough(state: Evaluation, criterion: CriterionId): boolean {
  const cast = castCount(currentRound(facts(state, criterion)));
  return cast > 0 && cast >= ballotsNeeded(state, criterion);
}

function facts(state: Evaluation, criterion: CriterionId) {
  return must(state.criteria[criterion], 'every criterion has its facts');
}

const levelRules: readonly Rule<CriterionInput<CommandOf<'levels.set'>>>[] = [
  needs('levels.write'),
  withoutConflict('L1', 'levels/conflict'),
  inPhases('L2', levelPhases),
  inStates('L2', ['open']),
  {
    id: 'L3',
    check: ({ command: { levels }, criterion }) =>
      levels.every(({ from, to }) => from >= 0 && from <= to && to <= criterion.maxPoints)
        ? null
        : refuse('L3', 'levels/out-of-range', { max: criterion.maxPoints }),
  },
  {
    id: 'L4',
    check: ({ command: { levels } }) =>
      levels.every((level, i) => i === 0 || level.from > (levels[i - 1]?.to ?? -1)) ? null : refuse('L4', 'levels/overlap'),
  },
  fresh(({ facts: { levelsVersion } }) => levelsVersion),
];

export function decideLevels(input: CriterionInput<CommandOf<'levels.set'>>): Verdict {
  return judged(levelRules, input, ({ command: { criterion, levels }, facts: { levelsVersion } }) => [
    { type: 'levels.changed', criterion, levels, version: levelsVersion + 1 },
  ]);
}
