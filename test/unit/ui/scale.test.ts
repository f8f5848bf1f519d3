/** The scale: where keys lead, what typing means, and columns of levels in true proportion. */
import { describe, expect, test } from 'vitest';
import { columnsOf, fitsColumns, levelAt, moved, percent, readTyped, span, ticksOf, type Move } from '../../../client/ui/scale.ts';

const levels = [
  { from: 0, to: 5, text: 'a' },
  { from: 6, to: 12, text: 'b' },
  { from: 13, to: 19, text: 'c' },
  { from: 20, to: 25, text: 'd' },
];
const scale = { max: 25, step: 1, levels };

describe('keys', () => {
  test.each<[number, Move, number]>([
    [16, 'up', 17],
    [16, 'down', 15],
    [25, 'up', 25],
    [0, 'down', 0],
    [16, 'start', 0],
    [16, 'end', 25],
    [16, 'level-up', 20],
    [16, 'level-down', 6],
    [13, 'level-down', 6],
    [3, 'level-down', 0],
    [22, 'level-up', 25],
  ])('from %i, %s leads to %i', (points, move, to) => {
    expect(moved(points, move, scale)).toBe(to);
  });

  test('from no points every key but End enters at 0', () => {
    const moves: Move[] = ['up', 'down', 'level-up', 'level-down', 'start', 'end'];
    expect(moves.map((move) => moved(null, move, scale))).toEqual([0, 0, 0, 0, 0, 25]);
  });

  test('without levels a page is a tenth of the scale, never less than a step', () => {
    expect(moved(10, 'level-up', { max: 40, step: 1, levels: [] })).toBe(14);
    expect(moved(10, 'level-down', { max: 20, step: 5, levels: [] })).toBe(5);
  });

  test('the end is the last whole step', () => {
    expect(moved(0, 'end', { max: 22, step: 5, levels: [] })).toBe(20);
    expect(moved(20, 'up', { max: 22, step: 5, levels: [] })).toBe(20);
  });
});

describe('typing', () => {
  test.each([
    ['', { points: null }],
    ['  ', { points: null }],
    ['0', { points: 0 }],
    [' 20 ', { points: 20 }],
    ['007', { points: 7 }],
    ['-0', { points: 0 }],
    ['21', { fault: 'range' }],
    ['-1', { fault: 'range' }],
    ['−3', { fault: 'range' }],
    ['8,5', { fault: 'whole' }],
    ['8.0', { fault: 'whole' }],
    ['tio', { fault: 'whole' }],
    ['1e1', { fault: 'whole' }],
  ])('%j of 20 is %j', (typed, read) => {
    expect(readTyped(typed, 20, 1)).toEqual(read);
  });

  test('points between two steps are a fault of their own', () => {
    expect(readTyped('7', 20, 5)).toEqual({ fault: 'step' });
    expect(readTyped('15', 20, 5)).toEqual({ points: 15 });
  });
});

describe('drawing', () => {
  test('columns lie where their points lie and fill the scale', () => {
    const columns = columnsOf(levels, 25, 1);
    expect(columns.map((column) => column.start * 25)).toEqual([0, 6, 13, 20]);
    expect(columns.map((column) => Math.round(column.width * 25))).toEqual([6, 7, 7, 5]);
    expect(fitsColumns(columns)).toBe(true);
  });

  test('a level of the maximum alone still has a width, and words that cannot fit become a list', () => {
    const [, top] = columnsOf(
      [
        { from: 0, to: 9, text: 'a' },
        { from: 10, to: 10, text: 'b' },
      ],
      10,
      1,
    );
    expect(top?.width).toBeGreaterThan(0);
    expect(fitsColumns([top ?? { level: levels[0] as never, start: 0, width: 1 }])).toBe(false);
  });

  test('a tick per step inside the line, thinned out where they would touch', () => {
    expect(ticksOf(5, 1)).toEqual([1, 2, 3, 4]);
    expect(ticksOf(20, 5)).toEqual([5, 10, 15]);
    expect(ticksOf(1000, 1).length).toBeLessThan(60);
  });

  test('levels by points, spans and places', () => {
    expect([levelAt(levels, null), levelAt(levels, 5)?.text, levelAt([], 3)]).toEqual([null, 'a', null]);
    expect([span({ from: 0, to: 4, text: '' }), span({ from: 9, to: 9, text: '' }), percent(8, 20)]).toEqual(['0–4', '9', '40.000%']);
  });
});
