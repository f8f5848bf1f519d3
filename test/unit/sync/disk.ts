/** IndexedDB in the test's hand: a new disk for each test, which can be full, or be taken away by the browser. */
import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, vi } from 'vitest';
import { databaseName, Local } from '../../../client/sync/local/database.ts';
import { must } from '../../../shared/domain/assert.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';

export function onDisk(): void {
  beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

/** Lets the disk do what was asked of it; no clock moves. */
export async function written(): Promise<void> {
  for (let turn = 0; turn < 80; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export async function aLocal(member: MemberId, tab: string): Promise<Local> {
  return must(await Local.open(member, tab), 'this browser has a database');
}

type Ending = { readonly transaction: { _abort(name: string): void } };

/** From now on each write meets the end of the quota; the answer makes room again. */
export function fillUp(): () => void {
  const spies = (['add', 'put'] as const).map((name) => {
    const original = IDBObjectStore.prototype[name];
    return vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...given) {
      const request = original.apply(this, given);
      (this as unknown as Ending).transaction._abort('QuotaExceededError');
      return request;
    });
  });
  return () => spies.forEach((spy) => spy.mockRestore());
}

type RawTransaction = { readonly _state: string; _abort(name: string): void };
type RawDatabase = { readonly connections: readonly IDBDatabase[]; readonly transactions: readonly RawTransaction[] };
type Raw = { readonly _databases: Map<string, RawDatabase> };

/** The browser closes the member's connections without a word. */
export function cutOff(member: MemberId): void {
  const { connections } = must((indexedDB as unknown as Raw)._databases.get(databaseName(member)), 'there is one');
  for (const connection of [...connections]) connection.close();
}

/** The browser takes the member's database away while tabs have it open. */
export async function evict(member: MemberId): Promise<void> {
  const { connections, transactions } = must((indexedDB as unknown as Raw)._databases.get(databaseName(member)), 'there is one');
  for (const each of transactions) if (each._state !== 'finished') each._abort('AbortError');
  for (const connection of [...connections]) forceCloseDatabase(connection as never);
  await new Promise<void>((resolve) => {
    const deleting = indexedDB.deleteDatabase(databaseName(member));
    deleting.onsuccess = () => resolve();
  });
}
