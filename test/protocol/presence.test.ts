/** Presence: the identity the server knows, nobody spoken for, nobody removed, nothing stored. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import { ada, ben, chi, evaluationId } from '../support/builders.ts';
import type { RawClient } from '../support/raw-client.ts';
import { aRoomServer, type RoomServer, type RoomServerInput } from '../support/room-server.ts';

const room = 'text.roads.plan';
let server: RoomServer;
const start = async (input?: RoomServerInput) => (server = await aRoomServer(input));
afterEach(async () => {
  expect(server.errors).toEqual([]);
  await server.close();
});

const idOf = ({ doc }: RawClient) => doc.clientID;
const say = (client: RawClient, clock: number, state: unknown, id = idOf(client)) => client.say([{ client: id, clock, state }]);
const user = (member: string) => ({ id: member, name: member.replace(/0+$/, '') });
/** Everything said before is passed on by now. */
const passedOn = async (...clients: readonly RawClient[]) => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  for (const client of clients) await client.caughtUp();
};

test('[T9] others see where one is, under the name of the session', async () => {
  await start();
  const [a, b] = [await server.client(ada, room), await server.client(ben, room)];
  say(a, 1, { cursor: { anchor: 1, head: 2 }, typing: true, user: { id: ben, name: 'Ben, honestly' }, colour: 'red', points: 20 });
  await b.until(() => b.presence.size === 1);
  expect([...b.presence]).toEqual([[idOf(a), { cursor: { anchor: 1, head: 2 }, typing: true, user: user(ada) }]]);
  expect(a.presence.size).toBe(0);
});

test('whoever asks is told of the others, never of oneself', async () => {
  await start();
  const [a, b] = [await server.client(ada, room), await server.client(ben, room)];
  say(a, 1, { section: 'roads.plan' });
  say(b, 1, { section: 'roads.plan' });
  await passedOn(a, b);
  a.presence.clear();
  a.send(Uint8Array.of(3));
  await a.until(() => a.presence.size > 0);
  expect([...a.presence.keys()]).toEqual([idOf(b)]);
  await b.leave();
  await a.until(() => a.presence.size === 0);
  const before = a.frames.length;
  a.send(Uint8Array.of(3));
  await passedOn(a);
  // The answer to passedOn's step 1, and nothing before it.
  expect(a.frames.length).toBe(before + 1);
});

test('a newcomer is told who is here, and everybody who leaves', async () => {
  await start();
  const a = await server.client(ada, room);
  say(a, 1, { section: 'roads.plan' });
  await passedOn(a);
  const b = await server.client(ben, room);
  expect([...b.presence.keys()]).toEqual([idOf(a)]);
  a.vanish();
  await b.until(() => b.presence.size === 0);
});

test('[T9] nobody speaks for another who is here, whatever the clock', async () => {
  await start();
  const [a, b, c] = [await server.client(ada, room), await server.client(ben, room), await server.client(chi, room)];
  say(a, 1, { typing: false });
  await c.until(() => c.presence.size === 1);
  say(b, 2 ** 40, { typing: true }, idOf(a));
  say(b, 2 ** 41, null, idOf(a));
  await passedOn(c);
  expect([...c.presence]).toEqual([[idOf(a), { typing: false, user: user(ada) }]]);
  say(a, 2, { typing: true });
  await c.until(() => JSON.stringify([...c.presence.values()]).includes('true'));
});

test('[T9] nobody speaks for another who has written here, present or not', async () => {
  await start();
  const a = await server.client(ada, room);
  bodyOf(a.doc).insert(0, [new Y.XmlText('mine')]);
  await a.saved();
  const id = idOf(a);
  await a.leave();
  const [b, c] = [await server.client(ben, room), await server.client(chi, room)];
  say(b, 1, { typing: true }, id);
  await passedOn(c);
  expect(c.presence.size).toBe(0);
});

test('the echo of everybody’s presence, as stock clients send it, changes nothing', async () => {
  await start();
  const [a, b, c] = [await server.client(ada, room), await server.client(ben, room), await server.client(chi, room)];
  say(a, 1, { typing: false });
  say(b, 1, { typing: false });
  await c.until(() => c.presence.size === 2);
  b.say([
    { client: idOf(a), clock: 900, state: { typing: true } },
    { client: idOf(b), clock: 2, state: { typing: true } },
  ]);
  await passedOn(c);
  expect(Object.fromEntries(c.presence)).toEqual({
    [idOf(a)]: { typing: false, user: user(ada) },
    [idOf(b)]: { typing: true, user: user(ben) },
  });
});

test('the echo of a whole meeting is not counted as one’s own', async () => {
  await start({ limits: { presence: { burst: 5, perSecond: 0.001 } } });
  const [a, b, c] = [await server.client(ada, room), await server.client(ben, room), await server.client(chi, room)];
  say(a, 1, { typing: false });
  say(b, 1, { typing: false });
  await c.until(() => c.presence.size === 2);
  for (let clock = 2; clock < 60; clock++) say(b, clock, { typing: true }, idOf(a));
  say(b, 2, { typing: true });
  await c.until(() => JSON.stringify([...c.presence.values()]).includes('true'));
  expect(b.end).toBeNull();
});

test('[T9] one line speaks for one id', async () => {
  await start();
  const [a, c] = [await server.client(ada, room), await server.client(chi, room)];
  say(a, 1, { typing: true });
  say(a, 1, { typing: true }, 4_712);
  await passedOn(c);
  expect([...c.presence.keys()]).toEqual([idOf(a)]);
});

test('an own line that comes back takes over from the one that hangs', async () => {
  await start();
  const [hanging, c] = [await server.client(ada, room), await server.client(chi, room)];
  say(hanging, 5, { typing: false });
  await c.until(() => c.presence.size === 1);
  const again = await server.client(ada, room, { doc: hanging.doc });
  say(again, 5, { typing: true });
  await c.until(() => JSON.stringify([...c.presence.values()]).includes('true'));
  hanging.vanish();
  await passedOn(c);
  expect(c.presence.size).toBe(1);
});

test('a state that is too large is left out; an old one is not heard', async () => {
  await start();
  const [a, c] = [await server.client(ada, room), await server.client(chi, room)];
  say(a, 3, { section: 'here' });
  say(a, 4, { section: 'x'.repeat(3_000) });
  say(a, 2, { section: 'before' });
  await passedOn(c);
  expect([...c.presence.values()]).toEqual([{ section: 'here', user: user(ada) }]);
});

test('another name is shown at once', async () => {
  await start();
  const [a, c] = [await server.client(ada, room), await server.client(chi, room)];
  say(a, 1, {});
  await c.until(() => c.presence.size === 1);
  server.rooms.renamed(ada, 'Ada L.');
  await c.until(() => JSON.stringify([...c.presence.values()]).includes('Ada L.'));
});

test('where it is of no use it is not passed on', async () => {
  await start();
  const [a, c] = [await server.client(ada, 'state'), await server.client(chi, 'state')];
  say(a, 1, { typing: true });
  await passedOn(c);
  expect(c.presence.size).toBe(0);
  const [t, u] = [await server.client(ada, 'team'), await server.client(chi, 'team')];
  say(t, 1, { typing: true });
  await u.until(() => u.presence.size === 1);
});

test('it never touches the store', async () => {
  await start();
  const [a, c] = [await server.client(ada, room), await server.client(chi, room)];
  say(a, 1, { typing: true });
  await c.until(() => c.presence.size === 1);
  expect((await server.store.readRoom(`${evaluationId}/${room}`)).updates).toEqual([]);
  expect(server.rooms.stats().commits).toBe(0);
});

test('a question who is here is answered', async () => {
  await start();
  const [a, c] = [await server.client(ada, room), await server.client(chi, room)];
  say(a, 1, { typing: true });
  await c.until(() => c.presence.size === 1);
  c.presence.clear();
  c.send(Uint8Array.of(3));
  await c.until(() => c.presence.size === 1);
});
