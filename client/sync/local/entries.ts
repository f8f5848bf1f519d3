/** Which evaluations have been open on this device, with what it takes to open them again without network. */
import type { EvaluationId } from '../../../shared/domain/ids.ts';
import type { EvaluationEntry } from '../../../shared/protocol/http.ts';
import type { Local } from './database.ts';

export async function readEntry(local: Local, id: EvaluationId): Promise<EvaluationEntry | null> {
  return (await local.read((database) => database.get('entries', id)))?.entry ?? null;
}

export async function keepEntry(local: Local, entry: EvaluationEntry): Promise<void> {
  await local.write(['entries'], async (transaction) => {
    const before = await transaction.objectStore('entries').get(entry.id);
    await transaction.objectStore('entries').put({ id: entry.id, entry, textsTag: before?.textsTag ?? null });
  });
}

export async function dropEntry(local: Local, id: EvaluationId): Promise<void> {
  await local.write(['entries'], (transaction) => transaction.objectStore('entries').delete(id));
}

/** The tag of the last answer with all texts: nothing is fetched twice. */
export async function readTextsTag(local: Local, id: EvaluationId): Promise<string | null> {
  return (await local.read((database) => database.get('entries', id)))?.textsTag ?? null;
}

export async function keepTextsTag(local: Local, id: EvaluationId, textsTag: string): Promise<void> {
  await local.write(['entries'], async (transaction) => {
    const before = await transaction.objectStore('entries').get(id);
    if (before) await transaction.objectStore('entries').put({ ...before, textsTag });
  });
}
