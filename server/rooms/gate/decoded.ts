/**
 * An update taken apart: its structs by client in the order of their clocks, and its delete ranges. What Yjs would choke
 * on while applying is malformed here, so that applying a judged update does not throw.
 */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { limits } from '../../../shared/domain/limits.ts';
import { must } from '../../../shared/domain/assert.ts';

/** Structs of one client, contiguous from `from` (inclusive) to `to` (exclusive). */
export type Run = { readonly client: number; readonly from: number; readonly to: number; readonly structs: readonly (Y.Item | Y.GC)[] };
/** Ranges of one client come in the order of their clocks and do not overlap. */
export type Range = { readonly client: number; readonly from: number; readonly to: number };
export type Decoded = { readonly runs: ReadonlyMap<number, Run>; readonly deletions: readonly Range[] };

/** Client ids are 32 random bits, clocks count characters. */
const clientsBelow = 2 ** 32;
const clocksBelow = 2 ** 31;

/**
 * The part of an update that lies beyond what the document has, and that part taken apart. What is judged and what is
 * applied are the same bytes, read by two readers of Yjs's alike. 'holes': clocks are missing inside. Throws when malformed.
 */
export function readNews(doc: Y.Doc, update: Uint8Array): { readonly news: Uint8Array; readonly decoded: Decoded | 'holes' } {
  const decoded = decode(update);
  if (decoded !== 'holes' && isAllNews(doc, update, decoded)) return { news: update, decoded };
  const news = cut(doc, update);
  return { news, decoded: decode(news) };
}

/** The usual keystroke: it begins where its writer's clock stands, and no group hides in it. Then there is nothing to cut. */
function isAllNews(doc: Y.Doc, update: Uint8Array, { runs }: Decoded): boolean {
  for (const run of runs.values()) if (run.from !== Y.getState(doc.store, run.client)) return false;
  // A group without structs shows in no decoding, and yet Yjs would read it in place of the client's other group.
  return decoding.readVarUint(decoding.createDecoder(update)) === runs.size;
}

/** Only the clients named count: the cost stays off the document's size. */
function cut(doc: Y.Doc, update: Uint8Array): Uint8Array {
  const clients = [...Y.parseUpdateMeta(update).from.keys()];
  const known = new Map(clients.map((client) => [client, Y.getState(doc.store, client)]));
  return Y.diffUpdate(update, Y.encodeStateVector(known));
}

function decode(update: Uint8Array): Decoded | 'holes' {
  const { structs, ds } = Y.decodeUpdate(update);
  if (structs.length > limits.structsPerUpdate) throw new Error('too many structs');
  let holes = false;
  const grouped = new Map<number, (Y.Item | Y.GC)[]>();
  let last = -1;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    // An empty struct breaks Yjs's search by clock; numbers beyond these are nobody's honest ids.
    if (struct.length < 1 || client >= clientsBelow || clock + struct.length >= clocksBelow) throw new Error('impossible struct');
    // Yjs keeps only the last of two groups of one client: the first would vanish unseen.
    if (client !== last && grouped.has(client)) throw new Error('a client twice');
    const group = grouped.get(client) ?? [];
    grouped.set((last = client), group);
    if (struct instanceof Y.Skip) {
      holes = true;
      continue;
    }
    const before = group.at(-1);
    if (before && before.id.clock + before.length !== clock) holes = true;
    if (struct instanceof Y.Item) refuseForwardReferences(struct);
    group.push(struct as Y.Item | Y.GC);
  }
  const deletions = rangesOf(ds);
  return holes ? 'holes' : { runs: runsOf(grouped), deletions };
}

function runsOf(grouped: ReadonlyMap<number, readonly (Y.Item | Y.GC)[]>): ReadonlyMap<number, Run> {
  const runs = new Map<number, Run>();
  for (const [client, structs] of grouped) {
    const first = must(structs[0], 'a group has a struct unless it has holes');
    const end = must(structs.at(-1), 'a group has a struct unless it has holes');
    runs.set(client, { client, from: first.id.clock, to: end.id.clock + end.length, structs });
  }
  return runs;
}

function rangesOf(ds: ReturnType<typeof Y.decodeUpdate>['ds']): readonly Range[] {
  const ranges: Range[] = [];
  for (const [client, items] of ds.clients) {
    let end = 0;
    for (const { clock, len } of [...items].sort((a, b) => a.clock - b.clock)) {
      if (len < 1 || clock + len >= clocksBelow || client >= clientsBelow) throw new Error('impossible range');
      // Yjs merges ranges before it sends them, and walks each in full when it hears of them: overlapping ones are a square.
      if (clock < end) throw new Error('overlapping ranges');
      end = clock + len;
      ranges.push({ client, from: clock, to: clock + len });
    }
  }
  if (ranges.length > limits.deleteRangesPerUpdate) throw new Error('too many ranges');
  return ranges;
}

/** What a struct stands next to or inside of, by id. Undecoded parents are a root's name (string) or an id. */
export function referencesOf(struct: Y.Item | Y.GC): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const parent = struct.parent instanceof Y.ID ? struct.parent : null;
  return [struct.origin, struct.rightOrigin, parent].filter((id) => id !== null);
}

// Yjs looks own references up without asking whether they exist yet, and throws in the middle of a transaction.
function refuseForwardReferences(item: Y.Item): void {
  if (referencesOf(item).some((id) => id.client === item.id.client && id.clock >= item.id.clock))
    throw new Error('refers to what comes later');
}
