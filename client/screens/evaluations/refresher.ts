/** Asks when it comes into the page, when the page comes to the front, and now and then while it is looked at. One question at a time. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export const refreshMs = 20_000;

export class Refresher implements ReactiveController {
  #timer: ReturnType<typeof setInterval> | undefined;
  #asking: Promise<void> | null = null;
  readonly #ask: () => Promise<void>;

  constructor(host: ReactiveControllerHost, ask: () => Promise<void>) {
    this.#ask = ask;
    host.addController(this);
  }

  /** Resolves when the answer is in; a question under way is not asked again. */
  now(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  hostConnected() {
    void this.now();
    this.#timer = setInterval(this.#looked, refreshMs);
    window.addEventListener('focus', this.#looked);
    document.addEventListener('visibilitychange', this.#looked);
  }

  hostDisconnected() {
    clearInterval(this.#timer);
    window.removeEventListener('focus', this.#looked);
    document.removeEventListener('visibilitychange', this.#looked);
  }

  readonly #looked = () => {
    if (!document.hidden) void this.now();
  };
}
