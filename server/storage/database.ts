/** Opens the database file: its settings, and its way forward to today's schema. */
import Database from 'better-sqlite3';
import { createPrivately } from './lock.ts';
import { steps } from './schema.ts';
import { StoreUnavailable } from './unavailable.ts';

/** How long a tool that writes (a repair by hand) may hold us up; the event loop stands still meanwhile. */
const patienceMs = 1_000;
const walBytesKept = 64 * 1024 * 1024;

export function openDatabase(path: string): Database.Database {
  // SQLite gives the WAL and its index the mode of the main file, so this one mode covers all three.
  createPrivately(path);
  const database = new Database(path, { timeout: patienceMs });
  try {
    // Before anything is written: a file of a newer version stays byte-identical.
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > steps.length)
      throw new StoreUnavailable(`${path} was written by a newer Samsyn (schema ${version}, this one knows up to ${steps.length}).`);
    database.pragma('journal_mode = WAL');
    // The library is built with NORMAL for WAL, under which a power cut takes back commits that were acknowledged.
    database.pragma('synchronous = FULL');
    database.pragma('fullfsync = ON');
    database.pragma('foreign_keys = ON');
    // Without it INSERT OR REPLACE would delete rows past the append-only triggers.
    database.pragma('recursive_triggers = ON');
    database.pragma(`journal_size_limit = ${walBytesKept}`);
    for (const [index, step] of steps.slice(version).entries()) {
      database.transaction(() => {
        database.exec(step);
        database.pragma(`user_version = ${version + index + 1}`);
      })();
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
