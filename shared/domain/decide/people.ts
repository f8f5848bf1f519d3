/** Who is in the team, in which role, who scores, and conflicts of interest. SPEC M and J. */
import type { Admission, CommandOf } from '../commands.ts';
import { activeMembers, type Evaluation, type Member } from '../evaluation.ts';
import type { AreaId } from '../ids.ts';
import { limits } from '../limits.ts';
import { may, scoresByDefault, type Role } from '../permissions.ts';
import { hasScoringBegun } from '../phases.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { needs } from './common.ts';
import { judged, type Actor, type Input, type Rule, type Verdict } from './verdict.ts';

type AboutMember = { readonly member: Member['id'] };

const isMember: Rule<Input<AboutMember>> = {
  id: 'M2',
  check: ({ state, command }) => (active(state, command.member) ? null : refuse('M2', 'member/unknown', { member: command.member })),
};

function keepsALead(after: (command: never) => Role | null): Rule<Input<AboutMember>> {
  return {
    id: 'M3',
    check: ({ state, command }) => {
      const others = activeMembers(state).some((member) => member.role === 'lead' && member.id !== command.member);
      const wasLead = active(state, command.member)?.role === 'lead';
      return wasLead && !others && after(command as never) !== 'lead' ? refuse('M3', 'member/last-lead') : null;
    },
  };
}

export function decideRole(input: Input<CommandOf<'member.role'>>): Verdict {
  const rules = [needs('evaluation.steer'), isMember, keepsALead((command: CommandOf<'member.role'>) => command.role)];
  return judged(rules, input, ({ command: { member, role } }) => [
    { type: 'member.roleChanged', member, role, scores: scoresByDefault(role) },
  ]);
}

const roleCanScore: Rule<Input<CommandOf<'member.scores'>>> = {
  id: 'M4',
  check: ({ state, command }) => {
    const role = active(state, command.member)?.role;
    return command.scores && role && !may(role, 'ballot.cast') ? refuse('M4', 'member/role-cannot-score', { role }) : null;
  },
};

export function decideScores(input: Input<CommandOf<'member.scores'>>): Verdict {
  return judged([needs('evaluation.steer'), isMember, roleCanScore], input, ({ command: { member, scores } }) => [
    { type: 'member.scoresChanged', member, scores },
  ]);
}

/** A lead removes anybody; everybody may leave. */
const removesOrLeaves: Rule<Input<CommandOf<'member.remove'>>> = {
  id: 'M5',
  check: ({ actor, command }) =>
    command.member === actor.id || may(actor.role, 'evaluation.steer')
      ? null
      : refuse('M5', 'role/not-allowed', { permission: 'evaluation.steer', role: actor.role }),
};

export function decideRemove(input: Input<CommandOf<'member.remove'>>): Verdict {
  return judged([removesOrLeaves, isMember, keepsALead(() => null)], input, ({ command: { member } }) => [
    { type: 'member.removed', member },
  ]);
}

type Declare = Input<CommandOf<'conflicts.declare'>>;

const conflictRules: readonly Rule<Declare>[] = [
  needs('conflict.declare'),
  isMember,
  {
    id: 'J1',
    check: ({ actor, command }) =>
      command.member === actor.id || may(actor.role, 'evaluation.steer') ? null : refuse('J1', 'conflict/not-yours'),
  },
  {
    id: 'J2',
    check: ({ state, command }) => {
      const unknown = command.areas.find((id) => !state.instrument.areas.some((area) => area.id === id));
      return unknown === undefined ? null : refuse('J2', 'conflict/unknown-area', { area: unknown });
    },
  },
  {
    id: 'J3',
    // Else a member could leave a conflict aside just long enough to look at the area's ballots. A lead can go back to a phase
    // before scoring, but what was revealed stays revealed.
    check: ({ state, actor, command }) => {
      const before = active(state, command.member)?.conflicts ?? [];
      const takenBack = before.filter((area) => !command.areas.includes(area));
      const counts = hasScoringBegun(state.phase) ? takenBack.length > 0 : takenBack.some((area) => wasRevealed(state, area));
      const byAnotherLead = may(actor.role, 'evaluation.steer') && actor.id !== command.member;
      return counts && !byAnotherLead ? refuse('J3', 'conflict/kept') : null;
    },
  },
  {
    id: 'J4',
    check: ({ actor, command }) => (command.member === actor.id || command.reason ? null : refuse('J4', 'reason/missing')),
  },
];

export function decideConflicts(input: Declare): Verdict {
  return judged(conflictRules, input, ({ state, command }) => {
    const areas = state.instrument.areas.map((area) => area.id).filter((id) => command.areas.includes(id));
    return [{ type: 'conflicts.declared', member: command.member, areas, reason: command.reason ?? null }];
  });
}

/** Entering the team: by an invitation of somebody who still leads, or appointed by an owner. */
export function decideAdmission(state: Evaluation, admission: Admission, actor: Actor): Verdict {
  const refusal = whyNotAdmit(state, admission, actor);
  if (refusal) return { ok: false, refusal };
  const { member } = admission;
  return admission.type === 'member.join'
    ? {
        ok: true,
        events: [
          { type: 'member.joined', member, role: admission.role, scores: scoresByDefault(admission.role), invitedBy: admission.invitedBy },
        ],
      }
    : { ok: true, events: [{ type: 'lead.appointed', member, scores: scoresByDefault('lead') }] };
}

function whyNotAdmit(state: Evaluation, admission: Admission, actor: Actor): Refusal | null {
  const present = active(state, admission.member);
  if (admission.type === 'lead.appoint') {
    if (!actor.owner) return refuse('M8', 'role/owner-only');
    if (present?.role === 'lead') return refuse('M6', 'member/already', { role: 'lead' });
  } else {
    if (active(state, admission.invitedBy)?.role !== 'lead')
      return refuse('M7', 'role/not-allowed', { permission: 'evaluation.steer', role: null });
    if (present) return refuse('M6', 'member/already', { role: present.role });
  }
  return !present && activeMembers(state).length >= limits.members ? refuse('M9', 'member/too-many', { max: limits.members }) : null;
}

function wasRevealed(state: Evaluation, id: AreaId): boolean {
  const criteria = state.instrument.areas.find((area) => area.id === id)?.criteria ?? [];
  return criteria.some((criterion) => state.criteria[criterion.id]?.rounds.some(({ revealedAt }) => revealedAt !== null));
}

function active(state: Evaluation, id: Member['id']): Member | null {
  const member = state.members[id];
  return member && !member.removed ? member : null;
}
