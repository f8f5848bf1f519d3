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
  const withoutSheets = lean.replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_all, sheet: string) => {
    sheets.push(sheet);
    return '';
  });
  // What slips through, behind a `>` inside of an attribute, is refused by the policy all the same.
  const bare = withoutSheets.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, `$1${aside}$2`));
  return { page: new DOMParser().parseFromString(bare, 'text/html'), sheet: readSheet(sheets.join('\n')) };
}

function readSheet(css: string): Sheet {
  const numbered = new Map<string, boolean>();
  const outline = new Map<string, number>();
  const lists = new Map<string, string>();
  for (const [, selector = '', rule = ''] of css.replace(/<!--|-->|\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
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
