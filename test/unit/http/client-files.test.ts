/** The built client: which addresses are pages, how long each file is kept, and that nothing else of the disk is served. */
import { expect, test } from 'vitest';
import { aServer, no } from './harness.ts';

const script = `export const x = '${'x'.repeat(5_000)}';`;
const files = {
  'index.html': '<!doctype html><title>Samsyn</title>',
  'assets/main-4f2a.js': script,
  'icon.svg': '<svg/>',
  'worker.js': 'addEventListener("fetch", () => {})',
  'manifest.webmanifest': '{"name":"Samsyn"}',
};

test.each(['/', '/join', '/owner', '/device', '/me', '/instruments', '/e/abc', '/e/abc/one.a', '/e/abc/people'])(
  '%s is a page',
  async (path) => {
    const said = await aServer({ files }).visitor().get(path);
    expect([said.status, said.body['text']]).toEqual([200, files['index.html']]);
    expect(said.response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(said.response.headers.get('cache-control')).toBe('no-cache');
  },
);

test.each([
  '/joined',
  '/e/',
  '/e',
  '/admin',
  '/index.htm',
  '/assets/',
  '/assets',
  '/api/index.html',
  '/../package.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/x',
])('%s is none', async (path) => {
  expect(no(await aServer({ files }).visitor().get(path))).toEqual([404, 'route/none']);
});

test('whoever followed a link to nowhere is told so by the client', async () => {
  const { app } = aServer({ files });
  const lost = await app.request('/admin', { headers: { accept: 'text/html,application/xhtml+xml' } });
  expect([lost.status, await lost.text()]).toEqual([404, files['index.html']]);
  for (const path of ['/api/none', '/assets/gone.js', '/ws/none']) {
    const none = await app.request(path, { headers: { accept: 'text/html' } });
    expect([none.status, await none.json()]).toMatchObject([404, { code: 'route/none' }]);
  }
});

test('a built file is kept for ever, and travels zipped where that is understood', async () => {
  const server = aServer({ files });
  const plain = await server.visitor().get('/assets/main-4f2a.js');
  expect(plain.body['text']).toBe(script);
  expect(plain.response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.response.headers.get('content-type')).toMatch(/javascript/);
  expect(plain.response.headers.get('content-encoding')).toBeNull();
  const zipped = await server.app.request('/assets/main-4f2a.js', { headers: { 'accept-encoding': 'br, gzip' } });
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect(await new Response(zipped.body?.pipeThrough(new DecompressionStream('gzip'))).text()).toBe(script);
});

test.each([
  ['/worker.js', /^text\/javascript/],
  ['/manifest.webmanifest', /^application\/manifest\+json/],
])('%s is asked for anew each time, and is what it says', async (path, type) => {
  const { response } = await aServer({ files }).visitor().get(path);
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  expect(response.headers.get('content-type')).toMatch(type);
});

test('a worker or a script that is not there is never a page', async () => {
  const { app } = aServer({ files: { 'index.html': files['index.html'] } });
  for (const path of ['/worker.js', '/assets/main-4f2a.js']) {
    expect((await app.request(path, { headers: { accept: '*/*' } })).status).toBe(404);
  }
});

test('what the browser has already is not sent again', async () => {
  const server = aServer({ files });
  const etag = (await server.visitor().get('/')).response.headers.get('etag') ?? '';
  expect(etag).not.toBe('');
  expect((await server.app.request('/join', { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await server.app.request('/icon.svg', { headers: { 'if-none-match': etag } })).status).toBe(200);
});

test('without a built client the API still answers', async () => {
  const server = aServer();
  expect(no(await server.visitor().get('/'))).toEqual([404, 'route/none']);
  expect((await server.visitor().get('/healthz')).status).toBe(200);
});
