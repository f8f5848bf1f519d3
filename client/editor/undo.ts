/**
 * Undo and redo of one's own edits. What was put in piece by piece is taken back in one act, and yet piece by piece: as one
 * transaction it would be more than an update may carry when it is done again.
 */
import type { Command, EditorState } from 'prosemirror-state';
import { yUndoPluginKey } from 'y-prosemirror';
import type * as Y from 'yjs';

const groupKey = 'together';

function undoerOf(state: EditorState): Y.UndoManager | undefined {
  return yUndoPluginKey.getState(state)?.undoManager;
}

export function canUndoOrRedo(state: EditorState): boolean {
  const undoer = undoerOf(state);
  return undoer !== undefined && undoer.undoStack.length + undoer.redoStack.length > 0;
}

/** Whatever `act` does is one step of its own, and is undone with all others of the group that stand next to it. */
export function together(state: EditorState, group: object, act: () => void): void {
  const undoer = undoerOf(state);
  const before = undoer?.undoStack.length ?? 0;
  undoer?.stopCapturing();
  act();
  undoer?.stopCapturing();
  if (undoer && undoer.undoStack.length > before) undoer.undoStack.at(-1)?.meta.set(groupKey, group);
}

function step(way: 'undo' | 'redo'): Command {
  return (state, dispatch) => {
    const undoer = undoerOf(state);
    const [from, to] = undoer ? (way === 'undo' ? [undoer.undoStack, undoer.redoStack] : [undoer.redoStack, undoer.undoStack]) : [[], []];
    if (!undoer || from.length === 0) return false;
    if (!dispatch) return true;
    const group: unknown = from.at(-1)?.meta.get(groupKey);
    // They change the shared text, which changes the view: there is no transaction to dispatch here.
    do {
      const before = to.length;
      undoer[way]();
      if (group && to.length > before) to.at(-1)?.meta.set(groupKey, group);
    } while (group && from.at(-1)?.meta.get(groupKey) === group);
    return true;
  };
}
export const undo = step('undo');
export const redo = step('redo');
