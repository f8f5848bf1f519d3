/**
 * How many items of an update claim a place that somebody else has already. Where an item's two neighbours are not next to
 * each other any more, Yjs walks over what stands between them, once for each such item, on the server and in every browser:
 * many of them are a square. Who writes alone, forwards or backwards, makes none; who wrote offline makes a few.
 */
import * as Y from 'yjs';
import type { Run } from './decoded.ts';
import { indexAt } from './order.ts';

/** Contested places in one update; in a large one fewer, since each may cost a walk over all of it. */
export const mostContested = 1024;
const walkedSteps = 2 ** 22;
const alwaysContested = 64;

/** Whether there are too many. Takes structs in an order in which they can be integrated; looks at each once. */
export function isCrowded(doc: Y.Doc, runs: ReadonlyMap<number, Run>, ordered: readonly (Y.Item | Y.GC)[]): boolean {
  const most = Math.min(mostContested, Math.max(alwaysContested, Math.floor(walkedSteps / Math.max(1, ordered.length))));
  const places = new Places(doc, runs);
  let contested = 0;
  for (const struct of ordered) if (struct instanceof Y.Item && !places.take(struct) && ++contested > most) return true;
  return false;
}

const nothing = '';
const keyOf = (id: Y.ID | null | undefined): string => (id ? `${id.client}:${id.clock}` : nothing);

/** What stands right of what, as far as the update changes it; the document says the rest. */
class Places {
  private readonly rights = new Map<string, string>();
  /** Which items of the update begin a list, and which have stopped to, by id. */
  private readonly heads = new Map<string, boolean>();
  private readonly begun = new Set<string>();

  constructor(
    private readonly doc: Y.Doc,
    private readonly runs: ReadonlyMap<number, Run>,
  ) {}

  /** Puts an item between its neighbours; false if they are not next to each other. */
  take(item: Y.Item): boolean {
    const right = keyOf(item.rightOrigin);
    const free = item.origin ? this.rightOf(item.origin) === right : this.isStart(item);
    if (free && item.origin) this.rights.set(keyOf(item.origin), keyOf(item.id));
    if (!item.origin) {
      if (free) this.heads.set(keyOf(item.id), true);
      if (free && right !== nothing) this.heads.set(right, false);
    }
    // Where a contested item will come to stand only Yjs finds out; what follows it is its own.
    this.rights.set(keyOf(item.lastId), right);
    return free;
  }

  private rightOf(id: Y.ID): string {
    const known = this.rights.get(keyOf(id));
    if (known !== undefined) return known;
    const struct = this.structAt(id);
    if (struct && id.clock < struct.id.clock + struct.length - 1) return `${id.client}:${id.clock + 1}`;
    return struct instanceof Y.Item ? keyOf(struct.right?.id) : nothing;
  }

  private isStart({ rightOrigin, parent, parentSub }: Y.Item): boolean {
    if (rightOrigin) {
      const known = this.heads.get(keyOf(rightOrigin));
      if (known !== undefined) return known;
      const struct = this.isNew(rightOrigin) ? undefined : this.structAt(rightOrigin);
      return struct instanceof Y.Item && struct.id.clock === rightOrigin.clock && struct.left === null;
    }
    const name = JSON.stringify([parent instanceof Y.ID ? keyOf(parent) : [parent], parentSub]);
    if (this.begun.has(name)) return false;
    this.begun.add(name);
    const type = this.storedType(parent);
    return !type || (parentSub === null ? type._start === null : !type._map.has(parentSub));
  }

  /** A root by its name, or the type an element's id stands for; undefined where the document has none yet. */
  private storedType(parent: unknown): ReturnType<Y.Doc['share']['get']> {
    if (typeof parent === 'string') return this.doc.share.get(parent);
    const struct = parent instanceof Y.ID && !this.isNew(parent) ? this.structAt(parent) : undefined;
    return struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.content.type : undefined;
  }

  private isNew({ client, clock }: Y.ID): boolean {
    return clock >= (this.runs.get(client)?.from ?? Infinity);
  }

  private structAt(id: Y.ID): Y.Item | Y.GC | undefined {
    const structs = this.isNew(id) ? this.runs.get(id.client)?.structs : this.doc.store.clients.get(id.client);
    return structs?.[indexAt(structs, id.clock)];
  }
}
