/**
 * In which of a section's texts colleagues' carets stand. The texts share one presence; looked at once for all of them,
 * since each of some hundred findings would else look at every move of everybody.
 */
import * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import { caretOf, userOf } from './presence.ts';

type Changed = (isSomebodyThere: boolean) => void;
type Occupied = {
  readonly texts: ReadonlySet<string>;
  /** A caret's letters are not here yet: presence may be faster than they. */ readonly isAwaited: boolean;
};
type Watch = { occupied: Occupied; readonly texts: Map<string, Set<Changed>>; readonly stop: () => void };
const watches = new WeakMap<Awareness, Watch>();

/** Calls back when the first colleague comes into that text or the last one leaves it; at once if somebody is there. */
export function watchText(awareness: Awareness, me: string, text: Y.XmlFragment, changed: Changed): () => void {
  const watch = watches.get(awareness) ?? begin(awareness, me);
  const root = Y.findRootTypeKey(text);
  const heard = watch.texts.get(root) ?? new Set();
  watch.texts.set(root, heard.add(changed));
  if (watch.occupied.texts.has(root)) changed(true);
  return () => {
    heard.delete(changed);
    if (heard.size === 0) watch.texts.delete(root);
    if (watch.texts.size > 0) return;
    watch.stop();
    watches.delete(awareness);
  };
}

function begin(awareness: Awareness, me: string): Watch {
  const look = () => {
    const before = watch.occupied.texts;
    watch.occupied = occupiedTexts(awareness, me);
    for (const [root, heard] of watch.texts) {
      const isThere = watch.occupied.texts.has(root);
      if (isThere !== before.has(root)) for (const changed of heard) changed(isThere);
    }
  };
  const lookAgain = () => {
    if (watch.occupied.isAwaited) look();
  };
  const stop = () => {
    awareness.off('change', look);
    awareness.doc.off('afterTransaction', lookAgain);
  };
  const watch: Watch = { occupied: occupiedTexts(awareness, me), texts: new Map(), stop };
  awareness.on('change', look);
  awareness.doc.on('afterTransaction', lookAgain);
  watches.set(awareness, watch);
  return watch;
}

function occupiedTexts(awareness: Awareness, me: string): Occupied {
  const texts = new Set<string>();
  let isAwaited = false;
  for (const [client, state] of awareness.getStates()) {
    const caret = caretOf(state);
    if (!caret || client === awareness.clientID || userOf(state)?.id === me) continue;
    const root = rootOf(awareness.doc, caret.head);
    if (root === null) isAwaited = true;
    else texts.add(root);
  }
  return { texts, isAwaited };
}

function rootOf(doc: Y.Doc, position: Y.RelativePosition): string | null {
  // Taken at its word: looking a root up by its name would make it.
  if (position.tname !== null) return position.tname;
  try {
    let type: Y.AbstractType<unknown> | undefined = Y.createAbsolutePositionFromRelativePosition(position, doc)?.type;
    while (type?._item) type = type._item.parent as Y.AbstractType<unknown>;
    return type ? Y.findRootTypeKey(type) : null;
  } catch {
    return null; // points at something that is not text here
  }
}
