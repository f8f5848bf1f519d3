/** A room's end of its stream in the store: numbers its rows, commits them, and writes snapshots behind them. */
import type { MemberId } from '../../shared/domain/ids.ts';
import type { Ports, RoomKey, UpdateRow } from '../ports.ts';

export class RoomLog {
  /** Of the last row that is committed. */
  seq: number;
  #snapshotSeq: number;

  constructor(
    readonly key: RoomKey,
    readonly epoch: number,
    stored: { readonly seq: number; readonly snapshotSeq: number },
    readonly ports: Pick<Ports, 'clock' | 'store' | 'log'>,
  ) {
    this.seq = stored.seq;
    this.#snapshotSeq = stored.snapshotSeq;
  }

  /** The row that would come next. It counts once `seq` is set to its own. */
  next(by: MemberId | null, clientIds: readonly number[], bytes: Uint8Array): UpdateRow {
    return { seq: this.seq + 1, at: this.ports.clock.now(), by, clientIds, bytes };
  }

  /** false: it is not in the store, and why was logged. */
  async commit(row: UpdateRow): Promise<boolean> {
    const { store, log } = this.ports;
    try {
      const committed = await store.commit([{ updates: [{ room: this.key, epoch: this.epoch, rows: [row] }] }]);
      if (!committed.ok) log.warn({ room: this.key, lost: committed.error.lost }, 'another writer was first; the room is read again');
      return committed.ok;
    } catch (error) {
      log.error({ room: this.key, err: error }, 'a room could not be committed');
      return false;
    }
  }

  isDue(updates: number): boolean {
    return this.seq - this.#snapshotSeq >= Math.max(1, updates);
  }

  /** Resolves when it is written; a failure is only logged. */
  async snapshot(state: Uint8Array): Promise<void> {
    this.#snapshotSeq = this.seq;
    try {
      await this.ports.store.writeSnapshot(this.key, this.epoch, this.seq, state);
    } catch (error) {
      this.ports.log.warn({ room: this.key, err: error }, 'no snapshot; the log has it all');
    }
  }
}
