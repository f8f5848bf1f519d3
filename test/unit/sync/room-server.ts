/**
 * A server of rooms in the test's hand: WebSockets that go nowhere, answered in memory as the real one answers. Acks can be
 * held back, connections dropped with a code; nothing happens unless a test lets it.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as awareness from 'y-protocols/awareness';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import type { SocketClass } from '../../../client/sync/connection.ts';
import { encodeOurs, frameTypes, protocolVersion, type Ours } from '../../../shared/protocol/frames.ts';

export class RoomServer {
  /** Every socket ever opened, oldest first. */
  readonly sockets: FakeSocket[] = [];
  readonly rooms = new Map<string, Y.Doc>();
  readonly Socket: SocketClass;
  member = 'ben';
  writes = true;
  /** Whether new sockets open by themselves. */
  reachable: boolean | ((path: string) => boolean) = true;
  acksHeld = false;

  constructor() {
    const accept = (socket: FakeSocket) => {
      this.sockets.push(socket);
      queueMicrotask(() => (this.#reaches(socket.path) ? socket.accept() : setTimeout(() => socket.giveUp(), 100)));
    };
    const served = (socket: FakeSocket, frame: Uint8Array) => this.#serve(socket, frame);
    const opened = (socket: FakeSocket) => this.#greet(socket);
    this.Socket = class extends FakeSocket {
      constructor(url: string | URL) {
        super(String(url), opened, served);
        accept(this);
      }
    } as unknown as SocketClass;
  }

  /** The document behind a room, by its path with epoch. */
  room(path: string): Y.Doc {
    const doc = this.rooms.get(path) ?? new Y.Doc();
    this.rooms.set(path, doc);
    return doc;
  }

  /** The open sockets of a room. */
  open(path: string): readonly FakeSocket[] {
    return this.sockets.filter((socket) => socket.path === path && socket.readyState === 1);
  }

  releaseAcks(): void {
    this.acksHeld = false;
    for (const socket of this.sockets) if (socket.readyState === 1) socket.hear(encodeOurs({ type: 'ack', n: socket.counted }));
  }

  /** Writes as the server and sends it to whoever is connected. */
  write(path: string, change: (doc: Y.Doc) => void): void {
    const doc = this.room(path);
    const before = Y.encodeStateVector(doc);
    doc.transact(() => change(doc));
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, frameTypes.sync);
    sync.writeUpdate(encoder, Y.encodeStateAsUpdate(doc, before));
    for (const socket of this.open(path)) socket.hear(encoding.toUint8Array(encoder));
  }

  /** Sends a presence state of somebody else. */
  present(path: string, state: Record<string, unknown>): void {
    const doc = new Y.Doc();
    const theirs = new awareness.Awareness(doc);
    theirs.setLocalState(state);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, frameTypes.awareness);
    encoding.writeVarUint8Array(encoder, awareness.encodeAwarenessUpdate(theirs, [doc.clientID]));
    for (const socket of this.open(path)) socket.hear(encoding.toUint8Array(encoder));
    doc.destroy();
  }

  #reaches(path: string): boolean {
    return typeof this.reachable === 'boolean' ? this.reachable : this.reachable(path);
  }

  #greet(socket: FakeSocket): void {
    const epoch = Number(socket.path.split('@')[1]);
    this.#say(socket, { type: 'hello', protocol: protocolVersion, member: this.member, epoch, writes: this.writes });
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, frameTypes.sync);
    sync.writeSyncStep1(encoder, this.room(socket.path));
    socket.hear(encoding.toUint8Array(encoder));
  }

  #serve(socket: FakeSocket, frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== frameTypes.sync) return;
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, frameTypes.sync);
    const type = sync.readSyncMessage(decoder, answer, this.room(socket.path), this);
    if (type === sync.messageYjsSyncStep1) return queueMicrotask(() => socket.hear(encoding.toUint8Array(answer)));
    socket.counted += 1;
    const n = socket.counted;
    if (!this.acksHeld) queueMicrotask(() => this.#say(socket, { type: 'ack', n }));
  }

  #say(socket: FakeSocket, message: Ours): void {
    socket.hear(encodeOurs(message));
  }
}

export class FakeSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  binaryType = '';
  counted = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBufferLike }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly url: URL;
  readonly #opened: (socket: FakeSocket) => void;
  readonly #served: (socket: FakeSocket, frame: Uint8Array) => void;

  constructor(url: string, opened: (socket: FakeSocket) => void, served: (socket: FakeSocket, frame: Uint8Array) => void) {
    this.url = new URL(url);
    this.#opened = opened;
    this.#served = served;
  }

  /** `<evaluation>/<room>@<epoch>` */
  get path(): string {
    return this.url.pathname.replace('/ws/', '');
  }

  send(frame: Uint8Array): void {
    if (this.readyState === 1) this.#served(this, frame);
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.onopen?.();
    this.#opened(this);
  }

  /** Nobody answered. */
  giveUp(): void {
    if (this.readyState === 0) this.drop(1006);
  }

  hear(frame: Uint8Array): void {
    if (this.readyState === 1) this.onmessage?.({ data: frame.slice().buffer });
  }

  /** The server or the network ends it. */
  drop(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }
}

/** Lets everything that is already under way happen; no clock moves. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
