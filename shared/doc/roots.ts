/** The names of shared types inside a Y.Doc. No other folder calls getMap or getXmlFragment. */
import type * as Y from 'yjs';
import { FindingId } from '../domain/ids.ts';

/** A projected room: one flat map, keys as in project.ts, values plain JSON. */
export function factsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap<unknown>('facts');
}

/** A text room: the section's running text. */
export function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('body');
}

const prefix = 'finding.';

/** The name of the root that holds a finding's words. Throws if the id is not well-formed: nobody may name a root at will. */
export function findingRoot(id: FindingId): string {
  return prefix + FindingId.parse(id);
}

/** Which finding's words a root holds; null for every other name. */
export function findingIdOf(root: string): FindingId | null {
  if (!root.startsWith(prefix)) return null;
  return FindingId.safeParse(root.slice(prefix.length)).data ?? null;
}

/** Whether a text has a root of this name: its body, or the words of a finding. */
export function isTextRoot(root: string): boolean {
  return root === 'body' || findingIdOf(root) !== null;
}

/** A text room: the words of one finding. There before its facts if its letters were faster; empty if nobody has written yet. */
export function findingOf(doc: Y.Doc, id: FindingId): Y.XmlFragment {
  return doc.getXmlFragment(findingRoot(id));
}

/** Every finding that has a root in the document, whether or not its facts are known. */
export function findingRoots(doc: Y.Doc): ReadonlyMap<FindingId, Y.XmlFragment> {
  const found = [...doc.share.keys()].flatMap((root) => findingIdOf(root) ?? []);
  return new Map(found.map((id) => [id, findingOf(doc, id)]));
}
