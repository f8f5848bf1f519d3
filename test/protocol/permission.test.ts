/** Who may write, as rooms hold it: roles, conflicts, sections, and changes of all these while a line is open. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import { ada, after, anEvaluation, ben, chi, disa, evaluationId, oda, planText, roads, withSection } from '../support/builders.ts';
import type { RawClient } from '../support/raw-client.ts';
import { aRoomServer, identifyByName, memoryOf, type RoomServer, type RoomServerInput } from '../support/room-server.ts';

const room = 'text.roads.plan';
let server: RoomServer;
const start = async (input?: RoomServerInput) => (server = await aRoomServer(input));
afterEach(async () => {
  expect(server.errors).toEqual([]);
  await server.close();
});

const write = ({ doc }: RawClient, text: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(text)]);

test.each([
  ['a reviewer', disa, anEvaluation(), 4403, 'access/denied', { why: 'role' }],
  ['an observer', oda, anEvaluation(), 4403, 'access/denied', { why: 'role' }],
  ['a member with a conflict', ben, anEvaluation({ conflicts: { [ben]: [roads] } }), 4403, 'access/denied', { why: 'conflict' }],
  [
    'anybody once it is signed off',
    ada,
    withSection(anEvaluation(), planText, 'signedOff'),
    4423,
    'section/signed-off',
    { why: 'signed-off' },
  ],
  [
    'anybody once it is published',
    ada,
    { ...anEvaluation(), phase: 'published' as const },
    4423,
    'section/signed-off',
    { why: 'published' },
  ],
])('[T2] [T3] [T7] %s reads, and is refused on writing', async (_name, who, state, code, reason, facts) => {
  await start({ state: anEvaluation() });
  const writer = await server.client(chi, room);
  write(writer, 'What stands.');
  await writer.saved();
  const reader = await (async () => {
    server.become(state);
    return server.client(who, room);
  })();
  expect(reader.last('hello')).toMatchObject({ writes: false });
  expect(bodyOf(reader.doc).toString()).toBe('What stands.');
  const before = await memoryOf(server, room, chi);
  write(reader, 'What does not.');
  expect(await reader.closed()).toBe(code);
  expect(reader.last('reject')).toMatchObject({ code: reason, facts });
  expect(await memoryOf(server, room, chi)).toEqual(before);
  await writer.caughtUp();
  expect(bodyOf(writer.doc).toString()).toBe('What stands.');
});

test('[T3] a section that is closing takes what reaches it', async () => {
  await start({ state: withSection(anEvaluation(), planText, 'closing') });
  const writer = await server.client(ben, room);
  write(writer, 'In time.');
  await writer.saved();
});

test('a reject tells from where on the server knows nothing of this replica', async () => {
  await start();
  const writer = await server.client(ben, room);
  write(writer, 'Accepted. ');
  await writer.saved();
  server.become(withSection(server.state(), planText, 'signedOff'));
  write(writer, 'Refused.');
  await writer.closed();
  const known = Buffer.from(writer.last('reject')?.sv ?? '', 'base64');
  const unsynced = new Y.Doc();
  Y.applyUpdate(unsynced, await memoryOf(server, room));
  Y.applyUpdate(unsynced, Y.encodeStateAsUpdate(writer.doc, known));
  expect(bodyOf(unsynced).toString()).toBe('Accepted. Refused.');
  expect(Y.decodeStateVector(known).get(writer.doc.clientID)).toBeLessThan(Y.getState(writer.doc.store, writer.doc.clientID));
});

test('[T8] what came before the refused frame is committed and acked', async () => {
  await start({ limits: { updateBytes: 1000 } });
  const writer = await server.client(ben, room);
  write(writer, 'Kept.');
  write(writer, 'x'.repeat(2000));
  expect(await writer.closed()).toBe(4413);
  expect(writer.acked).toBe(2);
  const reader = await server.client(ada, room);
  expect(bodyOf(reader.doc).toString()).toBe('Kept.');
});

test('[T7] a refusal in one section touches no other', async () => {
  await start();
  const [here, elsewhere] = [await server.client(ben, room), await server.client(ben, 'text.summary')];
  server.become(withSection(server.state(), planText, 'signedOff'));
  write(here, 'No.');
  await here.closed();
  write(elsewhere, 'Yes.');
  await elsewhere.saved();
});

test('[A6] a change of role is told on open lines, both ways, and ends them where nothing may be read', async () => {
  await start();
  const [text, team, own] = [await server.client(ben, room), await server.client(ben, 'team'), await server.client(ben, `me.${ben}`)];
  expect(text.last('hello')?.writes).toBe(true);
  const role = (to: 'observer' | 'evaluator') =>
    server.become(after(server.state(), ada, { type: 'member.roleChanged', member: ben, role: to, scores: false }));
  role('observer');
  await text.until(() => text.last('hello')?.writes === false);
  expect(await team.closed()).toBe(4403);
  role('evaluator');
  await text.until(() => text.last('hello')?.writes === true);
  write(text, 'Again.');
  await text.saved();
  server.become(after(server.state(), ada, { type: 'member.removed', member: ben }));
  expect([await text.closed(), await own.closed()]).toEqual([4403, 4403]);
});

test('[A6] [T2] declaring a conflict closes the area’s ballots, and makes its text read-only', async () => {
  await start();
  const [text, ballots, elsewhere] = [
    await server.client(ben, room),
    await server.client(ben, 'ballots.roads'),
    await server.client(ben, 'ballots.water'),
  ];
  server.become(after(server.state(), ben, { type: 'conflicts.declared', member: ben, areas: [roads], reason: null }));
  expect(await ballots.closed()).toBe(4403);
  await text.until(() => text.last('hello')?.writes === false);
  await elsewhere.caughtUp();
  expect([text.end, elsewhere.end]).toEqual([null, null]);
});

test('[A6] signing out closes the lines of that session, and of that person', async () => {
  await start();
  const [a, b] = [await server.client(ada), await server.client(ben)];
  server.rooms.endSession(`session-of-${ada}`);
  expect(await a.closed()).toBe(4401);
  server.rooms.endPerson(ben);
  expect(await b.closed()).toBe(4401);
});

test('[T2] a reader’s replica that tidies marks up by itself, as Yjs does, is not refused', async () => {
  await start();
  const [a, b] = [await server.client(ada, room), await server.client(ben, room)];
  write(a, 'bold or not');
  await a.saved();
  await b.caughtUp();
  const reader = await server.client(oda, room);
  let tidied = 0;
  reader.doc.on('update', (_update: Uint8Array, origin: unknown) => (tidied += origin === reader ? 0 : 1));
  const text = (client: RawClient) => bodyOf(client.doc).get(0) as Y.XmlText;
  // Made at the same time, one of the two is redundant once they meet: every replica that hears of it deletes it.
  text(a).format(0, 11, { strong: {} });
  text(b).format(0, 11, { strong: {} });
  await Promise.all([a.saved(), b.saved()]);
  await Promise.all([a, b, reader].map((client) => client.caughtUp()));
  await reader.saved();
  expect(tidied).toBeGreaterThan(0);
  expect(reader.end).toBeNull();
  expect(text(reader).toDelta()).toEqual(text(a).toDelta());
});

test('who is present is whoever has a room open', async () => {
  await start();
  const a = await server.client(ada, room);
  await server.client(ben);
  await server.client(ben, 'team');
  expect([...server.rooms.presentIn(evaluationId)].sort()).toEqual([ada, ben]);
  await a.leave();
  await a.until(() => server.rooms.presentIn(evaluationId).length === 1);
});

test('a line ends with its session, though nobody signed out', async () => {
  const ends = Date.now() + 150;
  await start({
    limits: { pingMs: 20 },
    identify: async (cookie) => {
      const identity = await identifyByName(cookie);
      return identity && (identity.member === ada ? { ...identity, expiresAt: ends } : identity);
    },
  });
  const [a, b] = [await server.client(ada, 'state'), await server.client(ben, 'state')];
  expect(await a.closed()).toBe(4401);
  expect([Date.now() >= ends, b.end]).toEqual([true, null]);
});
