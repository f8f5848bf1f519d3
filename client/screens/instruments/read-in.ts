/**
 * Reads an instrument in from a file or its text; every fault is listed with its place, and nothing is kept until there is none.
 * @event instrument-added - read in and kept
 * @event dialog-close - closed, whatever came of it
 */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { readInText } from '../../i18n/instruments.ts';
import { t } from '../../i18n/language.ts';
import { refusalSentence } from '../../i18n/refusals.ts';
import '../../ui/sam-dialog.ts';
import { Part } from '../evaluation/part.ts';
import { faultSentence, type FileFault } from './faults.ts';
import type { InstrumentsApi } from './ports.ts';

@customElement('sam-read-in-instrument')
export class SamReadInInstrument extends Part {
  @property({ attribute: false }) api!: InstrumentsApi;
  @property({ type: Boolean }) open = false;
  @state() private busy = false;
  @state() private sentence: string | null = null;
  @state() private faults: readonly FileFault[] = [];

  override render() {
    const text = t(readInText);
    return html`<sam-dialog .open=${this.open} heading=${text.title} @dialog-close=${this.#closed}>
      ${
        this.open
          ? html`<form id="read-in" class="stack" novalidate @submit=${this.#submit}>
                <p class="note" id="read-in-note">${text.note}</p>
                <label class="field">
                  <span class="label">${text.file}</span>
                  <input class="in" type="file" name="file" accept=".json,application/json" aria-describedby="read-in-note" />
                </label>
                <label class="field">
                  <span class="label">${text.text}</span>
                  <textarea class="in" name="text" rows="5" spellcheck="false" autocomplete="off"></textarea>
                </label>
                <div role="alert">${this.sentence ? html`<p class="fault">${this.sentence}</p>` : nothing} ${this.#faultList()}</div>
                ${this.busy ? html`<p class="note" role="status">${text.reading}</p>` : nothing}
              </form>
              <button slot="actions" class="btn primary" type="submit" form="read-in">${text.read}</button>
              <button slot="actions" class="btn" type="button" @click=${this.#close}>${text.cancel}</button>`
          : nothing
      }
    </sam-dialog>`;
  }

  #faultList() {
    if (this.faults.length === 0) return nothing;
    const text = t(readInText);
    return html`<h3>${text.faults(this.faults.length)}</h3>
      <ul class="faults" role="list" tabindex="0" aria-label=${text.faults(this.faults.length)}>
        ${this.faults.map((fault) => html`<li><code>${fault.path || text.wholeFile}</code> ${faultSentence(fault)}</li>`)}
      </ul>`;
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.busy) return;
    const form = new FormData(event.target as HTMLFormElement);
    const file = form.get('file');
    const chosen = file instanceof File && file.size > 0 ? file : null;
    const pasted = form.get('text');
    this.faults = [];
    this.sentence = this.#whyNot(chosen, typeof pasted === 'string' ? pasted : '');
    if (this.sentence !== null) return;

    this.busy = true;
    const answer = await this.api.addInstrument(chosen ? await chosen.text() : String(pasted));
    this.busy = false;
    if (answer.ok) {
      this.tell('instrument-added', { id: answer.value.id });
      this.open = false;
    } else {
      this.faults = answer.error.faults ?? [];
      this.sentence = refusalSentence(answer.error.code, answer.error.facts);
    }
  }

  #whyNot(file: File | null, pasted: string): string | null {
    const text = t(readInText);
    if (!file && pasted.trim() === '') return text.empty;
    return (file?.size ?? new Blob([pasted]).size) > limits.instrumentBytes ? text.tooLarge : null;
  }

  #close() {
    this.open = false;
  }

  #closed() {
    this.open = false;
    this.faults = [];
    this.sentence = null;
    this.dispatchEvent(new CustomEvent('dialog-close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-read-in-instrument': SamReadInInstrument;
  }
  interface HTMLElementEventMap {
    'instrument-added': CustomEvent<{ readonly id: InstrumentId }>;
  }
}
