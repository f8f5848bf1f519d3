/** A room's replica on this device: what is read back, what counts as kept and as unsent, and how several tabs share it. */
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { readAside } from '../../../client/sync/local/aside.ts';
import type { Local } from '../../../client/sync/local/database.ts';
import { keepWhole, readRoom, roomsOf, unsentSections } from '../../../client/sync/local/room-rows.ts';
import type { Written } from '../../../client/sync/local/channel.ts';
import { LocalRoom, type Left } from '../../../client/sync/local/rooms.ts';
import type { Closed, Rescue } from '../../../client/sync/saved.ts';
import { must } from '../../../shared/domain/assert.ts';
import { ben, evaluationId, planText } from '../../support/builders.ts';
import { aLocal, evict, fillUp, onDisk, written } from './disk.ts';

onDisk();

const room = `text.${planText}`;
const signedOff: Closed = { closing: 'section/signed-off', code: 'section/signed-off', facts: { by: 'Ada' } };
const theWords = (doc: Y.Doc) => doc.getText('words');
const nothing = Y.encodeStateVector(new Y.Doc());

async function opened(local: Local, epoch = 1) {
  const doc = new Y.Doc();
  const disk = await LocalRoom.open(local, [evaluationId, room], epoch, doc);
  return {
    doc,
    disk,
    text: () => theWords(doc).toString(),
    types: (words: string) => theWords(doc).insert(theWords(doc).length, words),
    /** As it comes over the line. */
    hears: (bytes: Uint8Array) => Y.applyUpdate(doc, bytes, 'the line'),
  };
}

/** A row for each: the first one holds all there was by then. */
async function manyUpdates(local: Local) {
  const one = await opened(local);
  one.types('begun ');
  await one.disk.settled();
  for (let n = 0; n < 200; n += 1) one.types(`${n} `);
  await one.disk.settled();
  expect((await readRoom(local, [evaluationId, room])).updates).toHaveLength(201);
  return one;
}

const row = async (local: Local) => must((await readRoom(local, [evaluationId, room])).row, 'a row');
const others = (words: string) => {
  const doc = new Y.Doc();
  theWords(doc).insert(0, words);
  return Y.encodeStateAsUpdate(doc);
};
const aRescue = (left: Left): Rescue => ({
  id: 'rescue',
  evaluation: evaluationId,
  code: 'section/signed-off',
  facts: {},
  at: 1,
  kind: 'text',
  section: planText,
  text: '',
  update: Y.mergeUpdates([Y.encodeStateAsUpdate(new Y.Doc()), ...left.written]),
});
/** The disk can't take it: everything in its transaction fails with it. */
const unkeepable = {
  ...aRescue({ written: [], unsent: true, acked: nothing, rescued: null }),
  facts: { by: () => {} },
} as unknown as Rescue;

test('what was written is read back, deletions included, in a tab that opens it next', async () => {
  const one = await opened(await aLocal(ben, 'a'));
  one.types('Begun and gone on.');
  theWords(one.doc).delete(0, 10);
  one.hears(others('Ada: '));
  await one.disk.settled();
  const next = await opened(await aLocal(ben, 'b'));
  expect([next.text(), next.disk.hadUnsent]).toEqual([one.text(), true]);
});

test('kept is false from the first letter until it is on disk', async () => {
  const { disk, types } = await opened(await aLocal(ben, 'a'));
  expect(disk.state.get().kept).toBe(true);
  types('a');
  expect(disk.state.get().kept).toBe(false);
  await Promise.resolve();
  types('b');
  expect(disk.state.get().kept).toBe(false);
  await disk.settled();
  expect(disk.state.get()).toEqual({ kept: true, fault: null, stale: null });
});

test('stopping writes what waits behind a write that is under way', async () => {
  const local = await aLocal(ben, 'a');
  const { disk, types, doc } = await opened(local);
  types('one ');
  await Promise.resolve();
  await Promise.resolve();
  types('two');
  await disk.stop();
  types(', three is too late');
  await written();
  expect((await opened(local)).text()).toBe('one two');
  doc.destroy();
});

test('more than 200 updates are folded when they are read, and what another tab writes meanwhile stays', async () => {
  const [a, b] = [await aLocal(ben, 'a'), await aLocal(ben, 'b')];
  const one = await manyUpdates(a);
  const write = b.write.bind(b);
  b.write = async (...given) => {
    one.types('meanwhile');
    await one.disk.settled();
    return write(...given);
  };
  await opened(b);
  expect((await readRoom(a, [evaluationId, room])).updates).toHaveLength(2);
  expect((await opened(await aLocal(ben, 'c'))).text()).toBe(one.text());
});

test('on a full device what can’t be folded is read all the same', async () => {
  const local = await aLocal(ben, 'a');
  const one = await manyUpdates(local);
  const makeRoom = fillUp();
  const next = await opened(local);
  expect(next.text()).toBe(one.text());
  makeRoom();
  next.types('more');
  await next.disk.settled();
  expect((await opened(local)).text()).toBe(`${one.text()}more`);
});

test('one’s own writing is unsent until the server has it; what comes over the line never is', async () => {
  const local = await aLocal(ben, 'a');
  const one = await opened(local);
  one.hears(others('Ada: '));
  await one.disk.settled();
  expect(await unsentSections(local, evaluationId)).toEqual([]);
  one.types('mine');
  await one.disk.settled();
  expect(await unsentSections(local, evaluationId)).toEqual([planText]);
  one.disk.wasSent();
  await one.disk.settled();
  expect(await unsentSections(local, evaluationId)).toEqual([]);
  expect(Y.decodeStateVector((await row(local)).acked)).toEqual(Y.decodeStateVector(Y.encodeStateVector(one.doc)));
});

test('what the server has acknowledged while it was on its way to the disk is not called unsent there', async () => {
  const local = await aLocal(ben, 'a');
  const one = await opened(local);
  one.types('mine');
  await Promise.resolve();
  await Promise.resolve();
  one.disk.wasSent();
  await one.disk.settled();
  expect((await row(local)).dirty).toEqual({});
});

test('what is known of the server grows with what comes over the line, unsent work or not', async () => {
  const local = await aLocal(ben, 'a');
  const one = await opened(local);
  one.types('mine');
  one.hears(others('theirs'));
  await one.disk.settled();
  const { acked, dirty } = await row(local);
  const known = Y.decodeStateVector(acked);
  expect([known.has(one.doc.clientID), known.size, Object.keys(dirty)]).toEqual([false, 1, ['a']]);
});

test('what a tab that is gone left unsent is sent with one’s own', async () => {
  const before = await opened(await aLocal(ben, 'a'));
  before.types('left behind');
  await before.disk.stop();
  const local = await aLocal(ben, 'b');
  const { disk } = await opened(local);
  disk.wasSent();
  await disk.settled();
  expect((await row(local)).dirty).toEqual({});
});

test('what another tab has written since one read its work is not called sent', async () => {
  const [a, b] = [await aLocal(ben, 'a'), await aLocal(ben, 'b')];
  const one = await opened(a);
  one.types('first');
  await one.disk.settled();
  const other = await opened(b);
  // The first tab's is sent; what it writes next is as many updates as the second tab has read of it.
  one.disk.wasSent();
  await one.disk.settled();
  one.types('second');
  await one.disk.settled();
  other.types('elsewhere');
  await other.disk.settled();
  other.disk.wasSent();
  await other.disk.settled();
  expect(Object.keys((await row(a)).dirty)).toEqual(['a']);
});

test('of another epoch: kept apart until it is said what becomes of it, then replaced together with its record', async () => {
  const local = await aLocal(ben, 'a');
  const old = await opened(local);
  old.types('of the old');
  await old.disk.stop();
  const next = await opened(local, 2);
  next.hears(others('of the new'));
  next.disk.becameWhole();
  await written();
  expect([next.text(), (await row(local)).epoch, next.disk.state.get().kept]).toEqual(['of the new', 1, false]);
  expect(must(next.disk.former, 'the old one').updates.length).toBeGreaterThan(0);
  await expect(next.disk.takeOver(unkeepable)).rejects.toThrow();
  expect([(await row(local)).epoch, await readAside(local, evaluationId)]).toEqual([1, []]);
  expect(await next.disk.takeOver(aRescue({ written: [], unsent: true, acked: nothing, rescued: null }))).toBe(true);
  expect([next.disk.former, next.disk.state.get().kept, (await readAside(local, evaluationId)).length]).toEqual([null, true, 1]);
  const again = await opened(local, 2);
  expect([again.text(), again.disk.former, again.disk.row.whole]).toEqual(['of the new', null, true]);
});

test('of another epoch, in two tabs: one of them makes the record, both go on', async () => {
  const [a, b] = [await aLocal(ben, 'a'), await aLocal(ben, 'b')];
  const old = await opened(a);
  old.types('of the old');
  await old.disk.stop();
  const [one, other] = [await opened(a, 2), await opened(b, 2)];
  const record = (id: string) => ({ ...aRescue({ written: [], unsent: true, acked: nothing, rescued: null }), id });
  expect([await one.disk.takeOver(record('one')), await other.disk.takeOver(record('other'))]).toEqual([true, false]);
  other.types('typed in the other');
  await other.disk.settled();
  expect((await readAside(a, evaluationId)).map(({ id }) => id)).toEqual(['one']);
  expect((await opened(await aLocal(ben, 'c'), 2)).text()).toBe('typed in the other');
});

test('what was unsent when a replica is taken over stays unsent, with no moment in between', async () => {
  const local = await aLocal(ben, 'a');
  const old = await opened(local);
  old.types('old');
  await old.disk.stop();
  const next = await opened(local, 2);
  next.types('put in again');
  const rows: unknown[] = [];
  const write = local.write.bind(local);
  local.write = async (...given) => {
    const result = await write(...given);
    rows.push((await row(local)).dirty);
    return result;
  };
  await next.disk.takeOver(null);
  await next.disk.settled();
  expect(rows.map((dirty) => Object.keys(dirty as object))).toEqual([['a']]);
});

test('thrown away and its record kept at once, or neither', async () => {
  const local = await aLocal(ben, 'a');
  const one = await opened(local);
  one.types('mine');
  await expect(one.disk.discard(signedOff, () => unkeepable)).rejects.toThrow();
  expect([(await opened(local)).text(), await readAside(local, evaluationId)]).toEqual(['mine', []]);
  let found: Left | null = null;
  const { isFirst } = await one.disk.discard(signedOff, (left) => aRescue((found = left)));
  expect([isFirst, (await opened(local)).text(), (await readAside(local, evaluationId)).length]).toEqual([true, '', 1]);
  expect(found).toMatchObject({ unsent: true, rescued: null });
});

test('a tab whose replica another tab threw away writes nothing more, and says why', async () => {
  const [a, b] = [await aLocal(ben, 'a'), await aLocal(ben, 'b')];
  const [one, other] = [await opened(a), await opened(b)];
  one.types('mine');
  await one.disk.settled();
  await one.disk.discard(signedOff, () => null);
  other.types('into nowhere');
  await other.disk.settled();
  expect(other.disk.state.get()).toEqual({ kept: false, fault: null, stale: signedOff });
  expect([(await opened(a)).text(), other.disk.owes]).toEqual(['', true]);
});

test('a tab that is told looks for itself', async () => {
  const [a, b] = [await aLocal(ben, 'a'), await aLocal(ben, 'b')];
  const [one, other] = [await opened(a), await opened(b)];
  one.types('mine');
  await one.disk.settled();
  other.disk.look();
  await other.disk.settled();
  expect(other.disk.state.get()).toEqual({ kept: true, fault: null, stale: null });
  await one.disk.discard(signedOff, () => null);
  other.disk.look();
  await other.disk.settled();
  expect(other.disk.state.get().stale).toEqual(signedOff);
});

test('the record of the first tab has what others had on disk; of a later one’s, only what had not reached it', async () => {
  const [a, b] = [await aLocal(ben, 'a'), await aLocal(ben, 'b')];
  const [one, other] = [await opened(a), await opened(b)];
  other.types('on disk. ');
  await other.disk.settled();
  const lefts: Left[] = [];
  const keeping = (left: Left) => (lefts.push(left), aRescue(left));
  await one.disk.discard(signedOff, keeping);
  other.types('Not yet.');
  await other.disk.settled();
  expect((await other.disk.discard(signedOff, keeping)).isFirst).toBe(false);
  const [first, second] = [must(lefts[0], 'a first'), must(lefts[1], 'a second')];
  const theirs = new Y.Doc();
  first.written.forEach((bytes) => Y.applyUpdate(theirs, bytes));
  expect([first.unsent, theWords(theirs).toString()]).toEqual([true, 'on disk. ']);
  expect(Y.decodeStateVector(must(second.rescued, 'what the first has')).get(other.doc.clientID)).toBe('on disk. '.length);
  // Nothing is left the third time, so that no record is made of nothing.
  const third = await opened(b);
  await one.disk.discard(signedOff, keeping);
  await third.disk.discard(signedOff, keeping);
  expect(lefts).toHaveLength(3);
});

test('taken away by the browser, all of it is written again with the next letter, and is as unsent as it was', async () => {
  const local = await aLocal(ben, 'a');
  const one = await opened(local);
  one.hears(others('Ada: '));
  one.types('mine ');
  await one.disk.settled();
  await evict(ben);
  expect(await roomsOf(local, evaluationId)).toEqual([]);
  one.hears(others('Chi.'));
  await one.disk.settled();
  const next = await opened(local);
  expect([next.text(), next.disk.hadUnsent, next.disk.state.get().fault]).toEqual([one.text(), true, null]);
});

test('taken away in the middle of a write, it is written to the next one', async () => {
  const local = await aLocal(ben, 'a');
  const one = await opened(local);
  const write = local.write.bind(local);
  const gone: Promise<void>[] = [];
  local.write = (stores, work) =>
    write(stores, async (transaction) => {
      const result = await work(transaction);
      if (gone.length === 0) gone.push(evict(ben));
      return result;
    });
  one.types('mine');
  await one.disk.settled();
  await Promise.all(gone);
  expect([one.disk.state.get(), (await opened(local)).text()]).toEqual([{ kept: true, fault: null, stale: null }, 'mine']);
});

test('a full device is told, and the next write makes up for it', async () => {
  const local = await aLocal(ben, 'a');
  const one = await opened(local);
  const makeRoom = fillUp();
  one.types('one ');
  await one.disk.settled();
  expect(one.disk.state.get()).toEqual({ kept: false, fault: 'full', stale: null });
  one.types('two ');
  await one.disk.settled();
  expect(one.disk.state.get().kept).toBe(false);
  makeRoom();
  one.types('three');
  await one.disk.settled();
  expect(one.disk.state.get()).toEqual({ kept: true, fault: null, stale: null });
  const next = await opened(local);
  expect([next.text(), next.disk.hadUnsent]).toEqual(['one two three', true]);
});

test('a whole text from the server is merged with what is here; unsent of an older epoch is left alone', async () => {
  const local = await aLocal(ben, 'a');
  const one = await opened(local);
  one.types('mine');
  await one.disk.settled();
  const theirs = others('theirs');
  await keepWhole(local, [evaluationId, room], 1, theirs);
  const { dirty, acked, whole } = await row(local);
  expect([Object.keys(dirty), Y.decodeStateVector(acked).size, whole]).toEqual([['a'], 1, true]);
  one.types(' and more');
  await one.disk.settled();
  const merged = (await opened(local)).text();
  expect([merged.includes('theirs'), merged.includes('mine and more')]).toEqual([true, true]);
  await keepWhole(local, [evaluationId, room], 2, theirs);
  expect((await row(local)).epoch).toBe(1);
  const next = await opened(local);
  next.disk.wasSent();
  await next.disk.settled();
  one.disk.wasSent();
  await one.disk.settled();
  await keepWhole(local, [evaluationId, room], 2, theirs);
  expect((await opened(local, 2)).text()).toBe('theirs');
});

test('what another tab wrote while this one was being opened is read when something builds on it', async () => {
  const [a, b] = [await aLocal(ben, 'a'), await aLocal(ben, 'b')];
  const told: Written[] = [];
  const doc = new Y.Doc();
  const one = await LocalRoom.open(a, [evaluationId, room], 1, doc, (written) => told.push(written));
  const other = await opened(b);
  theWords(doc).insert(0, 'Missed. ');
  await one.settled();
  theWords(doc).insert(8, 'Heard.');
  await one.settled();
  expect(other.disk.hear(must(told.at(-1), 'it is told'))).toBe(true);
  await written();
  expect([other.text(), other.doc.store.pendingStructs]).toEqual(['Missed. Heard.', null]);
  other.disk.wasSent();
  await other.disk.settled();
  expect((await row(b)).dirty).toEqual({});
  await one.discard(signedOff, () => null);
  expect(other.disk.hear({ ...must(told.at(-1), 'it is told'), generation: 2 })).toBe(false);
});
