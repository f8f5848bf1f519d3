/**
 * What has happened, as schemas with versions. A shape that was ever committed stays readable: a changed event gets a new
 * version and `upcast` lifts the old one. Bodies carry member ids, never names.
 */
import { z } from 'zod';
import { AreaId, CriterionId, EvaluationId, MemberId } from './ids.ts';
import { Instrument } from './instrument.ts';
import { roleNames } from './permissions.ts';
import { phaseNames } from './phases.ts';
import { Policy } from './policy.ts';
import { LevelInput, SubjectInput } from './commands.ts';

const role = z.enum(roleNames);
const version = z.number().int().min(1);
const round = z.number().int().min(1);
const points = z.number().int();

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
  'ballot.cast': z.strictObject({
    criterion: CriterionId,
    round,
    points: points.nullable(),
    reason: z.string(),
    confidence: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
    version,
  }),
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
} as const;

export type EventType = keyof typeof eventBodies;
export const eventTypes = Object.keys(eventBodies) as EventType[];

/** The version written today of each event type. All are 1 until a shape changes. */
export const eventVersion = 1;

/** An event of this type; of a union of types, a union of events. */
export type EventOf<T extends EventType> = T extends EventType ? { readonly type: T } & Readonly<z.infer<(typeof eventBodies)[T]>> : never;
/** What decide returns: a fact without its place in the log. */
export type Event = { [T in EventType]: EventOf<T> }[EventType];

/** An event in the log: who did it (null: the server itself) and when. */
export type Happened = { readonly seq: number; readonly at: number; readonly by: MemberId | null; readonly event: Event };
