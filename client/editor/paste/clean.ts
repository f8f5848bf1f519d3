/**
 * Cleans pasted HTML before the schema reads it: words with the form our texts know, and nothing that runs, loads, hides or
 * leads astray. What comes out holds no attribute but a link's address and the editor's own.
 */
import { plainBlocks, removeEmpty, splitAtBreaks } from './blocks.ts';
import { cleanLinks, cleanSpaces, spellOutForm } from './inline.ts';
import { listsOfSigns, listsOfWord, listsOfWordOnline, nestLists } from './lists.ts';
import { isOwn } from './own.ts';
import { readPasted, styledWith } from './source.ts';
import { tablesToLines } from './tables.ts';
import { gatherQuotes, levelHeadings, removeApparatus } from './word.ts';

const dropped = [
  'head, script, style, template, iframe, object, embed, noscript, svg, math, img, picture, video, audio, canvas, map',
  'input, select, textarea, button, datalist, dialog, title, meta, link, base, xml, hr, wbr',
  // The page around the words.
  'nav, footer:not(blockquote footer), [role="navigation"], [role="search"], [role="menu"], [role="menubar"], [role="toolbar"]',
  '[role="banner"], [role="contentinfo"], [role="alert"]',
  '[hidden], [aria-hidden="true"], .visually-hidden, .sr-only, .screen-reader-text',
].join(', ');

/** Attribute: the elements that keep it. */
const kept: Readonly<Record<string, string>> = { href: 'a', 'data-level': 'h3, h4', 'data-evidence': 'span', 'data-pm-slice': '*' };

export function cleanPasted(html: string): string {
  const { page, sheet } = readPasted(html);
  removeComments(page);
  for (const element of page.querySelectorAll(dropped)) element.remove();
  // What was copied from one of our texts has its form already, empty lines included.
  if (!isOwn(page)) {
    for (const element of page.querySelectorAll('[data-level], [data-evidence]')) {
      element.removeAttribute('data-level');
      element.removeAttribute('data-evidence');
    }
    for (const words of ['display:none', 'display: none', 'visibility:hidden', 'visibility: hidden'])
      for (const hidden of styledWith(page, words)) hidden.remove();
    removeApparatus(page);
    spellOutForm(page);
    levelHeadings(page, sheet);
    listsOfWord(page, sheet);
    listsOfWordOnline(page);
    nestLists(page);
    gatherQuotes(page);
    tablesToLines(page);
    plainBlocks(page);
    splitAtBreaks(page);
    cleanSpaces(page);
    listsOfSigns(page);
    removeEmpty(page);
  }
  cleanLinks(page);
  for (const element of page.body.querySelectorAll('*')) strip(element);
  return page.body.innerHTML;
}

/** Word hides half of its lists and all of its styles in comments. */
function removeComments(page: Document): void {
  const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

function strip(element: Element): void {
  for (const { name } of [...element.attributes]) {
    const where = kept[name];
    if (where === undefined || !element.matches(where)) element.removeAttribute(name);
  }
}
