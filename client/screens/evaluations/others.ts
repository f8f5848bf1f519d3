/** For an owner: the evaluations they are not a member of, and the way in, which the whole team sees. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EvaluationId } from '../../../shared/domain/ids.ts';
import type { ForeignCard } from '../../../shared/protocol/http.ts';
import { othersText } from '../../i18n/evaluations.ts';
import { t } from '../../i18n/language.ts';
import '../evaluation/act.ts';
import { Part } from '../evaluation/part.ts';
import { leadsOf } from './card.ts';

@customElement('sam-other-evaluations')
export class SamOtherEvaluations extends Part {
  @property({ attribute: false }) cards: readonly ForeignCard[] = [];
  /** Answers with the sentence of a refusal, or null when it is done. */
  @property({ attribute: false }) appoint: (id: EvaluationId) => Promise<string | null> = async () => null;

  override render() {
    if (this.cards.length === 0) return nothing;
    const text = t(othersText);
    return html`<section aria-labelledby="others">
      <div class="section-head">
        <h2 id="others">${text.title}</h2>
        <p class="small soft">${text.note}</p>
      </div>
      <ul role="list" class="list">
        ${repeat(
          this.cards,
          ({ id }) => id,
          (card) =>
            html`<li>
              <p>
                <span class="strong">${card.subject.name}</span> ${card.subject.year}
                <span class="small soft">${card.instrument.label} · ${leadsOf(card.leads, '')}</span>
              </p>
              <sam-act
                quiet
                .label=${text.appoint}
                .verb=${text.appointOf(card.subject.name)}
                .note=${text.appointNote}
                .act=${() => this.appoint(card.id)}
              ></sam-act>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-other-evaluations': SamOtherEvaluations;
  }
}
