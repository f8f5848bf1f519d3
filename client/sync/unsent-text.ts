/** What was typed here and never reached the server, as text that can be read and copied. */
import * as Y from 'yjs';

type Segment = { readonly insert?: unknown; readonly attributes?: { readonly ychange?: { readonly type?: string } } };

/**
 * The words in `fragment` that `doc.clientID` typed from `clock` on and that still stand, one line for each block they stand in;
 * ` … ` where other words lie between. Empty if there are none (deletions leave no words).
 */
export function unsentText(doc: Y.Doc, fragment: Y.XmlFragment, clock: number): string {
  const now = Y.snapshot(doc);
  // Everything counts as seen but one's own text beyond the clock; no deletions are known, so nothing seen looks new.
  const seen = Y.createSnapshot(now.ds, new Map([...now.sv, [doc.clientID, Math.min(clock, now.sv.get(doc.clientID) ?? 0)]]));
  const lines: string[] = [];
  const walk = (node: Y.XmlFragment | Y.XmlElement) => {
    let line = '';
    for (const child of node.toArray()) {
      if (child instanceof Y.XmlText) line = joined(line, addedIn(child, now, seen));
      else if (child instanceof Y.XmlElement) walk(child);
    }
    if (line.trim() !== '') lines.push(line.trim());
  };
  walk(fragment);
  return lines.join('\n');
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
