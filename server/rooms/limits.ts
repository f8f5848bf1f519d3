/** The numbers that bound a room and its connections; tests and the benchmark set their own. */
import { limits } from '../../shared/domain/limits.ts';
import type { Rate } from './bucket.ts';

export type RoomLimits = {
  readonly updateBytes: number;
  readonly firstSyncBytes: number;
  readonly documentBytes: number;
  readonly frameBytes: number;
  readonly presenceBytes: number;
  readonly clientIdsPerMember: number;
  readonly connectionsPerMember: number;
  readonly updates: Rate;
  readonly presence: Rate;
  /** Awareness frames of any kind: stock clients send everybody's entries back, which grows with the square of the room. */
  readonly echoes: Rate;
  readonly stepOne: Rate;
  readonly bufferedBytes: number;
  /** A room nobody is in leaves memory after so long. */
  readonly idleRoomMs: number;
  readonly pingMs: number;
  /** Unread bytes of one connection after which its socket is not read on. */
  readonly inboxBytes: number;
  /** One turn of a room ends after so long or so much; the rest waits for the next. */
  readonly turnMs: number;
  readonly turnBytes: number;
  /** A snapshot is written after so many stored updates. */
  readonly snapshotUpdates: number;
  /** Between saying goodbye and hanging up. */
  readonly closeMs: number;
};

export const roomLimits: RoomLimits = {
  ...limits,
  echoes: { burst: 4_000, perSecond: 1_000 },
  inboxBytes: 1024 * 1024,
  turnMs: 4,
  turnBytes: 512 * 1024,
  snapshotUpdates: 500,
  closeMs: 3_000,
};

/** A step 1 is some bytes for each client id; more is no honest state vector. */
export const vectorBytes = 1024 * 1024;
/** Everybody's presence in one frame, as a stock client echoes it. */
export const presenceFrameBytes = 512 * 1024;
