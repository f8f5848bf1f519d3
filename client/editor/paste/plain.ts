/** Pasted text without form: a paragraph a line, lists where there are signs of one, lines that a page's width broke put together. */
import { DOMParser as Reader, type Node, type ResolvedPos, Slice, Fragment } from 'prosemirror-model';
import { schema } from '../../../shared/doc/schema.ts';
import { plainSpaces } from './inline.ts';
import { listsOfSigns } from './lists.ts';
import { signOf } from './sign.ts';

/** A line shorter than this was ended by who wrote it, not by the page's width. */
const brokenFrom = 40;

/** `asTyped`: with the key for it, one asks for the letters and nothing else. */
export function slicePlain(text: string, $context: ResolvedPos, asTyped: boolean): Slice {
  const page = document.implementation.createHTMLDocument();
  const lines = text.split(/\r\n|[\n\r\v\f\u2028\u2029]/);
  for (const line of asTyped ? lines : joinBroken(lines)) {
    const paragraph = page.createElement('p');
    // Word writes its second kind of bullet as a letter.
    paragraph.textContent = plainSpaces(line.replace(/^(\s*)o\t/, '$1◦ ')).trim();
    paragraph.setAttribute('data-indent', String(indentOf(line)));
    // An empty line separates paragraphs: they are apart already.
    if (paragraph.textContent !== '') page.body.append(paragraph);
  }
  if (!asTyped) listsOfSigns(page);
  const { content } = Reader.fromSchema(schema).parseSlice(page.body, { preserveWhitespace: true });
  // As if one had typed it there: in bold text it is bold.
  return Slice.maxOpen(formed(content, $context), true);
}

/** In columns; a tab goes to the next fourth one. */
function indentOf(line: string): number {
  const blank = /^[\s\u00a0]*/.exec(line)?.[0] ?? '';
  return [...blank].reduce((column, each) => (each === '\t' ? column + 4 - (column % 4) : column + 1), 0);
}

/** From a page with a width of its own (a PDF) sentences come in pieces: one that does not end goes on where the next begins small. */
function joinBroken(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let length = 0;
  for (const line of lines) {
    const before = joined.at(-1);
    const goesOn =
      before !== undefined && length >= brokenFrom && !/[.!?:;]\s*$/.test(before) && /^\s*\p{Ll}/u.test(line) && !signOf(line.trim());
    if (goesOn) joined[joined.length - 1] = `${before.trimEnd()} ${line.trim()}`;
    else joined.push(line);
    length = line.trim().length;
  }
  return joined;
}

function formed(content: Fragment, $context: ResolvedPos): Fragment {
  const marks = $context.marks();
  if (marks.length === 0) return content;
  const form = (node: Node): Node => (node.isInline ? node.mark(marks) : node.copy(formed(node.content, $context)));
  const nodes: Node[] = [];
  content.forEach((node) => nodes.push(form(node)));
  return Fragment.fromArray(nodes);
}
