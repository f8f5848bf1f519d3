/** Coming into a room: what is said in which order, and who is turned away with which code. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import type { Store } from '../../server/ports.ts';
import { openMemory } from '../../server/storage/memory.ts';
import { ada, after, anEvaluation, ben, chi, disa, eli, evaluationId, nobody, oda, roads } from '../support/builders.ts';
import { aRoomServer, identifyByName, type RoomServer, type RoomServerInput } from '../support/room-server.ts';

let server: RoomServer;
const start = async (input?: RoomServerInput) => (server = await aRoomServer(input));
afterEach(() => server.close());

test('hello comes first, then step 1, then the answer; the first ack counts the empty step 2', async () => {
  await start();
  const client = await server.client(ada, 'text.roads.plan');
  const kinds = client.frames.map((frame) => `${frame[0]}${frame[0] === 0 ? `.${frame[1]}` : ''}`);
  expect(kinds).toEqual(['120', '0.0', '0.1', '120']);
  expect(client.heard).toEqual([
    { type: 'hello', protocol: 1, member: ada, epoch: 1, writes: true },
    { type: 'ack', n: 1 },
  ]);
});

test('an ack follows every committed frame, and the log has it by then', async () => {
  await start();
  const client = await server.client(ada, 'text.roads.plan');
  bodyOf(client.doc).insert(0, [new Y.XmlText('Vägarna hålls i stånd.')]);
  await client.saved();
  expect(client.acked).toBe(2);
  const { updates } = await server.store.readRoom(`${evaluationId}/text.roads.plan`);
  expect(updates.map(({ seq, by, clientIds }) => ({ seq, by, clientIds }))).toEqual([
    { seq: 1, by: ada, clientIds: [client.doc.clientID] },
  ]);
});

test.each([
  ['a path of nothing', { path: '/ws/' }, 4404],
  ['another path', { path: '/elsewhere' }, 4404],
  ['a room of no kind', { path: `${evaluationId}/attic@1` }, 4404],
  ['a section that is not there', { path: `${evaluationId}/text.attic@1` }, 4404],
  ['an evaluation that is not there', { path: `${'x'.repeat(20)}/state@1` }, 4404],
  ['no epoch', { path: `${evaluationId}/state` }, 4404],
  ['another origin', { origin: 'http://evil.example' }, 4403],
  ['no origin', { origin: null }, 4403],
  ['no cookie', { who: null }, 4401],
  ['a cookie of nobody', { cookie: 'who=; other=1' }, 4401],
  ['no version', { query: '' }, 4426],
  ['an old version', { query: 'v=0' }, 4426],
  ['not of the team', { who: nobody }, 4403],
] as const)('%s is told by a code', async (_name, options, code) => {
  await start();
  const client = await server.client(ada, 'state', { behaves: false, ...options });
  expect(await client.closed()).toBe(code);
  expect(client.frames).toEqual([]);
});

test('another epoch is told the one that counts', async () => {
  await start();
  const client = await server.client(ada, 'state@7', { behaves: false });
  await client.closed();
  expect(client.end).toEqual({ code: 4410, reason: '1' });
});

const doors = {
  state: [ada, ben, chi, disa, oda],
  team: [ada, ben, chi, disa],
  'ballots.roads': [ada, chi],
  'ballots.water': [ada, ben, chi],
  [`me.${ben}`]: [ben],
  'text.roads.plan': [ada, ben, chi, disa, oda],
};
test.each(Object.entries(doors))('[A1] %s opens for those whom the table of audiences names', async (room, members) => {
  await start({ state: anEvaluation({ conflicts: { [ben]: [roads] } }) });
  const opened: string[] = [];
  for (const who of [ada, ben, chi, disa, eli, oda, nobody]) {
    const client = await server.client(who, room, { behaves: false });
    await client.until(() => client.end !== null || client.last('hello') !== null);
    if (client.end) expect(client.end.code).toBe(4403);
    else opened.push(who);
  }
  expect(opened).toEqual(members);
});

test('a member who was removed is nobody', async () => {
  const state = anEvaluation();
  const member = state.members[ben];
  if (!member) throw new Error('Ben is in the team');
  await start({ state: { ...state, members: { ...state.members, [ben]: { ...member, removed: true } } } });
  expect(await (await server.client(ben, 'state', { behaves: false })).closed()).toBe(4403);
});

test('frames that come before anybody knows from whom are heard after', async () => {
  let letThrough = (): void => {};
  const known = new Promise<void>((resolve) => (letThrough = resolve));
  await start({ identify: async (cookie) => known.then(() => identifyByName(cookie)) });
  const doc = new Y.Doc();
  bodyOf(doc).insert(0, [new Y.XmlText('sent in the same breath')]);
  const client = await server.client(ada, 'text.summary', { doc, behaves: false });
  client.sendUpdate(Y.encodeStateAsUpdate(doc));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(client.frames).toEqual([]);
  letThrough();
  await client.until(() => client.acked === 1);
});

test('[A6] whoever is sent out while the room is still being read does not get in', async () => {
  let letThrough = (): void => {};
  const read = new Promise<void>((resolve) => (letThrough = resolve));
  const store = openMemory();
  let asked = false;
  const readRoom: Store['readRoom'] = async (...of) => {
    asked = true;
    await read;
    return store.readRoom(...of);
  };
  await start({ store: { ...store, readRoom } });
  const client = await server.client(ben, 'text.summary', { behaves: false });
  await client.until(() => asked);
  server.become(after(server.state(), ada, { type: 'member.removed', member: ben }));
  letThrough();
  expect(await client.closed()).toBe(4403);
  expect(client.frames).toEqual([]);
});

test('so many lines of one member, and no more', async () => {
  await start({ limits: { connectionsPerMember: 2 } });
  const [first] = [await server.client(ada), await server.client(ada, 'team')];
  expect(await (await server.client(ada, 'state', { behaves: false })).closed()).toBe(4508);
  await server.client(ben);
  await first.leave();
  await server.client(ada);
});
