/** Who comes in where: the questions every socket is asked before it hears anything, in this order. */
import { mayOpen, roomExists } from '../../shared/domain/audiences.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import { protocolVersion } from '../../shared/protocol/frames.ts';
import { parseRoomPath, type RoomAddress } from '../../shared/protocol/room-path.ts';
import type { RoomsInMemory } from './memory.ts';
import type { EvaluationOf, Identify, Identity } from './ports.ts';
import type { Room } from './room.ts';

/** What is asked for: the request's path with its query, and three of its headers. */
export type Knock = {
  readonly path: string;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
  readonly host?: string | undefined;
};

/** Whether pages of this origin may open sockets when the server is asked under this host. */
export type OriginRule = (origin: string, host: string | undefined) => boolean;

export type Admission =
  | { readonly kind: 'admitted'; readonly identity: Identity; readonly room: Room; readonly state: Evaluation }
  | { readonly kind: 'turned-away'; readonly closing: Closing; readonly reason: string };

export type Doorkeeper = {
  readonly rooms: RoomsInMemory;
  readonly evaluationOf: EvaluationOf;
  readonly identify: Identify;
  readonly isOwnOrigin: OriginRule;
};

const away = (closing: Closing, reason = ''): Admission => ({ kind: 'turned-away', closing, reason });

/** Rejects only if the store fails. After it resolves nothing may be awaited before the line joins: the state is that of now. */
export async function admit(knock: Knock, { rooms, evaluationOf, identify, isOwnOrigin }: Doorkeeper): Promise<Admission> {
  const [path = '', query] = knock.path.split('?');
  const address = parseRoomPath(path);
  if (!address) return away('room/none');
  // A page of another origin can open a socket with our cookie: browsers only say so, we must refuse.
  if (knock.origin === undefined || !isOwnOrigin(knock.origin, knock.host)) return away('access/denied');
  if (new URLSearchParams(query).get('v') !== String(protocolVersion)) return away('client/too-old', String(protocolVersion));
  const identity = await identify(knock.cookie);
  if (!identity) return away('session/ended');
  const known = await evaluationOf(address.evaluation);
  if (!known) return away('room/none');
  const refusal = mayEnter(rooms.newest(known), identity, address);
  if (refusal) return refusal;
  const room = await rooms.get(address.evaluation, address.room);
  if (room.isGivenUp) return away('server/restarting');
  const state = rooms.newest(known);
  // Reading the room took time in which a member may have been sent out.
  return mayEnter(state, identity, address) ?? rightEpoch(room, address) ?? { kind: 'admitted', identity, room, state };
}

function mayEnter(state: Evaluation, identity: Identity, { room }: RoomAddress): Admission | null {
  const member = state.members[identity.member];
  if (!member) return away('access/denied');
  if (!roomExists(state, room)) return away('room/none');
  return mayOpen(state, member, room) ? null : away('access/denied');
}

function rightEpoch(room: Room, { epoch }: RoomAddress): Admission | null {
  return epoch === room.epoch ? null : away('epoch/old', String(room.epoch));
}
