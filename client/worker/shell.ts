/**
 * Keeps the built client on this device, build by build, so that pages open without network. Only files of a build are ever kept,
 * each checked against its hash; what pages ask for and what the API answers is not.
 */
import { cachePrefix, entriesOf } from './names.ts';

export type BuiltFile = {
  /** Of the address; `/` is the page. */
  readonly path: string;
  /** As in the attribute `integrity`. */
  readonly integrity: string;
};
export type Build = { readonly id: string; readonly files: readonly BuiltFile[] };

export type ShellPorts = {
  readonly origin: string;
  readonly caches: CacheStorage;
  fetch(request: Request | string, init?: RequestInit): Promise<Response>;
  /** Resolves when a page has waited long enough for the network. */
  patience(): Promise<void>;
  /** Names of all locks that are held on this device. */
  locks(): Promise<readonly string[]>;
};

/** Never touched: facts, private or not, have their own place on this device, by member. */
const serversOwn = /^\/(?:api|ws|check)(?:\/|$)|^\/(?:healthz|readyz|metrics|worker\.js)$/;
const hashed = /^\/assets\//;
const isHtml = (response: Response) => (response.headers.get('content-type') ?? '').startsWith('text/html');
// The browser negotiates encodings below us; what is kept is the same file in any.
const anyEncoding = { ignoreVary: true };

export class Shell {
  readonly #build: Build;
  readonly #ports: ShellPorts;
  readonly #name: string;
  readonly #paths: ReadonlySet<string>;

  constructor(build: Build, ports: ShellPorts) {
    this.#build = build;
    this.#ports = ports;
    this.#name = cachePrefix + build.id;
    this.#paths = new Set(build.files.map(({ path }) => path));
  }

  /** Fetches what is not here yet; goes on where an earlier try stopped. @throws when a file is not to be had as it was built */
  async keep(): Promise<void> {
    const { caches } = this.#ports;
    const cache = await caches.open(this.#name);
    // One after the other: whoever opened a page is working in it now, and the browser has few lines to a server.
    for (const file of this.#build.files) {
      if (await cache.match(file.path, anyEncoding)) continue;
      const earlier = hashed.test(file.path) ? await caches.match(file.path, anyEncoding) : undefined;
      await cache.put(file.path, earlier ?? (await this.#fetchWhole(file)));
    }
  }

  /** Deletes earlier builds in which no page runs any more. Later ones are being fetched by the next worker. */
  async letGo(): Promise<void> {
    const { caches, locks } = this.#ports;
    // In the order in which they were made.
    const names = (await caches.keys()).filter((name) => name.startsWith(cachePrefix));
    const own = names.indexOf(this.#name);
    // Where the browser has cleared ours, nothing says which of the others came before it.
    if (own < 0) return;
    const entries = entriesOf(await locks());
    for (const name of names.slice(0, own)) {
      const cache = await caches.open(name);
      const running = await Promise.all(entries.map((entry) => cache.match(entry, anyEncoding)));
      if (running.every((file) => file === undefined)) await caches.delete(name);
    }
  }

  /** null: not ours, the browser does as ever. */
  answer(request: Request): Promise<Response> | null {
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== this.#ports.origin || serversOwn.test(pathname)) return null;
    if (hashed.test(pathname) || (pathname !== '/' && this.#paths.has(pathname))) return this.#file(request, pathname);
    return request.mode === 'navigate' ? this.#page(request) : null;
  }

  /** A page that was opened in an earlier build finds its files in that one's cache. */
  async #file(request: Request, path: string): Promise<Response> {
    return (await this.#kept(path)) ?? (await this.#ports.caches.match(path, anyEncoding)) ?? this.#ports.fetch(request);
  }

  /** The server's page, which may be of a newer build; ours when it does not answer, answers that it can't, or takes too long. */
  async #page(request: Request): Promise<Response> {
    const { fetch, patience } = this.#ports;
    const network = fetch(request);
    const usable = network.then(
      (response) => (response.status < 500 ? response : null),
      () => null,
    );
    return (await Promise.race([usable, patience().then(() => null)])) ?? (await this.#kept('/')) ?? network;
  }

  async #kept(path: string): Promise<Response | undefined> {
    // Not `open`: that would make an empty one where the browser has cleared it.
    return this.#ports.caches.match(path, { cacheName: this.#name, ...anyEncoding });
  }

  async #fetchWhole({ path, integrity }: BuiltFile): Promise<Response> {
    // `no-cache` asks whether a copy is still true: one that was spoilt in passing is replaced.
    const response = await this.#ports.fetch(path, { integrity, cache: 'no-cache', priority: 'low' });
    if (response.status !== 200 || response.redirected || isHtml(response) !== (path === '/')) {
      throw new Error(`${path} is not what was built: ${response.status} ${response.headers.get('content-type')}`);
    }
    return response;
  }
}
