/** The chain finds every change; bodies come back as they were, without their salt. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../shared/domain/events.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import { err, ok } from '../../shared/domain/result.ts';
import type { EventRow } from '../../server/ports.ts';
import { must } from '../../shared/domain/assert.ts';
import { canonical, chain, firstHash, headOf, readBody, storedBody, verifyChain } from '../../server/storage/chain.ts';
import { aBallot, aChain, chainedEvaluation, countingRandom, someEvents } from '../support/chain-rows.ts';

const rows = aChain();
const ballotRow = must(
  rows.find(({ type }) => type === 'ballot.cast'),
  'the log holds a ballot',
);
const withRow = (index: number, over: Partial<EventRow>) => rows.map((row, at) => (at === index ? { ...row, ...over } : row));

describe('the chain', () => {
  test('verifies as built, answers its head, and goes on from there', () => {
    expect(verifyChain(chainedEvaluation, [])).toEqual(ok(firstHash(chainedEvaluation)));
    expect(verifyChain(chainedEvaluation, rows)).toEqual(ok(must(rows.at(-1), 'rows').hash));
    const head = headOf(chainedEvaluation, rows);
    const more = chain(chainedEvaluation, head, [{ at: 1, by: null, event: aBallot }], countingRandom());
    expect(more.map(({ seq, prevHash }) => [seq, prevHash])).toEqual([[rows.length + 1, head.hash]]);
    expect(verifyChain(chainedEvaluation, [...rows, ...more]).ok).toBe(true);
  });

  // Written down so that nobody changes by accident how hashes are made: old logs would no longer verify. They follow the body,
  // so a new version of an event in this log gives it other ones.
  test('makes the hashes it always made', () => {
    expect([firstHash(chainedEvaluation), ...rows.map(({ hash }) => hash)].map((hash) => hash.slice(0, 16))).toMatchInlineSnapshot(`
      [
        "ddd78aedc2080afc",
        "b9ced7a8be3653ac",
        "30b1698e3282243f",
        "edfd9e1026ec1252",
      ]
    `);
  });

  test('[V7] finds a change of any one letter of any field of any row', () => {
    let tried = 0;
    for (const [index, row] of rows.entries()) {
      for (const field of Object.keys(row) as (keyof EventRow)[]) {
        const value = row[field];
        const text = String(value);
        for (let at = 0; at < text.length; at += 1) {
          const changed = text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);
          const over = { [field]: typeof value === 'number' ? Number(changed) : changed };
          expect(verifyChain(chainedEvaluation, withRow(index, over)).ok, `${index} ${field} ${at}`).toBe(false);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(600);
  });

  test('tells which row and what of it', () => {
    const hash = '0'.repeat(64);
    expect(verifyChain(chainedEvaluation, withRow(1, { seq: 7 }))).toEqual(err({ seq: 2, fault: 'seq' }));
    expect(verifyChain(chainedEvaluation, withRow(1, { prevHash: hash }))).toEqual(err({ seq: 2, fault: 'prevHash' }));
    expect(verifyChain(chainedEvaluation, withRow(1, { body: '{}' }))).toEqual(err({ seq: 2, fault: 'hash' }));
  });

  test('[V7] finds rows taken out, put in, exchanged, and another evaluation’s log', () => {
    const [first, second, third] = rows as [EventRow, EventRow, EventRow];
    for (const log of [
      [second, third],
      [first, third],
      [second, first, third],
      [first, first, second, third],
      [first, { ...third, seq: 2 }],
    ])
      expect(verifyChain(chainedEvaluation, log).ok).toBe(false);
    expect(verifyChain('vellinge000000000000' as EvaluationId, rows)).toEqual(err({ seq: 1, fault: 'prevHash' }));
  });
});

describe('a body', () => {
  test('comes back as the event it was', () => {
    expect(rows.map(readBody)).toEqual(someEvents.map(ok));
  });

  test('[V6] of a version that is no longer written is lifted to the shape of today', () => {
    const { type: _type, evidence: _none, ...before } = aBallot as EventOf<'ballot.cast'>;
    const body = canonical({ ...before, salt: '0'.repeat(32) });
    expect(readBody({ ...ballotRow, version: 1, body })).toEqual(ok({ ...aBallot, evidence: [] }));
    expect(readBody({ ...ballotRow, version: 2, body })).toMatchObject(err({ fault: 'shape', where: 'evidence' }));
    expect(ballotRow.version).toBe(2);
  });

  test('of a ballot holds 128 random bits, other for each, and no other event does', () => {
    const random = countingRandom();
    const [one, two] = [storedBody(aBallot, random), storedBody(aBallot, random)];
    expect(one).toMatch(/"salt":"[0-9a-f]{32}"/);
    expect(one).not.toBe(two);
    expect(rows.map(({ type, body }) => [type, body.includes('salt')])).toEqual([
      ['lead.appointed', false],
      ['ballot.cast', true],
      ['round.closed', false],
    ]);
    const [hashes, others] = [countingRandom(), random].map((source) =>
      chain(chainedEvaluation, headOf(chainedEvaluation, []), [{ at: 1, by: null, event: aBallot }], source).map(({ hash }) => hash),
    );
    expect(hashes).not.toEqual(others);
  });

  test.each<[string, Partial<EventRow>, object]>([
    ['an unknown type', { type: 'ballot.eaten' }, { type: 'ballot.eaten', fault: 'type' }],
    ['an inherited name as type', { type: 'toString' }, { type: 'toString', fault: 'type' }],
    ['a version nobody knows', { version: 9 }, { fault: 'version' }],
    ['no JSON', { body: '{' }, { fault: 'json' }],
    ['JSON that is no object', { body: '[]' }, { fault: 'json' }],
    ['null', { body: 'null' }, { fault: 'json' }],
    ['a ballot without salt', { body: canonical({ ...aBallot, type: undefined }) }, { fault: 'salt' }],
    ['a short salt', { body: ballotRow.body.replace(/"salt":"../, '"salt":"') }, { fault: 'salt' }],
    ['a field of another kind', { body: ballotRow.body.replace('"points":12', '"points":"12"') }, { fault: 'shape', where: 'points' }],
    ['a field too many', { body: ballotRow.body.replace('{', '{"more":1,') }, { fault: 'shape', where: '' }],
    ['what its version did not have yet', { version: 1 }, { fault: 'shape', where: '' }],
    ['a salt where none belongs', { type: 'round.closed', version: 1 }, { type: 'round.closed', fault: 'shape' }],
  ])('with %s is a fault that names its row', (_name, over, fault) => {
    expect(readBody({ ...ballotRow, ...over })).toMatchObject(err({ seq: ballotRow.seq, type: 'ballot.cast', ...fault }));
  });
});

describe('canonical JSON', () => {
  const plain = fc.jsonValue({ maxDepth: 4 });

  test('is the same text however the value was built, and the same value when read', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const text = canonical(value);
        expect(canonical(reversed(value))).toBe(text);
        expect(canonical(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('sorts by code unit, leaves out what is undefined, and has no spaces', () => {
    expect(canonical({ b: [1, -0, 'å"'], a: { z: null, Z: true, ö: undefined } })).toBe('{"a":{"Z":true,"z":null},"b":[1,0,"å\\""]}');
  });

  test.each([[Number.NaN], [Infinity], [undefined], [[undefined]], [new Date(0)], [new Map()], [() => 1], [1n]])(
    'throws on %s',
    (value) => {
      expect(() => canonical(value)).toThrow(/no JSON/);
    },
  );
});

/** The same value with every object's keys put in the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}
