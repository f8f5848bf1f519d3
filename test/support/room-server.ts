/** A real server with nothing but rooms, on a port of its own; the cookie `who=<member>` says who comes. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import type { Log, Store } from '../../server/ports.ts';
import type { RoomLimits } from '../../server/rooms/limits.ts';
import type { EvaluationOf, Identify } from '../../server/rooms/ports.ts';
import { createRooms, type Rooms } from '../../server/rooms/sockets.ts';
import { openMemory } from '../../server/storage/memory.ts';
import { ada, anEvaluation } from './builders.ts';
import { holdsTogether } from './invariants.ts';
import { RawClient, type RawOptions } from './raw-client.ts';

export type RoomServerInput = {
  readonly state?: Evaluation;
  readonly store?: Store;
  readonly limits?: Partial<RoomLimits>;
  readonly identify?: Identify;
  /** In place of `state`, which `become` changes. */
  readonly evaluationOf?: EvaluationOf;
};

export type RoomServer = {
  readonly port: number;
  readonly rooms: Rooms;
  readonly store: Store;
  /** What the server logged as an error: bugs, in most tests. */
  readonly errors: object[];
  state(): Evaluation;
  /** The facts changed. */
  become(state: Evaluation): void;
  /** A client in a room of the evaluation, `state` by default, or of another (`<id>/<room>`); joined unless it does not behave. */
  client(who: MemberId | null, room?: string, options?: Partial<RawOptions>): Promise<RawClient>;
  /** Goes away without a word, as by a power cut. */
  die(): Promise<void>;
  close(): Promise<void>;
};

/** The invariants of a room, with the replicas of these clients, once they have said and heard everything. */
export async function everyoneAgrees(
  server: RoomServer,
  room: string,
  ...clients: readonly (readonly [MemberId, RawClient])[]
): Promise<void> {
  for (const [, client] of clients) await client.saved();
  for (const [, client] of clients) await client.caughtUp();
  await holdsTogether({
    store: server.store,
    key: `${server.state().id}/${room}`,
    memory: await memoryOf(server, room),
    replicas: clients.map(([member, { doc }]) => ({ name: member, member, doc })),
  });
}

/** The whole document as the server tells it to a newcomer. */
export async function memoryOf(server: RoomServer, room: string, who: MemberId = ada): Promise<Uint8Array> {
  const client = await server.client(who, room);
  const [first] = client.updates;
  await client.leave();
  if (!first) throw new Error('a newcomer is told the document');
  return first.bytes;
}

/** `who=<member>`; the session is called after the member. */
export const identifyByName: Identify = (cookie) => {
  const member = /(?:^|;\s*)who=([a-z0-9]{20})/.exec(cookie ?? '')?.[1] as MemberId | undefined;
  return Promise.resolve(member ? { member, name: member.replace(/0+$/, ''), session: `session-of-${member}` } : null);
};

export async function aRoomServer({
  state = anEvaluation(),
  store = openMemory(),
  limits = {},
  identify = identifyByName,
  evaluationOf,
}: RoomServerInput = {}): Promise<RoomServer> {
  let current = state;
  const errors: object[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: (facts, message) => errors.push({ ...facts, message }) };
  const http: Server = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const rooms = createRooms({
    ports: { clock: { now: () => Date.now() }, random: { bytes: (n) => randomBytes(n) }, store, log },
    evaluationOf: evaluationOf ?? ((id) => Promise.resolve(id === current.id ? current : null)),
    identify,
    origin: `http://localhost:${port}`,
    limits,
  });
  http.on('upgrade', (request, socket, head) => rooms.handleUpgrade(request, socket, head));
  const clients: RawClient[] = [];

  return {
    port,
    rooms,
    store,
    errors,
    state: () => current,
    become(next) {
      current = { ...next, seq: current.seq + 1 };
      rooms.review(current.id, current);
    },
    async client(who, room = 'state', options = {}) {
      const path = `${room.includes('/') ? '' : `${current.id}/`}${room}${room.includes('@') ? '' : '@1'}`;
      const client = new RawClient({ port, path, who, ...options });
      clients.push(client);
      await client.open();
      return options.behaves === false || client.end ? client : client.joined();
    },
    async die() {
      for (const client of clients) client.vanish();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
    async close() {
      await rooms.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
