/** How many have scored in the current round: all that may be said of ballots nobody sees yet. */
import { html, type TemplateResult } from 'lit';
import { castCount, currentRound, scorersIn, type CriterionFacts, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { Area } from '../../../shared/domain/instrument.ts';
import { ballotText } from '../../i18n/evaluation-ballot.ts';
import { t } from '../../i18n/language.ts';

export function countsOf(evaluation: Evaluation, area: Area, facts: CriterionFacts): { readonly cast: number; readonly of: number } {
  return { cast: castCount(currentRound(facts)), of: scorersIn(evaluation, area.id).length };
}

export function drawCount(evaluation: Evaluation, area: Area, facts: CriterionFacts): TemplateResult {
  const text = t(ballotText);
  const { cast, of } = countsOf(evaluation, area, facts);
  return html`<p class="push count"><b>${text.count(cast, of)}</b> ${text.scored(cast)}</p>`;
}
