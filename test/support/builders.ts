/** Evaluations for tests: small, whole, built by the events themselves, so that every fixture is a state the log can reach or fold. */
import { must } from '../../shared/domain/assert.ts';
import type { Command } from '../../shared/domain/commands.ts';
import { createEvaluation, decide, type Verdict } from '../../shared/domain/decide/index.ts';
import type { CriterionState, Evaluation, SectionState } from '../../shared/domain/evaluation.ts';
import type { Event } from '../../shared/domain/events.ts';
import { evolve } from '../../shared/domain/evolve/index.ts';
import type {
  AreaId,
  CriterionId,
  EvaluationId,
  EvidenceId,
  FindingId,
  InterviewId,
  MemberId,
  SectionId,
  Time,
} from '../../shared/domain/ids.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import type { Phase } from '../../shared/domain/phases.ts';

/** A member's id that says in a failing test who it was. */
export function memberId(name: string): MemberId {
  return name.padEnd(20, '0') as MemberId;
}
export const ada = memberId('ada');
export const ben = memberId('ben');
export const chi = memberId('chi');
export const disa = memberId('disa');
export const eli = memberId('eli');
export const oda = memberId('oda');
export const findingId = (name: string) => name.padEnd(20, '0') as FindingId;
export const evidenceId = (name: string) => name.padEnd(20, '0') as EvidenceId;
export const interviewId = (name: string) => name.padEnd(20, '0') as InterviewId;
export const nobody = memberId('nobody');
export const noon: Time = Date.UTC(2026, 10, 10, 12);
export const evaluationId = 'e1'.padEnd(20, '0') as EvaluationId;

/** Two areas; steps of 1, and one criterion with a step of 5. */
export function anInstrument(): Instrument {
  return Instrument.parse({
    id: 'test-1',
    name: 'Test',
    version: '1',
    language: 'en',
    label: 'Test, version 1',
    maxPoints: 65,
    step: 1,
    areas: [
      {
        id: 'roads',
        code: '1',
        name: 'Roads',
        maxPoints: 45,
        criteria: [
          { id: 'roads.plan', code: '1.1', name: 'Plan', maxPoints: 20 },
          { id: 'roads.repair', code: '1.2', name: 'Repair', maxPoints: 25, step: 5 },
        ],
      },
      {
        id: 'water',
        code: '2',
        name: 'Water',
        maxPoints: 20,
        criteria: [{ id: 'water.supply', code: '2.1', name: 'Supply', maxPoints: 20 }],
      },
    ],
  });
}
export const plan = 'roads.plan' as CriterionId;
export const repair = 'roads.repair' as CriterionId;
export const supply = 'water.supply' as CriterionId;
/** The section of the criterion `plan`. */
export const planText = 'roads.plan' as SectionId;
export const roads = 'roads' as AreaId;
export const water = 'water' as AreaId;

/** Folds further events, by `by`, at noon. */
export function after(state: Evaluation | null, by: MemberId | null, ...events: readonly Event[]): Evaluation {
  let folded = state;
  for (const event of events) folded = evolve(folded, { seq: (folded?.seq ?? 0) + 1, at: noon, by, event });
  return must(folded, 'events leave a state');
}

type Options = {
  readonly phase?: Phase;
  readonly conflicts?: Partial<Record<MemberId, readonly AreaId[]>>;
  readonly instrument?: Instrument;
};

/** Ada leads, Ben and Chi evaluate, Disa reviews, Eli is the contact, Oda observes; conflicts declared: none unless said. */
export function anEvaluation({ phase = 'scoring', conflicts = {}, instrument = anInstrument() }: Options = {}): Evaluation {
  const subject = { name: 'Exempelby', year: 2026, visit: null };
  const joined = (member: MemberId, role: Role): Event => ({
    type: 'member.joined',
    member,
    role,
    scores: role === 'evaluator',
    invitedBy: ada,
  });
  const declared = [ada, ben, chi].map((member): Event => ({
    type: 'conflicts.declared',
    member,
    areas: [...(conflicts[member] ?? [])],
    reason: null,
  }));
  const state = after(
    null,
    ada,
    ...createEvaluation({ id: evaluationId, subject, instrument, lead: ada }),
    joined(ben, 'evaluator'),
    joined(chi, 'evaluator'),
    joined(disa, 'reviewer'),
    joined(eli, 'contact'),
    joined(oda, 'observer'),
    ...declared,
  );
  return phase === 'planning' ? state : after(state, ada, { type: 'phase.moved', from: 'planning', to: phase, reason: null });
}

/** Ballots of Ada, Ben and Chi in the current round. */
export function withBallots(state: Evaluation, criterion: CriterionId, points: Partial<Record<MemberId, number | null>>): Evaluation {
  const round = must(state.criteria[criterion]?.rounds.at(-1), 'a round').number;
  return Object.entries(points).reduce(
    (folded, [member, given]) =>
      after(folded, member as MemberId, {
        type: 'ballot.cast',
        criterion,
        round,
        points: given ?? null,
        reason: `because ${member}`,
        confidence: 2,
        evidence: [],
        version: 1,
      }),
    state,
  );
}

/** Ada, Ben and Chi stand behind the first agreement. */
export function withStands(state: Evaluation, criterion: CriterionId, members: readonly MemberId[] = [ada, ben, chi]): Evaluation {
  return members.reduce((folded, member) => after(folded, member, { type: 'stand.taken', criterion, consensus: 1 }), state);
}

/** Takes a criterion to a state with 10, 15 and 15 points of Ada, Ben and Chi (all on the step of every test criterion), agreed at 15. */
export function inState(state: Evaluation, criterion: CriterionId, wanted: CriterionState): Evaluation {
  const way: Record<CriterionState, readonly Event[]> = {
    open: [],
    closed: [{ type: 'round.closed', criterion, round: 1, reason: null }],
    revealed: [{ type: 'round.revealed', criterion, round: 1 }],
    agreed: [{ type: 'consensus.agreed', criterion, points: 15, reason: 'Two of three saw the plan.', version: 1, outside: false }],
    locked: [{ type: 'criterion.locked', criterion }],
  };
  let folded = withBallots(state, criterion, { [ada]: 10, [ben]: 15, [chi]: 15 });
  for (const [name, events] of Object.entries(way)) {
    if (name === 'locked') folded = withStands(folded, criterion);
    folded = after(folded, ada, ...events);
    if (name === wanted) break;
  }
  return folded;
}

/** Takes a section to a state; Ada asks for the sign-off. */
export function withSection(state: Evaluation, section: SectionId, wanted: SectionState): Evaluation {
  if (wanted === 'open') return state;
  const closing = after(state, ada, { type: 'section.closing', section });
  if (wanted === 'closing') return closing;
  return after(closing, null, { type: 'section.signedOff', section, by: ada, hash: '5ea1'.repeat(16), seq: 1 });
}

/** Findings of a section in this order, by Ben: strengths. */
export function withFindings(state: Evaluation, section: SectionId, ...findings: readonly FindingId[]): Evaluation {
  const added = (finding: FindingId): Event => ({ type: 'finding.added', finding, section, kind: 'strength', before: null });
  return after(state, ben, ...findings.map(added));
}

/** Documents about the criterion `plan`, by Ben. */
export function withEvidence(state: Evaluation, ...pieces: readonly EvidenceId[]): Evaluation {
  const body = { kind: 'document', name: 'Plan for the roads', date: '2025-02-28', page: '12' } as const;
  const added = (evidence: EvidenceId): Event => ({ type: 'evidence.added', evidence, body, criteria: [plan] });
  return after(state, ben, ...pieces.map(added));
}

/** Lines of the plan in which Ada and Ben ask about the criterion `plan`, by Ada. */
export function withInterviews(state: Evaluation, ...lines: readonly InterviewId[]): Evaluation {
  const line = { when: '2026-11-10T09:30', role: 'Head of roads', asks: [ada, ben], criteria: [plan] };
  const added = (interview: InterviewId): Event => ({ type: 'interview.added', interview, ...line });
  return after(state, ada, ...lines.map(added));
}

/** Decides and folds; a refusal fails the test with its code. */
export function carriedOut(state: Evaluation, member: MemberId, command: Command): Evaluation {
  const verdict = decide(state, command, member, noon);
  if (verdict.ok !== true) throw new Error(`refused: ${JSON.stringify(verdict)}`);
  return after(state, member, ...verdict.events);
}

/** What a verdict comes down to in a test: `yes`, `undecided`, or the refusal's code. */
export function inShort(verdict: Verdict): string {
  if (verdict.ok === true) return 'yes';
  return verdict.ok === 'undecided' ? 'undecided' : verdict.refusal.code;
}
