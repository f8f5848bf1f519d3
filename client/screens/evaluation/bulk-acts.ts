/** For leads in the calibration: what can be done for many criteria at once, each counted and asked before it is done. */
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { CriterionId } from '../../../shared/domain/ids.ts';
import { roundPhases } from '../../../shared/domain/phases.ts';
import { bulkText } from '../../i18n/evaluation-lead.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import './act.ts';
import { EvaluationPart } from './part.ts';
import { bulkOf, isLead, placeOf } from './selectors.ts';

const kinds = ['close', 'reveal', 'lock'] as const;
type Kind = (typeof kinds)[number];

@customElement('sam-bulk-acts')
export class SamBulkActs extends EvaluationPart {
  override render() {
    if (!isLead(this.evaluation, this.me) || !roundPhases.includes(this.evaluation.phase)) return nothing;
    const bulk = bulkOf(this.evaluation);
    // One alone has its own button where it stands; the last closed one is waited for by all, wherever the lead is.
    const several = kinds.filter((kind) => bulk[kind].length > (kind === 'reveal' ? 0 : 1));
    if (several.length === 0) return nothing;
    return html`<div class="row" role="group" aria-label=${t(bulkText).title}>${several.map((kind) => this.#act(kind, bulk[kind]))}</div>`;
  }

  #act(kind: Kind, criteria: readonly CriterionId[]) {
    const text = t(bulkText);
    const count = criteria.length;
    const codes = list(criteria.map((id) => placeOf(this.evaluation, id).criterion.code));
    return html`<sam-act
      .facts=${this.evaluation}
      .label=${text[kind](count)}
      .verb=${text[`${kind}Verb`](count)}
      .note=${text[`${kind}Note`](codes)}
      .act=${() => this.run({ type: commandOf[kind], criteria: [...criteria] })}
    ></sam-act>`;
  }
}

const commandOf = { close: 'round.close', reveal: 'round.reveal', lock: 'criterion.lock' } as const;

declare global {
  interface HTMLElementTagNameMap {
    'sam-bulk-acts': SamBulkActs;
  }
}
