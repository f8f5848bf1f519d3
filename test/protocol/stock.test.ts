/** The stock y-websocket client against our rooms: what it makes of our close codes, frames and silences. */
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { MemberId } from '../../shared/domain/ids.ts';
import { bodyOf } from '../../shared/doc/roots.ts';
import { frameTypes, protocolVersion, readOurs, type Ours } from '../../shared/protocol/frames.ts';
import { ada, ben, evaluationId, planText, withSection } from '../support/builders.ts';
import { fingerprint } from '../support/invariants.ts';
import { aRoomServer, everyoneAgrees, type RoomServer, type RoomServerInput } from '../support/room-server.ts';
import { aHandledStore } from '../support/stores.ts';

const room = 'text.roads.plan';
let server: RoomServer;
const start = async (input?: RoomServerInput) => (server = await aRoomServer(input));
const providers: WebsocketProvider[] = [];
afterEach(async () => {
  for (const provider of providers.splice(0)) {
    provider.destroy();
    provider.awareness.destroy();
  }
  await server.close();
});

function connect(who: MemberId, path: string = room, doc = new Y.Doc()): WebsocketProvider & { readonly heard: Ours[] } {
  const headers = { cookie: `who=${who}`, origin: `http://localhost:${server.port}` };
  class Socket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers });
    }
  }
  const provider = new WebsocketProvider(`ws://127.0.0.1:${server.port}/ws`, `${evaluationId}/${path}@1`, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { v: String(protocolVersion) },
    maxBackoffTime: 100,
  });
  const heard: Ours[] = [];
  provider.messageHandlers[frameTypes.ours] = (_encoder, decoder) => heard.push(readOurs(decoder));
  providers.push(provider);
  return Object.assign(provider, { heard });
}
const until = async (condition: () => boolean) => {
  for (let i = 0; i < 400 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(condition()).toBe(true);
};
const write = ({ doc }: { doc: Y.Doc }, text: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(text)]);

test('it hears frame 120, in order: hello, then acks', async () => {
  await start();
  const provider = connect(ada);
  await until(() => provider.synced);
  write(provider, 'Hello.');
  await until(() => provider.heard.length === 3);
  expect(provider.heard.map((message) => (message.type === 'ack' ? message.n : message.type))).toEqual(['hello', 1, 2]);
});

test('two of them converge, and so do their deletions', async () => {
  await start();
  const [a, b] = [connect(ada), connect(ben)];
  await until(() => a.synced && b.synced);
  for (let i = 0; i < 10; i++) {
    write(a, `a${i}`);
    write(b, `b${i}`);
  }
  bodyOf(a.doc).delete(0, 3);
  await until(() => JSON.stringify(fingerprint(a.doc)) === JSON.stringify(fingerprint(b.doc)) && bodyOf(a.doc).length === 17);
  await everyoneAgrees(server, room);
});

test('it stops on 44xx, with an event that says the code', async () => {
  await start();
  const provider = connect(ada);
  const closed: number[] = [];
  provider.on('closed', ({ code }) => closed.push(code));
  await until(() => provider.synced);
  server.become(withSection(server.state(), planText, 'signedOff'));
  write(provider, 'Too late.');
  await until(() => closed.length === 1);
  expect([closed, provider.shouldConnect]).toEqual([[4423], false]);
});

test('it comes back by itself on 45xx, and what it had is taken', async () => {
  const store = aHandledStore();
  await start({ store });
  const provider = connect(ada);
  await until(() => provider.synced);
  store.fails('throws');
  write(provider, 'Kept.');
  await until(() => !provider.wsconnected);
  store.fails(null);
  await until(() => provider.synced);
  await everyoneAgrees(server, room);
  expect(bodyOf((await server.client(ben, room)).doc).toString()).toBe('Kept.');
});

test('edits made before step 1 is answered arrive all the same', async () => {
  await start();
  const doc = new Y.Doc();
  bodyOf(doc).insert(0, [new Y.XmlText('offline, ')]);
  const provider = connect(ada, room, doc);
  provider.on('status', ({ status }) => {
    if (status === 'connected') write(provider, 'at once, ');
  });
  await until(() => provider.synced);
  write(provider, 'after');
  const reader = await server.client(ben, room);
  await reader.until(() => bodyOf(reader.doc).toString() === 'offline, at once, after');
});

test('its presence passes, its echo does no harm, and it leaves properly', async () => {
  await start();
  const [a, b] = [connect(ada), connect(ben)];
  await until(() => a.synced && b.synced);
  a.awareness.setLocalStateField('cursor', { anchor: 0, head: 0 });
  b.awareness.setLocalStateField('cursor', { anchor: 1, head: 1 });
  const seen = (by: WebsocketProvider, of: WebsocketProvider) => by.awareness.getStates().get(of.doc.clientID)?.['cursor'] !== undefined;
  await until(() => seen(a, b) && seen(b, a));
  expect(b.awareness.getStates().get(a.doc.clientID)).toEqual({ cursor: { anchor: 0, head: 0 }, user: { id: ada, name: 'ada' } });
  expect(a.awareness.getLocalState()).toEqual({ cursor: { anchor: 0, head: 0 } });
  a.disconnect();
  await until(() => b.awareness.getStates().size === 1);
  // The same awareness comes back with an old clock: peers must see it all the same.
  a.connect();
  await until(() => b.awareness.getStates().size === 2);
});

test('a quiet room says something often enough that it does not hang up', async () => {
  await start({ limits: { pingMs: 60 } });
  const provider = connect(ada, 'state');
  await until(() => provider.synced);
  const before = provider.heard.length;
  await until(() => provider.heard.length >= before + 3);
  expect(provider.heard.at(-1)).toEqual({ type: 'ack', n: 1 });
});
