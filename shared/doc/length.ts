/** How long a section's text is, and may be. Counted in the shared types: no editor needs to be open. */
import * as Y from 'yjs';
import { bodyOf, findingRoots } from './roots.ts';

/** Characters a section may hold, its findings and line breaks included; a report has about a tenth of that for the longest. */
export const sectionChars = 200_000;

/** Characters of all texts of a section, those of hidden findings included. Costs a step for each block, none for letters. */
export function charactersIn(doc: Y.Doc): number {
  return textsOf(doc).reduce((characters, text) => characters + lengthOf(text), 0);
}

type Texts = { readonly roots: number; readonly texts: readonly Y.XmlFragment[] };
const known = new WeakMap<Y.Doc, Texts>();

/** Roots come and never go: as long as there are as many, they are the same. */
function textsOf(doc: Y.Doc): readonly Y.XmlFragment[] {
  const before = known.get(doc);
  if (before?.roots === doc.share.size) return before.texts;
  const texts = [bodyOf(doc), ...findingRoots(doc).values()];
  known.set(doc, { roots: doc.share.size, texts });
  return texts;
}

function lengthOf(parent: Y.XmlFragment): number {
  let length = 0;
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) length += child.length;
    else if (child instanceof Y.XmlElement) length += child.nodeName === 'hard_break' ? 1 : lengthOf(child);
  }
  return length;
}
