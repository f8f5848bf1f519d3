/** One's own conflicts of interest, area by area: not answered yet is not the same as none. */
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AreaId } from '../../../shared/domain/ids.ts';
import { conflictText } from '../../i18n/evaluation.ts';
import { actText } from '../../i18n/evaluation-lead.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { EvaluationPart } from './part.ts';
import { memberOf } from './selectors.ts';
import './conflicts.css';

@customElement('sam-own-conflicts')
export class SamOwnConflicts extends EvaluationPart {
  @state() private changing = false;
  /** Ticked and not sent yet; null: as declared. */
  @state() private ticked: ReadonlySet<AreaId> | null = null;
  @state() private busy = false;
  @state() private fault: string | null = null;

  override render() {
    const declared = memberOf(this.evaluation, this.me)?.conflicts ?? null;
    if (declared === null || this.changing) return this.#form(declared ?? []);
    const text = t(conflictText);
    return html`<p class="small soft">
      ${declared.length === 0 ? text.noneDeclared : text.declared(this.#codes(declared), declared.length > 1)}
      <button type="button" class="btn text" @click=${this.#change}>${text.change}</button>
    </p>`;
  }

  #change() {
    this.changing = true;
  }

  #form(declared: readonly AreaId[]) {
    const text = t(conflictText);
    const ticked = this.ticked ?? new Set(declared);
    const areas = this.evaluation.instrument.areas.map(({ id }) => id).filter((id) => ticked.has(id));
    return html`<form @submit=${(event: Event) => this.#declare(event, areas)}>
      <fieldset>
        <legend class="strong">${text.title}</legend>
        <p class="note">${text.ask}</p>
        ${this.evaluation.instrument.areas.map(
          ({ id, code, name }) =>
            html`<label class="choice"
              ><input type="checkbox" .checked=${ticked.has(id)} @change=${() => this.#tick(ticked, id)} /><span
                ><span class="faint">${code}</span> ${name}</span
              ></label
            >`,
        )}
      </fieldset>
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      ${this.busy ? html`<p class="note" role="status">${t(actText).waiting}</p>` : nothing}
      <div class="row">
        <button class="btn primary" aria-disabled=${this.busy ? 'true' : nothing}>
          ${areas.length === 0 ? text.none : text.some(this.#codes(areas), areas.length > 1)}
        </button>
        ${this.changing ? html`<button type="button" class="btn text" @click=${this.#leave}>${text.keep}</button>` : nothing}
      </div>
    </form>`;
  }

  #codes(areas: readonly AreaId[]): string {
    return list(this.evaluation.instrument.areas.filter(({ id }) => areas.includes(id)).map(({ code }) => code));
  }

  #tick(ticked: ReadonlySet<AreaId>, area: AreaId) {
    const next = new Set(ticked);
    if (!next.delete(area)) next.add(area);
    this.ticked = next;
  }

  async #declare(event: Event, areas: readonly AreaId[]) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.fault = await this.run({ type: 'conflicts.declare', member: this.me, areas: [...areas] });
    this.busy = false;
    if (this.fault === null) this.#leave();
  }

  #leave() {
    this.changing = false;
    this.ticked = null;
    this.fault = null;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-own-conflicts': SamOwnConflicts;
  }
}
