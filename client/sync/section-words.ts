/**
 * What stands in every section as plain words, for searching without a server: from the text that is open in this tab, else from
 * this device, else as the server brought it last.
 */
import * as Y from 'yjs';
import { formatRoom, parseRoom } from '../../shared/domain/audiences.ts';
import type { EvaluationId, FindingId, SectionId } from '../../shared/domain/ids.ts';
import { bodyOf, findingRoots } from '../../shared/doc/roots.ts';
import { plainTextOf } from '../../shared/doc/text.ts';
import type { Local } from './local/database.ts';
import { readRoom, roomsOf } from './local/room-rows.ts';

/** A line per paragraph. Findings may be there before their facts, and after they were hidden. */
export type SectionWords = { readonly body: string; readonly findings: ReadonlyMap<FindingId, string> };

export function wordsOfDoc(doc: Y.Doc): SectionWords {
  const findings = [...findingRoots(doc)].map(([id, text]): [FindingId, string] => [id, plainTextOf(text)]);
  return { body: plainTextOf(bodyOf(doc)), findings: new Map(findings) };
}

export type Sources = {
  readonly local: Local | null;
  readonly evaluation: EvaluationId;
  /** Texts open in this tab. */
  readonly open: ReadonlyMap<SectionId, Y.Doc>;
  /** What the server brought, where there is no disk to keep it on. */
  readonly brought: ReadonlyMap<SectionId, Uint8Array>;
};

/** Sections of which nothing is known here are left out. Never rejects: a disk that can't be read holds nothing. */
export async function readWords({ local, evaluation, open, brought }: Sources): Promise<ReadonlyMap<SectionId, SectionWords>> {
  const words = new Map<SectionId, SectionWords>();
  for (const [section, bytes] of brought) words.set(section, wordsOfUpdates([bytes]));
  if (local) for (const [section, found] of await onDisk(local, evaluation, open).catch(() => [])) words.set(section, found);
  for (const [section, doc] of open) words.set(section, wordsOfDoc(doc));
  return words;
}

async function onDisk(
  local: Local,
  evaluation: EvaluationId,
  open: ReadonlyMap<SectionId, unknown>,
): Promise<readonly (readonly [SectionId, SectionWords])[]> {
  const rows = await roomsOf(local, evaluation);
  const sections = rows.flatMap(({ room }) => {
    const name = parseRoom(room);
    return name?.kind === 'text' && !open.has(name.section) ? [name.section] : [];
  });
  const read = sections.map(async (section) => {
    const { updates } = await readRoom(local, [evaluation, formatRoom({ kind: 'text', section })]);
    return [section, wordsOfUpdates(updates)] as const;
  });
  return Promise.all(read);
}

function wordsOfUpdates(updates: readonly Uint8Array[]): SectionWords {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes)));
  const words = wordsOfDoc(doc);
  doc.destroy();
  return words;
}
