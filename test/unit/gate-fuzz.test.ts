/**
 * Valid updates, damaged and recombined: random bytes never get past the decoder, these do. Whatever the gate accepts can be
 * applied, leaves nothing pending, and changes nobody's clocks but the sender's; whatever it does not leaves no trace.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { limits } from '../../shared/domain/limits.ts';
import { bodyOf } from '../../shared/doc/roots.ts';
import { judge } from '../../server/rooms/gate/judge.ts';
import { ada, ben } from '../support/builders.ts';

/** Written by both; ids below 10 are Ben's, the rest Ada's or nobody's. */
const ownerOf = (client: number) => (client < 10 ? ben : client < 20 ? ada : undefined);

function aDocument(): Y.Doc {
  const doc = new Y.Doc();
  for (const [client, text] of [
    [7, 'What Ben wrote. '],
    [11, 'What Ada wrote. '],
    [8, 'Ben again.'],
  ] as const) {
    const replica = new Y.Doc();
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
    replica.clientID = client;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    bodyOf(replica).insert(0, [paragraph]);
    if (client === 8) {
      const words = (bodyOf(replica).get(1) as Y.XmlElement).get(0) as Y.XmlText;
      words.delete(2, 3);
      words.format(4, 3, { strong: {} });
    }
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(replica));
  }
  return doc;
}

/** Ada's honest next edit, as bytes. */
function anEdit(doc: Y.Doc, client: number, at: number): Uint8Array {
  const replica = new Y.Doc();
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
  replica.clientID = client;
  const before = Y.encodeStateVector(replica);
  const text = (bodyOf(replica).get(at % 3) as Y.XmlElement).get(0) as Y.XmlText;
  if (at % 2 === 0) text.insert(at % text.length, 'new');
  else text.delete(at % (text.length - 1), 2);
  if (at % 5 === 0) bodyOf(replica).insert(0, [new Y.XmlElement('heading')]);
  return Y.encodeStateAsUpdate(replica, before);
}

type Damage = { readonly kind: 'set' | 'insert' | 'remove' | 'copy'; readonly at: number; readonly value: number };
const damages: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('set' as const, 'set' as const, 'insert' as const, 'remove' as const, 'copy' as const),
    at: fc.nat(400),
    // Small numbers are clocks, lengths and ids of the document: far likelier to mean something.
    value: fc.oneof(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 255 }), fc.constantFrom(4, 7, 8, 11, 40, 0x84, 0xc4, 0x44)),
  }),
  { minLength: 1, maxLength: 4 },
);

function damaged(bytes: Uint8Array, damage: readonly Damage[]): Uint8Array {
  const result = [...bytes];
  for (const { kind, at, value } of damage) {
    const place = at % (result.length + 1);
    if (kind === 'set') result[place] = value;
    else if (kind === 'insert') result.splice(place, 0, value);
    else if (kind === 'remove') result.splice(place, 1 + (value % 3));
    else result.splice(place, 0, ...result.slice(value % (result.length + 1), (value % (result.length + 1)) + 4));
  }
  return Uint8Array.from(result);
}

const clocks = (doc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(doc));

test('[T5] [T7] [T10] a damaged update is applied cleanly or leaves no trace', () => {
  const doc = aDocument();
  const whole = Y.encodeStateAsUpdate(doc);
  const before = clocks(doc);
  const edits = [11, 12, 33].flatMap((client) => Array.from({ length: 30 }, (_, at) => anEdit(doc, client, at)));
  const seen: Record<string, number> = { nothing: 0, gap: 0, accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...edits), damages, fc.boolean(), (edit, damage, first) => {
      const update = damaged(edit, damage);
      const verdict = judge(doc, update, {
        member: ada,
        first,
        whyNot: null,
        ownerOf,
        clientsOwned: 1,
        grownBy: (bytes) => bytes,
        limits,
      });
      seen[verdict.kind] = (seen[verdict.kind] ?? 0) + 1;
      expect(Buffer.compare(Y.encodeStateAsUpdate(doc), whole)).toBe(0);
      if (verdict.kind !== 'accepted') return;
      const copy = new Y.Doc();
      Y.applyUpdate(copy, whole);
      const produced: Uint8Array[] = [];
      copy.on('afterTransaction', (transaction) => (transaction._needFormattingCleanup = false));
      copy.on('update', (bytes: Uint8Array) => produced.push(bytes));
      copy.transact(() => Y.applyUpdate(copy, verdict.update));
      expect([copy.store.pendingStructs, copy.store.pendingDs, produced.length]).toEqual([null, null, 1]);
      for (const [id, clock] of clocks(copy)) if (clock !== before.get(id)) expect(ownerOf(id) ?? ada).toBe(ada);
      expect(verdict.clients.every((id) => ownerOf(id) === undefined)).toBe(true);
      // What is broadcast makes another replica the same.
      const peer = new Y.Doc();
      Y.applyUpdate(peer, whole);
      for (const bytes of produced) Y.applyUpdate(peer, bytes);
      expect(clocks(peer)).toEqual(clocks(copy));
      expect(bodyOf(peer).toString()).toBe(bodyOf(copy).toString());
    }),
    { numRuns: 3_000, seed: 184_467 },
  );
  // The damage is of all sorts, or the test would prove little.
  expect(Object.entries(seen).filter(([, count]) => count < 20)).toEqual([]);
}, 60_000);
