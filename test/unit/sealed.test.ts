/** What is sealed: ProseMirror's shape, the same for the same content, total over whatever somebody put there. */
import { describe, expect, test } from 'vitest';
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import * as Y from 'yjs';
import { bodyOf, findingOf } from '../../shared/doc/roots.ts';
import { schema } from '../../shared/doc/schema.ts';
import { sealedText, type SealedFinding } from '../../shared/doc/sealed.ts';
import { canonical } from '../../server/storage/canonical.ts';
import { evidenceId, findingId } from '../support/builders.ts';

const f1: SealedFinding = { id: findingId('f1'), kind: 'strength', example: 'good', evidence: [evidenceId('v1')] };
const f2: SealedFinding = { id: findingId('f2'), kind: 'improvement', example: null, evidence: [] };
const article = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Jämförelser' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Görs ' },
        { type: 'text', text: 'varje år', marks: [{ type: 'strong' }, { type: 'link', attrs: { href: 'https://example.org/' } }] },
        { type: 'text', text: '.' },
        { type: 'hard_break' },
        { type: 'text', text: 'I alla nämnder.' },
      ],
    },
    { type: 'bullet_list', content: [{ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ett' }] }] }] },
    { type: 'paragraph' },
  ],
};

function aDoc(): Y.Doc {
  const doc = new Y.Doc();
  prosemirrorJSONToYXmlFragment(schema, article, bodyOf(doc));
  return doc;
}
const copyOf = (doc: Y.Doc) => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};
const textIn = (doc: Y.Doc, index: number) => (bodyOf(doc).get(index) as Y.XmlElement).get(0) as Y.XmlText;
const sealOf = (doc: Y.Doc, ...findings: SealedFinding[]) => canonical(sealedText(doc, findings));

describe('the text', () => {
  test('is what the editor makes of it', () => {
    const doc = aDoc();
    const shown = schema.nodeFromJSON(sealedText(doc, []).body);
    expect(shown.toJSON()).toEqual(yXmlFragmentToProseMirrorRootNode(bodyOf(doc), schema).toJSON());
    expect(shown.textContent).toContain('varje år');
    expect(sealedText(new Y.Doc(), [])).toEqual({ form: 1, body: { type: 'doc' }, findings: [] });
  });

  test('is the same in every replica, however it was put together', () => {
    const doc = aDoc();
    const before = sealOf(doc);
    expect(sealOf(copyOf(doc))).toBe(before);
    // A mark that came and went, a word typed letter by letter and taken back, leave seams that nobody sees.
    textIn(doc, 1).format(1, 3, { em: {} });
    expect(sealOf(doc)).not.toBe(before);
    textIn(doc, 1).format(1, 3, { em: null });
    for (const letter of 'ordentligt') textIn(doc, 1).insert(2, letter);
    textIn(doc, 1).delete(2, 'ordentligt'.length);
    expect([sealOf(doc), sealOf(copyOf(doc))]).toEqual([before, before]);
  });

  test('is one run where two replicas marked the same words in another order', () => {
    const [a, b] = [aDoc(), new Y.Doc()];
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
    textIn(a, 0).format(0, 4, { strong: {}, em: {} });
    textIn(b, 0).format(0, 4, { em: {} });
    textIn(b, 0).format(0, 4, { strong: {} });
    const [ab, ba] = [copyOf(a), copyOf(b)];
    Y.applyUpdate(ab, Y.encodeStateAsUpdate(b));
    Y.applyUpdate(ba, Y.encodeStateAsUpdate(a));
    expect(sealOf(ab)).toBe(sealOf(ba));
    expect(sealOf(ab)).toContain('"marks":[{"type":"em"},{"type":"strong"}],"text":"Jämf"');
  });

  test.each<[string, (doc: Y.Doc) => void]>([
    ['a letter', (doc) => textIn(doc, 1).insert(3, 'x')],
    ['a mark', (doc) => textIn(doc, 1).format(0, 4, { em: {} })],
    ['where a link leads', (doc) => textIn(doc, 1).format(5, 3, { link: { href: 'https://example.com/' } })],
    ['the level of a heading', (doc) => (bodyOf(doc).get(0) as Y.XmlElement).setAttribute('level', 1 as never)],
    ['the order of paragraphs', (doc) => bodyOf(doc).insert(0, [new Y.XmlElement('paragraph')])],
    ['one paragraph made two', (doc) => bodyOf(doc).insert(4, [new Y.XmlElement('paragraph')])],
  ])('is another when %s is', (_what, change) => {
    const doc = aDoc();
    const before = sealOf(doc);
    change(doc);
    expect(sealOf(doc)).not.toBe(before);
  });

  test('a mark that may lie over others of its kind has no hash in its name', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText();
    bodyOf(doc).insert(0, [text]);
    text.insert(0, 'x', { 'evidence--aB3/=+xy': { id: 'v1' }, 'not--short': {} });
    expect(sealedText(doc, []).body.content?.[0]?.marks).toEqual([{ type: 'evidence', attrs: { id: 'v1' } }, { type: 'not--short' }]);
  });
});

describe('the findings', () => {
  test('are sealed in their order, with kind, example, evidence and words', () => {
    const doc = aDoc();
    findingOf(doc, f1.id).insert(0, [new Y.XmlText('Bra.')]);
    const both = sealedText(doc, [f1, f2]);
    expect(both.findings).toEqual([
      { ...f1, text: { type: 'doc', content: [{ type: 'text', text: 'Bra.' }] } },
      { ...f2, text: { type: 'doc' } },
    ]);
    expect(sealOf(doc, f1, f2)).not.toBe(sealOf(doc, f2, f1));
    expect(sealOf(doc, f1)).not.toBe(sealOf(doc, { ...f1, example: 'national' }));
    expect(sealOf(doc, f1)).not.toBe(sealOf(doc, { ...f1, evidence: [] }));
  });

  test('that are hidden, or have no facts, are not in it; looking makes no root', () => {
    const doc = aDoc();
    const before = sealOf(doc, f1);
    findingOf(doc, f2.id).insert(0, [new Y.XmlText('Dold.')]);
    expect(sealOf(doc, f1)).toBe(before);
    expect([...copyOf(doc).share.keys()].includes(`finding.${f1.id}`) || doc.share.has(`finding.${f1.id}`)).toBe(false);
  });
});

test('whatever a hostile writer puts there has a seal, and the same one everywhere', () => {
  const doc = new Y.Doc();
  const odd = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  bodyOf(doc).insert(0, [odd, text, new Y.XmlHook('x') as never]);
  let deep: unknown = 1;
  for (let i = 0; i < 500; i++) deep = [deep];
  const values: readonly unknown[] = [
    new Uint8Array([1]),
    NaN,
    Infinity,
    -0,
    undefined,
    [10n],
    deep,
    [{ __proto__: null, z: 1, a: [null, undefined] }],
    '',
  ];
  for (const [i, value] of values.entries()) odd.setAttribute(`a${i}`, value as string);
  text.insert(0, 'x', { strong: true, odd: new Uint8Array([2]) as never });
  text.insertEmbed(1, { image: 'data:' });
  text.applyDelta([{ retain: 2 }, { insert: new Y.Map() as never }]);
  // As it arrives: on its way a value may become another.
  const there = copyOf(doc);
  expect(sealOf(copyOf(there))).toBe(sealOf(there));
  expect(sealOf(there)).toContain('"type":"other"');
});
