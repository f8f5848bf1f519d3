/** The sentence for every no: of a rule, of the server, and of a connection that was closed. What, why, and what to do. */
import type { Fact } from '../../shared/domain/refusals.ts';
import { t } from './language.ts';
import { Said, type Known } from './refusals-said.ts';
import { scoringRefusals } from './refusals-scoring.ts';
import { serverRefusals } from './refusals-server.ts';
import { teamRefusals } from './refusals-team.ts';
import { writingRefusals } from './refusals-writing.ts';

export { scoringRefusals, serverRefusals, teamRefusals, writingRefusals };
export type { Known } from './refusals-said.ts';

/**
 * `code`: a refusal's, a closing's, or `network`. `known`: the names of members and the instrument, where the screen has them;
 * without them the sentence says "somebody" and "this area".
 */
export function refusalSentence(code: string, facts: Readonly<Record<string, Fact>> = {}, known: Known = {}): string {
  const all: Readonly<Record<string, unknown>> = { ...t(teamRefusals), ...t(scoringRefusals), ...t(writingRefusals), ...t(serverRefusals) };
  const sentence = all[`refusal.${code}`] ?? all[`closing.${code}`] ?? all[`failure.${code}`];
  if (typeof sentence === 'string') return sentence;
  if (typeof sentence === 'function') return (sentence as (said: Said) => string)(new Said(facts, known));
  return t(serverRefusals)['failure.unknown'](code);
}
