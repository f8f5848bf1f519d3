/** Builds what is not built or older than its sources: the client by Vite, the server as one file by esbuild. As a program: builds and ends. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeShell } from './build-shell.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
export const clientDir = join(root, '.build/client');
export const serverFile = join(root, '.build/server/main.js');

interface Part {
  readonly name: 'client' | 'server';
  readonly sources: readonly string[];
  readonly result: string;
  make(folder: string): Promise<void>;
}

async function makeClient(folder: string): Promise<void> {
  const vite = await import('vite');
  await vite.build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: folder } });
  await makeShell(folder);
}

async function makeServer(folder: string): Promise<void> {
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: [join(root, 'server/main.ts')],
    outfile: join(folder, 'main.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    external: ['better-sqlite3'],
    // Bundled CommonJS packages call `require` for what Node itself brings.
    banner: { js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);" },
    logLevel: 'warning',
  });
}

const common = ['shared', 'package-lock.json'];
const parts: readonly Part[] = [
  {
    name: 'client',
    sources: ['client', 'vite.config.ts', 'server/build-shell.ts', ...common],
    result: join(clientDir, 'index.html'),
    make: makeClient,
  },
  { name: 'server', sources: ['server', ...common], result: serverFile, make: makeServer },
];

/** When the newest file or folder under `path` was changed, in ms; folders count, since a removed file changes only its folder. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), mtimeMs);
}

const stampOf = (part: Part) => join(root, '.build/built', part.name);

function isFresh(part: Part): boolean {
  if (!existsSync(part.result) || !existsSync(stampOf(part))) return false;
  const begun = Number(readFileSync(stampOf(part), 'utf8'));
  return part.sources.every((source) => newest(join(root, source)) <= begun);
}

/** Into a folder of its own and then moved: a running server never serves half a build, and two builds at once do not mix. */
async function make(part: Part): Promise<void> {
  const begun = Date.now();
  const target = join(root, '.build', part.name);
  const building = `${target}.${process.pid}`;
  try {
    await part.make(building);
    rmSync(target, { recursive: true, force: true });
    renameSync(building, target);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  mkdirSync(join(root, '.build/built'), { recursive: true });
  writeFileSync(stampOf(part), String(begun));
}

/**
 * Builds what is stale, in a process of its own: the tools of the build shall not stay in the memory of the server.
 * @throws Error with what the build said, when it failed
 */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  if (parts.every(isFresh)) return;
  say('Building the client and the server …');
  const child = await promisify(execFile)(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url)], {
    cwd: root,
    // Whoever asks, tests and development too, gets what people get: libraries without their warnings for developers.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (child.stderr.trim() !== '') say(child.stderr.trim());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const part of parts) if (!isFresh(part)) await make(part);
  // esbuild keeps a process of its own alive.
  process.exit(0);
}
