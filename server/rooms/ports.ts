/** What the rooms need from the facts, and what the facts need from the rooms. Neither imports the other's code. */
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import type { Batch } from '../ports.ts';

/** The present state of an evaluation; null if there is none. */
export type EvaluationOf = (evaluation: EvaluationId) => Promise<Evaluation | null>;

/** Who a socket belongs to. `session` is the token's hash, so that a sign-out finds its sockets. */
export type Identity = { readonly member: MemberId; readonly name: string; readonly session: string };
export type Identify = (cookieHeader: string | undefined) => Promise<Identity | null>;

/** Plain JSON under flat keys: what a projected room holds. */
export type Projection = Readonly<Record<string, unknown>>;

/** Changes to projected rooms that exist in memory and wait for the commit. Exactly one of the two must be called. */
export type Staged = {
  readonly updates: NonNullable<Batch['updates']>;
  /** After the commit: sends the changes to whoever is connected. */
  publish(): void;
  /** The commit failed: the rooms are dropped from memory and their connections closed with 4503. */
  abandon(): void;
};

/** What projected rooms do for the facts. `review` is called after every commit that changes an evaluation, before anything else is awaited. */
export interface ProjectedRooms {
  /** Brings each named room (without evaluation and epoch) to exactly these entries; a room that did not change yields no update. */
  stage(evaluation: EvaluationId, rooms: ReadonlyMap<string, Projection>): Promise<Staged>;
  /** Judges every connection of the evaluation against its new state; whoever lost access is closed at once with 4403. */
  review(evaluation: EvaluationId, state: Evaluation): void;
}
