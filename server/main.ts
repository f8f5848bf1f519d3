/** Puts the server together and runs it as a process: configuration, store, facts, rooms, HTTP, and a quiet end. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { roomPathPrefix } from '../shared/protocol/room-path.ts';
import { createApp } from './app.ts';
import { readConfig, type Config, type Env } from './config.ts';
import { createFacts } from './facts/facts.ts';
import type { RunningFacts } from './facts-port.ts';
import { refusal } from './http/answers.ts';
import { answerBroken } from './http/broken.ts';
import { recoveryLinks, renewOwnerLink } from './http/links.ts';
import { createMetrics } from './http/metrics.ts';
import { createOrigins } from './http/origins.ts';
import { createSessions } from './http/sessions.ts';
import type { Log, Ports } from './ports.ts';
import { createRooms, type Rooms } from './rooms/sockets.ts';
import { seedInstruments } from './shipped-instruments.ts';
import { openSqlite, StoreUnavailable } from './storage/sqlite.ts';

/** What comes before the app, as connect has it: answers, or calls `next`. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export type StartOptions = {
  /** Folder of the built client. */
  readonly clientDir: string;
  /** In place of the log to stderr. */
  readonly log?: Log;
  /** Development only: asked before the app. What it lets pass goes on as always. */
  readonly middleware?: Middleware;
  /** Development only: the server before it listens, for whoever takes upgrades outside /ws/. */
  readonly onServer?: (server: Server) => void | Promise<void>;
};

export type Running = {
  /** As it stands in links, without a slash at the end. */
  readonly url: string;
  /** Makes the first owner; null once there is one. */
  readonly ownerLink: string | null;
  /** With SAMSYN_RECOVER=owner: signs each owner in on another device, for 15 minutes. */
  readonly recovery: readonly { readonly name: string; readonly url: string }[];
  /** Takes no more, finishes what has come in, closes sockets with 4503, and the store last. Within 5 s; a second call waits for the first. */
  close(): Promise<void>;
};

/** Why there is no start, as one line for whoever runs the server. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

/** @throws StartFailure for a wrong value, a port that is taken, a folder that can't be used */
export async function start(env: Env, { clientDir, log: given, middleware, onServer }: StartOptions): Promise<Running> {
  const config = readConfig(env);
  if (!config.ok) throw new StartFailure(config.error);
  const { host, origin: spelledOut, data } = config.value;
  const log = given ?? pino({ level: config.value.log, base: null }, pino.destination({ fd: 2, sync: true }));
  for (const warning of config.value.warnings) log.warn({}, warning);

  const metrics = createMetrics({ process: true });
  const store = metrics.counting(await openStore(data));
  const ports: Ports = { clock: { now: Date.now }, random: { bytes: (n) => randomBytes(n) }, store, log };
  // Without a Host the app says so itself.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 60_000, requireHostHeader: false });
  answerBroken(server);
  const origins = createOrigins(spelledOut, host, () => (server.address() as AddressInfo | null)?.port ?? config.value.port);
  const { identify } = createSessions({ ...ports, origins });
  const rooms: Rooms = createRooms({ ports, evaluationOf: (id) => facts.get(id), identify, origin: ownPages });
  const facts: RunningFacts = createFacts({ ports, rooms });
  measureRooms(metrics, rooms);

  const stopTidying = tidy(ports);
  try {
    await seedInstruments(ports);
    const app = createApp({ ...ports, facts, rooms, origins, metrics, clientDir });
    // Only a request that is none (a broken Host header) fails before the app sees it.
    const answer = getRequestListener(app.fetch, { errorHandler: () => Response.json(refusal('input/malformed'), { status: 400 }) });
    await onServer?.(server);
    server.on('request', (request, response) => {
      const go = () => void answer(request, response);
      if (middleware) middleware(request, response, go);
      else go();
    });
    server.on('upgrade', (request, socket, head) => {
      // What is no room's is for whoever else listens; where nobody does, the rooms refuse it.
      if (onServer && !request.url?.startsWith(roomPathPrefix)) return;
      const { origin, host: asked } = request.headers;
      const isOwn = origin !== undefined && origins.allows(origin, asked);
      request.headers.origin = isOwn ? ownPages : '';
      rooms.handleUpgrade(request, socket, head);
    });
    await facts.resume();
    await listen(server, config.value);
    const ownerLink = await renewOwnerLink(ports, origins.own());
    const recovery = config.value.recover ? await recoveryLinks(ports, origins.own()) : [];
    log.info({ host, port: (server.address() as AddressInfo).port, origin: origins.own() }, 'started');
    const close = once(async () => {
      stopTidying();
      await end({ server, facts, rooms, ports });
      log.info({}, 'ended');
    });
    return { url: origins.own(), ownerLink, recovery, close };
  } catch (error) {
    stopTidying();
    await end({ server, facts, rooms, ports });
    throw error;
  }
}

// The rooms compare an Origin with names. Which origins are ours is known to `Origins` alone, so to them all of those have this one name.
const ownPages = 'own';

async function openStore(folder: string) {
  try {
    return await openSqlite(folder);
  } catch (error) {
    throw error instanceof StoreUnavailable ? new StartFailure(error.message) : error;
  }
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = ({ code, message }: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} is taken by another program: stop that one, or set PORT to another number.`,
        EACCES: `Port ${port} may not be opened by this user: set PORT to a number above 1023.`,
        EADDRNOTAVAIL: `HOST=${host} is no address of this machine.`,
        ENOTFOUND: `HOST=${host} is no name that this machine knows.`,
      };
      reject(new StartFailure(reasons[code ?? ''] ?? `The server can't listen on ${host}:${port}: ${message}`));
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve();
    });
  });
}

const day = 24 * 60 * 60 * 1000;

/** Takes away what has ended, now and every day. An ended link stays for a week: whoever opens it late is told that it has ended, not that there is none. */
function tidy({ store, clock, log }: Ports): () => void {
  const once = () =>
    store
      .deleteExpired(clock.now(), clock.now() - 7 * day)
      .catch((error: unknown) => log.warn({ err: error }, 'what has ended could not be taken away'));
  void once();
  const timer = setInterval(() => void once(), day).unref();
  return () => clearInterval(timer);
}

function measureRooms(metrics: ReturnType<typeof createMetrics>, rooms: Rooms): void {
  metrics.gauge('samsyn_open_sockets', 'Sockets that are open', () => rooms.stats().connections);
  metrics.gauge('samsyn_open_rooms', 'Rooms in memory', () => rooms.stats().rooms);
  metrics.totals('samsyn_text_updates_total', 'Updates of text by verdict of the gate', 'verdict', () => rooms.stats().verdicts);
  metrics.totals('samsyn_closings_total', 'Sockets that the server closed, by reason', 'reason', () => rooms.stats().closings);
}

/** What is answered has been committed before, so nothing here saves anything: it only lets people finish and says goodbye. */
type Ending = { readonly server: Server; readonly facts: RunningFacts; readonly rooms: Rooms; readonly ports: Ports };
async function end({ server, facts, rooms, ports }: Ending): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await facts.stop();
  await rooms.close();
  // Requests under way had that long; what still hangs is cut off.
  const cut = setTimeout(() => server.closeAllConnections(), 300);
  await closed;
  clearTimeout(cut);
  await ports.store.close();
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

/** The program: starts, says where, and ends with SIGTERM or SIGINT; with a second one at once. */
export async function main(options: Pick<StartOptions, 'clientDir'>): Promise<void> {
  let running: Running;
  try {
    running = await start(process.env, options);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }

  let signals = 0;
  const stop = () => {
    signals += 1;
    if (signals > 1) process.exit(1);
    setTimeout(() => process.exit(0), 4_500).unref();
    void running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // Before the first line is out: whoever waits for that may stop us the moment after.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  // On stdout and not in the log, which others may read: whoever uses the link first owns the installation.
  const link = running.ownerLink ? `Until somebody has used it, this link makes its reader the owner: ${running.ownerLink}\n` : '';
  const recovery = running.recovery.map(({ name, url }) => `Signs ${name} in on this or another device, within 15 minutes: ${url}\n`);
  process.stdout.write(`Samsyn: ${running.url}\n${link}${recovery.join('')}`);
}
