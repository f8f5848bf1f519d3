/** The server as a process of its own, from its sources, to be ended as processes are: by a signal, or by the power. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type Program = {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the first line of stdout; rejects if it ends before. */
  readonly started: Promise<string>;
  /** Exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
};
const running = new Set<Program>();

/** With nothing of this environment but what a process needs. `clientDir`: folder of a built client. */
export function runProgram(clientDir: string, env: Record<string, string>): Program {
  const { PATH = '', HOME = '' } = process.env;
  const script = `import('./server/main.ts').then((server) => server.main({ clientDir: ${JSON.stringify(clientDir)} }))`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--eval', script], {
    cwd: root,
    env: { PATH, HOME, PORT: '0', SAMSYN_LOG: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  let line: (line: string) => void;
  let none: (error: Error) => void;
  const started = new Promise<string>((resolve, reject) => ([line, none] = [resolve, reject]));
  started.catch(() => undefined);
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
    // Both lines come in one breath.
    if (out.endsWith('\n')) line(out.split('\n')[0] ?? '');
  });
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      none(new Error(`ended without a start: ${err}`));
      resolve(code ?? signal ?? 'nothing');
    });
  });
  const program = { child, out: () => out, err: () => err, started, ended };
  running.add(program);
  void ended.then(() => running.delete(program));
  return program;
}

/** kill -9 for all that still runs. */
export async function endPrograms(): Promise<void> {
  const all = [...running];
  for (const { child } of all) child.kill('SIGKILL');
  await Promise.all(all.map(({ ended }) => ended));
}

export const urlIn = (line: string) => line.replace('Samsyn: ', '');
export const ownerLinkIn = (out: string) => /https?:\S+\/owner#\S+/.exec(out)?.[0] ?? null;
