/** Carries commits out in memory. Each change notes how it is taken back, so that a call that loses leaves nothing. */
import type { EvaluationId, InvitationId } from '../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { Batch, CommandRow, EventRow, Invitation, Lost, NamedState, RoomKey, UpdateRow } from '../ports.ts';
import type { Call, CarryOut } from './group-commit.ts';

export type MemoryRoom = {
  epoch: number;
  updates: UpdateRow[];
  snapshot: { readonly seq: number; readonly epoch: number; readonly state: Uint8Array } | null;
};
export type Logs = {
  readonly events: Map<EvaluationId, EventRow[]>;
  readonly commands: Map<string, CommandRow>;
  readonly rooms: Map<RoomKey, MemoryRoom>;
  readonly names: Map<RoomKey, NamedState[]>;
  readonly invitations: Map<InvitationId, Invitation>;
};

export function commandKey(evaluation: string, member: string, id: string): string {
  return `${evaluation}/${member}/${id}`;
}

export function carryOutInMemory(logs: Logs): CarryOut {
  return (calls) => calls.map((batches) => ({ answer: appendAll(logs, batches) }));
}

function appendAll(logs: Logs, batches: Call): Result<null, Lost> {
  const undo: (() => void)[] = [];
  for (const batch of batches) {
    const lost = append(logs, batch, undo);
    if (lost) {
      for (const takeBack of undo.reverse()) takeBack();
      return err({ lost });
    }
  }
  return ok(null);
}

function append(logs: Logs, { command, events, updates, names, uses }: Batch, undo: (() => void)[]): Lost['lost'] | null {
  if (command) {
    const key = commandKey(command.evaluation, command.row.member, command.row.id);
    if (logs.commands.has(key)) return 'command';
    logs.commands.set(key, command.row);
    undo.push(() => logs.commands.delete(key));
  }
  if (
    events &&
    !appendInOrder(
      orInsert(logs.events, events.evaluation, () => []),
      events.rows,
      undo,
    )
  )
    return 'seq';
  for (const { room: key, epoch, rows } of updates ?? []) {
    if (epoch !== (logs.rooms.get(key)?.epoch ?? 1)) return 'epoch';
    if (rows.length === 0) continue;
    if (!logs.rooms.has(key)) undo.push(() => logs.rooms.delete(key));
    const room = orInsert(logs.rooms, key, () => ({ epoch, updates: [], snapshot: null }));
    // Copied, as by any database: the caller may use the same memory again.
    const copies = rows.map((row) => ({ ...row, clientIds: [...row.clientIds], bytes: Uint8Array.from(row.bytes) }));
    if (!appendInOrder(room.updates, copies, undo)) return 'seq';
  }
  for (const named of names ?? []) {
    const lost = keepByName(logs, named, undo);
    if (lost) return lost;
  }
  return uses && !use(logs.invitations, uses, undo) ? 'invitation' : null;
}

function keepByName(
  { rooms, names }: Logs,
  { room: key, name, epoch, seq, state }: NamedState & { readonly room: RoomKey },
  undo: (() => void)[],
): Lost['lost'] | null {
  const room = rooms.get(key);
  if (room?.epoch !== epoch) return 'epoch';
  if (!room.updates.some((row) => row.seq === seq)) return 'seq';
  const kept = orInsert(names, key, () => []);
  if (kept.some((each) => each.name === name)) return 'name';
  kept.push({ name, epoch, seq, state: Uint8Array.from(state) });
  undo.push(() => kept.pop());
  return null;
}

function appendInOrder<T extends { readonly seq: number }>(log: T[], rows: readonly T[], undo: (() => void)[]): boolean {
  const before = log.length;
  undo.push(() => log.splice(before));
  for (const row of rows) {
    if (row.seq !== log.length + 1) return false;
    log.push(row);
  }
  return true;
}

function use(invitations: Logs['invitations'], { invitation: id, by, at }: NonNullable<Batch['uses']>, undo: (() => void)[]): boolean {
  const invitation = invitations.get(id);
  if (!invitation || invitation.usedAt !== null || invitation.revokedAt !== null || invitation.expiresAt <= at) return false;
  invitations.set(id, { ...invitation, usedBy: by, usedAt: at });
  undo.push(() => invitations.set(id, invitation));
  return true;
}

export function orInsert<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
