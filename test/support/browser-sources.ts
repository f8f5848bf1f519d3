/** Where a Chromium may come from, in the order in which they are tried. Each source answers with candidates; whether one works is judged elsewhere. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** One browser that could be launched. `args` are those that this build needs besides those all get; `env` is added to the browser's own environment. */
export interface Browser {
  readonly from: string;
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}
export interface Source {
  readonly name: string;
  /** Sources that install something say so before they start. */
  readonly installs: boolean;
  /** Null: there is none here. Throws with the reason when getting it failed. */
  candidate(): Promise<Browser | null>;
}

const isRoot = process.getuid?.() === 0;
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macOs = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function plain(from: string, executablePath: string): Browser {
  return { from, executablePath, args: [], env: {} };
}

function onPath(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    for (const name of names) if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
  }
  return existsSync(macOs) ? macOs : null;
}

function run(command: string, args: readonly string[], minutes: number): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: minutes * 60_000 });
}

/**
 * Unpacks the Chromium of the npm package into `folder`, once: the package unpacks into the temporary folder of the machine, takes a
 * half-written binary of another process for a finished one, and would be unpacked by several test workers at once. So it unpacks into a
 * folder of its own, which is given its final name only when whole.
 */
async function unpacked(folder: string): Promise<Browser> {
  if (!existsSync(join(folder, 'chromium'))) {
    const building = `${folder}.${process.pid}`;
    mkdirSync(building, { recursive: true });
    const before = { ...process.env };
    try {
      // Read by the package at import: the folder to unpack into, and that it shall bring its own NSS libraries.
      Object.assign(process.env, { TMPDIR: building, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
      const { default: sparticuz } = await import('@sparticuz/chromium');
      await sparticuz.executablePath();
    } finally {
      for (const key of Object.keys(process.env)) if (!(key in before)) Reflect.deleteProperty(process.env, key);
      Object.assign(process.env, before);
    }
    if (existsSync(folder)) rmSync(building, { recursive: true, force: true });
    else renameSync(building, folder);
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  return {
    from: '@sparticuz/chromium',
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--no-zygote', '--font-render-hinting=none'],
    env: { LD_LIBRARY_PATH: libraries, ...fonts },
  };
}

/** @param folder where an unpacked browser may be kept */
export function sources(folder: string): readonly Source[] {
  const { CHROMIUM_PATH } = process.env;
  return [
    {
      name: 'CHROMIUM_PATH',
      installs: false,
      candidate: async () => (CHROMIUM_PATH ? plain('CHROMIUM_PATH', CHROMIUM_PATH) : null),
    },
    {
      name: "Playwright's own",
      installs: false,
      candidate: async () => (existsSync(chromium.executablePath()) ? plain("Playwright's own", chromium.executablePath()) : null),
    },
    {
      name: 'the system',
      installs: false,
      candidate: async () => {
        const path = onPath();
        return path === null ? null : plain('the system', path);
      },
    },
    {
      name: '@sparticuz/chromium',
      installs: false,
      candidate: async () => (platform() === 'linux' && arch() === 'x64' ? unpacked(folder) : null),
    },
    {
      name: 'apt',
      installs: true,
      candidate: async () => {
        if (!isRoot || !existsSync('/usr/bin/apt-get')) return null;
        run('apt-get', ['update', '-qq'], 5);
        run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], 10);
        const path = onPath();
        return path === null ? null : plain('apt', path);
      },
    },
    {
      name: 'npx playwright install chromium',
      installs: true,
      candidate: async () => {
        const cli = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '..', 'cli.js');
        run(process.execPath, [cli, 'install', 'chromium'], 10);
        return plain('playwright install', chromium.executablePath());
      },
    },
  ];
}
