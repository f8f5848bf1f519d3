/** When a commit fails, a race is lost, the power goes or the server ends: nothing that was acked is lost, nobody is refused. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import { ada, ben, chi, evaluationId } from '../support/builders.ts';
import type { RawClient } from '../support/raw-client.ts';
import { aRoomServer, everyoneAgrees, type RoomServer, type RoomServerInput } from '../support/room-server.ts';
import { aHandledStore } from '../support/stores.ts';

const room = 'text.roads.plan';
const key = `${evaluationId}/${room}` as const;
let server: RoomServer;
const start = async (input?: RoomServerInput) => (server = await aRoomServer(input));
afterEach(() => server.close());

const write = ({ doc }: RawClient, text: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(text)]);
const textOf = ({ doc }: RawClient) => bodyOf(doc).toString();

test.each(['throws', 'loses'] as const)('[T8] a commit that %s: all are sent back, nothing leaked, all heals', async (how) => {
  const store = aHandledStore();
  await start({ store });
  const [a, b] = [await server.client(ada, room), await server.client(ben, room)];
  write(a, 'Stored. ');
  await a.saved();
  await b.caughtUp();
  store.fails(how);
  write(a, 'Not stored. ');
  expect([await a.closed(), await b.closed()]).toEqual([4503, 4503]);
  expect([a.acked, textOf(b)]).toEqual([2, 'Stored. ']);
  store.fails(null);
  const back = await server.client(ben, room, { doc: b.doc });
  expect(textOf(back)).toBe('Stored. ');
  const again = await server.client(ada, room, { doc: a.doc });
  await everyoneAgrees(server, room, [ada, again], [ben, back]);
  expect(textOf(back)).toBe('Stored. Not stored. ');
  expect(server.errors.length).toBe(how === 'throws' ? 1 : 0);
});

test('another writer’s updates are read before one’s own are judged again', async () => {
  const store = aHandledStore();
  await start({ store });
  const a = await server.client(ada, room);
  write(a, 'Here. ');
  await a.saved();
  // As by another node on the same store.
  const elsewhere = new Y.Doc();
  elsewhere.clientID = 77;
  bodyOf(elsewhere).insert(0, [new Y.XmlText('There. ')]);
  const row = { seq: 2, at: 0, by: ben, clientIds: [77], bytes: Y.encodeStateAsUpdate(elsewhere) };
  await store.commit([{ updates: [{ room: key, epoch: 1, rows: [row] }] }]);
  write(a, 'Again. ');
  expect(await a.closed()).toBe(4503);
  const again = await server.client(ada, room, { doc: a.doc });
  await everyoneAgrees(server, room, [ada, again]);
  expect(textOf(again)).toContain('There.');
});

test('a store that can’t be read sends back, and lets in once it can', async () => {
  const store = aHandledStore();
  let broken = true;
  await start({ store: { ...store, readRoom: (...of) => (broken ? Promise.reject(new Error('disk')) : store.readRoom(...of)) } });
  expect(await (await server.client(ada, room, { behaves: false })).closed()).toBe(4503);
  broken = false;
  await server.client(ada, room);
});

test('a log with a hole is not served as a whole', async () => {
  await start();
  const doc = new Y.Doc();
  bodyOf(doc).insert(0, [new Y.XmlText('one')]);
  const after = Y.encodeStateVector(doc);
  bodyOf(doc).insert(1, [new Y.XmlText('two')]);
  const row = { seq: 1, at: 0, by: ada, clientIds: [doc.clientID], bytes: Y.encodeStateAsUpdate(doc, after) };
  await server.store.commit([{ updates: [{ room: key, epoch: 1, rows: [row] }] }]);
  const client = await server.client(ada, room, { behaves: false });
  expect(await client.closed()).toBe(4503);
  expect(client.updates).toEqual([]);
});

test('after a power cut nobody is refused and nothing acked is lost', async () => {
  await start({ limits: { snapshotUpdates: 10 } });
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  let [a, b] = [await server.client(ada, room, { doc: docs[0] }), await server.client(ben, room, { doc: docs[1] })];
  for (let i = 0; i < 40; i++) {
    write(a, `Ada ${i}. `);
    write(b, `Ben ${i}. `);
    if (i % 3 === 0) await a.saved();
  }
  await a.saved();
  const acked = bodyOf(docs[0]).toString();
  await server.die();
  write(a, 'Written while it was dark. ');
  await start({ store: server.store });
  [a, b] = [await server.client(ada, room, { doc: docs[0] }), await server.client(ben, room, { doc: docs[1] })];
  await everyoneAgrees(server, room, [ada, a], [ben, b]);
  for (const sentence of acked.split(/(?<=\. )/)) expect(textOf(b)).toContain(sentence);
  expect(server.errors).toEqual([]);
});

test('the end of the server commits what has come in, and sends all back for later', async () => {
  const store = aHandledStore();
  await start({ store });
  const [a, b] = [await server.client(ada, room), await server.client(ben)];
  store.hold();
  write(a, 'Just in time.');
  await a.until(() => store.held === 1);
  const closing = server.rooms.close();
  const late = await server.client(chi, room, { behaves: false });
  expect(await late.closed()).toBe(4503);
  store.letGo();
  await closing;
  expect([await a.closed(), await b.closed(), a.acked]).toEqual([4503, 4503, 2]);
  expect((await store.readRoom(key)).updates.length).toBe(1);
});

test('rooms that nobody is in leave memory, with a snapshot behind them', async () => {
  await start({ limits: { idleRoomMs: 30 } });
  const a = await server.client(ada, room);
  for (let i = 0; i < 25; i++) {
    write(a, `${i} `);
    await a.saved();
  }
  await a.leave();
  await a.until(() => server.rooms.stats().rooms === 0);
  expect((await server.store.readSnapshot(key))?.seq).toBe(25);
  const again = await server.client(ada, room);
  expect(textOf(again)).toBe(textOf(a));
  write(again, 'and on');
  await again.saved();
  expect((await server.store.readRoom(key)).updates.at(-1)?.seq).toBe(26);
});
