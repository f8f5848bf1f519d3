/** What is typed in the forms of People, read into facts or into the fault of one field. */
import { describe, expect, test } from 'vitest';
import { readDays, readPolicy, readSubject } from '../../../client/screens/people/selectors.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';

const typed = { progress: 'count', least: 'all', leastBallots: '', green: '10', amber: '20', red: '30' };

describe('the rules', () => {
  test('as they stand by default', () => expect(readPolicy(typed)).toEqual(defaultPolicy));

  test('boxes, names and a least number', () => {
    expect(readPolicy({ ...typed, progress: 'names', least: 'some', leastBallots: ' 2 ', reviewers: 'on', observers: 'on' })).toEqual({
      ...defaultPolicy,
      progress: 'names',
      leastBallots: 2,
      reviewersSeeBallots: true,
      observersSeePoints: true,
    });
  });

  test.each(['', '0', '61', '2.5', '-1', 'x'])('a least number of "%s" is at fault, if it counts', (leastBallots) => {
    expect(readPolicy({ ...typed, least: 'some', leastBallots })).toMatchObject({ field: 'leastBallots' });
    expect(readPolicy({ ...typed, leastBallots })).toMatchObject({ leastBallots: null });
  });

  test.each(['', '0', '101', '1e1', '12,5'])('a limit of "%s" is at fault', (amber) => {
    expect(readPolicy({ ...typed, amber })).toMatchObject({ field: 'amber' });
  });

  test('limits that do not rise are for the rule to refuse', () => {
    expect(readPolicy({ ...typed, amber: '5' })).toMatchObject({ bands: { green: 10, amber: 5, red: 30 } });
  });
});

describe('who is evaluated', () => {
  test('trimmed; year and visit may be empty', () => {
    expect(readSubject({ name: ' Torsås ', year: '2021', visit: ' maj ' })).toEqual({ name: 'Torsås', year: 2021, visit: 'maj' });
    expect(readSubject({ name: 'Torsås', year: ' ', visit: '' })).toEqual({ name: 'Torsås', year: null, visit: null });
  });

  test('a name is needed, and a year of four figures', () => {
    expect(readSubject({ name: ' ', year: '2021' })).toMatchObject({ field: 'name' });
    for (const year of ['21', '1899', '2201', '20x1']) expect(readSubject({ name: 'Torsås', year })).toMatchObject({ field: 'year' });
  });
});

test('an invitation holds 1 to 90 days', () => {
  expect(['1', ' 14 ', '90', '0', '91', '', '1.5', 'x'].map(readDays)).toEqual([1, 14, 90, null, null, null, null, null]);
});
