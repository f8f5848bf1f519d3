/** A room's document as the store has it: snapshot and log folded into a fresh Y.Doc, whole or not at all. */
import * as Y from 'yjs';
import type { MemberId } from '../../shared/domain/ids.ts';
import type { RoomKey, Store } from '../ports.ts';

/** The client id that no member may have: that of documents the server only reads. */
export const nobodysClient = 1;

export type Stored = {
  readonly doc: Y.Doc;
  readonly epoch: number;
  /** Of the last stored update, and of the snapshot that was used (0: none). */
  readonly seq: number;
  readonly snapshotSeq: number;
  /** Bytes read for it: about its size. */
  readonly bytes: number;
  readonly claims: ReadonlyMap<number, MemberId>;
};

/** `client`: the id under which the server writes in it. Rejects when the store fails or the log does not make a whole document. */
export async function readStored(store: Store, key: RoomKey, client = nobodysClient): Promise<Stored> {
  const snapshot = await store.readSnapshot(key);
  let { epoch, updates } = await store.readRoom(key, snapshot?.seq);
  const base = snapshot?.epoch === epoch ? snapshot : null;
  if (snapshot && !base) ({ epoch, updates } = await store.readRoom(key));
  const claims = await store.claimsOf(key);

  const doc = new Y.Doc();
  const parts = [...(base ? [base.state] : []), ...updates.map((row) => row.bytes)];
  // One transaction: a log of thousands of updates costs one round of tidying up.
  doc.transact(() => {
    for (const bytes of parts) Y.applyUpdate(doc, bytes);
  });
  if (!isWhole(doc)) throw new Error(`the log of ${key} has holes`);
  // Only now: applying updates of one's own client id makes Yjs draw another one.
  doc.clientID = client;
  keepFromWriting(doc);
  return {
    doc,
    epoch,
    seq: updates.at(-1)?.seq ?? base?.seq ?? 0,
    snapshotSeq: base?.seq ?? 0,
    bytes: parts.reduce((sum, bytes) => sum + bytes.byteLength, 0),
    claims,
  };
}

/** Nothing waits for something that is not here. */
export function isWhole(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null;
}

/**
 * Yjs tidies redundant formatting marks up in any replica, by deletions of its own. Not in this one: what the document
 * holds is what members sent and nothing else, or the log would not lead to it again.
 */
function keepFromWriting(doc: Y.Doc): void {
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false;
  });
}
