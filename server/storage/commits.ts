/**
 * Carries commits out in SQLite: one transaction for a group, a savepoint for each call. Within a call the first thing that
 * has been overtaken decides; nothing of the call stays.
 */
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { Batch, Lost, NamedState, RoomKey } from '../ports.ts';
import type { Call, CarryOut, Outcome } from './group-commit.ts';
import { splitRoom } from './room-key.ts';

export function carryOutIn(database: Database.Database): CarryOut {
  const append = appender(database);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const savepoint = database.prepare('SAVEPOINT call');
  const undo = database.prepare('ROLLBACK TO call');
  const release = database.prepare('RELEASE call');

  function carryOutOne(batches: Call): Outcome {
    savepoint.run();
    let outcome: Outcome;
    try {
      outcome = { answer: appendAll(batches) };
    } catch (error) {
      if (concernsAll(error)) throw error;
      outcome = { failed: error };
    }
    if (!('answer' in outcome && outcome.answer.ok)) undo.run();
    release.run();
    return outcome;
  }

  function appendAll(batches: Call): Result<null, Lost> {
    for (const batch of batches) {
      const lost = append(batch);
      if (lost) return err({ lost });
    }
    return ok(null);
  }

  return (calls) => {
    begin.run();
    try {
      const outcomes = calls.map(carryOutOne);
      commit.run();
      return outcomes;
    } catch (error) {
      // A full disk ends the transaction by itself; asking again would hide the reason behind a second error.
      if (database.inTransaction) rollback.run();
      throw error;
    }
  };
}

/** A row that breaks a constraint, or holds what can't be bound, is its caller's bug; anything else is the disk's. */
function concernsAll(error: unknown): boolean {
  return error instanceof Database.SqliteError && !/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(error.code);
}

function appender(database: Database.Database): (batch: Batch) => Lost['lost'] | null {
  const lastEvent = database.prepare<[string], number>('SELECT coalesce(max(seq), 0) FROM events WHERE evaluation_id = ?').pluck();
  const insertEvent = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const findCommand = database.prepare('SELECT 1 FROM commands WHERE evaluation_id = ? AND member_id = ? AND id = ?');
  const insertCommand = database.prepare('INSERT INTO commands VALUES (?, ?, ?, ?, ?, ?)');
  const findRoom = database.prepare<[string, string], { id: number; epoch: number; last: number }>(
    `SELECT id, epoch, (SELECT coalesce(max(seq), 0) FROM updates u WHERE u.room_id = r.id AND u.epoch = r.epoch) AS last
     FROM rooms r WHERE evaluation_id = ? AND name = ?`,
  );
  const insertRoom = database.prepare('INSERT INTO rooms (evaluation_id, name) VALUES (?, ?)');
  const insertUpdate = database.prepare('INSERT INTO updates VALUES (?, ?, ?, ?, ?, ?, ?)');
  // The gate keeps claims apart; should two ever meet here, the first stands.
  const insertClaim = database.prepare('INSERT INTO claims VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const findName = database.prepare('SELECT 1 FROM named_states WHERE room_id = ? AND name = ?');
  const findUpdate = database.prepare('SELECT 1 FROM updates WHERE room_id = ? AND epoch = ? AND seq = ?');
  const insertName = database.prepare('INSERT INTO named_states (room_id, name, epoch, seq, state) VALUES (?, ?, ?, ?, ?)');
  const useInvitation = database.prepare(
    `UPDATE invitations SET used_by = :by, used_at = :at
     WHERE id = :invitation AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :at`,
  );

  function appendEvents({ evaluation, rows }: NonNullable<Batch['events']>): boolean {
    let last = lastEvent.get(evaluation) ?? 0;
    for (const row of rows) {
      if (row.seq !== (last += 1)) return false;
      insertEvent.run(evaluation, row.seq, row.at, row.by, row.type, row.version, row.body, row.prevHash, row.hash);
    }
    return true;
  }

  function appendCommand({ evaluation, row }: NonNullable<Batch['command']>): boolean {
    if (findCommand.get(evaluation, row.member, row.id)) return false;
    insertCommand.run(evaluation, row.member, row.id, row.bodyHash, row.firstSeq, row.answer);
    return true;
  }

  function appendUpdates(key: RoomKey, epoch: number, rows: NonNullable<Batch['updates']>[number]['rows']): 'epoch' | 'seq' | null {
    const { evaluation, name } = splitRoom(key);
    const room = findRoom.get(evaluation, name);
    if (epoch !== (room?.epoch ?? 1)) return 'epoch';
    if (rows.length === 0) return null;
    const id = room?.id ?? insertRoom.run(evaluation, name).lastInsertRowid;
    let last = room?.last ?? 0;
    for (const { seq, at, by, clientIds, bytes } of rows) {
      if (seq !== (last += 1)) return 'seq';
      insertUpdate.run(id, epoch, seq, at, by, clientIds.length > 0 ? JSON.stringify(clientIds) : null, bytes);
      if (by !== null) for (const clientId of clientIds) insertClaim.run(id, clientId, by);
    }
    return null;
  }

  function keepByName({ room: key, name, epoch, seq, state }: NamedState & { readonly room: RoomKey }): Lost['lost'] | null {
    const { evaluation, name: roomName } = splitRoom(key);
    const room = findRoom.get(evaluation, roomName);
    if (!room || room.epoch !== epoch) return 'epoch';
    if (!findUpdate.get(room.id, epoch, seq)) return 'seq';
    if (findName.get(room.id, name)) return 'name';
    insertName.run(room.id, name, epoch, seq, state);
    return null;
  }

  return ({ command, events, updates, names, uses }) => {
    if (command && !appendCommand(command)) return 'command';
    if (events && !appendEvents(events)) return 'seq';
    for (const { room, epoch, rows } of updates ?? []) {
      const lost = appendUpdates(room, epoch, rows);
      if (lost) return lost;
    }
    for (const named of names ?? []) {
      const lost = keepByName(named);
      if (lost) return lost;
    }
    return uses && useInvitation.run(uses).changes === 0 ? 'invitation' : null;
  };
}
