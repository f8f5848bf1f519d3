/** Work that was not accepted, on this device until its author lets it go. */
import type { EvaluationId } from '../../../shared/domain/ids.ts';
import type { Rescue } from '../saved.ts';
import type { Local } from './database.ts';

/** Oldest first. */
export async function readAside(local: Local, evaluation: EvaluationId): Promise<readonly Rescue[]> {
  const rows = await local.read((database) => database.getAllFromIndex('aside', 'evaluation', evaluation));
  return rows.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

export async function keepAside(local: Local, rescue: Rescue): Promise<void> {
  await local.write(['aside'], (transaction) => transaction.objectStore('aside').put(rescue));
}

export async function dropAside(local: Local, id: string): Promise<void> {
  await local.write(['aside'], (transaction) => transaction.objectStore('aside').delete(id));
}
