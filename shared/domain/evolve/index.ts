/** Folds events into the facts. Total: an event that was committed is never refused here; a surprise is a bug and throws. */
import { must } from '../assert.ts';
import { sectionsOf, criteriaOf, type Evaluation, type SectionState } from '../evaluation.ts';
import type { EventOf, Happened } from '../events.ts';
import { evolveCriterion, newCriterion } from './criteria.ts';
import { dropBallotsWithoutRight, evolveMembers } from './people.ts';

/** The state after one more event; null stands for an evaluation that does not exist yet. */
export function evolve(state: Evaluation | null, happened: Happened): Evaluation {
  const { event } = happened;
  if (event.type === 'evaluation.created') return created(event, happened);
  const before = must(state, 'the first event of a log creates the evaluation');
  return { ...fold(before, happened), seq: happened.seq };
}

/** Folds a whole log, oldest first. */
export function replay(log: Iterable<Happened>): Evaluation | null {
  let state: Evaluation | null = null;
  for (const happened of log) state = evolve(state, happened);
  return state;
}

function created(event: EventOf<'evaluation.created'>, { at, seq }: Happened): Evaluation {
  return {
    id: event.evaluation,
    subject: event.subject,
    instrument: event.instrument,
    phase: 'planning',
    policy: event.policy,
    members: {},
    criteria: Object.fromEntries(criteriaOf(event.instrument).map((criterion) => [criterion.id, newCriterion])),
    sections: Object.fromEntries(sectionsOf(event.instrument).map((section) => [section, 'open' satisfies SectionState])),
    createdAt: at,
    seq,
  };
}

function fold(state: Evaluation, happened: Happened): Evaluation {
  const { event } = happened;
  switch (event.type) {
    case 'evaluation.created':
      throw new Error('believed: an evaluation is created once');
    case 'subject.changed':
      return { ...state, subject: event.subject };
    case 'policy.changed':
      return { ...state, policy: event.policy };
    case 'phase.moved':
      return { ...state, phase: event.to };
    case 'member.joined':
    case 'lead.appointed':
    case 'member.roleChanged':
    case 'member.scoresChanged':
    case 'member.removed':
    case 'conflicts.declared':
      return dropBallotsWithoutRight({ ...state, members: evolveMembers(state.members, event, happened.at) });
    default: {
      const before = must(state.criteria[event.criterion], 'an event names a criterion of its instrument');
      return { ...state, criteria: { ...state.criteria, [event.criterion]: evolveCriterion(before, event, happened) } };
    }
  }
}
