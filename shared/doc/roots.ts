/** The names of shared types inside a Y.Doc. No other folder calls getMap or getXmlFragment. */
import type * as Y from 'yjs';

/** A projected room: one flat map, keys as in project.ts, values plain JSON. */
export function factsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap<unknown>('facts');
}

/** A text room: the section's running text. */
export function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('body');
}
