/** This device's database: refused, silent, full or cleared under an open tab, and who may see what is in it. */
import { expect, test, vi } from 'vitest';
import { keepAside, readAside } from '../../../client/sync/local/aside.ts';
import { databaseName, faultOf, Local } from '../../../client/sync/local/database.ts';
import { keepEntry, readEntry } from '../../../client/sync/local/entries.ts';
import { evaluationsWithWork } from '../../../client/sync/local/work.ts';
import type { Rescue } from '../../../client/sync/saved.ts';
import { ben, chi, evaluationId } from '../../support/builders.ts';
import { aLocal, cutOff, evict, fillUp, onDisk, written } from './disk.ts';

onDisk();

const entry = { id: evaluationId, member: ben, role: 'evaluator' as const, protocol: 1, epochs: { state: 1 } };
const rescue = (id: string, at: number): Rescue => ({
  id,
  evaluation: evaluationId,
  code: 'ballot/closed',
  facts: {},
  at,
  kind: 'command',
  command: { type: 'section.reopen', section: 'summary' as never, reason: 'x' },
});

test.each([
  ['there is none', undefined],
  ['it refuses', { open: () => { throw new DOMException('no', 'SecurityError'); } }], // prettier-ignore
])('without a database everything lives as long as the tab: %s', async (_why, factory) => {
  vi.stubGlobal('indexedDB', factory);
  expect(await Local.open(ben, 'a')).toBe(null);
});

test('a browser that never answers is one without', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('indexedDB', { open: () => new EventTarget() });
  const opening = Local.open(ben, 'a');
  await vi.advanceTimersByTimeAsync(5_000);
  expect([await opening, vi.getTimerCount()]).toEqual([null, 0]);
  vi.useRealTimers();
});

test('another member finds nothing of it', async () => {
  await keepEntry(await aLocal(ben, 'a'), entry);
  expect(await readEntry(await aLocal(chi, 'b'), evaluationId)).toBe(null);
  expect(await readEntry(await aLocal(ben, 'c'), evaluationId)).toEqual(entry);
});

test('all of a write or nothing of it', async () => {
  const local = await aLocal(ben, 'a');
  const failing = local.write(['aside', 'entries'], async (transaction) => {
    await transaction.objectStore('aside').put(rescue('one', 1));
    throw new Error('half way');
  });
  await expect(failing).rejects.toThrow('half way');
  expect(await readAside(local, evaluationId)).toEqual([]);
});

test('where the quota ends, that is what is said', async () => {
  const local = await aLocal(ben, 'a');
  const makeRoom = fillUp();
  const why = await keepAside(local, rescue('one', 1)).catch(faultOf);
  expect(why).toBe('full');
  makeRoom();
  await keepAside(local, rescue('one', 1));
  expect(await readAside(local, evaluationId)).toHaveLength(1);
});

test('records stand in the order they were made', async () => {
  const local = await aLocal(ben, 'a');
  for (const [id, at] of [['c', 2], ['a', 3], ['b', 1]] as const) await keepAside(local, rescue(id, at)); // prettier-ignore
  expect((await readAside(local, evaluationId)).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect(await evaluationsWithWork(local)).toMatchObject([{ evaluation: evaluationId, unsent: false, aside: { length: 3 } }]);
});

test.each([
  ['taken away', evict],
  ['closed without a word', cutOff],
])('%s by the browser, it is opened anew, and nothing is left open that would stand in the way of clearing it', async (_what, gone) => {
  const local = await aLocal(ben, 'a');
  await Promise.resolve(gone(ben));
  // Several at once find the old connection gone.
  await Promise.all([keepEntry(local, entry), keepAside(local, rescue('one', 1)), readEntry(local, evaluationId)]);
  expect(await readEntry(local, evaluationId)).toEqual(entry);
  await local.close();
  const blocked = vi.fn();
  await new Promise<void>((resolve) => {
    const deleting = indexedDB.deleteDatabase(databaseName(ben));
    deleting.onblocked = blocked;
    deleting.onsuccess = () => resolve();
  });
  expect(blocked).not.toHaveBeenCalled();
});

test('cleared by another tab that signs out: this one lets go and writes nothing any more', async () => {
  const local = await aLocal(ben, 'a');
  const deleted = new Promise<void>((resolve) => {
    indexedDB.deleteDatabase(databaseName(ben)).onsuccess = () => resolve();
  });
  await deleted;
  await expect(keepEntry(local, entry)).rejects.toThrow('signed out');
  await written();
  expect([local.isGone, await indexedDB.databases()]).toEqual([true, []]);
});
