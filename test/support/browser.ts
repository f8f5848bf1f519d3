/** Finds a Chromium for the tests on any machine, or provisions one; remembers it under `.build`. "Works" means: it showed a page. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type LaunchOptions } from '@playwright/test';
import { sources, type Browser } from './browser-sources.ts';

const build = fileURLToPath(new URL('../../.build', import.meta.url));
const remembered = join(build, 'browser.json');

/** Nothing reaches another machine, neither a page nor the browser itself; root cannot use the sandbox. */
const commonArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** What Playwright needs to launch it. Playwright replaces the environment by `env`, so the present one is passed on. */
export function launchOptions(browser: Browser): LaunchOptions {
  const inherited: Record<string, string> = {};
  for (const [key, value] of Object.entries(process.env)) if (value !== undefined) inherited[key] = value;
  return {
    executablePath: browser.executablePath,
    args: [...new Set([...commonArgs, ...browser.args])],
    env: { ...inherited, ...browser.env },
  };
}

/** Null when it works, else the reason in one line. Some builds start and never show a page: hence the time limit and the real page. */
async function fault(browser: Browser): Promise<string | null> {
  try {
    const running = await chromium.launch({ ...launchOptions(browser), timeout: 30_000 });
    try {
      const page = await running.newPage();
      page.setDefaultTimeout(20_000);
      await page.setContent('<button style="inline-size: 90px">Låst</button>');
      const box = await page.getByRole('button', { name: 'Låst' }).boundingBox();
      await page.screenshot();
      return box?.width === 90 ? null : 'it lays out nothing';
    } finally {
      await running.close();
    }
  } catch (error) {
    const lines = String(error instanceof Error ? error.message : error).split('\n');
    return (lines.find((line) => /error while loading|cannot|No such file|ENOENT|EACCES/i.test(line)) ?? lines[0] ?? 'unknown').trim();
  }
}

function recall(): Browser | null {
  try {
    return JSON.parse(readFileSync(remembered, 'utf8')) as Browser;
  } catch {
    return null;
  }
}

function remember(browser: Browser): Browser {
  mkdirSync(dirname(remembered), { recursive: true });
  writeFileSync(remembered, JSON.stringify(browser, null, 2));
  return browser;
}

/**
 * The first browser that works: the remembered one (unless CHROMIUM_PATH names another), then source by source.
 * @throws Error with one line a source on why each was rejected
 */
export async function findBrowser(say: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Promise<Browser> {
  const known = recall();
  const wanted = process.env['CHROMIUM_PATH'];
  if (known !== null && (!wanted || known.executablePath === wanted) && (await fault(known)) === null) return known;
  rmSync(remembered, { force: true });
  const rejected: string[] = [];
  for (const source of sources(join(build, 'chromium'))) {
    try {
      if (source.installs) say(`No browser yet: trying ${source.name} …`);
      const browser = await source.candidate();
      const why = browser === null ? 'none here' : await fault(browser);
      if (browser !== null && why === null) return remember(browser);
      rejected.push(`${source.name}: ${why}`);
    } catch (error) {
      rejected.push(`${source.name}: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`);
    }
    if (source.name === 'CHROMIUM_PATH' && wanted) say(`CHROMIUM_PATH was rejected, ${rejected.at(-1)}`);
  }
  throw new Error(`No Chromium works on this machine.\n  ${rejected.join('\n  ')}`);
}
