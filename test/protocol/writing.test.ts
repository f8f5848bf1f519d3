/** Writing in a text room: batches, acks, order of commit and broadcast, gaps, claims. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import { encodeStepTwo } from '../../shared/protocol/frames.ts';
import { ada, ben, chi, evaluationId, oda } from '../support/builders.ts';
import type { RawClient } from '../support/raw-client.ts';
import { aRoomServer, everyoneAgrees, type RoomServer, type RoomServerInput } from '../support/room-server.ts';
import { aHandledStore } from '../support/stores.ts';

const room = 'text.roads.plan';
const key = `${evaluationId}/${room}` as const;
let server: RoomServer;
const start = async (input?: RoomServerInput) => (server = await aRoomServer(input));
afterEach(async () => {
  expect(server.errors).toEqual([]);
  await server.close();
});

const write = ({ doc }: RawClient, text: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(text)]);
const textOf = ({ doc }: RawClient) => bodyOf(doc).toString();
const rows = async () => (await server.store.readRoom(key)).updates;
const later = () => new Promise((resolve) => setTimeout(resolve, 40));

test('two people type at once and read the same', async () => {
  await start();
  const [a, b] = [await server.client(ada, room), await server.client(ben, room)];
  for (let i = 0; i < 20; i++) {
    write(a, `Ada ${i}. `);
    write(b, `Ben ${i}. `);
    if (i % 5 === 0) await later();
  }
  await everyoneAgrees(server, room, [ada, a], [ben, b]);
  expect(textOf(a).length).toBeGreaterThan(200);
});

test('[T8] the frames of one turn are one row, one broadcast, one ack', async () => {
  const store = aHandledStore();
  await start({ store, limits: { turnMs: 10_000 } });
  const [a, b] = [await server.client(ada, room), await server.client(ben, room)];
  store.hold();
  write(a, 'First, ');
  await a.until(() => store.held === 1);
  for (let i = 0; i < 50; i++) write(a, `then ${i}, `);
  await later();
  store.letGo();
  await a.saved();
  await b.caughtUp();
  expect((await rows()).length).toBe(2);
  expect(b.updates.filter(({ first }) => !first).length).toBe(2);
  expect(a.heard.flatMap((message) => (message.type === 'ack' ? [message.n] : []))).toEqual([1, 2, 52]);
  expect(textOf(b)).toBe(textOf(a));
});

test('whoever alone wrote it does not hear it again', async () => {
  await start();
  const a = await server.client(ada, room);
  write(a, 'Alone.');
  await a.saved();
  expect(a.updates.length).toBe(1);
});

test('[T8] nothing leaves before it is committed: no broadcast, no ack, no answer to a newcomer', async () => {
  const store = aHandledStore();
  await start({ store });
  const [a, b] = [await server.client(ada, room), await server.client(ben, room)];
  store.hold();
  write(a, 'Not yet on disk.');
  await a.until(() => store.held === 1);
  const newcomer = await server.client(chi, room, { behaves: false });
  newcomer.send(Uint8Array.of(0, 0, 1, 0));
  await later();
  expect([a.acked, textOf(b), newcomer.updates.length]).toEqual([1, '', 0]);
  store.letGo();
  await a.saved();
  await newcomer.until(() => newcomer.updates.length === 1);
  await b.until(() => textOf(b) !== '');
});

test('whoever has not asked yet hears no broadcast: it would hang in the air', async () => {
  await start();
  const [a, lurker] = [await server.client(ada, room), await server.client(ben, room, { behaves: false })];
  await lurker.until(() => lurker.stepOnes === 1);
  write(a, 'Said.');
  await a.saved();
  await later();
  expect(lurker.updates).toEqual([]);
  lurker.send(Uint8Array.of(0, 0, 1, 0));
  await lurker.until(() => lurker.updates.length === 1);
  write(a, 'Said again.');
  await lurker.until(() => lurker.updates.length === 2);
});

test('a step 1 alone is answered at once: others’ turns don’t stand in its way', async () => {
  await start();
  const a = await server.client(ada, room);
  write(a, 'Here.');
  await a.saved();
  const b = await server.client(oda, room);
  expect(textOf(b)).toBe('Here.');
});

test('[T4] each new client id is stored with its member, also when two come in one turn', async () => {
  const store = aHandledStore();
  await start({ store });
  const [a, b, c] = [await server.client(ada, room), await server.client(ben, room), await server.client(chi, room)];
  store.hold();
  write(a, 'Ada. ');
  await a.until(() => store.held === 1);
  write(b, 'Ben. ');
  write(c, 'Chi. ');
  await later();
  store.letGo();
  await Promise.all([a, b, c].map((client) => client.saved()));
  const claims = (await rows()).map(({ by, clientIds }) => [by, clientIds]);
  expect(claims[0]).toEqual([ada, [a.doc.clientID]]);
  expect(claims.slice(1).sort()).toEqual(
    [
      [ben, [b.doc.clientID]],
      [chi, [c.doc.clientID]],
    ].sort(),
  );
  // Known by now, they share a turn, and its row is nobody's alone.
  store.hold();
  write(a, 'More. ');
  await a.until(() => store.held === 1);
  write(b, 'And Ben. ');
  write(c, 'And Chi. ');
  await later();
  store.letGo();
  await everyoneAgrees(server, room, [ada, a], [ben, b], [chi, c]);
  expect((await rows()).at(-1)).toMatchObject({ by: null, clientIds: [] });
});

test('[T5] a gap is no offence: it is asked for, and acked when it has come', async () => {
  await start();
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  bodyOf(doc).insert(0, [new Y.XmlText('written on the train, ')]);
  bodyOf(doc).insert(1, [new Y.XmlText('and after it')]);
  const a = await server.client(ada, room, { doc, behaves: false });
  await a.until(() => a.stepOnes === 1);
  // As a stock client does that types between the socket's opening and step 1: the later edit comes before the earlier.
  for (const update of updates.slice(1)) a.sendUpdate(update);
  await later();
  // An answer is under way already: it is not asked for twice.
  expect([a.stepOnes, a.acked, (await rows()).length]).toEqual([1, 0, 0]);
  a.send(encodeStepTwo(Y.encodeStateAsUpdate(doc)));
  await a.saved();
  for (const update of updates.slice(1)) a.sendUpdate(update);
  await a.saved();
  expect(textOf(await server.client(ben, room))).toBe('written on the train, and after it');
});

test('[T5] a gap in the middle of a session is asked for again', async () => {
  await start();
  const a = await server.client(ada, room, { behaves: false });
  await a.until(() => a.stepOnes === 1);
  a.send(encodeStepTwo(Y.encodeStateAsUpdate(a.doc)));
  await a.saved();
  const updates: Uint8Array[] = [];
  a.doc.on('update', (update: Uint8Array) => updates.push(update));
  write(a, 'lost on the way, ');
  write(a, 'heard');
  a.sendUpdate(updates[1] ?? new Uint8Array());
  await a.until(() => a.stepOnes === 2, 'another step 1');
  expect(a.acked).toBe(1);
  a.send(encodeStepTwo(Y.encodeStateAsUpdate(a.doc)));
  await a.saved();
  expect(textOf(await server.client(ben, room))).toBe(textOf(a));
});

test('[T5] whoever answers every step 1 with a gap is not honest', async () => {
  await start();
  const a = await server.client(ada, room, { behaves: false });
  const doc = new Y.Doc();
  bodyOf(doc).insert(0, [new Y.XmlText('one')]);
  const after = Y.encodeStateVector(doc);
  bodyOf(doc).insert(1, [new Y.XmlText('two')]);
  for (let i = 0; i < 5; i++) a.send(encodeStepTwo(Y.encodeStateAsUpdate(doc, after)));
  expect(await a.closed()).toBe(4409);
});

test('what a client sent before it vanished is kept', async () => {
  await start();
  const a = await server.client(ada, room);
  write(a, 'The last sentence.');
  void a.leave();
  await a.closed();
  expect(textOf(await server.client(ben, room))).toBe('The last sentence.');
});

test('a replica goes on where it was after a break', async () => {
  await start();
  const a = await server.client(ada, room);
  write(a, 'Before. ');
  await a.saved();
  await a.leave();
  write(a, 'Meanwhile. ');
  const b = await server.client(ben, room);
  write(b, 'Ben. ');
  await b.saved();
  const again = await server.client(ada, room, { doc: a.doc });
  await everyoneAgrees(server, room, [ada, again], [ben, b]);
  expect(textOf(again)).toContain('Meanwhile.');
});
