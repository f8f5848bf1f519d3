/** The address of a room: `/ws/<evaluationId>/<room>@<epoch>`. */
import { formatRoom, parseRoom, type RoomName } from '../domain/audiences.ts';
import { EvaluationId } from '../domain/ids.ts';

export type RoomAddress = { readonly evaluation: EvaluationId; readonly room: RoomName; readonly epoch: number };

export const roomPathPrefix = '/ws/';

/** What the stock provider puts behind the server's URL. */
export function formatRoomPath(address: RoomAddress): string {
  return `${address.evaluation}/${formatRoom(address.room)}@${address.epoch}`;
}

/** Reads the path of an upgrade request; null if it is not a room's. */
export function parseRoomPath(path: string): RoomAddress | null {
  const match = /^\/ws\/([a-z0-9]{20})\/([a-z0-9.-]{1,80})@([0-9]{1,9})$/.exec(path);
  if (!match) return null;
  const evaluation = EvaluationId.safeParse(match[1]);
  const room = parseRoom(match[2] ?? '');
  return evaluation.success && room ? { evaluation: evaluation.data, room, epoch: Number(match[3]) } : null;
}
