/**
 * A client made of nothing but frames: it can say anything at any time, knows acks, rejects and closes, and by default behaves
 * (answers step 1, applies updates, sends its own edits). What the stock provider can't do, an attacker can.
 */
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { MemberId } from '../../shared/domain/ids.ts';
import { encodePresence, readPresence, type PresenceEntry } from '../../shared/protocol/presence.ts';
import {
  carriesUpdate,
  encodeStepOne,
  encodeStepTwo,
  encodeUpdate,
  frameTypes,
  protocolVersion,
  readFrame,
  readOurs,
  type Ours,
} from '../../shared/protocol/frames.ts';

export type RawOptions = {
  /** Where the server listens. */
  readonly port: number;
  /** `<evaluation>/<room>@<epoch>`, put behind `/ws/`; or any other path if it begins with a slash. */
  readonly path: string;
  /** null: no cookie at all. */
  readonly who: MemberId | null;
  /** The whole cookie header, instead of `who=<id>`. */
  readonly cookie?: string;
  /** null: no such header. */
  readonly origin?: string | null;
  readonly query?: string;
  readonly doc?: Y.Doc;
  /** false: only records what it hears; every byte it sends is given to `send`. */
  readonly behaves?: boolean;
};

type OursOf<T extends Ours['type']> = Extract<Ours, { type: T }>;

export class RawClient {
  readonly doc: Y.Doc;
  readonly heard: Ours[] = [];
  /** Updates as they came: of step 2 and of broadcasts. */
  readonly updates: { readonly first: boolean; readonly bytes: Uint8Array }[] = [];
  readonly presence = new Map<number, unknown>();
  /** Everything that came, for whoever wants to compare what two clients heard. */
  readonly frames: Uint8Array[] = [];
  stepOnes = 0;
  sent = 0;
  end: { readonly code: number; readonly reason: string } | null = null;
  readonly #socket: WebSocket;
  readonly #behaves: boolean;
  #waiting: (() => void)[] = [];

  constructor({
    port,
    path,
    who,
    cookie,
    origin = `http://localhost:${port}`,
    query = `v=${protocolVersion}`,
    doc,
    behaves = true,
  }: RawOptions) {
    this.doc = doc ?? new Y.Doc();
    this.#behaves = behaves;
    const headers = {
      ...(origin === null ? {} : { origin }),
      ...(cookie !== undefined ? { cookie } : who === null ? {} : { cookie: `who=${who}` }),
    };
    const address = path.startsWith('/') ? path : `/ws/${path}`;
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}${address}?${query}`, { headers, perMessageDeflate: false });
    this.#socket.binaryType = 'nodebuffer';
    this.#socket.on('open', () => {
      if (behaves) this.send(encodeStepOne(Y.encodeStateVector(this.doc)));
      this.#tell();
    });
    this.#socket.on('message', (bytes: Buffer) => this.#hear(new Uint8Array(bytes)));
    this.#socket.on('error', () => {});
    this.#socket.on('close', (code, reason) => {
      this.end = { code, reason: reason.toString() };
      this.doc.off('update', this.#edited);
      this.#tell();
    });
    if (behaves) this.doc.on('update', this.#edited);
  }

  readonly #edited = (update: Uint8Array, origin: unknown) => {
    if (origin !== this) this.sendUpdate(update);
  };

  /** Any bytes at all. */
  send(bytes: Uint8Array): void {
    if (carriesUpdate(bytes)) this.sent += 1;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(bytes);
  }

  sendText(text: string): void {
    this.#socket.send(text, { binary: false });
  }

  sendUpdate(update: Uint8Array): void {
    this.send(encodeUpdate(update));
  }

  say(entries: readonly PresenceEntry[]): void {
    this.send(encodePresence(entries));
  }

  /** Stops reading: what comes waits on the server's side. */
  pause(): void {
    this.#socket.pause();
  }

  /** Gone without a goodbye. */
  vanish(): void {
    this.#socket.terminate();
  }

  async leave(): Promise<void> {
    this.#socket.close();
    await this.closed();
  }

  last<T extends Ours['type']>(type: T): OursOf<T> | null {
    return (this.heard.findLast((message) => message.type === type) as OursOf<T> | undefined) ?? null;
  }

  get acked(): number {
    return this.last('ack')?.n ?? 0;
  }

  /** Resolves when the condition holds, which is looked at after everything that happens on the line. */
  async until(condition: () => boolean, what = 'the condition'): Promise<void> {
    const end = performance.now() + 8_000;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`waited in vain for ${what}; closed: ${JSON.stringify(this.end)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async open(): Promise<this> {
    await this.until(() => this.#socket.readyState !== WebSocket.CONNECTING, 'the socket to open');
    return this;
  }

  /** The document of the room has arrived, and the server has everything of ours. */
  async joined(): Promise<this> {
    await this.until(() => this.updates.some(({ first }) => first), 'step 2');
    await this.saved();
    return this;
  }

  /** Every frame that carried an update is committed. */
  async saved(): Promise<void> {
    await this.until(() => this.stepOnes > 0 && this.acked === this.sent, 'the last ack');
  }

  /** Everything the server had sent by now has arrived: an answer comes behind it. */
  async caughtUp(): Promise<this> {
    const answers = () => this.updates.filter(({ first }) => first).length;
    const before = answers();
    this.send(encodeStepOne(Y.encodeStateVector(this.doc)));
    await this.until(() => answers() > before, 'an answer to step 1');
    return this;
  }

  async closed(): Promise<number> {
    await this.until(() => this.end !== null, 'the close');
    return this.end?.code ?? 0;
  }

  #hear(bytes: Uint8Array): void {
    this.frames.push(bytes);
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) === frameTypes.ours) this.heard.push(readOurs(decoder));
    else this.#hearStock(bytes);
    this.#tell();
  }

  #hearStock(bytes: Uint8Array): void {
    const frame = readFrame(bytes);
    if (frame === null) throw new Error('the server sent what no client understands');
    if (frame.type === 'stepOne') {
      this.stepOnes += 1;
      if (this.#behaves) this.send(encodeStepTwo(Y.encodeStateAsUpdate(this.doc, frame.vector)));
    } else if (frame.type === 'update') {
      this.updates.push({ first: frame.first, bytes: frame.update });
      if (this.#behaves) Y.applyUpdate(this.doc, frame.update, this);
    } else if (frame.type === 'presence') {
      for (const { client, state } of readPresence(frame.entries, 1024 * 1024)) {
        if (state === null) this.presence.delete(client);
        else this.presence.set(client, state);
      }
    }
  }

  #tell(): void {
    for (const tell of this.#waiting.splice(0)) tell();
  }
}
