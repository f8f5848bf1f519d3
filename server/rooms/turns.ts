/**
 * Whose turn it is. Rooms with work stand in line; each loop turn serves every room in line once, as long as the budget
 * lasts, and the rest waits behind the sockets' own events. A burst in one room is a small delay in another, never a stop.
 */
export type Worker = { turn(): void };

/** Milliseconds that all rooms together may take before sockets are read again. */
const loopMs = 12;

export class Turns {
  #line = new Set<Worker>();
  #scheduled = false;

  /** Puts a worker at the end of the line, once. */
  ask(worker: Worker): void {
    this.#line.add(worker);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // After the poll phase: all frames that have arrived are in the inboxes, and make one batch.
    setImmediate(() => this.#serve());
  }

  #serve(): void {
    this.#scheduled = false;
    const end = performance.now() + loopMs;
    // A worker that asks again while it is served stands behind all others: the snapshot ends this round.
    for (const worker of [...this.#line]) {
      this.#line.delete(worker);
      worker.turn();
      if (performance.now() > end) break;
    }
    const [waiting] = this.#line;
    if (waiting) this.ask(waiting);
  }
}
