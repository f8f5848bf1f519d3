/**
 * A text may be empty altogether: the schema asks for no paragraph, and opening a text writes nothing. So the first
 * letter brings its paragraph along, and what my own deletion empties goes away with it.
 */
import type { Node } from 'prosemirror-model';
import { AllSelection, Plugin, Selection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';
import { schema } from '../../shared/doc/schema.ts';

/** Whether there is not even an empty paragraph: nowhere for a caret to stand. */
export function isBlank(state: EditorState): boolean {
  return state.doc.content.size === 0;
}

function firstLine(state: EditorState, text: string): Transaction {
  const paragraph = schema.nodes.paragraph.create(null, text === '' ? null : schema.text(text));
  const tr = state.tr.insert(0, paragraph);
  return tr.setSelection(TextSelection.create(tr.doc, 1 + text.length)).scrollIntoView();
}

/** A command for Enter and the tools: in a blank text, makes the first line. */
export const beginText: Command = (state, dispatch) => {
  if (!isBlank(state)) return false;
  dispatch?.(firstLine(state, ''));
  return true;
};

function isEmptied(node: Node): boolean {
  return node.childCount === 0 && !node.isLeaf && !node.isTextblock;
}

function emptyContainersOf(doc: Node): Map<Node, number> {
  const found = new Map<Node, number>();
  doc.descendants((node, position) => {
    if (isEmptied(node)) found.set(node, position);
    return !node.isTextblock;
  });
  return found;
}

/** Takes away lists, items and quotes that became empty since `before`, innermost first. Null if there are none. */
function tidied(before: Node, state: EditorState): Transaction | null {
  const known = emptyContainersOf(before);
  const tr = state.tr;
  for (;;) {
    const emptied = [...emptyContainersOf(tr.doc)].find(([node]) => !known.has(node));
    if (!emptied) return tr.docChanged ? tr : null;
    tr.delete(emptied[1], emptied[1] + emptied[0].nodeSize);
  }
}

export function firstLinePlugin(): Plugin {
  return new Plugin({
    props: {
      handleTextInput: (view, _from, _to, text) => {
        if (!isBlank(view.state)) return false;
        view.dispatch(firstLine(view.state, text));
        return true;
      },
      handleDOMEvents: {
        // Before the browser puts its own text node there: the composition then happens inside the paragraph.
        compositionstart: (view) => {
          beginText(view.state, view.dispatch.bind(view));
          return false;
        },
      },
    },
    appendTransaction: (transactions, before, state) => {
      const isOwn = transactions.some((tr) => tr.docChanged) && !transactions.some((tr) => tr.getMeta(ySyncPluginKey));
      // In a blank text the only selection is "all of it". When the first words come, from anyone, it would hold them
      // all, and the next letter typed here would replace a colleague's text.
      if (isBlank(before) && !isBlank(state) && state.selection instanceof AllSelection) {
        return state.tr.setSelection(isOwn ? Selection.atEnd(state.doc) : Selection.atStart(state.doc));
      }
      // Only after an edit of one's own: what somebody else left empty may be filling up elsewhere.
      return isOwn ? tidied(before.doc, state) : null;
    },
  });
}
