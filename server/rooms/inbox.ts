/** The frames a room has still to judge, in the order in which they came; and between them the moments somebody waits for. */
import type { Connection } from './connection.ts';

export type Waiting = { readonly from: Connection } & (
  | { readonly type: 'update'; readonly first: boolean; readonly bytes: Uint8Array }
  | { readonly type: 'stepOne'; readonly bytes: Uint8Array }
);
/** A place in the order: `come` is called when all before it is judged and committed, `miss` if that will never be. */
export type Mark = { readonly type: 'mark'; come(): void; miss(): void };

/** What a waiting frame costs besides its bytes, about: a keystroke is twenty bytes. */
const frameBytes = 200;

export class Inbox {
  // Taken from the front by index: shifting an array of thousands would cost more than the frames.
  #waiting: (Waiting | Mark)[] = [];
  #next = 0;

  get isEmpty(): boolean {
    return this.#next === this.#waiting.length;
  }

  put(frame: Waiting): void {
    this.#waiting.push(frame);
    frame.from.queued(frame.bytes.byteLength + frameBytes);
  }

  mark(mark: Mark): void {
    this.#waiting.push(mark);
  }

  /** The frame whose turn it is, which stays there until `done`; none while a mark stands before it. */
  peek(): Waiting | undefined {
    const next = this.#waiting[this.#next];
    return next?.type === 'mark' ? undefined : next;
  }

  done(frame: Waiting): void {
    this.#goOn();
    frame.from.unqueued(frame.bytes.byteLength + frameBytes);
  }

  /** Takes a mark that stands in front. */
  takeMark(): Mark | undefined {
    const next = this.#waiting[this.#next];
    if (next?.type !== 'mark') return undefined;
    this.#goOn();
    return next;
  }

  /** Nothing of it will come to its turn any more. */
  missAll(): void {
    for (const each of this.#waiting.splice(0).slice(this.#next)) if (each.type === 'mark') each.miss();
    this.#next = 0;
  }

  #goOn(): void {
    this.#next += 1;
    if (!this.isEmpty) return;
    this.#waiting = [];
    this.#next = 0;
  }
}
