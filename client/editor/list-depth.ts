/** How deep lists lie in each other: a fourth level nobody follows, and far below it the server's bound would close the room. */
import type { Node, ResolvedPos } from 'prosemirror-model';
import { schema } from '../../shared/doc/schema.ts';

export const deepestList = 3;

export function isList(node: Node): boolean {
  return node.type === schema.nodes.bullet_list || node.type === schema.nodes.ordered_list;
}

/** How many lists are around the place. */
export function listDepthAt($place: ResolvedPos): number {
  let depth = 0;
  for (let at = $place.depth; at > 0; at--) if (isList($place.node(at))) depth += 1;
  return depth;
}

/** How many levels of lists the node holds, itself included if it is one. */
export function listLevelsOf(node: Node): number {
  let inside = 0;
  if (!node.isTextblock) node.forEach((child) => (inside = Math.max(inside, listLevelsOf(child))));
  return inside + (isList(node) ? 1 : 0);
}
