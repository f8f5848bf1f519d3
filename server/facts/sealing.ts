/**
 * Finishes what a sign-off begins: lets each section's drain pass and has it sealed, until it is. What a crash left unfinished
 * comes by here like any other, with a drain of its own: whoever had sent something in time comes back in it.
 */
import { limits } from '../../shared/domain/limits.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { EvaluationId, SectionId } from '../../shared/domain/ids.ts';
import type { Log, Timers } from '../ports.ts';

export type Sealing = {
  /** Sees to every section that is closing. */
  watch(state: Evaluation): void;
  readonly isStopped: boolean;
  /** No more is begun; resolves when what is under way is through. */
  stop(): Promise<void>;
};

export type SealingInput = {
  readonly timers: Timers;
  readonly log: Log;
  /** Whether something that reached the server is still on its way into the section. */
  isOwed(evaluation: EvaluationId, section: SectionId): boolean;
  /** Seals a section that is closing, and answers the state after it: sealed, or not closing any more. Rejects if it could not. */
  seal(evaluation: EvaluationId, section: SectionId): Promise<Evaluation | null>;
};

export function createSealing({ timers, log, isOwed, seal }: SealingInput): Sealing {
  /** Sections under way, by evaluation and section: what stops the timer that runs for one. */
  const underWay = new Map<string, () => void>();
  const sealing = new Set<Promise<void>>();
  let isStopped = false;

  function watch(state: Evaluation): void {
    for (const [section, { closing }] of Object.entries(state.sections)) {
      const key = `${state.id}/${section}`;
      if (!closing || isStopped || underWay.has(key)) continue;
      wait(key, limits.drainMs, () => drained(key, state.id, section as SectionId, limits.drainMs));
    }
  }

  function wait(key: string, ms: number, then: () => void): void {
    underWay.set(key, timers.after(ms, then));
  }

  /** `patience`: how much longer, in ms, may be waited for what is owed. */
  function drained(key: string, evaluation: EvaluationId, section: SectionId, patience: number): void {
    if (patience > 0 && isOwed(evaluation, section)) {
      return wait(key, limits.drainStepMs, () => drained(key, evaluation, section, patience - limits.drainStepMs));
    }
    begin(key, evaluation, section, limits.drainMs);
  }

  /** `pause`: in ms, before it is tried again. */
  function begin(key: string, evaluation: EvaluationId, section: SectionId, pause: number): void {
    // Until it is known how it went nothing else is begun for this section, and nothing is there to be stopped.
    underWay.set(key, () => undefined);
    const work = seal(evaluation, section).then(
      (after) => {
        underWay.delete(key);
        // Another node may have had it reopened and closed again meanwhile.
        if (after) watch(after);
      },
      (error: unknown) => {
        log.error({ evaluation, section, err: error }, 'a section could not be sealed yet');
        if (!isStopped) wait(key, pause, () => begin(key, evaluation, section, Math.min(2 * pause, limits.sealPauseMs)));
      },
    );
    sealing.add(work);
    void work.then(() => sealing.delete(work));
  }

  return {
    watch,
    get isStopped() {
      return isStopped;
    },
    async stop() {
      isStopped = true;
      for (const cancel of underWay.values()) cancel();
      await Promise.all(sealing);
    },
  };
}
