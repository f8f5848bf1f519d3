/** What an evaluation's session needs from outside; client/api.ts gives it in the browser, a test's network in tests. */
import type { Envelope } from '../../shared/domain/commands.ts';
import type { EvaluationId, MemberId, SectionId, Time } from '../../shared/domain/ids.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { EvaluationEntry } from '../../shared/protocol/http.ts';
import type { SocketClass } from './connection.ts';
import type { Channel } from './local/channel.ts';
import type { Local } from './local/database.ts';
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
  /** Whom this device remembers as signed in, for a start without network. */
  readonly remembered?: () => MemberId | null;
  /** What lies here for a member; left out, or null: everything lives as long as the tab. */
  readonly local?: (member: MemberId) => Promise<Local | null>;
  /** Every text this member may read, in one answer; null: nothing has changed since `tag`. */
  readonly texts?: (id: EvaluationId, tag: string | null) => Promise<Result<Texts | null, Failure>>;
  /** Runs `work` while no other tab holds this name. */
  readonly alone?: (name: string, work: () => Promise<void>) => Promise<void>;
  /** To the other tabs of this member. */
  readonly channel?: (member: MemberId) => Channel;
};

export type Texts = {
  readonly tag: string;
  readonly texts: readonly { readonly section: SectionId; readonly epoch: number; readonly bytes: Uint8Array }[];
};

/** Whether nothing was decided, so that the same may be asked again: no network, signed out, too fast, server down. */
export function isTransient({ status, code }: Failure): boolean {
  // Somebody between here and the server answered instead of it: whatever its number, it is no rule's no.
  return code === 'network' || status === 0 || status === 401 || status === 408 || status === 425 || status === 429 || status >= 500;
}

export function attemptOf(answer: Result<unknown, Failure>): Attempt {
  if (answer.ok) return { kind: 'done' };
  const { code, facts, rule } = answer.error;
  return isTransient(answer.error) ? { kind: 'later' } : { kind: 'refused', refusal: { code, facts, rule } };
}
