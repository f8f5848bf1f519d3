/**
 * The network in the test's hand: lines between clients and rooms that carry nothing until told to, in order per direction,
 * and break when told to. Sockets look enough like WebSocket for the stock provider to run on them.
 */
import type { MemberId } from '../../shared/domain/ids.ts';
import { must } from '../../shared/domain/assert.ts';
import type { Receiver, Rooms } from '../../server/rooms/sockets.ts';

type Down = 'open' | Uint8Array | { readonly code: number; readonly reason: string };
type Up = Uint8Array | 'end';
export type Way = 'up' | 'down';

class Link {
  readonly up: Up[] = [];
  readonly down: Down[] = ['open'];
  receiver: Receiver | null = null;
  isPaused = false;
  isCut = false;
  constructor(readonly socket: NetworkSocket) {}
}

/** The part of WebSocket that y-websocket uses. */
class NetworkSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readyState = 0;
  binaryType = 'blob';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly link: Link = new Link(this);

  send(bytes: Uint8Array): void {
    if (this.readyState === this.OPEN && !this.link.isCut) this.link.up.push(Uint8Array.from(bytes));
  }

  close(): void {
    if (this.readyState >= this.CLOSING) return;
    this.readyState = this.CLOSING;
    this.link.up.push('end');
  }
}

export class Network {
  readonly #origin: string;
  readonly #links = new Map<MemberId, Link>();
  #rooms: Rooms;

  constructor(rooms: Rooms, origin: string) {
    this.#rooms = rooms;
    this.#origin = origin;
  }

  /** From now on lines lead to another server: the one before had a power cut. */
  leadTo(rooms: Rooms): void {
    this.cutAll();
    this.#rooms = rooms;
  }

  cutAll(): void {
    for (const who of this.#links.keys()) this.cut(who);
  }

  /** A class to open this member's line with; each new one replaces the last. */
  socketOf(who: MemberId): typeof WebSocket {
    const opened = (socket: NetworkSocket, url: string) => this.#open(who, socket, url);
    return class extends NetworkSocket {
      constructor(url: string) {
        super();
        opened(this, url);
      }
    } as unknown as typeof WebSocket;
  }

  /** Carries so many frames one way; fewer if there are no more. Answers how many. */
  carry(who: MemberId, way: Way, count: number): number {
    const link = this.#links.get(who);
    let carried = 0;
    while (link && !link.isCut && carried < count && (way === 'up' ? this.#carryUp(link) : this.#carryDown(link))) carried++;
    return carried;
  }

  /** The line breaks: what is on the way is lost, neither side is told. */
  cut(who: MemberId): void {
    const link = this.#links.get(who);
    if (!link || link.isCut) return;
    link.isCut = true;
    link.socket.readyState = link.socket.CLOSED;
    link.receiver?.ended();
  }

  /** Carries everything until nobody has anything more to say. */
  async settle(): Promise<void> {
    for (let still = 0; still < 3;) {
      let carried = 0;
      for (const who of this.#links.keys()) carried += this.carry(who, 'down', Infinity) + this.carry(who, 'up', Infinity);
      await this.breathe();
      still = carried > 0 ? 0 : still + 1;
    }
  }

  /** What the server says to one frame of a newcomer, on a line that loses nothing. */
  async ask(who: MemberId, path: string, question: Uint8Array): Promise<readonly Uint8Array[]> {
    const heard: Uint8Array[] = [];
    const ignore = () => {};
    const line = { send: (bytes: Uint8Array) => heard.push(bytes), close: ignore, pause: ignore, resume: ignore, bufferedBytes: 0 };
    const receiver = this.#rooms.accept({ path, origin: this.#origin, cookie: `who=${who}` }, line);
    await this.breathe();
    receiver.bytes(question);
    await this.breathe();
    receiver.ended();
    return heard;
  }

  /** Gives the server its turns. */
  async breathe(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await this.#rooms.quiet();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  #open(who: MemberId, socket: NetworkSocket, url: string): void {
    this.cut(who);
    const { link } = socket;
    this.#links.set(who, link);
    const { pathname, search } = new URL(url);
    link.receiver = this.#rooms.accept(
      { path: pathname + search, origin: this.#origin, cookie: `who=${who}` },
      {
        send: (bytes) => link.down.push(Uint8Array.from(bytes)),
        close: (code, reason) => link.down.push({ code, reason }),
        pause: () => (link.isPaused = true),
        resume: () => (link.isPaused = false),
        bufferedBytes: 0,
      },
    );
  }

  #carryUp(link: Link): boolean {
    if (link.isPaused || link.up.length === 0) return false;
    const frame = must(link.up.shift(), 'there is one');
    const receiver = must(link.receiver, 'a line that carries was accepted');
    if (frame === 'end') {
      link.isCut = true;
      receiver.ended();
    } else receiver.bytes(frame);
    return true;
  }

  #carryDown({ socket, down, receiver }: Link): boolean {
    const frame = down.shift();
    if (frame === undefined) return false;
    if (frame === 'open') {
      socket.readyState = socket.OPEN;
      socket.onopen?.();
    } else if (frame instanceof Uint8Array) {
      socket.onmessage?.({ data: Uint8Array.from(frame).buffer });
    } else {
      socket.readyState = socket.CLOSED;
      receiver?.ended();
      socket.onclose?.(frame);
    }
    return true;
  }
}
