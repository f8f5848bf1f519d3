/**
 * Pasted HTML, parsed into a document that runs and fetches nothing, with its styles set aside where they can be asked for:
 * even in a document that is never shown the browser counts a style as a breach of the page's content security policy.
 */
const aside = 'data-style';

/** What a word processor's style sheet says that matters here, by the names in it. */
export type Sheet = {
  /** `l0:level1` of Word: whether its items carry a number. */
  readonly numbered: ReadonlyMap<string, boolean>;
  /** A paragraph's class: its level in the outline, 1 to 9. */
  readonly outline: ReadonlyMap<string, number>;
  /** A paragraph's class: the list it belongs to by itself, as in `mso-list`. */
  readonly lists: ReadonlyMap<string, string>;
};
export type Pasted = { readonly page: Document; readonly sheet: Sheet };

export function readPasted(html: string): Pasted {
  const sheets: string[] = [];
  // Pictures spelled out in letters are most of what a word processor puts on the clipboard.
  const lean = html.replace(/\ssrc\s*=\s*("|')data:[^"']*\1/gi, '');
  const withoutSheets = cutSheets(lean, sheets);
  // What slips through, behind a `>` inside of an attribute, is refused by the policy all the same.
  const bare = withoutSheets.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, `$1${aside}$2`));
  return { page: new DOMParser().parseFromString(bare, 'text/html'), sheet: readSheet(sheets.join('\n')) };
}

/** Takes the style sheets out. Looks at each letter once: what somebody put on a page must not hang whoever copies it. */
function cutSheets(html: string, sheets: string[]): string {
  const kept: string[] = [];
  const opening = /<style\b[^<>]*>/gi;
  const closing = /<\/style\s*>/gi;
  let from = 0;
  for (let open = opening.exec(html); open; open = opening.exec(html)) {
    closing.lastIndex = opening.lastIndex;
    const close = closing.exec(html);
    // Without an end all the rest is the sheet.
    const end = close?.index ?? html.length;
    kept.push(html.slice(from, open.index));
    sheets.push(html.slice(opening.lastIndex, end));
    from = close ? closing.lastIndex : html.length;
    opening.lastIndex = from;
  }
  return kept.join('') + html.slice(from);
}

/** What stands before each pair of braces and in it; of nested ones the innermost. Linear, as above. */
function* rulesOf(css: string): Generator<{ readonly selector: string; readonly rule: string }> {
  let start = 0;
  let open = -1;
  for (let at = nextBrace(css, 0); at >= 0; at = nextBrace(css, at + 1)) {
    if (css[at] === '{') {
      if (open >= 0) start = open + 1;
      open = at;
      continue;
    }
    if (open >= 0) yield { selector: uncommented(css.slice(start, open)), rule: uncommented(css.slice(open + 1, at)) };
    start = at + 1;
    open = -1;
  }
}

function nextBrace(css: string, from: number): number {
  const brace = /[{}]/g;
  brace.lastIndex = from;
  return brace.exec(css)?.index ?? -1;
}

/** Without comments; one that does not end goes on to the end. */
function uncommented(css: string): string {
  return css
    .split('/*')
    .map((part, i) => (i === 0 ? part : part.slice(part.indexOf('*/') < 0 ? part.length : part.indexOf('*/') + 2)))
    .join('')
    .replace(/<!--|-->/g, '');
}

function readSheet(css: string): Sheet {
  const numbered = new Map<string, boolean>();
  const outline = new Map<string, number>();
  const lists = new Map<string, string>();
  for (const { selector, rule } of rulesOf(css)) {
    const level = /@list\s+(l\d+:level\d+)/.exec(selector)?.[1];
    // A level without a format is numbered: Word leaves out what is usual.
    if (level) numbered.set(level, !/mso-level-number-format:\s*(?:bullet|image|none)/.test(rule));
    const classes = [...selector.matchAll(/\.([^\s,.:]+)/g)].map(([, name = '']) => name);
    const depth = /mso-outline-level:\s*([1-9])/.exec(rule)?.[1];
    const list = /mso-list:\s*(l\d+\s+level\d+[^;]*)/.exec(rule)?.[1];
    for (const name of classes) {
      if (depth) outline.set(name, Number(depth));
      if (list) lists.set(name, list);
    }
  }
  return { numbered, outline, lists };
}

/** A property of the element's own style, in lower case; '' if it has none. */
export function styleOf(element: Element, property: string): string {
  const style = element.getAttribute(aside);
  if (style === null) return '';
  return new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, 'i').exec(style)?.[1]?.trim().toLowerCase() ?? '';
}

/** All elements whose own style has this in it. */
export function styledWith(page: ParentNode, words: string): readonly Element[] {
  return [...page.querySelectorAll(`[${aside}*="${words}" i]`)];
}

/** Puts the element's children in its place. */
export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Takes the element out of the page and puts another with its children there. */
export function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

export function textOf(node: Node): string {
  return (node.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
}
