/** The instruments of the installation (`/instruments`): what each holds, each as a file, and for an owner a new one. */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { criteriaOf } from '../../shared/domain/evaluation.ts';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import type { Criterion, Instrument } from '../../shared/domain/instrument.ts';
import type { Me } from '../../shared/protocol/http.ts';
import { api } from '../api.ts';
import { commonText } from '../i18n/common.ts';
import { number } from '../i18n/format.ts';
import { instrumentsText, readInText } from '../i18n/instruments.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Failure } from '../sync/ports.ts';
import { Part } from './evaluation/part.ts';
import { fileOf } from './instruments/file-link.ts';
import { formatOf } from './instruments/format.ts';
import type { InstrumentsApi } from './instruments/ports.ts';
import './instruments/read-in.ts';
import './instruments/instruments.css';

@customElement('sam-instruments-screen')
export class SamInstrumentsScreen extends Part {
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) api: InstrumentsApi = api;
  @state() private found: readonly Instrument[] | null = null;
  @state() private failure: Failure | null = null;
  @state() private adding = false;
  /** What came of reading one in. */
  @state() private said = '';

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  override render() {
    const text = t(instrumentsText);
    return html`<div class="page">
      <header class="page-head">
        <h1 tabindex="-1">${text.title}</h1>
        ${this.me.owner ? html`<button class="btn" type="button" @click=${this.#add}>${text.add}</button>` : nothing}
      </header>
      <p class="lede">${text.lede}</p>
      <p class="note" role="status">${this.said}</p>
      ${this.#list()} ${this.me.owner ? formatOf(this.found?.at(-1)) : html`<p class="note">${text.ownersOnly}</p>`}
      <sam-read-in-instrument
        .api=${this.api}
        .open=${this.adding}
        @instrument-added=${(event: HTMLElementEventMap['instrument-added']) => void this.#added(event.detail.id)}
        @dialog-close=${this.#notAdding}
      ></sam-read-in-instrument>
    </div>`;
  }

  #list() {
    if (this.failure)
      return html`<p class="fault" role="alert">${refusalSentence(this.failure.code, this.failure.facts)}</p>
        <button class="btn" type="button" @click=${() => void this.#load()}>${t(commonText).tryAgain}</button>`;
    if (!this.found) return html`<p class="note" role="status">${t(instrumentsText).loading}</p>`;
    return repeat(
      this.found,
      ({ id }) => id,
      (instrument) => this.#instrument(instrument),
    );
  }

  #instrument(instrument: Instrument) {
    const text = t(instrumentsText);
    const facts = [
      text.size(instrument.areas.length, criteriaOf(instrument).length, number(instrument.maxPoints)),
      text.step(instrument.step),
      text.version(instrument.version),
      ...(instrument.owner ? [text.by(instrument.owner)] : []),
    ];
    const file = fileOf(instrument);
    return html`<section class="instrument" aria-labelledby=${`instrument-${instrument.id}`}>
      <h2 id=${`instrument-${instrument.id}`} lang=${instrument.language}>${instrument.label}</h2>
      <p class="soft">${facts.join(' · ')}</p>
      <details>
        <summary>${text.show}</summary>
        ${this.#contents(instrument)}
      </details>
      <a class="btn" href=${file.href} download=${file.name} aria-label=${`${text.download}: ${instrument.label}`}>${text.download}</a>
    </section>`;
  }

  #contents(instrument: Instrument) {
    const text = t(instrumentsText);
    return html`<table class="contents">
      <caption class="visually-hidden">
        ${text.contents(instrument.label)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${text.code}</th>
          <th scope="col">${text.name}</th>
          <th scope="col" class="max">${text.max}</th>
        </tr>
      </thead>
      <tbody lang=${instrument.language}>
        ${instrument.areas.map(
          (area) =>
            html`<tr>
                <td>${area.code}</td>
                <th scope="row">${area.name}</th>
                <td class="max">${number(area.maxPoints)}</td>
              </tr>
              ${area.criteria.map(
                (criterion) =>
                  html`<tr>
                    <td>${criterion.code}</td>
                    <td>
                      ${criterion.name}
                      ${
                        criterion.step === undefined || criterion.step === instrument.step
                          ? nothing
                          : html`<span class="small soft">${text.step(criterion.step)}</span>`
                      }
                      ${questionsOf(criterion)}
                    </td>
                    <td class="max">${number(criterion.maxPoints)}</td>
                  </tr>`,
              )}`,
        )}
      </tbody>
    </table>`;
  }

  #add() {
    this.adding = true;
    this.said = '';
  }

  #notAdding() {
    this.adding = false;
  }

  async #added(id: InstrumentId) {
    await this.#load();
    const added = this.found?.find((each) => each.id === id);
    this.said = added ? t(readInText).done(added.label) : '';
  }

  async #load() {
    const rows = await this.api.instruments();
    if (!rows.ok) {
      this.failure = rows.error;
      return;
    }
    const whole = await Promise.all(rows.value.instruments.map(({ id }) => this.api.instrument(id as InstrumentId)));
    this.failure = whole.find((each) => !each.ok)?.error ?? null;
    if (!this.failure) this.found = whole.flatMap((each) => (each.ok ? [each.value] : []));
  }
}

function questionsOf({ questions = [] }: Criterion) {
  if (questions.length === 0) return nothing;
  return html`<details>
    <summary class="small">${t(instrumentsText).questions(questions.length)}</summary>
    <ol>
      ${questions.map((question) => html`<li>${question}</li>`)}
    </ol>
  </details>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-instruments-screen': SamInstrumentsScreen;
  }
}
