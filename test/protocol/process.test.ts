/** The server as a process: what it prints, what stops it with one line, how it ends, and what it takes on a real port. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { start, StartFailure, type Running, type StartOptions } from '../../server/main.ts';
import { closings } from '../../shared/protocol/closings.ts';
import { protocolVersion } from '../../shared/protocol/frames.ts';
import { endPrograms, ownerLinkIn, runProgram, urlIn } from '../support/program.ts';

const base = mkdtempSync(join(tmpdir(), 'samsyn-process-'));
const clientDir = join(base, 'client');
mkdirSync(clientDir);
writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Samsyn</title>');
afterAll(() => rmSync(base, { recursive: true, force: true }));

let folders = 0;
const aFolder = () => join(base, `data-${++folders}`);
const run = (env: Record<string, string>) => runProgram(clientDir, env);

const open = new Set<Running>();
async function startHere(env: Record<string, string> = {}, options: Partial<StartOptions> = {}): Promise<Running> {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const server = await start({ PORT: '0', SAMSYN_DATA: aFolder(), ...env }, { clientDir, log: silent, ...options });
  open.add(server);
  return server;
}

afterEach(async () => {
  await endPrograms();
  await Promise.all([...open].map((server) => server.close()));
  open.clear();
});

const portOf = (url: string) => Number(new URL(url).port);

async function post(url: string, path: string, body: object): Promise<{ status: number; body: Record<string, unknown>; cookie: string }> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, cookie };
}

/** Everything the server answers to these bytes, until it hangs up or has said nothing for a while. */
function answerTo(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let heard = '';
    socket.on('data', (data) => (heard += data.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
    socket.setTimeout(1_000, () => socket.destroy());
  });
}

function closedWith(socket: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.on('close', (code) => resolve(code));
    socket.on('error', reject);
  });
}

describe('a wrong start stops with one line and a code', () => {
  const oneLine = async (env: Record<string, string>) => {
    const program = run(env);
    const code = await program.ended;
    expect([code, program.out()]).toEqual([1, '']);
    const lines = program.err().trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    return lines[0];
  };

  test('a value that is none, and a host that others reach without an origin', async () => {
    const lines = await Promise.all([oneLine({ PORT: 'many' }), oneLine({ HOST: '0.0.0.0', SAMSYN_DATA: aFolder() })]);
    expect(lines[0]).toMatch(/^PORT=many is not a port/);
    expect(lines[1]).toMatch(/^HOST=0\.0\.0\.0 .* SAMSYN_ORIGIN/);
  });

  test('a port that is taken, a folder that can not be made', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const file = join(base, 'a-file');
    writeFileSync(file, '');
    const lines = await Promise.all([
      oneLine({ PORT: String(port), SAMSYN_DATA: aFolder() }),
      oneLine({ SAMSYN_DATA: join(file, 'data') }),
    ]);
    taken.close();
    expect(lines[0]).toMatch(new RegExp(`^Port ${port} is taken`));
    expect(lines[1]).toContain(file);
  });

  test('a folder that another process holds', async () => {
    const folder = aFolder();
    await startHere({ SAMSYN_DATA: folder });
    expect(await oneLine({ SAMSYN_DATA: folder })).toMatch(/in use by another Samsyn/);
  });

  test('in the same process each is a StartFailure, and what was opened is let go', async () => {
    const { url } = await startHere();
    const folder = aFolder();
    await expect(startHere({ PORT: String(portOf(url)), SAMSYN_DATA: folder })).rejects.toThrow(StartFailure);
    await expect(startHere({ HOST: '192.0.2.1', SAMSYN_ORIGIN: 'https://samsyn.example.org', SAMSYN_DATA: folder })).rejects.toThrow(
      /^HOST=192\.0\.2\.1 is no address of this machine/,
    );
    await expect(startHere({ SAMSYN_DATA: folder })).resolves.toBeDefined();
  });
});

describe('the program', () => {
  test('prints the owner link at every start until it is used, each replacing the one before, and then no more', async () => {
    const SAMSYN_DATA = aFolder();
    const first = run({ SAMSYN_DATA });
    await first.started;
    const former = ownerLinkIn(first.out());
    expect(former).toMatch(/^http:\/\/localhost:\d+\/owner#[A-Za-z0-9_-]{43}$/);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const second = run({ SAMSYN_DATA });
    const url = urlIn(await second.started);
    const link = ownerLinkIn(second.out());
    const tokenOf = (text: string | null) => text?.split('#')[1] ?? '';
    expect(tokenOf(link)).not.toBe(tokenOf(former));
    expect((await post(url, '/api/links/use', { token: tokenOf(former), name: 'Olle' })).status).toBe(404);
    expect((await post(url, '/api/links/use', { token: tokenOf(link), name: 'Olle' })).status).toBe(200);
    // Neither secrets nor names are for the log.
    expect(second.err()).not.toMatch(new RegExp(`${tokenOf(link)}|Olle`));
    // A crash now, so that the third start also shows that nothing is left behind by one.
    second.child.kill('SIGKILL');
    await second.ended;

    const third = run({ SAMSYN_DATA });
    expect(await third.started).toMatch(/^Samsyn: http:\/\/localhost:\d+$/);
    expect(ownerLinkIn(third.out())).toBeNull();
    expect(readFileSync(join(SAMSYN_DATA, 'samsyn.sqlite')).includes(tokenOf(link))).toBe(false);
  }, 60_000);

  test('ends with 0 on SIGTERM within 5 s and tells open sockets to come back', async () => {
    const program = run({ SAMSYN_DATA: aFolder() });
    const url = urlIn(await program.started);
    const { cookie } = await post(url, '/api/links/use', { token: ownerLinkIn(program.out())?.split('#')[1], name: 'Olle' });
    const headers = { cookie, origin: url, 'content-type': 'application/json' };
    const made = await fetch(`${url}/api/evaluations`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ subject: { name: 'Torsås', year: 2021, visit: null }, instrument: 'kommunkompassen-2020' }),
    });
    const { id } = (await made.json()) as { id: string };
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/${id}/state@1?v=${protocolVersion}`, {
      headers: { cookie },
      origin: url,
    });
    await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject));
    // A browser keeps a connection open for its next request; that must not hold the end up.
    const idle = connect(portOf(url), '127.0.0.1');
    idle.on('error', () => undefined);
    idle.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => idle.once('data', resolve));

    const code = closedWith(socket);
    const before = performance.now();
    program.child.kill('SIGTERM');
    expect(await code).toBe(closings['server/restarting']);
    expect(await program.ended).toBe(0);
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(program.err()).toContain('"ended"');
  });

  test('ends on SIGINT too; with a second signal at once', async () => {
    const [gentle, hasty] = [run({ SAMSYN_DATA: aFolder() }), run({ SAMSYN_DATA: aFolder() })];
    await Promise.all([gentle.started, hasty.started]);
    gentle.child.kill('SIGINT');
    expect(await gentle.ended).toBe(0);
    // A request that never ends keeps the first signal waiting.
    const hanging = connect(portOf(urlIn(await hasty.started)), '127.0.0.1');
    hanging.on('error', () => undefined);
    hanging.write('POST /api/links/look HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{');
    await new Promise((resolve) => setTimeout(resolve, 100));
    // Of two kinds: two of one kind that wait to be handled are one.
    hasty.child.kill('SIGTERM');
    hasty.child.kill('SIGINT');
    expect(await hasty.ended).toBe(1);
  });
});

describe('on a real port', () => {
  test('pages, API and health are answered under every name of this machine', async () => {
    const { url } = await startHere();
    for (const name of ['localhost', '127.0.0.1']) {
      const at = `http://${name}:${portOf(url)}`;
      expect(await (await fetch(`${at}/e/some/where`)).text()).toContain('<title>Samsyn</title>');
      expect((await fetch(`${at}/readyz`)).status).toBe(200);
      expect((await post(at, '/api/links/look', { token: 'a'.repeat(43) })).body).toMatchObject({ code: 'link/unknown' });
    }
  });

  test('metrics count sockets and the process', async () => {
    const { url } = await startHere();
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const name of [
      'samsyn_open_sockets 0',
      'samsyn_open_rooms 0',
      'samsyn_process_cpu_seconds_total',
      'samsyn_text_updates_total{verdict="refused"} 0',
    ]) {
      expect(text).toContain(name);
    }
  });

  test.each([
    ['no HTTP at all', 'GARBAGE\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'a host that is none',
      'GET / HTTP/1.1\r\nHost: bad host\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 400[^]*"code":"input\/malformed"/,
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    [
      'a body said to be enormous',
      'POST /api/links/look HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{}',
      /^HTTP\/1\.1 413[^]*"code":"input\/too-large"/,
    ],
    [
      'a body in pieces without a length',
      `POST /api/links/look HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${`4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(5)}0\r\n\r\n`,
      /^HTTP\/1\.1 413/,
    ],
    [
      'another address in the request line',
      'GET http://evil.example/api/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 40[01]/,
    ],
  ])('%s is refused and the server lives', async (_, bytes, expected) => {
    const { url } = await startHere();
    const answer = await answerTo(portOf(url), bytes);
    expect(answer).toMatch(expected);
    expect(answer).not.toMatch(/node_modules|\bat .*\.ts/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test.each([
    ['another site', 'https://evil.example', closings['access/denied']],
    ['the name that the rooms know our pages by', 'own', closings['access/denied']],
    ['another name of this machine than was asked', 'http://ada.localhost', closings['access/denied']],
    ['nowhere', undefined, closings['access/denied']],
    ['our own page, with nobody signed in', 'url', closings['session/ended']],
  ])('a socket from %s is closed with its code', async (_, from, code) => {
    const { url } = await startHere();
    const origin = from === 'url' ? url : from === 'http://ada.localhost' ? `${from}:${portOf(url)}` : from;
    const socket = new WebSocket(
      `${url.replace('http', 'ws')}/ws/${'x'.repeat(20)}/state@1?v=${protocolVersion}`,
      origin ? { origin } : {},
    );
    expect(await closedWith(socket)).toBe(code);
  });

  test('a socket to no room is closed, not left hanging', async () => {
    const { url } = await startHere();
    expect(await closedWith(new WebSocket(`${url.replace('http', 'ws')}/elsewhere`, { origin: url }))).toBe(closings['room/none']);
  });

  test('what comes before the app in development is asked first', async () => {
    const asked: string[] = [];
    let given: unknown;
    const { url } = await startHere(
      {},
      {
        onServer: (server) => void (given = server),
        middleware: (request, response, next) => {
          asked.push(request.url ?? '');
          if (request.url === '/mine') response.end('mine');
          else next();
        },
      },
    );
    expect(given).toBeDefined();
    expect(await (await fetch(`${url}/mine`)).text()).toBe('mine');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(asked).toEqual(['/mine', '/healthz']);
  });

  test('closing twice is closing once', async () => {
    const server = await startHere();
    await Promise.all([server.close(), server.close()]);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });
});
