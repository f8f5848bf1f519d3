/** What lies on this device and nowhere else, by evaluation. */
import * as Y from 'yjs';
import { parseRoom } from '../../../shared/domain/audiences.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { summarySection, type EvaluationId, type SectionId } from '../../../shared/domain/ids.ts';
import { readRooms } from '../../../shared/doc/read.ts';
import type { Rescue } from '../saved.ts';
import { wordsBeyond } from '../unsent-text.ts';
import type { Local, OutboxRow, RoomKey, RoomRow } from './database.ts';
import { readRoom } from './room-rows.ts';

export type WorkIn = {
  readonly evaluation: EvaluationId;
  /** Commands or text wait to be sent. */
  readonly unsent: boolean;
  readonly commands: readonly OutboxRow[];
  /** Words typed here that the server may not have. */
  readonly texts: readonly { readonly section: SectionId; readonly words: string }[];
  /** Not accepted, and not let go of. */
  readonly aside: readonly Rescue[];
};

export async function evaluationsWithWork(local: Local): Promise<readonly WorkIn[]> {
  const [commands, aside, rooms] = await local.read((database) =>
    Promise.all([database.getAll('outbox'), database.getAll('aside'), database.getAll('rooms')]),
  );
  const dirty = rooms.filter((row) => Object.keys(row.dirty).length > 0);
  const ids = new Set([...commands, ...aside, ...dirty].map(({ evaluation }) => evaluation as EvaluationId));
  const work = [...ids].map(async (evaluation): Promise<WorkIn> => {
    const given = commands.filter((row) => row.evaluation === evaluation);
    const written = dirty.filter((row) => row.evaluation === evaluation);
    return {
      evaluation,
      unsent: given.length > 0 || written.length > 0,
      commands: given,
      texts: await Promise.all(written.map((row) => wordsIn(local, row))),
      aside: aside.filter((row) => row.evaluation === evaluation),
    };
  });
  return Promise.all(work);
}

async function wordsIn(local: Local, { evaluation, room, acked }: RoomRow) {
  const name = parseRoom(room);
  const doc = await readDocument(local, [evaluation, room]);
  const words = wordsBeyond(doc, acked);
  doc.destroy();
  return { section: name?.kind === 'text' ? name.section : summarySection, words };
}

/** The evaluation's facts as this device had them last, for names in a file; null: never here. */
export async function factsOnDisk(local: Local, evaluation: EvaluationId): Promise<Evaluation | null> {
  const [state, team, me] = await Promise.all(
    (['state', 'team', `me.${local.member}`] as const).map((room) => readDocument(local, [evaluation, room])),
  );
  return state ? (readRooms({ state, team: team ?? null, me: me ?? null, ballots: new Map() }, local.member)?.evaluation ?? null) : null;
}

async function readDocument(local: Local, key: RoomKey): Promise<Y.Doc> {
  const { updates } = await readRoom(local, key);
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes)));
  return doc;
}
