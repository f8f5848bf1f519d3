/** Text rooms as the server itself asks for them: read without opening a line, and kept still to be sealed. */
import * as Y from 'yjs';
import { formatRoom, type RoomName } from '../../shared/domain/audiences.ts';
import type { EvaluationId, SectionId } from '../../shared/domain/ids.ts';
import type { RoomKey, Store } from '../ports.ts';
import type { RoomsInMemory } from './memory.ts';
import type { HeldText, TextRooms } from './ports.ts';
import type { Committed } from './room.ts';
import { readStored } from './stored.ts';

export class Texts implements TextRooms {
  readonly #rooms: RoomsInMemory;
  readonly #store: Store;

  constructor(rooms: RoomsInMemory, store: Store) {
    this.#rooms = rooms;
    this.#store = store;
  }

  async readText(evaluation: EvaluationId, section: SectionId): Promise<Committed> {
    const name: RoomName = { kind: 'text', section };
    return (await this.#rooms.here(evaluation, name)?.read()) ?? this.#fromStore(`${evaluation}/${formatRoom(name)}`);
  }

  /** Not by way of memory: whoever reads all texts at once would have all rooms stay there for a while. */
  async #fromStore(key: RoomKey): Promise<Committed> {
    const snapshot = await this.#store.readSnapshot(key);
    const log = await this.#store.readRoom(key, snapshot?.seq);
    if (snapshot?.epoch === log.epoch && log.updates.length === 0) return snapshot;
    const { doc, epoch, seq } = await readStored(this.#store, key);
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    return { epoch, seq, state };
  }

  isOwed(evaluation: EvaluationId, section: SectionId): boolean {
    return this.#rooms.here(evaluation, { kind: 'text', section })?.isOwed ?? false;
  }

  async holdText(evaluation: EvaluationId, section: SectionId): Promise<HeldText> {
    for (;;) {
      const room = await this.#rooms.get(evaluation, { kind: 'text', section });
      const row = await room.hold();
      if (!row) continue;
      return {
        doc: room.doc,
        update: { room: room.key, epoch: room.epoch, rows: [row] },
        seal: { room: room.key, epoch: room.epoch, seq: row.seq, state: Y.encodeStateAsUpdate(room.doc) },
        publish: () => room.release(row),
        letGo: () => room.letGo(),
        abandon: () => room.giveUp(),
      };
    }
  }
}
