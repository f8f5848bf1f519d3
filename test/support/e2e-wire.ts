/**
 * Everything that reached one person's browser and everything that left it: frames of sockets, bodies of answers, addresses.
 * From the frames come replicas: what the page has in each room, without a look into the page.
 */
import * as decoding from 'lib0/decoding';
import type { BrowserContext, Page, Request, WebSocket } from '@playwright/test';
import * as Y from 'yjs';
import { carriesUpdate, frameTypes, readFrame, readOurs, type Ours } from '../../shared/protocol/frames.ts';
import { Texts } from '../../shared/protocol/http.ts';
import { roomPathPrefix } from '../../shared/protocol/room-path.ts';

/** What the pages of one person hold of a room: all that came and all that was sent, over reconnections. */
export type WireReplica = {
  /** `<evaluation>/<room>@<epoch>` */
  readonly path: string;
  /** Begun afresh after a refusal, as in the page. */
  doc: Y.Doc;
  /** Sockets that are open now. */
  sockets: number;
};
type Reject = Extract<Ours, { type: 'reject' }>;
type Line = { readonly page: Page; readonly replica: WireReplica; readonly sent: Uint8Array[]; acked: number; open: boolean };
/** Updates that the server said it has committed, of one room. */
export type Acked = { readonly path: string; readonly updates: readonly Uint8Array[] };

export class Wire {
  readonly rooms = new Map<string, WireReplica>();
  /** What the server refused in a room, with the room's path. */
  readonly rejects: (Reject & { readonly path: string })[] = [];
  /** Commands that were answered with a yes: their ids. */
  readonly carriedOut = new Set<string>();
  /** Every address that any page asked for. */
  readonly addresses: string[] = [];
  readonly #lines = new Set<Line>();
  readonly #frames: Buffer[] = [];
  readonly #bodies: Promise<string>[] = [];

  constructor(context: BrowserContext) {
    context.on('page', (page: Page) => {
      page.on('websocket', (socket) => this.#open(socket, page));
      // Sockets go with the document that opened them, and nothing else says so. Twice, since one may be told of late.
      page.on('request', (request) => request.isNavigationRequest() && this.#leave(page));
      page.on('domcontentloaded', () => this.#leave(page));
      page.on('close', () => this.#leave(page));
    });
    context.on('request', (request) => this.addresses.push(request.url()));
    // Finished: the body of one that a page left behind would never come.
    context.on('requestfinished', (request) => this.#hear(request));
  }

  /** Rooms with an open socket, by name without evaluation and epoch. */
  openRooms(evaluation: string): readonly WireReplica[] {
    return [...this.rooms.values()].filter(({ path, sockets }) => sockets > 0 && path.startsWith(`${evaluation}/`));
  }

  /** The replica of a room, whatever its epoch. */
  room(evaluation: string, name: string): WireReplica | undefined {
    return [...this.rooms.values()].find(({ path }) => path.startsWith(`${evaluation}/${name}@`));
  }

  /** Whether every update sent on an open socket was acknowledged as committed. */
  get isSaved(): boolean {
    return [...this.#lines].every(({ open, sent, acked }) => !open || sent.length === acked);
  }

  /** What was acknowledged so far, on all sockets that ever were. */
  get acked(): readonly Acked[] {
    return [...this.#lines].map(({ replica: { path }, sent, acked }) => ({ path, updates: sent.slice(0, acked) }));
  }

  /** Whether these words came to this browser in any way: frames and answers, as they went over the line. */
  async hasHeard(words: string): Promise<boolean> {
    const wanted = Buffer.from(words);
    const bodies = await Promise.all(this.#bodies);
    return this.#frames.some((frame) => frame.includes(wanted)) || bodies.some((body) => body.includes(words));
  }

  #hear(request: Request): void {
    const { pathname } = new URL(request.url());
    // Bodies of files are ours, the same for everybody.
    if (!pathname.startsWith('/api/')) return;
    const body = async () => {
      const response = await request.response();
      if (pathname.endsWith('/commands') && response?.ok()) this.carriedOut.add((request.postDataJSON() as { id: string }).id);
      const text = (await response?.text()) ?? '';
      if (response?.status() === 200 && pathname.endsWith('/texts')) this.#fetched(pathname.split('/')[3] ?? '', text);
      return text;
    };
    this.#bodies.push(body().catch(() => ''));
  }

  /** Texts that came in one answer: the page has them when it joins their rooms. */
  #fetched(evaluation: string, body: string): void {
    for (const { section, epoch, bytes } of Texts.parse(JSON.parse(body)).texts) {
      const path = `${evaluation}/text.${section}@${epoch}`;
      const replica = this.rooms.get(path) ?? { path, doc: new Y.Doc(), sockets: 0 };
      this.rooms.set(path, replica);
      Y.applyUpdate(replica.doc, Buffer.from(bytes, 'base64'));
    }
  }

  #leave(page: Page): void {
    for (const line of this.#lines) if (line.page === page) this.#close(line);
  }

  #close(line: Line): void {
    if (line.open) line.replica.sockets -= 1;
    line.open = false;
  }

  #open(socket: WebSocket, page: Page): void {
    const { pathname } = new URL(socket.url());
    this.addresses.push(socket.url());
    if (!pathname.startsWith(roomPathPrefix)) return;
    const path = decodeURIComponent(pathname.slice(roomPathPrefix.length));
    const replica = this.rooms.get(path) ?? { path, doc: new Y.Doc(), sockets: 0 };
    this.rooms.set(path, replica);
    replica.sockets += 1;
    const line: Line = { page, replica, sent: [], acked: 0, open: true };
    this.#lines.add(line);
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string') return;
      const frame = carriesUpdate(payload) ? readFrame(payload) : null;
      if (frame?.type !== 'update') return;
      line.sent.push(frame.update);
      Y.applyUpdate(replica.doc, frame.update);
    });
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string') return;
      this.#frames.push(payload);
      if (payload[0] === frameTypes.ours) this.#said(line, payload);
      else this.#heardStock(replica, payload);
    });
    socket.on('close', () => this.#close(line));
  }

  #said(line: Line, frame: Buffer): void {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    const message = readOurs(decoder);
    if (message.type === 'ack') line.acked = message.n;
    if (message.type !== 'reject') return;
    this.rejects.push({ ...message, path: line.replica.path });
    line.replica.doc = new Y.Doc();
  }

  #heardStock(replica: WireReplica, bytes: Buffer): void {
    const frame = readFrame(bytes);
    if (frame?.type === 'update') Y.applyUpdate(replica.doc, frame.update);
  }
}
