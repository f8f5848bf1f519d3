/**
 * Browsers in front of the server itself (world.ts), in one process: tabs with this client's own sessions, on a disk. The network
 * and tabs end when the test says so, without a word.
 */
import { EvaluationSession } from '../../../client/sync/evaluation-session.ts';
import type { Channel, Said } from '../../../client/sync/local/channel.ts';
import { Local } from '../../../client/sync/local/database.ts';
import type { Failure, SessionPorts } from '../../../client/sync/ports.ts';
import { sessions } from '../../../client/sync/sessions.ts';
import { must } from '../../../shared/domain/assert.ts';
import { formatRoom, roomsOf } from '../../../shared/domain/audiences.ts';
import { sectionsOf } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import { err, ok } from '../../../shared/domain/result.ts';
import type { Receiver, Rooms } from '../../../server/rooms/sockets.ts';
import { never, origin, turns, type World } from './world.ts';

const away: Failure = { status: 0, code: 'network', facts: {}, rule: '' };

/** No two tabs are called the same. */
let drawn = 0;

/** A member's browser: its tabs share a disk (by the member's name), locks and channels, and what is remembered of who is here. */
export class Browser {
  remembered: MemberId | null = null;
  readonly world: World;
  readonly #ears = new Map<Tab, Set<(said: Said) => void>>();
  readonly #locks = new Map<string, Promise<void>>();

  constructor(world: World) {
    this.world = world;
  }

  /** A new tab with the evaluation, in the name of whoever's cookie the browser has. */
  async opens(member: MemberId, options: { readonly online?: boolean; readonly disk?: boolean } = {}): Promise<Tab> {
    const tab = this.tab(member, options);
    const failure = await tab.open();
    if (failure) throw new Error(failure.code);
    return tab;
  }

  /** One that has not opened anything. */
  tab(member: MemberId, options: { readonly online?: boolean; readonly disk?: boolean } = {}): Tab {
    const tab = new Tab(this, member, `tab${(drawn += 1)}`, options);
    this.world.tabs.push(tab);
    return tab;
  }

  channel(tab: Tab): Channel {
    const own = new Set<(said: Said) => void>();
    this.#ears.set(tab, own);
    return {
      say: (said) => {
        const sent = structuredClone(said);
        for (const [other, ears] of this.#ears) {
          if (other === tab || other.member !== tab.member) continue;
          queueMicrotask(() => other.isAlive && tab.isAlive && ears.forEach((listener) => listener(sent)));
        }
      },
      hear: (listener) => (own.add(listener), () => void own.delete(listener)),
      close: () => own.clear(),
    };
  }

  /** As the browser's locks: let go of when the work or the tab ends. */
  alone(tab: Tab, name: string, work: () => Promise<void>): Promise<void> {
    const before = this.#locks.get(name) ?? Promise.resolve();
    const mine = before.then(() => (tab.isAlive ? Promise.race([work(), tab.died]) : undefined));
    this.#locks.set(name, mine);
    return mine;
  }
}

export class Tab {
  readonly member: MemberId;
  readonly died: Promise<void>;
  isAlive = true;
  isOnline: boolean;
  /** The line takes questions and answers none. */
  isDead = false;
  /** What HTTP answers in place of the server, while it does. */
  instead: Failure | null = null;
  /** In the order they were tried: rooms that were joined, commands by their type. */
  readonly tried: string[] = [];
  readonly #browser: Browser;
  readonly #name: string;
  readonly #hasDisk: boolean;
  readonly #lines = new Set<LineSocket>();
  readonly #running = new Set<IDBTransaction>();
  #session: EvaluationSession | null = null;
  #die: () => void = () => {};

  constructor(browser: Browser, member: MemberId, name: string, options: { readonly online?: boolean; readonly disk?: boolean }) {
    this.#browser = browser;
    this.#name = name;
    this.#hasDisk = options.disk ?? true;
    this.isOnline = options.online ?? true;
    this.member = member;
    this.died = new Promise((resolve) => (this.#die = resolve));
  }

  get session(): EvaluationSession {
    return must(this.#session, 'it is open');
  }

  get lines(): readonly LineSocket[] {
    return [...this.#lines];
  }

  /** null: it is open. */
  async open(ports = this.ports()): Promise<Failure | null> {
    const { evaluation } = this.#browser.world;
    const opened = await EvaluationSession.open(evaluation, ports);
    // Other tabs of the story share this process, but no tab knows another's sessions.
    sessions.delete(evaluation);
    if (!opened.ok) return opened.error;
    this.#session = opened.value;
    this.#browser.remembered = this.member;
    return null;
  }

  /** The network is gone, and the browser knows. */
  goesOffline(): void {
    this.isOnline = false;
    this.cutLines();
  }

  comesBack(): void {
    this.isOnline = true;
    this.session.retry();
  }

  cutLines(): void {
    for (const line of [...this.#lines]) line.end(1006);
  }

  /** The server closes these lines, all by default. */
  closed(code: number, room: (name: string) => boolean = () => true): void {
    for (const line of [...this.#lines]) if (room(line.room)) line.end(code);
  }

  /** Everything in memory is gone; what was on its way to the disk is on it, or, if `torn`, is not. */
  crash({ torn = false } = {}): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.isOnline = false;
    this.cutLines();
    if (torn) for (const each of this.#running) abort(each);
    this.#die();
  }

  ports(): SessionPorts {
    const { world } = this.#browser;
    const id = () => world.evaluation;
    const channel = this.#browser.channel(this);
    const answered = async <T>(ask: () => Promise<T>) => {
      if (!this.isAlive || this.isDead) return never<T>();
      if (this.instead) return err(this.instead);
      if (!this.isOnline) return err(away);
      if (world.signedOut.has(this.member)) return err({ ...away, status: 401, code: 'session/none' });
      const answer = await world.asked(ask);
      await turns(1);
      if (!this.isAlive) return never<T>();
      return this.isOnline && answer ? answer : err(away);
    };
    return {
      server: 'ws://rooms.test/ws',
      Socket: this.#socket(),
      now: () => Date.now(),
      remembered: () => this.#browser.remembered,
      local: async (member) => (this.#hasDisk ? this.#local(must(await Local.open(member, this.#name), 'a database')) : null),
      channel: () => channel,
      alone: (name, work) => this.#browser.alone(this, name, work),
      entry: () =>
        answered(async () => {
          const state = await world.state();
          const member = state.members[this.member];
          if (!member || member.removed) return err({ status: 403, code: 'role/not-a-member', facts: {}, rule: 'M0' });
          const known = await world.store.epochsOf(id());
          const names = roomsOf(state, member).map(formatRoom);
          const epochs = Object.fromEntries(names.map((name) => [name, known[name] ?? 1]));
          return ok({ id: id(), member: this.member, role: member.role, protocol: 1, epochs });
        }) as ReturnType<SessionPorts['entry']>,
      command: (_id, envelope) =>
        answered(async () => {
          this.tried.push(envelope.command.type);
          world.commands.push([this.member, envelope.command]);
          const answer = await world.facts.submit(id(), this.member, structuredClone(envelope));
          return answer.ok ? ok(answer) : err(answer);
        }) as ReturnType<SessionPorts['command']>,
      texts: () =>
        answered(async () => {
          const texts = sectionsOf((await world.state()).instrument).map(async (section) => {
            const { epoch, state } = await world.rooms.readText(id(), section);
            return { section, epoch, bytes: state };
          });
          return ok({ tag: 'some', texts: await Promise.all(texts) });
        }) as ReturnType<NonNullable<SessionPorts['texts']>>,
    };
  }

  /** The disk as this tab has it: a tab that is gone writes nothing more, and never hears how it went. */
  #local(local: Local): Local {
    const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!this.isAlive) return never<T>();
      const result = await work().catch((error: unknown) => (this.isAlive ? Promise.reject(error as Error) : never<T>()));
      return this.isAlive ? result : never<T>();
    };
    const tabs: Pick<Local, 'member' | 'tab' | 'isGone' | 'read' | 'write' | 'close'> = {
      member: local.member,
      tab: local.tab,
      isGone: false,
      read: (work) => guarded(() => local.read(work)),
      write: (stores, work) =>
        guarded(() =>
          local.write(stores, (transaction) => {
            this.#running.add(transaction as unknown as IDBTransaction);
            return work(transaction);
          }),
        ),
      close: () => local.close(),
    };
    return tabs as Local;
  }

  #socket(): SessionPorts['Socket'] {
    const opened = (socket: LineSocket, url: string) => this.#join(socket, url);
    return class extends LineSocket {
      constructor(url: string) {
        super();
        opened(this, url);
      }
    } as unknown as SessionPorts['Socket'];
  }

  #join(socket: LineSocket, url: string): void {
    const { pathname, search } = new URL(url);
    socket.room = must(pathname.split('/').at(-1), 'a room').replace(/@\d+$/, '');
    if (!this.isAlive) return;
    this.tried.push(socket.room);
    if (!this.isOnline) return void setTimeout(() => socket.end(1006), 50);
    this.#lines.add(socket);
    socket.ended = () => this.#lines.delete(socket);
    const knock = { path: pathname + search, origin, cookie: `who=${this.member}` };
    queueMicrotask(() => socket.open(this.#browser.world.rooms, knock));
  }
}

/** The part of WebSocket that y-websocket uses, joined to the rooms of the server: in order, and with nothing left once it is cut. */
class LineSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'blob';
  room = '';
  ended: () => void = () => {};
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  #receiver: Receiver | null = null;
  #isPaused = false;
  readonly #waiting: Uint8Array[] = [];

  open(rooms: Rooms, knock: Parameters<Rooms['accept']>[0]): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.#receiver = rooms.accept(knock, {
      send: (bytes) => this.#arrives(Uint8Array.from(bytes)),
      close: (code) => queueMicrotask(() => this.end(code)),
      pause: () => void (this.#isPaused = true),
      resume: () => {
        this.#isPaused = false;
        this.#delivers();
      },
      bufferedBytes: 0,
    });
    this.onopen?.();
  }

  send(bytes: Uint8Array): void {
    this.#waiting.push(Uint8Array.from(bytes));
    queueMicrotask(() => this.#delivers());
  }

  #delivers(): void {
    while (this.readyState === 1 && !this.#isPaused) {
      const frame = this.#waiting.shift();
      if (!frame) return;
      this.#receiver?.bytes(frame);
    }
  }

  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#receiver?.ended();
    this.ended();
    queueMicrotask(() => this.onclose?.({ code: 1000, reason: '' }));
  }

  end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#receiver?.ended();
    this.ended();
    this.onclose?.({ code, reason: '' });
  }

  #arrives(bytes: Uint8Array): void {
    queueMicrotask(() => this.readyState === 1 && this.onmessage?.({ data: bytes.buffer as ArrayBuffer }));
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It was through.
  }
}
