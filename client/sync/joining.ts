/** How one room is opened: from this device first, then over the line. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { parseRoom } from '../../shared/domain/audiences.ts';
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import type { Said, Written } from './local/channel.ts';
import type { Local } from './local/database.ts';
import { LocalRoom } from './local/rooms.ts';
import type { SessionPorts } from './ports.ts';

/** Opens one room by its name without the evaluation: `state@3`. */
export type Connect = (
  room: string,
  doc: Y.Doc,
  more: Pick<ConnectionOptions, 'acked' | 'unsent' | 'when'> & { readonly awareness?: Awareness },
) => Connection;

/**
 * Reads what is here of a room (name without epoch) into the document; null at once where there is no disk, and null later where
 * it can't be read.
 */
export type OpenDisk = (room: string, epoch: number, doc: Y.Doc) => Promise<LocalRoom | null> | null;

/** Both for one member of one evaluation. */
export function joiningOf(
  { server, Socket }: Pick<SessionPorts, 'server' | 'Socket'>,
  { id, member }: { readonly id: EvaluationId; readonly member: MemberId },
  local: Local | null,
  /** What was done in this tab is on disk. */
  say: (said: Said) => void,
): { readonly connect: Connect; readonly disk: OpenDisk } {
  const wrote = (room: string, written: Written) => {
    const name = parseRoom(room);
    if (name?.kind === 'text') say({ type: 'written', evaluation: id, section: name.section, ...written });
  };
  return {
    connect: (room, doc, more) => new Connection({ server, path: `${id}/${room}`, doc, member, Socket, ...more }),
    disk: (room, epoch, doc) => local && LocalRoom.open(local, [id, room], epoch, doc, (written) => wrote(room, written)).catch(() => null),
  };
}
