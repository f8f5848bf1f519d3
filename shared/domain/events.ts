/**
 * What has happened, as schemas with versions. A shape that was ever committed stays readable: a changed event gets a new
 * version, and the old shape stands in `former` with what lifts it. Bodies carry member ids, never names.
 */
import { z } from 'zod';
import { exampleTags, findingKinds } from './evaluation.ts';
import { Moment, WrittenEvidenceBody } from './evidence.ts';
import { AreaId, CriterionId, EvaluationId, EvidenceId, FindingId, InterviewId, MemberId, SectionId } from './ids.ts';
import { Instrument } from './instrument.ts';
import { roleNames } from './permissions.ts';
import { phaseNames } from './phases.ts';
import { Policy } from './policy.ts';
import { LevelInput, SubjectInput } from './commands.ts';

const role = z.enum(roleNames);
const version = z.number().int().min(1);
const round = z.number().int().min(1);
const points = z.number().int();

/** Version 1. */
const ballotCast = {
  criterion: CriterionId,
  round,
  points: points.nullable(),
  reason: z.string(),
  confidence: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  version,
};
const kind = z.enum(findingKinds);
const evidence = { evidence: EvidenceId, body: WrittenEvidenceBody, criteria: z.array(CriterionId) };
const interview = {
  interview: InterviewId,
  when: Moment.nullable(),
  role: z.string(),
  asks: z.array(MemberId),
  criteria: z.array(CriterionId),
};

export const eventBodies = {
  'evaluation.created': z.strictObject({ evaluation: EvaluationId, subject: SubjectInput, instrument: Instrument, policy: Policy }),
  'subject.changed': z.strictObject({ subject: SubjectInput }),
  'policy.changed': z.strictObject({ policy: Policy, reason: z.string().nullable() }),
  'phase.moved': z.strictObject({ from: z.enum(phaseNames), to: z.enum(phaseNames), reason: z.string().nullable() }),
  'member.joined': z.strictObject({ member: MemberId, role, scores: z.boolean(), invitedBy: MemberId.nullable() }),
  'lead.appointed': z.strictObject({ member: MemberId, scores: z.boolean() }),
  'member.roleChanged': z.strictObject({ member: MemberId, role, scores: z.boolean() }),
  'member.scoresChanged': z.strictObject({ member: MemberId, scores: z.boolean() }),
  'member.removed': z.strictObject({ member: MemberId }),
  'conflicts.declared': z.strictObject({ member: MemberId, areas: z.array(AreaId), reason: z.string().nullable() }),
  'levels.changed': z.strictObject({ criterion: CriterionId, levels: z.array(LevelInput), version }),
  'ballot.cast': z.strictObject({ ...ballotCast, evidence: z.array(EvidenceId) }),
  'ballot.withdrawn': z.strictObject({ criterion: CriterionId, round, version }),
  'round.closed': z.strictObject({ criterion: CriterionId, round, reason: z.string().nullable() }),
  'round.revealed': z.strictObject({ criterion: CriterionId, round }),
  'round.opened': z.strictObject({ criterion: CriterionId, round, reason: z.string() }),
  'consensus.agreed': z.strictObject({ criterion: CriterionId, points, reason: z.string(), version, outside: z.boolean() }),
  'stand.taken': z.strictObject({ criterion: CriterionId, consensus: version }),
  'dissent.recorded': z.strictObject({
    criterion: CriterionId,
    consensus: version,
    points: points.nullable(),
    text: z.string(),
    shown: z.enum(['report', 'record']),
  }),
  'absence.recorded': z.strictObject({ criterion: CriterionId, consensus: version, member: MemberId, reason: z.string() }),
  'criterion.locked': z.strictObject({ criterion: CriterionId }),
  'criterion.reopened': z.strictObject({ criterion: CriterionId, to: z.enum(['revealed', 'agreed']), reason: z.string() }),

  /** `before`: the finding of the same section it comes to stand before; null: last. */
  'finding.added': z.strictObject({ finding: FindingId, section: SectionId, kind, before: FindingId.nullable() }),
  'finding.changed': z.strictObject({ finding: FindingId, kind, example: z.enum(exampleTags).nullable(), version }),
  'finding.moved': z.strictObject({ finding: FindingId, before: FindingId.nullable() }),
  'finding.linked': z.strictObject({ finding: FindingId, evidence: EvidenceId }),
  'finding.unlinked': z.strictObject({ finding: FindingId, evidence: EvidenceId }),
  'finding.hidden': z.strictObject({ finding: FindingId }),
  'finding.restored': z.strictObject({ finding: FindingId }),
  'evidence.added': z.strictObject(evidence),
  'evidence.changed': z.strictObject({ ...evidence, version }),
  'evidence.hidden': z.strictObject({ evidence: EvidenceId }),
  'evidence.restored': z.strictObject({ evidence: EvidenceId }),
  'interview.added': z.strictObject(interview),
  'interview.changed': z.strictObject({ ...interview, version }),
  'interview.hidden': z.strictObject({ interview: InterviewId }),
  'interview.restored': z.strictObject({ interview: InterviewId }),
  'interview.noted': z.strictObject({ interview: InterviewId, criterion: CriterionId, text: z.string(), version }),
  'section.closing': z.strictObject({ section: SectionId }),
  /** By the server itself: `by` asked, `hash` is SHA-256 (hex) of what was sealed, `seq` the seal's in the text's own stream. */
  'section.signedOff': z.strictObject({
    section: SectionId,
    by: MemberId,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    seq: z.number().int().min(1),
  }),
  'section.reopened': z.strictObject({ section: SectionId, reason: z.string() }),
} as const;

export type EventType = keyof typeof eventBodies;
export const eventTypes = Object.keys(eventBodies) as EventType[];

type Former = { readonly schema: z.ZodType; readonly lift: (body: never) => object };
/** Shapes of the past by type, oldest first: how version n looked, and what makes it version n + 1. */
const former: { readonly [T in EventType]?: readonly Former[] } = {
  'ballot.cast': [{ schema: z.strictObject(ballotCast), lift: (body: object) => ({ ...body, evidence: [] }) }],
};

/** The version of this event type that is written today: 1 until its shape changes. */
export function eventVersion(type: EventType): number {
  return 1 + (former[type]?.length ?? 0);
}

/** What parses a body of this version and lifts it to the shape of today; null for a version there never was. */
export function bodySchema(type: EventType, version: number): z.ZodType | null {
  const latest = eventVersion(type);
  if (!Number.isInteger(version) || version < 1 || version > latest) return null;
  const past = former[type]?.slice(version - 1) ?? [];
  return past.reduceRight<z.ZodType>(
    (next, { schema, lift }) => schema.transform((body) => lift(body as never)).pipe(next as z.ZodType<unknown, object>),
    eventBodies[type],
  );
}

/** An event of this type; of a union of types, a union of events. */
export type EventOf<T extends EventType> = T extends EventType ? { readonly type: T } & Readonly<z.infer<(typeof eventBodies)[T]>> : never;
/** What decide returns: a fact without its place in the log. */
export type Event = { [T in EventType]: EventOf<T> }[EventType];

/** An event in the log: who did it (null: the server itself) and when. */
export type Happened = { readonly seq: number; readonly at: number; readonly by: MemberId | null; readonly event: Event };
