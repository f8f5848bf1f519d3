/** What People asks of the server beside the evaluation's session; `client/api.ts` in the browser, answers of a test in tests. */
import type { EvaluationId, InvitationId } from '../../../shared/domain/ids.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { InvitationInput, InvitationMade, Invitations } from '../../../shared/protocol/http.ts';
import type { Failure } from '../../sync/ports.ts';

export type PeopleApi = {
  readonly invitations: (id: EvaluationId) => Promise<Result<Invitations, Failure>>;
  readonly invite: (id: EvaluationId, input: InvitationInput) => Promise<Result<InvitationMade, Failure>>;
  readonly revokeInvitation: (id: EvaluationId, invitation: InvitationId) => Promise<Result<unknown, Failure>>;
};
