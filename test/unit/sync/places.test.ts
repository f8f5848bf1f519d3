/** Addresses: which screen each one is, and that nothing is guessed. */
import { expect, test } from 'vitest';
import { evaluationOf, placeOf } from '../../../client/controllers/places.ts';

const id = 'e1'.padEnd(20, '0');

test.each([
  ['/', { name: 'evaluations' }],
  ['/instruments', { name: 'instruments' }],
  ['/instruments/', { name: 'instruments' }],
  ['/me', { name: 'me' }],
  ['/join', { name: 'join' }],
  ['/owner', { name: 'owner' }],
  ['/device', { name: 'device' }],
  [`/e/${id}`, { name: 'evaluation', id, section: null }],
  [`/e/${id}/s/democracy.strategy`, { name: 'evaluation', id, section: 'democracy.strategy' }],
  [`/e/${id}/overview`, { name: 'overview', id }],
  [`/e/${id}/interviews`, { name: 'interviews', id }],
  [`/e/${id}/evidence`, { name: 'evidence', id }],
  [`/e/${id}/people`, { name: 'people', id }],
])('%s', (path, place) => {
  expect(placeOf(path)).toEqual(place);
});

test.each([
  '/nowhere',
  '/instruments/x',
  '/constructor',
  '/e',
  '/e/short',
  `/e/${id}/s`,
  `/e/${id}/s/`,
  `/e/${id}/s/..%2f`,
  `/e/${id}/s/a/b`,
  `/e/${id}/people/x`,
  `/e/${id}/evidence/x`,
  `/e/${id}/report`,
  '//elsewhere',
])('%s is nowhere', (path) => {
  expect(placeOf(path)).toEqual({ name: 'none' });
});

test('what lies in an evaluation says in which', () => {
  expect([placeOf(`/e/${id}/people`), placeOf('/me')].map(evaluationOf)).toEqual([id, null]);
});
