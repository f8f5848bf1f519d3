/**
 * What a section's text may hold, as a ProseMirror schema. The editor, the gate, the seal and the report read this one.
 *
 * ORDER-FREE: every content expression is `(a | b | …)*`. Concurrent edits may leave any children in any order and any
 * number; y-prosemirror deletes, in an honest client's name, whatever does not fit its place. So nothing may ever not fit:
 * no `+`, no "first a paragraph", no empty list forbidden, no attribute without a default, and no `validate`: a value that is
 * refused there takes its words with it. Odd values are shown harmlessly instead, and kept out by the gate.
 */
import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';

/** The two levels of heading inside a section. The page's own h1 and h2 stand above them, so they render as h3 and h4. */
export const headingLevels = [1, 2] as const;
export type HeadingLevel = (typeof headingLevels)[number];

/** Longest address of a link, in characters. */
export const hrefChars = 2_000;

/** Whether a link may point there: http, https or mailto, spelled out, without spaces or control characters. */
export function isAllowedHref(href: unknown): href is string {
  return (
    typeof href === 'string' &&
    href.length <= hrefChars &&
    /^(?:https?:\/\/[^/]|mailto:[^@]+@)/i.test(href) &&
    !/[\s\u0000-\u001f\u007f]/.test(href)
  );
}

/** As much of a DOM element as a parse rule looks at; `shared` knows no DOM. */
type Attributed = { getAttribute(name: string): string | null };

const nodes = {
  doc: { content: '(paragraph | heading | bullet_list | ordered_list | blockquote)*' },
  // First of the blocks: what Enter makes, and what a bare text is wrapped in.
  paragraph: { content: '(text | hard_break)*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  heading: {
    content: '(text | hard_break)*',
    group: 'block',
    defining: true,
    attrs: { level: { default: 1 } },
    // Our own headings say their level: elsewhere an h3 is usually below two others.
    parseDOM: [
      { tag: 'h3[data-level="1"]', attrs: { level: 1 } },
      { tag: 'h1', attrs: { level: 1 } },
      ...['h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag, attrs: { level: 2 } })),
    ],
    toDOM: ({ attrs }) => (attrs['level'] === 2 ? ['h4', { 'data-level': '2' }, 0] : ['h3', { 'data-level': '1' }, 0]),
  },
  bullet_list: { content: '(list_item)*', group: 'block', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { content: '(list_item)*', group: 'block', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
  list_item: { content: '(paragraph | bullet_list | ordered_list)*', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  blockquote: {
    content: '(paragraph | bullet_list | ordered_list)*',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
  hard_break: { inline: true, group: 'inline', selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'], leafText: () => '\n' },
  text: { group: 'inline' },
} satisfies Record<string, NodeSpec>;

const marks = {
  // No rules for inline styles: what is pasted is cleaned of them first, and bold and italic styles made into these.
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  link: {
    // A link that has no address, or none that is allowed, is shown as plain text.
    attrs: { href: { default: '' } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element: Attributed) => {
          const href = element.getAttribute('href')?.trim();
          return isAllowedHref(href) ? { href } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => {
      const href: unknown = attrs['href'];
      return isAllowedHref(href) ? ['a', { href, target: '_blank', rel: 'noopener noreferrer' }, 0] : ['span', 0];
    },
  },
} satisfies Record<string, MarkSpec>;

export const schema = new Schema<keyof typeof nodes, keyof typeof marks>({ nodes, marks });
export type NodeName = keyof typeof nodes;
export type MarkName = keyof typeof marks;
