/** Rooms of the store in memory. */
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import { orInsert, type Logs, type MemoryRoom } from './memory-commits.ts';
import { splitRoom } from './room-key.ts';
import type { RoomTables } from './rooms.ts';

export function memoryRooms({ rooms, names }: Logs): RoomTables {
  return {
    readRoom: async (key, after = 0) => {
      const room = rooms.get(key);
      return { epoch: room?.epoch ?? 1, updates: (room?.updates ?? []).filter((row) => row.seq > after) };
    },
    epochsOf: async (evaluation) => Object.fromEntries(roomsIn(rooms, evaluation).map(([name, { epoch }]) => [name, epoch])),
    endsOf: async (evaluation) =>
      Object.fromEntries(
        roomsIn(rooms, evaluation).map(([name, { epoch, updates }]) => {
          const last = updates.at(-1);
          return [name, { epoch, seq: last?.seq ?? 0, at: last?.at ?? 0 }];
        }),
      ),
    renewRoom: async (key) => {
      const room = orInsert(rooms, key, (): MemoryRoom => ({ epoch: 1, updates: [], snapshot: null }));
      room.epoch += 1;
      room.updates = [];
      room.snapshot = null;
      return room.epoch;
    },
    claimsOf: async (key) => claimsIn(rooms.get(key)),
    readSnapshot: async (key) => rooms.get(key)?.snapshot ?? null,
    writeSnapshot: async (key, epoch, seq, state) => {
      const room = rooms.get(key);
      if (!room || room.epoch !== epoch || seq < 1 || seq > room.updates.length || seq <= (room.snapshot?.seq ?? 0)) return;
      room.snapshot = { seq, epoch, state: Uint8Array.from(state) };
    },
    readNamed: async (key, name) => names.get(key)?.find((each) => each.name === name) ?? null,
    listNamed: async (key) => (names.get(key) ?? []).map(({ name, epoch, seq }) => ({ name, epoch, seq })),
  };
}

function roomsIn(rooms: Logs['rooms'], evaluation: EvaluationId): readonly [string, MemoryRoom][] {
  return [...rooms]
    .map(([key, room]) => ({ ...splitRoom(key), room }))
    .filter((each) => each.evaluation === evaluation)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, room }) => [name, room]);
}

function claimsIn(room: MemoryRoom | undefined): ReadonlyMap<number, MemberId> {
  const claims = new Map<number, MemberId>();
  for (const { by, clientIds } of room?.updates ?? [])
    if (by !== null) for (const clientId of clientIds) if (!claims.has(clientId)) claims.set(clientId, by);
  return new Map([...claims].sort(([a], [b]) => a - b));
}
