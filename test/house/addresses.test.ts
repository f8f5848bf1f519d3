/** No page asks another machine for anything: the client names none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientDir, ensureBuilt } from '../../server/build.ts';
import { files } from './sources.ts';

/** Names that identify and are never asked: the namespaces of SVG and MathML. */
const names = [
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1999/xlink',
  'http://www.w3.org/1998/Math/MathML',
  'http://www.w3.org/1999/xhtml',
];
const endings = ['.ts', '.css', '.html', '.js', '.svg', '.webmanifest'];
/** `https://x.y`, and `//x.y` in quotes or url(). A bare `https://` (a check of what somebody typed) names nobody. */
const address = /(?:https?:|wss?:)\/\/(?!127\.0\.0\.1|localhost\b|\$\{)[\w-]+\.[^\s"'`)<>\\]*|["'(]\/\/[\w-]+\.[\w.-]+/g;

function addressesIn(folders: readonly string[]): readonly string[] {
  return files(folders, endings).flatMap(({ path, text }) =>
    [...text.matchAll(address)].filter(([found]) => !names.some((name) => found.startsWith(name))).map(([found]) => `${path}: ${found}`),
  );
}

test('the client’s sources name no other machine', () => {
  expect(addressesIn(['client'])).toEqual([]);
});

test('the check itself finds what it looks for', () => {
  expect([..."url(//fonts.example.org/a) 'https://cdn.example.org/x.js'".matchAll(address)].length).toBe(2);
});

test('the built page runs nothing inline, and names no other machine', async () => {
  await ensureBuilt(() => {});
  const page = readFileSync(join(clientDir, 'index.html'), 'utf8');
  expect(page).toMatch(/<script[^>]+src="\/assets\//);
  expect(page.match(/<script(?![^>]*\ssrc=)[^>]*>|<style|\son\w+=|\sstyle=|javascript:/g)).toBeNull();
  expect([...page.matchAll(address)].map(([found]) => found)).toEqual([]);
}, 60_000);
