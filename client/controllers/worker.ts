/** The page's side of the service worker: has the shell kept on this device, and fetches a newer one when the server asks for it. */
import { cachePrefix, lockOf } from '../worker/names.ts';

// Milliseconds.
const quietMs = 1_500;
const idleMs = 5_000;
const newestMs = 15_000;
const reloadAgainMs = 60_000;
const reloadedKey = 'samsyn.reloaded';

/** Not there over http beyond this machine, and in some private windows: everything then works, but not without network. */
function workers(): ServiceWorkerContainer | null {
  return (navigator.serviceWorker as ServiceWorkerContainer | undefined) ?? null;
}

/**
 * Keeps the shell, so that the next page opens without network. In development nothing is kept, and what was is dropped.
 * `entry`: address of the script the page began with.
 */
export function keepShell(entry: string): void {
  const container = workers();
  if (!container) return;
  if (!import.meta.env.PROD) return void drop(container);
  holdBuild(entry);
  whenQuiet(() => {
    // A browser that forbids it (private windows) has said so to nobody but us.
    container.register('/worker.js', { updateViaCache: 'none' }).catch(() => {});
  });
}

/**
 * Loads the page anew, in the newest shell the server has: for when it takes this client no more. Not twice within a minute in the
 * same tab: then, or when the browser does not let that be remembered, nothing happens, and the person has the button.
 */
export async function refreshShell(): Promise<void> {
  if (!mayReload()) return;
  await Promise.race([newestShell(), new Promise((done) => setTimeout(done, newestMs))]);
  location.reload();
}

let asked: Promise<boolean> | undefined;
/**
 * Asks the browser not to clear what lies here when space is short; answers whether it promised. Asks once per page, and only
 * after a gesture: Firefox shows a question.
 */
export function askToKeep(): Promise<boolean> {
  return (asked ??= askBrowser());
}

async function askBrowser(): Promise<boolean> {
  try {
    const storage = navigator.storage as StorageManager | undefined;
    return storage !== undefined && ((await storage.persisted()) || (await storage.persist()));
  } catch {
    return false;
  }
}

/** The worker lets go of a build when no page holds it any more. */
function holdBuild(entry: string): void {
  const forEver = () => new Promise<never>(() => {});
  navigator.locks.request(lockOf(new URL(entry).pathname), { mode: 'shared' }, forEver).catch(() => {});
}

/** What keeping fetches must not stand in the way of what the person came for: their section and its editor. */
function whenQuiet(begin: () => void): void {
  const soon = () =>
    setTimeout(() => {
      // Safari has no idle callbacks.
      if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: idleMs });
      else begin();
    }, quietMs);
  if (document.readyState === 'complete') soon();
  else window.addEventListener('load', soon, { once: true });
}

/** Resolves when the newest worker there is has its files and answers, or when there is none to be had. */
async function newestShell(): Promise<void> {
  try {
    const registration = await workers()?.getRegistration();
    await registration?.update();
    const coming = registration?.installing ?? registration?.waiting;
    if (coming) await settled(coming);
  } catch {
    // Without worker or without contact: the page that the server answers with is new anyway.
  }
}

function settled(worker: ServiceWorker): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (worker.state === 'activated' || worker.state === 'redundant') done();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(reloadedKey) ?? 0);
    // A clock that was put back must not forbid it for long.
    if (Math.abs(Date.now() - last) < reloadAgainMs) return false;
    sessionStorage.setItem(reloadedKey, String(Date.now()));
    return true;
  } catch {
    return false;
  }
}

async function drop(container: ServiceWorkerContainer): Promise<void> {
  for (const registration of await container.getRegistrations()) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(cachePrefix)) await caches.delete(name);
}
