/** What "saved" leans on: frames counted against acks, and why a connection ends. */
import * as Y from 'yjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from '../../../client/sync/connection.ts';
import { bodyOf } from '../../../shared/doc/roots.ts';
import { encodeOurs } from '../../../shared/protocol/frames.ts';
import { must } from '../../../shared/domain/assert.ts';
import { RoomServer, settled } from './room-server.ts';

const path = 'e1/text.summary@1';
let server: RoomServer;
let open: Connection[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  server = new RoomServer();
  vi.stubGlobal('WebSocket', server.Socket);
});
afterEach(() => {
  for (const connection of open) connection.close();
  open = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function joins(doc = new Y.Doc(), member = 'ben') {
  const connection = new Connection({ server: 'ws://here/ws', path, doc, member, Socket: server.Socket });
  open.push(connection);
  return { doc, connection, state: () => connection.state.get(), types: (text: string) => bodyOf(doc).push([new Y.XmlText(text)]) };
}
const socket = () => must(server.sockets.at(-1), 'a socket was opened');
const wordsOf = (doc: Y.Doc) => bodyOf(doc).toString();

test('is whole, online and safe once both have told each other everything and it is acked', async () => {
  const ben = joins();
  expect(ben.state()).toMatchObject({ whole: false, online: false, safe: false });
  await settled();
  expect(ben.state()).toEqual({ whole: true, online: true, safe: true, unsent: false, writes: true, greeted: true, closed: null });
  expect(socket().url.searchParams.get('v')).toBe('1');
});

test('an edit is unsent until its own frame is acked', async () => {
  const ben = joins();
  await settled();
  server.acksHeld = true;
  ben.types('a');
  ben.types('b');
  await settled();
  expect(wordsOf(server.room(path))).toBe('ab');
  expect(ben.state()).toMatchObject({ online: true, safe: false, unsent: true });
  socket().hear(encodeOurs({ type: 'ack', n: socket().counted - 1 }));
  expect(ben.state()).toMatchObject({ safe: false, unsent: true });
  server.releaseAcks();
  expect(ben.state()).toMatchObject({ safe: true, unsent: false });
});

test('is not safe before its own step 2 went out, whatever the acks say', async () => {
  server.reachable = false;
  const ben = joins();
  ben.types('begun offline');
  await settled();
  const { readyState } = socket();
  expect([readyState, ben.state().unsent]).toEqual([0, true]);
  server.acksHeld = true;
  socket().accept();
  await settled();
  expect(ben.state()).toMatchObject({ online: true, safe: false, unsent: true });
  server.releaseAcks();
  expect(ben.state()).toMatchObject({ safe: true, unsent: false });
  expect(wordsOf(server.room(path))).toBe('begun offline');
});

test('an edit on a socket that is closing is not taken for sent', async () => {
  const ben = joins();
  await settled();
  socket().readyState = 2;
  ben.types('into the void');
  expect(ben.state()).toMatchObject({ safe: false, unsent: true });
});

test('a restarting server is come back to, what was typed meanwhile is sent, and acks are counted from zero', async () => {
  const ben = joins();
  await settled();
  ben.types('one ');
  await settled();
  socket().drop(4503);
  expect(ben.state()).toMatchObject({ whole: true, online: false, closed: null, unsent: false });
  ben.types('two');
  expect(ben.state().unsent).toBe(true);
  await vi.advanceTimersByTimeAsync(3_000);
  await settled();
  expect(server.sockets).toHaveLength(2);
  expect(ben.state()).toMatchObject({ online: true, safe: true, unsent: false });
  expect(wordsOf(server.room(path))).toBe('one two');
});

test('a refusal ends it for good, says which rule, and how far the server has come', async () => {
  const ben = joins();
  await settled();
  ben.types('taken');
  await settled();
  const sv = Buffer.from(Y.encodeStateVector(server.room(path))).toString('base64');
  const taken = Y.encodeStateVector(server.room(path));
  server.acksHeld = true;
  ben.types('too late');
  socket().hear(encodeOurs({ type: 'reject', code: 'section/signed-off', facts: { by: 'Ada' }, sv }));
  socket().drop(4423);
  expect(ben.state()).toMatchObject({
    online: false,
    writes: false,
    unsent: true,
    closed: { closing: 'section/signed-off', code: 'section/signed-off', facts: { by: 'Ada' } },
  });
  expect(ben.connection.acked).toEqual(taken);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.sockets).toHaveLength(1);
});

test('somebody else signed in here: nothing of theirs is joined', async () => {
  server.member = 'mallory';
  const ben = joins();
  await settled();
  expect(ben.state().closed?.closing).toBe('session/ended');
  expect(server.open(path)).toEqual([]);
});

test('words of ours that are not understood are passed over', async () => {
  const ben = joins();
  await settled();
  socket().hear(Uint8Array.of(120, 2, 123, 125));
  expect(ben.state()).toMatchObject({ online: true, safe: true, closed: null });
});

test('a silent room is kept alive by asking', async () => {
  const ben = joins();
  await settled();
  for (let seconds = 0; seconds < 120; seconds += 5) await vi.advanceTimersByTimeAsync(5_000);
  expect(server.sockets).toHaveLength(1);
  expect(ben.state().online).toBe(true);
});
