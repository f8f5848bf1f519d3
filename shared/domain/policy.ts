/** What an evaluation has chosen about how it is scored. Changed by `policy.set`; bands are shares of the maximum (method.md §2). */
import { z } from 'zod';

/** Upper edges in per cent of the maximum, exclusive: below `green` is green, below `amber` amber, below `red` red, else deep red. */
export const Bands = z.strictObject({
  green: z.number().int().min(1).max(100),
  amber: z.number().int().min(1).max(100),
  red: z.number().int().min(1).max(100),
});
export type Bands = z.infer<typeof Bands>;

export const Policy = z.strictObject({
  /** Whether the team sees who has scored, or only how many. */
  progress: z.enum(['count', 'names']),
  /** Fewest ballots to close a round without a reason; null: everybody who scores there. */
  leastBallots: z.number().int().min(1).max(60).nullable(),
  bands: Bands,
  reviewersSeeBallots: z.boolean(),
  observersSeePoints: z.boolean(),
});
export type Policy = z.infer<typeof Policy>;

export const defaultPolicy: Policy = {
  progress: 'count',
  leastBallots: null,
  bands: { green: 10, amber: 20, red: 30 },
  reviewersSeeBallots: false,
  observersSeePoints: false,
};
