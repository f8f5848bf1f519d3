/** One criterion's facts as events change them: ballots, rounds, consensus, stands, levels. */
import { exhausted, must } from '../assert.ts';
import { currentRound, type CriterionFacts, type Round, type Stand } from '../evaluation.ts';
import type { Event, Happened } from '../events.ts';
import type { MemberId } from '../ids.ts';

type CriterionEvent = Exclude<Extract<Event, { criterion: unknown }>, { type: 'interview.noted' }>;

export const newCriterion: CriterionFacts = {
  state: 'open',
  whole: true,
  rounds: [newRound(1)],
  consensus: null,
  stands: {},
  levels: [],
  levelsVersion: 0,
};

function newRound(number: number): Round {
  return { number, ballots: {}, versions: {}, unseen: 0, closedAt: null, revealedAt: null };
}

export function evolveCriterion(before: CriterionFacts, event: CriterionEvent, happened: Happened): CriterionFacts {
  const { at } = happened;
  switch (event.type) {
    case 'levels.changed':
      return { ...before, levels: event.levels, levelsVersion: event.version };
    case 'ballot.cast': {
      const member = author(happened);
      const { points, reason, confidence, evidence } = event;
      const ballot = { member, points, reason, confidence, evidence, at };
      return inRound(before, (round) => ({
        ...round,
        ballots: { ...round.ballots, [member]: ballot },
        versions: { ...round.versions, [member]: event.version },
      }));
    }
    case 'ballot.withdrawn': {
      const member = author(happened);
      return inRound(before, ({ ballots, ...round }) => {
        const { [member]: _withdrawn, ...others } = ballots;
        return { ...round, ballots: others, versions: { ...round.versions, [member]: event.version } };
      });
    }
    case 'round.closed':
      return { ...inRound(before, (round) => ({ ...round, closedAt: at })), state: 'closed' };
    case 'round.revealed':
      return { ...inRound(before, (round) => ({ ...round, revealedAt: at })), state: 'revealed' };
    case 'round.opened':
      return { ...before, state: 'open', rounds: [...before.rounds, newRound(event.round)] };
    case 'consensus.agreed': {
      const { points, reason, version, outside } = event;
      return { ...before, state: 'agreed', consensus: { version, points, reason, outside, by: author(happened), at } };
    }
    case 'stand.taken':
      return withStand(before, { kind: 'behind', member: author(happened), consensus: event.consensus, at });
    case 'dissent.recorded': {
      const { consensus, points, text, shown } = event;
      return withStand(before, { kind: 'dissent', member: author(happened), consensus, points, text, shown, at });
    }
    case 'absence.recorded': {
      const { member, consensus, reason } = event;
      return withStand(before, { kind: 'absent', member, consensus, reason, recordedBy: author(happened), at });
    }
    case 'criterion.locked':
      return { ...before, state: 'locked' };
    case 'criterion.reopened':
      return { ...before, state: event.to };
    default:
      return exhausted(event);
  }
}

function inRound(facts: CriterionFacts, change: (round: Round) => Round): CriterionFacts {
  return { ...facts, rounds: [...facts.rounds.slice(0, -1), change(currentRound(facts))] };
}

function withStand(facts: CriterionFacts, stand: Stand): CriterionFacts {
  return { ...facts, stands: { ...facts.stands, [stand.member]: stand } };
}

function author(happened: Happened): MemberId {
  return must(happened.by, 'ballots, consensus and stands come from a member');
}
