/** What word processors put around the words: notes, comments, contents, page ends, titles and headings by other names. */
import { styleOf, styledWith, rename, textOf, unwrap, type Sheet } from './source.ts';

/** Not words of the text: notes and references to them, comments, tables of contents, running heads. */
const apparatus = [
  '.MsoCommentReference, .msocomanchor, .msocomtxt, .MsoCommentText',
  '.MsoFootnoteReference, .MsoFootnoteText, .MsoEndnoteReference, .MsoEndnoteText',
  '.FootnoteReference, .EndnoteReference, .sdfootnoteanc, .sdfootnotesym, .sdendnoteanc, .sdendnotesym',
  '[id^="sdfootnote"], [id^="sdendnote"]',
  ...Array.from({ length: 9 }, (_, level) => `.MsoToc${level + 1}`),
  '.MsoTocHeading, .MsoHeader, .MsoFooter, .MsoPageNumber',
  'a[href^="#_ftn"], a[href^="#_edn"], a[name^="_ftnref"], a[name^="_ednref"]',
  'sup > a[href^="#"], a[href^="#"] > sup',
  'del',
].join(', ');

/** Word's style of what is no part of the running text. */
const elsewhere = [
  'mso-element:footnote',
  'mso-element:endnote',
  'mso-element:comment',
  'mso-element:header',
  'mso-element:footer',
  'mso-hide:all',
];

export function removeApparatus(page: Document): void {
  for (const words of elsewhere) for (const element of styledWith(page, words)) element.remove();
  for (const element of page.querySelectorAll(apparatus)) element.remove();
  for (const rest of page.querySelectorAll('sup')) if (textOf(rest) === '') rest.remove();
}

/** Headings 1 and 2 become the first of our two levels, all below them the second. */
export function levelHeadings(page: Document, sheet: Sheet): void {
  for (const element of page.querySelectorAll('h1, h2, h3, h4, h5, h6, p, [role="heading"]')) {
    const level = levelOf(element, sheet);
    if (level === null) continue;
    // In an item or a quotation there is none.
    const heading = rename(element, element.closest('li, blockquote') ? 'p' : level <= 2 ? 'h3' : 'h4');
    if (heading.matches('p')) continue;
    heading.setAttribute('data-level', level <= 2 ? '1' : '2');
    // It is bold by itself.
    for (const bold of heading.querySelectorAll('strong, b')) unwrap(bold);
  }
}

function levelOf(element: Element, { outline }: Sheet): number | null {
  const tag = /^H([1-6])$/.exec(element.tagName)?.[1];
  if (tag) return Number(tag);
  if (element.getAttribute('role') === 'heading') return Number(element.getAttribute('aria-level')) || 1;
  if (element.matches('p.MsoTitle, p.title, p.Title')) return 1;
  const said = Number(styleOf(element, 'mso-outline-level'));
  if (said > 0) return said;
  const named = [...element.classList].find((name) => outline.has(name));
  return (named === undefined ? null : outline.get(named)) ?? null;
}

/** Paragraphs in a style for quotations become one, as long as they follow each other. */
export function gatherQuotes(page: Document): void {
  const isQuote = (element: Element | null) => element?.matches('p.MsoQuote, p.MsoIntenseQuote, p.Quote') === true;
  for (const element of page.querySelectorAll('p')) {
    if (!isQuote(element) || !element.isConnected || element.closest('blockquote, li')) continue;
    const run: Element[] = [];
    for (let next: Element | null = element; next && isQuote(next); next = next.nextElementSibling) run.push(next);
    const quote = page.createElement('blockquote');
    element.before(quote);
    quote.append(...run);
  }
}
