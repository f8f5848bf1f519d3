/**
 * What lies on this device for one member: `samsyn.<memberId>` in IndexedDB. One database, so that what belongs together (a
 * refused text, its rescue record and the fresh start) is one transaction, and so that signing out clears all of it at once.
 */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { CommandId, EvaluationId, MemberId, Time } from '../../../shared/domain/ids.ts';
import type { Envelope } from '../../../shared/domain/commands.ts';
import type { EvaluationEntry } from '../../../shared/protocol/http.ts';
import { inTime } from '../in-time.ts';
import type { Closed, Rescue } from '../saved.ts';
import type { Mark } from '../things.ts';

/** A room of an evaluation: its name as in audiences.ts, without the epoch. */
export type RoomKey = readonly [evaluation: EvaluationId, room: string];

export type RoomRow = {
  readonly evaluation: EvaluationId;
  readonly room: string;
  readonly epoch: number;
  /** Rises when the replica is thrown away: whoever still holds the old one writes nothing more. */
  readonly generation: number;
  /** The whole room has been here at least once. */
  readonly whole: boolean;
  /** State vector of what the server is known to have. */
  readonly acked: Uint8Array;
  /** By tab: the number of its last own update that the server is not known to have; it never falls. Empty: nothing is unsent. */
  readonly dirty: Readonly<Record<string, number>>;
  /** Why the replica before this one was thrown away: for tabs that still hold it. */
  readonly thrown?: Closed;
};
export type UpdateRow = {
  readonly evaluation: EvaluationId;
  readonly room: string;
  readonly generation: number;
  readonly bytes: Uint8Array;
};
export type OutboxRow = {
  readonly id: CommandId;
  readonly evaluation: EvaluationId;
  readonly envelope: Envelope;
  readonly at: Time;
  readonly mark: Mark | null;
};
export type EntryRow = { readonly id: EvaluationId; readonly entry: EvaluationEntry; readonly textsTag: string | null };

export interface LocalSchema extends DBSchema {
  rooms: { key: [string, string]; value: RoomRow };
  updates: { key: number; value: UpdateRow; indexes: { room: [string, string, number] } };
  outbox: { key: number; value: OutboxRow; indexes: { evaluation: string; id: string } };
  aside: { key: string; value: Rescue; indexes: { evaluation: string } };
  entries: { key: string; value: EntryRow };
  /** Last answers of the server that are shown while it gives none. */
  answers: { key: string; value: { readonly value: unknown; readonly at: Time } };
}
type Store = StoreNames<LocalSchema>;
/** How long, in milliseconds, the browser may take to open its database. */
const patienceMs = 5_000;
export type Transaction = IDBPTransaction<LocalSchema, Store[], 'readwrite'>;

export function databaseName(member: MemberId): string {
  return `samsyn.${member}`;
}

/** Why nothing can be kept: the quota is used up, or the browser refuses its database. */
export type LocalFault = 'full' | 'refused';

export function faultOf(error: unknown): LocalFault {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused';
}

export class Local {
  readonly member: MemberId;
  /** Tells the tabs of this member apart. */
  readonly tab: string;
  #database: Promise<IDBPDatabase<LocalSchema>> | null = null;
  /** Signed out: nothing is written any more. */
  #gone = false;

  private constructor(member: MemberId, tab: string) {
    this.member = member;
    this.tab = tab;
  }

  /** Null where the browser gives no database: everything then lives as long as the tab. */
  static async open(member: MemberId, tab: string): Promise<Local | null> {
    const local = new Local(member, tab);
    // Some browsers at times never answer: then one works without, as where there is none.
    const opening = (async () => local.#connect())();
    const opened = await inTime(opening, patienceMs).catch(() => null);
    if (opened) return local;
    void local.close();
    return null;
  }

  /** Whether it was let go of: whoever needs one opens another. */
  get isGone(): boolean {
    return this.#gone;
  }

  /**
   * All of `work` or nothing, on disk when it resolves. The browser may take a database away at any time (cleared, evicted):
   * then it is opened anew, empty, and `work` is asked once more. Rejects with what IndexedDB says.
   */
  async write<T>(stores: Store[], work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#again(async (database) => {
      const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
      try {
        const result = await work(transaction as Transaction);
        await transaction.done;
        return result;
      } catch (error) {
        // Its own rejection has been heard: an aborted transaction rejects `done` a second time.
        transaction.done.catch(() => undefined);
        // Where the browser ended it, each request says no more than that; the transaction says why (full, taken away).
        const why = transaction.error;
        abort(transaction as Transaction);
        throw why ?? error;
      }
    });
  }

  async read<T>(work: (database: IDBPDatabase<LocalSchema>) => Promise<T>): Promise<T> {
    return this.#again(work);
  }

  /** Lets go of the database, so that it can be deleted; this Local is of no use afterwards. */
  async close(): Promise<void> {
    this.#gone = true;
    const database = this.#database;
    this.#database = null;
    (await database?.catch(() => null))?.close();
  }

  async #again<T>(work: (database: IDBPDatabase<LocalSchema>) => Promise<T>): Promise<T> {
    const used = this.#connect();
    try {
      return await work(await used);
    } catch (error) {
      if (this.#gone || !isLostConnection(error)) throw error;
      this.#lose(used);
      return work(await this.#connect());
    }
  }

  /** Another may have been opened since: that one stays. One that is left open would stand in the way of signing out. */
  #lose(connection: Promise<IDBPDatabase<LocalSchema>>): void {
    if (this.#database === connection) this.#database = null;
    void connection.then((database) => database.close()).catch(() => undefined);
  }

  #connect(): Promise<IDBPDatabase<LocalSchema>> {
    if (this.#gone) return Promise.reject(new Error('signed out on this device'));
    if (this.#database) return this.#database;
    const opening = openDB<LocalSchema>(databaseName(this.member), 1, {
      upgrade(database) {
        database.createObjectStore('rooms', { keyPath: ['evaluation', 'room'] });
        const updates = database.createObjectStore('updates', { autoIncrement: true });
        updates.createIndex('room', ['evaluation', 'room', 'generation']);
        const outbox = database.createObjectStore('outbox', { autoIncrement: true });
        outbox.createIndex('evaluation', 'evaluation');
        outbox.createIndex('id', 'id');
        database.createObjectStore('aside', { keyPath: 'id' }).createIndex('evaluation', 'evaluation');
        database.createObjectStore('entries', { keyPath: 'id' });
        database.createObjectStore('answers');
      },
      // Another tab signs out or brings a newer shape: make way.
      blocking: () => void this.close(),
      terminated: () => this.#lose(opening),
    });
    this.#database = opening;
    opening.catch(() => this.#lose(opening));
    return opening;
  }
}

/** The connection is closed, not the work wrong: said by `transaction()` of a database that was taken away, or by one under way. */
function isLostConnection(error: unknown): boolean {
  return error instanceof DOMException && ['InvalidStateError', 'NotFoundError', 'AbortError'].includes(error.name);
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It was over already: that is why we are here.
  }
}
