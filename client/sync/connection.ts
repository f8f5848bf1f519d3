/**
 * One room over one socket: y-websocket's provider behind our own rules. Counts outgoing frames that carry an update against
 * the server's acks, so that "saved" can be true; says why a connection was closed for good. Knows no evaluation and no screen.
 */
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { limits } from '../../shared/domain/limits.ts';
import { closingOf, type Closing } from '../../shared/protocol/closings.ts';
import { carriesUpdate, frameTypes, protocolVersion, readOurs, syncTypes, type Ours } from '../../shared/protocol/frames.ts';
import { fromDisk } from './local/rooms.ts';
import type { Closed } from './saved.ts';
import { sameJson, Source, type View } from './view.ts';

export type SocketClass = typeof WebSocket;
type Reject = Extract<Ours, { type: 'reject' }>;

export type LinkState = {
  /** The whole document has been here at least once. */
  readonly whole: boolean;
  /** Connected and in step with the server now. */
  readonly online: boolean;
  /** Everything done here is committed on the server, as far as acks tell. */
  readonly safe: boolean;
  /** Something done here may not be on the server yet. */
  readonly unsent: boolean;
  readonly writes: boolean;
  /** The server has spoken on this or an earlier line. */
  readonly greeted: boolean;
  readonly closed: Closed | null;
};

const nothing = Y.encodeStateVector(new Y.Doc());
const start: LinkState = { whole: false, online: false, safe: false, unsent: false, writes: false, greeted: false, closed: null };
// The provider gives a silent socket up after 30 s; a room without presence is silent for hours. An empty step 1 keeps it
// alive, finds half-open sockets, and heals a gap if there ever was one.
const resyncInterval = 20_000;

export type ConnectionOptions = {
  /** `ws(s)://host/ws` */
  readonly server: string;
  /** `<evaluation>/<room>@<epoch>` */
  readonly path: string;
  readonly doc: Y.Doc;
  /** Whom this browser believes to be; another name in `hello` means that somebody else signed in here. */
  readonly member: string;
  /** Left out: the room knows no presence. */
  readonly awareness?: Awareness;
  readonly Socket?: SocketClass;
  /** State vector of what the server was known to have when the document was read from this device; left out: nothing. */
  readonly acked?: Uint8Array;
  /** Something in the document may not be on the server: read from this device, too. */
  readonly unsent?: boolean;
  /** While false, no connection is begun; one that stands is left alone. Left out: at once. */
  readonly when?: View<boolean>;
};

export class Connection {
  readonly #state = new Source<LinkState>(start, sameJson);
  readonly #provider: WebsocketProvider;
  readonly #doc: Y.Doc;
  readonly #member: string;
  #socket: WebSocket | null = null;
  #sent = 0;
  #heard = 0;
  #greeted = false;
  #offered = false;
  #unsent = false;
  #reject: Reject | null = null;
  #acked: Uint8Array;
  readonly #when: View<boolean> | undefined;
  readonly #stopWaiting: (() => void) | undefined;

  constructor(options: ConnectionOptions) {
    const { server, path, doc, member, awareness = silent(doc), Socket = WebSocket } = options;
    this.#doc = doc;
    this.#member = member;
    this.#acked = options.acked ?? nothing;
    this.#unsent = options.unsent ?? false;
    this.#when = options.when;
    // A member's private facts must never reach another account's tab: no BroadcastChannel.
    this.#provider = new WebsocketProvider(server, path, doc, {
      awareness,
      disableBc: true,
      resyncInterval,
      params: { v: String(protocolVersion) },
      WebSocketPolyfill: this.#counting(Socket),
      connect: false,
    });
    this.#provider.messageHandlers[frameTypes.ours] = (_encoder: unknown, decoder: Parameters<typeof readOurs>[0]) => this.#hear(decoder);
    this.#provider.on('status', ({ status }) => {
      // It tries again by itself, unless it is not its turn.
      if (status === 'disconnected' && this.#when?.get() === false) this.#provider.disconnect();
      this.#update();
    });
    this.#provider.on('sync', () => this.#update());
    this.#provider.on('closed', ({ code }) => this.#end(closingOf(code) ?? 'access/denied'));
    doc.on('update', this.#edited);
    this.#stopWaiting = this.#when?.subscribe(() => this.#go());
    this.#update();
    this.#go();
  }

  #go(): void {
    if (this.#state.get().closed) return;
    if (this.#when?.get() !== false) this.#provider.connect();
    else if (!this.#provider.wsconnected) this.#provider.disconnect();
  }

  get state(): View<LinkState> {
    return this.#state;
  }

  /** State vector of what the server is known to have had: what was here when everything was last acknowledged. */
  get acked(): Uint8Array {
    return this.#acked;
  }

  /** State vector of what the server has, as its reject said; null: it said nothing. */
  get told(): Uint8Array | null {
    return this.#reject ? fromBase64(this.#reject.sv) : null;
  }

  /** Something in the document may not be on the server, though it was not typed here. */
  owes(): void {
    this.#unsent = true;
    this.#update();
  }

  /** Ends the connection without a word; the document stays as it is. */
  close(): void {
    this.#doc.off('update', this.#edited);
    this.#stopWaiting?.();
    this.#provider.destroy();
  }

  readonly #edited = (_update: Uint8Array, origin: unknown) => {
    if (origin === this.#provider || origin === fromDisk) return;
    this.#unsent = true;
    this.#update();
  };

  #counting(Socket: SocketClass): SocketClass {
    const opened = (socket: WebSocket) => this.#begin(socket);
    const sent = (socket: WebSocket, frame: unknown) => this.#count(socket, frame);
    return class extends Socket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        opened(this);
      }
      override send(frame: Parameters<WebSocket['send']>[0]) {
        // Beyond what one update may carry: it goes as step 2 of a new line, which may be larger.
        if (isGiant(frame)) return this.close();
        super.send(frame);
        sent(this, frame);
      }
    };
  }

  #begin(socket: WebSocket): void {
    this.#socket = socket;
    this.#sent = 0;
    this.#heard = 0;
    this.#greeted = false;
    this.#offered = false;
    this.#reject = null;
  }

  #count(socket: WebSocket, frame: unknown): void {
    if (socket !== this.#socket || !(frame instanceof Uint8Array) || !carriesUpdate(frame)) return;
    this.#sent += 1;
    if (frame[1] === syncTypes.step2) this.#offered = true;
    this.#update();
  }

  #hear(decoder: Parameters<typeof readOurs>[0]): void {
    let message: Ours;
    try {
      message = readOurs(decoder);
    } catch {
      // A word of a newer server that this client does not know is none that it needs.
      return;
    }
    if (message.type === 'reject') this.#reject = message;
    if (message.type === 'ack') this.#heard = message.n;
    if (message.type === 'hello') {
      if (message.member !== this.#member) return this.#end('session/ended');
      this.#greeted = true;
      this.#state.set({ ...this.#state.get(), greeted: true, writes: message.writes });
    }
    this.#update();
  }

  #end(closing: Closing): void {
    if (this.#state.get().closed) return;
    this.#provider.disconnect();
    const reject = this.#reject;
    this.#state.set({
      ...this.#state.get(),
      online: false,
      safe: false,
      writes: false,
      unsent: this.#unsent,
      closed: { closing, code: reject?.code ?? closing, facts: reject?.facts ?? {} },
    });
  }

  #update(): void {
    const before = this.#state.get();
    if (before.closed) return;
    const online = this.#provider.wsconnected && this.#provider.synced && this.#greeted;
    // A socket that is closing still counts as connected for the provider, but takes nothing any more.
    const open = this.#socket !== null && this.#socket.readyState === this.#socket.OPEN;
    const safe = online && open && this.#offered && this.#heard === this.#sent;
    if (safe) {
      this.#unsent = false;
      this.#acked = Y.encodeStateVector(this.#doc);
    }
    this.#state.set({ ...before, online, safe, unsent: this.#unsent, whole: before.whole || this.#provider.synced });
  }
}

function silent(doc: Y.Doc): Awareness {
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  return awareness;
}

function isGiant(frame: unknown): boolean {
  const isUpdate = frame instanceof Uint8Array && frame[0] === frameTypes.sync && frame[1] === syncTypes.update;
  return isUpdate && frame.byteLength > limits.updateBytes;
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
