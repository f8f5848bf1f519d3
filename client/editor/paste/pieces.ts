/**
 * Puts in more than one update may carry: as blocks of their own after the line with the caret, piece by piece, each its own
 * transaction and so its own frame. In between the page may breathe and colleagues' words come in, so the place is held by the
 * shared element that was put in last, not by a position.
 */
import { Fragment, type Node, type Slice } from 'prosemirror-model';
import { TextSelection, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';
import type * as Y from 'yjs';
import { together } from '../undo.ts';

/** About as much as one transaction carries; the server takes 256 KiB an update. */
export const pieceBytes = 48 * 1024;
const utf8 = new TextEncoder();

/** About how many bytes of an update the node takes. */
function weightOf(node: Node): number {
  const marks = node.marks.reduce((sum, mark) => sum + 40 + JSON.stringify(mark.attrs).length, 0);
  if (node.isText) return marks + 24 + utf8.encode(node.text ?? '').length;
  let weight = marks + 48;
  node.forEach((child) => (weight += weightOf(child)));
  return weight;
}

export function isTooMuchAtOnce(slice: Slice): boolean {
  let weight = 0;
  slice.content.forEach((node) => (weight += weightOf(node)));
  return weight > pieceBytes;
}

/** A node to be put at the end of the one that is reached by going so often into the last child; 0: after the last block. */
type Addition = { readonly depth: number; readonly node: Node };

/** Pieces of additions, in order. What is too much in itself comes as a shell, then its content. */
function piecesOf(content: Fragment): readonly (readonly Addition[])[] {
  const pieces: Addition[][] = [];
  let left = 0;
  const add = (node: Node, depth: number): void => {
    const weight = weightOf(node);
    if (weight > pieceBytes && !node.isText) {
      add(node.copy(Fragment.empty), depth);
      node.forEach((child) => add(child, depth + 1));
    } else if (weight > pieceBytes && node.text) {
      const half = middleOf(node.text);
      add(node.cut(0, half), depth);
      add(node.cut(half), depth);
    } else {
      if (weight > left) {
        pieces.push([]);
        left = pieceBytes;
      }
      left -= weight;
      pieces.at(-1)?.push({ depth, node });
    }
  };
  content.forEach((node) => add(node, 0));
  return pieces;
}

/** Not between the two halves of one letter. */
function middleOf(text: string): number {
  const half = text.length >> 1;
  return /[\udc00-\udfff]/.test(text[half] ?? '') ? half + 1 : half;
}

type Place = { element: Y.AbstractType<unknown> | null; index: number };

/** A large paste on its way. */
export class Pieces {
  readonly #view: EditorView;
  readonly #left: (readonly Addition[])[];
  readonly #place: Place = { element: null, index: 0 };
  readonly #group = {};
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Begins at once: takes the selection away, ends the caret's line there, and puts the first piece in. */
  constructor(view: EditorView, slice: Slice) {
    this.#view = view;
    this.#left = [...piecesOf(slice.content)];
    together(view.state, this.#group, () => this.#begin());
    this.#next();
  }

  /** Puts in what is left, now: the text is about to be closed. */
  finish(): void {
    clearTimeout(this.#timer);
    while (this.#left.length > 0) this.#put();
  }

  #next(): void {
    if (this.#view.isDestroyed) return;
    this.#put();
    if (this.#left.length > 0) this.#timer = setTimeout(() => this.#next(), 0);
  }

  #begin(): void {
    const tr = this.#view.state.tr.deleteSelection();
    const { $from } = tr.selection;
    const block = $from.depth > 0 ? $from.node(1) : null;
    let index = $from.index(0) + (block ? 1 : 0);
    if (block?.isTextblock && block.content.size === 0) {
      tr.delete($from.before(1), $from.after(1));
      index -= 1;
    } else if (block?.isTextblock && $from.parentOffset === 0) index -= 1;
    else if (block?.isTextblock && $from.parentOffset < block.content.size) tr.split($from.pos);
    if (tr.docChanged) this.#view.dispatch(tr);
    this.#place.index = index;
    this.#hold(index - 1);
  }

  #put(): void {
    const piece = this.#left.shift();
    if (!piece) return;
    together(this.#view.state, this.#group, () => this.#dispatch(piece));
  }

  #dispatch(piece: readonly Addition[]): void {
    const { state } = this.#view;
    const followsCaret = this.#caretIsThere();
    const tr = state.tr;
    let index = this.#index();
    for (const { depth, node } of piece) {
      tr.insert(endAt(tr, index, depth), node);
      if (depth === 0) index += 1;
    }
    if (followsCaret) tr.setSelection(TextSelection.near(tr.doc.resolve(endAt(tr, index, 0)), -1)).scrollIntoView();
    this.#view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste'));
    this.#hold(index - 1);
  }

  /** Unless somebody put the caret elsewhere meanwhile, it goes along. */
  #caretIsThere(): boolean {
    const { $head } = this.#view.state.selection;
    return Math.abs($head.index(0) + 1 - this.#index()) <= 1;
  }

  #hold(index: number): void {
    const { type } = this.#binding();
    this.#place.element = index >= 0 && index < type.length ? (type.get(index) as Y.AbstractType<unknown>) : null;
    this.#place.index = index + 1;
  }

  /** Behind which block to go on, counted from the start. */
  #index(): number {
    const { element, index } = this.#place;
    const at = element
      ? this.#binding()
          .type.toArray()
          .indexOf(element as Y.XmlElement)
      : -1;
    return Math.min(at === -1 ? index : at + 1, this.#view.state.doc.childCount);
  }

  #binding(): { readonly type: Y.XmlFragment } {
    return ySyncPluginKey.getState(this.#view.state) as { readonly type: Y.XmlFragment };
  }
}

/** Position after so many blocks, or inside the last of them at the end of what lies so deep. */
function endAt({ doc }: Transaction, index: number, depth: number): number {
  let position = 0;
  for (let at = 0; at < index; at++) position += doc.child(at).nodeSize;
  return position - depth;
}
