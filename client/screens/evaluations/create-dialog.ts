/**
 * The dialog of a new evaluation: who, when, by which instrument.
 * @event evaluation-created - it exists; `id`
 * @event dialog-close - it was closed
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { limits } from '../../../shared/domain/limits.ts';
import type { EvaluationId } from '../../../shared/domain/ids.ts';
import type { InstrumentRow } from '../../../shared/protocol/http.ts';
import { commonText } from '../../i18n/common.ts';
import { newEvaluationText } from '../../i18n/evaluations.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { refusalSentence } from '../../i18n/refusals.ts';
import '../../ui/sam-dialog.ts';
import { Part } from '../evaluation/part.ts';
import type { EvaluationsApi } from './ports.ts';

type Field = 'subject' | 'year' | 'instrument';
type Fault = { readonly field: Field | null; readonly sentence: string };

@customElement('sam-create-evaluation')
export class SamCreateEvaluation extends Part {
  @property({ attribute: false }) api!: Pick<EvaluationsApi, 'instruments' | 'createEvaluation'>;
  @property({ type: Boolean }) open = false;
  /** null: on its way. */
  @state() private instruments: readonly InstrumentRow[] | null = null;
  @state() private chosen: string | null = null;
  @state() private fault: Fault | null = null;
  @state() private busy = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('open') && this.open) {
      this.fault = null;
      void this.#load();
    }
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('open') && this.open) void this.#begin();
  }

  /** Once the dialog stands, which gives focus to its heading first. */
  async #begin() {
    await this.querySelector('sam-dialog')?.updateComplete;
    this.querySelector<HTMLElement>('[name="subject"]')?.focus();
  }

  override render() {
    const text = t(newEvaluationText);
    return html`<sam-dialog .open=${this.open} .heading=${text.title} @dialog-close=${this.#closed}>
      ${this.open ? this.#form() : nothing}
      ${
        this.open
          ? html`<button slot="actions" class="btn primary" form="create-evaluation" aria-disabled=${this.busy ? 'true' : nothing}>
                ${text.create}
              </button>
              <button slot="actions" type="button" class="btn" @click=${this.#close}>${t(commonText).cancel}</button>`
          : nothing
      }
    </sam-dialog>`;
  }

  #form() {
    const text = t(newEvaluationText);
    return html`<form id="create-evaluation" class="stack" novalidate @submit=${this.#submit}>
      <label class="field">
        <span class="label">${text.subject}</span>
        <input
          class="in"
          name="subject"
          autocomplete="off"
          maxlength=${limits.subjectChars}
          aria-required="true"
          aria-invalid=${this.#invalid('subject')}
          aria-describedby=${this.#describes('subject')}
        />
      </label>
      ${this.#fault('subject')}
      <div class="when">
        <label class="field">
          <span class="label">${text.year}</span>
          <input
            class="in"
            name="year"
            inputmode="numeric"
            autocomplete="off"
            maxlength="4"
            value=${new Date().getFullYear()}
            aria-invalid=${this.#invalid('year')}
            aria-describedby=${this.#describes('year')}
          />
        </label>
        <label class="field">
          <span class="label">${text.visit}</span>
          <input class="in" name="visit" autocomplete="off" maxlength="120" aria-describedby="visit-note" />
          <span class="note" id="visit-note">${text.visitNote}</span>
        </label>
      </div>
      ${this.#fault('year')} ${this.#choice()} ${this.#fault('instrument')}
      ${this.fault && this.fault.field === null ? html`<p class="fault" role="alert">${this.fault.sentence}</p>` : nothing}
      ${this.busy ? html`<p class="note" role="status">${text.creating}</p>` : nothing}
    </form>`;
  }

  #choice() {
    const text = t(newEvaluationText);
    if (this.instruments === null) return this.fault ? nothing : html`<p class="note" role="status">${text.loading}</p>`;
    if (this.instruments.length === 0) return html`<p>${text.noInstruments} <a href="/instruments">${text.toInstruments}</a></p>`;
    return html`<fieldset aria-describedby="instrument-note ${this.#describes('instrument') === nothing ? '' : 'create-fault'}">
      <legend class="label">${text.instrument}</legend>
      ${this.instruments.map(
        (each) =>
          html`<label class="choice">
            <input
              type="radio"
              name="instrument"
              value=${each.id}
              .checked=${this.chosen === each.id}
              @change=${() => (this.chosen = each.id)}
            />
            <span>${each.label} <span class="small soft">${text.size(each.areas, each.criteria, number(each.maxPoints))}</span></span>
          </label>`,
      )}
      <p class="note" id="instrument-note">${text.instrumentNote}</p>
    </fieldset>`;
  }

  #invalid(field: Field) {
    return this.fault?.field === field ? 'true' : nothing;
  }

  #describes(field: Field) {
    return this.fault?.field === field ? 'create-fault' : nothing;
  }

  #fault(field: Field) {
    return this.fault?.field === field ? html`<p class="fault" role="alert" id="create-fault">${this.fault.sentence}</p>` : nothing;
  }

  async #load() {
    if (this.instruments !== null && this.instruments.length > 0) return;
    const answer = await this.api.instruments();
    if (!answer.ok) {
      this.fault = { field: null, sentence: refusalSentence(answer.error.code, answer.error.facts) };
      return;
    }
    this.instruments = answer.value.instruments;
    const [only, ...others] = this.instruments;
    // With one there is nothing to choose.
    if (only && others.length === 0) this.chosen = only.id;
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.busy) return;
    const form = event.target as HTMLFormElement;
    const words = (name: string) => String(new FormData(form).get(name) ?? '').trim();
    const read = readNew(words('subject'), words('year'));
    if ('field' in read) return this.#refuse(form, read);
    const instrument = this.instruments?.find(({ id }) => id === this.chosen);
    if (!instrument) return this.#refuse(form, { field: 'instrument', sentence: t(newEvaluationText).instrumentMissing });

    this.fault = null;
    this.busy = true;
    const answer = await this.api.createEvaluation({
      subject: { ...read, visit: words('visit') || null },
      instrument: instrument.id,
    });
    this.busy = false;
    if (answer.ok) this.tell('evaluation-created', { id: answer.value.id });
    else this.fault = { field: null, sentence: refusalSentence(answer.error.code, answer.error.facts) };
  }

  #refuse(form: HTMLFormElement, fault: Fault) {
    this.fault = fault;
    form.querySelector<HTMLElement>(`[name="${fault.field}"]`)?.focus();
  }

  #close() {
    this.open = false;
  }

  #closed() {
    this.open = false;
    this.dispatchEvent(new CustomEvent('dialog-close'));
  }
}

/** What was typed, or what is wrong with it. The year may be empty. */
function readNew(name: string, year: string): { readonly name: string; readonly year: number | null } | Fault {
  const text = t(newEvaluationText);
  if (name === '') return { field: 'subject', sentence: text.subjectMissing };
  if (year === '') return { name, year: null };
  const asNumber = /^\d{4}$/.test(year) ? Number(year) : 0;
  return asNumber >= 1900 && asNumber <= 2200 ? { name, year: asNumber } : { field: 'year', sentence: text.yearWrong };
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-create-evaluation': SamCreateEvaluation;
  }
  interface HTMLElementEventMap {
    'evaluation-created': CustomEvent<{ readonly id: EvaluationId }>;
  }
}
