/**
 * The only file of the client that knows HTTP. Each call answers as a `Result`: the body, or why not (a refusal's code and facts;
 * `network` with status 0 when nobody answered).
 */
import { hc, type InferResponseType } from 'hono/client';
import type { Envelope } from '../shared/domain/commands.ts';
import type { EvaluationId, InstrumentId, InvitationId, SectionId } from '../shared/domain/ids.ts';
import { err, ok, type Result } from '../shared/domain/result.ts';
import {
  InstrumentRefused,
  type EvaluationInput,
  type InvitationInput,
  type LeadInput,
  type MeChange,
  type TokenUse,
} from '../shared/protocol/http.ts';
import type { App } from '../server/app.ts';
import type { Failure } from './sync/ports.ts';

export type { Failure } from './sync/ports.ts';

const { api: routes } = hc<App>('/', { init: { credentials: 'same-origin' } });

/** The routes' own types say what a yes holds; whatever is no 200 is read as a refusal. */
async function ask<A extends (...input: never[]) => Promise<Response>>(
  call: A,
  ...input: Parameters<A>
): Promise<Result<InferResponseType<A, 200>, Failure>> {
  let response: Response;
  try {
    response = await call(...input);
  } catch {
    return err({ status: 0, code: 'network', facts: {}, rule: '' });
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 200 && body !== null) return ok(body as InferResponseType<A, 200>);
  const refused = InstrumentRefused.safeParse(body);
  // Somebody between here and the server answered instead of it.
  if (!refused.success) return err({ status: response.ok ? 0 : response.status, code: 'network', facts: {}, rule: '' });
  const { code, facts, rule = '', faults } = refused.data;
  return err({ status: response.status, code, facts, rule, ...(faults ? { faults } : {}) });
}

const evaluation = routes.evaluations[':id'];

export const api = {
  me: () => ask(routes.me.$get),
  changeMe: (json: MeChange) => ask(routes.me.$patch, { json }),
  linkDevice: () => ask(routes.me['device-links'].$post),
  signOut: () => ask(routes['sign-out'].$post),
  signOutEverywhere: () => ask(routes['sign-out-everywhere'].$post),
  people: () => ask(routes.people.$get),

  lookAtLink: (token: string) => ask(routes.links.look.$post, { json: { token } }),
  useLink: (json: TokenUse) => ask(routes.links.use.$post, { json }),
  lookAtInvitation: (token: string) => ask(routes.invitations.look.$post, { json: { token } }),
  useInvitation: (json: TokenUse) => ask(routes.invitations.use.$post, { json }),

  evaluations: () => ask(routes.evaluations.$get),
  createEvaluation: (json: EvaluationInput) => ask(routes.evaluations.$post, { json }),
  entry: (id: EvaluationId) => ask(evaluation.$get, { param: { id } }),
  command: (id: EvaluationId, json: Envelope) => ask(evaluation.commands.$post, { param: { id }, json }),
  /** All texts as bytes with the answer's etag; null: nothing new since the answer with this one. */
  texts: async (id: EvaluationId, etag?: string) => {
    let tag: string | null = null;
    const answer = await ask(async () => {
      const response = await evaluation.texts.$get({ param: { id } }, etag === undefined ? {} : { headers: { 'if-none-match': etag } });
      tag = response.headers.get('etag');
      return response;
    });
    if (!answer.ok && answer.error.status === 304) return ok(null);
    return answer.ok ? ok({ texts: answer.value.texts, etag: tag }) : answer;
  },
  authors: (id: EvaluationId, section: SectionId) => ask(evaluation.sections[':section'].authors.$get, { param: { id, section } }),
  appointLead: (id: EvaluationId, json: LeadInput) => ask(evaluation.leads.$post, { param: { id }, json }),
  invitations: (id: EvaluationId) => ask(evaluation.invitations.$get, { param: { id } }),
  invite: (id: EvaluationId, json: InvitationInput) => ask(evaluation.invitations.$post, { param: { id }, json }),
  revokeInvitation: (id: EvaluationId, invitation: InvitationId) =>
    ask(evaluation.invitations[':invitation'].$delete, { param: { id, invitation } }),

  instruments: () => ask(routes.instruments.$get),
  /** `json`: the file's text as it is. A failure with the code `instrument/faulty` has `faults`. */
  addInstrument: (json: string) =>
    ask(() => routes.instruments.$post({}, { init: { body: json, headers: { 'content-type': 'application/json' } } })),
  instrument: (id: InstrumentId) => ask(routes.instruments[':id'].$get, { param: { id } }),
};
