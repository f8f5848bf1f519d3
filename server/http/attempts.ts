/** Slows down whoever tries links: a sliding window per address and over all. In memory: a restart forgives, which is fine for noise. */
import type { Clock } from '../ports.ts';

export type AttemptLimits = { readonly perAddress: number; readonly overall: number; readonly windowMs: number };
export type Attempts = {
  /** Counts a try and answers null, or the whole seconds to wait when the window is full; such a try isn't counted. */
  take(address: string): number | null;
};

export function createAttempts(limits: AttemptLimits, clock: Clock): Attempts {
  // Never longer than `overall`, whatever the number of addresses.
  let tries: { readonly at: number; readonly address: string }[] = [];
  return {
    take(address) {
      const now = clock.now();
      tries = tries.filter((each) => each.at > now - limits.windowMs);
      const own = tries.filter((each) => each.address === address);
      const full = own.length >= limits.perAddress ? own[0] : tries.length >= limits.overall ? tries[0] : undefined;
      if (full) return Math.max(1, Math.ceil((full.at + limits.windowMs - now) / 1000));
      tries.push({ at: now, address });
      return null;
    },
  };
}
