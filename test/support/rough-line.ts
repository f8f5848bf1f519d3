/**
 * A bad network between browsers and the product: a TCP proxy that delays what goes through (in order), cuts lines in the middle, and
 * for spells lets nobody in. Calm until told otherwise. Its dice have a seed, so that a story can be told again.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export type Weather = {
  /** Most milliseconds that a piece is held back. */
  readonly delayMs: number;
  /** A line lives this many milliseconds on average. */
  readonly lifeMs: number;
  /** Every so many milliseconds nobody is let in for half a second. */
  readonly spellMs: number;
};

type Line = { readonly cut: () => void; life: NodeJS.Timeout | null };

export class RoughLine {
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  #target = 0;
  #weather: Weather | null = null;
  #seed: number;
  #closedUntil = 0;
  #timer: NodeJS.Timeout | null = null;
  cuts = 0;

  private constructor(seed: number) {
    this.#seed = seed;
    this.#server = createServer((socket) => this.#carry(socket));
  }

  static async open(seed = 1): Promise<RoughLine> {
    const line = new RoughLine(seed);
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Where the product listens now. */
  leadsTo(port: number): void {
    this.#target = port;
  }

  /** null: calm; lines that stand are left alone. */
  set weather(weather: Weather | null) {
    this.#weather = weather;
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = weather && setInterval(() => (this.#closedUntil = Date.now() + 500), weather.spellMs);
    for (const line of this.#lines) this.#age(line);
  }

  /** Cuts every line that stands. */
  cutAll(): void {
    for (const line of this.#lines) line.cut();
  }

  async close(): Promise<void> {
    this.weather = null;
    this.cutAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #carry(near: Socket): void {
    const far = connect(this.#target, '127.0.0.1');
    const cut = () => {
      if (line.life) clearTimeout(line.life);
      this.#lines.delete(line);
      near.destroy();
      far.destroy();
    };
    const line: Line = { cut, life: null };
    for (const socket of [near, far]) socket.on('error', cut).on('close', cut);
    this.#lines.add(line);
    if (this.#weather && Date.now() < this.#closedUntil) return cut();
    this.#age(line);
    this.#pass(near, far);
    this.#pass(far, near);
  }

  #age(line: Line): void {
    if (line.life) clearTimeout(line.life);
    line.life = null;
    if (!this.#weather) return;
    const life = this.#weather.lifeMs * (0.2 + 1.6 * this.#dice());
    line.life = setTimeout(() => {
      this.cuts += 1;
      line.cut();
    }, life);
  }

  /** Piece by piece, each held back a while, never overtaking the one before. */
  #pass(from: Socket, to: Socket): void {
    let due = 0;
    from.on('data', (piece) => {
      due = Math.max(due, Date.now() + (this.#weather?.delayMs ?? 0) * this.#dice());
      const wait = due - Date.now();
      if (wait <= 0) to.write(piece);
      else setTimeout(() => to.write(piece), wait);
    });
  }

  /** Mulberry32: small, and the same everywhere. */
  #dice(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
