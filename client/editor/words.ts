/** How many words an open text has. A line that did not change is the same object as before and is not counted again. */
import type { Node } from 'prosemirror-model';
import { countWords } from '../../shared/doc/text.ts';

const counted = new WeakMap<Node, number>();

export function wordsIn(doc: Node): number {
  let words = 0;
  doc.descendants((line) => {
    if (line.isTextblock) words += wordsOf(line);
    return !line.isTextblock;
  });
  return words;
}

function wordsOf(line: Node): number {
  const before = counted.get(line);
  if (before !== undefined) return before;
  const words = countWords(line.textBetween(0, line.content.size, '\n', '\n'));
  counted.set(line, words);
  return words;
}
