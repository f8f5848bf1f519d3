/** Folds events into the facts. Total: an event that was committed is never refused here; a surprise is a bug and throws. */
import { must } from '../assert.ts';
import { sectionsOf, criteriaOf, type Evaluation } from '../evaluation.ts';
import type { EventOf, Happened } from '../events.ts';
import { evolveCriterion, newCriterion } from './criteria.ts';
import { evolveEvidence } from './evidence.ts';
import { evolveFindings } from './findings.ts';
import { evolveInterviews } from './interviews.ts';
import { dropBallotsWithoutRight, evolveMembers } from './people.ts';
import { evolveSection, newSection } from './sections.ts';

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
    sections: Object.fromEntries(sectionsOf(event.instrument).map((section) => [section, newSection])),
    findings: {},
    findingOrder: Object.fromEntries(sectionsOf(event.instrument).map((section) => [section, []])),
    evidence: {},
    interviews: {},
    teamSeen: true,
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
    case 'finding.added':
    case 'finding.changed':
    case 'finding.moved':
    case 'finding.linked':
    case 'finding.unlinked':
    case 'finding.hidden':
    case 'finding.restored':
      return evolveFindings(state, event, happened);
    case 'evidence.added':
    case 'evidence.changed':
    case 'evidence.hidden':
    case 'evidence.restored':
      return { ...state, evidence: evolveEvidence(state.evidence, event, happened) };
    case 'interview.added':
    case 'interview.changed':
    case 'interview.hidden':
    case 'interview.restored':
    case 'interview.noted':
      return { ...state, interviews: evolveInterviews(state.interviews, event, happened) };
    case 'section.closing':
    case 'section.signedOff':
    case 'section.reopened': {
      const before = must(state.sections[event.section], 'an event names a section of its instrument');
      return { ...state, sections: { ...state.sections, [event.section]: evolveSection(before, event, happened) } };
    }
    default: {
      const before = must(state.criteria[event.criterion], 'an event names a criterion of its instrument');
      return { ...state, criteria: { ...state.criteria, [event.criterion]: evolveCriterion(before, event, happened) } };
    }
  }
}
