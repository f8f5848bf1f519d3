/** Whatever comes over a line: it ends in a close code or in nothing; the server lives, the document is as it was. */
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import { encodeStepOne, encodeStepTwo, encodeUpdate } from '../../shared/protocol/frames.ts';
import { ada, ben, chi, disa } from '../support/builders.ts';
import type { RawClient } from '../support/raw-client.ts';
import { aRoomServer, everyoneAgrees, memoryOf, type RoomServer } from '../support/room-server.ts';

const room = 'text.roads.plan';
let server: RoomServer;
let writer: RawClient;
const write = ({ doc }: RawClient, text: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(text)]);

beforeEach(async () => {
  server = await aRoomServer({
    limits: {
      updates: { burst: 50, perSecond: 0.001 },
      presence: { burst: 20, perSecond: 0.001 },
      stepOne: { burst: 10, perSecond: 0.001 },
      frameBytes: 300_000,
      firstSyncBytes: 200_000,
      updateBytes: 100_000,
      bufferedBytes: 256 * 1024,
      closeMs: 300,
    },
  });
  writer = await server.client(ada, room);
  write(writer, 'What stands.');
  await writer.saved();
});
afterEach(async () => {
  expect(server.errors).toEqual([]);
  // Nobody else was harmed: the line of the one who wrote is open, and all agree.
  write(writer, 'And goes on.');
  await everyoneAgrees(server, room, [ada, writer]);
  await server.close();
});

const frame = (...parts: readonly (number | Uint8Array)[]) => {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
};
const foreign = (text: string) => {
  const doc = new Y.Doc();
  bodyOf(doc).insert(0, [new Y.XmlText(text)]);
  return Y.encodeStateAsUpdate(doc);
};

const frames: readonly (readonly [string, Uint8Array, number])[] = [
  ['no bytes', new Uint8Array(), 4400],
  ['a type nobody knows', frame(77), 4400],
  ['an auth frame', frame(2, 0), 4400],
  ['a frame of the server', frame(120, new TextEncoder().encode('{"type":"ack","n":9}')), 4400],
  ['a sync of no kind', frame(0, 3, new Uint8Array(2)), 4400],
  ['a length beyond the frame', Uint8Array.of(0, 2, 200, 1), 4400],
  ['a tail', Uint8Array.of(...encodeUpdate(Y.encodeStateAsUpdate(new Y.Doc())), 1), 4400],
  ['a state vector of nothing', encodeStepOne(new Uint8Array()), 4400],
  ['a state vector cut short', encodeStepOne(Uint8Array.of(3, 1)), 4400],
  ['an update of random bytes', encodeUpdate(Uint8Array.of(9, 9, 9, 9, 9, 9)), 4400],
  ['presence cut short', frame(1, Uint8Array.of(5, 1)), 4400],
  ['presence that is no JSON', frame(1, Uint8Array.of(1, 9, 1, 1, 123)), 4400],
  ['an update that is too large', encodeUpdate(foreign('x'.repeat(120_000))), 4413],
  ['a first sync that is too large', encodeStepTwo(foreign('x'.repeat(220_000))), 4413],
];
test.each(frames)('[T6] [T10] %s', async (_name, bytes, code) => {
  const before = await memoryOf(server, room, chi);
  const mallory = await server.client(ben, room, { behaves: false });
  await mallory.until(() => mallory.stepOnes === 1);
  mallory.send(bytes);
  expect(await mallory.closed()).toBe(code);
  expect(await memoryOf(server, room, chi)).toEqual(before);
});

test('[T10] a text frame', async () => {
  const mallory = await server.client(ben, room);
  mallory.sendText('{"hello":"there"}');
  expect(await mallory.closed()).toBe(4400);
});

test('[T6] [T10] a giant beyond every frame is cut off by the socket itself', async () => {
  const mallory = await server.client(ben, room);
  mallory.send(new Uint8Array(400_000));
  expect(await mallory.closed()).toBe(1009);
});

test('[T10] a flood of updates', async () => {
  const mallory = await server.client(ben, room);
  for (let i = 0; i < 100; i++) write(mallory, `${i}`);
  expect(await mallory.closed()).toBe(4508);
});

test('[T10] a flood of presence', async () => {
  const mallory = await server.client(ben, room);
  for (let i = 0; i < 100; i++) mallory.say([{ client: mallory.doc.clientID, clock: i, state: { typing: true } }]);
  expect(await mallory.closed()).toBe(4508);
});

test('[T10] a flood of questions: three bytes each, a document in return', async () => {
  const mallory = await server.client(ben, room);
  for (let i = 0; i < 100; i++) mallory.send(encodeStepOne(Uint8Array.of(0)));
  expect(await mallory.closed()).toBe(4508);
});

test('frames without end, into a server that is busy, are read only as they are judged', async () => {
  await server.close();
  server = await aRoomServer({ limits: { inboxBytes: 5_000 } });
  writer = await server.client(ada, room);
  const busy = await server.client(ben, room);
  for (let i = 0; i < 500; i++) write(busy, `a sentence of some length ${i}. `);
  await busy.saved();
  await everyoneAgrees(server, room, [ada, writer], [ben, busy]);
});

test('whoever asks and does not listen is cut off, not waited for', async () => {
  await server.close();
  server = await aRoomServer({ limits: { stepOne: { burst: 2_000, perSecond: 1 }, bufferedBytes: 256 * 1024, closeMs: 300 } });
  writer = await server.client(ada, room);
  write(writer, 'x'.repeat(100_000));
  await writer.saved();
  const deaf = await server.client(disa, room);
  deaf.pause();
  // More than the operating system keeps for a socket nobody reads.
  for (let i = 0; i < 300; i++) deaf.send(encodeStepOne(Uint8Array.of(0)));
  await writer.until(() => server.rooms.stats().connections === 1, 'the deaf one to be cut off');
  expect(server.rooms.stats().closings).toEqual({ 'client/too-fast': 1 });
});

test('[T4] [T7] another member’s client id', async () => {
  const thief = await server.client(ben, room);
  const before = await memoryOf(server, room, chi);
  const stolen = new Y.Doc();
  Y.applyUpdate(stolen, Y.encodeStateAsUpdate(writer.doc));
  stolen.clientID = writer.doc.clientID;
  const vector = Y.encodeStateVector(stolen);
  bodyOf(stolen).insert(0, [new Y.XmlText('Ada never said this.')]);
  thief.sendUpdate(Y.encodeStateAsUpdate(stolen, vector));
  expect(await thief.closed()).toBe(4409);
  expect(thief.last('reject')).toMatchObject({ code: 'content/refused', facts: { why: 'client-id' } });
  expect(await memoryOf(server, room, chi)).toEqual(before);
});

test('[T4] [T7] an update that is half one’s own is refused whole', async () => {
  const thief = await server.client(ben, room, { behaves: false });
  const mixed = new Y.Doc();
  Y.applyUpdate(mixed, Y.encodeStateAsUpdate(writer.doc));
  bodyOf(mixed).insert(0, [new Y.XmlText('Ben may say this. ')]);
  mixed.clientID = writer.doc.clientID;
  bodyOf(mixed).insert(0, [new Y.XmlText('Ada never said this. ')]);
  thief.sendUpdate(Y.encodeStateAsUpdate(mixed));
  expect(await thief.closed()).toBe(4409);
  await writer.caughtUp();
  expect(bodyOf(writer.doc).toString()).toBe('What stands.');
});

test('[T4] a client id that two bring in the same breath is the first one’s', async () => {
  const [first, second] = [await server.client(ben, room, { behaves: false }), await server.client(chi, room, { behaves: false })];
  await second.until(() => first.stepOnes + second.stepOnes === 2);
  const doc = new Y.Doc();
  doc.clientID = 4_711;
  bodyOf(doc).insert(0, [new Y.XmlText('mine')]);
  first.sendUpdate(Y.encodeStateAsUpdate(doc));
  await first.until(() => first.acked === 1);
  bodyOf(doc).insert(0, [new Y.XmlText('mine too')]);
  second.sendUpdate(Y.encodeStateAsUpdate(doc));
  expect(await second.closed()).toBe(4409);
});
