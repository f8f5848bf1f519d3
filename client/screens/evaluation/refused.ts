/** A rule's no as it comes back from a command, and its sentence with the names and codes that this evaluation knows. */
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { refusalSentence as sentenceOf } from '../../i18n/refusals.ts';
import type { Names } from './part.ts';
import type { Outcome } from './session.ts';

export type Refused = Extract<Outcome, { ok: false }>['refusal'];

export function refusalSentence({ code, facts }: Pick<Refused, 'code' | 'facts'>, { instrument }: Evaluation, names: Names): string {
  return sentenceOf(code, facts, { names, instrument });
}
