/** The link at the caret: its address, and setting or removing it. */
import type { EditorState, Transaction } from 'prosemirror-state';
import { schema } from '../../shared/doc/schema.ts';
import { markIn, spanOf } from './marked.ts';

const { link } = schema.marks;

export function isInLink(state: EditorState): boolean {
  return markIn(state, link) !== undefined;
}

/** The address of the link there, or ''. */
export function hrefAt(state: EditorState): string {
  const href: unknown = markIn(state, link)?.attrs['href'];
  return typeof href === 'string' ? href : '';
}

/** Links the selection, or writes the address as a link where nothing is selected; '' takes the link away. */
export function linked(state: EditorState, href: string): Transaction {
  const { from, to } = spanOf(state, link);
  const tr = state.tr;
  if (href === '') return tr.removeMark(from, to, link);
  if (from < to) return tr.removeMark(from, to, link).addMark(from, to, link.create({ href }));
  const shown = href.replace(/^(?:https?:\/\/|mailto:)/, '');
  return tr.replaceSelectionWith(schema.text(shown, [link.create({ href })]), false);
}
