/**
 * What each projected room holds: facts in, flat keys with plain JSON out. The one way facts reach anybody's browser.
 * A ballot leaves its member's `me` room only for `ballots.<area>`, and only once its round is revealed.
 */
import { formatRoom, type RoomName } from '../domain/audiences.ts';
import {
  agreedPoints,
  castCount,
  currentRound,
  type Ballot,
  type CriterionFacts,
  type Evaluation,
  type Round,
} from '../domain/evaluation.ts';
import type { Area } from '../domain/instrument.ts';
import type { CriterionId, MemberId } from '../domain/ids.ts';
import { must } from '../domain/assert.ts';
import { entryKey, type EntryKind, type EntryOf } from './entries.ts';

export type Projection = Readonly<Record<string, unknown>>;
export type Names = Readonly<Record<MemberId, string>>;

/** Every projected room of the evaluation with its whole content, by the room's name without epoch. */
export function projectAll(evaluation: Evaluation, names: Names): ReadonlyMap<string, Projection> {
  const rooms: [RoomName, Projection][] = [
    [{ kind: 'state' }, projectState(evaluation, names)],
    [{ kind: 'team' }, projectTeam(evaluation)],
    ...evaluation.instrument.areas.map((area): [RoomName, Projection] => [
      { kind: 'ballots', area: area.id },
      projectBallots(evaluation, area),
    ]),
    ...memberIds(evaluation).map((member): [RoomName, Projection] => [{ kind: 'me', member }, projectMe(evaluation, member)]),
  ];
  return new Map(rooms.map(([room, projection]) => [formatRoom(room), projection]));
}

function projectState(evaluation: Evaluation, names: Names): Projection {
  const { id, createdAt, subject, instrument, phase, policy, sections, findings, findingOrder } = evaluation;
  const out = entries();
  out.put('evaluation', { id, createdAt });
  out.put('subject', subject);
  out.put('instrument', instrument);
  out.put('phase', phase);
  out.put('policy', policy);
  for (const member of Object.values(evaluation.members)) {
    out.put('member', { ...member, conflicts: member.conflicts && [...member.conflicts], name: names[member.id] ?? '' }, member.id);
  }
  for (const [criterion, facts] of criteria(evaluation)) {
    out.put('criterion', criterionEntry(facts, policy.progress === 'names'), criterion);
    if (facts.levelsVersion > 0) out.put('levels', { levels: [...facts.levels], version: facts.levelsVersion }, criterion);
    if (policy.observersSeePoints && agreedPoints(facts) !== null && facts.consensus) {
      // Whoever follows along gets the number alone: the reason is the team's, and `outside` tells of ballots.
      const { version, points, at } = facts.consensus;
      out.put('points', { version, points, at }, criterion);
    }
  }
  for (const [section, facts] of Object.entries(sections)) out.put('section', facts, section);
  for (const finding of Object.values(findings)) out.put('finding', { ...finding, evidence: [...finding.evidence] }, finding.id);
  for (const [section, order] of Object.entries(findingOrder)) {
    if (order.length > 0) out.put('findings', [...order], section);
  }
  return out.all;
}

function criterionEntry(facts: CriterionFacts, showWho: boolean): EntryOf<'criterion'> {
  const round = currentRound(facts);
  const who = (Object.keys(round.ballots) as MemberId[]).sort();
  return {
    state: facts.state,
    rounds: facts.rounds.map(({ number, closedAt, revealedAt }) => ({ number, closedAt, revealedAt })),
    cast: castCount(round),
    who: showWho ? who : null,
  };
}

function projectTeam(evaluation: Evaluation): Projection {
  const out = entries();
  for (const [criterion, facts] of criteria(evaluation)) {
    if (facts.consensus) out.put('consensus', facts.consensus, criterion);
  }
  for (const piece of Object.values(evaluation.evidence)) out.put('evidence', { ...piece, criteria: [...piece.criteria] }, piece.id);
  for (const { notes, ...line } of Object.values(evaluation.interviews)) {
    out.put('interview', { ...line, asks: [...line.asks], criteria: [...line.criteria] }, line.id);
    for (const [criterion, byMember] of Object.entries(notes)) {
      for (const [member, note] of Object.entries(byMember)) out.put('note', note, line.id, criterion, member);
    }
  }
  return out.all;
}

function projectBallots(evaluation: Evaluation, area: Area): Projection {
  const out = entries();
  for (const { id } of area.criteria) {
    const facts = must(evaluation.criteria[id], 'every criterion has its facts');
    for (const round of facts.rounds) {
      if (isSeen(round)) out.put('round', ballotsOf(round), id, round.number);
    }
    const stands = Object.values(facts.stands).sort((a, b) => (a.member < b.member ? -1 : 1));
    if (stands.length > 0) out.put('stands', stands, id);
  }
  return out.all;
}

function isSeen(round: Round): boolean {
  return round.revealedAt !== null;
}

/** Sorted by member id: the order of casting would say more than the ballots do. */
function ballotsOf(round: Round): EntryOf<'round'> {
  return Object.values(round.ballots)
    .sort((a, b) => (a.member < b.member ? -1 : 1))
    .map(ballotEntry);
}

function ballotEntry(ballot: Ballot): NonNullable<EntryOf<'ballot'>['ballot']> {
  return { ...ballot, evidence: [...ballot.evidence] };
}

function projectMe(evaluation: Evaluation, member: MemberId): Projection {
  const out = entries();
  for (const [criterion, facts] of criteria(evaluation)) {
    for (const round of facts.rounds) {
      const version = round.versions[member];
      if (version === undefined) continue;
      const own = round.ballots[member];
      out.put('ballot', { ballot: own ? ballotEntry(own) : null, version }, criterion, round.number);
    }
  }
  return out.all;
}

function entries() {
  const all: Record<string, unknown> = {};
  return {
    all: all as Projection,
    put<K extends EntryKind>(kind: K, value: EntryOf<K>, ...path: readonly (string | number)[]) {
      all[entryKey(kind, ...path)] = value;
    },
  };
}

function criteria(evaluation: Evaluation): readonly [CriterionId, CriterionFacts][] {
  return Object.entries(evaluation.criteria) as [CriterionId, CriterionFacts][];
}

function memberIds(evaluation: Evaluation): readonly MemberId[] {
  return Object.keys(evaluation.members) as MemberId[];
}
