/** What the service worker keeps, answers, and leaves alone, with the browser's caches and the network in the test's hand. */
import { beforeEach, describe, expect, test } from 'vitest';
import { lockOf } from '../../../client/worker/names.ts';
import { Shell, type Build, type BuiltFile } from '../../../client/worker/shell.ts';
import { FakeCaches } from './fake-caches.ts';

const origin = 'https://samsyn.example.org';
const page = '<!doctype html><title>Samsyn</title>';
type Served = Record<string, () => Response | Promise<Response>>;

const html = (text = page, status = 200) => new Response(text, { status, headers: { 'content-type': 'text/html; charset=UTF-8' } });
const script = (text: string) => new Response(text, { headers: { 'content-type': 'text/javascript' } });
const fileOf = (path: string): BuiltFile => ({ path, integrity: `sha256-of ${path}` });
const first: Build = { id: 'first', files: ['/', '/assets/index-1.js', '/assets/editor-1.js', '/icon.svg'].map(fileOf) };
const second: Build = { id: 'second', files: ['/', '/assets/index-2.js', '/assets/editor-1.js', '/icon.svg'].map(fileOf) };

let caches: FakeCaches;
let served: Served;
/** Paths, in the order in which they were asked for. */
let asked: { readonly path: string; readonly init: RequestInit | undefined }[];
let locks: string[];
let patience: Promise<void>;

beforeEach(() => {
  caches = new FakeCaches();
  asked = [];
  locks = [];
  patience = new Promise(() => {});
  served = {
    '/': () => html(),
    '/assets/index-1.js': () => script('one'),
    '/assets/index-2.js': () => script('two'),
    '/assets/editor-1.js': () => script('editor'),
    '/icon.svg': () => new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } }),
  };
});

function worker(build: Build): Shell {
  return new Shell(build, {
    origin,
    caches,
    fetch: async (request, init) => {
      const path = new URL(typeof request === 'string' ? request : request.url, origin).pathname;
      asked.push({ path, init });
      const serve = served[path];
      if (!serve) throw new TypeError('Failed to fetch');
      return serve();
    },
    patience: () => patience,
    locks: () => Promise.resolve(locks),
  });
}

/** `mode: 'navigate'` cannot be made by hand, only by a browser. */
function request(path: string, { mode = 'navigate', method = 'GET' } = {}): Request {
  const made = new Request(new URL(path, origin), { method });
  return Object.defineProperty(made, 'mode', { value: mode });
}

async function said(answer: Promise<Response> | null): Promise<string> {
  return (await (answer ?? Promise.reject(new Error('it was left to the browser')))).text();
}

function cutOff() {
  served = {};
}

describe('keeping', () => {
  test('every file of the build, each asked for by its hash, one after the other', async () => {
    let open = 0;
    let most = 0;
    for (const [path, serve] of Object.entries(served)) {
      served[path] = async () => {
        most = Math.max(most, (open += 1));
        await new Promise((done) => setTimeout(done, 1));
        open -= 1;
        return serve();
      };
    }
    await worker(first).keep();
    expect(asked.map(({ path, init }) => ({ path, integrity: init?.integrity }))).toEqual(first.files);
    expect(most).toBe(1);
    expect(caches.paths('samsyn.shell.first')).toEqual(first.files.map(({ path }) => path));
  });

  test.each<[string, Served]>([
    ['a page that the server could not give', { '/': () => html('broken', 500) }],
    ['a page for a script that is missing', { '/assets/index-1.js': () => html() }],
    ['a script where the page should be', { '/': () => script('one') }],
    ['a page that is said to be missing', { '/': () => html(page, 404) }],
    ['a part of a script', { '/assets/index-1.js': () => new Response('o', { status: 206 }) }],
    ['the page one was led to for signing in', { '/': () => Object.defineProperty(html(), 'redirected', { value: true }) }],
    ['what the browser found to have another hash', { '/icon.svg': () => Promise.reject(new TypeError('Failed to fetch')) }],
  ])('never %s', async (_what, broken) => {
    served = { ...served, ...broken };
    const spoilt = Object.keys(broken)[0] ?? '';
    await expect(worker(first).keep()).rejects.toThrow();
    expect(caches.paths('samsyn.shell.first')).not.toContain(spoilt);
  });

  test('goes on where an earlier try stopped', async () => {
    const editor = served['/assets/editor-1.js'];
    delete served['/assets/editor-1.js'];
    await expect(worker(first).keep()).rejects.toThrow();
    asked = [];
    served = { ...served, ...(editor && { '/assets/editor-1.js': editor }) };
    await worker(first).keep();
    expect(asked.map(({ path }) => path)).toEqual(['/assets/editor-1.js', '/icon.svg']);
  });

  test('the next build fetches only what it does not share with this one', async () => {
    await worker(first).keep();
    asked = [];
    await worker(second).keep();
    expect(asked.map(({ path }) => path)).toEqual(['/', '/assets/index-2.js', '/icon.svg']);
    expect(caches.paths('samsyn.shell.second')).toEqual(second.files.map(({ path }) => path));
  });
});

describe('answering', () => {
  const everyPlace = ['/', '/e/abc', '/e/abc/s/democracy.strategy', '/e/abc/overview', '/e/abc/people', '/me', '/instruments', '/join'];

  test.each(everyPlace)('%s without network is the kept page', async (path) => {
    await worker(first).keep();
    cutOff();
    expect(await said(worker(first).answer(request(path)))).toBe(page);
  });

  test('with network a page is the server’s, and is not kept', async () => {
    await worker(first).keep();
    served['/e/abc'] = () => html('newer');
    expect(await said(worker(first).answer(request('/e/abc')))).toBe('newer');
    cutOff();
    expect(await said(worker(first).answer(request('/e/abc')))).toBe(page);
    expect(caches.paths('samsyn.shell.first')).not.toContain('/e/abc');
  });

  test.each([500, 502, 503])('a server that answers %i gets out of the way of the kept page', async (status) => {
    await worker(first).keep();
    served['/me'] = () => html('broken', status);
    expect(await said(worker(first).answer(request('/me')))).toBe(page);
  });

  test('an address that the server does not know stays unknown', async () => {
    await worker(first).keep();
    served['/nowhere'] = () => html('none', 404);
    expect((await worker(first).answer(request('/nowhere')))?.status).toBe(404);
  });

  test('a network that takes too long is not waited for', async () => {
    await worker(first).keep();
    served['/me'] = () => new Promise(() => {});
    let over = () => {};
    patience = new Promise((done) => (over = done));
    const answer = said(worker(first).answer(request('/me')));
    const early = await Promise.race([answer, new Promise((done) => setTimeout(() => done('waits'), 5))]);
    expect(early).toBe('waits');
    over();
    expect(await answer).toBe(page);
  });

  test('where the browser has cleared everything, the network is waited for, and no empty cache is left', async () => {
    served['/me'] = async () => new Promise((done) => setTimeout(() => done(html('late')), 5));
    patience = Promise.resolve();
    expect(await said(worker(first).answer(request('/me')))).toBe('late');
    expect(await caches.keys()).toEqual([]);
    cutOff();
    await expect(worker(first).answer(request('/me'))).rejects.toThrow('Failed to fetch');
  });

  test('a built file is not asked for again', async () => {
    await worker(first).keep();
    asked = [];
    for (const path of ['/assets/index-1.js', '/assets/editor-1.js', '/icon.svg']) {
      await worker(first).answer(request(path, { mode: 'cors' }));
    }
    expect(asked).toEqual([]);
  });

  test('a page of the build before finds its own files, and files of both are this build’s', async () => {
    await worker(first).keep();
    served['/icon.svg'] = () => new Response('newer', { headers: { 'content-type': 'image/svg+xml' } });
    await worker(second).keep();
    cutOff();
    expect(await said(worker(second).answer(request('/assets/index-1.js', { mode: 'cors' })))).toBe('one');
    expect(await said(worker(second).answer(request('/icon.svg', { mode: 'no-cors' })))).toBe('newer');
  });

  test('a file of a build that is not here yet comes from the server, and is not kept', async () => {
    await worker(first).keep();
    expect(await said(worker(first).answer(request('/assets/index-2.js', { mode: 'cors' })))).toBe('two');
    cutOff();
    await expect(worker(first).answer(request('/assets/index-2.js', { mode: 'cors' }))).rejects.toThrow();
  });

  const never = [
    '/api/me',
    '/api/evaluations/abc/texts',
    '/api',
    '/ws/abc/state@1',
    '/healthz',
    '/readyz',
    '/metrics',
    '/check/1234',
    '/worker.js',
  ];
  test.each(never)('%s is left alone, as a request and as a page', async (path) => {
    await worker(first).keep();
    for (const mode of ['cors', 'navigate']) expect(worker(first).answer(request(path, { mode }))).toBeNull();
  });

  test('what is sent, what lies elsewhere, and what no build has are left alone', async () => {
    await worker(first).keep();
    expect(worker(first).answer(request('/me', { method: 'POST' }))).toBeNull();
    expect(worker(first).answer(request('https://elsewhere.example.org/assets/index-1.js', { mode: 'cors' }))).toBeNull();
    expect(worker(first).answer(request('/e/abc', { mode: 'cors' }))).toBeNull();
    expect(worker(first).answer(request('/other.svg', { mode: 'no-cors' }))).toBeNull();
  });
});

describe('letting go', () => {
  beforeEach(async () => {
    await worker(first).keep();
    await worker(second).keep();
  });

  test('a build without pages goes when the next takes over', async () => {
    locks = [lockOf('/assets/index-2.js'), 'samsyn.outbox.ada'];
    await worker(second).letGo();
    expect(await caches.keys()).toEqual(['samsyn.shell.second']);
  });

  test('a build stays for as long as one page runs in it', async () => {
    locks = [lockOf('/assets/index-1.js'), lockOf('/assets/index-2.js')];
    await worker(second).letGo();
    expect(await caches.keys()).toEqual(['samsyn.shell.first', 'samsyn.shell.second']);
  });

  test('where the browser has cleared its own, no other goes: which of them are later cannot be told', async () => {
    await caches.open('samsyn.shell.third');
    await caches.delete('samsyn.shell.second');
    await worker(second).letGo();
    expect(await caches.keys()).toEqual(['samsyn.shell.first', 'samsyn.shell.third']);
  });

  test('what is not the shell’s, and a later build that is being fetched, stay', async () => {
    await caches.open('somebody else’s');
    await caches.open('samsyn.shell.third');
    await worker(second).letGo();
    expect(await caches.keys()).toEqual(['samsyn.shell.second', 'somebody else’s', 'samsyn.shell.third']);
  });
});
