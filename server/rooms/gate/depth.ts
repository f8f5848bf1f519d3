/** How deep an update nests. Yjs walks a tree by recursion, on the server and in every browser: a deep one ends them all. */
import * as Y from 'yjs';
import type { Run } from './decoded.ts';
import { indexAt } from './order.ts';

/** Paragraph in item in list in item …: a text that people write stays far below. */
export const deepest = 64;

/** Whether a new element would lie deeper than `deepest`. Takes structs in an order in which they can be integrated. */
export function isTooDeep(doc: Y.Doc, runs: ReadonlyMap<number, Run>, ordered: readonly (Y.Item | Y.GC)[]): boolean {
  const depths = new Map<Y.Item | Y.GC, number>();
  const depthAt = (id: Y.ID): number => {
    const run = runs.get(id.client);
    if (run && id.clock >= run.from) {
      const struct = run.structs[indexAt(run.structs, id.clock)];
      return (struct && depths.get(struct)) ?? 0;
    }
    return storedDepth(Y.getItem(doc.store, id));
  };
  for (const struct of ordered) {
    if (!(struct instanceof Y.Item)) continue;
    // A neighbour has the same parent; only without one does a struct name its parent.
    const neighbour = struct.origin ?? struct.rightOrigin;
    const depth = neighbour ? depthAt(neighbour) : struct.parent instanceof Y.ID ? depthAt(struct.parent) + 1 : 0;
    if (depth > deepest) return true;
    depths.set(struct, depth);
  }
  return false;
}

/** Steps from a root to a stored struct; bounded, since nothing deeper was ever let in. */
function storedDepth(struct: Y.Item | Y.GC): number {
  let depth = 0;
  for (let at: Y.Item | Y.GC | null = struct; at instanceof Y.Item; depth++) {
    const parent: unknown = at.parent;
    at = parent instanceof Y.AbstractType ? parent._item : null;
    if (at === null) break;
  }
  return depth;
}
