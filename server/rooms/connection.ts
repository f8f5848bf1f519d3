/**
 * One member's open line to one room: what it may send in which time, what it is still owed, and how it ends.
 * Knows no document. Whatever carries bytes is a `Line`: a WebSocket, or the network in a test's hand.
 */
import type { MemberId } from '../../shared/domain/ids.ts';
import { closings, type Closing } from '../../shared/protocol/closings.ts';
import { encodeOurs, type Ours } from '../../shared/protocol/frames.ts';
import { Bucket } from './bucket.ts';
import type { RoomLimits } from './limits.ts';
import type { Identity } from './ports.ts';
import type { Counts } from './stats.ts';

export interface Line {
  send(bytes: Uint8Array): void;
  /** Says why, and hangs up soon after even if the other side does not answer. */
  close(code: number, reason: string): void;
  /** Stops and resumes reading. */
  pause(): void;
  resume(): void;
  readonly bufferedBytes: number;
}

/** Why a frame was refused: the code of the close, and what its sentence needs to say. */
export type Rejection = { readonly closing: Closing; readonly facts: Readonly<Record<string, string | number>> };

export class Connection {
  readonly member: MemberId;
  readonly session: string;
  readonly expiresAt: number;
  name: string;
  /** What the last hello said. */
  writes: boolean | null = null;
  /** Update-bearing frames taken, and how many of them the other side was told of. */
  taken = 0;
  acked = 0;
  /** A step 1 of ours is unanswered. */
  owesStepTwo = false;
  /** Frames were dropped for a gap: no ack until a step 2 has brought them. */
  gapped = false;
  /** Step 2 after step 2 with a gap: nobody honest. */
  gapsInARow = 0;
  /** Broadcasts start with the answer to the first step 1: before it they would hang in the air. */
  joined = false;
  /** The awareness client id this line speaks for. */
  presence: number | null = null;
  /** We have closed it: what still comes, or waits, is not heard. */
  closed = false;
  /** The other side has gone: what it sent before is heard all the same. */
  #gone = false;
  readonly updates: Bucket;
  readonly presences: Bucket;
  readonly echoes: Bucket;
  readonly stepOnes: Bucket;
  readonly #line: Line;
  readonly #limits: RoomLimits;
  readonly #counts: Counts;
  #unread = 0;
  #sentAt = 0;
  /** Bytes of the largest frame that was sent on it. */
  #largest = 0;

  constructor(identity: Identity, line: Line, limits: RoomLimits, counts: Counts) {
    this.member = identity.member;
    this.session = identity.session;
    this.expiresAt = identity.expiresAt ?? Infinity;
    this.name = identity.name;
    this.#line = line;
    this.#limits = limits;
    this.#counts = counts;
    const now = performance.now();
    this.updates = new Bucket(limits.updates, now);
    this.presences = new Bucket(limits.presence, now);
    this.echoes = new Bucket(limits.echoes, now);
    this.stepOnes = new Bucket(limits.stepOne, now);
  }

  send(frame: Uint8Array): void {
    if (this.closed || this.#gone) return;
    // Whoever reads too slowly loses the line, not the content: it comes back with a step 1.
    // The largest thing it asked for may be under way: a large room is no fault of its reader's.
    if (this.#line.bufferedBytes > this.#limits.bufferedBytes + this.#largest) return this.close('client/too-fast');
    this.#largest = Math.max(this.#largest, frame.byteLength);
    this.#sentAt = performance.now();
    this.#line.send(frame);
  }

  tell(message: Ours): void {
    this.send(encodeOurs(message));
  }

  /** Tells how many frames are committed, if that is more than was told. */
  ack(): void {
    if (this.gapped || this.acked === this.taken) return;
    this.acked = this.taken;
    this.tell({ type: 'ack', n: this.acked });
  }

  /** Stock clients hang up when they hear nothing for 30 s, and pings don't count: the last ack is said again. */
  keepAlive(now: number): void {
    if (now - this.#sentAt >= this.#limits.pingMs / 3) this.tell({ type: 'ack', n: this.acked });
  }

  /** It sent more than is read of it at once: the rest waits on its way to us. */
  get isBehind(): boolean {
    return this.#unread > this.#limits.inboxBytes;
  }

  /** Counts bytes that wait to be read; stops reading the line above the limit. */
  queued(bytes: number): void {
    this.#unread += bytes;
    if (this.isBehind) this.#line.pause();
  }

  unqueued(bytes: number): void {
    const wasBehind = this.isBehind;
    this.#unread -= bytes;
    if (wasBehind && !this.isBehind && !this.closed) this.#line.resume();
  }

  ended(): void {
    this.#gone = true;
  }

  close(closing: Closing, reason = ''): void {
    if (this.closed) return;
    this.closed = true;
    this.#counts.closed(closing);
    this.#line.close(closings[closing], reason);
  }
}
