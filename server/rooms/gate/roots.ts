/**
 * Which roots an update would give the document. A root costs a few bytes to name, stays for ever, and is looked at by name
 * wherever a text is read: only `body` and findings’ roots are let in, and only so many.
 */
import * as Y from 'yjs';
import { limits } from '../../../shared/domain/limits.ts';
import { isTextRoot } from '../../../shared/doc/roots.ts';
import type { Run } from './decoded.ts';

/** Whether it writes in a root that is none of ours, or makes more of them than a text holds. Looks at each struct once. */
export function bringsRoots(doc: Y.Doc, runs: ReadonlyMap<number, Run>): boolean {
  const made = new Set<string>();
  for (const { structs } of runs.values())
    for (const struct of structs) {
      // As it came, a parent is a root's name or an element's id; who stands beside another has the other's.
      const parent: unknown = struct instanceof Y.Item ? struct.parent : null;
      if (typeof parent !== 'string' || made.has(parent)) continue;
      if (!isTextRoot(parent)) return true;
      if (doc.share.has(parent)) continue;
      made.add(parent);
      if (doc.share.size + made.size > limits.rootsPerText) return true;
    }
  return false;
}
