/**
 * One Samsyn process per data folder. The lock is an exclusive SQLite transaction on an empty file of its own: a lock of the
 * operating system, so that kill -9 frees it and nothing stale is left to clean up by hand.
 * It is not `locking_mode=EXCLUSIVE` on the database: backup tools and `sqlite3` may read samsyn.sqlite while Samsyn runs.
 * Trap: POSIX drops a process's locks on a file when it closes *any* descriptor of it. Nobody in this process may open
 * samsyn.lock or samsyn.sqlite by other means than SQLite while a store is open.
 */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreUnavailable } from './unavailable.ts';

/** A process that was just killed may take a moment to be gone. */
const patienceMs = 300;

export type FolderLock = { release(): void };

/** Takes the folder for this process, or throws StoreUnavailable. Other errors are the file system's own. */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'samsyn.lock');
  createPrivately(path);
  const file = new Database(path, { timeout: patienceMs });
  try {
    // Nothing is ever written, so there is no journal to keep, and none to be left behind.
    file.pragma('journal_mode = MEMORY');
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new StoreUnavailable(`The data folder ${folder} is in use by another Samsyn process.`);
    throw error;
  }
  return { release: () => void file.close() };
}

/** Creates the file for its owner's eyes only (0600); one that exists keeps its mode and, see above, is not opened. */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
