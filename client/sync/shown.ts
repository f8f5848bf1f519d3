/** What is shown of the facts: what the rooms say, with one's own waiting commands on top, each until the rooms show it. */
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { MemberId, Time } from '../../shared/domain/ids.ts';
import type { Entry, Outbox } from './outbox.ts';
import { overlay } from './overlay.ts';
import type { ProjectedRooms } from './projected-rooms.ts';
import { isReached } from './things.ts';
import { Source, type View } from './view.ts';

/** How long what was carried out is shown from memory while the rooms are connected but do not show it (it may change nothing). */
const settleMs = 1_000;

export class Shown {
  readonly #me: MemberId;
  readonly #rooms: ProjectedRooms;
  readonly #outbox: Outbox;
  readonly #now: () => Time;
  readonly #view = new Source<Evaluation | null>(null);

  constructor(options: { readonly me: MemberId; readonly rooms: ProjectedRooms; readonly outbox: Outbox; readonly now: () => Time }) {
    this.#me = options.me;
    this.#rooms = options.rooms;
    this.#outbox = options.outbox;
    this.#now = options.now;
    this.#rooms.online.subscribe(() => this.#settleSoon());
    this.#outbox.entries.subscribe(() => {
      this.show();
      this.#settleSoon();
    });
  }

  get view(): View<Evaluation | null> {
    return this.#view;
  }

  show(): void {
    const read = this.#rooms.read.get();
    this.#view.set(read && overlay(read.evaluation, this.#outbox.entries.get(), this.#me));
  }

  /** Lets go of carried out commands that the rooms show. */
  settle(): void {
    const facts = this.#rooms.read.get()?.evaluation;
    const online = this.#rooms.online.get();
    this.#outbox.settle(
      ({ envelope, mark }: Entry, done) =>
        (facts !== undefined && isReached(facts, envelope.command, this.#me, mark)) || (online && this.#now() - done >= settleMs),
    );
  }

  #settleSoon(): void {
    if (this.#outbox.entries.get().some(({ done }) => done !== null)) setTimeout(() => this.settle(), settleMs);
  }
}
