/** Members as events change them, and what leaves with a member's right to score. */
import { must } from '../assert.ts';
import { currentRound, hasConflict, type CriterionFacts, type Evaluation, type Member } from '../evaluation.ts';
import type { MemberId, Time } from '../ids.ts';
import type { EventOf } from '../events.ts';

type Members = Evaluation['members'];
type PeopleEvent = EventOf<
  'member.joined' | 'lead.appointed' | 'member.roleChanged' | 'member.scoresChanged' | 'member.removed' | 'conflicts.declared'
>;

export function evolveMembers(members: Members, event: PeopleEvent, at: Time): Members {
  const before = members[event.member];
  return { ...members, [event.member]: evolveMember(before, event, at) };
}

function evolveMember(before: Member | undefined, event: PeopleEvent, at: Time): Member {
  switch (event.type) {
    case 'member.joined':
      return entered(before, event.member, { role: event.role, scores: event.scores }, at);
    case 'lead.appointed':
      return entered(before, event.member, { role: 'lead', scores: event.scores }, at);
    case 'member.roleChanged':
      return { ...known(before), role: event.role, scores: event.scores };
    case 'member.scoresChanged':
      return { ...known(before), scores: event.scores };
    case 'member.removed':
      return { ...known(before), scores: false, removed: true };
    case 'conflicts.declared':
      return { ...known(before), conflicts: event.areas };
  }
}

/** Somebody who comes back keeps the place in the order and the declared conflicts. */
function entered(before: Member | undefined, id: MemberId, as: Pick<Member, 'role' | 'scores'>, at: Time): Member {
  return { id, ...as, conflicts: before?.conflicts ?? null, joinedAt: before?.joinedAt ?? at, removed: false };
}

function known(before: Member | undefined): Member {
  return must(before, 'an event about a member follows the one that let them in');
}

/**
 * A ballot nobody has seen leaves with its member's right to score there (removed, a conflict declared, a role that does
 * not score). Revealed rounds are kept for ever.
 */
export function dropBallotsWithoutRight(state: Evaluation): Evaluation {
  let criteria = state.criteria;
  for (const area of state.instrument.areas) {
    for (const { id } of area.criteria) {
      const before = must(criteria[id], 'every criterion has its facts');
      const after = withoutStrays(before, (member) => {
        const found = state.members[member];
        return found !== undefined && found.scores && !found.removed && !hasConflict(found, area.id);
      });
      if (after !== before) criteria = { ...criteria, [id]: after };
    }
  }
  return criteria === state.criteria ? state : { ...state, criteria };
}

function withoutStrays(facts: CriterionFacts, scores: (member: MemberId) => boolean): CriterionFacts {
  if (facts.state !== 'open' && facts.state !== 'closed') return facts;
  const round = currentRound(facts);
  const kept = Object.entries(round.ballots).filter(([member]) => scores(member as MemberId));
  if (kept.length === Object.keys(round.ballots).length) return facts;
  return { ...facts, rounds: [...facts.rounds.slice(0, -1), { ...round, ballots: Object.fromEntries(kept) }] };
}
