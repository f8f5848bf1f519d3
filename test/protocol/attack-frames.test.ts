/**
 * Nonsense over sockets, against the whole server: handshakes, then frames of every kind of damage, deep, endless and many. Each ends
 * in a documented close code or in nothing; nothing that is stored changes, and those who behave go on.
 */
import * as encoding from 'lib0/encoding';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import { closingOf } from '../../shared/protocol/closings.ts';
import { encodePresence, type PresenceEntry } from '../../shared/protocol/presence.ts';
import { encodeStepOne, encodeStepTwo, encodeUpdate } from '../../shared/protocol/frames.ts';
import { attacked, howItEnds, knock, type Attacked } from '../support/attackers.ts';
import type { RawClient } from '../support/raw-client.ts';
import type { Visitor } from '../support/whole-server.ts';

const room = 'text.roads.open';
let scene: Attacked;
let eve: Visitor;
let witness: RawClient;
let before = '';
const errors: string[] = [];
const log = { info: () => {}, warn: () => {}, error: (facts: object, message: string) => void errors.push(`${message} ${String((facts as { err?: unknown }).err)}`) }; // prettier-ignore

beforeAll(async () => {
  scene = await attacked({ log });
  eve = scene.attackers['an evaluator'];
  witness = await scene.vic.opens(scene.evaluation, room);
  bodyOf(witness.doc).insert(0, [new Y.XmlText('What stands.')]);
  await witness.saved();
}, 60_000);
beforeEach(() => {
  before = scene.stored();
});
afterEach(() => {
  expect(scene.stored()).toBe(before);
  expect([witness.end, errors]).toEqual([null, []]);
});
afterAll(() => scene.server.close());

/** The same numbers at every run: a failing case can be looked at again. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const frame = (...parts: readonly (number | Uint8Array)[]) => {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
};

describe('a handshake', () => {
  const answerTo = (head: string) =>
    new Promise<string>((resolve) => {
      const port = Number(new URL(scene.server.url).port);
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(head.replace('PORT', `${port}`)));
      socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
      socket.on('error', () => {});
      socket.on('close', () => resolve(answer));
      socket.setTimeout(3_000, () => socket.destroy());
    });
  const upgrade = 'Host: localhost:PORT\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  test.each([
    ['without a key', `GET /ws/x HTTP/1.1\r\n${upgrade}Sec-WebSocket-Version: 13\r\n\r\n`],
    ['with a key that is none', `GET /ws/x HTTP/1.1\r\n${upgrade}Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n`],
    ['of another version', `GET /ws/x HTTP/1.1\r\n${upgrade}${key}Sec-WebSocket-Version: 7\r\n\r\n`],
    ['by POST', `POST /ws/x HTTP/1.1\r\n${upgrade}${key}Sec-WebSocket-Version: 13\r\n\r\n`],
    [
      'with protocols that are none',
      `GET /ws/x HTTP/1.1\r\n${upgrade}${key}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ,,\r\n\r\n`,
    ],
    ['to something else than a WebSocket', `GET /ws/x HTTP/1.1\r\n${upgrade.replace('websocket', 'h2c')}\r\n`],
  ])('%s is refused', async (_name, head) => {
    expect(await answerTo(head)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  const paths = [
    '/',
    '/ws',
    '/ws/',
    '/ws//state@1',
    '/ws/x/state@1',
    '/api/me',
    '/ws/../api/me',
    '/ws/%00/%ff@1',
    `/ws/${'x'.repeat(4_000)}`,
  ];
  test.each(paths)('[T10] at %s is told that there is no room', async (path) => {
    expect(await howItEnds(knock(scene, eve, '', { path: path.slice(0, 4_000) }))).toBe('room/none');
  });

  test.each(['state', 'state@', 'state@-1', 'state@1.5', 'state@1e3', 'state@9999999999', 'state@１', '@1', 'State@1', 'me.@1', `me.${'x'.repeat(90)}@1`, 'text.__proto__@1'])(
    '[T10] to %s is told that there is no room',
    async (name) => {
      expect(await howItEnds(knock(scene, eve, encodeURI(name)))).toBe('room/none');
    },
  ); // prettier-ignore

  test.each([
    ['no version', '', 'client/too-old'],
    ['version 0', 'v=0', 'client/too-old'],
    ['a version to come', 'v=2', 'client/too-old'],
    ['a version that is no number', 'v=__proto__', 'client/too-old'],
    ['two versions, the first one wrong', 'v=0&v=1', 'client/too-old'],
    ['much behind the version', `v=1&token=${'x'.repeat(4_000)}`, 'open'],
  ])('[T10] with %s', async (_name, query, end) => {
    const client = knock(scene, eve, 'state@1', { query });
    if (end !== 'open') return expect(await howItEnds(client)).toBe(end);
    await client.until(() => client.last('hello') !== null, 'hello');
    return client.leave();
  });

  test.each(['', 'samsyn', 'samsyn=', 'samsyn=%ff%zz', `samsyn=${'x'.repeat(12_000)}`, 'samsyn=__proto__', `x=${'y; x='.repeat(2_000)}`])(
    '[T10] with a cookie that is none (%#) is told to sign in',
    async (cookie) => {
      expect(await howItEnds(knock(scene, eve, 'state@1', { cookie }))).toBe('session/ended');
    },
  );

  test.each([null, '', 'null', 'own', 'https://evil.example', 'http://localhost', 'file://', 'http://127.0.0.1:1', 'x'.repeat(2_000)])(
    '[A1] from a page of %s is refused',
    async (origin) => {
      expect(await howItEnds(knock(scene, eve, 'state@1', { origin }))).toBe('access/denied');
    },
  );
});

describe('a frame', () => {
  /** Sends it, and waits for the close; or, if there should be none, for the answer to a question asked behind it. */
  async function outcome(bytes: Uint8Array, expected: string): Promise<string | number> {
    const client = knock(scene, eve, `${room}@1`);
    await client.until(() => client.stepOnes === 1, 'the server to ask');
    client.send(bytes);
    if (expected !== 'open') return howItEnds(client);
    await client.caughtUp();
    client.vanish();
    return 'open';
  }

  const overflow = Uint8Array.of(0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 127);
  const deep = `${'['.repeat(900)}${']'.repeat(900)}`;
  const presenceOf = (json: string, count = 1, client = 7) => {
    const payload = encoding.createEncoder();
    encoding.writeVarUint(payload, count);
    encoding.writeVarUint(payload, client);
    encoding.writeVarUint(payload, 1);
    encoding.writeVarString(payload, json);
    return frame(1, encoding.toUint8Array(payload));
  };
  test.each([
    ['a number that overflows', overflow, 'frame/malformed'],
    ['a length of gigabytes', Uint8Array.of(0, 2, 255, 255, 255, 255, 15), 'frame/malformed'],
    ['numbers without end', new Uint8Array(2_000).fill(255), 'frame/malformed'],
    ['zeros', new Uint8Array(2_000), 'frame/malformed'],
    ['a state vector of a billion clients', encodeStepOne(Uint8Array.of(255, 255, 255, 255, 3)), 'frame/malformed'],
    ['a state vector that is too long', encodeStepOne(new Uint8Array(1_200_000).fill(1)), 'frame/malformed'],
    ['an update of a billion structs', encodeUpdate(Uint8Array.of(1, 255, 255, 255, 255, 3, 1, 0)), 'frame/malformed'],
    ['an update that deletes a billion ranges', encodeUpdate(Uint8Array.of(0, 255, 255, 255, 255, 3)), 'frame/malformed'],
    // Read as ours it begins with nothing written and nothing deleted.
    ['an update in the other encoding', encodeUpdate(Y.encodeStateAsUpdateV2(aText('x'))), 'open'],
    ['presence of a billion', presenceOf('{}', 2 ** 30), 'frame/malformed'],
    ['presence that is no JSON', presenceOf('{"typing":'), 'frame/malformed'],
    ['presence of great depth', presenceOf(`{"cursor":${deep}}`), 'open'],
    ['presence that is a prototype', presenceOf('{"__proto__":{"typing":true},"constructor":1}'), 'open'],
    ['presence that is a number', presenceOf('7'), 'open'],
    ['presence under the server’s id', presenceOf('{"typing":true}', 1, 1), 'open'],
    ['a hello', frame(120, new TextEncoder().encode('{"type":"hello","writes":true}')), 'frame/malformed'],
  ])('[T10] %s', async (_name, bytes, end) => {
    expect(await outcome(bytes, end)).toBe(end);
  });

  test('[T7] a text as deep as recursion breaks is refused', async () => {
    const doc = new Y.Doc();
    let inside = new Y.XmlElement('blockquote');
    bodyOf(doc).insert(0, [inside]);
    for (let i = 0; i < 3_000; i++) {
      const next = new Y.XmlElement('blockquote');
      inside.insert(0, [next]);
      inside = next;
    }
    expect(await outcome(encodeUpdate(Y.encodeStateAsUpdate(doc)), 'content/refused')).toBe('content/refused');
  });

  test('[T10] six hundred damaged ones, in rooms of text and of facts, end in a documented close or in nothing', async () => {
    const next = numbersFrom(20_261_110);
    const sound = [
      encodeStepOne(Y.encodeStateVector(witness.doc)),
      encodeStepTwo(Y.encodeStateAsUpdate(aText('never stored'))),
      encodeUpdate(Y.encodeStateAsUpdate(aText('nor this'))),
      encodePresence([{ client: 9, clock: 1, state: { typing: true } } satisfies PresenceEntry]),
    ];
    // Nobody who may write sends these: what is sound by chance must not be stored either.
    const reader = scene.attackers['an observer'];
    const ends = new Map<string | number, number>();
    for (let round = 0; round < 30; round++) {
      const client = knock(scene, reader, round % 3 === 0 ? 'state@1' : `${room}@1`);
      await client.until(() => client.stepOnes === 1, 'the server to ask');
      for (let i = 0; i < 20; i++) client.send(damaged(sound[next(sound.length)] ?? new Uint8Array(), next));
      client.send(frame(99));
      await client.closed();
      const end = closingOf(client.end?.code ?? 0) ?? client.end?.code ?? 0;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    const documented = ['frame/malformed', 'access/denied', 'content/refused', 'content/too-large', 'client/too-fast'];
    expect([...ends.keys()].filter((end) => !documented.includes(String(end)))).toEqual([]);
  });

  function damaged(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
    const copy = Uint8Array.from(bytes);
    if (next(3) === 0) return copy.slice(0, next(copy.length));
    if (next(3) === 0) return Uint8Array.from({ length: 1 + next(60) }, () => next(256));
    for (let i = 0; i <= next(4); i++) copy[next(copy.length)] = next(256);
    return copy;
  }
});

function aText(words: string): Y.Doc {
  const doc = new Y.Doc();
  bodyOf(doc).insert(0, [new Y.XmlText(words)]);
  return doc;
}

describe('too much', () => {
  test('[T10] one member’s lines have an end, and others come in all the same', async () => {
    const lines = Array.from({ length: 130 }, () => knock(scene, eve, 'state@1'));
    await Promise.all(lines.map((line) => line.until(() => line.end !== null || line.last('hello') !== null, 'in or out')));
    expect(lines.filter((line) => line.end).map((line) => closingOf(line.end?.code ?? 0))).toEqual(Array(10).fill('client/too-fast'));
    const other = await scene.lea.opens(scene.evaluation, 'state');
    await other.leave();
    for (const line of lines) line.vanish();
  });

  test('[T10] two hundred lines of nobody are told why and let go', async () => {
    const lines = Array.from({ length: 200 }, () => knock(scene, scene.attackers.nobody, 'state@1'));
    expect([...new Set(await Promise.all(lines.map(howItEnds)))]).toEqual(['session/ended']);
  });

  test.each([
    ['questions', (line: RawClient) => line.send(encodeStepOne(Uint8Array.of(0)))],
    ['presence', (line: RawClient, i: number) => line.say([{ client: 7, clock: i, state: { typing: i % 2 === 0 } }])],
    ['questions who is here', (line: RawClient) => line.send(Uint8Array.of(3))],
  ])('[T10] a flood of %s', async (_name, send) => {
    const line = knock(scene, eve, `${room}@1`);
    await line.until(() => line.stepOnes === 1, 'the server to ask');
    for (let i = 1; i < 2_000 && !line.end; i++) send(line, i);
    expect(await howItEnds(line)).toBe('client/too-fast');
  });

  test('and whoever was there before goes on', async () => {
    expect(bodyOf((await witness.caughtUp()).doc).toString()).toBe('What stands.');
    const newcomer = await scene.lea.opens(scene.evaluation, room);
    expect(Y.encodeStateAsUpdate(newcomer.doc)).toEqual(Y.encodeStateAsUpdate(witness.doc));
  });
});
