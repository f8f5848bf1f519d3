/** Every implementation of the store, each in its own folder, closed and removed when the test file is through. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Store } from '../../server/ports.ts';
import { openMemory } from '../../server/storage/memory.ts';
import { openSqlite } from '../../server/storage/sqlite.ts';

const folders: string[] = [];
const opened: Store[] = [];

afterAll(async () => {
  for (const store of opened.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-store-'));
  folders.push(folder);
  return folder;
}

/** Opened for this test file; closed with it, should the test not have done so. */
export async function open(folder: string): Promise<Store> {
  return kept(await openSqlite(folder));
}

export const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ['SQLite', () => open(aFolder())],
  ['memory', async () => kept(openMemory())],
];

function kept(store: Store): Store {
  opened.push(store);
  return store;
}
