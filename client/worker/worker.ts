/** The service worker: built by server/build-shell.ts as /worker.js, with the list of the build's files in it. So every build has another worker. */
import type { WorkerScope } from './scope.ts';
import { Shell, type Build } from './shell.ts';

/** Written in by the build. */
declare const builtClient: Build;

// Milliseconds. As long as somebody looks at a white page before they try again.
const patienceMs = 3_000;

const worker = globalThis as unknown as WorkerScope;
const shell = new Shell(builtClient, {
  origin: worker.location.origin,
  caches: worker.caches,
  fetch: (request, init) => fetch(request, init),
  patience: () => new Promise((done) => setTimeout(done, patienceMs)),
  locks: async () => ((await worker.navigator.locks.query()).held ?? []).map(({ name }) => name ?? ''),
});

// At once, beside pages of earlier builds: they keep their files, and whoever opens a page without network gets the newest whole build.
worker.addEventListener('install', (event) => event.waitUntil(shell.keep().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(Promise.all([worker.clients.claim(), shell.letGo()])));
worker.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request);
  if (answer) event.respondWith(answer);
});
