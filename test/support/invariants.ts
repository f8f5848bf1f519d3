/**
 * What must be true at the end of every story, whatever happened in it (enforcement: invariants 7 and 8). Throws by `expect`.
 * A room is looked at from outside: what the store has, what a newcomer is told, what each quiet replica holds.
 */
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { MemberId } from '../../shared/domain/ids.ts';
import { bodyOf, factsOf, findingRoots } from '../../shared/doc/roots.ts';
import type { RoomKey, Store } from '../../server/ports.ts';

export type Replica = {
  readonly name: string;
  readonly doc: Y.Doc;
  /** Whose replica it is, if it may write: its client id must be this member's. */
  readonly member?: MemberId;
};

export type RoomInvariants = {
  readonly store: Store;
  readonly key: RoomKey;
  /** What the server tells somebody who has nothing: the payload of a step 2. */
  readonly memory: Uint8Array;
  /** Replicas that are connected and have heard and said everything. */
  readonly replicas: readonly Replica[];
};

/** All that makes two documents the same: content, how far each client has come, and what is deleted. */
export function fingerprint(doc: Y.Doc): object {
  const deleted = Y.createDeleteSetFromStructStore(doc.store);
  return {
    text: bodyOf(doc).toJSON(),
    // A root that somebody only looked at is there, empty, in their replica alone.
    findings: [...findingRoots(doc)]
      .map(([id, words]) => [id, words.toJSON()])
      .filter(([, words]) => words !== '')
      .sort(),
    facts: factsOf(doc).toJSON(),
    clocks: [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b),
    deleted: [...deleted.clients]
      .map(([client, ranges]) => [client, ranges.map(({ clock, len }) => [clock, len])] as const)
      .sort(([a], [b]) => a - b),
  };
}

export async function holdsTogether({ store, key, memory, replicas }: RoomInvariants): Promise<void> {
  const { updates } = await store.readRoom(key);
  const log = new Y.Doc();
  for (const { bytes } of updates) Y.applyUpdate(log, bytes);
  const told = new Y.Doc();
  Y.applyUpdate(told, memory);

  const all = [{ name: 'the log', doc: log }, { name: 'the server', doc: told }, ...replicas];
  for (const { name, doc } of all) {
    expect({ name, structs: doc.store.pendingStructs, deletions: doc.store.pendingDs }).toEqual({ name, structs: null, deletions: null });
  }
  const truth = fingerprint(log);
  for (const { name, doc } of all) expect({ name, ...fingerprint(doc) }).toEqual({ name, ...truth });

  expect(updates.map(({ seq }) => seq)).toEqual(updates.map((_, index) => index + 1));
  const claims = await store.claimsOf(key);
  if (key.includes('/text.')) {
    const written = [...Y.decodeStateVector(Y.encodeStateVector(log)).keys()];
    expect(written.filter((client) => !claims.has(client))).toEqual([]);
  }
  for (const { name, doc, member } of replicas) {
    const owner = claims.get(doc.clientID);
    if (member && owner) expect({ name, owner }).toEqual({ name, owner: member });
  }
  log.destroy();
  told.destroy();
}
