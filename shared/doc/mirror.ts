/**
 * A copy of a document that follows the original and gives nothing back. Read-only editors bind to it: y-prosemirror
 * writes on open (it normalises), and a reader who writes is closed by the server.
 */
import * as Y from 'yjs';

export type Mirror = { readonly fragment: Y.XmlFragment; /** Stops following and frees the copy. */ stop(): void };

/** Mirrors the document of a root fragment. Throws if the fragment is in no document or not a root. */
export function mirrorOf(fragment: Y.XmlFragment): Mirror {
  const original = fragment.doc;
  if (!original) throw new Error('believed: the fragment is in a document');
  const copy = new Y.Doc();
  const follow = (update: Uint8Array) => Y.applyUpdate(copy, update, mirrorOf);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(original), mirrorOf);
  original.on('update', follow);
  return {
    fragment: copy.getXmlFragment(Y.findRootTypeKey(fragment)),
    stop() {
      original.off('update', follow);
      copy.destroy();
    },
  };
}
