/** What a service worker's global has, as far as ours uses it: the types of the DOM leave it out, and those of workers contradict them. */

/** The event ends when what it waits for has ended; a failure fails the step (an install, an activation). */
export interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchEvent extends Event {
  readonly request: Request;
  /** Not called: the browser does what it would do without a worker. */
  respondWith(answer: Promise<Response>): void;
}

export interface WorkerScope {
  readonly caches: CacheStorage;
  readonly location: Location;
  readonly navigator: Navigator;
  /** Takes pages over that were loaded without a worker. */
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}
