/** Projected rooms: written by the server alone, let out only when committed, the same structs after every start, and never a mix of two pasts. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, factsOf } from '../../shared/doc/roots.ts';
import { encodeStepTwo } from '../../shared/protocol/frames.ts';
import type { Projection, Staged } from '../../server/rooms/ports.ts';
import { openMemory } from '../../server/storage/memory.ts';
import { ada, ben, evaluationId, oda } from '../support/builders.ts';
import { fingerprint } from '../support/invariants.ts';
import { aRoomServer, everyoneAgrees, memoryOf, type RoomServer, type RoomServerInput } from '../support/room-server.ts';

let server: RoomServer;
const start = async (input?: RoomServerInput) => (server = await aRoomServer(input));
afterEach(async () => {
  expect(server.errors).toEqual([]);
  await server.close();
});

const stage = (rooms: Record<string, Projection>): Promise<Staged> => server.rooms.stage(evaluationId, new Map(Object.entries(rooms)));
const commit = async (staged: Staged) => {
  expect(await server.store.commit([{ updates: staged.updates }])).toEqual({ ok: true, value: null });
  staged.publish();
};
const project = async (rooms: Record<string, Projection>) => commit(await stage(rooms));
const rows = async (room = 'state') => (await server.store.readRoom(`${evaluationId}/${room}`)).updates;
const later = () => new Promise((resolve) => setTimeout(resolve, 40));

test('[T8] whoever is there hears of a change when it is committed, and not before', async () => {
  await start();
  const client = await server.client(ada);
  const staged = await stage({ state: { phase: 'scoring', 'criterion.roads.plan': { state: 'open', cast: 2 } } });
  const newcomer = await server.client(ben, 'state', { behaves: false });
  newcomer.send(Uint8Array.of(0, 0, 1, 0));
  await later();
  expect([client.updates.length, newcomer.updates.length]).toEqual([1, 0]);
  await commit(staged);
  await client.until(() => client.updates.length === 2);
  expect(factsOf(client.doc).toJSON()).toEqual({ phase: 'scoring', 'criterion.roads.plan': { state: 'open', cast: 2 } });
  await newcomer.until(() => newcomer.updates.length === 1);
});

test('only what differs is written; what is gone is deleted; what is equal costs nothing', async () => {
  await start();
  await project({ state: { phase: 'scoring', a: { x: 1, y: [1, 2] }, gone: true } });
  const same = await stage({ state: { phase: 'scoring', a: { y: [1, 2], x: 1 }, gone: true } });
  expect(same.updates).toEqual([]);
  same.publish();
  const client = await server.client(oda);
  await project({ state: { phase: 'calibrating', a: { x: 1, y: [1, 2] } } });
  await client.until(() => client.updates.length === 2);
  expect(factsOf(client.doc).toJSON()).toEqual({ phase: 'calibrating', a: { x: 1, y: [1, 2] } });
  expect((await rows()).map(({ seq, by, clientIds }) => [seq, by, clientIds])).toEqual([
    [1, null, []],
    [2, null, []],
  ]);
  await everyoneAgrees(server, 'state', [oda, client]);
});

test('several rooms go together, each to its own', async () => {
  await start();
  const [own, other] = [await server.client(ada, `me.${ada}`), await server.client(ben, `me.${ben}`)];
  await project({ [`me.${ada}`]: { 'ballot.roads.plan': 17 }, 'ballots.water': { 'round.1': [1] } });
  await own.until(() => own.updates.length === 2);
  await other.caughtUp();
  expect(factsOf(other.doc).size).toBe(0);
});

test('an abandoned change is nowhere', async () => {
  await start();
  await project({ state: { phase: 'scoring' } });
  const client = await server.client(ada);
  const staged = await stage({ state: { phase: 'published' } });
  staged.abandon();
  expect(await client.closed()).toBe(4503);
  const again = await server.client(ada, 'state', { doc: client.doc });
  expect(factsOf(again.doc).toJSON()).toEqual({ phase: 'scoring' });
  await project({ state: { phase: 'calibrating' } });
  await everyoneAgrees(server, 'state', [ada, again]);
});

test('of two changes at once the second waits for the first', async () => {
  await start();
  const first = await stage({ state: { phase: 'scoring' } });
  let secondCame = false;
  const second = stage({ state: { phase: 'calibrating' } }).then((staged) => {
    secondCame = true;
    return staged;
  });
  await later();
  expect(secondCame).toBe(false);
  await commit(first);
  await commit(await second);
  expect((await rows()).length).toBe(2);
});

test.each([
  ['a fact of one’s own', (doc: Y.Doc) => factsOf(doc).set('points', 20)],
  ['a fact overwritten', (doc: Y.Doc) => factsOf(doc).set('phase', 'published')],
  ['a fact deleted', (doc: Y.Doc) => factsOf(doc).delete('phase')],
  ['text', (doc: Y.Doc) => bodyOf(doc).insert(0, [new Y.XmlText('words')])],
])('[T1] %s is refused, the lead’s too', async (_name, edit) => {
  await start();
  await project({ state: { phase: 'scoring' } });
  const before = await memoryOf(server, 'state', ben);
  const client = await server.client(ada);
  edit(client.doc);
  expect(await client.closed()).toBe(4409);
  expect(client.last('reject')).toMatchObject({ code: 'content/refused', facts: { why: 'projected' } });
  expect(await memoryOf(server, 'state', ben)).toEqual(before);
  expect((await rows()).length).toBe(1);
});

test('[T1] [T4] the server’s own client id is nobody’s', async () => {
  await start();
  await project({ state: { phase: 'scoring' } });
  const client = await server.client(ada);
  client.doc.clientID = [...Y.decodeStateVector(Y.encodeStateVector(client.doc)).keys()][0] ?? 0;
  factsOf(client.doc).set('phase', 'published');
  expect(await client.closed()).toBe(4409);
});

test('[T1] after a restart, and after many changes, no honest replica is refused', async () => {
  await start({ limits: { snapshotUpdates: 7 } });
  const doc = new Y.Doc();
  const client = await server.client(ada, 'state', { doc });
  for (let i = 0; i < 30; i++) await project({ state: { count: i, [`key.${i % 5}`]: { i } } });
  await client.until(() => factsOf(doc).get('count') === 29);
  const before = fingerprint(doc);
  await server.die();
  const { store } = server;
  expect((await store.readSnapshot(`${evaluationId}/state`))?.seq).toBeGreaterThan(20);
  await start({ store });
  const again = await server.client(ada, 'state', { doc });
  expect(fingerprint(doc)).toEqual(before);
  await project({ state: { count: 30 } });
  await again.until(() => factsOf(doc).get('count') === 30);
  await everyoneAgrees(server, 'state', [ada, again]);
  // A writer for each start of the server.
  expect(Y.decodeStateVector(Y.encodeStateVector(doc)).size).toBe(2);
});

test('[T1] after the store is put back to an earlier day, whoever saw the lost days is refused, and whole after beginning afresh', async () => {
  await start();
  await project({ state: { phase: 'scoring', count: 1 } });
  const former = openMemory();
  for (const row of await rows()) await former.commit([{ updates: [{ room: `${evaluationId}/state`, epoch: 1, rows: [row] }] }]);
  const client = await server.client(ada);
  for (let i = 2; i < 9; i++) await project({ state: { phase: 'scoring', count: i } });
  await client.until(() => factsOf(client.doc).get('count') === 8);
  await server.close();

  await start({ store: former });
  // As many changes as were lost, and more: by numbers alone the replica would seem to know them.
  for (let i = 20; i < 40; i++) await project({ state: { phase: 'scoring', count: i } });
  const stale = await server.client(ada, 'state', { behaves: false });
  stale.send(encodeStepTwo(Y.encodeStateAsUpdate(client.doc)));
  expect([await stale.closed(), stale.last('reject')?.facts]).toEqual([4409, { why: 'projected' }]);
  const afresh = await server.client(ada);
  expect(factsOf(afresh.doc).toJSON()).toEqual({ phase: 'scoring', count: 39 });
  await everyoneAgrees(server, 'state', [ada, afresh]);
});

test('rooms that nobody is in are written from the store, and let go again', async () => {
  await start({ limits: { idleRoomMs: 30 } });
  await project({ state: { count: 1 } });
  while (server.rooms.stats().rooms > 0) await later();
  await project({ state: { count: 2 } });
  while (server.rooms.stats().rooms > 0) await later();
  expect(factsOf((await server.client(ada)).doc).toJSON()).toEqual({ count: 2 });
});
