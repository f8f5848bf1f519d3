/** Letters of people, rows of dots, and the geometry of the radar. */
import { describe, expect, test } from 'vitest';
import { initialsOf } from '../../../client/ui/initials.ts';
import { lineThrough, placeOf, radarIn, wrapped } from '../../../client/ui/radar-layout.ts';
import { castOf, rowsOf } from '../../../client/ui/strip-layout.ts';

describe('initials', () => {
  test.each([
    [
      ['Karin', 'Anders', 'Leila'],
      ['K', 'A', 'L'],
    ],
    [
      ['Anna Berg', 'Anders Ek', 'Leila'],
      ['AB', 'AE', 'L'],
    ],
    [
      ['Karin', 'Kristian'],
      ['Ka', 'Kr'],
    ],
    [
      ['Anna Berg', 'Åsa Berg'],
      ['A', 'Å'],
    ],
    [
      ['Karl Berg', 'Klara Bok'],
      ['Ka', 'Kl'],
    ],
    [
      ['örjan', ' '],
      ['Ö', '?'],
    ],
    [
      ['Ada', 'Ada'],
      ['Ad', 'Ad'],
    ],
  ])('%j are %j', (names, letters) => {
    expect(initialsOf(names)).toEqual(letters);
  });
});

describe('dots', () => {
  test('neighbours closer than a dot rise, equal ones stand on each other', () => {
    expect(rowsOf([0.4, 0.65, 0.7, 0.8], 0.06)).toEqual([0, 0, 1, 0]);
    expect(rowsOf([0, 0, 0], 0.06)).toEqual([0, 1, 2]);
    expect(rowsOf([], 0.06)).toEqual([]);
  });

  test('the lowest comes first; who abstains has no dot; 0 has one', () => {
    const ballot = (id: string, points: number | null) => ({ id, name: id, points, confidence: null });
    expect(castOf([ballot('b', 3), ballot('c', null), ballot('a', 0)]).map((each) => each.id)).toEqual(['a', 'b']);
  });
});

describe('radar', () => {
  test('the first spoke points up, the others follow clockwise', () => {
    const [x, y] = placeOf(0, 4, 1, 100);
    expect([Math.round(x), Math.round(y)]).toEqual([0, -100]);
    expect(placeOf(1, 4, 0.5, 100).map(Math.round)).toEqual([50, 0]);
  });

  test('a whole line closes; a missing value breaks it and is nowhere at 0', () => {
    expect(lineThrough([1, 1, 1, 1], 100).match(/M/g)).toHaveLength(1);
    const broken = lineThrough([1, 1, null, 1], 100);
    expect(broken.match(/M/g)).toHaveLength(2);
    expect(broken).not.toContain('M0,0');
    expect(lineThrough([null, null, null], 100)).toBe('');
  });

  test('names stand around it where there is room, codes where there is not', () => {
    expect(radarIn(600)).toMatchObject({ wide: true, radius: 170 });
    expect(radarIn(320)).toMatchObject({ wide: false, radius: 108 });
  });

  test('long names are cut with an ellipsis', () => {
    expect(wrapped('Arbetsliv', 17, 2)).toEqual(['Arbetsliv']);
    expect(wrapped('Styrning och kontroll', 17, 2)).toEqual(['Styrning och', 'kontroll']);
    expect(wrapped('Chefs- och ledarskap samt medarbetarskap', 17, 2)).toEqual(['Chefs- och', 'ledarskap samt …']);
  });
});
