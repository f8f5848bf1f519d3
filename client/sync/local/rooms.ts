/**
 * A room's replica on this device: its updates, in the order they came, until they are folded into one. Says when all of it
 * is on disk, so that *On this device* can be true.
 */
import * as Y from 'yjs';
import { parseRoom } from '../../../shared/domain/audiences.ts';
import type { EvaluationId, SectionId } from '../../../shared/domain/ids.ts';
import type { Rescue } from '../saved.ts';
import { Source, type View } from '../view.ts';
import { faultOf, type Local, type LocalFault, type RoomKey, type RoomRow, type Transaction } from './database.ts';

/** Applied to a document from here: whoever follows the document need not write it again. */
export const fromDisk = Symbol('from this device');
/** Work that was refused before, applied once more: as if it were typed now. */
export const addedAgain = Symbol('added again');
/** So many rows of one room are folded into one when it is opened. */
const foldRows = 200;
const nothingKnown = Y.encodeStateVector(new Y.Doc());

export type KeptState = {
  /** Everything in the document is on disk. */
  readonly kept: boolean;
  readonly fault: LocalFault | null;
  /** Another tab threw this replica away: what is typed here is written nowhere. */
  readonly stale: boolean;
};

/** A replica of another epoch. */
export type Former = { readonly row: RoomRow; readonly updates: readonly Uint8Array[] };
type Change = Partial<Pick<RoomRow, 'whole' | 'acked'>> & { readonly own?: number | 'sent' };

export class LocalRoom {
  readonly #local: Local;
  readonly #key: RoomKey;
  readonly #doc: Y.Doc;
  readonly #state = new Source<KeptState>({ kept: true, fault: null, stale: false });
  #row: RoomRow;
  /** What other tabs had left unsent when this one read it: sent with our own. */
  readonly #inherited: Readonly<Record<string, number>>;
  #waiting: Uint8Array[] = [];
  #change: Change = {};
  #writing: Promise<void> | null = null;
  #following = true;

  /** What lay here under another epoch: not written over until `takeOver` has said what becomes of it. */
  #former: Former | null;

  private constructor(local: Local, doc: Y.Doc, row: RoomRow, former: Former | null) {
    this.#local = local;
    this.#key = [row.evaluation, row.room];
    this.#doc = doc;
    this.#row = row;
    this.#inherited = row.dirty;
    this.#former = former;
    doc.on('update', this.#follow);
  }

  /** Reads what is here of the room into the document and follows it from then on. Rejects where the disk can't be read. */
  static async open(local: Local, evaluation: EvaluationId, room: string, epoch: number, doc: Y.Doc): Promise<LocalRoom> {
    const key: RoomKey = [evaluation, room];
    const { row, updates, last } = await readRoom(local, key);
    if (!row) return new LocalRoom(local, doc, freshRow(key, epoch, 1), null);
    if (row.epoch !== epoch) return new LocalRoom(local, doc, freshRow(key, epoch, row.generation + 1), { row, updates });
    // One transaction: what editors and readers see changes once.
    doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes, fromDisk)), fromDisk);
    if (updates.length > foldRows) await fold(local, row, doc, last);
    return new LocalRoom(local, doc, row, null);
  }

  /** What lay here under another epoch; null: nothing, or it has been taken over. */
  get former(): Former | null {
    return this.#former;
  }

  /** The room as it is now takes the place of what lay here under another epoch; `rescue` is kept in the same transaction. */
  async takeOver(rescue: Rescue | null): Promise<void> {
    const former = this.#former;
    if (!former) return;
    await this.#local.write(['rooms', 'updates', 'aside'], async (transaction) => {
      const row = await transaction.objectStore('rooms').get([...this.#key]);
      if (row?.generation === former.row.generation) {
        await dropUpdates(transaction, row);
        await transaction.objectStore('rooms').put(this.#row);
        const { evaluation, room, generation } = this.#row;
        await transaction.objectStore('updates').add({ evaluation, room, generation, bytes: Y.encodeStateAsUpdate(this.#doc) });
      }
      if (rescue) await transaction.objectStore('aside').put(rescue);
    });
    this.#former = null;
    if (this.#hasWork) this.#flush();
  }

  get state(): View<KeptState> {
    return this.#state;
  }

  /** What the row says: as it was read, with what was written since. */
  get row(): RoomRow {
    return this.#row;
  }

  /** Whether something done on this device may not be on the server yet, this tab or another. */
  get hadUnsent(): boolean {
    return Object.keys(this.#inherited).length > 0;
  }

  /** The whole room is here now. */
  becameWhole(): void {
    if (!this.#row.whole) this.#note({ whole: true });
  }

  /** The server has everything that is in the document. */
  wasSent(): void {
    if (this.#isClean && !this.#hasOwn) return;
    this.#note({ own: 'sent', acked: Y.encodeStateVector(this.#doc) });
  }

  /** Stops following; what waits is still written. */
  async stop(): Promise<void> {
    this.#unfollow();
    await this.settled();
  }

  /** Resolves when nothing waits to be written, or nothing can be. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /**
   * Throws the replica away and keeps what `rescueOf` makes of it, in one transaction: a crash leaves either both or neither.
   * It is given what other tabs had written to the same generation; their replicas are stale from here on. Rejects where the
   * disk refuses: then nothing has changed.
   */
  async discard(epoch: number, rescueOf: (written: readonly Uint8Array[]) => Rescue | null): Promise<Rescue | null> {
    this.#unfollow();
    await this.settled();
    return this.#local.write(['rooms', 'updates', 'aside'], async (transaction) => {
      const row = await transaction.objectStore('rooms').get([...this.#key]);
      const isOurs = row?.generation === this.#row.generation;
      const rescue = rescueOf(isOurs ? await updatesOf(transaction, row) : []);
      if (isOurs) await dropUpdates(transaction, row);
      if (isOurs || !row) await transaction.objectStore('rooms').put(freshRow(this.#key, epoch, this.#row.generation + 1));
      if (rescue) await transaction.objectStore('aside').put(rescue);
      return rescue;
    });
  }

  get #isClean(): boolean {
    return Object.keys(this.#row.dirty).length === 0;
  }

  get #hasOwn(): boolean {
    return this.#change.own !== undefined && this.#change.own !== 'sent';
  }

  readonly #follow = (bytes: Uint8Array, origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (origin === fromDisk) return;
    this.#waiting.push(bytes);
    // Made in this tab, so that the server has yet to hear of it; what came over the line it has.
    const { own } = this.#change;
    if (local || origin === addedAgain) this.#change = { ...this.#change, own: (typeof own === 'number' ? own : 0) + 1 };
    this.#flush();
  };

  #unfollow(): void {
    this.#following = false;
    this.#doc.off('update', this.#follow);
  }

  #note(change: Change): void {
    this.#change = { ...this.#change, ...change };
    this.#flush();
  }

  #flush(): void {
    if (this.#state.get().stale) return;
    if (this.#former) return this.#state.set({ ...this.#state.get(), kept: false });
    this.#state.set({ ...this.#state.get(), kept: false });
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
      if (this.#following && this.#hasWork && this.#state.get().fault === null) this.#flush();
    });
  }

  get #hasWork(): boolean {
    return this.#waiting.length > 0 || Object.keys(this.#change).length > 0;
  }

  async #write(): Promise<void> {
    // Collected for as long as the transaction before took, or this turn.
    await Promise.resolve();
    const updates = this.#waiting.splice(0);
    const change = this.#change;
    this.#change = {};
    try {
      const row = await this.#local.write(['rooms', 'updates'], (transaction) => this.#put(transaction, updates, change));
      if (row) this.#row = row;
      this.#state.set({ kept: !this.#hasWork, fault: null, stale: row === null });
    } catch (error) {
      this.#waiting.unshift(...updates);
      this.#change = { ...change, ...this.#change };
      this.#state.set({ kept: false, fault: faultOf(error), stale: false });
    }
  }

  /** Null: another tab has thrown this generation away, or gone on to a newer one. */
  async #put(transaction: Transaction, updates: readonly Uint8Array[], { own, ...change }: Change): Promise<RoomRow | null> {
    const rooms = transaction.objectStore('rooms');
    const found = await rooms.get([...this.#key]);
    if (found && found.generation !== this.#row.generation) return null;
    const before = found ?? { ...this.#row, dirty: {} };
    const row: RoomRow = { ...before, ...change, dirty: this.#dirty(before.dirty, own) };
    await rooms.put(row);
    const { evaluation, room, generation } = row;
    // Nothing is here yet, or the browser took the database away: then all of it is written, once more.
    const bytes = found ? updates : [Y.encodeStateAsUpdate(this.#doc)];
    for (const each of bytes) await transaction.objectStore('updates').add({ evaluation, room, generation, bytes: each });
    return row;
  }

  #dirty(before: RoomRow['dirty'], own: Change['own']): RoomRow['dirty'] {
    const { tab } = this.#local;
    if (own === undefined) return before;
    if (own !== 'sent') return { ...before, [tab]: (before[tab] ?? 0) + own };
    // What another tab wrote after we read its work is not ours to call sent.
    const isSent = ([other, writes]: [string, number]) => other === tab || this.#inherited[other] === writes;
    return Object.fromEntries(Object.entries(before).filter((each) => !isSent(each)));
  }
}

function freshRow([evaluation, room]: RoomKey, epoch: number, generation: number): RoomRow {
  return { evaluation, room, epoch, generation, whole: false, acked: nothingKnown, dirty: {} };
}

export type ReadRoom = { readonly row: RoomRow | null; readonly updates: readonly Uint8Array[]; readonly last: number };

export async function readRoom(local: Local, [evaluation, room]: RoomKey): Promise<ReadRoom> {
  return local.read(async (database) => {
    const transaction = database.transaction(['rooms', 'updates']);
    const row = (await transaction.objectStore('rooms').get([evaluation, room])) ?? null;
    if (!row) return { row, updates: [], last: 0 };
    const index = transaction.objectStore('updates').index('room');
    const range = IDBKeyRange.only([evaluation, room, row.generation]);
    const [rows, keys] = await Promise.all([index.getAll(range), index.getAllKeys(range)]);
    return { row, updates: rows.map(({ bytes }) => bytes), last: Math.max(0, ...keys.slice(-1)) };
  });
}

/** One row in place of those up to `last`: what other tabs write meanwhile comes after it. */
async function fold(local: Local, { evaluation, room, generation }: RoomRow, doc: Y.Doc, last: number): Promise<void> {
  const bytes = Y.encodeStateAsUpdate(doc);
  await local.write(['rooms', 'updates'], async (transaction) => {
    const row = await transaction.objectStore('rooms').get([evaluation, room]);
    if (row?.generation !== generation) return;
    await dropUpdates(transaction, row, last);
    await transaction.objectStore('updates').add({ evaluation, room, generation, bytes });
  });
}

async function dropUpdates(transaction: Transaction, { evaluation, room, generation }: RoomRow, last = Infinity): Promise<void> {
  const index = transaction.objectStore('updates').index('room');
  const keys = await index.getAllKeys(IDBKeyRange.only([evaluation, room, generation]));
  for (const key of keys) if (key <= last) await transaction.objectStore('updates').delete(key);
}

async function updatesOf(transaction: Transaction, { evaluation, room, generation }: RoomRow): Promise<readonly Uint8Array[]> {
  const rows = await transaction
    .objectStore('updates')
    .index('room')
    .getAll(IDBKeyRange.only([evaluation, room, generation]));
  return rows.map(({ bytes }) => bytes);
}

/**
 * A room's whole state as the server gave it, for rooms nobody has open here: merged with what is here. What is unsent of an older
 * epoch is left for whoever opens the room to rescue.
 */
export async function keepWhole(local: Local, key: RoomKey, epoch: number, bytes: Uint8Array): Promise<void> {
  const [evaluation, room] = key;
  await local.write(['rooms', 'updates'], async (transaction) => {
    const rooms = transaction.objectStore('rooms');
    const row = await rooms.get([evaluation, room]);
    const isClean = row === undefined || Object.keys(row.dirty).length === 0;
    if (row && row.epoch !== epoch && !isClean) return;
    const kept = row?.epoch === epoch ? await updatesOf(transaction, row) : [];
    if (row) await dropUpdates(transaction, row);
    const { state, vector } = merged([...kept, bytes]);
    const next = row?.epoch === epoch ? row : freshRow(key, epoch, (row?.generation ?? 0) + 1);
    await rooms.put({ ...next, whole: true, ...(isClean ? { acked: vector } : {}) });
    await transaction.objectStore('updates').add({ evaluation, room, generation: next.generation, bytes: state });
  });
}

function merged(updates: readonly Uint8Array[]): { readonly state: Uint8Array; readonly vector: Uint8Array } {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes)));
  const result = { state: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) };
  doc.destroy();
  return result;
}

/** Sections in which something done on this device may not be on the server. */
export async function unsentSections(local: Local, evaluation: EvaluationId): Promise<readonly SectionId[]> {
  const rows = await roomsOf(local, evaluation).catch(() => []);
  return rows.flatMap(({ room, dirty }) => {
    const name = parseRoom(room);
    return name?.kind === 'text' && Object.keys(dirty).length > 0 ? [name.section] : [];
  });
}

export async function roomsOf(local: Local, evaluation: EvaluationId): Promise<readonly RoomRow[]> {
  // A key range over the first part of the key: [evaluation] < [evaluation, any room] < [evaluation, []].
  return local.read((database) => database.getAll('rooms', IDBKeyRange.bound([evaluation], [evaluation, []])));
}
