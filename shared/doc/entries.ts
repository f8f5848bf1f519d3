/**
 * The entries of projected rooms: flat keys, plain JSON values, a schema each. The server writes them, browsers read
 * them; a value that does not parse is reported and never shown. Which room holds which is the table in domain/audiences.ts.
 */
import { z } from 'zod';
import { LevelInput, SubjectInput } from '../domain/commands.ts';
import { criterionStates, exampleTags, findingKinds, sectionStates } from '../domain/evaluation.ts';
import { EvidenceBody } from '../domain/evidence.ts';
import { AreaId, CriterionId, EvidenceId, FindingId, InterviewId, MemberId, SectionId } from '../domain/ids.ts';
import { Instrument } from '../domain/instrument.ts';
import { roleNames } from '../domain/permissions.ts';
import { phaseNames } from '../domain/phases.ts';
import { Policy } from '../domain/policy.ts';

const time = z.number();
const version = z.number().int().min(0);
const confidence = z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable();

export const BallotEntry = z.object({
  member: MemberId,
  points: z.number().int().nullable(),
  reason: z.string(),
  confidence,
  evidence: z.array(EvidenceId).default([]),
  at: time,
});

export const StandEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('behind'), member: MemberId, consensus: version, at: time }),
  z.object({
    kind: z.literal('dissent'),
    member: MemberId,
    consensus: version,
    at: time,
    points: z.number().int().nullable(),
    text: z.string(),
    shown: z.enum(['report', 'record']),
  }),
  z.object({ kind: z.literal('absent'), member: MemberId, consensus: version, at: time, reason: z.string(), recordedBy: MemberId }),
]);

export const MemberEntry = z.object({
  id: MemberId,
  name: z.string(),
  role: z.enum(roleNames),
  scores: z.boolean(),
  conflicts: z.array(AreaId).nullable(),
  joinedAt: time,
  removed: z.boolean(),
});

export const CriterionEntry = z.object({
  state: z.enum(criterionStates),
  rounds: z.array(z.object({ number: z.number().int(), closedAt: time.nullable(), revealedAt: time.nullable() })).min(1),
  /** Ballots in the current round, abstentions included. */
  cast: z.number().int(),
  /** Who has cast, if the policy says so. */
  who: z.array(MemberId).nullable(),
});

export const ConsensusEntry = z.object({
  version,
  points: z.number().int(),
  reason: z.string(),
  by: MemberId.nullable(),
  at: time,
  outside: z.boolean(),
});

export const SectionEntry = z.object({
  state: z.enum(sectionStates),
  version,
  closing: z.object({ by: MemberId, at: time }).nullable(),
  signedOff: z.object({ by: MemberId, at: time, hash: z.string() }).nullable(),
  reopened: z.object({ by: MemberId, at: time, reason: z.string() }).nullable(),
});

export const FindingEntry = z.object({
  id: FindingId,
  section: SectionId,
  kind: z.enum(findingKinds),
  example: z.enum(exampleTags).nullable(),
  evidence: z.array(EvidenceId),
  hidden: z.boolean(),
  version,
  by: MemberId,
  at: time,
});

export const EvidenceEntry = z.object({
  id: EvidenceId,
  number: z.number().int(),
  body: EvidenceBody,
  criteria: z.array(CriterionId),
  hidden: z.boolean(),
  version,
  by: MemberId,
  at: time,
});

/** A line of the plan; its notes are entries of their own, so that a note sends one note. */
export const InterviewEntry = z.object({
  id: InterviewId,
  number: z.number().int(),
  when: z.string().nullable(),
  role: z.string(),
  asks: z.array(MemberId),
  criteria: z.array(CriterionId),
  hidden: z.boolean(),
  version,
  by: MemberId,
  at: time,
});

/** Under `note/<interview>/<criterion>/<member>`. */
export const NoteEntry = z.object({ text: z.string(), version, at: time });

/** Schema of each kind of entry. A key is the kind alone, or `kind/…`. */
export const entrySchemas = {
  evaluation: z.object({ id: z.string(), createdAt: time }),
  subject: SubjectInput,
  instrument: Instrument,
  phase: z.enum(phaseNames),
  policy: Policy,
  member: MemberEntry,
  criterion: CriterionEntry,
  levels: z.object({ levels: z.array(LevelInput), version }),
  section: SectionEntry,
  finding: FindingEntry,
  /** The ids of a section's findings in order, hidden ones too; left out where there are none. */
  findings: z.array(FindingId),
  evidence: EvidenceEntry,
  interview: InterviewEntry,
  note: NoteEntry,
  points: z.object({ version, points: z.number().int(), at: time }),
  consensus: ConsensusEntry,
  round: z.array(BallotEntry),
  stands: z.array(StandEntry),
  ballot: z.object({ ballot: BallotEntry.nullable(), version }),
} as const;
export type EntryKind = keyof typeof entrySchemas;
export type EntryOf<K extends EntryKind> = z.infer<(typeof entrySchemas)[K]>;

export function entryKey(kind: EntryKind, ...path: readonly (string | number)[]): string {
  return [kind, ...path].join('/');
}
