/** Brings projected rooms to what the facts say: written in memory, kept still until the commit, then let out or given up. */
import type * as Y from 'yjs';
import { must } from '../../shared/domain/assert.ts';
import { parseRoom } from '../../shared/domain/audiences.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import { factsOf } from '../../shared/doc/roots.ts';
import type { UpdateRow } from '../ports.ts';
import type { RoomsInMemory } from './memory.ts';
import type { Projection, Staged } from './ports.ts';
import type { Room } from './room.ts';

/** One stage at a time in each evaluation: the next waits until this one is published or abandoned. */
export class Staging {
  readonly #rooms: RoomsInMemory;
  readonly #last = new Map<EvaluationId, Promise<void>>();

  constructor(rooms: RoomsInMemory) {
    this.#rooms = rooms;
  }

  async stage(evaluation: EvaluationId, projections: ReadonlyMap<string, Projection>): Promise<Staged> {
    let finish = (): void => {};
    const before = this.#last.get(evaluation);
    const finished = new Promise<void>((resolve) => (finish = resolve));
    this.#last.set(evaluation, finished);
    await before;
    const done = () => {
      if (this.#last.get(evaluation) === finished) this.#last.delete(evaluation);
      finish();
    };

    const written: { readonly room: Room; readonly row: UpdateRow }[] = [];
    const giveUp = () => {
      for (const { room } of written) room.giveUp();
      done();
    };
    try {
      const rooms = await this.#getAll(evaluation, [...projections.keys()]);
      for (const [index, projection] of [...projections.values()].entries()) {
        const room = must(rooms[index], 'a room for each projection');
        const row = room.write((doc) => bring(factsOf(doc), projection));
        if (row) written.push({ room, row });
      }
    } catch (error) {
      giveUp();
      throw error;
    }
    return {
      updates: written.map(({ room, row }) => ({ room: room.key, epoch: room.epoch, rows: [row] })),
      publish: () => {
        for (const { room, row } of written) room.release(row);
        done();
      },
      abandon: giveUp,
    };
  }

  /** The rooms, all of them in memory when it resolves: while one was read another may have been let go. */
  async #getAll(evaluation: EvaluationId, names: readonly string[]): Promise<readonly Room[]> {
    for (;;) {
      const rooms = await Promise.all(names.map((name) => this.#get(evaluation, name)));
      if (!rooms.some((room) => room.isGivenUp)) return rooms;
    }
  }

  async #get(evaluation: EvaluationId, name: string): Promise<Room> {
    const room = must(parseRoom(name), `${name} names a room`);
    if (room.kind === 'text') throw new Error('text is written by members alone');
    return this.#rooms.get(evaluation, room);
  }
}

/** Sets what differs and deletes what is gone: an entry that did not change costs no bytes and moves nobody's screen. */
function bring(facts: Y.Map<unknown>, projection: Projection): void {
  for (const key of [...facts.keys()]) if (!Object.hasOwn(projection, key)) facts.delete(key);
  for (const [key, value] of Object.entries(projection)) {
    if (!facts.has(key) || canonicalJson(facts.get(key)) !== canonicalJson(value)) facts.set(key, value);
  }
}

/** JSON with sorted keys: two equal values have one text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
