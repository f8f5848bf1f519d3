/** What the keys do in the text. Tab is left alone: it leaves the editor. */
import { baseKeymap, chainCommands } from 'prosemirror-commands';
import { undoInputRule } from 'prosemirror-inputrules';
import { keydownHandler } from 'prosemirror-keymap';
import { liftListItem, splitListItem } from 'prosemirror-schema-list';
import { Plugin, TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { schema } from '../../shared/doc/schema.ts';
import { beginText } from './first-line.ts';
import { use } from './tools.ts';

const { paragraph, list_item, hard_break } = schema.nodes;

const insertBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(hard_break.create()).scrollIntoView());
  return true;
};

function cursorIn(state: EditorState): TextSelection['$cursor'] {
  return state.selection instanceof TextSelection ? state.selection.$cursor : null;
}

/** Enter in an item without text ends the list, or goes out one level. */
const leaveEmptyItem: Command = (state, dispatch) => {
  const $cursor = cursorIn(state);
  const item = $cursor && $cursor.depth > 1 ? $cursor.node(-1) : null;
  if (item?.type !== list_item || item.childCount !== 1 || $cursor?.parent.content.size !== 0) return false;
  return liftListItem(list_item)(state, dispatch);
};

/** Backspace at the start of an item takes away its sign before it joins anything. */
const liftAtStart: Command = (state, dispatch) => {
  const $cursor = cursorIn(state);
  if (!$cursor || $cursor.parentOffset > 0 || $cursor.depth < 2) return false;
  if ($cursor.node(-1).type !== list_item || $cursor.index(-1) > 0) return false;
  return liftListItem(list_item)(state, dispatch);
};

/**
 * Enter at the start of a line puts an empty one above it. Splitting would move the words into a new element, and what a
 * colleague types in the line at that moment would be lost with the old one.
 */
const lineAbove: Command = (state, dispatch) => {
  const $cursor = cursorIn(state);
  if (!$cursor || $cursor.depth !== 1 || $cursor.parentOffset > 0 || $cursor.parent.content.size === 0) return false;
  dispatch?.(state.tr.insert($cursor.before(), paragraph.create()).scrollIntoView());
  return true;
};

/** Does it if there is something to do, and keeps the browser from doing its own in any case. */
function always(command: Command): Command {
  return (state, dispatch, view) => {
    command(state, dispatch, view);
    return true;
  };
}

export type Elsewhere = { readonly askLink: () => void; readonly askEvidence: () => void; readonly goToTools: () => void };

export function keysPlugin({ askLink, askEvidence, goToTools }: Elsewhere): Plugin {
  const elsewhere = (go: () => void): Command => {
    return () => {
      go();
      return true;
    };
  };
  const indent = use('indent');
  const outdent = use('outdent');
  const redo = always(use('redo'));
  const handle = keydownHandler({
    ...baseKeymap,
    Enter: chainCommands(beginText, leaveEmptyItem, splitListItem(list_item), lineAbove, baseKeymap['Enter'] ?? beginText),
    'Shift-Enter': chainCommands(beginText, insertBreak),
    Backspace: chainCommands(undoInputRule, liftAtStart, baseKeymap['Backspace'] ?? liftAtStart),
    'Mod-b': always(use('bold')),
    'Mod-i': always(use('italic')),
    'Mod-k': elsewhere(askLink),
    'Mod-Alt-u': elsewhere(askEvidence),
    'Mod-z': always(use('undo')),
    'Mod-y': redo,
    'Shift-Mod-z': redo,
    'Mod-]': always(indent),
    'Mod-[': always(outdent),
    // On Nordic keyboards the brackets lie under AltGr; these are the word processors' keys. Not taken outside lists.
    'Alt-Shift-ArrowRight': indent,
    'Alt-Shift-ArrowLeft': outdent,
    'Alt-F10': elsewhere(goToTools),
  });
  return new Plugin({
    props: {
      // AltGr arrives as Ctrl Alt on some systems: with it a key is a letter, never a command.
      handleKeyDown: (view, event) => !event.getModifierState('AltGraph') && handle(view, event),
      // The browser's own undo (from a menu, a gesture, or a key while focus is elsewhere) knows nothing of colleagues:
      // it would put old text over theirs.
      handleDOMEvents: {
        beforeinput: (view, event) => {
          const own = { historyUndo: use('undo'), historyRedo: use('redo') }[event.inputType];
          if (!own) return false;
          event.preventDefault();
          if (view.hasFocus()) own(view.state, view.dispatch.bind(view), view);
          return true;
        },
      },
    },
  });
}
