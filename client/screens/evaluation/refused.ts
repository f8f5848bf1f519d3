/** A rule's no as it comes back from a command, and its sentence with the names and numbers this team knows. */
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { Names } from './part.ts';
import type { Outcome } from './session.ts';

export type Refused = Extract<Outcome, { ok: false }>['refusal'];

export function refusalSentence(refused: Pick<Refused, 'code' | 'facts'>, _evaluation: Evaluation, _names: Names): string {
  return refused.code;
}
