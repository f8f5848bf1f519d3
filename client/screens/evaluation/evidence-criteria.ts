/** A choice of criteria: the codes that are chosen in one line, and behind it the whole instrument to tick. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { AreaId, CriterionId } from '../../../shared/domain/ids.ts';
import type { Area } from '../../../shared/domain/instrument.ts';
import { evidenceFormText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import { codesOf } from './evidence-selectors.ts';
import { Part } from './part.ts';

@customElement('sam-criteria-choice')
export class SamCriteriaChoice extends Part {
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) chosen: readonly CriterionId[] = [];
  /** Areas that the reader may not choose from: a conflict of interest. */
  @property({ attribute: false }) closed: readonly AreaId[] = [];
  /** What the choice is called. */
  @property() label = '';

  override render() {
    const text = t(evidenceFormText);
    const codes = codesOf(this.evaluation, this.chosen);
    return html`<details class="criteria-choice">
      <summary>
        <span class="label">${this.label}</span>
        <span class="codes">${codes.length === 0 ? text.noCriteria : codes.join(', ')}</span>
        <span class="change">${text.changeCriteria}</span>
      </summary>
      <div class="areas">${this.evaluation.instrument.areas.map((area) => this.#area(area))}</div>
    </details>`;
  }

  #area({ id, code, name, criteria }: Area) {
    const closed = this.closed.includes(id);
    return html`<fieldset>
      <legend>
        <span class="faint">${code}</span> ${name}${closed ? html` <span class="soft">(${t(evidenceFormText).conflict})</span>` : nothing}
      </legend>
      ${criteria.map(
        (each) =>
          html`<label class="choice"
            ><input
              type="checkbox"
              .checked=${this.chosen.includes(each.id)}
              ?disabled=${closed}
              @change=${() => this.#toggle(each.id)}
            /><span>${each.code} ${each.name}</span></label
          >`,
      )}
    </fieldset>`;
  }

  #toggle(id: CriterionId) {
    const criteria = this.chosen.includes(id) ? this.chosen.filter((each) => each !== id) : [...this.chosen, id];
    this.tell('criteria-change', { criteria });
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-criteria-choice': SamCriteriaChoice;
  }
  interface HTMLElementEventMap {
    'criteria-change': CustomEvent<{ readonly criteria: readonly CriterionId[] }>;
  }
}
