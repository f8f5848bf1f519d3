/** Everything a member may ask for, as schemas. What comes of it is decided in decide/; HTTP carries it in an envelope. */
import { z } from 'zod';
import { exampleTags, findingKinds } from './evaluation.ts';
import { EvidenceBody, Moment } from './evidence.ts';
import { AreaId, CommandId, CriterionId, EvidenceId, FindingId, InterviewId, MemberId, SectionId } from './ids.ts';
import { limits } from './limits.ts';
import { roleNames } from './permissions.ts';
import { phaseNames } from './phases.ts';
import { Policy } from './policy.ts';
import { writing } from './writing.ts';

const reason = writing(limits.reasonChars);
const points = z.number().int();
const criteria = z.array(CriterionId).min(1).max(limits.criteria);
const anyCriteria = z.array(CriterionId).max(limits.criteria);
/** The summary, each area, each criterion. */
const mostSections = 1 + limits.areas + limits.criteria;

/** A line of the interview plan. */
const planned = {
  interview: InterviewId,
  when: Moment.nullable(),
  role: writing(limits.roleChars).min(1),
  asks: z.array(MemberId).max(limits.members),
  criteria: anyCriteria,
};

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
    /** Left out: none. */
    evidence: z.array(EvidenceId).max(limits.evidenceLinks).optional(),
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

  /** `before`: the finding it comes to stand before; null: last. */
  z.strictObject({
    type: z.literal('finding.add'),
    finding: FindingId,
    section: SectionId,
    kind: z.enum(findingKinds),
    before: FindingId.nullable(),
  }),
  z.strictObject({
    type: z.literal('finding.change'),
    finding: FindingId,
    kind: z.enum(findingKinds),
    example: z.enum(exampleTags).nullable(),
  }),
  z.strictObject({ type: z.literal('finding.move'), finding: FindingId, before: FindingId.nullable() }),
  z.strictObject({ type: z.literal('finding.link'), finding: FindingId, evidence: EvidenceId }),
  z.strictObject({ type: z.literal('finding.unlink'), finding: FindingId, evidence: EvidenceId }),
  z.strictObject({ type: z.literal('finding.hide'), finding: FindingId }),
  z.strictObject({ type: z.literal('finding.restore'), finding: FindingId }),

  z.strictObject({ type: z.literal('evidence.add'), evidence: EvidenceId, body: EvidenceBody, criteria: anyCriteria }),
  z.strictObject({ type: z.literal('evidence.change'), evidence: EvidenceId, body: EvidenceBody, criteria: anyCriteria }),
  z.strictObject({ type: z.literal('evidence.hide'), evidence: EvidenceId }),
  z.strictObject({ type: z.literal('evidence.restore'), evidence: EvidenceId }),

  z.strictObject({ type: z.literal('interview.add'), ...planned }),
  z.strictObject({ type: z.literal('interview.change'), ...planned }),
  z.strictObject({ type: z.literal('interview.hide'), interview: InterviewId }),
  z.strictObject({ type: z.literal('interview.restore'), interview: InterviewId }),
  /** The sender's own note; empty takes it away. */
  z.strictObject({
    type: z.literal('interview.note'),
    interview: InterviewId,
    criterion: CriterionId,
    text: writing(limits.noteChars),
  }),

  z.strictObject({ type: z.literal('section.signOff'), sections: z.array(SectionId).min(1).max(mostSections) }),
  z.strictObject({ type: z.literal('section.reopen'), section: SectionId, reason }),
]);
export type Command = z.infer<typeof Command>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/**
 * What is sent: the command, its id, and the version of the thing it changes that its sender last saw (own ballot, consensus,
 * levels, a finding's kind, a piece of evidence, a line of the interview plan, own note).
 */
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
