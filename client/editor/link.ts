/** The link at the caret: its address, and setting or removing it. */
import type { Mark } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { schema } from '../../shared/doc/schema.ts';

const { link } = schema.marks;
type Span = { readonly from: number; readonly to: number };

/** The first link in the selection; for a bare caret also the one beside it. */
function linkIn(state: EditorState): Mark | undefined {
  const { $from, empty, from, to } = state.selection;
  let found: Mark | undefined;
  if (empty) found = link.isInSet($from.nodeBefore?.marks ?? []) ?? link.isInSet($from.nodeAfter?.marks ?? []);
  else state.doc.nodesBetween(from, to, (node) => void (found ??= link.isInSet(node.marks)));
  return found;
}

export function isInLink(state: EditorState): boolean {
  return linkIn(state) !== undefined;
}

/** The address of the link there, or ''. */
export function hrefAt(state: EditorState): string {
  const href: unknown = linkIn(state)?.attrs['href'];
  return typeof href === 'string' ? href : '';
}

/** All of the link around a bare caret; the selection itself otherwise. */
function spanOf(state: EditorState): Span {
  const { $from, empty, from, to } = state.selection;
  const mark = linkIn(state);
  if (!empty || !mark) return { from, to };
  const { parent, pos, parentOffset } = $from;
  const start = pos - parentOffset;
  const linked: { from: number; to: number }[] = [];
  parent.forEach((node, offset) => {
    if (!mark.isInSet(node.marks)) return;
    const last = linked.at(-1);
    if (last?.to === start + offset) last.to += node.nodeSize;
    else linked.push({ from: start + offset, to: start + offset + node.nodeSize });
  });
  return linked.find((span) => span.from <= pos && pos <= span.to) ?? { from, to };
}

/** Links the selection, or writes the address as a link where nothing is selected; '' takes the link away. */
export function linked(state: EditorState, href: string): Transaction {
  const { from, to } = spanOf(state);
  const tr = state.tr;
  if (href === '') return tr.removeMark(from, to, link);
  if (from < to) return tr.removeMark(from, to, link).addMark(from, to, link.create({ href }));
  const shown = href.replace(/^(?:https?:\/\/|mailto:)/, '');
  return tr.replaceSelectionWith(schema.text(shown, [link.create({ href })]), false);
}
