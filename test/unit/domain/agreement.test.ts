/** Spread of one round: the printed examples of the method, edges in exact numbers, and what cannot be computed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementOf, isSpread, type Spread } from '../../../shared/domain/agreement.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';

const { bands } = defaultPolicy;

function spreadOf(points: readonly (number | null)[], max: number, step = 1): Spread {
  const agreement = agreementOf({ points, max, step, bands });
  if (!isSpread(agreement)) throw new Error('the example has several ballots');
  return agreement;
}

describe('the examples of the method, to the printed digits', () => {
  // points, max, R, s, AD, r_wg, band; the number of decimals is the printed one
  const examples = [
    [[12, 13, 15], 20, '0.15', '0.076', '0.050', '0.93', 'amber'],
    [[8, 13, 16], 20, '0.40', '0.202', '0.133', '0.51', 'deep'],
    [[10, 18], 20, '0.40', '0.283', '0.200', '0.04', 'deep'],
    [[4, 9], 10, '0.50', '0.354', '0.250', '-0.50', 'deep'],
    [[21, 27, 30], 40, '0.225', '0.115', '0.075', '0.84', 'red'],
  ] as const;
  test.each(examples)('%j of %i', (points, max, range, deviation, meanDeviation, withinGroup, band) => {
    const spread = spreadOf(points, max);
    const decimals = (printed: string) => printed.length - printed.indexOf('.') - 1;
    expect({
      range: spread.range.toFixed(decimals(range)),
      deviation: spread.deviation.toFixed(decimals(deviation)),
      meanDeviation: spread.meanDeviation.toFixed(decimals(meanDeviation)),
      withinGroup: spread.withinGroup.toFixed(decimals(withinGroup)),
      band: spread.band,
    }).toEqual({ range, deviation, meanDeviation, withinGroup, band });
  });
});

describe('bands', () => {
  test.each([
    [[10, 12], 30, 'green'], // 2/30 = .067
    [[10, 13], 30, 'amber'], // exactly .10: no longer green, though .1 × 30 > 3 in floats
    [[10, 15], 30, 'amber'],
    [[10, 16], 30, 'red'], // exactly .20
    [[10, 18], 30, 'red'],
    [[10, 19], 30, 'deep'], // exactly .30
  ] as const)('%j of %i is %s: an edge belongs to the band above it', (points, max, band) => {
    expect(spreadOf(points, max).band).toBe(band);
  });

  test('one step apart is green whatever the share', () => {
    expect(spreadOf([3, 4], 5).band).toBe('green'); // .20
    expect(spreadOf([10, 15], 20, 5).band).toBe('green'); // .25
    expect(spreadOf([5, 15], 20, 5).band).toBe('deep'); // two steps
  });

  test('the policy moves the edges', () => {
    const strict = agreementOf({ points: [10, 12], max: 30, step: 1, bands: { green: 5, amber: 6, red: 7 } });
    expect(strict.band).toBe('red'); // 6.67 %
  });

  test('for any ballots the band is that of the exact share', () => {
    const cases = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(cases, ([max, apart]) => {
        fc.pre(apart <= max && apart > 1);
        const percent = (BigInt(apart) * 1_000_000n) / BigInt(max); // floor of R in ten-thousandths of a per cent
        const band = percent < 100_000n ? 'green' : percent < 200_000n ? 'amber' : percent < 300_000n ? 'red' : 'deep';
        expect(spreadOf([0, apart], max).band).toBe(band);
      }),
    );
  });
});

describe('median, abstentions, and too few ballots', () => {
  test('the median of an even number is the mean of the middle two', () => {
    const spread = spreadOf([16, 8, 14, 13], 20);
    expect([spread.medianPoints, spread.median]).toEqual([13.5, 0.675]);
    expect([spread.lowest, spread.highest, spread.atStake, spread.count]).toEqual([8, 16, 8, 4]);
  });

  test('abstentions count for nothing', () => {
    expect(agreementOf({ points: [null, 12, null, 13, 15], max: 20, step: 1, bands })).toEqual(spreadOf([12, 13, 15], 20));
  });

  test('0 is a ballot', () => {
    expect(spreadOf([0, 20], 20)).toMatchObject({ lowest: 0, atStake: 20, range: 1 });
  });

  test('all alike: no spread, full agreement', () => {
    expect(spreadOf([7, 7, 7], 10)).toMatchObject({ band: 'green', range: 0, deviation: 0, meanDeviation: 0, withinGroup: 1 });
  });

  test('one ballot has a band of its own and no statistics; none has none', () => {
    expect(agreementOf({ points: [7], max: 10, step: 1, bands })).toEqual({ band: 'one', count: 1, points: 7 });
    expect(agreementOf({ points: [7, null], max: 10, step: 1, bands })).toEqual({ band: 'one', count: 1, points: 7 });
    expect(agreementOf({ points: [], max: 10, step: 1, bands })).toEqual({ band: null, count: 0 });
    expect(agreementOf({ points: [null], max: 10, step: 1, bands })).toEqual({ band: null, count: 0 });
  });
});
