/** A value that changes, as whoever shows it sees it: read it now, hear of the next one. No framework, no copies. */
export interface View<T> {
  get(): T;
  /** Calls `listener` after each change, never at once; the answer ends it. */
  subscribe(listener: () => void): () => void;
}

/** A view that is written by its owner. `same` decides what counts as a change (default: `Object.is`). */
export class Source<T> implements View<T> {
  #value: T;
  readonly #same: (a: T, b: T) => boolean;
  readonly #listeners = new Set<() => void>();

  constructor(value: T, same: (a: T, b: T) => boolean = Object.is) {
    this.#value = value;
    this.#same = same;
  }

  get(): T {
    return this.#value;
  }

  set(next: T): void {
    if (this.#same(this.#value, next)) return;
    this.#value = next;
    // A listener may end its own or another's subscription while it is called.
    for (const listener of [...this.#listeners]) if (this.#listeners.has(listener)) listener();
  }

  subscribe(listener: () => void): () => void {
    // Its own function object, so that subscribing the same listener twice is two subscriptions.
    const own = () => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }
}

/** Equality of small plain values: the same JSON. */
export function sameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** A view computed from others, anew at each reading: `compute` must be cheap and answer a primitive or a stable object. */
export function derived<T>(from: readonly View<unknown>[], compute: () => T): View<T> {
  return {
    get: compute,
    subscribe(listener) {
      let last = compute();
      const check = () => {
        const next = compute();
        if (Object.is(next, last)) return;
        last = next;
        listener();
      };
      const stops = from.map((view) => view.subscribe(check));
      return () => stops.forEach((stop) => stop());
    },
  };
}

/** Resolves with the first answer that `answer` gives for what the view shows, now or later; null: not yet. */
export function settles<T, A>(view: View<T>, answer: (now: T) => A | null): Promise<A> {
  return new Promise((resolve) => {
    const now = answer(view.get());
    if (now !== null) return resolve(now);
    const stop = view.subscribe(() => {
      const found = answer(view.get());
      if (found === null) return;
      stop();
      resolve(found);
    });
  });
}
