/** The overview as a table: what each cell holds, computed from what this member may see. Pure; what is not in the view is said to be missing. */
import { agreementOf, isSpread, type Agreement } from '../../../shared/domain/agreement.ts';
import { must } from '../../../shared/domain/assert.ts';
import { mayOpen } from '../../../shared/domain/audiences.ts';
import {
  agreedPoints,
  castCount,
  criteriaOf,
  currentRound,
  hasConflict,
  scorersIn,
  stepOf,
  type CriterionFacts,
  type Evaluation,
  type Member,
  type Round,
} from '../../../shared/domain/evaluation.ts';
import type { AreaId, MemberId } from '../../../shared/domain/ids.ts';
import type { Area, Criterion } from '../../../shared/domain/instrument.ts';
import { hasScoringBegun } from '../../../shared/domain/phases.ts';
import { agreedPoints as allAgreed, areaTotals, totalOf, type AreaSum, type Sum } from '../../../shared/domain/points.ts';

/** A member's cell in a criterion's row. */
export type Cell =
  | { readonly kind: 'points'; readonly points: number; readonly extreme: 'lowest' | 'highest' | null }
  | { readonly kind: 'abstains' | 'conflict' | 'none' };

export type Row = {
  readonly criterion: Criterion;
  readonly state: CriterionFacts['state'];
  /** The last revealed round, one cell per column; null while none is revealed, or where this member may not see it. */
  readonly shown: { readonly round: Round; readonly agreement: Agreement; readonly cells: readonly Cell[] } | null;
  /** The round under way: ballots in it, of how many; null when the last round is revealed, and while nobody is to score yet. */
  readonly underWay: { readonly round: number; readonly cast: number; readonly of: number } | null;
  readonly agreed: number | null;
};
export type AreaRows = { readonly area: Area; readonly sum: AreaSum; readonly rows: readonly Row[] };
export type Table = {
  /** Those who score, and those whose revealed ballots stand here; in the order of joining. Empty: this member sees no ballots at all. */
  readonly columns: readonly Member[];
  readonly areas: readonly AreaRows[];
  readonly total: Sum;
};

export function tableOf(evaluation: Evaluation, me: MemberId): Table {
  const columns = seesBallots(evaluation, me) ? columnsOf(evaluation) : [];
  const sums = areaTotals(evaluation.instrument, allAgreed(evaluation));
  const areas = evaluation.instrument.areas.map((area, at) => ({
    area,
    sum: must(sums[at], 'an area has its sum'),
    rows: area.criteria.map((criterion) => rowOf(evaluation, area, criterion, columns)),
  }));
  return { columns, areas, total: totalOf(sums) };
}

function factsOf(evaluation: Evaluation, { id }: Criterion): CriterionFacts {
  return must(evaluation.criteria[id], 'every criterion has its facts');
}

/** Whether there is any area whose ballots this member may see once they are revealed. */
export function seesBallots(evaluation: Evaluation, me: MemberId): boolean {
  const member = evaluation.members[me];
  return member !== undefined && evaluation.instrument.areas.some(({ id }) => mayOpen(evaluation, member, { kind: 'ballots', area: id }));
}

/** The last round that was revealed and is in this view. */
function shownRound(facts: CriterionFacts): Round | null {
  const revealed = facts.rounds.filter((round) => round.revealedAt !== null);
  return facts.whole ? (revealed.at(-1) ?? null) : null;
}

function columnsOf(evaluation: Evaluation): readonly Member[] {
  const cast = new Set(
    criteriaOf(evaluation.instrument).flatMap((criterion) => Object.keys(shownRound(factsOf(evaluation, criterion))?.ballots ?? {})),
  );
  return Object.values(evaluation.members)
    .filter((member) => (member.scores && !member.removed) || cast.has(member.id))
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
}

function rowOf(evaluation: Evaluation, area: Area, criterion: Criterion, columns: readonly Member[]): Row {
  const facts = factsOf(evaluation, criterion);
  const round = shownRound(facts);
  const current = currentRound(facts);
  const of = scorersIn(evaluation, area.id).length;
  const isUnderWay = current.revealedAt === null && hasScoringBegun(evaluation.phase);
  return {
    criterion,
    state: facts.state,
    shown: round && shown(evaluation, area, criterion, round, columns),
    underWay: isUnderWay ? { round: current.number, cast: castCount(current), of: Math.max(of, castCount(current)) } : null,
    agreed: agreedPoints(facts),
  };
}

function shown(evaluation: Evaluation, area: Area, criterion: Criterion, round: Round, columns: readonly Member[]): Row['shown'] {
  const agreement = agreementIn(evaluation, criterion, round);
  const apart = isSpread(agreement) && (agreement.band === 'red' || agreement.band === 'deep') ? agreement : null;
  const cells = columns.map((member): Cell => {
    const ballot = round.ballots[member.id];
    if (!ballot) return { kind: hasConflict(member, area.id) ? 'conflict' : 'none' };
    if (ballot.points === null) return { kind: 'abstains' };
    const extreme = ballot.points === apart?.lowest ? 'lowest' : ballot.points === apart?.highest ? 'highest' : null;
    return { kind: 'points', points: ballot.points, extreme };
  });
  return { round, agreement, cells };
}

function agreementIn(evaluation: Evaluation, criterion: Criterion, round: Round): Agreement {
  return agreementOf({
    points: Object.values(round.ballots).map(({ points }) => points),
    max: criterion.maxPoints,
    step: stepOf(evaluation.instrument, criterion),
    bands: evaluation.policy.bands,
  });
}

/** How the team stood before it had talked: first rounds with more than one ballot, the furthest apart first. */
export type Beginning = { readonly near: number; readonly apart: readonly string[] };

export function beginningOf(evaluation: Evaluation): Beginning {
  const spreads = criteriaOf(evaluation.instrument).flatMap((criterion) => {
    const facts = factsOf(evaluation, criterion);
    const [first] = facts.rounds;
    if (!facts.whole || !first || first.revealedAt === null) return [];
    const agreement = agreementIn(evaluation, criterion, first);
    return isSpread(agreement) ? [{ code: criterion.code, agreement }] : [];
  });
  const apart = spreads.filter(({ agreement: { band } }) => band === 'red' || band === 'deep');
  return {
    near: spreads.length - apart.length,
    apart: apart.sort((a, b) => b.agreement.range - a.agreement.range).map(({ code }) => code),
  };
}

/** Criteria agreed or locked, whether or not this view holds their points. */
export function agreedCount(evaluation: Evaluation): number {
  return Object.values(evaluation.criteria).filter(({ state }) => state === 'agreed' || state === 'locked').length;
}

/** What this view lacks, and why. */
export type Missing =
  { readonly kind: 'conflict'; readonly areas: readonly AreaId[] } | { readonly kind: 'reviewer' | 'observer' | 'observerPoints' };

export function missingFor(evaluation: Evaluation, me: MemberId): Missing | null {
  const member = evaluation.members[me];
  if (!member) return null;
  if (member.role === 'observer') return { kind: evaluation.policy.observersSeePoints ? 'observer' : 'observerPoints' };
  if (!seesBallots(evaluation, me) && member.role === 'reviewer' && !evaluation.policy.reviewersSeeBallots) return { kind: 'reviewer' };
  return member.conflicts && member.conflicts.length > 0 ? { kind: 'conflict', areas: member.conflicts } : null;
}
