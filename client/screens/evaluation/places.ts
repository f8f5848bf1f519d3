/** Where one can be in an evaluation: the summary, an area, a criterion; what lies before and after, and the addresses. */
import { criteriaOf, findCriterion } from '../../../shared/domain/evaluation.ts';
import { summarySection, type CriterionId, type EvaluationId, type SectionId } from '../../../shared/domain/ids.ts';
import type { Area, Criterion, Instrument } from '../../../shared/domain/instrument.ts';

export type Place =
  | { readonly kind: 'summary' }
  | { readonly kind: 'area'; readonly area: Area }
  | { readonly kind: 'criterion'; readonly area: Area; readonly criterion: Criterion };

/** What a section of the text is about; null if the instrument has no such section. */
export function placeOfSection(instrument: Instrument, section: SectionId): Place | null {
  if (section === summarySection) return { kind: 'summary' };
  const area = instrument.areas.find(({ id }) => (id as string) === section);
  if (area) return { kind: 'area', area };
  const found = findCriterion(instrument, section as string as CriterionId);
  return found ? { kind: 'criterion', ...found } : null;
}

/** A criterion's text has the criterion's id. */
export function sectionOf(criterion: CriterionId): SectionId {
  return criterion as string as SectionId;
}

export function sectionPath(evaluation: EvaluationId, section: SectionId): string {
  return `/e/${evaluation}/s/${section}`;
}

/** The criteria before and after a section in the instrument's order; an area's text lies before its first criterion, the summary before all. */
export function neighbours(
  instrument: Instrument,
  section: SectionId,
): { readonly before: Criterion | null; readonly after: Criterion | null } {
  const all = criteriaOf(instrument);
  const at = all.findIndex(({ id }) => sectionOf(id) === section);
  if (at >= 0) return { before: all[at - 1] ?? null, after: all[at + 1] ?? null };
  const first = instrument.areas.find(({ id }) => (id as string) === section)?.criteria[0] ?? all[0];
  const next = first ? all.indexOf(first) : -1;
  return { before: all[next - 1] ?? null, after: all[next] ?? null };
}
