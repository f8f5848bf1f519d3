/** What may be read here no more goes from this device; what is unsent in it is set aside in the same transaction. */
import * as Y from 'yjs';
import { parseRoom } from '../../../shared/domain/audiences.ts';
import type { EvaluationId, SectionId } from '../../../shared/domain/ids.ts';
import { missingOf, type Missing } from '../rescue.ts';
import type { Closed, Rescue } from '../saved.ts';
import type { Local, RoomRow } from './database.ts';
import { throwAway, updatesOf } from './room-rows.ts';

const denied: Closed = { closing: 'access/denied', code: 'access/denied', facts: {} };

/**
 * Throws away every room of the evaluation that `isGranted` does not name. Answers the records that `rescueOf` made; null: what is
 * unsent stays where it is, since nobody could be shown a record. Rejects where the disk refuses: then nothing has changed.
 */
export async function keepGranted(
  local: Local,
  evaluation: EvaluationId,
  isGranted: (room: string) => boolean,
  rescueOf: ((section: SectionId, missing: Missing) => Rescue) | null,
): Promise<readonly Rescue[]> {
  return local.write(['rooms', 'updates', 'aside'], async (transaction) => {
    const rescues: Rescue[] = [];
    const rows = await transaction.objectStore('rooms').getAll(IDBKeyRange.bound([evaluation], [evaluation, []]));
    for (const row of rows.filter(({ room }) => !isGranted(room))) {
      const unsent = isUnsent(row);
      const isEmpty = row.thrown !== undefined && !row.whole && !unsent;
      if (isEmpty || (unsent && !rescueOf)) continue;
      const name = parseRoom(row.room);
      const missing = unsent ? unsentOf(row, await updatesOf(transaction, row)) : null;
      if (missing && rescueOf && name?.kind === 'text') rescues.push(rescueOf(name.section, missing));
      await throwAway(transaction, row, denied);
    }
    for (const rescue of rescues) await transaction.objectStore('aside').put(rescue);
    return rescues;
  });
}

function isUnsent({ dirty }: RoomRow): boolean {
  return Object.keys(dirty).length > 0;
}

function unsentOf({ acked }: RoomRow, updates: readonly Uint8Array[]): Missing | null {
  const doc = new Y.Doc();
  const missing = missingOf(doc, updates, { acked, server: null, unsent: true });
  doc.destroy();
  return missing;
}
