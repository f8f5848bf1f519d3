/**
 * There are no tables in the text. What is kept is what one would read aloud: a row of two cells as "name: value", of more
 * as a line with dashes, an empty cell inside as "…" so that no number moves under another heading. A row that holds lists
 * or several paragraphs is a layout, and its cells follow each other. Headings of columns are bold.
 */
import { wrapContent } from './inline.ts';
import { textOf, unwrap } from './source.ts';

const blocks = 'p, div, ul, ol, blockquote, h1, h2, h3, h4, h5, h6, pre, dl';

export function tablesToLines(page: Document): void {
  // Innermost first: what is inside a cell is lines by then.
  for (const table of [...page.querySelectorAll('table')].reverse()) {
    const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children].filter((cell) => cell.matches('td, th')));
    const columns = Math.max(0, ...rows.map((cells) => cells.length));
    const lines = rows.flatMap((cells) => (columns === 1 || cells.some(isRich) ? cells.flatMap(blocksOf) : lineOf(page, cells, columns)));
    const caption = table.querySelector('caption');
    table.replaceWith(...(caption ? blocksOf(caption) : []), ...lines);
  }
}

/** Holds more than one line of words. */
function isRich(cell: Element): boolean {
  if (cell.querySelector('ul, ol, blockquote, h1, h2, h3, h4, h5, h6')) return true;
  return [...cell.querySelectorAll('p, div')].filter((each) => !each.querySelector('p, div') && textOf(each) !== '').length > 1;
}

function blocksOf(cell: Element): readonly Element[] {
  const paragraph = cell.ownerDocument.createElement('p');
  const isBlock = (node: Node): node is Element => node instanceof Element && node.matches(blocks);
  const out: Element[] = [];
  for (const node of [...cell.childNodes]) {
    if (isBlock(node)) out.push(node);
    else if (out.at(-1)?.hasAttribute('data-loose')) out.at(-1)?.append(node);
    else {
      const loose = paragraph.cloneNode() as Element;
      loose.setAttribute('data-loose', '');
      loose.append(node);
      out.push(loose);
    }
  }
  return out.filter((block) => textOf(block) !== '');
}

function lineOf(page: Document, cells: readonly Element[], columns: number): readonly Element[] {
  const last = cells.findLastIndex((cell) => textOf(cell) !== '');
  const first = cells[0];
  if (last === -1 || !first) return [];
  const isHead = cells.every((cell) => cell.matches('th') || cell.closest('thead') !== null || textOf(cell) === '');
  const isPair = columns === 2 && !isHead;
  // The corner above the names of rows is empty in most tables; and so is a name that goes on from the row above.
  const said = cells.slice((isHead || isPair) && textOf(first) === '' ? 1 : 0, last + 1);
  const line = page.createElement('p');
  const between = !isPair ? ' – ' : /[.:;?!]$/.test(textOf(first)) ? ' ' : ': ';
  said.forEach((cell, at) => {
    for (const block of cell.querySelectorAll('p, div, br')) {
      block.after(' ');
      unwrap(block);
    }
    trim(cell);
    if (at > 0) line.append(between);
    if (textOf(cell) === '') line.append('…');
    else line.append(...cell.childNodes);
  });
  if (isHead) wrapContent(line, 'strong');
  return [line];
}

function trim(cell: Element): void {
  const texts: Node[] = [];
  const walker = cell.ownerDocument.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  const hasWords = (text: Node) => (text.nodeValue ?? '').trim() !== '';
  const first = texts.findIndex(hasWords);
  const last = texts.findLastIndex(hasWords);
  texts.forEach((text, at) => {
    if (at <= first) text.nodeValue = (text.nodeValue ?? '').trimStart();
    if (at >= last) text.nodeValue = (text.nodeValue ?? '').trimEnd();
  });
}
