/**
 * A room's replica on this device: its updates, in the order they came, until they are folded into one. Says when all of it
 * is on disk, so that *On this device* can be true.
 */
import * as Y from 'yjs';
import { before, encodeVector, later, type Clocks } from '../clocks.ts';
import type { Closed, Rescue } from '../saved.ts';
import { Source, type View } from '../view.ts';
import type { Written } from './channel.ts';
import { faultOf, type Local, type LocalFault, type RoomKey, type RoomRow, type Transaction } from './database.ts';
import { addUpdates, dropUpdates, fold, freshRow, readRoom, throwAway, updatesOf } from './room-rows.ts';

/** Applied to a document from here: whoever follows the document need not write it again. */
export const fromDisk = Symbol('from this device');
/** Work that was refused before, applied once more: as if it were typed now. */
export const addedAgain = Symbol('added again');
/** So many rows of one room are folded into one when it is opened. */
const foldRows = 200;
const unknownReason: Closed = { closing: 'epoch/old', code: 'epoch/old', facts: {} };
/** Numbers a tab's own updates. Never begun anew, so that a number that was read once is never that of later work. */
let ownWrites = 0;

export type KeptState = {
  /** Everything in the document is on disk. */
  readonly kept: boolean;
  readonly fault: LocalFault | null;
  /** Another tab threw this replica away, for this reason: what is typed here is written nowhere. */
  readonly stale: Closed | null;
};
/** What there is of a replica when it is thrown away, besides the document. */
export type Left = {
  /** What this tab and others have written to the disk. */
  readonly written: readonly Uint8Array[];
  /** Some of it may not be on the server. */
  readonly unsent: boolean;
  /** State vector of what the server is known to have had. */
  readonly acked: Uint8Array;
  /** Another tab threw it away first: state vector of what that tab found on the disk, and made its record of. */
  readonly rescued: Uint8Array | null;
};

/** A replica of another epoch. */
export type Former = { readonly row: RoomRow; readonly updates: readonly Uint8Array[] };
/** `own`: the number of this tab's last update; `heard`: clocks that came over the line. */
type Change = Partial<Pick<RoomRow, 'whole' | 'acked'>> & { readonly own?: number | 'sent'; readonly heard?: Clocks };

export class LocalRoom {
  readonly #local: Local;
  readonly #key: RoomKey;
  readonly #doc: Y.Doc;
  readonly #state = new Source<KeptState>({ kept: true, fault: null, stale: null });
  #row: RoomRow;
  /** What other tabs had left unsent when this one read it: sent with our own. */
  #inherited: Readonly<Record<string, number>>;
  readonly #wrote: (written: Written) => void;
  #waiting: Uint8Array[] = [];
  #change: Change = {};
  #writing: Promise<void> | null = null;

  /** What lay here under another epoch: not written over until `takeOver` has said what becomes of it. */
  #former: Former | null;

  private constructor(local: Local, doc: Y.Doc, row: RoomRow, former: Former | null, wrote: (written: Written) => void) {
    this.#wrote = wrote;
    this.#local = local;
    this.#key = [row.evaluation, row.room];
    this.#doc = doc;
    this.#row = row;
    this.#inherited = row.dirty;
    this.#former = former;
    doc.on('update', this.#follow);
  }

  /**
   * Reads what is here of the room into the document and follows it from then on. `wrote` hears of what was done in this tab as soon as
   * it is on disk. Rejects where the disk can't be read.
   */
  static async open(
    local: Local,
    key: RoomKey,
    epoch: number,
    doc: Y.Doc,
    wrote: (written: Written) => void = () => {},
  ): Promise<LocalRoom> {
    const { row, updates, last } = await readRoom(local, key);
    if (!row) return new LocalRoom(local, doc, freshRow(key, epoch, 1), null, wrote);
    if (row.epoch !== epoch) return new LocalRoom(local, doc, freshRow(key, epoch, row.generation + 1), { row, updates }, wrote);
    // One transaction: what editors and readers see changes once.
    doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes, fromDisk)), fromDisk);
    // Only tidying: on a device that is full it can't be done, and all is read all the same.
    if (updates.length > foldRows) await fold(local, row, doc, last).catch(() => undefined);
    return new LocalRoom(local, doc, row, null, wrote);
  }

  /** What lay here under another epoch; null: nothing, or it has been taken over. */
  get former(): Former | null {
    return this.#former;
  }

  /**
   * The room as it is now takes the place of what lay here under another epoch; `rescue` is kept in the same transaction. false:
   * another tab was first, and has seen to both. Rejects where the disk refuses: then nothing has changed.
   */
  async takeOver(rescue: Rescue | null): Promise<boolean> {
    const former = this.#former;
    if (!former) return false;
    const waiting = this.#waiting.splice(0);
    const change = this.#change;
    this.#change = {};
    const row = await this.#local
      .write(['rooms', 'updates', 'aside'], async (transaction) => {
        const found = await transaction.objectStore('rooms').get([...this.#key]);
        if (found && found.generation !== former.row.generation) return null;
        if (found) await dropUpdates(transaction, found);
        const next = this.#changed(this.#row, change);
        await transaction.objectStore('rooms').put(next);
        await addUpdates(transaction, next, [Y.encodeStateAsUpdate(this.#doc)]);
        if (rescue) await transaction.objectStore('aside').put(rescue);
        return next;
      })
      .catch((error: unknown) => {
        this.#giveBack(waiting, change);
        throw error;
      });
    this.#former = null;
    if (row) this.#row = row;
    else this.#giveBack(waiting, change);
    this.#state.set({ ...this.#state.get(), kept: !this.#hasWork });
    if (this.#hasWork) this.#flush();
    return row !== null;
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

  /** Whether something done in this tab is not on disk. */
  get owes(): boolean {
    return typeof this.#change.own === 'number';
  }

  /** The whole room is here now. */
  becameWhole(): void {
    if (!this.#row.whole) this.#note({ whole: true });
  }

  /** The server has everything that is in the document. */
  wasSent(): void {
    // One's own may be on its way to the disk, where it will be called unsent.
    const isClean = Object.keys(this.#row.dirty).length === 0 && !this.owes && !this.#writing;
    if (!isClean) this.#note({ own: 'sent', acked: Y.encodeStateVector(this.#doc) });
  }

  /** Another tab has written to the same replica: its work is sent with ours from here on. false: it is another replica. */
  hear({ tab, generation, write, updates }: Written): boolean {
    if (this.#former || this.#state.get().stale || generation !== this.#row.generation) return false;
    this.#doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(this.#doc, bytes, fromDisk)), fromDisk);
    this.#inherited = { ...this.#inherited, [tab]: write };
    this.#row = { ...this.#row, dirty: { ...this.#row.dirty, [tab]: write } };
    // Something it builds on was written while this one was being opened.
    if (this.#doc.store.pendingStructs) void this.#readAgain().catch(() => undefined);
    return true;
  }

  /** Whether a tab that told nobody, since it ended, has left something here: then it is read, and sent with ours from here on. */
  async findOthers(): Promise<boolean> {
    const isKnown = ([tab, write]: [string, number]) => tab === this.#local.tab || this.#inherited[tab] === write;
    const row = await this.#readAgain((dirty) => Object.entries(dirty).every(isKnown));
    return row !== null;
  }

  async #readAgain(isKnown: (dirty: RoomRow['dirty']) => boolean = () => false): Promise<RoomRow | null> {
    const { row, updates } = await readRoom(this.#local, this.#key);
    if (row?.generation !== this.#row.generation || isKnown(row.dirty)) return null;
    this.#doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(this.#doc, bytes, fromDisk)), fromDisk);
    this.#inherited = row.dirty;
    this.#row = row;
    return row;
  }

  /** Sees whether another tab has thrown this replica away. */
  look(): void {
    this.#flush();
  }

  /** Stops following; what waits is still written. */
  async stop(): Promise<void> {
    this.#doc.off('update', this.#follow);
    await this.settled();
  }

  /** Resolves when nothing waits to be written, or nothing can be. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /**
   * Throws the replica away and keeps what `rescueOf` makes of it, in one transaction: a crash leaves either both or neither. Other
   * tabs' replicas are stale from here on. `isFirst` is false where another tab was first: then all that is left is what had not
   * reached the disk by then. Rejects where the disk refuses: then nothing has changed.
   */
  async discard(
    why: Closed,
    rescueOf: (left: Left) => Rescue | null,
  ): Promise<{ readonly rescue: Rescue | null; readonly isFirst: boolean }> {
    await this.stop();
    return this.#local.write(['rooms', 'updates', 'aside'], async (transaction) => {
      const row = await transaction.objectStore('rooms').get([...this.#key]);
      const isFirst = !row || row.generation === (this.#former?.row ?? this.#row).generation;
      const rescue = isFirst || this.owes ? rescueOf(await this.#left(transaction, row, isFirst)) : null;
      if (isFirst) await throwAway(transaction, row ?? this.#row, why);
      if (rescue) await transaction.objectStore('aside').put(rescue);
      return { rescue, isFirst };
    });
  }

  async #left(transaction: Transaction, row: RoomRow | undefined, isFirst: boolean): Promise<Left> {
    const { acked, dirty } = row && isFirst ? row : this.#row;
    return {
      written: row && isFirst ? await updatesOf(transaction, row) : [],
      unsent: this.owes || Object.keys(dirty).length > 0,
      acked,
      rescued: isFirst ? null : before(this.#doc, this.#waiting),
    };
  }

  readonly #follow = (bytes: Uint8Array, origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (origin === fromDisk) return;
    this.#waiting.push(bytes);
    // Made in this tab, so that the server has yet to hear of it; what came over the line it has.
    if (local || origin === addedAgain) this.#change = { ...this.#change, own: (ownWrites += 1) };
    else this.#change = { ...this.#change, heard: later(this.#change.heard, Y.parseUpdateMeta(bytes).to) };
    this.#flush();
  };

  #note(change: Change): void {
    this.#change = { ...this.#change, ...change };
    this.#flush();
  }

  #flush(): void {
    if (this.#state.get().stale) return;
    this.#state.set({ ...this.#state.get(), kept: false });
    if (this.#former) return;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
      if (this.#hasWork && this.#state.get().fault === null) this.#flush();
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
      const { row, stale } = await this.#local.write(['rooms', 'updates'], (transaction) => this.#put(transaction, updates, change));
      this.#row = row;
      if (stale) this.#giveBack(updates, change);
      this.#state.set({ kept: !this.#hasWork, fault: null, stale });
      const { own } = change;
      if (!stale && typeof own === 'number') this.#wrote({ tab: this.#local.tab, generation: row.generation, write: own, updates });
    } catch (error) {
      this.#giveBack(updates, change);
      this.#state.set({ kept: false, fault: faultOf(error), stale: null });
    }
  }

  #giveBack(updates: readonly Uint8Array[], change: Change): void {
    this.#waiting.unshift(...updates);
    const heard = later(change.heard, this.#change.heard);
    this.#change = { ...change, ...this.#change, ...(heard.size > 0 ? { heard } : {}) };
  }

  /** `stale`: another tab has thrown this generation away, or gone on to a newer one. */
  async #put(transaction: Transaction, updates: readonly Uint8Array[], change: Change) {
    const rooms = transaction.objectStore('rooms');
    const found = await rooms.get([...this.#key]);
    if (found && found.generation !== this.#row.generation) return { row: this.#row, stale: found.thrown ?? unknownReason };
    const row = this.#changed(found ?? this.#row, change);
    await rooms.put(row);
    // Nothing is here yet, or the browser took the database away: then all of it is written, once more.
    await addUpdates(transaction, row, found ? updates : [Y.encodeStateAsUpdate(this.#doc)]);
    return { row, stale: null };
  }

  #changed(before: RoomRow, { own, heard, ...change }: Change): RoomRow {
    const row = { ...before, ...change, dirty: this.#dirty(before.dirty, own) };
    return heard ? { ...row, acked: encodeVector(later(Y.decodeStateVector(row.acked), heard)) } : row;
  }

  #dirty(before: RoomRow['dirty'], own: Change['own']): RoomRow['dirty'] {
    const { tab } = this.#local;
    if (own === undefined) return before;
    if (own !== 'sent') return { ...before, [tab]: own };
    // What another tab wrote after we read its work is not ours to call sent.
    const isSent = ([other, write]: [string, number]) => other === tab || this.#inherited[other] === write;
    return Object.fromEntries(Object.entries(before).filter((each) => !isSent(each)));
  }
}
