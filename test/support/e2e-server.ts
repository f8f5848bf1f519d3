/**
 * The product as a process of its own, as people start it: built client and server, a free port, a folder of its own. It can be
 * killed without a word and started again on the same port and folder.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientDir, ensureBuilt, serverFile } from '../../server/build.ts';
import { must } from '../../shared/domain/assert.ts';
import { freePort, type RoughLine } from './rough-line.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built product, copied: sources that are edited while stories run must not change what they run against. */
export type Built = { readonly client: string; readonly server: string; remove(): void };

export async function build(): Promise<Built> {
  await ensureBuilt((line) => process.stderr.write(`${line}\n`));
  // Inside the repository: the server finds its packages from there.
  const folder = mkdtempSync(join(root, '.build/e2e-'));
  const built = { client: join(folder, 'client'), server: join(folder, 'server') };
  cpSync(clientDir, built.client, { recursive: true });
  cpSync(join(serverFile, '..'), built.server, { recursive: true });
  return { ...built, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export class Product {
  readonly folder = mkdtempSync(join(tmpdir(), 'samsyn-e2e-'));
  readonly #built: Built;
  #child: ChildProcess | null = null;
  #ended: Promise<unknown> = Promise.resolve();
  #port = 0;
  #main = 'main.js';
  #out = '';
  #err = '';

  /** `line`: what stands between browsers and it. */
  constructor(
    built: Built,
    readonly line: RoughLine | null = null,
  ) {
    this.#built = built;
  }

  /** Where its pages are, without a slash at the end. */
  get url(): string {
    return must(/^Samsyn: (\S+)$/m.exec(this.#out), 'the server has said where it is')[1] ?? '';
  }

  /** Where browsers reach it. */
  get port(): number {
    return this.line?.port ?? this.#port;
  }

  /** As the last start printed it; null once it was used before. */
  get ownerLink(): string | null {
    return /https?:\S+\/owner#\S+/.exec(this.#out)?.[0] ?? null;
  }

  /** What it logged as an error, over all starts: bugs, in every story. */
  get errors(): readonly string[] {
    return this.#err.split('\n').filter((line) => line !== '' && !/"level":[1-4]0\b/.test(line));
  }

  /** Starts, or starts again; resolves when it listens. @throws Error with what it said if it ended instead */
  async start(): Promise<void> {
    const script = `import(${JSON.stringify(join(this.#built.server, this.#main))}).then((it) => it.main({ clientDir: ${JSON.stringify(this.#built.client)} }))`;
    const { PATH = '', HOME = '' } = process.env;
    if (this.line && this.#port === 0) this.#port = await freePort();
    this.line?.leadsTo(this.#port);
    const child = spawn(process.execPath, ['--enable-source-maps', '--eval', script], {
      cwd: root,
      env: {
        PATH,
        HOME,
        PORT: String(this.#port),
        SAMSYN_DATA: this.folder,
        SAMSYN_LOG: 'warn',
        ...(this.line && { SAMSYN_ORIGIN: `http://127.0.0.1:${this.line.port}` }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#out = '';
    child.stderr.on('data', (text: Buffer) => (this.#err += text.toString()));
    this.#ended = new Promise((resolve) => child.once('close', resolve));
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (text: Buffer) => {
        this.#out += text.toString();
        if (this.#out.endsWith('\n')) resolve();
      });
      child.once('close', () => reject(new Error(`the server ended: ${this.#err}`)));
    });
    if (!this.line) this.#port = Number(new URL(this.url).port);
  }

  /** The next start is of another version: its code, changed in its own copy. */
  upgradesTo(change: (code: string) => string): void {
    const file = join(this.#built.server, 'main.js');
    const copy = join(this.#built.server, `main-${this.#port}.js`);
    writeFileSync(copy, change(readFileSync(existsSync(copy) ? copy : file, 'utf8')));
    this.#main = `main-${this.#port}.js`;
  }

  /** kill -9: it has no time for anything. Resolves when it is gone. */
  async kill9(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
    this.#child = null;
  }

  /** Asks it to end, and waits. */
  async stop(): Promise<void> {
    this.#child?.kill('SIGTERM');
    await this.#ended;
    this.#child = null;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
