/** The rooms that are in memory: read when first wanted, let go when nobody has been in them for a while. */
import { formatRoom, type RoomName } from '../../shared/domain/audiences.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import type { Ports, RoomKey } from '../ports.ts';
import type { RoomLimits } from './limits.ts';
import { Room } from './room.ts';
import { Counts } from './stats.ts';
import { nobodysClient, readStored } from './stored.ts';
import { Turns } from './turns.ts';

/** A room that was hardly written is as fast from its log. */
const worthASnapshot = 20;

export class RoomsInMemory {
  readonly counts = new Counts();
  readonly #ports: Ports;
  readonly #limits: RoomLimits;
  readonly #turns = new Turns();
  /**
   * The server's client id in projected rooms, drawn at every start. A store that was put back to an earlier day is written on
   * under other ids than the lost days were: replicas that hold those offer them, are refused and begin afresh. Under one
   * and the same id both would be equal in number and different in content, and nobody could ever tell.
   */
  readonly #client: number;
  readonly #rooms = new Map<RoomKey, Room>();
  readonly #coming = new Map<RoomKey, Promise<Room>>();
  /** The newest state of every evaluation that was asked for or changed; the facts hold the same objects. */
  readonly #states = new Map<EvaluationId, Evaluation>();

  constructor(ports: Ports, limits: RoomLimits) {
    this.#ports = ports;
    this.#limits = limits;
    this.#client = 1 + (Buffer.from(ports.random.bytes(4)).readUInt32LE() % 0xffff_ffff);
  }

  /** The room, if it is in memory. */
  here(evaluation: EvaluationId, name: RoomName): Room | undefined {
    return this.#rooms.get(`${evaluation}/${formatRoom(name)}`);
  }

  /** The room, whole. Rejects when the store can't be read; the next to ask tries again. */
  async get(evaluation: EvaluationId, name: RoomName): Promise<Room> {
    const key: RoomKey = `${evaluation}/${formatRoom(name)}`;
    const here = this.#rooms.get(key);
    if (here) return here;
    const coming = this.#coming.get(key) ?? this.#read(key, evaluation, name);
    this.#coming.set(key, coming);
    return coming;
  }

  async #read(key: RoomKey, evaluation: EvaluationId, name: RoomName): Promise<Room> {
    try {
      const stored = await readStored(this.#ports.store, key, name.kind === 'text' ? nobodysClient : this.#client);
      const room = new Room(evaluation, name, stored, {
        ports: this.#ports,
        limits: this.#limits,
        turns: this.#turns,
        counts: this.counts,
        stateOf: (id) => this.#states.get(id),
        giveUp: (gone) => this.#forget(gone),
      });
      this.#rooms.set(key, room);
      return room;
    } finally {
      this.#coming.delete(key);
    }
  }

  /** The newest state known of an evaluation: an answer that was under way while another was made does not turn time back. */
  newest(state: Evaluation): Evaluation {
    const known = this.#states.get(state.id);
    if (known && known.seq > state.seq) return known;
    this.#states.set(state.id, state);
    return state;
  }

  /** An evaluation changed: its open rooms judge everybody in them anew. */
  changed(state: Evaluation): void {
    this.newest(state);
    for (const room of this.of(state.id)) room.review(state);
  }

  *of(evaluation: EvaluationId): Generator<Room> {
    for (const room of [...this.#rooms.values()]) if (room.evaluation === evaluation) yield room;
  }

  all(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** Lets go of the rooms nobody has been in for long; their snapshots are written behind them. */
  sweep(now: number): void {
    for (const room of this.all()) {
      if (room.idleSince === null || now - room.idleSince < this.#limits.idleRoomMs || !room.isQuiet) continue;
      void room.snapshot(worthASnapshot);
      room.giveUp();
    }
  }

  /** Everybody out, for a while: the server ends. Resolves when snapshots are written. */
  async letGo(): Promise<void> {
    const snapshots = this.all().map((room) => room.snapshot(worthASnapshot));
    for (const room of this.all()) room.giveUp();
    await Promise.all(snapshots);
  }

  #forget(room: Room): void {
    if (this.#rooms.get(room.key) === room) this.#rooms.delete(room.key);
  }
}
