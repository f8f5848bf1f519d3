/** Reading an instrument's file: each fault by itself, with its code, its place and its facts. */
import { describe, expect, test } from 'vitest';
import { instrumentFaultCodes, readInstrument } from '../../../shared/domain/instrument-file.ts';
import { tiny } from './harness.ts';

type Draft = Record<string, unknown> & { areas: (Record<string, unknown> & { criteria: Record<string, unknown>[] })[] };

function faultsAfter(change: (draft: Draft) => void) {
  const draft = structuredClone(tiny) as unknown as Draft;
  change(draft);
  const read = readInstrument(JSON.stringify(draft));
  return read.ok ? [] : read.error.map(({ code, path, facts }) => [code, path, facts]);
}
const area = (draft: Draft, i: number) => draft.areas[i] as Draft['areas'][number];
const criterion = (draft: Draft, i: number) => area(draft, i).criteria[0] as Record<string, unknown>;

test('a sound file is read, from text or from JSON, with or without a byte order mark', () => {
  for (const input of [tiny, JSON.stringify(tiny), `\uFEFF${JSON.stringify(tiny)}`]) {
    expect(readInstrument(input)).toEqual({ ok: true, value: tiny });
  }
});

const cases: readonly [string, (draft: Draft) => void, readonly [string, string, object]][] = [
  ['an unknown key', (d) => (d['colour'] = 'red'), ['key/unknown', 'colour', { key: 'colour' }]],
  [
    'an unknown key deep down',
    (d) => (criterion(d, 1)['max points'] = 7),
    ['key/unknown', 'areas[1].criteria[0]["max points"]', { key: 'max points' }],
  ],
  ['a missing key', (d) => delete d['label'], ['key/missing', 'label', {}]],
  ['a missing key that has a fixed set', (d) => delete d['language'], ['key/missing', 'language', {}]],
  ['a missing list', (d) => delete (area(d, 0) as Record<string, unknown>)['criteria'], ['key/missing', 'areas[0].criteria', {}]],
  ['a wrong type', (d) => (d['name'] = 7), ['type/wrong', 'name', { expected: 'string' }]],
  ['half a point', (d) => (criterion(d, 0)['maxPoints'] = 2.5), ['type/wrong', 'areas[0].criteria[0].maxPoints', { expected: 'int' }]],
  ['a value outside its set', (d) => (d['language'] = 'fi'), ['value/not-allowed', 'language', { allowed: ['sv', 'nb', 'en'] }]],
  ['an empty text', (d) => (criterion(d, 0)['name'] = '  '), ['text/empty', 'areas[0].criteria[0].name', {}]],
  ['a text that is too long', (d) => (area(d, 1)['code'] = 'x'.repeat(17)), ['text/too-long', 'areas[1].code', { most: 16 }]],
  ['an id that is none', (d) => (area(d, 1)['id'] = 'Two!'), ['text/malformed', 'areas[1].id', {}]],
  ['no points at all', (d) => (criterion(d, 1)['maxPoints'] = 0), ['number/too-small', 'areas[1].criteria[0].maxPoints', { least: 1 }]],
  ['far too many points', (d) => (d['step'] = 100_001), ['number/too-large', 'step', { most: 100_000 }]],
  ['no areas', (d) => (d.areas = []), ['list/empty', 'areas', {}]],
  [
    'too many questions',
    (d) => (criterion(d, 0)['questions'] = Array(41).fill('?')),
    ['list/too-long', 'areas[0].criteria[0].questions', { most: 40 }],
  ],
  ['an area’s id twice', (d) => (area(d, 1)['id'] = 'one'), ['id/twice', 'areas[1].id', { id: 'one', first: 'areas[0].id' }]],
  [
    'a criterion named as an area',
    (d) => (criterion(d, 0)['id'] = 'two'),
    ['id/twice', 'areas[0].criteria[0].id', { id: 'two', first: 'areas[1].id' }],
  ],
  [
    'a name kept for the summary',
    (d) => (criterion(d, 0)['id'] = 'summary'),
    ['id/reserved', 'areas[0].criteria[0].id', { id: 'summary' }],
  ],
  ['an area’s code twice', (d) => (area(d, 1)['code'] = '1'), ['code/twice', 'areas[1].code', { code: '1', first: 'areas[0].code' }]],
  [
    'a criterion’s code twice',
    (d) => (criterion(d, 1)['code'] = '1.1'),
    ['code/twice', 'areas[1].criteria[0].code', { code: '1.1', first: 'areas[0].criteria[0].code' }],
  ],
  ['criteria that don’t add up', (d) => (criterion(d, 0)['maxPoints'] = 19), ['area/sum', 'areas[0].maxPoints', { max: 20, sum: 19 }]],
  ['areas that don’t add up', (d) => (d['maxPoints'] = 31), ['instrument/sum', 'maxPoints', { max: 31, sum: 30 }]],
  [
    'an own step that doesn’t divide',
    (d) => (criterion(d, 0)['step'] = 3),
    ['step/does-not-divide', 'areas[0].criteria[0].step', { step: 3, max: 20 }],
  ],
  [
    'a common step that doesn’t divide',
    (d) => (d['step'] = 20),
    ['step/does-not-divide', 'areas[1].criteria[0].maxPoints', { step: 20, max: 10 }],
  ],
];

describe('each fault by itself', () => {
  test.each(cases)('[I1] %s', (_, change, fault) => {
    expect(faultsAfter(change)).toContainEqual([...fault]);
  });

  test('and none of them brings a second one with it, but a step too large, which divides nothing either', () => {
    const several = cases.filter(([, change]) => faultsAfter(change).length > 1).map(([name]) => name);
    expect(several).toEqual(['far too many points']);
  });

  test('every code has its case', () => {
    const covered = new Set(cases.map(([, , [code]]) => code));
    expect(instrumentFaultCodes.filter((code) => !covered.has(code))).toEqual(['file/not-json']);
  });
});

test.each([
  ['not JSON', '{"id": '],
  ['nothing', ''],
])('%s is one fault of the whole file', (_, text) => {
  expect(readInstrument(text)).toEqual({ ok: false, error: [{ code: 'file/not-json', path: '', facts: {} }] });
});

test.each([null, 7, [], true])('%j is of the wrong type as a whole', (value) => {
  expect(readInstrument(JSON.stringify(value))).toMatchObject({
    ok: false,
    error: [{ code: 'type/wrong', path: '', facts: { expected: 'object' } }],
  });
});

test('[I1] all faults are named at once, whatever else is wrong', () => {
  const faults = faultsAfter((draft) => {
    draft['language'] = 'fi';
    area(draft, 0)['maxPoints'] = 25;
    criterion(draft, 1)['id'] = 'one.a';
    criterion(draft, 1)['weight'] = 2;
  });
  expect(faults.map(([code, path]) => `${String(code)} ${String(path)}`)).toEqual([
    'value/not-allowed language',
    'key/unknown areas[1].criteria[0].weight',
    'id/twice areas[1].criteria[0].id',
    'area/sum areas[0].maxPoints',
    'instrument/sum maxPoints',
  ]);
});

test('an area’s step of its own is taken where it divides', () => {
  expect(faultsAfter((draft) => (criterion(draft, 0)['step'] = 5))).toEqual([]);
});

test('more criteria than there may be in all', () => {
  const many = (prefix: string) =>
    Array.from({ length: 101 }, (_, i) => ({ id: `${prefix}.${i}`, code: `${prefix}${i}`, name: 'X', maxPoints: 1 }));
  const areas = ['a', 'b'].map((id) => ({ id, code: id, name: id, maxPoints: 101, criteria: many(id) }));
  expect(readInstrument({ ...tiny, maxPoints: 202, areas })).toMatchObject({
    ok: false,
    error: [{ code: 'list/too-long', path: 'areas' }],
  });
});
