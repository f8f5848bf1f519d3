/** What can be read and copied of text that was not accepted. */
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { wordsBeyond } from '../../../client/sync/unsent-text.ts';
import { bodyOf } from '../../../shared/doc/roots.ts';

function addParagraph(doc: Y.Doc, text: string): void {
  const element = new Y.XmlElement('paragraph');
  bodyOf(doc).push([element]);
  element.insert(0, [new Y.XmlText(text)]);
}

function aText(...lines: string[]) {
  const theirs = new Y.Doc();
  for (const line of lines) addParagraph(theirs, line);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
  const words = (line: number) => (bodyOf(doc).get(line) as Y.XmlElement).get(0) as Y.XmlText;
  return { doc, words, clock: () => Y.encodeStateVector(doc), unsent: (from: Uint8Array) => wordsBeyond(doc, from) };
}

test('only what was typed here since, a line for each paragraph', () => {
  const { doc, words, clock, unsent } = aText('Uppföljning görs.', 'Analysen är svag.');
  words(0).insert(0, 'Sänt. ');
  const sent = clock();
  words(0).insert(17, ' varje år');
  words(1).insert(0, 'Men: ');
  addParagraph(doc, 'Helt nytt.');
  expect(unsent(sent)).toBe('varje år\nMen:\nHelt nytt.');
});

test('two places in one paragraph are set apart', () => {
  const { words, clock, unsent } = aText('ett tre');
  const sent = clock();
  words(0).insert(7, ' fyra');
  words(0).insert(0, 'noll ');
  expect(unsent(sent)).toBe('noll … fyra');
});

test('what was typed and taken back is gone, and deletions leave no words', () => {
  const { words, clock, unsent } = aText('kvar');
  const sent = clock();
  words(0).insert(4, ' bort');
  words(0).delete(4, 5);
  words(0).delete(0, 2);
  expect(unsent(sent)).toBe('');
});
