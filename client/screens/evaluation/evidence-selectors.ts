/** Which pieces of evidence belong where, what rests on them, which of them a search means, and who may change them. Pure. */
import {
  criteriaOf,
  currentRound,
  evidenceOf,
  findCriterion,
  findingsOf,
  hasConflict,
  type Evaluation,
  type Evidence,
} from '../../../shared/domain/evaluation.ts';
import type { EvidenceKind } from '../../../shared/domain/evidence.ts';
import type { AreaId, CriterionId, EvidenceId, InterviewId, MemberId } from '../../../shared/domain/ids.ts';
import type { Area } from '../../../shared/domain/instrument.ts';
import { may } from '../../../shared/domain/permissions.ts';
import { unpublishedPhases } from '../../../shared/domain/phases.ts';
import { kindWord, labelOf } from './evidence-label.ts';
import { sectionOf } from './places.ts';
import { factsOf, memberOf } from './selectors.ts';

/** Whether evidence and interviews are shown to this member at all. */
export function seesTeam(evaluation: Evaluation, me: MemberId): boolean {
  return may(memberOf(evaluation, me)?.role ?? 'observer', 'room.team');
}

/** Adds evidence, plans interviews, takes notes; conflicts come on top. */
export function writesTeam(evaluation: Evaluation, me: MemberId): boolean {
  return may(memberOf(evaluation, me)?.role ?? 'observer', 'text.write') && unpublishedPhases.includes(evaluation.phase);
}

/** The first area of these criteria in which the member has a conflict. */
export function conflictAmong(evaluation: Evaluation, me: MemberId, criteria: readonly CriterionId[]): Area | null {
  const member = memberOf(evaluation, me);
  const areas = criteria.flatMap((id) => findCriterion(evaluation.instrument, id)?.area ?? []);
  return (member && areas.find(({ id }) => hasConflict(member, id))) ?? null;
}

/** Areas in which the member writes nothing. */
export function closedAreas(evaluation: Evaluation, me: MemberId): readonly AreaId[] {
  return memberOf(evaluation, me)?.conflicts ?? [];
}

/** Criteria in the instrument's order, by their codes. */
export function codesOf(evaluation: Evaluation, criteria: readonly CriterionId[]): readonly string[] {
  return criteriaOf(evaluation.instrument)
    .filter(({ id }) => criteria.includes(id))
    .map(({ code }) => code);
}

/** What rests on a piece: visible findings, and the criteria where one's own ballot of the current round names it. */
export type Uses = { readonly findings: number; readonly ballots: readonly CriterionId[] };

export function usesOf(evaluation: Evaluation, me: MemberId): ReadonlyMap<EvidenceId, Uses> {
  const uses = new Map<EvidenceId, Uses>();
  const of = (id: EvidenceId) => uses.get(id) ?? { findings: 0, ballots: [] };
  for (const finding of Object.values(evaluation.findings)) {
    if (finding.hidden) continue;
    for (const id of finding.evidence) uses.set(id, { ...of(id), findings: of(id).findings + 1 });
  }
  for (const { id: criterion } of criteriaOf(evaluation.instrument)) {
    const ballot = currentRound(factsOf(evaluation, criterion)).ballots[me];
    for (const id of ballot?.evidence ?? []) uses.set(id, { ...of(id), ballots: [...of(id).ballots, criterion] });
  }
  return uses;
}

/** What belongs to a criterion, or is used there by a visible finding or a ballot this view shows; by number, without hidden ones. */
export function evidenceAt(evaluation: Evaluation, criterion: CriterionId): readonly Evidence[] {
  const used = new Set<EvidenceId>([
    ...findingsOf(evaluation, sectionOf(criterion)).flatMap(({ evidence }) => evidence),
    ...factsOf(evaluation, criterion).rounds.flatMap(({ ballots }) => Object.values(ballots).flatMap(({ evidence }) => evidence)),
  ]);
  return evidenceOf(evaluation).filter(({ id, criteria }) => criteria.includes(criterion) || used.has(id));
}

/** The piece by which an interview is evidence already; null while it is not. */
export function evidenceOfInterview(evaluation: Evaluation, interview: InterviewId): Evidence | null {
  return evidenceOf(evaluation).find(({ body }) => body.kind === 'interview' && body.interview === interview) ?? null;
}

export type Wanted = { readonly kind: EvidenceKind | null; readonly criterion: CriterionId | null; readonly words: string };

/** Those that a filter means. `words`: each must stand somewhere in the piece; `[3]` means the number. */
export function matching(evaluation: Evaluation, pieces: readonly Evidence[], { kind, criterion, words }: Wanted): readonly Evidence[] {
  const terms = plain(words).split(/\s+/).filter(Boolean);
  return pieces.filter((piece) => {
    if (kind !== null && piece.body.kind !== kind) return false;
    if (criterion !== null && !piece.criteria.includes(criterion)) return false;
    const said = plain([`[${piece.number}]`, kindWord(piece), labelOf(evaluation, piece), ...wordsIn(piece)].join(' '));
    return terms.every((term) => said.includes(term));
  });
}

function wordsIn({ body }: Evidence): readonly string[] {
  switch (body.kind) {
    case 'answer':
      return [body.question, body.answer];
    case 'document':
      return [body.name, body.date ?? ''];
    case 'web':
      return [body.url, body.title ?? ''];
    case 'interview':
      return [];
  }
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** For picking: what belongs to the criterion first, then the rest, each with the latest first. */
export function forPicking(
  evaluation: Evaluation,
  criterion: CriterionId | null,
  words: string,
): { readonly here: readonly Evidence[]; readonly others: readonly Evidence[] } {
  const found = matching(evaluation, evidenceOf(evaluation), { kind: null, criterion: null, words }).toReversed();
  const isHere = ({ criteria }: Evidence) => criterion !== null && criteria.includes(criterion);
  return { here: found.filter(isHere), others: found.filter((piece) => !isHere(piece)) };
}
