/**
 * The server itself in this process, for browsers that stand in front of it (browsers.ts): the real rules and rooms on a store in
 * memory. It loses power when the test says so, without a word. Time is the test's.
 */
import * as Y from 'yjs';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { followed, sessions } from '../../../client/sync/sessions.ts';
import { must } from '../../../shared/domain/assert.ts';
import type { Command } from '../../../shared/domain/commands.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { CommandId, idFrom, type EvaluationId, type MemberId, type SectionId } from '../../../shared/domain/ids.ts';
import { bodyOf } from '../../../shared/doc/roots.ts';
import { plainTextOf } from '../../../shared/doc/text.ts';
import { createFacts } from '../../../server/facts/facts.ts';
import type { RunningFacts } from '../../../server/facts-port.ts';
import type { Store } from '../../../server/ports.ts';
import { createRooms, type Rooms } from '../../../server/rooms/sockets.ts';
import { openMemory } from '../../../server/storage/memory.ts';
import { ada, anInstrument, ben, chi, noon } from '../../support/builders.ts';
import { identifyByName } from '../../support/room-server.ts';
import type { Tab } from './browsers.ts';
import { onDisk } from './disk.ts';

export const origin = 'http://rooms.test';
/** Enough for any story: how the server slows a flood down is tried elsewhere. */
const unbounded = { burst: 1e9, perSecond: 1e9 };

export function inWorldTime(): void {
  onDisk();
  beforeEach(() => startTime());
  afterEach(() => stopTime());
}

export function startTime(): void {
  // The stock client asks the global one for its states, and listens to the end of the process once for each room.
  vi.stubGlobal('WebSocket', { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
  process.setMaxListeners(0);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
}

export function stopTime(): void {
  vi.clearAllTimers();
  vi.useRealTimers();
  sessions.clear();
  followed.clear();
}

/** A start of the server; the next one begins with what this one has committed. */
type Start = { readonly rooms: Rooms; readonly facts: RunningFacts; readonly over: Promise<null>; end(): void };

export class World {
  store = openMemory();
  readonly errors: object[] = [];
  readonly tabs: Tab[] = [];
  /** Whose cookie the server takes no more. */
  readonly signedOut = new Set<MemberId>();
  /** Every command that reached the server, in order, with who gave it. */
  readonly commands: (readonly [MemberId, Command])[] = [];
  evaluation = '' as EvaluationId;
  #start: Start;

  private constructor() {
    this.#start = this.#begin();
  }

  /** Ada leads, Ben and Chi evaluate; no conflicts of interest; gathering. */
  static async begin(): Promise<World> {
    const world = new World();
    for (const id of [ada, ben, chi]) {
      await world.store.insertPerson({ id, name: id.slice(0, 3), language: 'sv', owner: id === ada, createdAt: noon });
    }
    const subject = { name: 'Exempelby', year: 2026, visit: null };
    world.evaluation = await world.facts.create({ subject, instrument: anInstrument(), lead: ada });
    for (const member of [ben, chi]) {
      await world.facts.admit(world.evaluation, ada, { type: 'member.join', member, role: 'evaluator', invitedBy: ada });
    }
    for (const member of [ada, ben, chi]) await world.does(member, { type: 'conflicts.declare', member, areas: [] });
    await world.does(ada, { type: 'phase.move', to: 'gathering' });
    return world;
  }

  get rooms(): Rooms {
    return this.#start.rooms;
  }

  get facts(): RunningFacts {
    return this.#start.facts;
  }

  /** What this start of the server answers; null: it lost power before. */
  asked<T>(ask: () => Promise<T>): Promise<T | null> {
    return Promise.race([ask(), this.#start.over]);
  }

  async state(): Promise<Evaluation> {
    return must(await this.facts.get(this.evaluation), 'the evaluation exists');
  }

  /** Somebody else's doing, straight at the server. */
  async does(who: MemberId, command: Command): Promise<void> {
    const answer = await this.facts.submit(this.evaluation, who, { id: CommandId.parse(idFrom(randomBytes())), command });
    if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.code}`);
  }

  /** The server loses power: what is not committed is gone; it starts again at once, or after what is done to its store `meanwhile`. */
  async powerCut(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const before = this.#start;
    before.end();
    for (const tab of this.tabs) tab.cutLines();
    await meanwhile();
    this.#start = this.#begin();
    await turns(5);
    await this.facts.resume();
  }

  /** The server as it is now, to be put back later: a backup. */
  async copy(): Promise<Store> {
    const copy = openMemory();
    for (const person of await this.store.findPeople([ada, ben, chi])) await copy.insertPerson(person);
    const names = Object.keys(await this.store.endsOf(this.evaluation));
    const read = names.map(async (name) => {
      const room = `${this.evaluation}/${name}` as const;
      const { epoch, updates } = await this.store.readRoom(room);
      return { room, epoch, rows: updates };
    });
    const events = { evaluation: this.evaluation, rows: await this.store.readEvents(this.evaluation) };
    await copy.commit([{ events, updates: await Promise.all(read) }]);
    return copy;
  }

  async putBack(copy: Store): Promise<void> {
    this.store = copy;
    await this.powerCut();
  }

  /** The section's text as it is committed. */
  async text(section: SectionId): Promise<Y.Doc> {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, (await this.rooms.readText(this.evaluation, section)).state);
    return doc;
  }

  /** Its words. */
  async words(section: SectionId): Promise<string> {
    return plainTextOf(bodyOf(await this.text(section)));
  }

  /** Lets so much time pass, in seconds; what is on its way arrives. */
  async pass(seconds: number): Promise<void> {
    for (let left = seconds * 1_000; left > 0; left -= 250) {
      await vi.advanceTimersByTimeAsync(Math.min(250, left));
      await turns(12);
      await this.rooms.quiet();
    }
  }

  /** Lets time pass until it is so; at most two minutes. */
  async until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
    await turns(20);
    for (let tries = 0; !(await holds()); tries += 1) {
      if (tries > 480) throw new Error(`waited in vain for ${what}`);
      await this.pass(0.25);
    }
  }

  async end(): Promise<void> {
    for (const tab of this.tabs) tab.crash();
    this.#start.end();
    expect(this.errors).toEqual([]);
    await turns(5);
  }

  #begin(): Start {
    const life = { isOver: false };
    let end: (nothing: null) => void = () => {};
    const over = new Promise<null>((resolve) => (end = resolve));
    const own = this.store;
    const store: Store = { ...own, commit: (batches) => (life.isOver ? never() : own.commit(batches)) };
    const error = (facts: object, message: string) => void (life.isOver || this.errors.push({ ...facts, message }));
    const log = { info: () => {}, warn: () => {}, error };
    const ports = { store, clock: { now: () => Date.now() }, random: { bytes: randomBytes }, log };
    const later: { facts?: RunningFacts } = {};
    const rooms = createRooms({
      ports,
      evaluationOf: (id) => must(later.facts, 'facts are there by now').get(id),
      identify: async (cookie) => {
        const identity = await identifyByName(cookie);
        return identity && !this.signedOut.has(identity.member) ? identity : null;
      },
      origin,
      limits: { stepOne: unbounded, updates: unbounded, presence: unbounded, echoes: unbounded, connectionsPerMember: 1e6 },
    });
    const facts = createFacts({ ports, rooms });
    later.facts = facts;
    return {
      rooms,
      facts,
      over,
      end() {
        life.isOver = true;
        end(null);
        void facts.stop();
        void rooms.close();
      },
    };
  }
}

export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function randomBytes(count = 40): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** Of what never answers any more. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}
