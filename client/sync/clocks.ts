/** State vectors as clocks: how far a document, or somebody's knowledge of it, has come, client by client. */
import * as Y from 'yjs';

export type Clocks = ReadonlyMap<number, number>;

/** The later clock of each client. */
export function later(a: Clocks | undefined, b: Clocks | undefined): Clocks {
  const all = new Map(a);
  for (const [client, clock] of b ?? []) all.set(client, Math.max(clock, all.get(client) ?? 0));
  return all;
}

/** Both state vectors in one. */
export function union(a: Uint8Array, b: Uint8Array): Uint8Array {
  return encodeVector(later(Y.decodeStateVector(a), Y.decodeStateVector(b)));
}

export function encodeVector(clocks: Clocks): Uint8Array {
  return Y.encodeStateVector(new Map(clocks));
}

/** State vector of the document as it was before these updates. */
export function before(doc: Y.Doc, updates: readonly Uint8Array[]): Uint8Array {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  for (const update of updates) {
    for (const [client, clock] of Y.parseUpdateMeta(update).from) clocks.set(client, Math.min(clock, clocks.get(client) ?? clock));
  }
  return encodeVector(clocks);
}
