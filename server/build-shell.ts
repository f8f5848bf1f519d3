/** Makes the built client one that opens without network: what runs first is named by its content, and the worker is told every file with its hash. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../client/worker/worker.ts', import.meta.url));

/** `folder`: the client as Vite has built it; the worker that may lie there is replaced. */
export async function makeShell(folder: string): Promise<void> {
  const worker = join(folder, 'worker.js');
  rmSync(worker, { force: true });
  nameByContent(folder, 'first.js');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: addressOf(relative(folder, file)), integrity: `sha256-${sha256(readFileSync(file)).toString('base64')}` }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const id = sha256(JSON.stringify(files)).toString('base64url').slice(0, 12);
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: [source],
    outfile: worker,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { builtClient: JSON.stringify({ id, files }) },
    logLevel: 'warning',
  });
}

function addressOf(file: string): string {
  const path = `/${file.split(sep).join('/')}`;
  return path === '/index.html' ? '/' : path;
}

/** Under one name for ever, a page of the next build would be given the kept one of this. */
function nameByContent(folder: string, name: string): void {
  const file = join(folder, name);
  if (!existsSync(file)) return;
  const [stem, ending] = name.split('.');
  const hash = sha256(readFileSync(file)).toString('base64url').slice(0, 8);
  const named = `assets/${stem}-${hash}.${ending}`;
  mkdirSync(join(folder, 'assets'), { recursive: true });
  renameSync(file, join(folder, named));
  const page = join(folder, 'index.html');
  const text = readFileSync(page, 'utf8');
  if (!text.includes(`"/${name}"`)) throw new Error(`The page does not ask for /${name}.`);
  writeFileSync(page, text.replace(`"/${name}"`, `"/${named}"`));
}

function sha256(bytes: Buffer | string): Buffer {
  return createHash('sha256').update(bytes).digest();
}
