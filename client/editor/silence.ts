/** How long each colleague has been silent in a room: a name is shown while they write, fades after 5 s, goes after 30. */
import type { Transaction } from 'yjs';
import type { Awareness } from 'y-protocols/awareness';

export type Phase = 'writing' | 'quiet' | 'away';
const quietMs = 5_000;
const awayMs = 30_000;

type Changed = { readonly added: number[]; readonly updated: number[]; readonly removed: number[] };

export class Silence {
  readonly #heard = new Map<number, number>();
  readonly #awareness: Awareness;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called when someone moved, came, left, or changed phase. */
  constructor(awareness: Awareness, changed: () => void) {
    this.#awareness = awareness;
    this.#changed = changed;
    for (const client of awareness.getStates().keys()) this.#heard.set(client, Date.now());
    // `change`, not `update`: the latter also fires for every heartbeat.
    awareness.on('change', this.#moved);
    awareness.doc.on('afterTransaction', this.#wrote);
    this.#wait();
  }

  phaseOf(client: number): Phase {
    const silent = Date.now() - (this.#heard.get(client) ?? 0);
    return silent < quietMs ? 'writing' : silent < awayMs ? 'quiet' : 'away';
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#awareness.off('change', this.#moved);
    this.#awareness.doc.off('afterTransaction', this.#wrote);
  }

  readonly #moved = ({ added, updated, removed }: Changed): void => {
    for (const client of removed) this.#heard.delete(client);
    for (const client of [...added, ...updated]) this.#heard.set(client, Date.now());
    this.#tell();
  };

  // Who types at the end of a text keeps the same relative position: their presence says nothing, only their letters do.
  readonly #wrote = ({ beforeState, afterState }: Transaction): void => {
    const wrote = [...this.#awareness.getStates().keys()].filter((client) => beforeState.get(client) !== afterState.get(client));
    for (const client of wrote) this.#heard.set(client, Date.now());
    if (wrote.length > 0) this.#tell();
  };

  #tell(): void {
    this.#wait();
    this.#changed();
  }

  /** Until the next of them changes phase. */
  #wait(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const left = [...this.#heard.values()].flatMap((at) => [at + quietMs - now, at + awayMs - now]).filter((ms) => ms > 0);
    if (left.length > 0) this.#timer = setTimeout(() => this.#tell(), Math.min(...left));
  }
}
