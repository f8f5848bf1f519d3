/** Presence as one room passes it on: gathered during a loop turn, one frame for all. Nothing of it is stored. */
import type { MemberId } from '../../shared/domain/ids.ts';
import { encodePresence, readPresence, type PresenceEntry } from '../../shared/protocol/presence.ts';
import type { Connection } from './connection.ts';
import { presenceFrameBytes } from './limits.ts';
import { PresenceTable } from './presence-table.ts';

export class RoomPresence {
  readonly #table: PresenceTable;
  readonly #mostBytes: number;
  readonly #news = new Map<number, { readonly entry: PresenceEntry; readonly by: Connection }>();

  /** `now` in milliseconds since 1970; `mostBytes` bounds one state's JSON. */
  constructor(now: () => number, mostBytes: number) {
    this.#table = new PresenceTable(now);
    this.#mostBytes = mostBytes;
  }

  /** Takes an awareness payload; answers how many entries of it were the sender's own news, null if it is malformed. `ownerOf`: whose a client id is by the room's text. */
  hear(connection: Connection, payload: Uint8Array, ownerOf: (client: number) => MemberId | 'server' | undefined): number | null {
    if (payload.byteLength > presenceFrameBytes) return null;
    try {
      const isForeign = (client: number) => (ownerOf(client) ?? connection.member) !== connection.member;
      const news = this.#table.take(connection, readPresence(payload, this.#mostBytes), isForeign);
      this.#gather(connection, news);
      return news.length;
    } catch {
      return null;
    }
  }

  /**
   * Who but this member has shown presence under the client id. Everybody in the room can read it there: claimed by somebody
   * else's text, it would get its owner's first word refused.
   */
  otherSpeaker(client: number, member: MemberId): MemberId | undefined {
    const speaker = this.#table.speakerOf(client);
    return speaker === member ? undefined : speaker;
  }

  leave(connection: Connection): void {
    this.#gather(connection, this.#table.leave(connection));
  }

  restamp(connection: Connection): void {
    this.#gather(connection, this.#table.restamp(connection));
  }

  /** Tells a newcomer, or whoever asks, who else is here. */
  greet(connection: Connection): void {
    const others = this.#table.othersThan(connection);
    if (others.length > 0) connection.send(encodePresence(others));
  }

  get hasNews(): boolean {
    return this.#news.size > 0;
  }

  /** Sends what was gathered; nobody hears of their own entry, which would overwrite what their replica knows better. */
  flush(connections: Iterable<Connection>): void {
    if (!this.hasNews) return;
    const news = [...this.#news.values()];
    this.#news.clear();
    const authors = new Set(news.map(({ by }) => by));
    const whole = encodePresence(news.map(({ entry }) => entry));
    for (const connection of connections) {
      if (!authors.has(connection)) connection.send(whole);
      else {
        const others = news.filter(({ by }) => by !== connection);
        if (others.length > 0) connection.send(encodePresence(others.map(({ entry }) => entry)));
      }
    }
  }

  #gather(by: Connection, entries: readonly PresenceEntry[]): void {
    for (const entry of entries) this.#news.set(entry.client, { entry, by });
  }
}
