/** Names by which pages and the worker find each other's things: caches of builds, and the locks of pages that run one. */

/** Each build is kept whole in a cache of its own. */
export const cachePrefix = 'samsyn.shell.';

/** A page holds this lock for as long as it lives; the browser lets go of it, whatever the page's end. `entry`: path of the script it began with. */
export function lockOf(entry: string): string {
  return `samsyn.page ${entry}`;
}

/** The entries of the pages that hold a lock, out of the names of all locks. */
export function entriesOf(locks: readonly string[]): readonly string[] {
  const start = lockOf('');
  return locks.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}
