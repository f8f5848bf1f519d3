/** What an evaluation's session needs from outside; client/api.ts gives it in the browser, a test's network in tests. */
import type { Envelope } from '../../shared/domain/commands.ts';
import type { EvaluationId, Time } from '../../shared/domain/ids.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { EvaluationEntry } from '../../shared/protocol/http.ts';
import type { SocketClass } from './connection.ts';
import type { Attempt } from './outbox.ts';
import type { Facts } from './saved.ts';

/** An answer that is a no, or none at all: `status` 0 with the code `network`. */
export type Failure = {
  readonly status: number;
  readonly code: string;
  readonly facts: Facts;
  readonly rule: string;
  /** Of a file that was read in: what is wrong, each at its place. */
  readonly faults?: readonly Fault[];
};
export type Fault = { readonly code: string; readonly path: string; readonly facts: Facts };

export type SessionPorts = {
  readonly entry: (id: EvaluationId) => Promise<Result<EvaluationEntry, Failure>>;
  readonly command: (id: EvaluationId, envelope: Envelope) => Promise<Result<unknown, Failure>>;
  /** `ws(s)://host/ws` */
  readonly server: string;
  readonly Socket: SocketClass;
  readonly now: () => Time;
};

/** Whether nothing was decided, so that the same may be asked again: no network, signed out, too fast, server down. */
export function isTransient({ status }: Failure): boolean {
  return status === 0 || status === 401 || status === 408 || status === 425 || status === 429 || status >= 500;
}

export function attemptOf(answer: Result<unknown, Failure>): Attempt {
  if (answer.ok) return { kind: 'done' };
  const { code, facts, rule } = answer.error;
  return isTransient(answer.error) ? { kind: 'later' } : { kind: 'refused', refusal: { code, facts, rule } };
}
