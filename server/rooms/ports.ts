/** What the rooms need from the facts, and what the facts need from the rooms. Neither imports the other's code. */
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type * as Y from 'yjs';
import type { EvaluationId, MemberId, SectionId, Time } from '../../shared/domain/ids.ts';
import type { Batch, NamedState, RoomKey } from '../ports.ts';

/** The present state of an evaluation; null if there is none. */
export type EvaluationOf = (evaluation: EvaluationId) => Promise<Evaluation | null>;

/** Who a socket belongs to. `session` is the token's hash, so that a sign-out finds its sockets. */
export type Identity = {
  readonly member: MemberId;
  readonly name: string;
  readonly session: string;
  /** When the session ends by itself; absent: never. */
  readonly expiresAt?: Time;
};
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

/** A section's text as far as it is committed: everything up to and including `seq`, as one update (V1). */
export type TextState = { readonly epoch: number; readonly seq: number; readonly state: Uint8Array };

/**
 * A section's text that is kept still, so that it is sealed as it is. All that came in before is committed and acked; what comes
 * later waits to be judged. Exactly one of `publish`, `letGo` and `abandon` must be called.
 */
export type HeldText = {
  /** To read from. */
  readonly doc: Y.Doc;
  /** The seal in the room's own stream, to be committed: a row that says nothing. */
  readonly update: NonNullable<Batch['updates']>[number];
  /** The state that is sealed, to be committed with it under a name. */
  readonly seal: Omit<NamedState, 'name'> & { readonly room: RoomKey };
  /** After the commit, and after `review`: what waits is judged. */
  publish(): void;
  /** Nothing was sealed: the room goes on. */
  letGo(): void;
  /** The commit failed: the room is dropped from memory and its connections closed with 4503. */
  abandon(): void;
};

/** What text rooms do for the facts and for HTTP. All reject when the store can't be read. */
export interface TextRooms {
  /** Without opening the room; of a room that is open only what is committed. */
  readText(evaluation: EvaluationId, section: SectionId): Promise<TextState>;
  /** Whether something that reached the server is still on its way into the room: asked for again, or not read yet. */
  isOwed(evaluation: EvaluationId, section: SectionId): boolean;
  holdText(evaluation: EvaluationId, section: SectionId): Promise<HeldText>;
}
