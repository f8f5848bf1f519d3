/** The gate for text rooms, one check at a time: a yes and a no for each, and a document that no verdict changes. */
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { limits } from '../../shared/domain/limits.ts';
import { bodyOf, factsOf } from '../../shared/doc/roots.ts';
import { deepest } from '../../server/rooms/gate/depth.ts';
import { judge, type Context, type Verdict } from '../../server/rooms/gate/judge.ts';
import { ada, ben } from '../support/builders.ts';

const context: Context = {
  member: ada,
  first: false,
  whyNot: null,
  ownerOf: () => undefined,
  clientsOwned: 0,
  grownBy: (bytes) => bytes,
  limits,
};

/** Judges, and finds the document as it was. */
function verdictOn(doc: Y.Doc, update: Uint8Array, changes: Partial<Context> = {}): Verdict {
  const before = Y.encodeStateAsUpdate(doc);
  const verdict = judge(doc, update, { ...context, ...changes });
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  return verdict;
}
const inShort = (verdict: Verdict) =>
  verdict.kind === 'refused' ? `${verdict.closing} ${verdict.facts['why'] ?? ''}`.trim() : verdict.kind;

function docWith(text: string, client = 7): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  if (text) bodyOf(doc).insert(0, [new Y.XmlText(text)]);
  return doc;
}
/** A replica of `doc` that writes under another id, with the update of what it does. */
function editOf(doc: Y.Doc, edit: (replica: Y.Doc) => void, client = 8): Uint8Array {
  const replica = new Y.Doc();
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
  replica.clientID = client;
  const before = Y.encodeStateVector(replica);
  edit(replica);
  return Y.encodeStateAsUpdate(replica, before);
}
const textOf = (doc: Y.Doc) => bodyOf(doc).get(0) as Y.XmlText;

/** Update bytes by hand: groups of structs of one client each, and delete ranges. */
type Group = readonly [client: number, clock: number, ...structs: ((encoder: encoding.Encoder) => void)[]];
function updateOf(
  groups: readonly Group[],
  ranges: readonly (readonly [client: number, clock: number, length: number])[] = [],
): Uint8Array {
  const encoder = encoding.createEncoder();
  const write = (...numbers: number[]) => numbers.forEach((number) => encoding.writeVarUint(encoder, number));
  write(groups.length);
  for (const [client, clock, ...structs] of groups) {
    write(structs.length, client, clock);
    for (const struct of structs) struct(encoder);
  }
  write(ranges.length);
  for (const [client, clock, length] of ranges) write(client, 1, clock, length);
  return encoding.toUint8Array(encoder);
}
const gc = (length: number) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 0);
  encoding.writeVarUint(encoder, length);
};
const skip = (length: number) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 10);
  encoding.writeVarUint(encoder, length);
};
/** A string after another struct, by its id. */
const after = (client: number, clock: number, text: string) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 4 | 0x80);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, text);
};
/** A string at the start of a root. */
const inRoot =
  (text: string, root = 'body') =>
  (encoder: encoding.Encoder) => {
    encoding.writeUint8(encoder, 4);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, root);
    encoding.writeVarString(encoder, text);
  };

describe('size', () => {
  test('[T6] an edit, a first sync and a document have limits of their own', () => {
    const large = editOf(docWith(''), (doc) => bodyOf(doc).insert(0, [new Y.XmlText('x'.repeat(limits.updateBytes))]));
    expect(inShort(verdictOn(new Y.Doc(), large))).toBe('content/too-large');
    expect(inShort(verdictOn(new Y.Doc(), large, { first: true }))).toBe('accepted');
    expect(inShort(verdictOn(new Y.Doc(), large, { first: true, limits: { ...limits, firstSyncBytes: 1000 } }))).toBe('content/too-large');
    expect(inShort(verdictOn(new Y.Doc(), large, { first: true, grownBy: () => limits.documentBytes + 1 }))).toBe('content/too-large');
  });

  test('[T6] a document that is too large may still shrink', () => {
    const doc = docWith('too much');
    const update = editOf(doc, (replica) => textOf(replica).delete(0, 3));
    expect(inShort(verdictOn(doc, update, { grownBy: () => limits.documentBytes + 1 }))).toBe('accepted');
  });
});

describe('form', () => {
  const hostile: readonly (readonly [string, Uint8Array])[] = [
    ['no bytes', new Uint8Array()],
    ['cut short', Y.encodeStateAsUpdate(docWith('whole')).slice(0, -4)],
    ['an empty struct', updateOf([[9, 0, gc(1), gc(0)]])],
    [
      'a client twice',
      updateOf([
        [9, 0, gc(1)],
        [8, 0, gc(1)],
        [9, 1, gc(1)],
      ]),
    ],
    ['a client id of more than 32 bits', updateOf([[2 ** 32, 0, gc(1)]])],
    ['a clock of more than 31 bits', updateOf([[9, 0, gc(2 ** 31)]])],
    ['after oneself', updateOf([[9, 0, after(9, 0, 'a')]])],
    ['after what one writes later', updateOf([[9, 0, after(9, 1, 'a'), inRoot('b')]])],
    ['a content nobody knows', updateOf([[9, 0, (encoder) => encoding.writeUint8(encoder, 29)]])],
    ['an empty delete range', updateOf([], [[7, 0, 0]])],
    ['a delete range of more than 31 bits', updateOf([], [[7, 1, 2 ** 31]])],
  ];
  test.each(hostile)('[T10] %s is malformed', (_name, update) => {
    expect(inShort(verdictOn(docWith('here'), update))).toBe('frame/malformed');
  });

  test('more structs than anybody types are malformed', () => {
    const update = updateOf([[9, 0, ...Array.from({ length: limits.structsPerUpdate + 1 }, () => gc(1))]]);
    expect(inShort(verdictOn(new Y.Doc(), update, { first: true }))).toBe('frame/malformed');
  });

  test('more delete ranges than anybody makes are malformed', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, updateOf([[7, 0, gc(limits.deleteRangesPerUpdate + 1)]]));
    const ranges = Array.from({ length: limits.deleteRangesPerUpdate + 1 }, (_, clock) => [7, clock, 1] as const);
    expect(inShort(verdictOn(doc, updateOf([], ranges), { first: true }))).toBe('frame/malformed');
  });

  test('a group that hides an earlier one of the same client is judged as it will be read', () => {
    // Yjs's reader would keep only the empty group: what is applied is written anew from what was judged.
    const hidden = updateOf([
      [9, 0, inRoot('seen')],
      [9, 4],
    ]);
    const verdict = verdictOn(new Y.Doc(), hidden);
    const doc = new Y.Doc();
    if (verdict.kind === 'accepted') Y.applyUpdate(doc, verdict.update);
    expect(Y.getState(doc.store, 9)).toBe(4);
  });

  test('[T6] nesting has an end', () => {
    const nested = (depth: number) =>
      editOf(new Y.Doc(), (doc) => {
        let at: Y.XmlFragment = bodyOf(doc);
        for (let i = 0; i < depth; i++) {
          const child = new Y.XmlElement('blockquote');
          at.insert(0, [child]);
          at = child;
        }
      });
    expect(inShort(verdictOn(new Y.Doc(), nested(deepest)))).toBe('accepted');
    expect(inShort(verdictOn(new Y.Doc(), nested(deepest + 2)))).toBe('content/refused depth');
  });

  test('[T6] nesting is counted through what is there already', () => {
    const doc = new Y.Doc();
    let at: Y.XmlFragment = bodyOf(doc);
    for (let i = 0; i <= deepest; i++) {
      const child = new Y.XmlElement('blockquote');
      at.insert(0, [child]);
      at = child;
    }
    const deeper = editOf(doc, (replica) => {
      let inner = bodyOf(replica);
      while (inner.length > 0) inner = inner.get(0) as Y.XmlElement;
      inner.insert(0, [new Y.XmlElement('blockquote')]);
    });
    expect(inShort(verdictOn(doc, deeper))).toBe('content/refused depth');
  });
});

describe('news', () => {
  test('[T2] what the document has already is fine, from anybody, anywhere', () => {
    const doc = docWith('said');
    textOf(doc).delete(0, 2);
    for (const whyNot of [null, 'projected', 'role', 'conflict', 'signed-off', 'published'] as const)
      expect(inShort(verdictOn(doc, Y.encodeStateAsUpdate(doc), { whyNot, ownerOf: () => ben }))).toBe('nothing');
  });

  test('what is applied is only what is new', () => {
    const doc = docWith('said');
    const replica = docWith('', 8);
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
    textOf(replica).insert(4, ' more');
    const verdict = verdictOn(doc, Y.encodeStateAsUpdate(replica), { ownerOf: (client) => (client === 7 ? ben : undefined) });
    expect(verdict).toMatchObject({ kind: 'accepted', clients: [8] });
    if (verdict.kind === 'accepted') expect([...Y.parseUpdateMeta(verdict.update).from.keys()]).toEqual([8]);
  });
});

describe('gaps', () => {
  const doc = docWith('here');
  const gaps: readonly (readonly [string, Uint8Array])[] = [
    ['a clock ahead', updateOf([[9, 5, inRoot('later')]])],
    ['a clock ahead of what is known', updateOf([[7, 50, inRoot('later')]])],
    ['a hole inside', updateOf([[9, 0, inRoot('a'), skip(3), inRoot('b')]])],
    ['a hole at the end', updateOf([[9, 0, inRoot('a'), skip(3)]])],
    ['a hole in front', updateOf([[9, 0, skip(3), inRoot('b')]])],
    ['after somebody nobody knows', updateOf([[9, 0, after(33, 0, 'a')]])],
    ['after what somebody has not written yet', updateOf([[9, 0, after(7, 99, 'a')]])],
    [
      'in a circle',
      updateOf([
        [9, 0, after(8, 0, 'a')],
        [8, 0, after(9, 0, 'b')],
      ]),
    ],
    ['a deletion of what nobody knows', updateOf([], [[33, 0, 1]])],
    ['a deletion beyond what is known', updateOf([], [[7, 0, 99]])],
  ];
  test.each(gaps)('[T5] %s', (_name, update) => {
    expect(inShort(verdictOn(doc, update))).toBe('gap');
  });

  test('what refers to itself in whatever order is none', () => {
    const update = updateOf([
      [9, 0, after(8, 1, 'a'), after(9, 0, 'b')],
      [8, 0, inRoot('x'), after(8, 0, 'y'), after(9, 1, 'z')],
    ]);
    const verdict = verdictOn(doc, update);
    expect(verdict.kind).toBe('accepted');
    const copy = docWith('here');
    if (verdict.kind === 'accepted') Y.applyUpdate(copy, verdict.update);
    expect([copy.store.pendingStructs, copy.store.pendingDs, Y.getState(copy.store, 8), Y.getState(copy.store, 9)]).toEqual([
      null,
      null,
      3,
      2,
    ]);
  });

  test('a deletion of what the same update brings is none', () => {
    expect(inShort(verdictOn(doc, updateOf([[9, 0, inRoot('abc')]], [[9, 1, 1]])))).toBe('accepted');
  });

  test('in a projected room it is one more thing that is not wanted', () => {
    for (const [, update] of gaps) expect(inShort(verdictOn(doc, update, { whyNot: 'projected' }))).toBe('content/refused projected');
  });
});

describe('whose', () => {
  const doc = docWith('mine');
  const more = (client: number) => editOf(doc, (replica) => textOf(replica).insert(0, 'x'), client);

  test('[T4] a new id is claimed, an own one is used', () => {
    expect(verdictOn(doc, more(8))).toMatchObject({ kind: 'accepted', clients: [8] });
    expect(verdictOn(doc, more(8), { ownerOf: () => ada })).toMatchObject({ kind: 'accepted', clients: [] });
  });

  test.each([
    ['another member’s', 8, ben],
    ['the server’s', 8, 'server'],
    ['one that has content and no owner', 7, undefined],
  ] as const)('[T4] %s id is refused', (_name, client, owner) => {
    expect(inShort(verdictOn(doc, more(client), { ownerOf: () => owner }))).toBe('content/refused client-id');
  });

  test('[T4] one member brings only so many', () => {
    expect(inShort(verdictOn(doc, more(8), { clientsOwned: limits.clientIdsPerMember }))).toBe('content/refused client-ids');
  });
});

describe('may write', () => {
  const doc = docWith('settled');
  const update = editOf(doc, (replica) => textOf(replica).insert(0, 'x'));
  const deletion = editOf(doc, (replica) => textOf(replica).delete(0, 1));
  test.each([
    ['role', 'access/denied role'],
    ['conflict', 'access/denied conflict'],
    ['signed-off', 'section/signed-off signed-off'],
    ['published', 'section/signed-off published'],
    ['projected', 'content/refused projected'],
  ] as const)('[T2] [T3] %s is no', (whyNot, refused) => {
    expect([update, deletion].map((each) => inShort(verdictOn(doc, each, { whyNot })))).toEqual([refused, refused]);
  });

  test('a replica that tidies redundant marks up, as Yjs does by itself, is not refused, nor obeyed', () => {
    const formatted = docWith('bold');
    textOf(formatted).format(0, 4, { strong: {} });
    const tidy = updateOf(
      [],
      [...Y.createDeleteSetFromStructStore(docOf(formatted).store).clients].flatMap(([client, ranges]) =>
        ranges.map(({ clock, len }) => [client, clock, len] as const),
      ),
    );
    expect(inShort(verdictOn(formatted, tidy))).toBe('accepted');
    for (const whyNot of ['role', 'signed-off'] as const) expect(inShort(verdictOn(formatted, tidy, { whyNot }))).toBe('nothing');
    expect(inShort(verdictOn(formatted, tidy, { whyNot: 'projected' }))).toBe('content/refused projected');
  });

  /** The same document with its marks deleted. */
  function docOf(formatted: Y.Doc): Y.Doc {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(formatted));
    textOf(copy).format(0, 4, { strong: null });
    return copy;
  }
});

test('[T11] a fact has no place in a text room', () => {
  const update = editOf(new Y.Doc(), (doc) => factsOf(doc).set('points', 20));
  expect(inShort(verdictOn(docWith('text'), update))).toBe('content/refused roots');
});

describe('[T11] roots', () => {
  const finding = (i: number) => `finding.${String(i).padStart(20, 'a')}`;
  const inRoots = (names: readonly string[]) =>
    editOf(docWith('Text'), (doc) => names.forEach((name) => doc.getXmlFragment(name).insert(0, [new Y.XmlText('x')])));
  const many = (count: number) => Array.from({ length: count }, (_, i) => finding(i));

  test('the body and findings are taken, up to the bound', () => {
    expect(inShort(verdictOn(docWith('Text'), inRoots(['body', finding(1)])))).toBe('accepted');
    expect(inShort(verdictOn(docWith('Text'), inRoots(many(limits.rootsPerText - 1))))).toBe('accepted');
  });

  test.each(['x', 'finding.', 'finding.SHORT', 'bodys', '__proto__'])('%s is no root of a text', (name) => {
    expect(inShort(verdictOn(docWith('Text'), inRoots([name])))).toBe('content/refused roots');
  });

  test('one more than the bound is refused, in one update or after others', () => {
    expect(inShort(verdictOn(docWith('Text'), inRoots(many(limits.rootsPerText))))).toBe('content/refused roots');
    const full = docWith('Text');
    Y.applyUpdate(full, inRoots(many(limits.rootsPerText - 1)));
    const oneMore = editOf(full, (doc) => doc.getXmlFragment(finding(9_999)).insert(0, [new Y.XmlText('x')]), 9);
    expect(inShort(verdictOn(full, oneMore))).toBe('content/refused roots');
  });
});
