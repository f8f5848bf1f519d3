/** What the facts of an evaluation say to one member: marks, progress, the next thing without a ballot, what waits for whom. Pure. */
import { must } from '../../../shared/domain/assert.ts';
import { isEnough } from '../../../shared/domain/decide/frame.ts';
import { consensusVersion, isAsked, missingStands } from '../../../shared/domain/decide/consensus.ts';
import {
  activeMembers,
  criteriaOf,
  currentRound,
  findCriterion,
  hasConflict,
  scorersIn,
  type Ballot,
  type CriterionFacts,
  type Evaluation,
  type Member,
} from '../../../shared/domain/evaluation.ts';
import type { CriterionId, MemberId } from '../../../shared/domain/ids.ts';
import type { Area, Criterion } from '../../../shared/domain/instrument.ts';
import { may } from '../../../shared/domain/permissions.ts';
import { ballotPhases, hasScoringBegun, recordPhases, type Phase } from '../../../shared/domain/phases.ts';
import type { CriterionMark } from '../../i18n/marks.ts';
import type { Stroke } from '../../ui/sam-ruler.ts';

/** The member, unless gone from the team or never in it. */
export function memberOf(evaluation: Evaluation, me: MemberId): Member | null {
  const member = evaluation.members[me];
  return member && !member.removed ? member : null;
}

export function isLead(evaluation: Evaluation, me: MemberId): boolean {
  return memberOf(evaluation, me)?.role === 'lead';
}

/** A criterion with its area and its facts. Throws for an id the instrument does not have: links are checked before. */
export function placeOf(evaluation: Evaluation, id: CriterionId): { area: Area; criterion: Criterion; facts: CriterionFacts } {
  const found = must(findCriterion(evaluation.instrument, id), 'the criterion is one of the instrument');
  return { ...found, facts: factsOf(evaluation, id) };
}

export function factsOf(evaluation: Evaluation, id: CriterionId): CriterionFacts {
  return must(evaluation.criteria[id], 'every criterion has its facts');
}

/** One's own ballot in the current round; null while there is none. */
export function ownBallot(evaluation: Evaluation, me: MemberId, id: CriterionId): Ballot | null {
  return currentRound(factsOf(evaluation, id)).ballots[me] ?? null;
}

/** The mark in the tree. A conflict hides the state until there are agreed points, which everyone on the team may see. */
export function markOf(evaluation: Evaluation, me: MemberId, id: CriterionId): CriterionMark {
  const { area, facts } = placeOf(evaluation, id);
  const member = memberOf(evaluation, me);
  if (member && hasConflict(member, area.id) && facts.state !== 'agreed' && facts.state !== 'locked') return 'conflict';
  if (facts.state !== 'open') return facts.state;
  return ownBallot(evaluation, me, id) ? 'open-cast' : 'open-missing';
}

/** What the ruler and the counts beside the areas tell: one's own ballots, or what is agreed. */
export type Measure = 'ballots' | 'agreed';
export type AreaProgress = { readonly area: Area; readonly conflict: boolean; readonly done: number; readonly of: number };
export type Progress = { readonly done: number; readonly of: number; readonly areas: readonly AreaProgress[] };

/** Own ballots count while one scores alone; from the calibration on the team's progress does. */
export function measureOf(evaluation: Evaluation, me: MemberId): Measure {
  return evaluation.phase === 'scoring' && memberOf(evaluation, me)?.scores === true ? 'ballots' : 'agreed';
}

/**
 * `ballots`: criteria where one scores, and has. A round that was closed without one's ballot is nobody's to do any more and
 * counts in neither. `agreed`: all criteria, and those with agreed points in force.
 */
export function progressOf(evaluation: Evaluation, me: MemberId, measure: Measure = measureOf(evaluation, me)): Progress {
  const member = memberOf(evaluation, me);
  const areas = evaluation.instrument.areas.map((area): AreaProgress => {
    const conflict = member !== null && hasConflict(member, area.id);
    const strokes = area.criteria.map(({ id }) => strokeOf(evaluation, me, area, id, measure));
    const done = strokes.filter((stroke) => stroke === 'done').length;
    return { area, conflict, done, of: done + strokes.filter((stroke) => stroke === 'not').length };
  });
  const sum = (of: (area: AreaProgress) => number) => areas.reduce((total, area) => total + of(area), 0);
  return { done: sum((area) => area.done), of: sum((area) => area.of), areas };
}

/** The ruler: a stroke per criterion, a group per area. */
export function strokesOf(evaluation: Evaluation, me: MemberId, measure: Measure = measureOf(evaluation, me)): Stroke[][] {
  return evaluation.instrument.areas.map((area) => area.criteria.flatMap(({ id }) => strokeOf(evaluation, me, area, id, measure) ?? []));
}

function strokeOf(evaluation: Evaluation, me: MemberId, area: Area, id: CriterionId, measure: Measure): Stroke | null {
  const { state } = factsOf(evaluation, id);
  if (measure === 'agreed') return state === 'agreed' || state === 'locked' ? 'done' : 'not';
  if (!isAsked(evaluation, area.id, me)) return 'conflict';
  if (ownBallot(evaluation, me, id)) return 'done';
  return state === 'open' ? 'not' : null;
}

/** Criteria whose open round waits for one's ballot, in the instrument's order. */
export function withoutBallot(evaluation: Evaluation, me: MemberId): readonly CriterionId[] {
  if (!ballotPhases.includes(evaluation.phase) || !may(memberOf(evaluation, me)?.role ?? 'observer', 'ballot.cast')) return [];
  return evaluation.instrument.areas
    .filter((area) => isAsked(evaluation, area.id, me))
    .flatMap((area) => area.criteria.map(({ id }) => id))
    .filter((id) => factsOf(evaluation, id).state === 'open' && !ownBallot(evaluation, me, id));
}

/** The next one after `from`, starting over at the end; null when none is left but `from` itself. */
export function nextWithoutBallot(evaluation: Evaluation, me: MemberId, from: CriterionId | null = null): CriterionId | null {
  const order = criteriaOf(evaluation.instrument).map(({ id }) => id);
  const missing = withoutBallot(evaluation, me).filter((id) => id !== from);
  const start = from === null ? -1 : order.indexOf(from);
  return missing.find((id) => order.indexOf(id) > start) ?? missing[0] ?? null;
}

/** What somebody has to do, most pressing first. `criteria` are never empty. */
export type Waiting =
  | { readonly kind: 'declare' }
  | { readonly kind: 'ballots'; readonly criteria: readonly CriterionId[] }
  | { readonly kind: 'stands'; readonly criteria: readonly CriterionId[] }
  | { readonly kind: 'undeclared'; readonly members: readonly MemberId[] }
  | { readonly kind: 'agree' | 'reveal' | 'close' | 'lock'; readonly criteria: readonly CriterionId[] }
  | { readonly kind: 'move'; readonly to: Phase };

export function whatWaits(evaluation: Evaluation, me: MemberId): readonly Waiting[] {
  const member = memberOf(evaluation, me);
  if (!member) return [];
  const waiting: Waiting[] = [];
  if (member.scores && member.conflicts === null && !recordPhases.includes(evaluation.phase)) waiting.push({ kind: 'declare' });
  const missing = withoutBallot(evaluation, me);
  if (missing.length > 0) waiting.push({ kind: 'ballots', criteria: missing });
  const stands = standsToTake(evaluation, me);
  if (stands.length > 0) waiting.push({ kind: 'stands', criteria: stands });
  return member.role === 'lead' ? [...waiting, ...whatWaitsForLeads(evaluation)] : waiting;
}

function standsToTake(evaluation: Evaluation, me: MemberId): readonly CriterionId[] {
  if (!recordPhases.includes(evaluation.phase)) return [];
  return criteriaOf(evaluation.instrument).flatMap(({ id }) => {
    const { area, facts } = placeOf(evaluation, id);
    const asked = facts.whole && facts.state === 'agreed' && isAsked(evaluation, area.id, me);
    return asked && facts.stands[me]?.consensus !== consensusVersion(facts) ? [id] : [];
  });
}

function whatWaitsForLeads(evaluation: Evaluation): readonly Waiting[] {
  const { phase } = evaluation;
  const waiting: Waiting[] = [];
  const undeclared = activeMembers(evaluation).filter((each) => each.scores && each.conflicts === null);
  if (!hasScoringBegun(phase) && phase !== 'planning' && undeclared.length > 0)
    waiting.push({ kind: 'undeclared', members: undeclared.map(({ id }) => id) });
  if (phase === 'calibrating') {
    const bulk = bulkOf(evaluation);
    for (const kind of ['agree', 'reveal', 'close', 'lock'] as const)
      if (bulk[kind].length > 0) waiting.push({ kind, criteria: bulk[kind] });
  }
  const to = readyFor(evaluation);
  if (to) waiting.push({ kind: 'move', to });
  return waiting;
}

/** Criteria by what a lead can do with them at once. `lock` holds only those this view shows whole. */
export type Bulk = Readonly<Record<'close' | 'reveal' | 'agree' | 'lock', readonly CriterionId[]>>;

export function bulkOf(evaluation: Evaluation): Bulk {
  const order = criteriaOf(evaluation.instrument).map(({ id }) => id);
  const where = (test: (facts: CriterionFacts, id: CriterionId) => boolean) => order.filter((id) => test(factsOf(evaluation, id), id));
  return {
    close: where((facts, id) => facts.state === 'open' && isEnough(evaluation, id)),
    reveal: where((facts) => facts.state === 'closed'),
    agree: where((facts) => facts.state === 'revealed'),
    lock: where((facts, id) => facts.state === 'agreed' && whatKeepsOpen(evaluation, id)?.length === 0),
  };
}

/** Whose stand is missing before the criterion can be locked; null where this view can't tell. */
export function whatKeepsOpen(evaluation: Evaluation, id: CriterionId): readonly MemberId[] | null {
  const { area, facts } = placeOf(evaluation, id);
  return facts.whole ? missingStands(evaluation, area.id, facts) : null;
}

/** The phase that everything is ready for; null while something is left to do in this one, or no move is due. */
function readyFor(evaluation: Evaluation): Phase | null {
  const states = criteriaOf(evaluation.instrument).map(({ id }) => factsOf(evaluation, id).state);
  switch (evaluation.phase) {
    case 'planning':
      return 'gathering';
    case 'gathering': {
      const scorers = activeMembers(evaluation).filter((each) => each.scores);
      return scorers.length > 0 && scorers.every((each) => each.conflicts !== null) ? 'scoring' : null;
    }
    case 'scoring': {
      const scored = evaluation.instrument.areas.filter((area) => scorersIn(evaluation, area.id).length > 0);
      return scored.length > 0 && scored.every((area) => area.criteria.every(({ id }) => isEnough(evaluation, id))) ? 'calibrating' : null;
    }
    case 'calibrating':
      return states.every((state) => state === 'locked') ? 'reviewing' : null;
    case 'reviewing':
    case 'factCheck':
    case 'published':
      return null;
  }
}
