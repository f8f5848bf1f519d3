/**
 * What a section's text may hold, as a ProseMirror schema. The editor, the gate, the seal and the report read this one.
 *
 * ORDER-FREE: every content expression is `(a | b | …)*`. Concurrent edits may leave any children in any order and any
 * number; y-prosemirror deletes, in an honest client's name, whatever does not fit its place. So nothing may ever not fit:
 * no `+`, no "first a paragraph", no empty list forbidden, no attribute without a default, and no `validate`: a value that is
 * refused there takes its words with it. Odd values are shown harmlessly instead, and kept out by the gate.
 */
import { Schema, type DOMOutputSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { EvidenceId } from '../domain/ids.ts';

/** The two levels of heading inside a section. The page's own h1 and h2 stand above them, so they render as h3 and h4. */
export const headingLevels = [1, 2] as const;
export type HeadingLevel = (typeof headingLevels)[number];

/** Longest address of a link, in characters. */
export const hrefChars = 2_000;

/**
 * Whether a link may point there: http, https or mailto, spelled out, without blanks, control characters or others that are not
 * seen or turn the direction, and with nobody's name before the host, which would read as the host.
 */
export function isAllowedHref(href: unknown): href is string {
  return (
    typeof href === 'string' &&
    href.length <= hrefChars &&
    /^(?:https?:\/\/[^/\\?#@]+(?:[/\\?#]|$)|mailto:[^@]+@)/i.test(href) &&
    !/[\s\p{Cc}\p{Cf}]/u.test(href)
  );
}

/** Whether a mark may name that as its evidence: an id as they are drawn. */
export function isEvidenceId(id: unknown): id is EvidenceId {
  return EvidenceId.safeParse(id).success;
}

/** A node of the text, as far as its heading goes. */
type Headed = { readonly type: { readonly name: string }; readonly attrs: Readonly<Record<string, unknown>> };

/** The level of a heading; null for any other line. */
export function headingLevelOf({ type, attrs }: Headed): HeadingLevel | null {
  const level = attrs['level'];
  if (type.name === 'heading') return level === 2 ? 2 : 1;
  return type.name === 'paragraph' && (level === 1 || level === 2) ? level : null;
}

function lineToDOM(node: Headed): DOMOutputSpec {
  const level = headingLevelOf(node);
  return level === null ? ['p', 0] : level === 1 ? ['h3', { 'data-level': '1' }, 0] : ['h4', { 'data-level': '2' }, 0];
}

/** As much of a DOM element as a parse rule looks at; `shared` knows no DOM. */
type Attributed = { getAttribute(name: string): string | null };

const nodes = {
  doc: { content: '(paragraph | heading | bullet_list | ordered_list | blockquote)*' },
  // First of the blocks: what Enter makes, and what a bare text is wrapped in. A heading is a paragraph with a level, so that
  // it stays the same element when it becomes one: what a colleague types in it meanwhile would go with the element.
  paragraph: {
    content: '(text | hard_break)*',
    group: 'block',
    attrs: { level: { default: null } },
    parseDOM: [
      { tag: 'p' },
      // Our own headings say their level: elsewhere an h3 is usually below two others.
      { tag: 'h3[data-level="1"]', attrs: { level: 1 } },
      ...['h1', 'h2'].map((tag) => ({ tag, attrs: { level: 1 } })),
      ...['h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag, attrs: { level: 2 } })),
    ],
    toDOM: lineToDOM,
  },
  // How headings were written before. Nothing makes one any more; without it, those there are would be deleted as unknown.
  heading: { content: '(text | hard_break)*', group: 'block', attrs: { level: { default: 1 } }, toDOM: lineToDOM },
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
  // The words rest on that piece of evidence. Whose number it has, and whether it exists, the facts say.
  evidence: {
    attrs: { id: { default: '' } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'span[data-evidence]',
        getAttrs: (element: Attributed) => {
          const id = element.getAttribute('data-evidence');
          return isEvidenceId(id) ? { id } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => {
      const id: unknown = attrs['id'];
      return isEvidenceId(id) ? ['span', { class: 'evidence', 'data-evidence': id }, 0] : ['span', 0];
    },
  },
} satisfies Record<string, MarkSpec>;

export const schema = new Schema<keyof typeof nodes, keyof typeof marks>({ nodes, marks });
export type NodeName = keyof typeof nodes;
export type MarkName = keyof typeof marks;
