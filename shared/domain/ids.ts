/** The names of things, as branded strings: a criterion's id can't be passed where a member's is wanted. */
import { z } from 'zod';

/** 20 lower-case letters and digits, drawn at random by whoever creates the thing (about 103 bits). */
const drawn = /^[a-z0-9]{20}$/;
/** Ids written by people in an instrument's file: readable, stable over versions. */
const written = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

export const EvaluationId = z.string().regex(drawn).brand('EvaluationId');
export type EvaluationId = z.infer<typeof EvaluationId>;

/** A person has one id on an installation, and it is their member id in every evaluation. */
export const MemberId = z.string().regex(drawn).brand('MemberId');
export type MemberId = z.infer<typeof MemberId>;

export const InvitationId = z.string().regex(drawn).brand('InvitationId');
export type InvitationId = z.infer<typeof InvitationId>;

/** Names one command for ever: sent again with the same id it is answered again, not carried out again. */
export const CommandId = z.string().regex(drawn).brand('CommandId');
export type CommandId = z.infer<typeof CommandId>;

export const FindingId = z.string().regex(drawn).brand('FindingId');
export type FindingId = z.infer<typeof FindingId>;

export const EvidenceId = z.string().regex(drawn).brand('EvidenceId');
export type EvidenceId = z.infer<typeof EvidenceId>;

export const InterviewId = z.string().regex(drawn).brand('InterviewId');
export type InterviewId = z.infer<typeof InterviewId>;

export const InstrumentId = z.string().max(64).regex(written).brand('InstrumentId');
export type InstrumentId = z.infer<typeof InstrumentId>;

export const AreaId = z.string().max(64).regex(written).brand('AreaId');
export type AreaId = z.infer<typeof AreaId>;

export const CriterionId = z.string().max(64).regex(written).brand('CriterionId');
export type CriterionId = z.infer<typeof CriterionId>;

/** A unit of text: `summary`, an area's id or a criterion's id. An instrument keeps these apart. */
export const SectionId = z.string().max(64).regex(written).brand('SectionId');
export type SectionId = z.infer<typeof SectionId>;

export const summarySection = 'summary' as SectionId;

/** Milliseconds since 1970-01-01T00:00Z, by the server's clock. */
export type Time = number;

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** An id from random bytes (at least 20); bytes that would favour some letters are skipped by the caller's supply. */
export function idFrom(bytes: Uint8Array): string {
  let id = '';
  for (const byte of bytes) {
    // 252 is the largest multiple of 36 in a byte: above it letters would not be equally likely.
    if (byte < 252) id += letters[byte % 36];
    if (id.length === 20) return id;
  }
  throw new Error('too few random bytes for an id');
}
