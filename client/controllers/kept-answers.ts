/** Answers of the server that this device keeps for its member, to be shown while there is no contact. Never rejects: without a database nothing is kept. */
import type { MemberId, Time } from '../../shared/domain/ids.ts';
import { localOf } from './session-ports.ts';

export async function keepAnswer(member: MemberId, name: string, value: unknown): Promise<void> {
  try {
    const local = await localOf(member);
    await local?.write(['answers'], (transaction) => transaction.objectStore('answers').put({ value, at: Date.now() }, name));
  } catch {
    // The device is full, or will not: the next answer may have more luck.
  }
}

/** As it was kept, to be parsed by whoever asks; null: there is none. */
export async function keptAnswer(member: MemberId, name: string): Promise<{ readonly value: unknown; readonly at: Time } | null> {
  try {
    const local = await localOf(member);
    return (await local?.read((database) => database.get('answers', name))) ?? null;
  } catch {
    return null;
  }
}
