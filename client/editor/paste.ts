/**
 * Cleans pasted HTML before the schema reads it. It is parsed into a document that runs and fetches nothing, and what comes
 * out holds no attribute but a link's address (and the editor's own two), no picture, no script, no style.
 */
const dropped =
  'head, script, style, template, iframe, object, embed, noscript, svg, math, img, picture, video, audio, canvas, input, select, textarea, title, meta, link, xml';
const kept: Readonly<Record<string, string>> = { href: 'a', 'data-level': 'h3', 'data-pm-slice': '*' };
const setAside = 'data-style';
const inline = 'span, font, a, b, i, em, strong, u, small';

export function cleanPasted(html: string): string {
  const page = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  removeComments(page);
  for (const element of page.querySelectorAll(dropped)) element.remove();
  for (const element of page.querySelectorAll(inline)) spellOut(element);
  // Innermost first, since an outer row takes only the text of what is in it.
  for (const table of [...page.querySelectorAll('table')].reverse()) table.replaceWith(...linesOf(page, table));
  for (const element of page.body.querySelectorAll('*')) strip(element);
  return page.body.innerHTML;
}

/**
 * Styles are set aside before anything is parsed: even in a document that is never shown, the browser counts them as a
 * breach of the page's content security policy and says so in the console. What slips through is refused all the same.
 */
function withoutStyles(html: string): string {
  const withoutSheets = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, '');
  return withoutSheets.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, `$1${setAside}$2`));
}

/** Word hides half of its lists and all of its styles in comments. */
function removeComments(page: Document): void {
  const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

/** Bold and italic as styles become elements; a `<b>` in normal weight, which some word processors wrap around everything, goes. */
function spellOut(element: Element): void {
  const style = element.getAttribute(setAside)?.toLowerCase() ?? '';
  const weight = /(?:^|;)\s*font-weight\s*:\s*(\w+)/.exec(style)?.[1];
  const slant = /(?:^|;)\s*font-style\s*:\s*(\w+)/.exec(style)?.[1];
  if (weight !== undefined && /^(?:bold|bolder|[6-9]\d\d)$/.test(weight)) wrapContent(element, 'strong');
  if (slant === 'italic' || slant === 'oblique') wrapContent(element, 'em');
  const isUndone =
    (element.matches('b, strong') && /^(?:normal|lighter|[1-4]\d\d)$/.test(weight ?? '')) ||
    (element.matches('i, em') && slant === 'normal');
  if (isUndone) element.replaceWith(...element.childNodes);
}

function wrapContent(element: Element, tag: 'strong' | 'em'): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** There are no tables in the text: a row becomes a line with its cells apart. */
function linesOf(page: Document, table: Element): Element[] {
  return [...table.querySelectorAll('caption, tr')].map((row) => {
    const cells = row.matches('caption') ? [row] : [...row.children];
    const line = page.createElement('p');
    line.textContent = cells.map((cell) => (cell.textContent ?? '').trim().replace(/\s+/g, ' ')).join(' | ');
    return line;
  });
}

function strip(element: Element): void {
  for (const { name } of [...element.attributes]) {
    const where = kept[name];
    if (where === undefined || !(where === '*' || element.matches(where))) element.removeAttribute(name);
  }
}
