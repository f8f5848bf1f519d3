/** The schema of the text: free of order, with defaults for everything, links to few places; and words counted without an editor. */
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Node } from 'prosemirror-model';
import { prosemirrorToYXmlFragment } from 'y-prosemirror';
import type { FindingId } from '../../shared/domain/ids.ts';
import { charactersIn } from '../../shared/doc/length.ts';
import { mirrorOf } from '../../shared/doc/mirror.ts';
import { readText } from '../../shared/doc/reading.ts';
import { bodyOf, findingOf } from '../../shared/doc/roots.ts';
import { headingLevelOf, hrefChars, isAllowedHref, schema } from '../../shared/doc/schema.ts';
import { countWords, isEmpty, plainTextOf, wordCount } from '../../shared/doc/text.ts';

const { nodes, marks } = schema;

describe('order-free: whatever concurrent edits leave behind fits', () => {
  test.each(Object.values(nodes).filter((type) => !type.isLeaf))('$name takes its children in any order and number, also none', (type) => {
    expect(type.spec.content).toMatch(/^\((?:\w+)(?: \| \w+)*\)\*$/);
    // One state that loops: no child changes what may come next.
    const match = type.contentMatch;
    expect(match.validEnd).toBe(true);
    for (let edge = 0; edge < match.edgeCount; edge++) expect(match.edge(edge).next).toBe(match);
  });

  test.each([...Object.values(nodes), ...Object.values(marks)])('$name can be made without attributes, or with any', (type) => {
    for (const spec of Object.values(type.spec.attrs ?? {})) {
      expect(spec).toHaveProperty('default');
      expect(spec).not.toHaveProperty('validate');
    }
  });

  test.each(Object.values(nodes).filter((type) => type.inlineContent))('$name lets all marks stand', (type) => {
    for (const mark of Object.values(marks)) expect(type.allowsMarkType(mark)).toBe(true);
  });

  test('no mark excludes another', () => {
    for (const one of Object.values(marks)) for (const other of Object.values(marks)) expect(one.excludes(other)).toBe(one === other);
  });
});

describe('links', () => {
  test.each(['https://torsas.se/budget?år=2021', 'HTTP://a.se', 'https://a.se', 'https://a.se/x@y', 'mailto:eva@torsas.se'])(
    '%s may be linked',
    (href) => {
      expect(isAllowedHref(href)).toBe(true);
    },
  );

  test.each([
    'javascript:alert(1)',
    ' https://a.se',
    'java\nscript:alert(1)',
    'https://a.se/\u0000',
    'data:text/html,x',
    'ftp://a.se',
    '//a.se',
    'https://',
    'https://a\u202efdp.exe',
    'https://x\u200b.se',
    'https://a.se/\u2066x',
    'https://a.se/\u0085',
    'mailto:eva\u200b@torsas.se',
    'https://torsas.se@a.se/',
    'https://user:pw@a.se',
    'https://@a.se',
    'http://\\a.se',
    'https://?',
    'https://#',
    'mailto:',
    '',
    7,
    null,
  ])('%j may not', (href) => {
    expect(isAllowedHref(href)).toBe(false);
  });

  test('longer than any address is, it may not', () => {
    const address = 'https://a.se/';
    expect(isAllowedHref(address.padEnd(hrefChars, 'a'))).toBe(true);
    expect(isAllowedHref(address.padEnd(hrefChars + 1, 'a'))).toBe(false);
  });

  test('one that may not be is shown as plain text', () => {
    expect(marks.link.spec.toDOM?.(marks.link.create({ href: 'javascript:alert(1)' }), true)).toEqual(['span', 0]);
  });
});

test('a heading is a paragraph with one of two levels and stands below the h2 of its page', () => {
  const drawn = (level: unknown) => nodes.paragraph.spec.toDOM?.(nodes.paragraph.create({ level }));
  expect(drawn(1)).toEqual(['h3', { 'data-level': '1' }, 0]);
  expect(drawn(2)).toEqual(['h4', { 'data-level': '2' }, 0]);
  for (const other of [null, 3, '1', 'h1']) expect(drawn(other)).toEqual(['p', 0]);
});

test('headings as they were written before are still read, drawn and named', () => {
  const old = [1, 2, 7].map((level) => nodes.heading.create({ level }));
  expect(old.map((node) => (nodes.heading.spec.toDOM?.(node) as readonly unknown[])[0])).toEqual(['h3', 'h4', 'h3']);
  expect(old.map(headingLevelOf)).toEqual([1, 2, 1]);
  expect([nodes.paragraph.create(), nodes.blockquote.create()].map(headingLevelOf)).toEqual([null, null]);
});

test('a piece of evidence is named by an id as they are drawn; anything else is shown as plain text', () => {
  const drawn = (id: unknown) => marks.evidence.spec.toDOM?.(marks.evidence.create({ id }), true);
  expect(drawn('a1'.repeat(10))).toEqual(['span', { class: 'evidence', 'data-evidence': 'a1'.repeat(10) }, 0]);
  for (const other of ['', 'a', 'A1'.repeat(10), 'a1'.repeat(10) + '"', 7, null]) expect(drawn(other)).toEqual(['span', 0]);
});

test('a section is as long as all of its texts, findings included, and line breaks count', () => {
  const doc = new Y.Doc();
  expect(charactersIn(doc)).toBe(0);
  prosemirrorToYXmlFragment(torsas, bodyOf(doc));
  expect(charactersIn(doc)).toBe('BudgetNämnden följer upp\n2,5 % om året.målmedel'.length);
  findingOf(doc, 'f'.repeat(20) as FindingId).insert(0, [new Y.XmlText('fem tecken')]);
  // Not a root of ours, whatever is in it.
  doc.getXmlFragment('finding.x').insert(0, [new Y.XmlText('utanför')]);
  expect(charactersIn(doc)).toBe('BudgetNämnden följer upp\n2,5 % om året.målmedelfem tecken'.length);
});

const torsas = Node.fromJSON(schema, {
  type: 'doc',
  content: [
    { type: 'paragraph', attrs: { level: 1 }, content: [{ type: 'text', text: 'Budget' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Nämnden ' },
        { type: 'text', text: 'följer upp', marks: [{ type: 'strong' }] },
        { type: 'hard_break' },
        { type: 'text', text: '2,5 % om året.' },
      ],
    },
    { type: 'paragraph' },
    {
      type: 'bullet_list',
      content: [
        { type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'mål' }] }] },
        { type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'medel' }] }] },
      ],
    },
  ],
});

function shared(doc: Node): Y.XmlFragment {
  return prosemirrorToYXmlFragment(doc, bodyOf(new Y.Doc()));
}

describe('words without an editor', () => {
  test('a line per block and break, marks left out', () => {
    expect(plainTextOf(shared(torsas))).toBe('Budget\nNämnden följer upp\n2,5 % om året.\n\nmål\nmedel');
  });

  test('are counted as the editor counts them', () => {
    const inEditor = torsas.textBetween(0, torsas.content.size, '\n', '\n');
    expect([wordCount(shared(torsas)), countWords(inEditor)]).toEqual([9, 9]);
  });

  test.each([
    ['', 0],
    [' – … ! ', 0],
    ['2,5 %', 1],
    ['av- och påanmälan', 3],
    ["Gör-det-själv, sa O'Hara", 3],
    ['eva@torsas.se', 1],
  ])('%j has %i', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  test('nothing is in a text without letters, however many paragraphs it has', () => {
    const paragraph = (text: string) => nodes.paragraph.create(null, text === '' ? null : schema.text(text));
    expect(isEmpty(bodyOf(new Y.Doc()))).toBe(true);
    expect(isEmpty(shared(nodes.doc.create(null, [paragraph(''), paragraph('  '), nodes.bullet_list.create()])))).toBe(true);
    expect(isEmpty(shared(nodes.doc.create(null, [paragraph(''), paragraph('ö')])))).toBe(false);
  });
});

describe('a mirror', () => {
  test('follows the original, and what is written in it stays in it', () => {
    const original = shared(torsas);
    const mirror = mirrorOf(original);
    let updates = 0;
    original.doc?.on('update', () => (updates += 1));
    mirror.fragment.delete(0, 1);
    expect([updates, plainTextOf(original).startsWith('Budget')]).toEqual([0, true]);
    original.delete(1, 1);
    expect(plainTextOf(mirror.fragment)).toBe('\nmål\nmedel');
  });

  test('is one for all texts of a document, until the last of them is closed', () => {
    const original = shared(torsas);
    const finding = findingOf(original.doc as Y.Doc, 'f'.repeat(20) as FindingId);
    const listeners = () => (original.doc as Y.Doc)._observers.get('update')?.size ?? 0;
    const [body, one] = [mirrorOf(original), mirrorOf(finding)];
    expect(one.fragment.doc).toBe(body.fragment.doc);
    body.stop();
    body.stop();
    finding.insert(0, [new Y.XmlText('kvar')]);
    expect([plainTextOf(one.fragment), listeners()]).toEqual(['kvar', 1]);
    one.stop();
    expect(listeners()).toBe(0);
  });

  test('stops following when it is stopped', () => {
    const original = shared(torsas);
    const mirror = mirrorOf(original);
    mirror.stop();
    original.delete(0, original.length);
    expect(mirror.fragment.length).toBe(4);
  });
});

describe('reading without an editor', () => {
  test('gives what an editor would show', () => {
    expect(readText(shared(torsas)).toJSON()).toEqual(torsas.toJSON());
    expect(readText(bodyOf(new Y.Doc())).childCount).toBe(0);
  });

  test('leaves out what is unknown, and deletes nothing', () => {
    const text = shared(nodes.doc.create(null, nodes.paragraph.create(null, schema.text('ord', [marks.strong.create()]))));
    const line = new Y.XmlElement('paragraph');
    line.insert(0, [new Y.XmlText('sist')]);
    text.insert(1, [
      new Y.XmlElement('table'),
      new Y.XmlElement('constructor'),
      new Y.XmlElement('text'),
      new Y.XmlElement('list_item'),
      line,
    ]);
    (line.get(0) as Y.XmlText).format(0, 4, { colour: { value: 'red' }, em: {} });
    let updates = 0;
    text.doc?.on('update', () => (updates += 1));
    expect(readText(text).toJSON()).toEqual({
      type: 'doc',
      content: [
        { type: 'paragraph', attrs: { level: null }, content: [{ type: 'text', text: 'ord', marks: [{ type: 'strong' }] }] },
        { type: 'paragraph', attrs: { level: null }, content: [{ type: 'text', text: 'sist', marks: [{ type: 'em' }] }] },
      ],
    });
    expect([updates, text.length]).toEqual([0, 6]);
  });
});
