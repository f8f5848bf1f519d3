/** All rooms of a server: takes sockets in, keeps them alive, finds them by session or person, and sends everybody home at the end. */
import { WebSocketServer, type RawData } from 'ws';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import { closings, type Closing } from '../../shared/protocol/closings.ts';
import { readFrame } from '../../shared/protocol/frames.ts';
import type { Ports } from '../ports.ts';
import { admit, type Doorkeeper, type Knock, type OriginRule } from './admission.ts';
import { Connection, type Line } from './connection.ts';
import { roomLimits, type RoomLimits } from './limits.ts';
import { lineOf } from './line.ts';
import { RoomsInMemory } from './memory.ts';
import type { EvaluationOf, Identify, ProjectedRooms, TextRooms } from './ports.ts';
import type { Room } from './room.ts';
import { Staging } from './staging.ts';
import type { RoomStats } from './stats.ts';
import { Texts } from './texts.ts';

export type RoomsInput = {
  readonly ports: Ports;
  readonly evaluationOf: EvaluationOf;
  readonly identify: Identify;
  /** Pages of these origins may open sockets, e.g. `http://localhost:4870`; or a rule that says so of each. */
  readonly origin: string | readonly string[] | OriginRule;
  readonly limits?: Partial<RoomLimits>;
};

/** Request, socket and first bytes, as an HTTP server hands them over. */
type Upgrade = Parameters<WebSocketServer['handleUpgrade']>;

/** What a line delivers to. Nothing is delivered while the line is paused. */
export type Receiver = { bytes(data: Uint8Array): void; text(): void; ended(): void };

export interface Rooms extends ProjectedRooms, TextRooms {
  /** Takes any upgrade request over: accepts it and, if it has no business here, says why by a close code. */
  handleUpgrade(request: Upgrade[0], socket: Upgrade[1], head: Upgrade[2]): void;
  /** The same for any line, already open. */
  accept(knock: Knock, line: Line): Receiver;
  /** Closes every line of this session (hex SHA-256 of its token) with 4401. */
  endSession(session: string): void;
  endPerson(person: MemberId): void;
  /** A person is called something else now: their presence says so. */
  renamed(person: MemberId, name: string): void;
  /** Who has a room of the evaluation open now. */
  presentIn(evaluation: EvaluationId): readonly MemberId[];
  /** Resolves when all that has come in is judged, committed and answered. */
  quiet(): Promise<void>;
  stats(): RoomStats;
  /** Takes nobody in any more, finishes what has come in, closes everybody with 4503. Resolves when all are gone, after 4 s at most. */
  close(): Promise<void>;
}

/** How long what has come in may take to be finished when the server ends. */
const drainMs = 1_000;

type Visit = { readonly line: Line; connection: Connection | null; room: Room | null };

export function createRooms({ ports, evaluationOf, identify, origin, limits: changes }: RoomsInput): Rooms {
  const limits = { ...roomLimits, ...changes };
  const rooms = new RoomsInMemory(ports, limits);
  const staging = new Staging(rooms);
  const texts = new Texts(rooms, ports.store);
  const door: Doorkeeper = {
    rooms,
    evaluationOf,
    identify,
    isOwnOrigin: typeof origin === 'function' ? origin : (each) => [origin].flat().includes(each),
  };
  const server = new WebSocketServer({
    noServer: true,
    // Cost: memory per connection and a way to tell secrets by length.
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });
  const visits = new Set<Visit>();
  const pings = new Set<() => void>();
  const lines = new Map<MemberId, number>();
  let isClosing = false;
  let whenEmpty = (): void => {};

  // Twice in the time after which silence counts as absence, here and at the stock client (30 s).
  const beat = setInterval(() => {
    const now = performance.now();
    for (const { connection } of visits) connection?.keepAlive(now);
    for (const ping of pings) ping();
    const at = ports.clock.now();
    closeWhere(({ expiresAt }) => expiresAt <= at);
  }, limits.pingMs / 2);
  const sweep = setInterval(() => rooms.sweep(performance.now()), Math.max(10, limits.idleRoomMs / 4));
  beat.unref();
  sweep.unref();

  function turnAway(line: Line, closing: Closing, reason = ''): void {
    rooms.counts.closed(closing);
    line.close(closings[closing], reason);
  }

  async function letIn(visit: Visit, knock: Knock): Promise<void> {
    const { line } = visit;
    try {
      const admission = await admit(knock, door);
      if (!visits.has(visit)) return;
      if (isClosing) return turnAway(line, 'server/restarting');
      if (admission.kind === 'turned-away') return turnAway(line, admission.closing, admission.reason);
      const { identity, room, state } = admission;
      const open = lines.get(identity.member) ?? 0;
      if (open >= limits.connectionsPerMember) return turnAway(line, 'client/too-fast');
      lines.set(identity.member, open + 1);
      visit.connection = new Connection(identity, line, limits, rooms.counts);
      visit.room = room;
      room.join(visit.connection, state);
      line.resume();
    } catch (error) {
      ports.log.error({ err: error }, 'a room could not be opened');
      turnAway(line, 'server/restarting');
    }
  }

  function ended(visit: Visit): void {
    if (!visits.delete(visit)) return;
    const { connection, room } = visit;
    if (connection) {
      connection.ended();
      room?.leave(connection);
      const open = (lines.get(connection.member) ?? 1) - 1;
      if (open > 0) lines.set(connection.member, open);
      else lines.delete(connection.member);
    }
    if (visits.size === 0) whenEmpty();
  }

  function closeWhere(belongs: (connection: Connection) => boolean): void {
    for (const { connection, room } of [...visits]) {
      if (connection && belongs(connection)) room?.close(connection, 'session/ended');
    }
  }

  const all: Rooms = {
    handleUpgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const line = lineOf(webSocket, limits.closeMs, limits.bufferedBytes);
        const receiver = all.accept(
          { path: request.url ?? '', origin: request.headers.origin, cookie: request.headers.cookie, host: request.headers.host },
          line,
        );
        pings.add(line.ping);
        webSocket.on('message', (data, isBinary) => (isBinary ? receiver.bytes(joined(data)) : receiver.text()));
        webSocket.on('close', () => {
          pings.delete(line.ping);
          receiver.ended();
        });
      });
    },
    accept(knock, line) {
      const visit: Visit = { line, connection: null, room: null };
      visits.add(visit);
      // Not a byte is read until it is known who sends it; meanwhile it waits in the operating system's bounds.
      line.pause();
      void letIn(visit, knock);
      return {
        bytes(data) {
          const { connection, room } = visit;
          if (!connection || !room || connection.closed) return;
          const frame = readFrame(data);
          if (frame) room.receive(connection, frame);
          else room.close(connection, 'frame/malformed');
        },
        text() {
          if (visit.connection) visit.room?.close(visit.connection, 'frame/malformed');
        },
        ended: () => ended(visit),
      };
    },
    stage: (evaluation, projections) => staging.stage(evaluation, projections),
    readText: (evaluation, section) => texts.readText(evaluation, section),
    isOwed: (evaluation, section) => texts.isOwed(evaluation, section),
    holdText: (evaluation, section) => texts.holdText(evaluation, section),
    review: (_evaluation: EvaluationId, state: Evaluation) => rooms.changed(state),
    endSession: (session) => closeWhere((connection) => connection.session === session),
    endPerson: (person) => closeWhere(({ member }) => member === person),
    renamed(person, name) {
      for (const room of rooms.all()) room.renamed(person, name);
    },
    presentIn: (evaluation) => [...new Set([...rooms.of(evaluation)].flatMap((room) => [...room.connections].map(({ member }) => member)))],
    async quiet() {
      await Promise.all(rooms.all().map((room) => room.quiet()));
    },
    stats: () => ({
      connections: visits.size,
      rooms: rooms.all().length,
      verdicts: { ...rooms.counts.verdicts },
      closings: { ...rooms.counts.closings },
      commits: rooms.counts.commits,
    }),
    async close() {
      isClosing = true;
      clearInterval(beat);
      clearInterval(sweep);
      await Promise.race([all.quiet(), after(drainMs)]);
      const snapshots = rooms.letGo();
      const empty = visits.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => (whenEmpty = resolve));
      await Promise.race([Promise.all([empty, snapshots]), after(limits.closeMs)]);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
  return all;
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function joined(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return Array.isArray(data) ? Buffer.concat(data) : data;
}
