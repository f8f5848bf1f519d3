/** The team's own words for what a band of points takes: shown, and changed while the criterion is open. None ship with an instrument. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { hasConflict, type Level } from '../../../shared/domain/evaluation.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { may } from '../../../shared/domain/permissions.ts';
import { levelPhases } from '../../../shared/domain/phases.ts';
import { levelsText } from '../../i18n/evaluation-ballot.ts';
import { t } from '../../i18n/language.ts';
import { span } from '../../ui/scale.ts';
import { CriterionPart } from './part.ts';
import { memberOf } from './selectors.ts';
import './levels.css';

/** As typed: whole points are read when they are saved. */
type Row = { readonly from: string; readonly to: string; readonly text: string };

@customElement('sam-levels')
export class SamLevels extends CriterionPart {
  /** The scale above shows them already. */
  @property({ type: Boolean }) shown = false;
  @state() private rows: readonly Row[] | null = null;
  @state() private busy = false;
  @state() private fault: string | null = null;
  /** Version that the change began from. */
  #base = 0;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('criterion')) return;
    this.rows = null;
    this.fault = null;
  }

  override render() {
    const { levels } = this.place.facts;
    if (!this.#mayChange && (levels.length === 0 || this.shown)) return nothing;
    const text = t(levelsText);
    if (this.shown && !this.rows)
      return html`<button type="button" class="btn text" @click=${this.#begin}>
        ${levels.length === 0 ? text.describe : text.change}
      </button>`;
    return html`<section class="levels-part" aria-labelledby="levels">
      <div class="section-head">
        <h2 id="levels">${text.title}</h2>
        ${levels.length === 0 ? html`<p class="small soft">${text.none}</p>` : nothing}
        ${
          this.#mayChange && !this.rows
            ? html`<button type="button" class="btn text push" @click=${this.#begin}>
                ${levels.length === 0 ? text.describe : text.change}
              </button>`
            : nothing
        }
      </div>
      ${this.rows ? this.#form(this.rows) : this.#list(levels)}
    </section>`;
  }

  get #mayChange(): boolean {
    const { area, facts } = this.place;
    const member = memberOf(this.evaluation, this.me);
    if (!member || !may(member.role, 'levels.write') || hasConflict(member, area.id)) return false;
    return facts.state === 'open' && levelPhases.includes(this.evaluation.phase);
  }

  #list(levels: readonly Level[]) {
    if (levels.length === 0) return nothing;
    return html`<dl class="level-list" lang=${this.evaluation.instrument.language}>
      ${levels.map(
        (level) =>
          html`<div>
            <dt>${span(level)}</dt>
            <dd>${level.text}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #form(rows: readonly Row[]) {
    const text = t(levelsText);
    return html`<form @submit=${this.#save}>
      ${rows.map((row, at) => this.#row(row, at))} ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      <div class="row">
        ${rows.length < limits.levelsPerCriterion ? html`<button type="button" class="btn" @click=${this.#add}>${text.add}</button>` : nothing}
        <button class="btn primary" aria-disabled=${this.busy ? 'true' : nothing}>${text.save}</button>
        <button type="button" class="btn text" @click=${() => (this.rows = null)}>${text.leave}</button>
      </div>
    </form>`;
  }

  #row(row: Row, at: number) {
    const text = t(levelsText);
    const change = (part: Partial<Row>) => {
      this.rows = (this.rows ?? []).map((each, index) => (index === at ? { ...each, ...part } : each));
      this.fault = null;
    };
    const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value;
    return html`<fieldset class="level-row">
      <legend class="visually-hidden">${text.row(at + 1)}</legend>
      <label class="field"
        ><span class="label">${text.from}</span
        ><input class="in" inputmode="numeric" .value=${row.from} @input=${(event: Event) => change({ from: valueOf(event) })}
      /></label>
      <label class="field"
        ><span class="label">${text.to}</span
        ><input class="in" inputmode="numeric" .value=${row.to} @input=${(event: Event) => change({ to: valueOf(event) })}
      /></label>
      <label class="field"
        ><span class="label">${text.text}</span
        ><textarea
          class="in"
          rows="1"
          maxlength=${limits.levelChars}
          lang=${this.evaluation.instrument.language}
          .value=${row.text}
          @input=${(event: Event) => change({ text: valueOf(event) })}
        ></textarea>
      </label>
      <button
        type="button"
        class="btn icon"
        aria-label=${text.remove(at + 1)}
        title=${text.remove(at + 1)}
        @click=${() => this.#remove(at)}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
          <path d="M2 2L10 10M10 2L2 10" />
        </svg>
      </button>
    </fieldset>`;
  }

  #begin() {
    const { levels, levelsVersion } = this.place.facts;
    this.#base = levelsVersion;
    this.rows = levels.map(({ from, to, text }) => ({ from: String(from), to: String(to), text }));
    if (levels.length === 0) this.rows = [{ from: '0', to: '', text: '' }];
    void this.#focusRow(0);
  }

  /** A new level begins where the one before ends. */
  #add() {
    const rows = this.rows ?? [];
    const last = Number(rows.at(-1)?.to || Number.NaN);
    this.rows = [...rows, { from: Number.isInteger(last) ? String(last + 1) : '', to: '', text: '' }];
    void this.#focusRow(rows.length);
  }

  #remove(at: number) {
    this.rows = (this.rows ?? []).filter((_, index) => index !== at);
    this.fault = null;
    void this.#focusRow(Math.max(0, at - 1));
  }

  async #focusRow(at: number) {
    await this.updateComplete;
    const row = this.querySelectorAll('.level-row')[at];
    [...(row?.querySelectorAll('input') ?? [])].find((field) => field.value === '')?.focus();
  }

  async #save(event: Event) {
    event.preventDefault();
    if (this.busy || !this.rows) return;
    const levels = this.rows.map(({ from, to, text }) => ({ from: wholeOf(from), to: wholeOf(to), text: text.trim() }));
    if (levels.some(({ from, to, text }) => from === null || to === null || text === '')) {
      this.fault = t(levelsText).whole(this.place.criterion.maxPoints);
      return;
    }
    const sorted = (levels as Level[]).sort((a, b) => a.from - b.from);
    const { criterion } = this;
    this.busy = true;
    const fault = await this.run({ type: 'levels.set', criterion, levels: sorted }, this.#base);
    this.busy = false;
    if (criterion !== this.criterion) return;
    this.fault = fault;
    if (fault === null) this.rows = null;
    // Whoever reads the refusal sees the others' levels above: the next try replaces them.
    else this.#base = this.place.facts.levelsVersion;
  }
}

function wholeOf(typed: string): number | null {
  return /^\s*\d+\s*$/.test(typed) ? Number(typed) : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-levels': SamLevels;
  }
}
