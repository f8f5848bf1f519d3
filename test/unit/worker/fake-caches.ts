/** The browser's caches as far as the shell uses them: in memory, by path, in the order in which they were made. */
type Options = { readonly cacheName?: string };

class FakeCache {
  readonly kept = new Map<string, Response>();

  match(path: string): Promise<Response | undefined> {
    return Promise.resolve(this.kept.get(path)?.clone());
  }

  put(path: string, response: Response): Promise<void> {
    this.kept.set(path, response);
    return Promise.resolve();
  }
}

export class FakeCaches {
  readonly #all = new Map<string, FakeCache>();

  /** What lies in one of them, in the order of keeping. */
  paths(name: string): readonly string[] {
    return [...(this.#all.get(name)?.kept.keys() ?? [])];
  }

  open(name: string): Promise<Cache> {
    const cache = this.#all.get(name) ?? new FakeCache();
    this.#all.set(name, cache);
    return Promise.resolve(cache as unknown as Cache);
  }

  async match(path: RequestInfo | URL, { cacheName }: Options = {}): Promise<Response | undefined> {
    for (const [name, cache] of this.#all) {
      const found = cacheName === undefined || cacheName === name ? await cache.match(String(path)) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.#all.keys()]);
  }

  has(name: string): Promise<boolean> {
    return Promise.resolve(this.#all.has(name));
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.#all.delete(name));
  }
}
