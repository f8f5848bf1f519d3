/** The words of a text without its form, straight from the shared type: for search, section marks, rescue records. No editor needed. */
import * as Y from 'yjs';

const blocks = new Set(['paragraph', 'heading']);

function* linesOf(parent: Y.XmlFragment): Generator<string> {
  let line: string | null = null;
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      // Not toString(): that writes marks as tags.
      for (const { insert } of child.toDelta() as { insert: unknown }[]) if (typeof insert === 'string') line = (line ?? '') + insert;
    } else if (child instanceof Y.XmlElement && child.nodeName === 'hard_break') {
      line = `${line ?? ''}\n`;
    } else if (child instanceof Y.XmlElement) {
      yield* linesOf(child);
    }
  }
  // An empty paragraph is an empty line.
  if (line !== null || (parent instanceof Y.XmlElement && blocks.has(parent.nodeName))) yield line ?? '';
}

/** A line per paragraph, heading and line break; lists and quotations without their signs. */
export function plainTextOf(text: Y.XmlFragment): string {
  return [...linesOf(text)].join('\n');
}

/** How many words a person would count: "2,5 %" is one, "av-/påanmälan" two, punctuation none. */
export function wordCount(text: Y.XmlFragment): number {
  return countWords(plainTextOf(text));
}

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[-'’.,:@][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Whether nothing can be read there; empty paragraphs and blanks are nothing. */
export function isEmpty(text: Y.XmlFragment): boolean {
  for (const line of linesOf(text)) if (line.trim() !== '') return false;
  return true;
}

/** Puts words at the end, a paragraph for each line. */
export function appendWords(text: Y.XmlFragment, words: string): void {
  const paragraphs = words.split('\n').map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    if (line !== '') paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  text.push(paragraphs);
}
