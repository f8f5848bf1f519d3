/**
 * The hash chain over an evaluation's events, pure over rows: each hash covers every field of its row and the hash before it,
 * so that a changed, removed or moved row is found. Rows cut off at the end are not: editions print the head hash for that.
 */
import { createHash } from 'node:crypto';
import type { Event } from '../../shared/domain/events.ts';
import { eventVersion } from '../../shared/domain/events.ts';
import type { EvaluationId, MemberId, Time } from '../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { EventRow, Random } from '../ports.ts';
import { canonical } from './canonical.ts';
import { storedBody } from './bodies.ts';

export { canonical } from './canonical.ts';
export { readBody, storedBody, salted, type BodyFault } from './bodies.ts';

/** Where a chain ends: the seq and the hash (hex) of its last row; seq 0 and `firstHash` before the first. */
export type Head = { readonly seq: number; readonly hash: string };
export type ChainFault = { readonly seq: number; readonly fault: 'seq' | 'prevHash' | 'hash' };
/** An event and who brought it about, before it has its place in the chain. */
export type Entry = { readonly at: Time; readonly by: MemberId | null; readonly event: Event };

/** What the first row of an evaluation chains to: its own, so that one evaluation's log can't pass for another's. */
export function firstHash(evaluation: EvaluationId): string {
  return sha256(canonical(['samsyn', evaluation]));
}

/** The hash (hex SHA-256) of a row that follows `prevHash`. The body goes in as the text it is stored as, not as its value. */
export function hashOf(prevHash: string, evaluation: EvaluationId, row: Omit<EventRow, 'prevHash' | 'hash'>): string {
  return sha256(canonical([prevHash, evaluation, row.seq, row.at, row.by, row.type, row.version, row.body]));
}

export function headOf(evaluation: EvaluationId, rows: readonly EventRow[]): Head {
  const last = rows.at(-1);
  return last ? { seq: last.seq, hash: last.hash } : { seq: 0, hash: firstHash(evaluation) };
}

/** The rows that carry these events on from `head`, ready to be committed. */
export function chain(evaluation: EvaluationId, head: Head, entries: readonly Entry[], random: Random): readonly EventRow[] {
  let { seq, hash: prevHash } = head;
  return entries.map(({ at, by, event }) => {
    seq += 1;
    const plain = { seq, at, by, type: event.type, version: eventVersion(event.type), body: storedBody(event, random) };
    const row: EventRow = { ...plain, prevHash, hash: hashOf(prevHash, evaluation, plain) };
    prevHash = row.hash;
    return row;
  });
}

/** Checks a whole log from its first row. Answers the head hash, or the first row that does not fit, by the seq it should have. */
export function verifyChain(evaluation: EvaluationId, rows: readonly EventRow[]): Result<string, ChainFault> {
  let prevHash = firstHash(evaluation);
  for (const [index, row] of rows.entries()) {
    const seq = index + 1;
    if (row.seq !== seq) return err({ seq, fault: 'seq' });
    if (row.prevHash !== prevHash) return err({ seq, fault: 'prevHash' });
    if (row.hash !== hashOf(prevHash, evaluation, row)) return err({ seq, fault: 'hash' });
    prevHash = row.hash;
  }
  return ok(prevHash);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
