/**
 * Chooses evidence for something: among what there is, the criterion's own first, or a new piece without leaving. Nothing
 * changes until it is done; what was newly added stays added.
 * @event evidence-pick {evidence, added, removed} - the choice, in order; and how it differs from `selected`
 * @event picker-close - it was closed, done or not
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { evidenceOf, findCriterion, type Evidence } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, EvidenceId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { commonText } from '../../i18n/common.ts';
import { evidenceFaultText, evidencePickText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import '../../ui/sam-dialog.ts';
import './evidence-form.ts';
import type { SamEvidenceForm } from './evidence-form.ts';
import { drawLates } from './evidence-given.ts';
import { kindWord, titleOf } from './evidence-label.ts';
import { codesOf, forPicking, writesTeam } from './evidence-selectors.ts';
import { EvaluationPart } from './part.ts';
import './evidence-picker.css';

/** Rows drawn at once; the rest is found by searching. */
const mostRows = 40;

@customElement('sam-evidence-picker')
export class SamEvidencePicker extends EvaluationPart {
  @property({ type: Boolean }) open = false;
  @property() heading = '';
  /** Whose evidence comes first, and what a new piece belongs to. */
  @property({ attribute: false }) criterion: CriterionId | null = null;
  @property({ attribute: false }) selected: readonly EvidenceId[] = [];
  /** A single one, which closes the picker: for a mark in a text. */
  @property({ type: Boolean }) one = false;
  /** Begins with a new piece: where adding is meant more often than choosing. */
  @property({ type: Boolean }) fresh = false;
  @state() private creating = false;
  @state() private chosen: readonly EvidenceId[] = [];
  @state() private words = '';
  @state() private fault: string | null = null;
  @query('sam-evidence-form') private form!: SamEvidenceForm | null;
  @query('input[type=search]') private search!: HTMLInputElement | null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('open') || !this.open) return;
    this.chosen = this.selected;
    this.words = '';
    this.fault = null;
    this.creating = writesTeam(this.evaluation, this.me) && (this.fresh || evidenceOf(this.evaluation).length === 0);
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('open') && this.open) void this.#land();
  }

  override render() {
    const text = t(evidencePickText);
    return html`<sam-dialog ?open=${this.open} heading=${this.heading || text.add} @dialog-close=${this.#closed}>
      ${this.open ? html`<div class="stack">${this.#modes()} ${this.creating ? this.#new() : this.#choice()}</div>` : nothing}
      ${this.open && !this.creating ? this.#acts() : nothing}
    </sam-dialog>`;
  }

  #modes() {
    if (!writesTeam(this.evaluation, this.me)) return nothing;
    const text = t(evidencePickText);
    const mode = (creating: boolean, word: string) =>
      html`<button type="button" class="btn" aria-pressed=${String(this.creating === creating)} @click=${() => this.#turn(creating)}>
        ${word}
      </button>`;
    return html`<div class="row" role="group" aria-label=${text.mode}>${mode(false, text.choose)} ${mode(true, text.create)}</div>`;
  }

  #new() {
    return html`<sam-evidence-form
      ?several=${!this.one}
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .criterion=${this.criterion}
      @evidence-saved=${this.#added}
      @evidence-left=${this.#left}
    ></sam-evidence-form>`;
  }

  #choice() {
    const text = t(evidencePickText);
    if (evidenceOf(this.evaluation).length === 0) return html`<p class="note">${text.none}</p>`;
    const { here, others } = forPicking(this.evaluation, this.criterion, this.words);
    const code = this.criterion && findCriterion(this.evaluation.instrument, this.criterion)?.criterion.code;
    const shown = others.slice(0, Math.max(0, mostRows - here.length));
    const more = others.length - shown.length;
    return html`<label class="field"
        ><span class="label">${text.search}</span
        ><input
          class="in"
          type="search"
          autocomplete="off"
          .value=${this.words}
          @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)}
          @keydown=${this.#searchKey}
      /></label>
      ${drawLates(this.session, this.evaluation, this.names)}
      <div class="rows">
        ${here.length > 0 && code ? this.#group(text.here(code), here) : nothing}
        ${shown.length > 0 ? this.#group(here.length > 0 ? text.others : text.all, shown) : nothing}
        ${here.length + others.length === 0 ? html`<p class="note" role="status">${text.noneFound}</p>` : nothing}
        ${more > 0 ? html`<p class="note">${text.more(more)}</p>` : nothing}
      </div>
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}`;
  }

  #group(title: string, pieces: readonly Evidence[]) {
    return html`<fieldset>
      <legend class="label">${title}</legend>
      ${pieces.map((piece) => (this.one ? this.#press(piece) : this.#tick(piece)))}
    </fieldset>`;
  }

  #tick(piece: Evidence) {
    return html`<label class="choice"
      ><input
        type="checkbox"
        .checked=${this.chosen.includes(piece.id)}
        @change=${() => this.#toggle(piece.id)}
      />${this.#line(piece)}</label
    >`;
  }

  #press(piece: Evidence) {
    return html`<button
      type="button"
      class="choice"
      aria-current=${this.selected.includes(piece.id) ? 'true' : nothing}
      @click=${() => this.#finish([piece.id])}
    >
      ${this.#line(piece)}
    </button>`;
  }

  #line(piece: Evidence) {
    return html`<span class="num">[${piece.number}]</span
      ><span class="what"
        ><bdi lang=${this.evaluation.instrument.language}>${titleOf(this.evaluation, piece)}</bdi
        ><span class="small soft">${[kindWord(piece), ...codesOf(this.evaluation, piece.criteria)].join(' · ')}</span></span
      >`;
  }

  #acts() {
    const text = t(evidencePickText);
    const { length } = this.chosen;
    const word = length > 0 ? text.use(length) : this.selected.length > 0 ? text.useNone : text.done;
    return html`${
        this.one
          ? nothing
          : html`<button slot="actions" type="button" class="btn primary" @click=${() => this.#finish(this.chosen)}>${word}</button>`
      } <button slot="actions" type="button" class="btn text" @click=${() => (this.open = false)}>${t(commonText).cancel}</button>`;
  }

  #toggle(id: EvidenceId) {
    this.fault = null;
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((each) => each !== id) : [...this.chosen, id];
  }

  /** Enter in the search takes the only one found. */
  #searchKey(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const { here, others } = forPicking(this.evaluation, this.criterion, this.words);
    const [only, ...rest] = [...here, ...others];
    if (!only || rest.length > 0 || this.words.trim() === '') return;
    if (this.one) this.#finish([only.id]);
    else this.#toggle(only.id);
  }

  #turn(creating: boolean) {
    this.creating = creating;
    void this.#land();
  }

  async #land() {
    await this.updateComplete;
    await this.form?.updateComplete;
    if (this.creating) this.form?.focusFirst();
    else this.search?.focus();
  }

  #added({ detail: { id, more } }: HTMLElementEventMap['evidence-saved']) {
    this.chosen = [...this.chosen, id];
    if (!more) this.#finish(this.one ? [id] : this.chosen);
  }

  #left() {
    // What was added on the way is not to be lost by going back.
    if (this.chosen.length > this.selected.length) this.#turn(false);
    else this.open = false;
  }

  #finish(evidence: readonly EvidenceId[]) {
    if (evidence.length > limits.evidenceLinks) {
      this.creating = false;
      this.fault = t(evidenceFaultText).tooMany(limits.evidenceLinks);
      return;
    }
    this.open = false;
    const added = evidence.filter((id) => !this.selected.includes(id));
    const removed = this.selected.filter((id) => !evidence.includes(id));
    this.tell('evidence-pick', { evidence, added, removed });
  }

  #closed() {
    this.open = false;
    this.tell('picker-close', null);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evidence-picker': SamEvidencePicker;
  }
  interface HTMLElementEventMap {
    'evidence-pick': CustomEvent<{
      readonly evidence: readonly EvidenceId[];
      readonly added: readonly EvidenceId[];
      readonly removed: readonly EvidenceId[];
    }>;
    'picker-close': CustomEvent<null>;
  }
}
