/**
 * The read-only rooms of one evaluation: opens what is on this device of those it may open, joins them with the epochs it was
 * told, replaces a replica that the server does not know any more, and reads the facts out of those that are whole.
 */
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { parseRoom } from '../../shared/domain/audiences.ts';
import type { AreaId, CriterionId, MemberId } from '../../shared/domain/ids.ts';
import { readRooms, whoHasCast, type Read, type Rooms } from '../../shared/doc/read.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import type { Connect, OpenDisk } from './joining.ts';
import type { Connection } from './connection.ts';
import type { LocalRoom } from './local/rooms.ts';
import { Source, type View } from './view.ts';

type Joined = { readonly epoch: number; readonly doc: Y.Doc; connection: Connection | null; disk: LocalRoom | null };

type Options = {
  readonly me: MemberId;
  readonly connect: Connect;
  readonly disk: OpenDisk;
  /** Hears of every room that was closed for good; it is left by then. */
  readonly closed: (room: string, closing: Closing) => void;
};

export class ProjectedRooms {
  readonly #options: Options;
  readonly #joined = new Map<string, Joined>();
  /** The last whole document of each room: shown on while a newer epoch is fetched. */
  readonly #whole = new Map<string, Y.Doc>();
  readonly #read = new Source<Read | null>(null);
  readonly #online = new Source(false);
  readonly #reached = new Source(false);
  readonly #team = new Source<Awareness | null>(null);
  #scheduled = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The facts of the rooms that are whole; null until `state` and one's own room are in. */
  get read(): View<Read | null> {
    return this.#read;
  }

  /** Whether every room that was joined is connected and in step. */
  get online(): View<boolean> {
    return this.#online;
  }

  /** Whether `state` is connected, so that the server has said whom it takes this browser for. */
  get reached(): View<boolean> {
    return this.#reached;
  }

  /** The same at this very moment; the view follows when the turn is over. */
  isReached(): boolean {
    return this.#joined.get('state')?.connection?.state.get().online ?? false;
  }

  /** Presence of the team; null for those who may not open its room. */
  get team(): View<Awareness | null> {
    return this.#team;
  }

  /** Who has cast in the current round; null where the policy does not show it. */
  whoHasCast(criterion: CriterionId): readonly MemberId[] | null {
    const state = this.#whole.get('state');
    return state ? whoHasCast(state, criterion) : null;
  }

  get names(): readonly string[] {
    return [...this.#joined.keys()];
  }

  /**
   * Joins what is new or has a new epoch, leaves what is no longer granted. Text rooms in `epochs` are passed over. Resolves when
   * what was left is off this device.
   */
  async grant(epochs: Readonly<Record<string, number>>): Promise<void> {
    const gone: Promise<unknown>[] = [];
    for (const [name, { disk }] of [...this.#joined]) {
      if (epochs[name] !== undefined) continue;
      this.#forget(name);
      if (disk) gone.push(throwAway(disk, 'access/denied'));
    }
    for (const [name, epoch] of Object.entries(epochs)) {
      const room = parseRoom(name);
      if (room && room.kind !== 'text' && this.#joined.get(name)?.epoch !== epoch) this.#join(name, epoch);
    }
    this.#changed();
    await Promise.all(gone);
  }

  close(): void {
    for (const name of [...this.#joined.keys()]) this.#leave(name);
  }

  #join(name: string, epoch: number): void {
    this.#leave(name);
    const doc = new Y.Doc();
    const awareness = name === 'team' ? new Awareness(doc) : undefined;
    const joined: Joined = { epoch, doc, connection: null, disk: null };
    this.#joined.set(name, joined);
    if (awareness) this.#team.set(awareness);
    doc.on('update', () => this.#changed());
    const disk = this.#options.disk(name, epoch, doc);
    if (disk) void disk.then((room) => this.#connect(name, joined, room, awareness));
    else this.#connect(name, joined, null, awareness);
  }

  #connect(name: string, joined: Joined, disk: LocalRoom | null, awareness: Awareness | undefined): void {
    if (this.#joined.get(name) !== joined) return void disk?.stop();
    const { doc, epoch } = joined;
    joined.disk = disk;
    if (disk?.row.whole) this.#whole.set(name, doc);
    else if (disk?.former?.row.whole && !this.#whole.has(name)) this.#whole.set(name, documentOf(disk.former.updates));
    const connection = this.#options.connect(`${name}@${epoch}`, doc, { ...(awareness ? { awareness } : {}) });
    joined.connection = connection;
    connection.state.subscribe(() => {
      const { closed, whole } = connection.state.get();
      if (this.#joined.get(name) !== joined) return;
      if (whole) keep(disk);
      if (whole && this.#whole.get(name) !== doc) this.#whole.set(name, doc);
      if (closed) this.#end(name, joined, closed.closing);
      this.#changed();
    });
    this.#changed();
  }

  #end(name: string, { disk }: Joined, closing: Closing): void {
    // A replica the server does not know: of an old epoch, or of a time that a backup has undone. What it shows is still good.
    const isOld = closing === 'epoch/old' || closing === 'content/refused';
    // Signed out, or too old: nothing was decided about what one may see.
    const isKept = closing === 'session/ended' || closing === 'client/too-old';
    if (isOld || isKept) this.#leave(name);
    // What one may no longer see goes from the screen and the device at once.
    else this.#forget(name);
    // Of an older epoch it stays on the disk, too, until the new one is here.
    const gone = disk && !isKept && closing !== 'epoch/old' ? throwAway(disk, closing) : null;
    if (closing === 'session/ended') this.#whole.delete(name);
    // Joined again only when the old one is off the disk, or it would come back.
    if (gone) void gone.then(() => this.#options.closed(name, closing));
    else this.#options.closed(name, closing);
  }

  #leave(name: string): void {
    const joined = this.#joined.get(name);
    if (!joined) return;
    this.#joined.delete(name);
    if (name === 'team') this.#team.set(null);
    joined.connection?.close();
    void joined.disk?.stop();
    // Ends its presence; its map stays readable for those who still show it.
    joined.doc.destroy();
  }

  #forget(name: string): void {
    this.#leave(name);
    this.#whole.delete(name);
  }

  /** Several rooms change in one turn of the network: read once, when all of them have. */
  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      const states = [...this.#joined.values()].map(({ connection }) => connection?.state.get());
      // While `state` is away to be joined afresh, the others being there is not enough.
      this.#online.set(this.isReached() && states.every((each) => each?.online));
      this.#reached.set(this.isReached());
      this.#read.set(this.#readAll());
    });
  }

  #readAll(): Read | null {
    const state = this.#whole.get('state');
    const own = `me.${this.#options.me}`;
    const me = this.#whole.get(own) ?? null;
    if (!state || (!me && this.#joined.has(own))) return null;
    const ballots = new Map<AreaId, Y.Doc>();
    for (const [name, doc] of this.#whole) {
      const room = parseRoom(name);
      if (room?.kind === 'ballots') ballots.set(room.area, doc);
    }
    const rooms: Rooms = { state, team: this.#whole.get('team') ?? null, me, ballots };
    return readRooms(rooms, this.#options.me);
  }
}

/** The whole room is here: it takes the place of what lay here under an older epoch. */
function keep(disk: LocalRoom | null): void {
  disk?.becameWhole();
  // Where the disk refuses, the older one stays on it until the next visit.
  if (disk?.former) void disk.takeOver(null).catch(() => undefined);
}

async function throwAway(disk: LocalRoom, closing: Closing): Promise<void> {
  await disk.discard({ closing, code: closing, facts: {} }, () => null).catch(() => undefined);
}

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes)));
  return doc;
}
