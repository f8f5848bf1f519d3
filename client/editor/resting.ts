/**
 * A text as it looks while nobody is in it: the same elements as in an editor, without one. Dozens of them stand on a page.
 * It follows what others write, and writes nothing itself.
 */
import { DOMSerializer, type Node } from 'prosemirror-model';
import type * as Y from 'yjs';
import { readText } from '../../shared/doc/reading.ts';
import { schema } from '../../shared/doc/schema.ts';
import { evidenceIn, numberElement, type EvidenceOptions } from './evidence.ts';

export type RestingOptions = EvidenceOptions & {
  readonly fragment: Y.XmlFragment;
  readonly readonly: boolean;
  readonly attributes: (doc: Node) => Readonly<Record<string, string>>;
};
export type RestingText = { readonly dom: HTMLElement; draw(): void; close(): void };

export function restText(place: HTMLElement, options: RestingOptions): RestingText {
  const { fragment, attributes, readonly } = options;
  const dom = document.createElement('div');
  let waits = false;
  const draw = () => {
    const doc = readText(fragment);
    const { class: more = '', ...rest } = attributes(doc);
    dom.className = `ProseMirror ${more}`;
    for (const name of dom.getAttributeNames()) if (name !== 'class' && !(name in rest)) dom.removeAttribute(name);
    for (const [name, value] of Object.entries(rest)) dom.setAttribute(name, value);
    if (!readonly) dom.tabIndex = 0;
    dom.replaceChildren(drawn(doc, options));
  };
  // Together, however many letters came at once.
  const follow = () => {
    if (waits) return;
    waits = true;
    queueMicrotask(() => {
      waits = false;
      if (dom.isConnected) draw();
    });
  };
  draw();
  place.replaceChildren(dom);
  fragment.observeDeep(follow);
  return {
    dom,
    draw,
    close() {
      fragment.unobserveDeep(follow);
      dom.remove();
    },
  };
}

const serializer = DOMSerializer.fromSchema(schema);

function drawn(doc: Node, options: RestingOptions): DocumentFragment {
  const out = document.createDocumentFragment();
  serializer.serializeFragment(doc.content, { document }, out);
  const blocks = out.querySelectorAll('p, h3, h4');
  let at = 0;
  doc.descendants((line) => {
    if (!line.isTextblock) return true;
    const block = blocks[at++];
    if (block) finish(block, line, options);
    return false;
  });
  return out;
}

/** What an editor shows beside the words: the numbers of evidence, and a line's height where it ends with none. */
function finish(block: Element, line: Node, { evidence, openEvidence, readonly }: RestingOptions): void {
  for (const { to, id } of [...evidenceIn(line)].reverse())
    endOf(block, to)?.after(numberElement(id, evidence()?.get(id), openEvidence, !readonly));
  if (line.childCount === 0 || line.lastChild?.type === schema.nodes.hard_break) block.append(document.createElement('br'));
}

/** The outermost thing in the line that ends after so many characters. */
function endOf(block: Element, characters: number): ChildNode | null {
  let left = characters;
  for (const child of block.childNodes) {
    const length =
      child instanceof HTMLBRElement
        ? 1
        : (child.textContent ?? '').length + (child instanceof Element ? child.querySelectorAll('br').length : 0);
    if (length === left) return child;
    // A mark around it goes on, as a link does around some words that rest on evidence and some that don't.
    if (length > left) return child instanceof Element ? endOf(child, left) : null;
    left -= length;
  }
  return null;
}
