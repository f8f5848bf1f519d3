/** What the server never had of a text, as words that can be read and copied. */
import * as Y from 'yjs';
import { bodyOf, findingRoots } from '../../shared/doc/roots.ts';

type Segment = { readonly insert?: unknown; readonly attributes?: { readonly ychange?: { readonly type?: string } } };

/**
 * The words beyond the state vector `known` that still stand, body first, then findings; one line for each block they stand in,
 * ` … ` where other words lie between. Empty if there are none (deletions leave no words).
 */
export function wordsBeyond(doc: Y.Doc, known: Uint8Array): string {
  const now = Y.snapshot(doc);
  const had = Y.decodeStateVector(known);
  // No deletions are known, so nothing the server had looks new.
  const seen = Y.createSnapshot(now.ds, new Map([...now.sv].map(([client, clock]) => [client, Math.min(clock, had.get(client) ?? 0)])));
  const lines: string[] = [];
  const walk = (node: Y.XmlFragment | Y.XmlElement) => {
    let line = '';
    for (const child of node.toArray()) {
      if (child instanceof Y.XmlText) line = joined(line, addedIn(child, now, seen));
      else if (child instanceof Y.XmlElement) walk(child);
    }
    if (line.trim() !== '') lines.push(line.trim());
  };
  for (const root of [bodyOf(doc), ...findingRoots(doc).values()]) walk(root);
  return lines.join('\n');
}

/** Whether the document has anything, deletions included, that is missing in what the server had. */
export function isBeyond(doc: Y.Doc, known: Uint8Array): boolean {
  const had = Y.decodeStateVector(known);
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].some(([client, clock]) => clock > (had.get(client) ?? 0));
}

/** Whether the server lacks something it once acknowledged: it was set back to an earlier state. */
export function isSetBack(acked: Uint8Array, server: Uint8Array): boolean {
  const has = Y.decodeStateVector(server);
  return [...Y.decodeStateVector(acked)].some(([client, clock]) => clock > (has.get(client) ?? 0));
}

function joined(a: string, b: string): string {
  return a !== '' && b !== '' ? `${a.trimEnd()} … ${b.trimStart()}` : a + b;
}

function addedIn(text: Y.XmlText, now: Y.Snapshot, seen: Y.Snapshot): string {
  let words = '';
  let apart = false;
  for (const segment of text.toDelta(now, seen) as Segment[]) {
    if (typeof segment.insert !== 'string') continue;
    if (segment.attributes?.ychange?.type !== 'added') {
      apart = words !== '';
      continue;
    }
    words = apart ? `${words.trimEnd()} … ${segment.insert.trimStart()}` : words + segment.insert;
    apart = false;
  }
  return words;
}
