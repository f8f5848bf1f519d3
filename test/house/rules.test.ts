/** Every rule of SPEC.md has a test that names it, and every test that names a rule names one that exists. */
import { expect, test } from 'vitest';
import { code, product, read, titlesOf } from './sources.ts';

/** An id stands in bold, first in its line, table row or list item: `**B3**`. */
const defined = [...read('shared/SPEC.md').matchAll(/^(?:\|\s*|[-*]\s+)?\*\*([A-Z]{1,2}\d+[a-z]?)\*\*/gm)].map(([, id]) => id ?? '');
const rules = new Set(defined);
const named = code
  .filter(({ path }) => path.startsWith('test/') && !path.startsWith('test/house/'))
  .flatMap((source) =>
    titlesOf(source).flatMap((title) =>
      [...title.matchAll(/\[([A-Z]{1,2}\d+[a-z]?)\]/g)].map(([, id]) => ({ id: id ?? '', path: source.path })),
    ),
  );

test('every rule is stated once', () => {
  expect(defined.length).toBeGreaterThan(40);
  expect(defined.filter((id, at) => defined.indexOf(id) !== at)).toEqual([]);
});

test('every rule has a test whose title names it', () => {
  const tested = new Set(named.map(({ id }) => id));
  expect([...rules].filter((id) => !tested.has(id))).toEqual([]);
});

test('every rule that a title names exists', () => {
  expect(named.filter(({ id }) => !rules.has(id)).map(({ id, path }) => `${id} in ${path}`)).toEqual([]);
});

test('every rule that the domain enforces is in the book', () => {
  const enforced = product
    .filter(({ path }) => path.startsWith('shared/domain/'))
    .flatMap(({ text }) => [...text.matchAll(/\b(?:id: |refuse\()'([A-Z]{1,2}\d+[a-z]?)'/g)].map(([, id]) => id ?? ''));
  expect([...new Set(enforced)].filter((id) => !rules.has(id))).toEqual([]);
});
