/** What stands inside of lines: bold and italic, links, and the spaces between words. */
import { isAllowedHref } from '../../../shared/doc/schema.ts';
import { styleOf, unwrap } from './source.ts';

const weighed = 'span, font, a, b, i, em, strong, u, small, sub, sup, p, td, th, dt, cite';

/** Bold and italic as styles become elements; a `<b>` in normal weight, which some word processors wrap around everything, goes. */
export function spellOutForm(page: Document): void {
  for (const element of page.querySelectorAll(weighed)) {
    const weight = styleOf(element, 'font-weight');
    const slant = styleOf(element, 'font-style');
    if (/^(?:bold|bolder|[6-9]\d\d)$/.test(weight)) wrapContent(element, 'strong');
    if (/^(?:italic|oblique)/.test(slant)) wrapContent(element, 'em');
    const isUndone =
      (element.matches('b, strong') && /^(?:normal|lighter|[1-5]\d\d)$/.test(weight)) || (element.matches('i, em') && slant === 'normal');
    if (isUndone) unwrap(element);
  }
  for (const q of page.querySelectorAll('q')) {
    q.prepend('”');
    q.append('”');
  }
}

export function wrapContent(element: Element, tag: 'strong' | 'em'): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** Links lead to web pages and e-mail, and to where they say; of any other the words stay. */
export function cleanLinks(page: Document): void {
  for (const link of page.querySelectorAll('a')) {
    const href = unguarded(link.getAttribute('href')?.trim() ?? '');
    if (isAllowedHref(href)) link.setAttribute('href', href);
    else unwrap(link);
  }
}

/** Some mail servers lead every link through a guard of their own. In a report the address itself must stand. */
function unguarded(href: string): string {
  if (!/^https:\/\/[\w.-]+\.safelinks\.protection\.outlook\.com\//i.test(href)) return href;
  try {
    return new URL(href).searchParams.get('url') ?? href;
  } catch {
    return href;
  }
}

/**
 * Spaces as one would type them. A single non-breaking one beside a digit is typography ("7 100", "25 %", "s. 4") and stays;
 * any other was put there to keep spaces apart. What cannot be seen goes: soft hyphens, marks of width 0, letters of symbol fonts.
 */
export function plainSpaces(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff\ue000-\uf8ff]/g, '')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    .replace(/[\u2007\u202f]/g, '\u00a0')
    .replace(/\s{2,}|[\t\n\v\f\r\u2028\u2029]/g, ' ')
    .replace(/(.?)\u00a0(?=(.?))/gu, (_all, before: string, after: string) =>
      before && after && /\d/.test(before + after) ? `${before}\u00a0` : `${before} `,
    );
}

export function cleanSpaces(page: Document): void {
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.nodeValue !== null && text.parentElement?.closest('pre') === null) text.nodeValue = plainSpaces(text.nodeValue);
  }
}
