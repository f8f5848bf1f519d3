/**
 * All tests, or the stages named on the command line: `types lint vitest ui e2e`. Every stage runs, whatever the others said; the last line is
 * `N passed, N failed`. A stage that broke, or that found no test, counts as a failure: silence is no success.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Count {
  readonly passed: number;
  readonly failed: number;
}
interface Stage {
  readonly name: string;
  run(): Promise<Count>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}test/.out`;
const bin = (name: string) => `${root}node_modules/.bin/${name}`;

/** True when it ended well. No standard input: a tool that asks something must fail, not wait. */
function command(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(name, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.once('error', (error) => {
      console.error(`${name}: ${error.message}`);
      done(false);
    });
    child.once('close', (code) => done(code === 0));
  });
}

function oneTest(ok: boolean): Count {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Numbers of a report, mistrusted: no report, no tests, or a bad end without a failed test is one failure more. */
function counted(report: string, ok: boolean, read: (report: never) => Count): Count {
  try {
    const count = read(JSON.parse(readFileSync(report, 'utf8')) as never);
    return count.passed + count.failed === 0 || (!ok && count.failed === 0) ? { passed: count.passed, failed: count.failed + 1 } : count;
  } catch (error) {
    console.error(`No report at ${report}: ${String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

async function vitest(): Promise<Count> {
  const report = `${out}/vitest.json`;
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = await command(bin('vitest'), ['run', '--config', 'test/vitest.config.ts', ...reporters]);
  // A file that cannot be loaded is a failed suite without a test; what was skipped has not passed.
  type Report = { numPassedTests: number; numTotalTests: number; testResults: { status: string; assertionResults: unknown[] }[] };
  return counted(report, ok, ({ numPassedTests, numTotalTests, testResults }: Report) => {
    const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests + unloaded };
  });
}

async function playwright(project: 'ui' | 'e2e'): Promise<Count> {
  const run = `run-${project}`;
  const report = `${out}/${run}.json`;
  rmSync(report, { force: true });
  const ok = await command(bin('playwright'), ['test', '-c', 'test/playwright.config.ts', '--project', project], { SAMSYN_TEST_RUN: run });
  type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };
  return counted(report, ok, ({ stats }: Report) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped }));
}

const stages: readonly Stage[] = [
  { name: 'types', run: async () => oneTest(await command(bin('tsc'), ['-b'])) },
  {
    name: 'lint',
    run: async () => {
      const both = await Promise.all([
        command(bin('eslint'), ['-c', 'test/eslint.config.js', '--max-warnings', '0', '.']),
        command(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
      ]);
      return oneTest(both.every(Boolean));
    },
  },
  { name: 'vitest', run: vitest },
  { name: 'ui', run: () => playwright('ui') },
  { name: 'e2e', run: () => playwright('e2e') },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`No stage is called ${unknown.join(', ')}. There are: ${stages.map((stage) => stage.name).join(' ')}`);
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const lines: string[] = [];
let passed = 0;
let failed = 0;
for (const stage of stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n── ${stage.name} ──`);
  const began = performance.now();
  const count = await stage.run();
  passed += count.passed;
  failed += count.failed;
  const seconds = Math.round((performance.now() - began) / 1000);
  lines.push(
    `${stage.name.padEnd(8)} ${count.failed === 0 ? 'ok  ' : 'FAIL'} ${count.passed} of ${count.passed + count.failed} in ${seconds} s`,
  );
}
// "of", not "passed", in the lines above: only the last line has the form that machines read.
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
