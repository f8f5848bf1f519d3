/** The shell on this device: pages open without server, upgrades reach every tab, broken builds none, and nobody's facts are kept by it. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { build as bundle } from 'esbuild';
import { must } from '../../shared/domain/assert.ts';
import type { Browser as Found } from '../support/browser-sources.ts';
import { launchOptions } from '../support/browser.ts';
import { Product, type Built } from '../support/e2e-server.ts';
import { expect, test } from '../support/e2e.ts';
import { nextBuild } from '../support/next-build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const places = ['/', '/e/abcdefghij0123456789', '/e/abcdefghij0123456789/s/democracy.strategy', '/e/abcdefghij0123456789/overview', '/me'];
const kept = 'samsyn.shell.';

/** A product of its own on a client of its own, which may be replaced; it ends with the test. */
async function aProduct(built: Built, play: (product: Product, client: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(built.client, '../../e2e-shell-'));
  const client = join(folder, 'client');
  cpSync(built.client, client, { recursive: true });
  const product = new Product({ ...built, client });
  try {
    await product.start();
    await play(product, client);
  } finally {
    await product.kill9();
    product.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Addresses of all files of a built client that are kept. */
function filesOf(client: string): readonly string[] {
  return readdirSync(client, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'worker.js')
    .map((entry) => join(entry.parentPath, entry.name).slice(client.length))
    .map((path) => (path === '/index.html' ? '/' : path))
    .sort();
}

async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, { timeout: 30_000 });
}

/** The shell has drawn itself: its bar, and something for the reader. */
async function isDrawn(page: Page): Promise<void> {
  await expect(page.locator('sam-bar header, sam-bar nav').first()).toBeVisible();
  await expect(page.locator('sam-app main')).toContainText(/\S/);
}

/** The script a page began with: another build, another script. */
async function entryOf(page: Page): Promise<string> {
  return must(await page.locator('script[type=module]').getAttribute('src'), 'the page has its script');
}

function buildsIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async (start) => (await caches.keys()).filter((name) => name.startsWith(start)), kept);
}

/** What the browser has in its caches, by path. */
function pathsIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all
      .flat()
      .map(({ url }) => new URL(url).pathname)
      .sort();
  });
}

test('a browser that is closed, and opened again without server, shows every page and has every file', async ({ built }) => {
  const home = mkdtempSync(join(tmpdir(), 'samsyn-browser-'));
  const found = JSON.parse(must(process.env['SAMSYN_TEST_BROWSER'], 'the run has a browser')) as Found;
  const opens = () => chromium.launchPersistentContext(home, { ...launchOptions(found), locale: 'sv-SE' });
  try {
    await aProduct(built, async (product, client) => {
      const before = await opens();
      const first = await before.newPage();
      // Any page will do, and only this one was ever seen.
      await first.goto(`${product.url}/me`);
      await isKept(first);
      await before.close();
      await product.kill9();

      const after = await opens();
      const page = await after.newPage();
      for (const path of places) {
        await page.goto(`${product.url}${path}`);
        await isDrawn(page);
      }
      const statuses = await page.evaluate(
        (paths) => Promise.all(paths.map(async (path) => `${path} ${(await fetch(path)).status}`)),
        filesOf(client).filter((path) => path !== '/'),
      );
      expect(statuses.filter((said) => !said.endsWith(' 200'))).toEqual([]);
      expect(await page.evaluate(async () => (await document.fonts.load('16px "Schibsted Grotesk Variable"')).length)).toBe(1);
      await after.close();
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('what is kept are the files of the build, and nothing that anybody was told or wrote', async ({ stage, built }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  await ada.opens(`/e/${id}`);
  await isKept(ada.page);
  await ada.opens(`/e/${id}/people`);
  await ada.isSaved();
  await ada.page.reload();
  await ada.isSaved();
  expect(await pathsIn(ada.page)).toEqual(filesOf(built.client));
});

test('a browser without workers, as over http beyond this machine, shows everything and complains of nothing', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  await ada.context.addInitScript(() => {
    for (const name of ['serviceWorker', 'locks', 'storage']) Reflect.deleteProperty(Navigator.prototype, name);
    Reflect.deleteProperty(globalThis, 'caches');
  });
  const id = await stage.evaluation(ada, 'Torsås');
  await ada.opens(`/e/${id}`);
  await ada.isSaved();
  expect(await ada.page.evaluate(() => 'serviceWorker' in navigator)).toBe(false);
});

test('an upgrade: a tab of before goes on, a new one is new, and one that is told to reloads once', async ({ browser, built }) => {
  await aProduct(built, async (product, client) => {
    const context = await signedIn(await browser.newContext({ locale: 'sv-SE' }), product);
    const old = await context.newPage();
    await old.goto(product.url);
    await isKept(old);
    const first = await entryOf(old);
    await product.stop();
    await nextBuild(client);
    await product.start();

    const fresh = await context.newPage();
    await fresh.goto(product.url);
    const second = await entryOf(fresh);
    expect(second).not.toBe(first);
    await expect.poll(() => buildsIn(fresh).then((builds) => builds.length), { timeout: 30_000 }).toBe(2);
    await isKept(fresh);
    // A screen that it never opened; the server has its files no more.
    await old.getByRole('link', { name: 'Instrument' }).first().click();
    await expect(old.locator('sam-instruments-screen')).toBeVisible();
    expect(await entryOf(old)).toBe(first);

    await refreshes(old);
    await expect.poll(() => entryOf(old)).toBe(second);
    await isDrawn(old);
    await old.evaluate(() => (document.title = 'not loaded anew'));
    await refreshes(old);
    expect(await old.title()).toBe('not loaded anew');

    await product.kill9();
    const offline = await context.newPage();
    await offline.goto(`${product.url}/instruments`);
    expect(await entryOf(offline)).toBe(second);

    // With the third, nobody runs the first any more.
    const builds = await buildsIn(offline);
    await nextBuild(client);
    await product.start();
    await offline.reload();
    await expect.poll(() => buildsIn(offline), { timeout: 30_000 }).toEqual([builds[1], expect.stringMatching(kept)]);
    await context.close();
  });
});

test('a tab that is told to reload while no newer worker is here yet gets the newest, and keeps it without server', async ({
  browser,
  built,
}) => {
  await aProduct(built, async (product, client) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(product.url);
    await isKept(page);
    const first = await entryOf(page);
    await product.stop();
    await nextBuild(client);
    await product.start();
    await refreshes(page);
    await expect.poll(() => entryOf(page)).not.toBe(first);
    const second = await entryOf(page);
    await product.kill9();
    await page.reload();
    expect(await entryOf(page)).toBe(second);
    await context.close();
  });
});

test('a build that reached the server spoilt is not kept: without server the one before opens', async ({ browser, built }) => {
  await aProduct(built, async (product, client) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(product.url);
    await isKept(page);
    const first = await entryOf(page);
    await product.stop();
    await nextBuild(client);
    const spoilt = must(
      readdirSync(join(client, 'assets')).find((name) => /^overview-.*\.js$/.test(name)),
      'the overview has its script',
    );
    writeFileSync(join(client, 'assets', spoilt), '<!doctype html><title>502</title>');
    await product.start();
    await page.goto(product.url);
    expect(await entryOf(page)).not.toBe(first);
    const ended = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update().catch(() => {});
      const { installing } = registration;
      if (installing) await new Promise((done) => installing.addEventListener('statechange', done, { once: true }));
      return { installed: registration.waiting !== null, state: installing?.state ?? 'redundant' };
    });
    expect(ended).toEqual({ installed: false, state: 'redundant' });
    await product.kill9();
    await page.goto(`${product.url}/me`);
    expect(await entryOf(page)).toBe(first);
    await isDrawn(page);
    await context.close();
  });
});

test('in development nothing is kept, and what was is dropped', async ({ browser, built }) => {
  await aProduct(built, async (product) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(product.url);
    await isKept(page);
    await product.stop();
    const { PATH = '', HOME = '' } = process.env;
    const dev = spawn(process.execPath, ['--import', 'tsx', 'server/dev.ts'], {
      cwd: root,
      env: { PATH, HOME, PORT: String(product.port), SAMSYN_DATA: product.folder, SAMSYN_LOG: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((done) => dev.once('close', done));
    try {
      await new Promise((done) => dev.stdout.once('data', done));
      await page.goto(product.url);
      // Vite may load the page anew when it finds a package.
      const left = async () =>
        page.evaluate(async () => [...(await navigator.serviceWorker.getRegistrations()), ...(await caches.keys())].length).catch(() => -1);
      await expect.poll(left, { timeout: 60_000 }).toBe(0);
      await page.goto(product.url);
      await isDrawn(page);
      expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
    } finally {
      dev.kill('SIGTERM');
      await ended;
      await context.close();
    }
  });
});

async function signedIn(context: BrowserContext, product: Product): Promise<BrowserContext> {
  const { pathname, hash } = new URL(must(product.ownerLink, 'a new installation has an owner link'));
  expect(pathname).toBe('/owner');
  const answer = await context.request.post(`${product.url}/api/links/use`, {
    headers: { origin: product.url },
    data: { token: hash.slice(1), name: 'Ada', language: 'sv' },
  });
  expect(answer.status()).toBe(200);
  return context;
}

/** What the app does when the server takes this client no more, done in this page; the page may be gone before it ends. */
async function refreshes(page: Page): Promise<void> {
  const { outputFiles } = await bundle({
    entryPoints: [join(root, 'client/controllers/worker.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'keeper',
    define: { 'import.meta.env.PROD': 'true' },
  });
  const { text } = must(outputFiles[0], 'one file comes out');
  await page.evaluate(`(async () => { ${text}; await keeper.refreshShell(); })()`).catch(() => {});
}
