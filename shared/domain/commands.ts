/** Everything a member may ask for, as schemas. What comes of it is decided in decide/; HTTP carries it in an envelope. */
import { z } from 'zod';
import { AreaId, CommandId, CriterionId, MemberId } from './ids.ts';
import { limits } from './limits.ts';
import { roleNames } from './permissions.ts';
import { phaseNames } from './phases.ts';
import { Policy } from './policy.ts';
import { writing } from './writing.ts';

const reason = writing(limits.reasonChars);
const points = z.number().int();
const criteria = z.array(CriterionId).min(1).max(limits.criteria);

export const SubjectInput = z.strictObject({
  name: writing(limits.subjectChars).min(1),
  year: z.number().int().min(1900).max(2200).nullable(),
  visit: writing(120).nullable(),
});

export const LevelInput = z.strictObject({ from: points, to: points, text: writing(limits.levelChars).min(1) });

export const Command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subject.set'), subject: SubjectInput }),
  z.strictObject({ type: z.literal('policy.set'), policy: Policy, reason: reason.optional() }),
  z.strictObject({ type: z.literal('phase.move'), to: z.enum(phaseNames), reason: reason.optional() }),

  z.strictObject({ type: z.literal('member.role'), member: MemberId, role: z.enum(roleNames) }),
  z.strictObject({ type: z.literal('member.scores'), member: MemberId, scores: z.boolean() }),
  z.strictObject({ type: z.literal('member.remove'), member: MemberId }),
  z.strictObject({
    type: z.literal('conflicts.declare'),
    member: MemberId,
    areas: z.array(AreaId).max(limits.areas),
    reason: reason.optional(),
  }),

  z.strictObject({ type: z.literal('levels.set'), criterion: CriterionId, levels: z.array(LevelInput).max(limits.levelsPerCriterion) }),

  z.strictObject({
    type: z.literal('ballot.cast'),
    criterion: CriterionId,
    round: z.number().int().min(1),
    points,
    reason,
    confidence: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  }),
  z.strictObject({ type: z.literal('ballot.abstain'), criterion: CriterionId, round: z.number().int().min(1), reason }),
  z.strictObject({ type: z.literal('ballot.withdraw'), criterion: CriterionId, round: z.number().int().min(1) }),

  z.strictObject({ type: z.literal('round.close'), criteria, reason: reason.optional() }),
  z.strictObject({ type: z.literal('round.reveal'), criteria }),
  z.strictObject({ type: z.literal('round.open'), criterion: CriterionId, reason }),
  z.strictObject({ type: z.literal('consensus.agree'), criterion: CriterionId, points, reason, outside: z.boolean().optional() }),
  z.strictObject({ type: z.literal('stand.behind'), criterion: CriterionId, consensus: z.number().int().min(1) }),
  z.strictObject({
    type: z.literal('stand.dissent'),
    criterion: CriterionId,
    consensus: z.number().int().min(1),
    points: points.nullable(),
    text: reason,
    shown: z.enum(['report', 'record']),
  }),
  z.strictObject({ type: z.literal('stand.absent'), criterion: CriterionId, consensus: z.number().int().min(1), member: MemberId, reason }),
  z.strictObject({ type: z.literal('criterion.lock'), criteria }),
  z.strictObject({ type: z.literal('criterion.reopen'), criterion: CriterionId, reason }),
]);
export type Command = z.infer<typeof Command>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** What is sent: the command, its id, and the version of the thing it changes that its sender last saw (own ballot, consensus, levels). */
export const Envelope = z.strictObject({
  id: CommandId,
  base: z.number().int().min(0).optional(),
  command: Command,
});
export type Envelope = z.infer<typeof Envelope>;

/**
 * Commands that no member sends: the server issues them when an evaluation is created, an invitation is used, or an
 * owner appoints a lead. They pass through the same decide.
 */
export type Admission =
  | { readonly type: 'member.join'; readonly member: MemberId; readonly role: (typeof roleNames)[number]; readonly invitedBy: MemberId }
  | { readonly type: 'lead.appoint'; readonly member: MemberId };
