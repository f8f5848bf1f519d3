/**
 * Who is present in one room. Identity comes from the session, clocks from here: nobody speaks for another, removes
 * another, or freezes an entry by a clock that can't be passed. Lives in memory only.
 */
import type { MemberId } from '../../shared/domain/ids.ts';
import { presenceKeys, type PresenceEntry } from '../../shared/protocol/presence.ts';
import type { Connection } from './connection.ts';

/** Ids that one member spoke under, remembered at once: more than lines they may have open. */
const mostIds = 200;

type Present = {
  readonly owner: Connection;
  readonly heard: number;
  readonly clock: number;
  readonly said: Readonly<Record<string, unknown>>;
};

export class PresenceTable {
  readonly #present = new Map<number, Present>();
  /**
   * Who first spoke under an id, kept while the room is in memory. Others read the id from this presence before its owner has
   * written a word: it must not be free for them when the owner's line drops.
   */
  readonly #speakers = new Map<number, MemberId>();
  #lastClock = 0;
  readonly #now: () => number;

  /** `now` gives clocks that pass those of before a restart: milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Takes what a connection says about itself and answers the entries to pass on. Everything else in the frame is dropped
   * without a word: stock clients echo everybody's presence. `isForeign`: the client id is another member's by its text.
   */
  take(connection: Connection, entries: readonly PresenceEntry[], isForeign: (client: number) => boolean): readonly PresenceEntry[] {
    const news: PresenceEntry[] = [];
    for (const { client, clock, state } of entries) {
      if (connection.presence === null && isPlain(state) && this.#isFree(client, connection) && !isForeign(client)) {
        connection.presence = client;
        this.#remember(client, connection.member);
      }
      if (connection.presence !== client) continue;
      const before = this.#present.get(client);
      if (before && before.owner === connection && clock <= before.heard && !(state === null && clock === before.heard)) continue;
      if (state === null) news.push(...this.#remove(client));
      else if (isPlain(state)) {
        this.#present.set(client, { owner: connection, heard: clock, clock: this.#nextClock(), said: onlyAllowed(state) });
        news.push(this.#entry(client));
      }
    }
    return news;
  }

  /** The entries that tell the others of a connection's end. */
  leave(connection: Connection): readonly PresenceEntry[] {
    const { presence } = connection;
    // A newer line of the same member may have taken the id over.
    return presence !== null && this.#present.get(presence)?.owner === connection ? this.#remove(presence) : [];
  }

  /** Stamps a connection's entry anew: its member has another name. */
  restamp(connection: Connection): readonly PresenceEntry[] {
    const { presence } = connection;
    const before = presence === null ? undefined : this.#present.get(presence);
    if (presence === null || before?.owner !== connection) return [];
    this.#present.set(presence, { ...before, clock: this.#nextClock() });
    return [this.#entry(presence)];
  }

  /** Everybody but this connection itself. */
  othersThan(connection: Connection): readonly PresenceEntry[] {
    return [...this.#present].filter(([, { owner }]) => owner !== connection).map(([client]) => this.#entry(client));
  }

  speakerOf(client: number): MemberId | undefined {
    return this.#speakers.get(client);
  }

  // Whoever opens line after line, each under another id, would fill the memory: of one's own ids the oldest go that nobody is present under.
  #remember(client: number, member: MemberId): void {
    this.#speakers.set(client, member);
    const own = [...this.#speakers].filter(([, speaker]) => speaker === member).map(([id]) => id);
    const absent = own.filter((id) => id !== client && !this.#present.has(id));
    for (const id of absent.slice(0, Math.max(0, own.length - mostIds))) this.#speakers.delete(id);
  }

  #isFree(client: number, { member }: Connection): boolean {
    return (this.#speakers.get(client) ?? member) === member;
  }

  #remove(client: number): readonly PresenceEntry[] {
    return this.#present.delete(client) ? [{ client, clock: this.#nextClock(), state: null }] : [];
  }

  #entry(client: number): PresenceEntry {
    const present = this.#present.get(client);
    if (!present) return { client, clock: this.#nextClock(), state: null };
    const { member, name } = present.owner;
    return { client, clock: present.clock, state: { ...present.said, user: { id: member, name } } };
  }

  // Peers take an entry only if its clock is higher than the last one they saw, even from before a restart.
  #nextClock(): number {
    this.#lastClock = Math.max(this.#lastClock + 1, this.#now());
    return this.#lastClock;
  }
}

function isPlain(state: unknown): state is Readonly<Record<string, unknown>> {
  return typeof state === 'object' && state !== null && !Array.isArray(state);
}

function onlyAllowed(state: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(presenceKeys.filter((key) => Object.hasOwn(state, key)).map((key) => [key, state[key]]));
}
