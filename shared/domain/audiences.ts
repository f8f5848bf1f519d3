/**
 * Which room holds which fact, and who opens which room: one table each. History, search, notices, HTTP answers and
 * exports filter by the same tables. A fact that is not listed for a room is not in it.
 */
import type { AreaId, MemberId, SectionId } from './ids.ts';
import { areaOfSection, hasConflict, type Evaluation, type Member } from './evaluation.ts';
import { may } from './permissions.ts';

export type RoomKind = 'state' | 'team' | 'ballots' | 'me' | 'text';
export type RoomName =
  | { readonly kind: 'state' }
  | { readonly kind: 'team' }
  | { readonly kind: 'ballots'; readonly area: AreaId }
  | { readonly kind: 'me'; readonly member: MemberId }
  | { readonly kind: 'text'; readonly section: SectionId };

/** Facts and the rooms that carry them. `me` is the member's own; `ballots` is per area and from reveal on only. */
export const audiences = {
  subject: ['state'],
  instrument: ['state'],
  phase: ['state'],
  policy: ['state'],
  member: ['state'],
  /** State, round number, how many have cast, who (only if the policy says so). Never points. */
  criterion: ['state'],
  levels: ['state'],
  /** How far its sign-off is, who asked and why it was reopened. */
  section: ['state'],
  /** Kind, example, links, order; the words lie in the text room. */
  finding: ['state'],
  evidence: ['team'],
  /** The plan, and everybody's notes. */
  interview: ['team'],
  note: ['team'],
  /** Agreed points for everyone in `state`, observers included: only if the policy says so; the team has them in any case. */
  agreedPoints: ['team', 'state'],
  consensus: ['team'],
  revealedRound: ['ballots'],
  stands: ['ballots'],
  ownBallots: ['me'],
} as const satisfies Record<string, readonly RoomKind[]>;

/** `text.democracy.strategy`, `ballots.democracy`, `state` … without the epoch. */
export function formatRoom(room: RoomName): string {
  switch (room.kind) {
    case 'state':
    case 'team':
      return room.kind;
    case 'ballots':
      return `ballots.${room.area}`;
    case 'me':
      return `me.${room.member}`;
    case 'text':
      return `text.${room.section}`;
  }
}

/** Reads a room's name as far as its form goes; whether such an area, member or section exists is for the evaluation to say. */
export function parseRoom(text: string): RoomName | null {
  if (text === 'state' || text === 'team') return { kind: text };
  const dot = text.indexOf('.');
  const rest = text.slice(dot + 1);
  if (dot < 0 || !/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(rest) || rest.length > 64) return null;
  switch (text.slice(0, dot)) {
    case 'ballots':
      return { kind: 'ballots', area: rest as AreaId };
    case 'me':
      return { kind: 'me', member: rest as MemberId };
    case 'text':
      return { kind: 'text', section: rest as SectionId };
    default:
      return null;
  }
}

export function roomExists(evaluation: Evaluation, room: RoomName): boolean {
  switch (room.kind) {
    case 'state':
    case 'team':
      return true;
    case 'ballots':
      return evaluation.instrument.areas.some((area) => area.id === room.area);
    case 'me':
      return Object.hasOwn(evaluation.members, room.member);
    case 'text':
      // Own keys alone: a section called `constructor` is in every object and in no instrument.
      return Object.hasOwn(evaluation.sections, room.section);
  }
}

/** Whether this member may read the room now. */
export function mayOpen(evaluation: Evaluation, member: Member, room: RoomName): boolean {
  if (member.removed) return false;
  switch (room.kind) {
    case 'state':
      return may(member.role, 'room.state');
    case 'team':
      return may(member.role, 'room.team');
    case 'ballots':
      if (hasConflict(member, room.area)) return false;
      // Whoever could score says first where they have a conflict: looking before would make the answer worthless.
      if (may(member.role, 'ballots.see')) return member.conflicts !== null;
      return member.role === 'reviewer' && evaluation.policy.reviewersSeeBallots;
    case 'me':
      return room.member === member.id && may(member.role, 'room.state');
    case 'text':
      return may(member.role, 'room.text');
  }
}

/** Why this member may not write in the room, or null. Projected rooms are written by the server alone. */
export function whyNotWrite(
  evaluation: Evaluation,
  member: Member,
  room: RoomName,
): 'projected' | 'role' | 'conflict' | 'signed-off' | 'published' | null {
  if (room.kind !== 'text') return 'projected';
  if (!may(member.role, 'text.write') || member.removed) return 'role';
  const area = areaOfSection(evaluation.instrument, room.section);
  if (area && hasConflict(member, area.id)) return 'conflict';
  if (evaluation.phase === 'published') return 'published';
  return evaluation.sections[room.section]?.state === 'signedOff' ? 'signed-off' : null;
}

/** Every room this member may open, in the order it is useful to open them. */
export function roomsOf(evaluation: Evaluation, member: Member): readonly RoomName[] {
  const all: RoomName[] = [
    { kind: 'state' },
    { kind: 'me', member: member.id },
    { kind: 'team' },
    ...evaluation.instrument.areas.map((area): RoomName => ({ kind: 'ballots', area: area.id })),
    ...(Object.keys(evaluation.sections) as SectionId[]).map((section): RoomName => ({ kind: 'text', section })),
  ];
  return all.filter((room) => mayOpen(evaluation, member, room));
}
