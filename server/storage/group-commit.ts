/**
 * Group commit: calls of one turn of the event loop share one transaction, and with it one wait for the disk. Each call has
 * its own answer: one that loses a race leaves the others alone. Knows no SQL; the memory store commits through it too, so
 * that both interleave alike.
 */
import { ok, type Result } from '../../shared/domain/result.ts';
import type { Batch, Lost } from '../ports.ts';

export type Call = readonly Batch[];
/** What became of one call. `failed` is for that call alone; an error that concerns all is thrown. */
export type Outcome = { readonly answer: Result<null, Lost> } | { readonly failed: unknown };
/** Carries all calls out, in order, in one transaction. Throws when that is not possible: then nothing was written. */
export type CarryOut = (calls: readonly Call[]) => readonly Outcome[];

export type GroupCommit = {
  commit(batches: Call): Promise<Result<null, Lost>>;
  /** Commits at once what waits for the end of the turn. */
  flush(): void;
};

// Bounded work per turn: what goes beyond waits for the next one.
const callsPerGroup = 1_000;
const bytesPerGroup = 8 * 1024 * 1024;

// Taken once: a test that puts a clock in the place of timers must not stop the store.
const afterThisTurn = globalThis.setImmediate;

type Waiting = {
  readonly batches: Call;
  readonly bytes: number;
  readonly resolve: (answer: Result<null, Lost>) => void;
  readonly reject: (error: unknown) => void;
};

export function groupCommit(carryOut: CarryOut): GroupCommit {
  const waiting: Waiting[] = [];
  let scheduled = false;

  function schedule() {
    if (scheduled || waiting.length === 0) return;
    scheduled = true;
    afterThisTurn(() => {
      scheduled = false;
      settle(takeGroup());
      schedule();
    });
  }

  function takeGroup(): readonly Waiting[] {
    let bytes = 0;
    const end = waiting.findIndex((call, index) => {
      bytes += call.bytes;
      return index > 0 && (index >= callsPerGroup || bytes > bytesPerGroup);
    });
    return waiting.splice(0, end < 0 ? waiting.length : end);
  }

  function settle(group: readonly Waiting[]) {
    // close() may have flushed what this turn was scheduled for.
    if (group.length === 0) return;
    let outcomes: readonly Outcome[];
    try {
      outcomes = carryOut(group.map(({ batches }) => batches));
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome && 'answer' in outcome) resolve(outcome.answer);
      else reject(outcome?.failed);
    }
  }

  return {
    commit(batches) {
      if (batches.length === 0) return Promise.resolve(ok(null));
      return new Promise((resolve, reject) => {
        // Measured here, where what can't be measured rejects its own call only.
        waiting.push({ batches, bytes: sizeOf(batches), resolve, reject });
        schedule();
      });
    },
    flush() {
      while (waiting.length > 0) settle(takeGroup());
    },
  };
}

/** Roughly, in bytes: text counts by its letters. */
function sizeOf(batches: Call): number {
  let size = 0;
  for (const { events, updates, names } of batches) {
    for (const row of events?.rows ?? []) size += row.body.length;
    for (const { rows } of updates ?? []) for (const row of rows) size += row.bytes.byteLength;
    for (const { state } of names ?? []) size += state.byteLength;
  }
  return size;
}
