/** The tools of the text: each one's command, and when it is pressed. The keys and the bar use the same ones. */
import { setBlockType, toggleMark, wrapIn, lift } from 'prosemirror-commands';
import type { MarkType, Node, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, wrapInList } from 'prosemirror-schema-list';
import { EditorState, type Command } from 'prosemirror-state';
import { yUndoPluginKey } from 'y-prosemirror';
import { schema, type HeadingLevel } from '../../shared/doc/schema.ts';
import { beginText, isBlank } from './first-line.ts';
import { isInLink } from './link.ts';

const { paragraph, heading, bullet_list, ordered_list, list_item, blockquote } = schema.nodes;

export const toolNames = [
  'bold',
  'italic',
  'heading',
  'subheading',
  'bullets',
  'numbers',
  'quote',
  'link',
  'indent',
  'outdent',
  'undo',
  'redo',
] as const;
export type ToolName = (typeof toolNames)[number];
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

function isHeading(state: EditorState, level: HeadingLevel): boolean {
  const { parent } = state.selection.$from;
  return parent.type === heading && parent.attrs['level'] === level;
}

function toggleHeading(level: HeadingLevel): Command {
  return (state, dispatch) => (isHeading(state, level) ? setBlockType(paragraph) : setBlockType(heading, { level }))(state, dispatch);
}

/** Into a list of that kind, out of it, or from the other kind into it. */
function toggleList(type: NodeType): Command {
  return (state, dispatch) => {
    const list = around(state, [bullet_list, ordered_list]);
    if (!list) return wrapInList(type)(state, dispatch);
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

/** The stock command takes it for granted that a list has items, and would throw. */
const sink: Command = (state, dispatch) => {
  const empty = emptyListBefore(state);
  if (!empty) return sinkListItem(list_item)(state, dispatch);
  const tr = state.tr.delete(empty.from, empty.to);
  const without = EditorState.create({ doc: tr.doc, selection: tr.selection });
  return sinkListItem(list_item)(without, (moved) => {
    for (const step of moved.steps) tr.step(step);
    dispatch?.(tr.scrollIntoView());
  });
};

const toggleQuote: Command = (state, dispatch) => (around(state, [blockquote]) ? lift : wrapIn(blockquote))(state, dispatch);

type Undoer = { undo(): unknown; redo(): unknown; canUndo(): boolean; canRedo(): boolean };
function undoerOf(state: EditorState): Undoer | undefined {
  return yUndoPluginKey.getState(state)?.undoManager as Undoer | undefined;
}
// They change the shared text, which changes the view: there is no transaction to dispatch here.
const undo: Command = (state, dispatch) => {
  const undoer = undoerOf(state);
  if (!undoer?.canUndo()) return false;
  if (dispatch) undoer.undo();
  return true;
};
const redo: Command = (state, dispatch) => {
  const undoer = undoerOf(state);
  if (!undoer?.canRedo()) return false;
  if (dispatch) undoer.redo();
  return true;
};

/** Every tool but the link, which asks first. */
export const commands: Readonly<Record<Exclude<ToolName, 'link'>, Command>> = {
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
export function use(name: Exclude<ToolName, 'link'>): Command {
  return (state, dispatch, view) => {
    if (!view || !isBlank(state) || name === 'undo' || name === 'redo') return commands[name](state, dispatch, view);
    beginText(state, dispatch);
    return commands[name](view.state, dispatch, view);
  };
}

export function toolStatesOf(state: EditorState): ToolStates {
  const blank = isBlank(state);
  const can = (name: Exclude<ToolName, 'link'>) => commands[name](state);
  const list = around(state, [bullet_list, ordered_list]);
  const toggle = (name: Exclude<ToolName, 'link'>, pressed: boolean): ToolState => ({ pressed, enabled: blank || pressed || can(name) });
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
    indent: once('indent'),
    outdent: once('outdent'),
    undo: once('undo'),
    redo: once('redo'),
  };
}
