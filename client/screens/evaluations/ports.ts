/** What the list asks of the server; `client/api.ts` in the browser, answers of a test in tests. */
import type { EvaluationId } from '../../../shared/domain/ids.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { EvaluationCreated, EvaluationInput, Evaluations, Instruments, LeadInput } from '../../../shared/protocol/http.ts';
import type { Failure } from '../../sync/ports.ts';

export type EvaluationsApi = {
  readonly evaluations: () => Promise<Result<Evaluations, Failure>>;
  readonly instruments: () => Promise<Result<Instruments, Failure>>;
  readonly createEvaluation: (input: EvaluationInput) => Promise<Result<EvaluationCreated, Failure>>;
  readonly appointLead: (id: EvaluationId, input: LeadInput) => Promise<Result<unknown, Failure>>;
};
