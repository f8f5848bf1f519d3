/** A small log with its chain: a ballot among other events, salted from a counter so that every run has the same hashes. */
import type { Event } from '../../shared/domain/events.ts';
import type { CriterionId, EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import type { EventRow, Random } from '../../server/ports.ts';
import { chain, headOf } from '../../server/storage/chain.ts';

/** Random bytes for tests: different at every call, the same in every run. */
export function countingRandom(): Random {
  let count = 0;
  return { bytes: (n) => Uint8Array.from({ length: n }, () => (count += 1) % 256) };
}

export const chainedEvaluation = 'torsas00000000000000' as EvaluationId;
const ada = 'ada00000000000000000' as MemberId;
const criterion = 'democracy.strategy' as CriterionId;

export const aBallot: Event = {
  type: 'ballot.cast',
  criterion,
  round: 1,
  points: 12,
  reason: 'Därför att …',
  confidence: 2,
  evidence: [],
  version: 1,
};
export const someEvents: readonly Event[] = [
  { type: 'lead.appointed', member: ada, scores: true },
  aBallot,
  { type: 'round.closed', criterion, round: 1, reason: null },
];

export function aChain(): readonly EventRow[] {
  const entries = someEvents.map((event, index) => ({ at: 1_763_812_800_000 + index, by: index === 0 ? null : ada, event }));
  return chain(chainedEvaluation, headOf(chainedEvaluation, []), entries, countingRandom());
}
