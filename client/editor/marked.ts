/** A mark with a value (a link's address, a piece of evidence) at the caret, and how far it reaches. */
import type { Mark, MarkType, Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';

export type Span = { readonly from: number; readonly to: number };

/** The first such mark in the selection; for a bare caret also the one beside it. */
export function markIn(state: EditorState, type: MarkType): Mark | undefined {
  const { $from, empty, from, to } = state.selection;
  let found: Mark | undefined;
  if (empty) found = type.isInSet($from.nodeBefore?.marks ?? []) ?? type.isInSet($from.nodeAfter?.marks ?? []);
  else state.doc.nodesBetween(from, to, (node) => void (found ??= type.isInSet(node.marks)));
  return found;
}

/** All that carries the mark around a bare caret; the selection itself otherwise. */
export function spanOf(state: EditorState, type: MarkType): Span {
  const { $from, empty, from, to } = state.selection;
  const mark = markIn(state, type);
  if (!empty || !mark) return { from, to };
  const start = $from.pos - $from.parentOffset;
  const spans = spansIn($from.parent, (node) => (mark.isInSet(node.marks) ? mark : undefined));
  const span = spans.find((each) => start + each.from <= $from.pos && $from.pos <= start + each.to);
  return span ? { from: start + span.from, to: start + span.to } : { from, to };
}

/** The runs of a line whose words carry the same mark, whatever else they carry; places are counted from the line's start. */
export function spansIn(line: Node, markOf: (node: Node) => Mark | undefined): readonly (Span & { readonly mark: Mark })[] {
  const spans: { from: number; to: number; mark: Mark }[] = [];
  line.forEach((node, offset) => {
    const mark = markOf(node);
    if (!mark) return;
    const last = spans.at(-1);
    if (last?.to === offset && last.mark.eq(mark)) last.to += node.nodeSize;
    else spans.push({ from: offset, to: offset + node.nodeSize, mark });
  });
  return spans;
}
