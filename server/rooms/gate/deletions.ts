/** What an update would delete: whether all of it is known here, whether any of it is news, and whether it shows. */
import * as Y from 'yjs';
import type { Range, Run } from './decoded.ts';

/** Deleting what is not there yet would be kept as a pending deletion: it is a gap. */
export function allKnown(doc: Y.Doc, deletions: readonly Range[], runs: ReadonlyMap<number, Run>): boolean {
  return deletions.every(({ client, to }) => to <= Math.max(Y.getState(doc.store, client), runs.get(client)?.to ?? 0));
}

/** The structs of the document that would be deleted and are not yet, one by one. */
export function* liveTargets(doc: Y.Doc, deletions: readonly Range[]): Generator<Y.Item> {
  for (const { client, from, to } of deletions) {
    const structs = doc.store.clients.get(client);
    if (!structs || from >= Y.getState(doc.store, client)) continue;
    for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
      const struct = structs[index];
      if (!struct || struct.id.clock >= to) break;
      if (struct instanceof Y.Item && !struct.deleted) yield struct;
    }
  }
}

/**
 * Whether only formatting marks would go. Yjs itself, in any replica, deletes marks that became redundant when it hears of
 * other people's formatting: in the name of readers too.
 */
export function onlyMarks(targets: Iterable<Y.Item>): boolean {
  for (const { content } of targets) if (content.getRef() !== formatContent) return false;
  return true;
}

/** Yjs exports the class of a formatting mark's content under no name; its number on the wire is fixed. */
const formatContent = 6;
