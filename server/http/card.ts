/** An evaluation in a list, for one member: where it stands, what is mine, what waits for me. Looks at own ballots and at counts alone. */
import {
  activeMembers,
  castCount,
  criteriaOf,
  currentRound,
  hasConflict,
  scorersIn,
  type CriterionFacts,
  type CriterionState,
  type Evaluation,
  type Member,
} from '../../shared/domain/evaluation.ts';
import { must } from '../../shared/domain/assert.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import type { Area, Criterion } from '../../shared/domain/instrument.ts';
import { may } from '../../shared/domain/permissions.ts';
import { ballotPhases, phases } from '../../shared/domain/phases.ts';
import type { EvaluationCard, Named, Ruler, Waits } from '../../shared/protocol/http.ts';

/** A person's name; people are never forgotten while their ids stand in events. */
export type NameOf = (id: MemberId) => string;

type Place = { readonly area: Area; readonly criterion: Criterion; readonly facts: CriterionFacts };

function placesOf(evaluation: Evaluation): readonly Place[] {
  return evaluation.instrument.areas.flatMap((area) =>
    area.criteria.map((criterion) => ({
      area,
      criterion,
      facts: must(evaluation.criteria[criterion.id], 'every criterion has its facts'),
    })),
  );
}

const isAgreed = ({ facts }: Place) => facts.state === 'agreed' || facts.state === 'locked';
const hasCast = ({ facts }: Place, me: Member) => currentRound(facts).ballots[me.id] !== undefined;
const hasStood = ({ facts }: Place, member: MemberId) =>
  facts.consensus !== null && facts.stands[member]?.consensus === facts.consensus.version;

function rulerOf(places: readonly Place[], done: (place: Place) => boolean, conflict: (area: Area) => boolean): Ruler {
  const ruler: { area: Area['id']; marks: Ruler[number]['marks'] }[] = [];
  for (const place of places) {
    if (ruler.at(-1)?.area !== place.area.id) ruler.push({ area: place.area.id, marks: [] });
    ruler.at(-1)?.marks.push(conflict(place.area) ? 'conflict' : done(place) ? 'done' : 'not');
  }
  return ruler;
}

/** What waits for this member, most pressing first. */
export function waitsFor(evaluation: Evaluation, me: Member): Waits {
  const places = placesOf(evaluation);
  const mine = me.scores ? places.filter(({ area }) => !hasConflict(me, area.id)) : [];
  const scoring = ballotPhases.includes(evaluation.phase);
  const count = (all: readonly Place[], which: (place: Place) => boolean) => all.filter(which).length;

  if (me.conflicts === null && me.scores && evaluation.phase !== 'published') return { code: 'conflicts' };
  const stands = count(mine, (place) => place.facts.state === 'agreed' && !hasStood(place, me.id));
  if (stands > 0) return { code: 'stands', count: stands };
  const ballots = scoring ? count(mine, (place) => place.facts.state === 'open' && !hasCast(place, me)) : 0;
  if (ballots > 0) return { code: 'ballots', count: ballots };
  return may(me.role, 'evaluation.steer') ? waitsForLead(evaluation, places) : { code: 'nothing' };
}

function waitsForLead(evaluation: Evaluation, places: readonly Place[]): Waits {
  const count = (which: (place: Place) => boolean) => places.filter(which).length;
  const everyScorer = ({ area }: Place, has: (member: MemberId) => boolean) =>
    scorersIn(evaluation, area.id).every((member) => has(member.id));

  if (evaluation.phase === 'planning' && activeMembers(evaluation).length === 1) return { code: 'invite' };
  const lock = count((place) => place.facts.state === 'agreed' && everyScorer(place, (member) => hasStood(place, member)));
  if (lock > 0) return { code: 'lock', count: lock };
  for (const [code, state] of [
    ['agree', 'revealed'],
    ['reveal', 'closed'],
  ] as const) {
    const there = count((place) => place.facts.state === state);
    if (there > 0) return { code, count: there };
  }
  const close = ballotPhases.includes(evaluation.phase)
    ? count((place) => {
        const scorers = scorersIn(evaluation, place.area.id).length;
        return place.facts.state === 'open' && scorers > 0 && castCount(currentRound(place.facts)) >= scorers;
      })
    : 0;
  if (close > 0) return { code: 'close', count: close };
  const to = phases[evaluation.phase].next[0];
  return to && mayMoveOn(evaluation, places) ? { code: 'phase', to } : { code: 'nothing' };
}

/** As far as a hint needs it; the rules of the move are in decide. */
function mayMoveOn(evaluation: Evaluation, places: readonly Place[]): boolean {
  const scorers = activeMembers(evaluation).filter((member) => member.scores);
  switch (evaluation.phase) {
    case 'planning':
      return true;
    case 'gathering':
      return scorers.length > 0 && scorers.every((member) => member.conflicts !== null);
    case 'scoring':
      return places.every(({ facts }) => facts.state !== 'open');
    case 'calibrating':
      return places.every(({ facts }) => facts.state === 'locked');
    case 'reviewing':
    case 'factCheck':
      return Object.values(evaluation.sections).every(({ state }) => state === 'signedOff');
    case 'published':
      return false;
  }
}

export function leadsOf(evaluation: Evaluation, nameOf: NameOf): Named[] {
  return activeMembers(evaluation)
    .filter((member) => member.role === 'lead')
    .map((member) => ({ id: member.id, name: nameOf(member.id) }));
}

export function cardFor(evaluation: Evaluation, me: Member, present: readonly MemberId[], nameOf: NameOf): EvaluationCard {
  const { instrument } = evaluation;
  const places = placesOf(evaluation);
  const seesState = may(me.role, 'room.state');
  const own = places.filter(({ area }) => !hasConflict(me, area.id));
  const inState = (state: CriterionState) => places.filter(({ facts }) => facts.state === state).length;
  return {
    id: evaluation.id,
    subject: evaluation.subject,
    instrument: { id: instrument.id, label: instrument.label, subjectNoun: instrument.subjectNoun ?? null },
    phase: evaluation.phase,
    role: me.role,
    leads: leadsOf(evaluation, nameOf),
    criteria: criteriaOf(instrument).length,
    states: seesState
      ? {
          open: inState('open'),
          closed: inState('closed'),
          revealed: inState('revealed'),
          agreed: inState('agreed'),
          locked: inState('locked'),
        }
      : null,
    mine: me.scores
      ? {
          cast: own.filter((place) => hasCast(place, me)).length,
          of: own.length,
          ruler: rulerOf(
            places,
            (place) => hasCast(place, me),
            (area) => hasConflict(me, area.id),
          ),
        }
      : null,
    agreed: seesState ? { count: places.filter(isAgreed).length, of: places.length, ruler: rulerOf(places, isAgreed, () => false) } : null,
    waits: waitsFor(evaluation, me),
    present: seesState ? present.map((id) => ({ id, name: nameOf(id) })) : [],
  };
}
