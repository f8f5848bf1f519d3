/**
 * A copy of a document that follows the original and gives nothing back. Read-only editors bind to it: y-prosemirror
 * writes on open (it normalises), and a reader who writes is closed by the server.
 */
import * as Y from 'yjs';

export type Mirror = { readonly fragment: Y.XmlFragment; /** Stops following; the last to stop frees the copy. */ stop(): void };

type Copy = { readonly doc: Y.Doc; users: number; readonly free: () => void };
/** One for each original, however many of its texts are shown. */
const copies = new WeakMap<Y.Doc, Copy>();

/** Mirrors the document of a root fragment. Throws if the fragment is in no document or not a root. */
export function mirrorOf(fragment: Y.XmlFragment): Mirror {
  const original = fragment.doc;
  if (!original) throw new Error('believed: the fragment is in a document');
  const copy = copies.get(original) ?? copyOf(original);
  const mirrored = copy.doc.getXmlFragment(Y.findRootTypeKey(fragment));
  copies.set(original, copy);
  copy.users += 1;
  let follows = true;
  return {
    fragment: mirrored,
    stop() {
      if (follows && --copy.users === 0) {
        copies.delete(original);
        copy.free();
      }
      follows = false;
    },
  };
}

function copyOf(original: Y.Doc): Copy {
  const doc = new Y.Doc();
  const follow = (update: Uint8Array) => Y.applyUpdate(doc, update, mirrorOf);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(original), mirrorOf);
  original.on('update', follow);
  return {
    doc,
    users: 0,
    free() {
      original.off('update', follow);
      doc.destroy();
    },
  };
}
