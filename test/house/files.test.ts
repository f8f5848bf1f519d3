/** What lies where, and how large it may be. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { code, files, read, root } from './sources.ts';

const ours = [
  'client',
  'server',
  'shared',
  'test',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'README.md',
  'package-lock.json',
  'LICENSE',
];
/** Made on the machine, never committed: .gitignore says so too. */
const made = ['node_modules', 'data'];
const linesOf = (text: string) => text.trimEnd().split('\n').length;

test('the top level is a closed set', () => {
  const strangers = readdirSync(root).filter((name) => !name.startsWith('.') && !ours.includes(name) && !made.includes(name));
  expect(strangers).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  const all = files(['client', 'server', 'shared', 'test'], ['.ts', '.js', '.css', '.html']);
  expect(all.filter(({ text }) => linesOf(text) > 400).map(({ path, text }) => `${path}: ${linesOf(text)}`)).toEqual([]);
});

test('half of the files are shorter than 100 lines', () => {
  const sizes = code.map(({ text }) => linesOf(text)).sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(100);
});

test('every file opens with what it answers for', () => {
  expect(code.filter(({ text }) => !/^(#!.*\n)?(\/\*\*|\/\/)/.test(text)).map(({ path }) => path)).toEqual([]);
});

test('names are the words of the product', () => {
  const vague = /(^|[-/.])(managers?|helpers?|utils?|services?|data|infos?)([-/.]|$)/;
  expect(code.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
});

test('nothing is left for later', () => {
  // Put together, so that this file does not find itself.
  const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
  expect(code.filter(({ text }) => later.test(text)).map(({ path }) => path)).toEqual([]);
});

test('every test runs, and none runs alone', () => {
  const chosen = new RegExp(
    `\\b(test|it|describe)(\\.\\w+)*\\.(${['on' + 'ly', 'sk' + 'ip', 'to' + 'do', 'fix' + 'me', 'skipIf', 'runIf'].join('|')})\\b`,
  );
  expect(code.filter(({ path, text }) => path.startsWith('test/') && chosen.test(text)).map(({ path }) => path)).toEqual([]);
});

test('the lock file holds one yjs, pinned, and names no host', () => {
  const lock = read('package-lock.json');
  const { packages } = JSON.parse(lock) as { packages: Record<string, { version?: string; resolved?: string }> };
  const copies = Object.entries(packages).filter(([path]) => /(^|\/)node_modules\/yjs$/.test(path));
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  expect(copies.map(([path, { version }]) => [path, version])).toEqual([['node_modules/yjs', dependencies['yjs']]]);
  // A workspace link or a local path would be "resolved" too; there is none.
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});
