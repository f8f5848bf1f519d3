/** What every request passes: where it comes from, how large and of what kind it is, and what every answer carries. */
import { describe, expect, test } from 'vitest';
import { limits } from '../../../shared/domain/limits.ts';
import { createAttempts } from '../../../server/http/attempts.ts';
import { createOrigins } from '../../../server/http/origins.ts';
import { createMetrics } from '../../../server/http/metrics.ts';
import { openMemory } from '../../../server/storage/memory.ts';
import { aServer, no, nobody } from './harness.ts';

describe('writes come from our own pages', () => {
  const post = (headers: Record<string, string>, body: string | null = JSON.stringify({ token: nobody }), origin?: string) => {
    const server = aServer(origin ? { origin } : {});
    return server.app.request(`${server.own}/api/links/look`, { method: 'POST', headers, ...(body === null ? {} : { body }) });
  };
  const json = { 'content-type': 'application/json' };

  test.each([
    ['our own origin', { ...json, origin: 'http://localhost:4870' }],
    ['our own page, told by Sec-Fetch-Site alone', { ...json, 'sec-fetch-site': 'same-origin' }],
    ['a program that says neither, with JSON', json],
  ])('%s passes', async (_, headers) => {
    expect((await post(headers)).status).toBe(404);
  });

  test.each([
    ['another site', { ...json, origin: 'https://evil.example' }],
    ['another port', { ...json, origin: 'http://localhost:4871' }],
    ['another spelling of this machine than was asked', { ...json, origin: 'http://127.0.0.1:4870' }],
    ['a sandboxed frame', { ...json, origin: 'null' }],
    ['nonsense', { ...json, origin: '%%%' }],
    ['another site, though it says same-origin besides', { ...json, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['another site by Sec-Fetch-Site alone', { ...json, 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { ...json, 'sec-fetch-site': 'same-site' }],
    ['a form that says neither', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text that says neither', { 'content-type': 'text/plain' }],
  ])('%s is refused', async (_, headers) => {
    const response = await post(headers);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'origin/foreign']);
  });

  test('a post without a body and without an origin is refused: a form can send that', async () => {
    const server = aServer();
    const response = await server.app.request(`${server.own}/api/sign-out`, { method: 'POST' });
    expect(response.status).toBe(403);
  });

  test('reading is open to any origin, which cannot read the answer', async () => {
    const server = aServer();
    const response = await server.app.request(`${server.own}/healthz`, { headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

describe('origins', () => {
  test('derived from loopback, every spelling of this machine is ours under its own name', () => {
    const origins = createOrigins(null, '127.0.0.1', () => 4870);
    expect(origins.own()).toBe('http://localhost:4870');
    for (const host of ['localhost:4870', '127.0.0.1:4870', '[::1]:4870', 'ada.localhost:4870']) {
      expect(origins.allows(`http://${host}`, host)).toBe(true);
      expect(origins.allows(`https://${host}`, host)).toBe(false);
      expect(origins.allows(`http://${host}`, 'ben.localhost:4870')).toBe(false);
    }
    for (const host of [
      'localhost:4871',
      'localhost',
      'evil.example:4870',
      'localhost.evil.example:4870',
      'evillocalhost:4870',
      '127.0.0.2:4870',
    ]) {
      expect(origins.allows(`http://${host}`, host)).toBe(false);
    }
    expect(createOrigins(null, '::1', () => 1).own()).toBe('http://[::1]:1');
  });

  test('spelled out, it is that one, whatever Host a proxy sends', () => {
    const origins = createOrigins('https://samsyn.example.org', '0.0.0.0', () => 4870);
    expect([origins.own(), origins.secure]).toEqual(['https://samsyn.example.org', true]);
    expect(origins.allows('https://samsyn.example.org', '10.0.0.7:4870')).toBe(true);
    expect(origins.allows('https://samsyn.example.org.evil.example', 'samsyn.example.org')).toBe(false);
    expect(origins.allows('http://samsyn.example.org', 'samsyn.example.org')).toBe(false);
    expect(origins.allows('http://localhost:4870', 'localhost:4870')).toBe(false);
  });
});

describe('nonsense', () => {
  test.each(['{', '', '{"token":', 'undefined', '\u0000', '[[['])('a body %j is malformed', async (body) => {
    const said = await aServer().visitor().post('/api/links/look', body);
    expect(no(said)).toEqual([400, 'input/malformed']);
    expect(said.body['sentence']).toMatch(/\w+\.$/);
  });

  test.each([
    ['too deep', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['a prototype', '{"__proto__":{"token":"x"}}'],
  ])('a body that is %s is malformed', async (_, body) => {
    expect(no(await aServer().visitor().post('/api/links/look', body))).toEqual([400, 'input/malformed']);
  });

  test('another content type is refused as such', async () => {
    const said = await aServer()
      .visitor()
      .post('/api/links/look', `token=${nobody}`, { 'content-type': 'application/x-www-form-urlencoded' });
    expect(no(said)).toEqual([415, 'input/not-json']);
  });

  test('places and kinds are named, values are not', async () => {
    const said = await aServer().visitor().post('/api/links/use', { token: 'my-secret', name: 7, extra: 'private' });
    expect(said.body['facts']).toEqual({ places: ['token: invalid_format', 'name: invalid_type', '(all): unrecognized_keys'] });
    expect(JSON.stringify(said.body)).not.toMatch(/my-secret|private/);
  });

  test('a query is refused everywhere under /api', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    expect(no(await olle.get('/api/me?token=x'))).toEqual([400, 'input/malformed']);
  });

  test.each(['/api/nothing', '/api', '/nothing', '/e', '/assets/none.js', '/%ff', '/api/%00', '/ws/x/state@1'])(
    '%s is nothing, said as JSON',
    async (path) => {
      expect(
        no(
          await aServer({ files: { 'index.html': '<!doctype html>' } })
            .visitor()
            .get(path),
        ),
      ).toEqual([404, 'route/none']);
    },
  );

  test.each(['PUT', 'OPTIONS', 'TRACE2', 'PROPFIND'])('a method %s is nothing', async (method) => {
    const server = aServer();
    const response = await server.app.request(`${server.own}/api/me`, { method, headers: { origin: server.own } });
    expect(response.status).toBe(404);
  });
});

describe('size', () => {
  test('a body over the limit is refused, whether or not it says its length', async () => {
    const server = aServer();
    const large = JSON.stringify({ token: 'x'.repeat(limits.commandBytes) });
    const said = await server.visitor().post('/api/links/look', large);
    expect(no(said)).toEqual([413, 'input/too-large']);
    expect(said.body['facts']).toEqual({ limit: limits.commandBytes });
    const honest = await server.visitor().post('/api/links/look', large, { 'content-length': String(large.length) });
    expect(no(honest)).toEqual([413, 'input/too-large']);
  });

  test('an instrument may be larger, to its own limit', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    const padded = (bytes: number) => `{"x":"${'x'.repeat(bytes - 8)}"}`;
    expect(no(await olle.post('/api/instruments', padded(limits.instrumentBytes)))).toEqual([422, 'instrument/faulty']);
    expect(no(await olle.post('/api/instruments', padded(limits.instrumentBytes + 1)))).toEqual([413, 'input/too-large']);
  });
});

test('every answer carries the headers of safety', async () => {
  const server = aServer({ origin: 'https://samsyn.example.org' });
  for (const path of ['/', '/api/me', '/nothing', '/healthz']) {
    const { headers } = (await server.visitor().get(path)).response;
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; connect-src 'self' wss://samsyn.example.org; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; worker-src 'self'; manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  }
});

test('over http there is no HSTS, and the policy names the socket of the name that was asked', async () => {
  const server = aServer();
  const { headers } = (await server.visitor().get('/', { host: 'ada.localhost:4870' })).response;
  expect(headers.get('strict-transport-security')).toBeNull();
  expect(headers.get('content-security-policy')).toContain("connect-src 'self' ws://ada.localhost:4870;");
  const foreign = (await server.visitor().get('/', { host: "evil.example; script-src 'unsafe-inline'" })).response;
  expect(foreign.headers.get('content-security-policy')).toContain("connect-src 'self' ws://localhost:4870;");
});

test('answers of the API are kept by nobody', async () => {
  const server = aServer();
  const { at: olle } = await server.owner();
  for (const path of ['/api/me', '/api/evaluations', '/api/nothing', '/api/openapi.json']) {
    expect((await olle.get(path)).response.headers.get('cache-control')).toBe('no-store');
  }
});

describe('when something breaks', () => {
  const onFire = () => Promise.reject(new Error('disk is on fire'));

  test('the answer is 500 with a code, without a trace; the log has it, without secrets', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    server.store.listPeople = onFire;
    const said = await olle.get('/api/people');
    expect(said.status).toBe(500);
    expect(said.body).toEqual({ code: 'server/fault', facts: {}, sentence: 'Something is wrong on our side; it has been logged.' });
    const entry = server.logged.find((each) => each.level === 'error');
    expect(entry?.facts).toMatchObject({ method: 'GET', route: '/api/people', err: new Error('disk is on fire') });
    expect(JSON.stringify(server.logged)).not.toMatch(new RegExp(`Olle|${olle.cookie.split('=')[1]}`));
  });

  test('ready says no, alive says yes', async () => {
    const server = aServer();
    server.store.ready = onFire;
    expect(no(await server.visitor().get('/readyz'))).toEqual([503, 'server/not-ready']);
    expect((await server.visitor().get('/healthz')).status).toBe(200);
    expect((await aServer().visitor().get('/readyz')).status).toBe(200);
  });
});

describe('metrics', () => {
  test('count requests by route pattern, never by id', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    const id = await server.evaluation(olle);
    await olle.get(`/api/evaluations/${id}`);
    await olle.get(`/nothing/${id}`);
    const text = String((await server.visitor().get('/metrics')).body['text']);
    expect(text).toMatch(/samsyn_http_seconds_count\{method="GET",route="\/api\/evaluations\/:id",status="200"\} 1/);
    expect(text).toContain('route="(none)",status="404"');
    for (const secret of [id, 'Olle', 'Torsås']) expect(text).not.toContain(secret);
  });

  test('count commits by outcome, and gauges are read when asked', async () => {
    const metrics = createMetrics();
    const store = metrics.counting(openMemory());
    let open = 3;
    metrics.gauge('samsyn_open_sockets', 'Sockets', () => open);
    metrics.totals('samsyn_closings_total', 'Closings', 'reason', () => ({ 'session/ended': open }));
    await store.commit([]);
    open = 4;
    const text = await metrics.text();
    expect(text).toMatch(/samsyn_commits_total\{outcome="done"\} 1/);
    expect(text).toMatch(/samsyn_commit_seconds_count 1/);
    expect(text).toMatch(/samsyn_open_sockets 4/);
    expect(text).toMatch(/samsyn_closings_total\{reason="session\/ended"\} 4/);
    await store.close();
    await expect(store.ready()).rejects.toThrow();
    await expect(store.commit([{}])).rejects.toThrow();
    expect(await metrics.text()).toMatch(/samsyn_commits_total\{outcome="failed"\} 1/);
  });
});

describe('attempts', () => {
  const clock = { now: () => time };
  let time = 0;

  test('are counted per address and over all, in a window that slides', () => {
    time = 1_000;
    const attempts = createAttempts({ perAddress: 2, overall: 3, windowMs: 10_000 }, clock);
    expect([attempts.take('a'), attempts.take('a')]).toEqual([null, null]);
    time = 4_000;
    expect(attempts.take('a')).toBe(7);
    expect(attempts.take('b')).toBeNull();
    expect(attempts.take('c')).toBe(7);
    time = 11_001;
    expect([attempts.take('a'), attempts.take('c'), attempts.take('c')]).toEqual([null, null, 3]);
  });
});
