/**
 * The store on SQLite: one file, samsyn.sqlite, in the data folder. What it answered is on the disk. Calls to SQLite are
 * synchronous and short; promises are the port's shape, so that errors reject and another store may take its time.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import type { Store } from '../ports.ts';
import { carryOutIn } from './commits.ts';
import { openDatabase } from './database.ts';
import { factTables } from './facts.ts';
import { groupCommit } from './group-commit.ts';
import { instrumentTable } from './instruments.ts';
import { invitationTables } from './invitations.ts';
import { lockFolder, type FolderLock } from './lock.ts';
import { peopleTables } from './people.ts';
import { roomTables } from './rooms.ts';
import { reasonOf, StoreUnavailable } from './unavailable.ts';

export { StoreUnavailable } from './unavailable.ts';

export const databaseName = 'samsyn.sqlite';

/** Opens the store in this folder, which is created if need be. Rejects with StoreUnavailable, one line, if that can't be. */
export async function openSqlite(folder: string): Promise<Store> {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return openLocked(join(path, databaseName), lockFolder(path));
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    throw new StoreUnavailable(`The data folder ${path} can't be used: ${reasonOf(error)}`);
  }
}

function openLocked(file: string, lock: FolderLock): Store {
  let database: Database.Database | undefined;
  try {
    database = openDatabase(file);
    return storeIn(database, lock);
  } catch (error) {
    database?.close();
    lock.release();
    throw error;
  }
}

function storeIn(database: Database.Database, lock: FolderLock): Store {
  const group = groupCommit(carryOutIn(database));
  const beat = database.prepare('UPDATE pulse SET beats = beats + 1');
  // A file that can be read but not written shows only when written.
  beat.run();
  return {
    ...factTables(database),
    ...roomTables(database),
    ...peopleTables(database),
    ...invitationTables(database),
    ...instrumentTable(database),
    commit: group.commit,
    ready: async () => void beat.run(),
    close: async () => {
      if (!database.open) return;
      group.flush();
      // The last connection to close writes the WAL back into the one file.
      database.close();
      lock.release();
    },
  };
}
