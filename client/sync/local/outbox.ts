/** Commands that wait, on this device: in the order they were given, those of all tabs of this member. */
import type { CommandId, EvaluationId } from '../../../shared/domain/ids.ts';
import type { Entry } from '../outbox.ts';
import type { Rescue } from '../saved.ts';
import type { Local } from './database.ts';

export type OutboxDisk = {
  add(entry: Entry): Promise<void>;
  /** Takes answered commands away; `asides` are kept in the same transaction. */
  remove(ids: readonly CommandId[], asides: readonly Rescue[]): Promise<void>;
  read(): Promise<readonly Entry[]>;
};

export function outboxOn(local: Local, evaluation: EvaluationId): OutboxDisk {
  return {
    add: ({ envelope, at, mark }) =>
      local.write(['outbox'], async (transaction) => {
        await transaction.objectStore('outbox').add({ id: envelope.id, evaluation, envelope, at, mark });
      }),
    remove: (ids, asides) =>
      local.write(['outbox', 'aside'], async (transaction) => {
        for (const each of asides) await transaction.objectStore('aside').put(each);
        const outbox = transaction.objectStore('outbox');
        for (const id of ids) {
          for (const key of await outbox.index('id').getAllKeys(id)) await outbox.delete(key);
        }
      }),
    read: async () => {
      // By the index, then by the key: in the order they were given.
      const rows = await local.read((database) => database.getAllFromIndex('outbox', 'evaluation', evaluation));
      return rows.map(({ envelope, at, mark }) => ({ envelope, at, mark, done: null }));
    },
  };
}
