/**
 * In which order an update's structs can be integrated, and how deep each lies. An update for which there is no such order
 * leaves pending structs in the document: it is a gap, or a circle nobody honest could have made.
 */
import type * as Y from 'yjs';
import { must } from '../../../shared/domain/assert.ts';
import { referencesOf, type Run } from './decoded.ts';

type Struct = Y.Item | Y.GC;

/** The structs so that each comes after all it refers to; null if something it refers to is missing, or in a circle. */
export function integrationOrder(runs: ReadonlyMap<number, Run>, stateOf: (client: number) => number): readonly Struct[] | null {
  for (const run of runs.values()) if (run.from !== stateOf(run.client)) return null;
  const ordered: Struct[] = [];
  const next = new Map([...runs.keys()].map((client) => [client, 0]));
  /** Who waits for which struct: looked up once per struct, so that the whole stays linear. */
  const waiting = new Map<Struct, number[]>();
  const ready = [...runs.keys()];
  for (let client = ready.pop(); client !== undefined; client = ready.pop()) {
    const { structs } = must(runs.get(client), 'only clients with a run are ready');
    let at = must(next.get(client), 'every run has a place');
    for (; at < structs.length; at++) {
      const struct = must(structs[at], 'index in range');
      const blocker = blockerOf(struct, runs, next, stateOf);
      if (blocker === 'missing') return null;
      if (blocker) {
        const others = waiting.get(blocker);
        if (others) others.push(client);
        else waiting.set(blocker, [client]);
        break;
      }
      ordered.push(struct);
      next.set(client, at + 1);
      for (const waiter of waiting.get(struct) ?? []) ready.push(waiter);
    }
  }
  let total = 0;
  for (const run of runs.values()) total += run.structs.length;
  return ordered.length === total ? ordered : null;
}

/** The first struct of the update that has to come before this one and has not, 'missing' if nobody has it. */
function blockerOf(
  struct: Struct,
  runs: ReadonlyMap<number, Run>,
  next: ReadonlyMap<number, number>,
  stateOf: (client: number) => number,
): Struct | 'missing' | null {
  for (const id of referencesOf(struct)) {
    if (id.client === struct.id.client || id.clock < stateOf(id.client)) continue;
    const run = runs.get(id.client);
    if (!run || id.clock >= run.to) return 'missing';
    const index = indexAt(run.structs, id.clock);
    if (index >= (next.get(id.client) ?? 0)) return must(run.structs[index], 'index in range');
  }
  return null;
}

/** Where in a contiguous run the struct with this clock stands. */
export function indexAt(structs: readonly Struct[], clock: number): number {
  let low = 0;
  let high = structs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (must(structs[middle], 'index in range').id.clock <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}
