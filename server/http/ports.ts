/** What the HTTP API leans on. It knows nothing of sockets beyond what it asks of the rooms here. */
import type { HttpBindings } from '@hono/node-server';
import type { EvaluationId, MemberId, SectionId, Time } from '../../shared/domain/ids.ts';
import type { Facts } from '../facts-port.ts';
import type { Person, Ports } from '../ports.ts';
import type { Metrics } from './metrics.ts';
import type { Origins } from './origins.ts';

export interface OpenRooms {
  /** Closes every socket of this session (hex SHA-256 of its token) with 4401. */
  endSession(session: string): void;
  /** Closes every socket of this person with 4401. */
  endPerson(person: MemberId): void;
  /** A person is called something else now: their presence says so. */
  renamed(person: MemberId, name: string): void;
  /** Who has the evaluation open now. */
  presentIn(evaluation: EvaluationId): readonly MemberId[];
  /** A section's text as far as it is stored: everything up to and including `seq`, as one update (V1). */
  readText(
    evaluation: EvaluationId,
    section: SectionId,
  ): Promise<{ readonly epoch: number; readonly seq: number; readonly state: Uint8Array }>;
}

export type HttpDeps = Ports & {
  readonly facts: Facts;
  readonly rooms: OpenRooms;
  readonly origins: Origins;
  readonly metrics: Metrics;
  /** The built client. */
  readonly clientDir: string;
};

/** Who sends a request: the person, the hash of the session's token, and when the session ends by itself. */
export type Visitor = { readonly person: Person; readonly session: string; readonly expiresAt: Time };
/** `visitor` is set for everything under /api; without a port (tests) there are no bindings. */
export type HttpEnv = { Variables: { visitor: Visitor | null }; Bindings: Partial<HttpBindings> };
/** What `signedIn` and `ownerOnly` add: somebody is there. */
export type SignedInEnv = { Variables: { visitor: Visitor | null; me: Visitor }; Bindings: Partial<HttpBindings> };
