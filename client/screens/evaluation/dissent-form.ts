/**
 * One's own different view: the words, points if one likes, and where it is shown.
 * @event dissent-end - it was recorded, or left
 */
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { consensusVersion } from '../../../shared/domain/decide/consensus.ts';
import { stepOf } from '../../../shared/domain/evaluation.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { actText } from '../../i18n/evaluation-lead.ts';
import { standText } from '../../i18n/evaluation-record.ts';
import { t } from '../../i18n/language.ts';
import { scaleText } from '../../i18n/ui.ts';
import { readTyped } from '../../ui/scale.ts';
import { CriterionPart } from './part.ts';

@customElement('sam-dissent-form')
export class SamDissentForm extends CriterionPart {
  @state() private typed = '';
  @state() private shown: 'report' | 'record' = 'report';
  @state() private busy = false;
  @state() private fault: string | null = null;
  @query('textarea') private words!: HTMLTextAreaElement;
  @query('input[type=text]') private pointsField!: HTMLInputElement;

  protected override firstUpdated() {
    this.words.focus();
  }

  override render() {
    const text = t(standText);
    const fault = this.#pointsFault() ?? this.fault;
    return html`<form class="dissent-form" @submit=${this.#submit}>
      <label class="field"
        ><span class="label">${text.dissentWhy}</span
        ><textarea
          class="in"
          rows="3"
          maxlength=${limits.reasonChars}
          lang=${this.evaluation.instrument.language}
          aria-describedby="dissent-fault"
        ></textarea>
      </label>
      <label class="field points"
        ><span class="label">${text.dissentPoints}</span
        ><input
          class="in"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          aria-invalid=${this.#pointsFault() ? 'true' : nothing}
          aria-describedby="dissent-fault"
          @input=${this.#type}
        />
      </label>
      <fieldset>
        <legend class="label">${text.dissentShown}</legend>
        <div class="row">
          ${(['report', 'record'] as const).map(
            (place) =>
              html`<label class="choice"
                ><input
                  type="radio"
                  name="shown"
                  .checked=${this.shown === place}
                  @change=${() => this.#choose(place)}
                />${text[place]}</label
              >`,
          )}
        </div>
      </fieldset>
      <p id="dissent-fault" class="fault" role="alert" ?hidden=${fault === null}>${fault}</p>
      <div class="row">
        <button class="btn primary" aria-disabled=${this.busy ? 'true' : nothing}>${text.dissentVerb}</button>
        <button type="button" class="btn text" @click=${this.#end}>${text.leave}</button>
        ${this.busy ? html`<span class="note" role="status">${t(actText).waiting}</span>` : nothing}
      </div>
    </form>`;
  }

  #type() {
    this.typed = this.pointsField.value;
  }

  #choose(place: 'report' | 'record') {
    this.shown = place;
  }

  #read() {
    const { criterion } = this.place;
    return readTyped(this.typed, criterion.maxPoints, stepOf(this.evaluation.instrument, criterion));
  }

  #pointsFault(): string | null {
    const typed = this.#read();
    if ('points' in typed) return null;
    const { criterion } = this.place;
    const step = stepOf(this.evaluation.instrument, criterion);
    const text = t(scaleText);
    if (typed.fault === 'range') return text.outOfRange(criterion.maxPoints, this.typed.trim());
    return typed.fault === 'step' ? text.offStep(step, this.typed.trim()) : text.notWhole(criterion.maxPoints, this.typed.trim());
  }

  async #submit(event: Event) {
    event.preventDefault();
    const typed = this.#read();
    const text = this.words.value.trim();
    if (this.busy) return;
    if (!('points' in typed)) return this.pointsField.focus();
    if (!text) {
      this.fault = t(standText).needText;
      return this.words.focus();
    }
    this.busy = true;
    const { criterion, shown } = this;
    const consensus = consensusVersion(this.place.facts);
    this.fault = await this.run({ type: 'stand.dissent', criterion, consensus, points: typed.points, text, shown });
    this.busy = false;
    if (this.fault === null) this.#end();
  }

  #end() {
    this.tell('dissent-end', null);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-dissent-form': SamDissentForm;
  }
  interface HTMLElementEventMap {
    'dissent-end': CustomEvent<null>;
  }
}
