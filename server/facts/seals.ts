/** What a seal says, and whether the seals of an evaluation still say it. */
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { findingsOf, type Evaluation } from '../../shared/domain/evaluation.ts';
import type { EventOf } from '../../shared/domain/events.ts';
import { evolve } from '../../shared/domain/evolve/index.ts';
import type { EvaluationId, SectionId } from '../../shared/domain/ids.ts';
import { must } from '../../shared/domain/assert.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import { sealedText } from '../../shared/doc/sealed.ts';
import type { RoomKey, Store, UpdateRow } from '../ports.ts';
import { canonical } from '../storage/canonical.ts';
import { happened } from './loaded.ts';

/** SHA-256 (hex) over canonical JSON of the section's text and findings. `state`: the facts just before the seal. */
export function sealHash(doc: Y.Doc, state: Evaluation, section: SectionId): string {
  return createHash('sha256')
    .update(canonical(sealedText(doc, findingsOf(state, section))), 'utf8')
    .digest('hex');
}

/** Under which name the state is kept: `signoff-1` for the first sign-off. `state`: the facts just before the seal. */
export function sealName(state: Evaluation, section: SectionId): string {
  return `signoff-${must(state.sections[section], 'a section that is sealed exists').version + 1}`;
}

/**
 * `seal`: the text's log has no seal there · `text`: its log does not lead to what was sealed · `kept`: there is no state under
 * the name, or it is not what was sealed.
 */
export type SealFault = { readonly section: SectionId; readonly name: string; readonly fault: 'seal' | 'text' | 'kept' };

/**
 * Checks every seal an evaluation ever had, those of reopened sections too: the text is read anew from its log up to the seal,
 * hashed with the findings of that moment, and compared; the kept state likewise. Answers how many there are, or all faults.
 * Throws when the log of events can't be read: its chain is checked first.
 */
export async function verifySeals(store: Store, evaluation: EvaluationId): Promise<Result<number, readonly SealFault[]>> {
  const texts = new Map<SectionId, LoggedText>();
  const faults: SealFault[] = [];
  let seals = 0;
  let state: Evaluation | null = null;
  for (const row of await store.readEvents(evaluation)) {
    const each = happened(row);
    if (each.event.type === 'section.signedOff') {
      const { section } = each.event;
      const before = must(state, 'an evaluation is created before a section of it is signed off');
      const text = texts.get(section) ?? (await readText(store, evaluation, section));
      texts.set(section, text);
      const name = sealName(before, section);
      seals += 1;
      for (const fault of await faultsOf(store, before, each.event, text)) faults.push({ section, name, fault });
    }
    state = evolve(state, each);
  }
  for (const { doc } of texts.values()) doc.destroy();
  return faults.length === 0 ? ok(seals) : err(faults);
}

/** A text's log and, read up to `next`, the document it makes. */
type LoggedText = { readonly key: RoomKey; readonly rows: readonly UpdateRow[]; readonly doc: Y.Doc; next: number };

async function readText(store: Store, evaluation: EvaluationId, section: SectionId): Promise<LoggedText> {
  const key: RoomKey = `${evaluation}/text.${section}`;
  return { key, rows: (await store.readRoom(key)).updates, doc: new Y.Doc(), next: 0 };
}

async function faultsOf(
  store: Store,
  before: Evaluation,
  { section, hash, seq }: EventOf<'section.signedOff'>,
  text: LoggedText,
): Promise<readonly SealFault['fault'][]> {
  const faults: SealFault['fault'][] = [];
  const seal = text.rows.find((row) => row.seq === seq);
  if (seal?.by !== null || !saysNothing(seal.bytes)) faults.push('seal');
  const leads = readUpTo(text, seq) && sealHash(text.doc, before, section) === hash;
  if (!leads) faults.push('text');

  const kept = await store.readNamed(text.key, sealName(before, section));
  const doc = new Y.Doc();
  if (kept?.seq !== seq || !applies(doc, kept.state) || sealHash(doc, before, section) !== hash) faults.push('kept');
  doc.destroy();
  return faults;
}

function saysNothing(bytes: Uint8Array): boolean {
  return bytes.length === 2 && bytes[0] === 0 && bytes[1] === 0;
}

/** false: a row of it is no update, or leaves a hole. */
function readUpTo(text: LoggedText, seq: number): boolean {
  for (let row = text.rows[text.next]; row && row.seq <= seq; row = text.rows[text.next]) {
    if (!applies(text.doc, row.bytes)) return false;
    text.next += 1;
  }
  return text.doc.store.pendingStructs === null && text.doc.store.pendingDs === null;
}

function applies(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, update);
    return true;
  } catch {
    return false;
  }
}
