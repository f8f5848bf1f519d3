/** Pasting is read in time that grows with its length alone: what somebody put on a page must not hang whoever copies it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { linesOf } from '../../../client/editor/paste/blocks.ts';
import { readPasted } from '../../../client/editor/paste/source.ts';

/** UTF-16 units. Reading each letter once takes some hundredths of a second; from each letter to the end, minutes. */
const size = 1_000_000;
const filled = (bit: string) => bit.repeat(Math.ceil(size / bit.length));
/** Milliseconds. */
const patience = 2_000;

let given: string | null;
beforeEach(() => {
  given = null;
  // The browser's own reading is not what is tested here: only what it is given.
  vi.stubGlobal(
    'DOMParser',
    class {
      parseFromString(html: string) {
        given = html;
        return {};
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const rule = 'p.MsoTitle { mso-outline-level: 2; }';

test.each<[string, string, { readonly kept: number; readonly outline?: number }]>([
  ['a sheet without braces', `<style>${filled('a')}</style>`, { kept: 0 }],
  ['a sheet of opening braces', `<style>${filled('{')}</style>`, { kept: 0 }],
  ['a sheet of comments without an end', `<style>${rule}${filled('/*')}</style>`, { kept: 0, outline: 2 }],
  ['a sheet after which another rule stands', `<style>${filled('a')}} ${rule}</style>`, { kept: 0, outline: 2 }],
  ['tags without an end', filled('<a '), { kept: size }],
  ['sheets without an end', filled('<style>'), { kept: 0 }],
  ['sheets whose tags have no end', filled('<style '), { kept: size }],
  ['pictures without an end', filled(` src="data:'`), { kept: size }],
])('%s', (_name, html, { kept, outline }) => {
  const began = performance.now();
  const { sheet } = readPasted(html);
  expect(performance.now() - began).toBeLessThan(patience);
  expect(given?.length).toBeGreaterThanOrEqual(kept);
  if (kept === 0) expect(given).toBe('');
  expect(sheet.outline.get('MsoTitle')).toBe(outline);
});

test('breaks before a last letter', () => {
  const began = performance.now();
  const lines = linesOf(`${filled('\n')}a\n\n`);
  expect(performance.now() - began).toBeLessThan(patience);
  expect([lines.length, lines.at(-1)]).toEqual([size + 1, 'a']);
  expect([linesOf(''), linesOf('\n\n'), linesOf('\na\n\nb\n')]).toEqual([[''], [''], ['', 'a', '', 'b']]);
});
