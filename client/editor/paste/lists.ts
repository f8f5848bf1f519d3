/** Lists out of what is shown as lists: Word's numbered paragraphs, lists of one item each, lists beside their items, signs and indents. */
import { must } from '../../../shared/domain/assert.ts';
import { signOf } from './sign.ts';
import { styleOf, styledWith, textOf, unwrap, type Sheet } from './source.ts';

/** `list` tells two numbered lists apart that follow each other. */
type Item = { readonly level: number; readonly ordered: boolean; readonly list: string; readonly content: readonly Node[] };
type Open = { level: number; readonly list: string; readonly element: Element };

/** The lists that these items make, one inside of the other by their levels. */
function build(page: Document, items: readonly Item[]): readonly Element[] {
  const roots: Element[] = [];
  const open: Open[] = [];
  for (const { level, ordered, list, content } of items) {
    for (let top = open.at(-1); top && top.level > level; top = open.at(-1)) {
      const below = open.at(-2);
      // One that began deeper than it need be: it goes on at this level.
      if (!below || below.level < level) top.level = level;
      else open.pop();
    }
    const tag = ordered ? 'OL' : 'UL';
    const same = open.at(-1);
    if (same?.level === level && (same.element.tagName !== tag || (ordered && same.list !== list))) open.pop();
    if (open.at(-1)?.level !== level) {
      const element = page.createElement(tag);
      const around = open.at(-1)?.element.lastElementChild;
      if (around) around.append(element);
      else roots.push(element);
      open.push({ level, list, element });
    }
    const item = page.createElement('li');
    item.append(...content);
    open.at(-1)?.element.append(item);
  }
  return roots;
}

/** Word: paragraphs that say which list they are in, with their sign spelled out for whom it may concern. */
export function listsOfWord(page: Document, sheet: Sheet): void {
  const markers = new Map<Element, string>();
  for (const marker of styledWith(page, 'mso-list:Ignore')) {
    const paragraph = marker.closest('p, h1, h2, h3, h4, h5, h6, li');
    if (paragraph) markers.set(paragraph, textOf(marker));
    marker.remove();
  }
  const placeOf = (paragraph: Element): Omit<Item, 'content'> | null => {
    if (!paragraph.matches('p, div') || paragraph.closest('li')) return null;
    const named = [...paragraph.classList].map((name) => sheet.lists.get(name)).find((found) => found !== undefined);
    const said = /(l\d+)\s+level(\d+)/.exec(styleOf(paragraph, 'mso-list') || (named ?? ''));
    const marker = markers.get(paragraph);
    if (!said) return marker === undefined ? null : { level: 1, ordered: isNumber(marker), list: '' };
    const [, list = '', level = '1'] = said;
    return { level: Number(level), list, ordered: sheet.numbered.get(`${list}:level${level}`) ?? isNumber(marker ?? '') };
  };
  for (const first of page.querySelectorAll('p, div')) {
    if (!first.isConnected || !placeOf(first)) continue;
    const items: Item[] = [];
    const run: Element[] = [];
    for (let next: Element | null = first; next; next = next.nextElementSibling) {
      const place = placeOf(next);
      const goesOn = /^Mso(?:ListParagraph|ListContinue)/.test(next.className);
      if (place) items.push({ ...place, content: [paragraphOf(next)] });
      else if (goesOn) items.push(withMore(items.pop(), paragraphOf(next)));
      else break;
      run.push(next);
    }
    first.before(...build(page, items));
    for (const each of run) each.remove();
  }
}

/** A paragraph without a sign below an item is the item's. */
function withMore(item: Item | undefined, paragraph: Element): Item {
  const { level, ordered, list, content } = must(item, 'a run begins with an item');
  return { level, ordered, list, content: [...content, paragraph] };
}

/** A paragraph with what is in this one; it stays where it is until the run of them is known. */
function paragraphOf(element: Element): Element {
  const paragraph = element.ownerDocument.createElement('p');
  paragraph.append(...[...element.childNodes].map((node) => node.cloneNode(true)));
  return paragraph;
}

function isNumber(marker: string): boolean {
  return /^\(?(?:\d+|[a-zåäö]|[ivxlcdm]+)(?:[.)]\d*)+$|^\d+$/i.test(marker);
}

/** Word on the web: a list of its own for each item, whose level is said beside it. */
export function listsOfWordOnline(page: Document): void {
  for (const wrapper of page.querySelectorAll('.ListContainerWrapper')) unwrap(wrapper);
  const isOf = (element: Element | null) =>
    element?.matches('ul, ol') === true && [...element.children].every((item) => item.hasAttribute('data-aria-level'));
  for (const first of page.querySelectorAll('ul, ol')) {
    if (!first.isConnected || !isOf(first) || first.childElementCount === 0) continue;
    const run: Element[] = [];
    for (let next: Element | null = first; next && isOf(next); next = next.nextElementSibling) run.push(next);
    const items = run.flatMap((list) =>
      [...list.children].map((item) => ({
        level: Number(item.getAttribute('data-aria-level')) || 1,
        ordered: list.tagName === 'OL',
        list: item.getAttribute('data-listid') ?? '',
        content: [...item.childNodes],
      })),
    );
    first.before(...build(page, items));
    for (const each of run) each.remove();
  }
}

/** A list beside the item it belongs to, as some write it: into the item. */
export function nestLists(page: Document): void {
  for (const inner of page.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const item = inner.previousElementSibling?.matches('li') ? inner.previousElementSibling : page.createElement('li');
    if (!item.isConnected) inner.before(item);
    item.append(inner);
  }
}

/** Paragraphs that begin with a sign of a list and a blank. `data-indent` says how far in one begins. */
export function listsOfSigns(page: Document): void {
  for (const first of page.querySelectorAll('p, div')) {
    if (!first.isConnected || first.closest('li') || first.querySelector('p, div')) continue;
    const run: Element[] = [];
    for (let next: Element | null = first; next?.matches('p, div') && signOf(textOf(next)); next = next.nextElementSibling) run.push(next);
    const signs = run.map((each) => signOf(textOf(each)));
    // A dash may open a line of speech, a number a heading: only several in a row are a list.
    if (run.length === 0 || (run.length === 1 && !signs[0]?.alone)) continue;
    const indents = run.map((each) => Number(each.getAttribute('data-indent')));
    const levels = levelsOf(indents);
    const items = run.map((each, at) => {
      const sign = signs[at];
      dropLetters(each, sign?.letters ?? 0);
      return { level: levels[at] ?? 1, ordered: sign?.ordered ?? false, list: '', content: [paragraphOf(each)] };
    });
    first.before(...build(page, items));
    for (const each of run) each.remove();
  }
}

/** 1 for the outermost; whoever stands further in than the one before is a level deeper. */
function levelsOf(indents: readonly number[]): readonly number[] {
  const open: number[] = [];
  return indents.map((indent) => {
    while (open.length > 1 && indent < (open.at(-1) ?? 0)) open.pop();
    if (open.length === 0 || indent > (open.at(-1) ?? 0)) open.push(indent);
    return open.length;
  });
}

/** Takes that many letters, and the blanks around them, from the start of the element. */
function dropLetters(element: Element, letters: number): void {
  let left = letters;
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const bare = (text.nodeValue ?? '').replace(/^[\s\u00a0]+/, '');
    const taken = Math.min(left, bare.length);
    left -= taken;
    text.nodeValue = bare.slice(taken).replace(/^[\s\u00a0]+/, '');
    if (left === 0 && text.nodeValue !== '') return;
  }
}
