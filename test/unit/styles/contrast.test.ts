/** The table of contrasts, computed from tokens.css: a colour that is changed to look nicer must still be readable. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { must } from '../../../shared/domain/assert.ts';

const source = readFileSync(new URL('../../../client/styles/tokens.css', import.meta.url), 'utf8');
const colours = new Map(
  [...source.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, ...pair]) => [name, pair]),
);
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string, theme: Theme): number {
  const at = (token: string) => luminance(must(must(colours.get(token), `tokens.css has --${token}`)[themes.indexOf(theme)], 'two themes'));
  const [dark = 0, light = 0] = [at(one), at(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(themes)('%s', (theme) => {
  test('what the table prints, on paper', () => {
    const tokens = ['ink', 'ink-2', 'ink-3', 'edge', 'hair', 'accent', 'green', 'amber', 'red', 'deep'];
    const printed = {
      light: ['15.8', '8.4', '5.8', '3.8', '1.3', '7.9', '7.1', '6.3', '6.7', '10.6'],
      dark: ['15.2', '10.5', '7.3', '5.0', '1.4', '9.2', '9.1', '9.3', '8.5', '8.0'],
    };
    expect(tokens.map((token) => contrast(token, 'paper', theme).toFixed(1))).toEqual(printed[theme]);
  });

  test('text is readable on every ground it stands on', () => {
    const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'green', 'amber', 'red', 'deep'];
    const grounds = ['paper', 'sheet', 'sunk', 'wash'];
    const faint = texts.flatMap((text) =>
      grounds.filter((ground) => contrast(text, ground, theme) < 4.5).map((ground) => `${text} on ${ground}`),
    );
    expect(faint).toEqual([]);
    expect(contrast('on-accent', 'accent', theme)).toBeGreaterThan(8);
    expect(contrast('ink', 'mark', theme)).toBeGreaterThan(theme === 'light' ? 14 : 9);
  });

  test('borders of controls are seen on every ground', () => {
    for (const ground of ['paper', 'sheet', 'sunk', 'wash']) expect(contrast('edge', ground, theme), ground).toBeGreaterThanOrEqual(3);
  });
});
