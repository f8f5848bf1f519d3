/** Sums against the published results: what the tables of the reports add up to, not what they print. */
import { describe, expect, test } from 'vitest';
import { agreedPoints, areaTotals, isWhole, maxOf, totalOf, type AgreedPoints } from '../../../shared/domain/points.ts';
import type { CriterionFacts, Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId } from '../../../shared/domain/ids.ts';
import { Instrument } from '../../../shared/domain/instrument.ts';
import version2020 from '../../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };
import version31 from '../../../shared/instruments/kommunkompassen-3.1.json' with { type: 'json' };
import published from '../../../shared/instruments/published-results.json' with { type: 'json' };

const instrument = Instrument.parse(version2020);

/** Every criterion at the same share of its maximum, in whole points. */
function atShare(share: number): AgreedPoints {
  const all = instrument.areas.flatMap((area) => area.criteria);
  return Object.fromEntries(all.map((criterion) => [criterion.id, Math.floor(criterion.maxPoints * share)]));
}

function facts(state: CriterionFacts['state'], points: number | null): CriterionFacts {
  const consensus = points === null ? null : { points, version: 1, reason: 'skäl', by: 'a' as never, at: 0, outside: false };
  return { state, consensus, rounds: [], stands: {}, levels: [], levelsVersion: 0, whole: true };
}

describe('the published results', () => {
  test.each([
    ['Torsås', version2020, [68, 68, 66, 64, 52, 51, 64, 66], 499, 37],
    ['Vellinge', version31, null, 600, 36],
  ] as const)('%s', (municipality, version, areas, total, criteria) => {
    const result = published.results.find((each) => each.municipality === municipality);
    const sums = areaTotals(Instrument.parse(version), result?.criteria as AgreedPoints);
    if (areas) expect(sums.map((sum) => sum.points)).toEqual(areas);
    expect(totalOf(sums)).toEqual({ points: total, max: 800, agreed: criteria, criteria });
  });
});

describe('sums', () => {
  test('an area is the sum of its criteria, the total of its areas', () => {
    const areas = areaTotals(instrument, atShare(1));
    expect(areas.map((area) => area.points)).toEqual(areas.map((area) => area.max));
    expect(totalOf(areas)).toEqual({ points: 800, max: 800, agreed: 37, criteria: 37 });
    expect(maxOf(instrument)).toBe(800);
  });

  test('nothing agreed is no points, which is not 0 points', () => {
    const none = totalOf(areaTotals(instrument, {}));
    expect(none).toMatchObject({ points: null, max: 800, agreed: 0 });
    const zeros = totalOf(areaTotals(instrument, atShare(0)));
    expect(zeros).toMatchObject({ points: 0, agreed: 37 });
    expect([isWhole(none), isWhole(zeros)]).toEqual([false, true]);
  });

  test('what is agreed so far is summed and counted', () => {
    const some = { 'democracy.strategy': 14, 'democracy.information': 0 } as AgreedPoints;
    const [democracy, community] = areaTotals(instrument, some);
    expect(democracy).toMatchObject({ area: 'democracy', points: 14, max: 100, agreed: 2, criteria: 5 });
    expect(community).toMatchObject({ points: null, agreed: 0 });
    expect(isWhole(totalOf([]))).toBe(true);
  });
});

test('points count while agreed or locked; a reopened consensus does not', () => {
  const criteria = { a: facts('agreed', 3), b: facts('locked', 0), c: facts('revealed', 5), d: facts('open', null) };
  const evaluation = { criteria } as unknown as Evaluation;
  expect(agreedPoints(evaluation)).toEqual({ a: 3, b: 0 } satisfies Record<string, number> as Record<CriterionId, number>);
});
