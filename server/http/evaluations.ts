/** Evaluations: the list, a new one, the way into its rooms, commands, and leads appointed by an owner. */
import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import { formatRoom, roomsOf } from '../../shared/domain/audiences.ts';
import { Envelope } from '../../shared/domain/commands.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { refusals, type RefusalCode } from '../../shared/domain/refusals.ts';
import { protocolVersion } from '../../shared/protocol/frames.ts';
import { CommandDone, EvaluationCreated, EvaluationEntry, EvaluationInput, Evaluations, LeadInput } from '../../shared/protocol/http.ts';
import { answers, body, refused, refusedBy } from './answers.ts';
import { cardFor, leadsOf, type NameOf } from './card.ts';
import { EvaluationParams, membershipOf, namesOf } from './membership.ts';
import type { HttpDeps, HttpEnv } from './ports.ts';
import { ownerOnly, signedIn } from './sessions.ts';

const list = createRoute({
  method: 'get',
  path: '/api/evaluations',
  summary: 'The evaluations one is a member of; for an owner also which others there are',
  middleware: signedIn,
  responses: answers('Cards, oldest first', Evaluations, 'session/none'),
});
const create = createRoute({
  method: 'post',
  path: '/api/evaluations',
  summary: 'A new evaluation, pinned to an instrument; its maker becomes its lead',
  middleware: ownerOnly,
  request: body(EvaluationInput),
  responses: answers('Its id', EvaluationCreated, 'session/none', 'role/owner-only', 'instrument/unknown'),
});
const enter = createRoute({
  method: 'get',
  path: '/api/evaluations/{id}',
  summary: 'Own role, and the rooms one may open with their epochs',
  middleware: signedIn,
  request: { params: EvaluationParams },
  responses: answers('The way in', EvaluationEntry, 'session/none', 'evaluation/unknown', 'role/not-a-member'),
});
const submit = createRoute({
  method: 'post',
  path: '/api/evaluations/{id}/commands',
  summary: 'A command; sent again with the same id it is answered again and carried out once',
  middleware: signedIn,
  request: { params: EvaluationParams, ...body(Envelope) },
  responses: answers(
    'Carried out',
    CommandDone,
    'session/none',
    'evaluation/unknown',
    'command/other-body',
    'server/not-ready',
    ...(Object.keys(refusals) as RefusalCode[]),
  ),
});
const appoint = createRoute({
  method: 'post',
  path: '/api/evaluations/{id}/leads',
  summary: 'An owner appoints a lead, themselves too; the whole team sees it',
  middleware: ownerOnly,
  request: { params: EvaluationParams, ...body(LeadInput) },
  responses: answers(
    'Appointed',
    CommandDone,
    'session/none',
    'evaluation/unknown',
    'server/not-ready',
    ...(Object.keys(refusals) as RefusalCode[]),
  ),
});

export function evaluationRoutes({ store, facts, rooms, log }: HttpDeps) {
  async function allEvaluations(): Promise<readonly Evaluation[]> {
    const ids = await facts.list();
    const all = await Promise.all(ids.map((id) => facts.get(id)));
    return all.filter((evaluation) => evaluation !== null);
  }

  return new OpenAPIHono<HttpEnv>()
    .openapi(list, async (c) => {
      const { person } = c.get('me');
      const all = await allEvaluations();
      const nameOf = await namesOf(
        store,
        all.flatMap((evaluation) => Object.keys(evaluation.members) as MemberId[]),
      );
      const cards = all.flatMap((evaluation) => {
        const me = evaluation.members[person.id];
        return me && !me.removed ? [cardFor(evaluation, me, rooms.presentIn(evaluation.id), nameOf)] : [];
      });
      const isMine = (evaluation: Evaluation) => cards.some((card) => card.id === evaluation.id);
      const others = person.owner ? all.filter((evaluation) => !isMine(evaluation)).map((each) => foreignCard(each, nameOf)) : [];
      return c.json({ mine: cards, others }, 200);
    })
    .openapi(create, async (c) => {
      const { subject, instrument: wanted } = c.req.valid('json');
      const instrument = await store.findInstrument(wanted);
      if (!instrument) return refused(c, 'instrument/unknown', { instrument: wanted });
      const id = await facts.create({ subject, instrument, lead: c.get('me').person.id });
      log.info({ evaluation: id, instrument: wanted }, 'a new evaluation');
      return c.json({ id }, 200);
    })
    .openapi(enter, async (c) => {
      const { id } = c.req.valid('param');
      const membership = await membershipOf(facts, id, c.get('me').person.id);
      if (!membership.ok) return refused(c, membership.error as 'evaluation/unknown' | 'role/not-a-member');
      const { evaluation, member } = membership.value;
      const known = await store.epochsOf(id);
      const names = roomsOf(evaluation, member).map(formatRoom);
      const epochs = Object.fromEntries(names.map((name) => [name, known[name] ?? 1]));
      return c.json({ id, member: member.id, role: member.role, protocol: protocolVersion, epochs }, 200);
    })
    .openapi(submit, async (c) => {
      const answer = await facts.submit(c.req.valid('param').id, c.get('me').person.id, c.req.valid('json'));
      return answer.ok ? c.json({ done: true as const }, 200) : refusedBy(c, answer);
    })
    .openapi(appoint, async (c) => {
      const { member } = c.req.valid('json');
      if (!(await store.findPerson(member))) return refused(c, 'member/unknown', { member });
      const { id } = c.req.valid('param');
      const answer = await facts.admit(id, c.get('me').person.id, { type: 'lead.appoint', member });
      if ('lost' in answer) throw new Error('an appointment uses no invitation');
      return answer.ok ? c.json({ done: true as const }, 200) : refusedBy(c, answer);
    });
}

function foreignCard({ id, subject, instrument, ...rest }: Evaluation, nameOf: NameOf) {
  return {
    id,
    subject: { name: subject.name, year: subject.year },
    instrument: { id: instrument.id, label: instrument.label },
    leads: leadsOf({ id, subject, instrument, ...rest }, nameOf),
  };
}
