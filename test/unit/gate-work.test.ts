/** Small frames that would cost the gate, or Yjs behind it, the square of their size: each has its verdict at the price of a look. */
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { limits } from '../../shared/domain/limits.ts';
import { bodyOf } from '../../shared/doc/roots.ts';
import { mostContested } from '../../server/rooms/gate/crowding.ts';
import { readNews } from '../../server/rooms/gate/decoded.ts';
import { judge, type Context } from '../../server/rooms/gate/judge.ts';
import { integrationOrder } from '../../server/rooms/gate/order.ts';
import { ada } from '../support/builders.ts';

const context: Context = {
  member: ada,
  first: true,
  whyNot: null,
  ownerOf: () => undefined,
  clientsOwned: 0,
  grownBy: (bytes) => bytes,
  limits,
};
/** Processor time, which other tests do not take from it: the old code took seconds to minutes. */
function verdictOn(doc: Y.Doc, update: Uint8Array, changes: Partial<Context> = {}): string {
  const before = process.cpuUsage();
  const verdict = judge(doc, update, { ...context, ...changes });
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  return verdict.kind === 'refused' ? `${verdict.closing} ${verdict.facts['why'] ?? ''}`.trim() : verdict.kind;
}

type Place = { readonly origin?: readonly [number, number]; readonly right?: readonly [number, number]; readonly text?: string };
type Range = readonly [client: number, clock: number, length: number];
function updateOf(groups: readonly (readonly [client: number, places: readonly Place[]])[], ranges: readonly Range[] = []): Uint8Array {
  const encoder = encoding.createEncoder();
  const write = (...numbers: readonly number[]) => numbers.forEach((number) => encoding.writeVarUint(encoder, number));
  write(groups.length);
  for (const [client, places] of groups) {
    write(places.length, client, 0);
    for (const { origin, right, text = 'x' } of places) {
      encoding.writeUint8(encoder, 4 | (origin ? 0x80 : 0) | (right ? 0x40 : 0));
      write(...(origin ?? []), ...(right ?? []));
      if (!origin && !right) {
        write(1);
        encoding.writeVarString(encoder, 'body');
      }
      encoding.writeVarString(encoder, text);
    }
  }
  write(ranges.length);
  for (const [client, clock, length] of ranges) write(client, 1, clock, length);
  return encoding.toUint8Array(encoder);
}
const many = <T>(count: number, each: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => each(at));

describe('many clients that wait for one struct', () => {
  // The client read last is asked first: all wait for the one read first.
  const update = updateOf([[1, [{}]], ...many(60_000, (at): readonly [number, readonly Place[]] => [at + 2, [{ origin: [1, 0] }]])]);

  test('[T4] [T6] are refused by their number, whoever sends them', () => {
    for (const whyNot of [null, 'role'] as const) expect(verdictOn(new Y.Doc(), update, { whyNot })).toBe('content/refused client-ids');
  });

  test('are put in order, each looked at twice at most', () => {
    const { decoded } = readNews(new Y.Doc(), update);
    if (decoded === 'holes') throw new Error('the update is whole');
    let asked = 0;
    const before = process.cpuUsage();
    expect(integrationOrder(decoded.runs, () => (asked++, 0))?.length).toBe(60_001);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    expect(asked).toBeLessThan(4 * 60_001);
  });

  test('[T2] a reader is refused before anybody looks for what is missing', () => {
    const missing = updateOf([[9, [{ origin: [33, 0] }]]]);
    expect(verdictOn(new Y.Doc(), missing)).toBe('gap');
    expect(verdictOn(new Y.Doc(), missing, { whyNot: 'role' })).toBe('access/denied role');
  });
});

describe('delete ranges', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, updateOf([[7, many(40_000, (at) => (at === 0 ? {} : { origin: [7, at - 1] }))]], [[7, 0, 40_000]]));

  test('[T10] that overlap are malformed, in whatever order', () => {
    expect(
      verdictOn(
        doc,
        updateOf(
          [],
          many(20_000, () => [7, 0, 40_000]),
        ),
      ),
    ).toBe('frame/malformed');
    expect(verdictOn(doc, updateOf([], [[7, 10, 5], [7, 0, 11]]))).toBe('frame/malformed'); // prettier-ignore
  });

  test('that touch, in whatever order, are read', () => {
    expect(verdictOn(doc, updateOf([], [[7, 10, 5], [7, 0, 10]]))).toBe('nothing'); // prettier-ignore
  });
});

describe('items that crowd', () => {
  const n = 4_000;
  const chain = many(n, (at): Place => (at === 0 ? {} : { origin: [5, at - 1] }));
  const hostile: readonly (readonly [string, readonly Place[], readonly Place[]])[] = [
    ['at the start of a root', many(n, () => ({})), many(n, () => ({}))],
    ['at one place', chain, many(n, () => ({ origin: [5, 0] }))],
    ['after each of a row', chain, many(n, (at) => ({ origin: [5, at] }))],
    ['before each of a row', chain, many(n, (at) => ({ right: [5, at] }))],
    ['inside one long item', [{ text: 'x'.repeat(n) }], many(n, (at) => ({ origin: [5, at] }))],
  ];
  test.each(hostile)('[T6] %s are refused', (_name, first, second) => {
    expect(verdictOn(new Y.Doc(), updateOf([[9, second], [5, first]]))).toBe('content/refused crowding'); // prettier-ignore
    const doc = new Y.Doc();
    Y.applyUpdate(doc, updateOf([[5, first.slice(0, 1)]]));
    expect(verdictOn(doc, updateOf([[9, many(n, () => ({}))]]))).toBe('content/refused crowding');
  });

  test('so many are taken, and what is applied is cheap', () => {
    expect(verdictOn(new Y.Doc(), updateOf([[9, many(mostContested + 1, () => ({}))]]))).toBe('accepted');
    expect(verdictOn(new Y.Doc(), updateOf([[9, many(mostContested + 2, () => ({}))]]))).toBe('content/refused crowding');
  });

  test.each([
    ['forwards', (at: number) => at],
    ['backwards', () => 0],
    ['here and there', (at: number) => (at * 7_919) % (at + 1)],
  ])('who writes alone, %s, makes none', (_name, where) => {
    const replica = new Y.Doc();
    for (let at = 0; at < 1_000; at++) bodyOf(replica).insert(where(at), [new Y.XmlElement('paragraph')]);
    const doc = new Y.Doc();
    expect(verdictOn(doc, Y.encodeStateAsUpdate(replica))).toBe('accepted');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(replica));
    const before = Y.encodeStateVector(replica);
    replica.clientID = 8;
    for (let at = 0; at < 1_000; at++) bodyOf(replica).insert(where(at), [new Y.XmlText('x')]);
    expect(verdictOn(doc, Y.encodeStateAsUpdate(replica, before))).toBe('accepted');
  });
});
