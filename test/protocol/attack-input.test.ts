/**
 * Nonsense by HTTP: whatever is sent gets a 4xx with a code and a sentence, never a trace, a dead server or a changed byte; what
 * is odd and sound is kept as it was sent; and the log repeats none of it.
 */
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { factsOf } from '../../shared/doc/roots.ts';
import { attacked, type Attacked } from '../support/attackers.ts';
import { newId, type Visitor } from '../support/whole-server.ts';

let scene: Attacked;
const logged: string[] = [];
const keep = (facts: object, message: string) => void logged.push(`${message} ${JSON.stringify(facts, withErrors)}`);
const withErrors = (_key: string, value: unknown) =>
  value instanceof Error ? `${value.name} ${value.message} ${value.stack ?? ''}` : value;

beforeAll(async () => {
  scene = await attacked({ log: { info: keep, warn: keep, error: keep } });
}, 60_000);
afterEach(async () => {
  expect((await fetch(`${scene.server.url}/healthz`)).status).toBe(200);
});
afterAll(() => scene.server.close());

const port = () => Number(new URL(scene.server.url).port);

/** A refusal as it must look, and nothing of our insides in it. */
function expectRefused({ status, text, body }: Awaited<ReturnType<Visitor['ask']>>): void {
  expect({ status, text }).toEqual({ status: expect.toSatisfy((each: number) => each >= 400 && each < 500), text: expect.any(String) });
  expect(body).toMatchObject({ code: expect.stringMatching(/^[a-z]+\/[a-z-]+$/), sentence: expect.stringMatching(/^[A-Z].*\.$/) });
  expect(text).not.toMatch(/node_modules|\bat .*\.(ts|js):|ZodError|SQLITE|believed/);
}

const command = (text: string) => `{"id":"${newId()}","command":${text}}`;
const cast = (member: string, value: string) =>
  command(
    `{"type":"ballot.cast","criterion":"roads.open","round":1,"points":1,"reason":"","confidence":null}`.replace(
      new RegExp(`"${member}":("[^"]*"|\\w+)`),
      `"${member}":${value}`,
    ),
  );

describe('a command', () => {
  const numbers = ['1e308', '1e400', '-1e400', '1.5', '"12"', '"１２"', 'true', 'null', '[]', '[3]', '{}', '9007199254740993', 'NaN', '0x10', '012', '']; // prettier-ignore
  const ids = ['"constructor"', '"__proto__"', '"toString"', '"hasOwnProperty"', '"roads.open\\u0000"', '"roads..open"', '"ROADS.OPEN"', '"../roads"', '["roads.open"]', `"${'a'.repeat(65)}"`]; // prettier-ignore
  const texts = ['"\\ud800"', '"a\\udc00b"', '"a\\u0000b"', `"${'x'.repeat(4_001)}"`, '7', '["x"]', '{"toString":"x"}'];
  const bodies: readonly (readonly [string, string])[] = [
    ...numbers.map((each) => [`points ${each || '(none)'}`, cast('points', each)] as const),
    ...numbers.filter((each) => each !== 'null').map((each) => [`round ${each || '(none)'}`, cast('round', each)] as const),
    ...ids.map((each) => [`criterion ${each.slice(0, 24)}`, cast('criterion', each)] as const),
    ...texts.map((each) => [`reason ${each.slice(0, 24)}`, cast('reason', each)] as const),
    ...['"constructor"', '"__proto__"', '7', '["ballot.cast"]', 'null'].map((each) => [`type ${each}`, cast('type', each)] as const),
    ['ten thousand criteria', command(`{"type":"round.close","criteria":[${Array(3_000).fill('"roads.open"').join(',')}]}`)],
    ['no criteria', command('{"type":"round.close","criteria":[]}')],
    ['a member called constructor', command('{"type":"member.remove","member":"constructor"}')],
    ['a member called __proto__', command('{"type":"member.role","member":"__proto__","role":"lead"}')],
    ['a role called constructor', command(`{"type":"member.role","member":"${'a'.repeat(20)}","role":"constructor"}`)],
    ['a phase called toString', command('{"type":"phase.move","to":"toString"}')],
    ['a prototype', command('{"type":"stand.behind","criterion":"roads.locked","consensus":1,"__proto__":{"role":"lead"}}')],
    ['a prototype around it', `{"id":"${newId()}","__proto__":{"base":1},"command":{"type":"stand.behind","criterion":"roads.locked","consensus":1}}`], // prettier-ignore
    ['an id that is short', `{"id":"x","command":{"type":"ballot.withdraw","criterion":"roads.open","round":1}}`],
    ['an id that is a list', `{"id":["${newId()}"],"command":{"type":"ballot.withdraw","criterion":"roads.open","round":1}}`],
    ['a base below zero', `{"id":"${newId()}","base":-1,"command":{"type":"ballot.withdraw","criterion":"roads.open","round":1}}`],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a string', '"command"'],
    ['half of it', cast('points', '1').slice(0, 60)],
    ['two of it', cast('points', '1') + cast('points', '1')],
    ['a great depth', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['a great depth of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['a great depth inside', command(`{"type":"subject.set","subject":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)],
    ['ten thousand keys', `{${Array.from({ length: 6_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
    ['NUL bytes', '\u0000'.repeat(100)],
    ['too much', `{"id":"${'x'.repeat(70_000)}"}`],
  ];
  test.each(bodies)('of nonsense is refused: %s', async (_name, body) => {
    const before = scene.stored();
    for (const who of [scene.attackers['an evaluator'], scene.lea]) {
      expectRefused(await who.ask('POST', `/api/evaluations/${scene.evaluation}/commands`, body));
    }
    expect(scene.stored()).toBe(before);
  });

  test('the last of two keys counts, as JSON has it, and is judged', async () => {
    const twice = cast('points', '1').replace('"points":1', '"points":1,"points":21');
    const { status, body } = await scene.vic.ask('POST', `/api/evaluations/${scene.evaluation}/commands`, twice);
    expect([status, body['code']]).toEqual([422, 'ballot/out-of-range']);
  });

  test('what is odd and sound comes back as it was sent', async () => {
    const odd = '‮right to left, 👩‍🚒, é and é, \t\n\r end\u{10ffff}';
    await scene.lea.does(scene.evaluation, { type: 'subject.set', subject: { name: 'Å\u0301 <b>&amp;</b>', year: 2026, visit: odd } });
    const state = await scene.lea.opens(scene.evaluation, 'state');
    expect(factsOf(state.doc).get('subject')).toEqual({ name: 'Å\u0301 <b>&amp;</b>', year: 2026, visit: odd });
    await state.leave();
  });
});

describe('any other body', () => {
  const bad = ['{', 'null', '[]', '{"__proto__":{"owner":true}}', '{"constructor":1}', '{"name":"\\ud800"}', '{"token":{}}', '{"name":["x"]}', '{"role":"owner"}', '{"member":"constructor"}', '{"subject":{"name":"\\udfff","year":2026,"visit":null},"instrument":"attacked-1"}']; // prettier-ignore
  const addresses: readonly (readonly [string, () => string])[] = [
    ['PATCH', () => '/api/me'],
    ['POST', () => '/api/evaluations'],
    ['POST', () => `/api/evaluations/${scene.evaluation}/invitations`],
    ['POST', () => `/api/evaluations/${scene.evaluation}/leads`],
    ['POST', () => '/api/instruments'],
    ['POST', () => '/api/invitations/look'],
    ['POST', () => '/api/invitations/use'],
    ['POST', () => '/api/links/look'],
    ['POST', () => '/api/links/use'],
  ];
  test.each(addresses)('%s %s', async (method, path) => {
    const before = scene.stored();
    for (const who of [scene.lea, scene.attackers['an owner who is no member'], scene.attackers.nobody]) {
      for (const body of bad) expectRefused(await who.ask(method, path(), body));
    }
    expect(scene.stored()).toBe(before);
  });

  test('a file of an instrument full of faults, or of nothing but depth', async () => {
    const owner = scene.attackers['an owner who is no member'];
    const files = [
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      `${'{"areas":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      JSON.stringify({ areas: Array.from({ length: 10_000 }, () => ({ criteria: [{}] })) }),
      '{"id":"constructor","__proto__":{"id":"x"},"areas":[{"id":"__proto__"},{"id":"\\ud800"}]}',
    ];
    const before = scene.stored();
    for (const file of files) expectRefused(await owner.ask('POST', '/api/instruments', file));
    expect(scene.stored()).toBe(before);
  });
});

describe('what is hardly HTTP', () => {
  const host = () => `Host: localhost:${port()}\r\nConnection: close\r\n`;
  const answerTo = (bytes: string | Buffer) =>
    new Promise<string>((resolve) => {
      let answer = '';
      const socket = connect(port(), '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (data: Buffer) => (answer += data.toString('utf8')));
      socket.on('error', () => {});
      socket.on('close', () => resolve(answer));
      socket.setTimeout(5_000, () => socket.destroy());
    });
  const json = 'Content-Type: application/json\r\n';
  const requests: readonly (readonly [string, () => string | Buffer])[] = [
    ['random bytes', () => Buffer.from([0, 1, 2, 253, 254, 255, 13, 10, 13, 10])],
    ['a TLS hello', () => Buffer.from('16030100c8010000c40303', 'hex')],
    ['a method nobody knows', () => `FROB /api/me HTTP/1.1\r\n${host()}\r\n`],
    ['TRACE', () => `TRACE /api/me HTTP/1.1\r\n${host()}\r\n`],
    ['CONNECT', () => `CONNECT evil.example:443 HTTP/1.1\r\n${host()}\r\n`],
    ['no host', () => 'GET /api/me HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a host that is none', () => 'GET /api/me HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n'],
    ['no address', () => `OPTIONS * HTTP/1.1\r\n${host()}\r\n`],
    ['half an address', () => `GET http://[/api/me HTTP/1.1\r\n${host()}\r\n`],
    ['another host’s address', () => `GET //evil.example/api/me HTTP/1.1\r\n${host()}\r\n`],
    ['an address of malformed percent', () => `GET /api/evaluations/%ff%00%zz HTTP/1.1\r\n${host()}\r\n`],
    ['a cookie of malformed percent', () => `GET /api/me HTTP/1.1\r\n${host()}Cookie: samsyn=%ff%zz; =; ;; samsyn\r\n\r\n`],
    ['a cookie of 15 KB', () => `GET /api/me HTTP/1.1\r\n${host()}Cookie: samsyn=${'x'.repeat(15_000)}\r\n\r\n`],
    ['a cookie of 20 KB', () => `GET /api/me HTTP/1.1\r\n${host()}Cookie: samsyn=${'x'.repeat(20_000)}\r\n\r\n`],
    ['two cookies, a bad one first', () => `GET /api/me HTTP/1.1\r\n${host()}Cookie: samsyn=bad; ${scene.vic.cookie}\r\n\r\n`],
    ['two lengths', () => `POST /api/links/look HTTP/1.1\r\n${host()}${json}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    [
      'a length and pieces',
      () => `POST /api/links/look HTTP/1.1\r\n${host()}${json}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
    ],
    ['pieces that are none', () => `POST /api/links/look HTTP/1.1\r\n${host()}${json}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`],
    ['a length below zero', () => `POST /api/links/look HTTP/1.1\r\n${host()}${json}Content-Length: -2\r\n\r\n{}`],
    ['an expectation', () => `POST /api/links/look HTTP/1.1\r\n${host()}${json}Expect: miracles\r\nContent-Length: 2\r\n\r\n{}`],
    ['a zipped body', () => `POST /api/links/look HTTP/1.1\r\n${host()}${json}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`],
    ['an encoding nobody knows', () => `POST /api/links/look HTTP/1.1\r\n${host()}Content-Type: application/json; charset=klingon\r\nContent-Length: 2\r\n\r\n{}`], // prettier-ignore
    ['a form', () => `POST /api/links/look HTTP/1.1\r\n${host()}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\ntoken=x`], // prettier-ignore
    ['a header that breaks the line', () => `GET /api/me HTTP/1.1\r\n${host()}Cookie: a\rb\r\n\r\n`],
  ];
  test.each(requests)('%s', async (_name, request) => {
    const before = scene.stored();
    const answer = await answerTo(request());
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    const body = answer.slice(answer.indexOf('\r\n\r\n') + 4).replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, '');
    expect(JSON.parse(body)).toMatchObject({
      code: expect.stringMatching(/^[a-z]+\/[a-z-]+$/),
      sentence: expect.stringMatching(/^[A-Z].*\.$/),
    });
    expect(scene.stored()).toBe(before);
  });

  test('half requests that never end do not keep others waiting, nor do those who leave in the middle', async () => {
    const half = Array.from({ length: 60 }, (_, i) => {
      const socket = connect(port(), '127.0.0.1');
      socket.on('error', () => {});
      socket.write(
        i % 2 ? 'GET /api/me HTTP/1.1\r\nHost: loc' : `POST /api/links/look HTTP/1.1\r\n${host()}${json}Content-Length: 200\r\n\r\n{"tok`,
      );
      return socket;
    });
    for (const who of [scene.vic, scene.lea]) expect((await who.ask('GET', '/api/me')).status).toBe(200);
    for (const socket of half) socket.destroy();
    expect((await scene.vic.ask('GET', '/api/evaluations')).status).toBe(200);
  });
});

test('numbers for whoever runs the server tell of no person, evaluation, criterion or ballot', async () => {
  const { text } = await scene.attackers.nobody.ask('GET', '/metrics');
  const ids = [scene.evaluation, scene.vic.id, scene.lea.id, 'roads', 'Exempelby', 'ballot.', 'Vic'];
  expect(ids.filter((each) => text.includes(each))).toEqual([]);
});

test('the log of all this holds no token, cookie, name or reason, and no fault of ours', () => {
  const all = logged.join('\n');
  const { attackers, vic, lea, evaluation } = scene;
  const people = [vic, lea, ...Object.values(attackers)];
  const secrets = people.flatMap(({ cookie }) => cookie.split('=').slice(1)).filter((each) => each !== '');
  const links = people.flatMap(({ answers }) =>
    answers.flatMap((text) => [...text.matchAll(/#([\w-]{43})/g)].map(([, token]) => token ?? '')),
  );
  expect(secrets.length + links.length).toBeGreaterThan(20);
  const names = [...people.map(({ name }) => name), 'Exempelby', 'canary', 'Between the two', 'Something new'];
  expect([...secrets, ...links, ...names].filter((each) => new RegExp(`\\b${each}\\b`).test(all))).toEqual([]);
  // It does say what happened, by id.
  expect(all).toContain(evaluation);
  expect(logged.filter((line) => /failed|fault|could not|broke/.test(line))).toEqual([]);
});
