/**
 * The order in which a list stands on screen. While somebody reads or writes in it, it is held: what is new comes in, but
 * nothing that stands there changes places, unless its reader moves it. What is hidden while it stands there leaves its place open.
 */
type Thing<Id> = { readonly id: Id; readonly hidden: boolean };

export class ShownOrder<Id> {
  #shown: readonly Id[] = [];
  #true: readonly Id[] = [];
  #isHeld = false;
  readonly #gone = new Set<Id>();

  /** As it is on screen. */
  get shown(): readonly Id[] {
    return this.#shown;
  }

  /** Whether others have moved what stands here. */
  get isBehind(): boolean {
    return this.#shown.some((id, at) => id !== this.#true[at]);
  }

  /** The order as the facts have it now. */
  see(all: readonly Thing<Id>[]): void {
    const before = new Set(this.#shown);
    for (const { id, hidden } of all) {
      if (!hidden) this.#gone.delete(id);
      else if (before.has(id)) this.#gone.add(id);
    }
    this.#true = all.filter(({ id, hidden }) => !hidden || this.#gone.has(id)).map(({ id }) => id);
    this.#shown = this.#isHeld ? merged(this.#shown, this.#true) : this.#true;
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld) this.catchUp();
  }

  catchUp(): void {
    this.#shown = this.#true;
  }

  /** Moved by its reader: before another, or last (null). */
  move(id: Id, before: Id | null): void {
    const others = this.#shown.filter((each) => each !== id);
    const at = before === null ? -1 : others.indexOf(before);
    this.#shown = at < 0 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)];
  }

  /** Before what a step up or down would put it: an id, or null for last. undefined: there is no such step. */
  step(id: Id, by: -1 | 1): Id | null | undefined {
    const at = this.#shown.indexOf(id);
    const to = at + by;
    if (at < 0 || to < 0 || to >= this.#shown.length) return undefined;
    return by < 0 ? this.#shown[to] : (this.#shown[to + 1] ?? null);
  }
}

/** What is still there keeps its place; what is new stands behind what it follows in the true order. */
function merged<Id>(shown: readonly Id[], order: readonly Id[]): readonly Id[] {
  const there = new Set(order);
  const result = shown.filter((id) => there.has(id));
  const known = new Set(result);
  order.forEach((id, at) => {
    if (known.has(id)) return;
    const previous = order[at - 1];
    result.splice(previous === undefined ? 0 : result.indexOf(previous) + 1, 0, id);
    known.add(id);
  });
  return result;
}
