/** The tools of the text: each one's command, and when it is pressed. The keys and the bar use the same ones. */
import { toggleMark, wrapIn, lift } from 'prosemirror-commands';
import type { MarkType, Node, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, wrapInList } from 'prosemirror-schema-list';
import { EditorState, type Command, type Transaction } from 'prosemirror-state';
import { headingLevelOf, schema, type HeadingLevel } from '../../shared/doc/schema.ts';
import { evidenceAt } from './evidence.ts';
import { beginText, isBlank } from './first-line.ts';
import { isInLink } from './link.ts';
import { deepestList, listDepthAt, listLevelsOf } from './list-depth.ts';
import { redo, undo } from './undo.ts';

const { paragraph, bullet_list, ordered_list, list_item, blockquote } = schema.nodes;

export const toolNames = [
  'bold',
  'italic',
  'heading',
  'subheading',
  'bullets',
  'numbers',
  'quote',
  'link',
  'evidence',
  'indent',
  'outdent',
  'undo',
  'redo',
  'authors',
] as const;
export type ToolName = (typeof toolNames)[number];
/** Those of a short text: indents by key, and no headings. */
export const compactTools: readonly ToolName[] = ['bold', 'italic', 'bullets', 'numbers', 'link', 'evidence', 'undo', 'redo'];
/** `pressed` is null for what does something once; `enabled` false where it would do nothing. */
export type ToolState = { readonly pressed: boolean | null; readonly enabled: boolean };
export type ToolStates = Readonly<Record<ToolName, ToolState>>;

/** The innermost node of one of the types around the caret, with the position before it. */
function around(state: EditorState, types: readonly NodeType[]): { readonly node: Node; readonly position: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (types.includes(node.type)) return { node, position: $from.before(depth) };
  }
  return null;
}

function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, $from, empty } = state.selection;
  return empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type);
}

/** The lines that the selection touches, with the positions before them. */
function linesIn({
  doc,
  selection: { from, to },
}: EditorState): readonly { readonly node: Node; readonly position: number; readonly isTop: boolean }[] {
  const lines: { node: Node; position: number; isTop: boolean }[] = [];
  doc.nodesBetween(from, to, (node, position, parent) => {
    if (node.isTextblock) lines.push({ node, position, isTop: parent === doc });
    return !node.isTextblock;
  });
  return lines;
}

function isHeading(state: EditorState, level: HeadingLevel): boolean {
  return headingLevelOf(state.selection.$from.parent) === level;
}

/** A heading is no item of a list and no quotation. */
function withoutHeadings(command: Command): Command {
  return (state, dispatch) => !linesIn(state).some(({ node }) => headingLevelOf(node) !== null) && command(state, dispatch);
}

function toggleHeading(level: HeadingLevel): Command {
  return (state, dispatch) => {
    const lines = linesIn(state).filter(({ isTop }) => isTop);
    if (lines.length === 0) return false;
    const attrs = { level: isHeading(state, level) ? null : level };
    const tr = state.tr;
    for (const { position } of lines) tr.setNodeMarkup(position, paragraph, attrs);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Into a list of that kind, out of it, or from the other kind into it. */
function toggleList(type: NodeType): Command {
  return (state, dispatch) => {
    const list = around(state, [bullet_list, ordered_list]);
    if (!list) return withoutHeadings(wrapInList(type))(state, dispatch);
    if (list.node.type === type) return liftListItem(list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(list.position, type));
    return true;
  };
}

/** An empty list at the end of the item before: somebody else may have left one. */
function emptyListBefore(state: EditorState): { readonly from: number; readonly to: number } | null {
  const item = around(state, [list_item]);
  const before = item && state.doc.resolve(item.position).nodeBefore;
  const last = before?.lastChild;
  if (!item || !last || last.isTextblock || last.childCount > 0) return null;
  const to = item.position - 1;
  return { from: to - last.nodeSize, to };
}

/** Does what the command would do after what the transaction has done; false, and nothing, where it would do nothing. */
export function continued(tr: Transaction, command: Command): boolean {
  return command(EditorState.create({ doc: tr.doc, selection: tr.selection }), (more) => {
    for (const step of more.steps) tr.step(step);
  });
}

/** The stock command takes it for granted that a list has items, and would throw. */
const sink: Command = (state, dispatch) => {
  const item = around(state, [list_item]);
  if (item && listDepthAt(state.doc.resolve(item.position)) + listLevelsOf(item.node) >= deepestList) return false;
  const empty = emptyListBefore(state);
  if (!empty) return sinkListItem(list_item)(state, dispatch);
  const tr = state.tr.delete(empty.from, empty.to);
  const moved = continued(tr, sinkListItem(list_item));
  if (moved) dispatch?.(tr.scrollIntoView());
  return moved;
};

const toggleQuote: Command = (state, dispatch) =>
  around(state, [blockquote]) ? lift(state, dispatch) : withoutHeadings(wrapIn(blockquote))(state, dispatch);

/** Tools that ask first, or show something. */
type Asking = 'link' | 'evidence' | 'authors';
export type CommandName = Exclude<ToolName, Asking>;

export const commands: Readonly<Record<CommandName, Command>> = {
  bold: toggleMark(schema.marks.strong),
  italic: toggleMark(schema.marks.em),
  heading: toggleHeading(1),
  subheading: toggleHeading(2),
  bullets: toggleList(bullet_list),
  numbers: toggleList(ordered_list),
  quote: toggleQuote,
  indent: sink,
  outdent: liftListItem(list_item),
  undo,
  redo,
};

/** The tool's command, which in a blank text first makes a line to work on. */
export function use(name: CommandName): Command {
  return (state, dispatch, view) => {
    if (!view || !isBlank(state) || name === 'undo' || name === 'redo') return commands[name](state, dispatch, view);
    beginText(state, dispatch);
    return commands[name](view.state, dispatch, view);
  };
}

export function toolStatesOf(state: EditorState, showsAuthors: boolean): ToolStates {
  const blank = isBlank(state);
  const can = (name: CommandName) => commands[name](state);
  const list = around(state, [bullet_list, ordered_list]);
  const toggle = (name: CommandName, pressed: boolean): ToolState => ({ pressed, enabled: blank || pressed || can(name) });
  const once = (name: 'indent' | 'outdent' | 'undo' | 'redo'): ToolState => ({ pressed: null, enabled: can(name) });
  return {
    bold: toggle('bold', hasMark(state, schema.marks.strong)),
    italic: toggle('italic', hasMark(state, schema.marks.em)),
    heading: toggle('heading', isHeading(state, 1)),
    subheading: toggle('subheading', isHeading(state, 2)),
    bullets: toggle('bullets', list?.node.type === bullet_list),
    numbers: toggle('numbers', list?.node.type === ordered_list),
    quote: toggle('quote', around(state, [blockquote]) !== null),
    link: { pressed: isInLink(state), enabled: true },
    evidence: { pressed: evidenceAt(state) !== null, enabled: true },
    indent: once('indent'),
    outdent: once('outdent'),
    undo: once('undo'),
    redo: once('redo'),
    authors: { pressed: showsAuthors, enabled: true },
  };
}
