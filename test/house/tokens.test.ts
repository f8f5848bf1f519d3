/** The colours keep the contrasts they were chosen for, in both themes; figures by WCAG 2's relative luminance. */
import { expect, test } from 'vitest';
import { files, read } from './sources.ts';

type Theme = 'light' | 'dark';
const tokens = new Map<string, Record<Theme, string>>();
for (const [, name, light, dark] of read('client/styles/tokens.css').matchAll(
  /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
)) {
  if (name && light && dark) tokens.set(name, { light, dark });
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** To one decimal, downwards: 4.49 is not 4.5. */
function contrast(theme: Theme, on: string, of: string): number {
  const [a, b] = [on, of].map((name) => {
    const token = tokens.get(name);
    if (token === undefined) throw new Error(`--${name} has no colours for both themes.`);
    return luminance(token[theme]);
  }) as [number, number];
  return Math.floor(((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)) * 10) / 10;
}

const text = 4.5;
const shape = 3;
test.each([
  ['paper', 'ink', 15],
  ['paper', 'ink-2', 8],
  ['paper', 'ink-3', 5.5],
  ['paper', 'edge', shape],
  ['paper', 'accent', 7],
  ['paper', 'green', 6.5],
  ['paper', 'amber', 6],
  ['paper', 'red', 6],
  ['paper', 'deep', 7.5],
  ['accent', 'on-accent', 7],
  ['wash', 'ink', 12],
  ['wash', 'ink-3', 5],
  ['wash', 'accent', text],
  ['mark', 'ink', 9],
  ['sunk', 'ink-3', text],
  ['sunk', 'edge', shape],
  ['sheet', 'ink', 14],
  ['sheet', 'ink-3', text],
  ['sheet', 'edge', shape],
  ['sheet', 'accent', text],
  ['sheet', 'red', text],
  ['sheet', 'amber', text],
])('on %s, %s reaches %s in both themes', (on, of, least) => {
  expect(contrast('light', on, of)).toBeGreaterThanOrEqual(least);
  expect(contrast('dark', on, of)).toBeGreaterThanOrEqual(least);
});

test('no other file states a colour', () => {
  // Paper is white and ink is black: what a file says of print stands last in it.
  const colour = /#[0-9a-f]{3,8}\b(?=[\s;,)'"])|\b(?:rgb|hsl|oklch|lab)a?\(/gi;
  const stray = files(['client'], ['.css', '.ts'])
    .filter(({ path }) => path !== 'client/styles/tokens.css')
    .flatMap(({ path, text: content }) =>
      [...(content.split('@media print')[0] ?? '').matchAll(colour)].map(([found]) => `${path}: ${found}`),
    );
  expect(stray).toEqual([]);
});
