/**
 * How far apart the ballots of one criterion in one round are. Everything is a share of the maximum, because criteria have
 * different maxima. Closed rounds only: whoever calls this on an open round has given its ballots away.
 */
import { must } from './assert.ts';
import type { Bands } from './policy.ts';

export const spreadBands = ['green', 'amber', 'red', 'deep'] as const;
export type SpreadBand = (typeof spreadBands)[number];
/** `one`: a single ballot, of which nothing can be said. */
export type Band = SpreadBand | 'one';

export type Ballots = {
  /** Abstentions are null and are left out of everything. */
  readonly points: readonly (number | null)[];
  readonly max: number;
  readonly step: number;
  readonly bands: Bands;
};

/** What several ballots say together; shares lie between 0 and 1. */
export type Spread = {
  readonly band: SpreadBand;
  readonly count: number;
  /** In points. */
  readonly lowest: number;
  readonly highest: number;
  readonly atStake: number;
  /** May lie between two steps: the mean of the middle two. */
  readonly medianPoints: number;
  /** R: highest less lowest, as a share. */
  readonly range: number;
  /** Sample standard deviation (n − 1), as a share. */
  readonly deviation: number;
  readonly median: number;
  /** AD: the mean distance from the median, as a share. */
  readonly meanDeviation: number;
  /** r_wg against a uniform null distribution. Raw: may be below 0, which is shown as 0. */
  readonly withinGroup: number;
};
export type Agreement =
  { readonly band: null; readonly count: 0 } | { readonly band: 'one'; readonly count: 1; readonly points: number } | Spread;

export function isSpread(agreement: Agreement): agreement is Spread {
  return agreement.count > 1;
}

/** Variance of a uniform distribution on 0..1: what ballots cast blindfold would show. */
const uniformVariance = 1 / 12;

/** Edges are compared as whole numbers (points × 100 against per cent × max): .1 × 30 is not 3 in floats. */
function spreadBandOf(atStake: number, max: number, step: number, bands: Bands): SpreadBand {
  // One step is the smallest difference that two people can have; where the maximum is small it would look like a dispute.
  if (atStake <= step) return 'green';
  if (atStake * 100 < bands.green * max) return 'green';
  if (atStake * 100 < bands.amber * max) return 'amber';
  return atStake * 100 < bands.red * max ? 'red' : 'deep';
}

/** The middle of sorted points, or the mean of the middle two. Never empty. */
function middleOf(sorted: readonly number[]): number {
  const upper = must(sorted[Math.floor(sorted.length / 2)], 'a median has at least one value');
  const lower = must(sorted[Math.floor((sorted.length - 1) / 2)], 'a median has at least one value');
  return (lower + upper) / 2;
}

export function agreementOf({ points, max, step, bands }: Ballots): Agreement {
  const sorted = points.filter((each) => each !== null).sort((a, b) => a - b);
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) return { band: null, count: 0 };
  if (sorted.length === 1) return { band: 'one', count: 1, points: lowest };

  const count = sorted.length;
  const medianPoints = middleOf(sorted);
  const sum = (of: (each: number) => number) => sorted.reduce((total, each) => total + of(each), 0);
  const mean = sum((each) => each) / count;
  const variance = sum((each) => (each - mean) ** 2) / (count - 1) / max ** 2;
  const atStake = highest - lowest;
  return {
    band: spreadBandOf(atStake, max, step, bands),
    count,
    lowest,
    highest,
    atStake,
    medianPoints,
    range: atStake / max,
    deviation: Math.sqrt(variance),
    median: medianPoints / max,
    meanDeviation: sum((each) => Math.abs(each - medianPoints)) / count / max,
    withinGroup: 1 - variance / uniformVariance,
  };
}
