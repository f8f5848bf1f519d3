/** The rate limit of everything that takes a secret from outside or makes one, as the routes ask it. */
import type { HttpBindings } from '@hono/node-server';
import { limits } from '../../shared/domain/limits.ts';
import type { Clock } from '../ports.ts';
import { createAttempts } from './attempts.ts';

/** Counts this request; answers null, or the seconds to wait, which it has put in Retry-After. */
export type Slow = (c: { readonly env: Partial<HttpBindings>; header(name: string, value: string): void }) => number | null;

export function createSlow(clock: Clock): Slow {
  const attempts = createAttempts(limits.attempts, clock);
  return (c) => {
    // The socket's address and no header: behind a proxy everybody shares one, and the limit holds for all of them together.
    const wait = attempts.take((c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? 'unknown');
    if (wait !== null) c.header('Retry-After', String(wait));
    return wait;
  };
}
