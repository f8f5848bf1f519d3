/** Updates, epochs, claims and snapshots of rooms in SQLite. */
import type Database from 'better-sqlite3';
import type { MemberId } from '../../shared/domain/ids.ts';
import type { NamedState, RoomEnd, RoomKey, Store, UpdateRow } from '../ports.ts';
import { splitRoom } from './room-key.ts';

export type RoomTables = Pick<
  Store,
  'readRoom' | 'epochsOf' | 'endsOf' | 'renewRoom' | 'claimsOf' | 'readSnapshot' | 'writeSnapshot' | 'readNamed' | 'listNamed'
>;
type StoredUpdate = readonly [seq: number, at: number, by: MemberId | null, clientIds: string | null, bytes: Buffer];

const none: readonly number[] = [];

export function roomTables(database: Database.Database): RoomTables {
  const findRoom = database.prepare<[string, string], { id: number; epoch: number }>(
    'SELECT id, epoch FROM rooms WHERE evaluation_id = ? AND name = ?',
  );
  // Rows as arrays: a room of fifty thousand updates is read in one go.
  const readUpdates = database
    .prepare<[number, number, number]>(
      'SELECT seq, at, member_id, client_ids, bytes FROM updates WHERE room_id = ? AND epoch = ? AND seq > ? ORDER BY seq',
    )
    .raw();
  const epochs = database.prepare<[string], [string, number]>('SELECT name, epoch FROM rooms WHERE evaluation_id = ? ORDER BY name').raw();
  const ends = database.prepare<[string], RoomEnd & { name: string }>(
    `SELECT r.name, r.epoch, coalesce(u.seq, 0) AS seq, coalesce(u.at, 0) AS at FROM rooms r LEFT JOIN updates u
       ON u.room_id = r.id AND u.epoch = r.epoch AND u.seq = (SELECT max(seq) FROM updates l WHERE l.room_id = r.id AND l.epoch = r.epoch)
     WHERE r.evaluation_id = ? ORDER BY r.name`,
  );
  const named = database.prepare<[string, string, string], NamedState>(
    `SELECT n.name, n.epoch, n.seq, n.state FROM named_states n JOIN rooms r ON r.id = n.room_id
     WHERE r.evaluation_id = ? AND r.name = ? AND n.name = ?`,
  );
  const names = database.prepare<[string, string], Omit<NamedState, 'state'>>(
    `SELECT n.name, n.epoch, n.seq FROM named_states n JOIN rooms r ON r.id = n.room_id
     WHERE r.evaluation_id = ? AND r.name = ? ORDER BY n.rowid`,
  );
  const raiseEpoch = database.prepare<[string, string], { id: number; epoch: number }>(
    `INSERT INTO rooms (evaluation_id, name, epoch) VALUES (?, ?, 2)
       ON CONFLICT DO UPDATE SET epoch = epoch + 1 RETURNING id, epoch`,
  );
  const dropUpdates = database.prepare<[number]>('DELETE FROM updates WHERE room_id = ?');
  const dropClaims = database.prepare<[number]>('DELETE FROM claims WHERE room_id = ?');
  const dropSnapshot = database.prepare<[number]>('DELETE FROM snapshots WHERE room_id = ?');
  const claims = database
    .prepare<[string, string], [number, MemberId]>(
      `SELECT client_id, member_id FROM claims JOIN rooms ON rooms.id = room_id
       WHERE evaluation_id = ? AND name = ? ORDER BY client_id`,
    )
    .raw();
  const snapshot = database.prepare<[string, string], { seq: number; epoch: number; state: Buffer }>(
    `SELECT s.seq, s.epoch, s.state FROM snapshots s JOIN rooms r ON r.id = s.room_id WHERE evaluation_id = ? AND name = ?`,
  );
  // Only what is committed: a snapshot of an older epoch, or beyond the last update, is not written.
  const keepSnapshot = database.prepare(
    `INSERT INTO snapshots (room_id, epoch, seq, state)
     SELECT r.id, r.epoch, u.seq, :state FROM rooms r JOIN updates u ON u.room_id = r.id AND u.epoch = r.epoch
     WHERE r.evaluation_id = :evaluation AND r.name = :name AND r.epoch = :epoch AND u.seq = :seq
     ON CONFLICT DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, state = excluded.state WHERE excluded.seq > snapshots.seq`,
  );

  const find = (key: RoomKey) => {
    const { evaluation, name } = splitRoom(key);
    return findRoom.get(evaluation, name);
  };

  const renew = database.transaction((key: RoomKey): number => {
    const { evaluation, name } = splitRoom(key);
    const room = raiseEpoch.get(evaluation, name);
    if (!room) throw new Error(`no epoch for ${key}`);
    for (const drop of [dropUpdates, dropClaims, dropSnapshot]) drop.run(room.id);
    return room.epoch;
  });

  return {
    readRoom: async (key, after = 0) => {
      const room = find(key);
      if (!room) return { epoch: 1, updates: [] };
      const updates = (readUpdates.all(room.id, room.epoch, after) as StoredUpdate[]).map(toUpdate);
      return { epoch: room.epoch, updates };
    },
    epochsOf: async (evaluation) => Object.fromEntries(epochs.all(evaluation)),
    endsOf: async (evaluation) => Object.fromEntries(ends.all(evaluation).map(({ name, ...end }) => [name, end])),
    renewRoom: async (key) => renew.immediate(key),
    claimsOf: async (key) => {
      const { evaluation, name } = splitRoom(key);
      return new Map(claims.all(evaluation, name));
    },
    readSnapshot: async (key) => {
      const { evaluation, name } = splitRoom(key);
      const row = snapshot.get(evaluation, name);
      return row ? { seq: row.seq, epoch: row.epoch, state: plainBytes(row.state) } : null;
    },
    writeSnapshot: async (key, epoch, seq, state) => void keepSnapshot.run({ ...splitRoom(key), epoch, seq, state }),
    readNamed: async (key, name) => {
      const room = splitRoom(key);
      const row = named.get(room.evaluation, room.name, name);
      return row ? { ...row, state: plainBytes(row.state as Buffer) } : null;
    },
    listNamed: async (key) => {
      const { evaluation, name } = splitRoom(key);
      return names.all(evaluation, name);
    },
  };
}

function toUpdate([seq, at, by, clientIds, bytes]: StoredUpdate): UpdateRow {
  return { seq, at, by, clientIds: clientIds === null ? none : (JSON.parse(clientIds) as number[]), bytes: plainBytes(bytes) };
}

/** A view without Buffer's own ways: its `slice` shares memory where everyone else's copies. */
function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
