/**
 * The facts of one evaluation, folded from its events. Plain readonly data: no methods, no dates, no maps.
 * The server holds it whole; a member's browser holds the same shape with what that member may see (`unseen` counts the rest).
 */
import type { AreaId, CriterionId, EvaluationId, EvidenceId, FindingId, InterviewId, MemberId, SectionId, Time } from './ids.ts';
import { summarySection } from './ids.ts';
import type { EvidenceBody } from './evidence.ts';
import type { Area, Criterion, Instrument } from './instrument.ts';
import type { Role } from './permissions.ts';
import type { Phase } from './phases.ts';
import type { Policy } from './policy.ts';
import { must } from './assert.ts';

export type Subject = { readonly name: string; readonly year: number | null; readonly visit: string | null };

export type Member = {
  readonly id: MemberId;
  readonly role: Role;
  readonly scores: boolean;
  /** Areas in which this member has a conflict of interest; null until declared, which is not the same as none. */
  readonly conflicts: readonly AreaId[] | null;
  readonly joinedAt: Time;
  readonly removed: boolean;
};

export type Confidence = 1 | 2 | 3;

export type Ballot = {
  readonly member: MemberId;
  /** null: the member abstains. No ballot at all is an absent key, which is not the same. */
  readonly points: number | null;
  readonly reason: string;
  readonly confidence: Confidence | null;
  /** What the points rest on. Leaves with the ballot and never before it. */
  readonly evidence: readonly EvidenceId[];
  readonly at: Time;
};

export type Round = {
  readonly number: number;
  readonly ballots: Readonly<Record<MemberId, Ballot>>;
  /** How often each member's ballot was changed, withdrawals included: what `base` of a command refers to. A view has its own. */
  readonly versions: Readonly<Record<MemberId, number>>;
  /** Ballots that exist but lie outside this view; always 0 on the server. */
  readonly unseen: number;
  readonly closedAt: Time | null;
  readonly revealedAt: Time | null;
};

export type Stand =
  | { readonly kind: 'behind'; readonly member: MemberId; readonly consensus: number; readonly at: Time }
  | {
      readonly kind: 'dissent';
      readonly member: MemberId;
      readonly consensus: number;
      readonly at: Time;
      readonly points: number | null;
      readonly text: string;
      readonly shown: 'report' | 'record';
    }
  | {
      readonly kind: 'absent';
      readonly member: MemberId;
      readonly consensus: number;
      readonly at: Time;
      readonly reason: string;
      readonly recordedBy: MemberId;
    };

export type Consensus = {
  /** Rises with every agreement on this criterion; a stand names the one it answers. */
  readonly version: number;
  readonly points: number;
  readonly reason: string;
  /** null in a view that may see the points alone. */
  readonly by: MemberId | null;
  readonly at: Time;
  /** Outside the ballots' range, confirmed a second time. */
  readonly outside: boolean;
};

export const criterionStates = ['open', 'closed', 'revealed', 'agreed', 'locked'] as const;
export type CriterionState = (typeof criterionStates)[number];

/** The team's own words for what a band of points takes; `from` and `to` are points, both included. */
export type Level = { readonly from: number; readonly to: number; readonly text: string };

export type CriterionFacts = {
  readonly state: CriterionState;
  /** false in a view that lacks this criterion's revealed ballots and stands; always true on the server. */
  readonly whole: boolean;
  /** Oldest first; the last one is the current. Never empty. */
  readonly rounds: readonly Round[];
  /** The agreement in force (`agreed`, `locked`), or the last one, kept while the criterion is back in `revealed` or open again. */
  readonly consensus: Consensus | null;
  /** Answers to any consensus of this criterion, one per member: the latest. */
  readonly stands: Readonly<Record<MemberId, Stand>>;
  readonly levels: readonly Level[];
  readonly levelsVersion: number;
};

export const sectionStates = ['open', 'closing', 'signedOff'] as const;
export type SectionState = (typeof sectionStates)[number];

export type SectionFacts = {
  readonly state: SectionState;
  /** How often the section was signed off. */
  readonly version: number;
  /** Who asked for the sign-off under way, and when; null unless `closing`. */
  readonly closing: { readonly by: MemberId; readonly at: Time } | null;
  /** The last sign-off, kept after reopening. `by`: who asked for it; `hash`: SHA-256 (hex) of what was sealed. */
  readonly signedOff: { readonly by: MemberId; readonly at: Time; readonly hash: string } | null;
  /** The last reopening, kept after the next sign-off. */
  readonly reopened: { readonly by: MemberId; readonly at: Time; readonly reason: string } | null;
};

export const findingKinds = ['strength', 'improvement', 'observation'] as const;
export type FindingKind = (typeof findingKinds)[number];
/** A good example, a national good example. */
export const exampleTags = ['good', 'national'] as const;
export type ExampleTag = (typeof exampleTags)[number];

/** The facts about a finding. Its words lie in the section's document, and may be there before these facts are. */
export type Finding = {
  readonly id: FindingId;
  /** For good: a finding never moves to another section. */
  readonly section: SectionId;
  readonly kind: FindingKind;
  readonly example: ExampleTag | null;
  readonly evidence: readonly EvidenceId[];
  readonly hidden: boolean;
  /** How often kind and example were set: 1 when added. */
  readonly version: number;
  readonly by: MemberId;
  readonly at: Time;
};

export type Evidence = {
  readonly id: EvidenceId;
  /** 1, 2, 3 … in the order of adding, never reused; a hidden piece keeps its number. */
  readonly number: number;
  readonly body: EvidenceBody;
  readonly criteria: readonly CriterionId[];
  readonly hidden: boolean;
  /** How often body and criteria were set: 1 when added. */
  readonly version: number;
  readonly by: MemberId;
  readonly at: Time;
};

/** One member's own note. `text` is empty once it is taken away: the version stays, so that an old base is still told. */
export type Note = { readonly text: string; readonly version: number; readonly at: Time };

/** A line of the interview plan, and what was noted there. */
export type Interview = {
  readonly id: InterviewId;
  /** 1, 2, 3 … as with evidence. */
  readonly number: number;
  /** `2026-11-10T09:30`, local time of who is visited; null: not set yet. */
  readonly when: string | null;
  /** The role of who is asked, in words; never a name. */
  readonly role: string;
  readonly asks: readonly MemberId[];
  readonly criteria: readonly CriterionId[];
  readonly hidden: boolean;
  /** How often the plan's line (not its notes) was set: 1 when added. */
  readonly version: number;
  readonly by: MemberId;
  readonly at: Time;
  readonly notes: Readonly<Record<CriterionId, Readonly<Record<MemberId, Note>>>>;
};

export type Evaluation = {
  readonly id: EvaluationId;
  readonly subject: Subject;
  readonly instrument: Instrument;
  readonly phase: Phase;
  readonly policy: Policy;
  readonly members: Readonly<Record<MemberId, Member>>;
  readonly criteria: Readonly<Record<CriterionId, CriterionFacts>>;
  readonly sections: Readonly<Record<SectionId, SectionFacts>>;
  readonly findings: Readonly<Record<FindingId, Finding>>;
  /** Every section's findings in order; hidden ones keep their place. */
  readonly findingOrder: Readonly<Record<SectionId, readonly FindingId[]>>;
  readonly evidence: Readonly<Record<EvidenceId, Evidence>>;
  readonly interviews: Readonly<Record<InterviewId, Interview>>;
  /** false in a view without the room `team`: `evidence` and `interviews` are empty because they lie outside it. Always true on the server. */
  readonly teamSeen: boolean;
  readonly createdAt: Time;
  /** Number of events folded: the seq of the last one. */
  readonly seq: number;
};

/** Criteria in the instrument's order. */
export function criteriaOf(instrument: Instrument): readonly Criterion[] {
  return instrument.areas.flatMap((area) => area.criteria);
}

export function findCriterion(instrument: Instrument, id: CriterionId): { readonly area: Area; readonly criterion: Criterion } | null {
  for (const area of instrument.areas) {
    const criterion = area.criteria.find((each) => each.id === id);
    if (criterion) return { area, criterion };
  }
  return null;
}

export function stepOf(instrument: Instrument, criterion: Criterion): number {
  return criterion.step ?? instrument.step;
}

/** The sections of an evaluation in the order of its report. */
export function sectionsOf(instrument: Instrument): readonly SectionId[] {
  const inAreas = instrument.areas.flatMap((area) => [area.id as string, ...area.criteria.map((criterion) => criterion.id as string)]);
  return [summarySection, ...(inAreas as SectionId[])];
}

/** The area a section belongs to, or null for the summary. */
export function areaOfSection(instrument: Instrument, section: SectionId): Area | null {
  return (
    instrument.areas.find((area) => (area.id as string) === section || area.criteria.some((each) => (each.id as string) === section)) ??
    null
  );
}

/** The round ballots are cast in, or that was last closed. */
export function currentRound(criterion: CriterionFacts): Round {
  return must(criterion.rounds.at(-1), 'a criterion has at least one round');
}

export function hasConflict(member: Member, area: AreaId): boolean {
  return member.conflicts?.includes(area) ?? false;
}

export function activeMembers(evaluation: Evaluation): readonly Member[] {
  return Object.values(evaluation.members).filter((member) => !member.removed);
}

/** Who casts a ballot in this area: scores, is still in the team, has no conflict there. In the order of joining. */
export function scorersIn(evaluation: Evaluation, area: AreaId): readonly Member[] {
  return activeMembers(evaluation)
    .filter((member) => member.scores && !hasConflict(member, area))
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
}

/** How many ballots the round holds, abstentions included, whether or not this view shows them. */
export function castCount(round: Round): number {
  return Object.keys(round.ballots).length + round.unseen;
}

/** The agreed points in force; null while there are none, also while an earlier agreement is being reconsidered. */
export function agreedPoints(criterion: CriterionFacts): number | null {
  return criterion.state === 'agreed' || criterion.state === 'locked' ? (criterion.consensus?.points ?? null) : null;
}

/** The findings of a section in their order; hidden ones only if asked for. */
export function findingsOf(evaluation: Evaluation, section: SectionId, { hidden = false } = {}): readonly Finding[] {
  const order = Object.hasOwn(evaluation.findingOrder, section) ? (evaluation.findingOrder[section] ?? []) : [];
  return order.flatMap((id) => evaluation.findings[id] ?? []).filter((finding) => hidden || !finding.hidden);
}

/** Pieces of evidence by number; hidden ones only if asked for. */
export function evidenceOf(evaluation: Evaluation, { hidden = false } = {}): readonly Evidence[] {
  return Object.values(evaluation.evidence)
    .filter((each) => hidden || !each.hidden)
    .sort((a, b) => a.number - b.number);
}

/** The notes on a criterion that say something, by member. */
export function notesOn(interview: Interview, criterion: CriterionId): Readonly<Record<MemberId, Note>> {
  return Object.fromEntries(Object.entries(interview.notes[criterion] ?? {}).filter(([, { text }]) => text !== ''));
}
