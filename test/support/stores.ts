/** The memory store with its commits in the test's hand: held back, failing, or done without a word. */
import type { Store } from '../../server/ports.ts';
import { openMemory } from '../../server/storage/memory.ts';

export type HandledStore = Store & {
  /** Commits wait from now on. */
  hold(): void;
  /** Waiting commits go on, and later ones don't wait. */
  letGo(): void;
  /** Commits reject, or lose their race, until further notice. */
  fails(how: 'throws' | 'loses' | null): void;
  /** Commits are carried out and nobody hears of it, as when the power goes the moment after. */
  mute(): void;
  /** What the commits go to. */
  readonly inner: Store;
  readonly held: number;
};

export function aHandledStore(inner: Store = openMemory()): HandledStore {
  let open: Promise<void> = Promise.resolve();
  let letGo = (): void => {};
  let isMute = false;
  let failing: 'throws' | 'loses' | null = null;
  let held = 0;
  return {
    ...inner,
    async commit(batches) {
      held += 1;
      await open;
      held -= 1;
      if (failing === 'throws') throw new Error('the disk is full');
      if (failing === 'loses') return { ok: false, error: { lost: 'seq' } };
      const done = await inner.commit(batches);
      return isMute ? new Promise(() => undefined) : done;
    },
    hold() {
      open = new Promise((resolve) => (letGo = resolve));
    },
    letGo: () => letGo(),
    fails(how) {
      failing = how;
    },
    mute() {
      isMute = true;
    },
    inner,
    get held() {
      return held;
    },
  };
}
