/** Random stories of an evaluation: commands of all types, sound ones more often than not, from everybody in and outside the team. */
import fc from 'fast-check';
import type { Command } from '../../shared/domain/commands.ts';
import { currentRound, criteriaOf, findingKinds, type Evaluation } from '../../shared/domain/evaluation.ts';
import type { EvidenceBody } from '../../shared/domain/evidence.ts';
import { summarySection, type AreaId, type CriterionId, type MemberId, type SectionId } from '../../shared/domain/ids.ts';
import { roleNames } from '../../shared/domain/permissions.ts';
import { phaseNames, phases } from '../../shared/domain/phases.ts';
import {
  ada,
  ben,
  chi,
  disa,
  eli,
  evidenceId,
  findingId,
  interviewId,
  nobody,
  oda,
  plan,
  repair,
  roads,
  supply,
  water,
} from './builders.ts';

/** A step of a story is chosen by numbers and made a command only when the state is known: so that most of them fit it. */
export type Step = { readonly who: MemberId; readonly kind: number; readonly a: number; readonly b: number; readonly text: string };

const people = [ada, ada, ada, ben, ben, chi, chi, disa, eli, oda, nobody] as const;

/** From this kind on a step is about writing. */
const writing = 100;

export const aStep: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(...people),
  kind: fc.nat(writing - 1),
  a: fc.nat(1000),
  b: fc.nat(1000),
  text: fc.constantFrom('', 'Seen.', 'Two of three said so.'),
});

/** The same with writing alone: findings, evidence, interviews, sign-off. At least half as long as it may be, since little happens in few steps. */
export const aWrittenStory = (maxLength = 60): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    aStep.map((step) => ({ ...step, kind: writing + step.kind })),
    { minLength: Math.floor(maxLength / 2), maxLength },
  );

export const aStory = (maxLength = 60): fc.Arbitrary<readonly Step[]> => fc.array(aStep, { maxLength });

/** The command a step stands for in this state. Sometimes nonsense: an unknown criterion, a wrong round, points off the scale. */
export function commandOf(state: Evaluation, step: Step): Command {
  const { kind, a, b, text } = step;
  if (kind >= writing) return writingOf(state, step);
  const criteria = [plan, repair, supply];
  const criterion = criteria[a % 3] as CriterionId;
  const facts = state.criteria[criterion];
  const round = facts ? currentRound(facts).number + (b % 11 === 0 ? 1 : 0) : 1;
  const points = b % 13 === 0 ? 99 : (b % 5) * 5;
  const consensus = (facts?.consensus?.version ?? 0) + (b % 11 === 0 ? 1 : 0);
  const member = people[b % people.length] ?? ada;
  if (kind < 30)
    return { type: 'ballot.cast', criterion, round, points, reason: text, confidence: null, ...(b % 4 ? {} : { evidence: [pieceAt(a)] }) };
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

const pieceAt = (n: number) => evidenceId(`e${n % 4}`);
const findingAt = (n: number) => findingId(`f${n % 6}`);
const interviewAt = (n: number) => interviewId(`i${n % 3}`);

function writingOf(state: Evaluation, { kind, a, b, text }: Step): Command {
  const sections = ['summary', 'roads', plan, supply, ...(b % 17 === 0 ? ['air'] : [])] as string[] as SectionId[];
  const section = sections[a % sections.length] ?? summarySection;
  const [finding, evidence, interview] = [findingAt(a), pieceAt(b), interviewAt(b)];
  const before = b % 3 ? findingAt(b) : null;
  const criteria = [[], [plan], [plan, supply], [repair], ['air' as CriterionId], [plan, plan]][a % 6] ?? [];
  const step = kind - writing;
  if (step < 15) return { type: 'finding.add', finding, section, kind: findingKinds[b % 3] ?? 'strength', before };
  if (step < 20) return { type: 'finding.change', finding, kind: findingKinds[b % 3] ?? 'strength', example: b % 2 ? 'good' : null };
  if (step < 27) return { type: 'finding.move', finding, before };
  if (step < 35) return { type: 'finding.link', finding, evidence };
  if (step < 38) return { type: 'finding.unlink', finding, evidence };
  if (step < 41) return { type: 'finding.hide', finding };
  if (step < 43) return { type: 'finding.restore', finding };
  if (step < 51) return { type: 'evidence.add', evidence, body: bodyOf(a, b, text), criteria };
  if (step < 55) return { type: 'evidence.change', evidence, body: bodyOf(b, a, text), criteria };
  if (step < 57) return { type: 'evidence.hide', evidence };
  if (step < 59) return { type: 'evidence.restore', evidence };
  const line = { interview, when: null, role: text || 'Head', asks: [people[a % people.length] ?? ada], criteria };
  if (step < 65) return { type: 'interview.add', ...line };
  if (step < 68) return { type: 'interview.change', ...line };
  if (step < 70) return { type: 'interview.hide', interview };
  if (step < 71) return { type: 'interview.restore', interview };
  if (step < 79) return { type: 'interview.note', interview, criterion: criteria[0] ?? plan, text };
  if (step < 84) return { type: 'section.signOff', sections: b % 4 ? [section] : [section, summarySection] };
  if (step < 90) return { type: 'section.reopen', section, reason: text };
  if (step < 94) return { type: 'conflicts.declare', member: people[b % people.length] ?? ada, areas: areasOf(b), reason: 'Known.' };
  if (step < 97)
    return { type: 'ballot.cast', criterion: plan, round: 1, points: 10, reason: text, confidence: null, evidence: [evidence] };
  const { next, back } = phases[state.phase];
  return { type: 'phase.move', to: (b % 2 ? back : next[0]) ?? 'planning', reason: 'On.' };
}

function bodyOf(a: number, b: number, text: string): EvidenceBody {
  if (b % 3 === 0) return { kind: 'interview', interview: interviewAt(a) };
  return { kind: 'answer', question: '', answer: text || 'Yes.', from: null };
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
