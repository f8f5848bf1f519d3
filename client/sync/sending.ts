/**
 * How what is unsent fares: when all was last sent, and whether something has been on its way for so long that *Saving* would be no
 * comfort. A network that is gone says so only after half a minute, when the socket gives up.
 */
import type { Time } from '../../shared/domain/ids.ts';
import { Source, type View } from './view.ts';

/** Milliseconds without an answer. */
const patienceMs = 5_000;

export class Sending {
  readonly #slow = new Source(false);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #unsent = false;
  #at: Time | null = null;

  get slow(): View<boolean> {
    return this.#slow;
  }

  /** When all that had been unsent was sent; null: nothing was. */
  get at(): Time | null {
    return this.#at;
  }

  watch(unsent: boolean, now: Time): void {
    if (this.#unsent && !unsent) this.#at = now;
    this.#unsent = unsent;
    if (unsent) return void (this.#timer ??= setTimeout(() => this.#slow.set(true), patienceMs));
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#slow.set(false);
  }
}
