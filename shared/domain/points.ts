/**
 * Sums of agreed points, in one place: an area's points are the sum of its criteria, the total the sum of all areas.
 * No sum is ever stored or typed in, so that no two tables of a report can disagree.
 */
import { criteriaOf, type Evaluation } from './evaluation.ts';
import type { AreaId, CriterionId } from './ids.ts';
import type { Instrument } from './instrument.ts';

/** Agreed points by criterion; a criterion without agreed points is left out, which is not the same as 0. */
export type AgreedPoints = Readonly<Partial<Record<CriterionId, number>>>;

export type Sum = {
  /** Sum of what is agreed so far; null while nothing is. */
  readonly points: number | null;
  /** The most that all criteria, agreed or not, can give. */
  readonly max: number;
  readonly agreed: number;
  readonly criteria: number;
};
export type AreaSum = Sum & { readonly area: AreaId };

/** Points in force: of criteria that are agreed or locked. A consensus that was reopened no longer counts. */
export function agreedPoints(evaluation: Pick<Evaluation, 'criteria'>): AgreedPoints {
  const agreed: Partial<Record<CriterionId, number>> = {};
  for (const [id, facts] of Object.entries(evaluation.criteria)) {
    const inForce = facts.state === 'agreed' || facts.state === 'locked';
    if (inForce && facts.consensus) agreed[id as CriterionId] = facts.consensus.points;
  }
  return agreed;
}

/** Whether every criterion has its points: only then is the sum comparable with its maximum. */
export function isWhole(sum: Sum): boolean {
  return sum.agreed === sum.criteria;
}

export function maxOf(instrument: Instrument): number {
  return criteriaOf(instrument).reduce((sum, criterion) => sum + criterion.maxPoints, 0);
}

/** One sum per area, in the instrument's order. */
export function areaTotals(instrument: Instrument, agreed: AgreedPoints): readonly AreaSum[] {
  return instrument.areas.map((area) => {
    const given = area.criteria.flatMap((criterion) => agreed[criterion.id] ?? []);
    return {
      area: area.id,
      points: given.length === 0 ? null : given.reduce((sum, points) => sum + points, 0),
      max: area.criteria.reduce((sum, criterion) => sum + criterion.maxPoints, 0),
      agreed: given.length,
      criteria: area.criteria.length,
    };
  });
}

export function totalOf(areas: readonly Sum[]): Sum {
  return areas.reduce<Sum>(
    (total, area) => ({
      points: area.points === null ? total.points : (total.points ?? 0) + area.points,
      max: total.max + area.max,
      agreed: total.agreed + area.agreed,
      criteria: total.criteria + area.criteria,
    }),
    { points: null, max: 0, agreed: 0, criteria: 0 },
  );
}
