/** An evaluation in memory: its folded state, the end of its log, and what its rooms hold. */
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { Happened } from '../../shared/domain/events.ts';
import { replay } from '../../shared/domain/evolve/index.ts';
import type { EvaluationId, MemberId, Time } from '../../shared/domain/ids.ts';
import { projectAll, type Names, type Projection } from '../../shared/doc/project.ts';
import type { EventRow, Store } from '../ports.ts';
import { firstHash, headOf, readBody, type Head } from '../storage/chain.ts';
import { must } from '../../shared/domain/assert.ts';

/** `at`: when the last event happened. */
export type Loaded = Read & { readonly names: Names; readonly rooms: RoomTexts };
export type Read = { readonly state: Evaluation; readonly head: Head; readonly at: Time };
/** JSON of each projected room: what tells a changed room from an unchanged one. */
export type RoomTexts = ReadonlyMap<string, string>;

/** Reads and folds a log; null if there is none. A row that can't be read is a damaged store and throws. */
export async function loadLog(store: Store, evaluation: EvaluationId): Promise<Read | null> {
  const rows = await store.readEvents(evaluation);
  if (rows.length === 0) return null;
  const state = must(replay(rows.map((row) => happened(row))), 'a log with rows folds to an evaluation');
  return { state, head: headOf(evaluation, rows), at: rows.at(-1)?.at ?? state.createdAt };
}

export function happened(row: EventRow): Happened {
  const event = readBody(row);
  if (!event.ok) throw new Error(`the log can't be read at ${event.error.seq}: ${event.error.type} (${event.error.fault})`);
  return { seq: row.seq, at: row.at, by: row.by, event: event.value };
}

export function emptyHead(evaluation: EvaluationId): Head {
  return { seq: 0, hash: firstHash(evaluation) };
}

export async function readNames(store: Store, state: Evaluation): Promise<Names> {
  const people = await store.findPeople(Object.keys(state.members) as MemberId[]);
  return Object.fromEntries(people.map(({ id, name }) => [id, name]));
}

/** The rooms whose content differs from before, with their new content, and the texts to compare with next time. */
export function projectChanges(
  state: Evaluation,
  names: Names,
  before: RoomTexts,
): { readonly changed: ReadonlyMap<string, Projection>; readonly texts: RoomTexts } {
  const all = projectAll(state, names);
  const texts = new Map([...all].map(([room, projection]) => [room, JSON.stringify(projection)]));
  return { changed: new Map([...all].filter(([room]) => texts.get(room) !== before.get(room))), texts };
}
