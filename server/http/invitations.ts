/** Invitations into an evaluation: made, listed and withdrawn by leads; looked at and used up by whoever holds the link. */
import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import { decideAdmission } from '../../shared/domain/decide/index.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { EvaluationId, InvitationId, MemberId } from '../../shared/domain/ids.ts';
import { limits } from '../../shared/domain/limits.ts';
import { refusals, type RefusalCode } from '../../shared/domain/refusals.ts';
import {
  Done,
  InvitationInput,
  InvitationLook,
  InvitationMade,
  InvitationUsed,
  Invitations,
  TokenInput,
  TokenUse,
  type InvitationRow,
} from '../../shared/protocol/http.ts';
import type { Invitation, Person } from '../ports.ts';
import { answers, body, refused, refusedBy } from './answers.ts';
import { EvaluationParams, InvitationParams, membershipOf, namesOf } from './membership.ts';
import type { HttpDeps, HttpEnv } from './ports.ts';
import { meOf, signedIn, type Sessions } from './sessions.ts';
import type { Slow } from './slow.ts';
import { hashOf, newId, newSecret } from './tokens.ts';

const day = 24 * 60 * 60 * 1000;
const leadRefusals = ['session/none', 'evaluation/unknown', 'role/not-a-member', 'role/not-allowed'] as const;
const deadRefusals = ['invitation/unknown', 'invitation/used', 'invitation/revoked', 'invitation/expired', 'rate/too-fast'] as const;

const list = createRoute({
  method: 'get',
  path: '/api/evaluations/{id}/invitations',
  summary: 'Invitations of an evaluation, for its leads',
  middleware: signedIn,
  request: { params: EvaluationParams },
  responses: answers('Newest first', Invitations, ...leadRefusals),
});
const make = createRoute({
  method: 'post',
  path: '/api/evaluations/{id}/invitations',
  summary: 'A link that lets one person in',
  middleware: signedIn,
  request: { params: EvaluationParams, ...body(InvitationInput) },
  responses: answers('The link, shown this once', InvitationMade, ...leadRefusals, 'invitation/too-many'),
});
const revoke = createRoute({
  method: 'delete',
  path: '/api/evaluations/{id}/invitations/{invitation}',
  summary: 'Withdraw an invitation that is still open',
  middleware: signedIn,
  request: { params: InvitationParams },
  responses: answers('Withdrawn', Done, ...leadRefusals, 'invitation/unknown'),
});
const look = createRoute({
  method: 'post',
  path: '/api/invitations/look',
  summary: 'What an invitation is to, without using it up',
  request: body(TokenInput),
  responses: answers('What it is to', InvitationLook, ...deadRefusals),
});
const use = createRoute({
  method: 'post',
  path: '/api/invitations/use',
  summary: 'Enter: as who is signed in, or as a new person with the name given',
  request: body(TokenUse),
  responses: answers(
    'The evaluation, and who is signed in now',
    InvitationUsed,
    ...deadRefusals,
    'name/missing',
    'evaluation/unknown',
    'server/not-ready',
    ...(Object.keys(refusals) as RefusalCode[]),
  ),
});

export function invitationRoutes({ store, clock, random, facts, origins }: HttpDeps, sessions: Sessions, slow: Slow) {
  function stateOf(invitation: Invitation, evaluation: Evaluation): InvitationRow['state'] {
    if (invitation.usedAt !== null) return 'used';
    const inviter = evaluation.members[invitation.by];
    // Whoever no longer leads lets nobody in: their open links are as good as withdrawn.
    if (invitation.revokedAt !== null || inviter?.role !== 'lead' || inviter.removed) return 'revoked';
    return invitation.expiresAt <= clock.now() ? 'expired' : 'open';
  }

  /** The open invitation behind a token, or why there is none. */
  async function openOne(token: string) {
    const invitation = await store.findInvitation(hashOf(token));
    const evaluation = invitation && (await facts.get(invitation.evaluation));
    if (!invitation || !evaluation) return 'invitation/unknown' as const;
    const state = stateOf(invitation, evaluation);
    return state === 'open' ? { invitation, evaluation } : (`invitation/${state}` as const);
  }

  async function newestFirst(evaluation: EvaluationId) {
    return [...(await store.listInvitations(evaluation))].sort((a, b) => b.createdAt - a.createdAt);
  }

  return new OpenAPIHono<HttpEnv>()
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param');
      const membership = await membershipOf(facts, id, c.get('me').person.id, 'evaluation.steer');
      if (!membership.ok) return refused(c, membership.error);
      const { evaluation } = membership.value;
      const all = await newestFirst(id);
      const nameOf = await namesOf(
        store,
        all.flatMap(({ by, usedBy }) => (usedBy ? [by, usedBy] : [by])),
      );
      const named = (person: MemberId) => ({ id: person, name: nameOf(person) });
      const invitations = all.map((each) => ({
        id: each.id,
        role: each.role,
        note: each.note,
        invitedBy: named(each.by),
        createdAt: each.createdAt,
        expiresAt: each.expiresAt,
        state: stateOf(each, evaluation),
        usedBy: each.usedBy && named(each.usedBy),
      }));
      return c.json({ invitations }, 200);
    })
    .openapi(make, async (c) => {
      const { id } = c.req.valid('param');
      const me = c.get('me').person.id;
      const membership = await membershipOf(facts, id, me, 'evaluation.steer');
      if (!membership.ok) return refused(c, membership.error);
      const open = (await store.listInvitations(id)).filter((each) => stateOf(each, membership.value.evaluation) === 'open').length;
      if (open >= limits.openInvitations) return refused(c, 'invitation/too-many', { limit: limits.openInvitations });
      const { role, days = limits.invitationDays, note } = c.req.valid('json');
      const { token, hash } = newSecret(random);
      const createdAt = clock.now();
      const invitation: Invitation = {
        id: newId(random) as InvitationId,
        tokenHash: hash,
        evaluation: id,
        role,
        note: note === undefined || note === '' ? null : note,
        by: me,
        createdAt,
        expiresAt: createdAt + days * day,
        usedBy: null,
        usedAt: null,
        revokedAt: null,
      };
      await store.insertInvitation(invitation);
      // Behind the # it stays in the browser: no log, no proxy and no Referer ever holds it.
      return c.json({ id: invitation.id, url: `${origins.own()}/join#${token}`, expiresAt: invitation.expiresAt }, 200);
    })
    .openapi(revoke, async (c) => {
      const { id, invitation } = c.req.valid('param');
      const membership = await membershipOf(facts, id, c.get('me').person.id, 'evaluation.steer');
      if (!membership.ok) return refused(c, membership.error);
      if (!(await store.revokeInvitation(id, invitation, clock.now()))) return refused(c, 'invitation/unknown');
      return c.json({ done: true as const }, 200);
    })
    .openapi(look, async (c) => {
      const wait = slow(c);
      if (wait !== null) return refused(c, 'rate/too-fast', { seconds: wait });
      const found = await openOne(c.req.valid('json').token);
      if (typeof found === 'string') return refused(c, found);
      const { invitation, evaluation } = found;
      const { subject, instrument } = evaluation;
      const nameOf = await namesOf(store, [invitation.by]);
      return c.json(
        {
          subject: { name: subject.name, year: subject.year },
          instrument: instrument.label,
          role: invitation.role,
          invitedBy: nameOf(invitation.by),
          expiresAt: invitation.expiresAt,
          signedInAs: c.get('visitor')?.person.name ?? null,
        },
        200,
      );
    })
    .openapi(use, async (c) => {
      const wait = slow(c);
      if (wait !== null) return refused(c, 'rate/too-fast', { seconds: wait });
      const { token, name, language } = c.req.valid('json');
      const found = await openOne(token);
      if (typeof found === 'string') return refused(c, found);
      const { invitation, evaluation } = found;
      const visitor = c.get('visitor');
      if (!visitor && name === undefined) return refused(c, 'name/missing');

      const person: Person = visitor?.person ?? {
        id: newId(random) as MemberId,
        name: name ?? '',
        language: language ?? 'sv',
        owner: false,
        createdAt: clock.now(),
      };
      const join = { type: 'member.join', member: person.id, role: invitation.role, invitedBy: invitation.by } as const;
      const verdict = decideAdmission(evaluation, join, { member: person.id, owner: person.owner });
      if (verdict.ok === false) return refusedBy(c, verdict.refusal);
      // Before the join, whose projections show the name. Only a lost race leaves a person without sessions behind, who can do nothing.
      if (!visitor) await store.insertPerson(person);
      const joined = await facts.admit(invitation.evaluation, person.id, join, invitation.id);
      if ('lost' in joined) {
        // Somebody was faster between our look and the commit, or it was withdrawn.
        const now = await openOne(token);
        return refused(c, typeof now === 'string' ? now : 'invitation/used');
      }
      if (!joined.ok) return refusedBy(c, joined);
      if (!visitor) await sessions.begin(c, person.id);
      return c.json({ evaluation: invitation.evaluation, me: meOf(person) }, 200);
    });
}
