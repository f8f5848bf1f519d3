/** Gathers what changes for screen readers: the latest sentence, at most every ten seconds, never while it stays the same. */

export class Announcer {
  readonly #say: (sentence: string) => void;
  readonly #everyMs: number;
  #last: string | null = null;
  #next: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #quietUntil = 0;

  constructor(say: (sentence: string) => void, everyMs = 10_000) {
    this.#say = say;
    this.#everyMs = everyMs;
  }

  /** What is true now, as it stands: known to whoever has just come here, so nothing is said. */
  begin(sentence: string): void {
    this.stop();
    this.#last = sentence;
  }

  /** What is true now: said as soon as it may, unless it is true no more by then. */
  heard(sentence: string): void {
    this.#next = sentence === this.#last ? null : sentence;
    if (this.#next === null || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#speak(), Math.max(0, this.#quietUntil - Date.now()));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next = null;
  }

  #speak(): void {
    this.#timer = undefined;
    if (this.#next === null) return;
    this.#last = this.#next;
    this.#next = null;
    this.#quietUntil = Date.now() + this.#everyMs;
    this.#say(this.#last);
  }
}
