/** A room on this device as rows: one that says what is known of it, and its updates in the order they came. */
import * as Y from 'yjs';
import { parseRoom } from '../../../shared/domain/audiences.ts';
import type { EvaluationId, SectionId } from '../../../shared/domain/ids.ts';
import { union } from '../clocks.ts';
import type { Closed } from '../saved.ts';
import type { Local, RoomKey, RoomRow, Transaction } from './database.ts';

const nothingKnown = Y.encodeStateVector(new Y.Doc());

export function freshRow([evaluation, room]: RoomKey, epoch: number, generation: number): RoomRow {
  return { evaluation, room, epoch, generation, whole: false, acked: nothingKnown, dirty: {} };
}

export type ReadRoom = { readonly row: RoomRow | null; readonly updates: readonly Uint8Array[]; readonly last: number };

export async function readRoom(local: Local, [evaluation, room]: RoomKey): Promise<ReadRoom> {
  return local.read(async (database) => {
    const transaction = database.transaction(['rooms', 'updates']);
    const row = (await transaction.objectStore('rooms').get([evaluation, room])) ?? null;
    if (!row) return { row, updates: [], last: 0 };
    const index = transaction.objectStore('updates').index('room');
    const range = IDBKeyRange.only([evaluation, room, row.generation]);
    const [rows, keys] = await Promise.all([index.getAll(range), index.getAllKeys(range)]);
    return { row, updates: rows.map(({ bytes }) => bytes), last: Math.max(0, ...keys.slice(-1)) };
  });
}

/** One row in place of those up to `last`: what other tabs write meanwhile comes after it. */
export async function fold(local: Local, { evaluation, room, generation }: RoomRow, doc: Y.Doc, last: number): Promise<void> {
  const bytes = Y.encodeStateAsUpdate(doc);
  await local.write(['rooms', 'updates'], async (transaction) => {
    const row = await transaction.objectStore('rooms').get([evaluation, room]);
    if (row?.generation !== generation) return;
    await dropUpdates(transaction, row, last);
    await transaction.objectStore('updates').add({ evaluation, room, generation, bytes });
  });
}

export async function addUpdates(
  transaction: Transaction,
  { evaluation, room, generation }: RoomRow,
  updates: readonly Uint8Array[],
): Promise<void> {
  for (const bytes of updates) await transaction.objectStore('updates').add({ evaluation, room, generation, bytes });
}

/** Leaves a mark in its place: whoever still holds the replica sees by it that it is gone, and why. */
export async function throwAway(transaction: Transaction, row: RoomRow, why: Closed): Promise<void> {
  await dropUpdates(transaction, row);
  const { evaluation, room, epoch, generation } = row;
  await transaction.objectStore('rooms').put({ ...freshRow([evaluation, room], epoch, generation + 1), thrown: why });
}

export async function dropUpdates(transaction: Transaction, { evaluation, room, generation }: RoomRow, last = Infinity): Promise<void> {
  const index = transaction.objectStore('updates').index('room');
  const keys = await index.getAllKeys(IDBKeyRange.only([evaluation, room, generation]));
  for (const key of keys) if (key <= last) await transaction.objectStore('updates').delete(key);
}

export async function updatesOf(transaction: Transaction, { evaluation, room, generation }: RoomRow): Promise<readonly Uint8Array[]> {
  const rows = await transaction
    .objectStore('updates')
    .index('room')
    .getAll(IDBKeyRange.only([evaluation, room, generation]));
  return rows.map(({ bytes }) => bytes);
}

/**
 * A room's whole state as the server gave it, for rooms nobody has open here: merged with what is here. What is unsent of an older
 * epoch is left for whoever opens the room to rescue.
 */
export async function keepWhole(local: Local, key: RoomKey, epoch: number, bytes: Uint8Array): Promise<void> {
  const [evaluation, room] = key;
  await local.write(['rooms', 'updates'], async (transaction) => {
    const rooms = transaction.objectStore('rooms');
    const row = await rooms.get([evaluation, room]);
    const isClean = row === undefined || Object.keys(row.dirty).length === 0;
    if (row && row.epoch !== epoch && !isClean) return;
    const kept = row?.epoch === epoch ? await updatesOf(transaction, row) : [];
    if (row) await dropUpdates(transaction, row);
    const before = row?.epoch === epoch ? row : freshRow(key, epoch, (row?.generation ?? 0) + 1);
    const next = { ...before, whole: true, acked: union(before.acked, Y.encodeStateVectorFromUpdate(bytes)) };
    await rooms.put(next);
    await addUpdates(transaction, next, [merged([...kept, bytes])]);
  });
}

function merged(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes)));
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

/** Sections in which something done on this device may not be on the server. */
export async function unsentSections(local: Local, evaluation: EvaluationId): Promise<readonly SectionId[]> {
  const rows = await roomsOf(local, evaluation).catch(() => []);
  return rows.flatMap(({ room, dirty }) => {
    const name = parseRoom(room);
    return name?.kind === 'text' && Object.keys(dirty).length > 0 ? [name.section] : [];
  });
}

export async function roomsOf(local: Local, evaluation: EvaluationId): Promise<readonly RoomRow[]> {
  // A key range over the first part of the key: [evaluation] < [evaluation, any room] < [evaluation, []].
  return local.read((database) => database.getAll('rooms', IDBKeyRange.bound([evaluation], [evaluation, []])));
}
