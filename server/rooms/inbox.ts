/** The frames a room has still to judge, in the order in which they came. */
import type { Connection } from './connection.ts';

export type Waiting = { readonly from: Connection } & (
  | { readonly type: 'update'; readonly first: boolean; readonly bytes: Uint8Array }
  | { readonly type: 'stepOne'; readonly bytes: Uint8Array }
);

/** What a waiting frame costs besides its bytes, about: a keystroke is twenty bytes. */
const frameBytes = 200;

export class Inbox {
  // Taken from the front by index: shifting an array of thousands would cost more than the frames.
  #frames: Waiting[] = [];
  #next = 0;

  get isEmpty(): boolean {
    return this.#next === this.#frames.length;
  }

  put(frame: Waiting): void {
    this.#frames.push(frame);
    frame.from.queued(frame.bytes.byteLength + frameBytes);
  }

  /** The frame whose turn it is, which stays there until `done`. */
  peek(): Waiting | undefined {
    return this.#frames[this.#next];
  }

  done(frame: Waiting): void {
    this.#next += 1;
    frame.from.unqueued(frame.bytes.byteLength + frameBytes);
    if (this.isEmpty) {
      this.#frames = [];
      this.#next = 0;
    }
  }
}
