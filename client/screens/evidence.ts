/** The evidence of an evaluation (`/e/:id/evidence`): what there is by number, finding it again, adding, changing, hiding. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { evidenceOf, type Evaluation, type Evidence } from '../../shared/domain/evaluation.ts';
import type { EvidenceId } from '../../shared/domain/ids.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { evidenceFormText, evidenceListText, evidencePickText, evidenceText } from '../i18n/evidence.ts';
import { t } from '../i18n/language.ts';
import { Source } from '../sync/view.ts';
import './evaluation/evidence-form.ts';
import type { SamEvidenceForm } from './evaluation/evidence-form.ts';
import { drawLates, latesOf, type LateNo } from './evaluation/evidence-given.ts';
import { numbered } from './evaluation/evidence-label.ts';
import { matching, seesTeam, usesOf, writesTeam, type Uses, type Wanted } from './evaluation/evidence-selectors.ts';
import { Part, type Names } from './evaluation/part.ts';
import type { Session } from './evaluation/session.ts';
import './evidence/filter.ts';
import { everything, isEverything } from './evidence/filter.ts';
import './evidence/row.ts';
import type { SamEvidenceRow } from './evidence/row.ts';
import './evidence/evidence.css';

/** Rows drawn at once. */
const mostRows = 150;

/** How long a line that moves takes its focus along, ms. */
const followMs = 1_000;

@customElement('sam-evidence-screen')
export class SamEvidenceScreen extends Part {
  @property({ attribute: false }) session!: Session;
  @state() private adding = false;
  @state() private wanted: Wanted = everything;
  @state() private all = false;
  @state() private spoken = '';
  readonly #view = new ViewController<Evaluation | null>(this, new Source(null));
  readonly #names = new ViewController<Names>(this, new Source({}));
  readonly #lates = new ViewController<readonly LateNo[]>(this, new Source([]));
  /** The piece named in the address: unfolded, and brought into view once. */
  readonly #asked = location.hash.slice(1);
  #isShown = false;
  /** The piece that was last hidden or brought back: the focus must not be lost with its row. */
  #given: EvidenceId | null = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('session')) return;
    this.#view.follow(this.session.view);
    this.#names.follow(this.session.names);
    this.#lates.follow(latesOf(this.session));
  }

  protected override updated() {
    if (this.#given !== null && document.activeElement === document.body) void this.#follow(this.#given);
    if (this.#isShown || this.#asked === '') return;
    const row = this.querySelector<HTMLElement>(`[id="${CSS.escape(this.#asked)}"]`);
    if (!row) return;
    this.#isShown = true;
    requestAnimationFrame(() => row.scrollIntoView({ block: 'center' }));
  }

  override render() {
    const evaluation = this.#view.value;
    const text = t(evidenceListText);
    if (!evaluation) return this.#page(html`<p class="note" role="status">${text.joining}</p>`);
    const { me } = this.session;
    if (!seesTeam(evaluation, me))
      return this.#page(
        html`<p>${text.notYours}</p>
          <p><a href="/e/${evaluation.id}">${text.toEvaluation}</a></p>`,
      );
    if (!evaluation.teamSeen) return this.#page(html`<p class="note" role="status">${text.joining}</p>`);
    const pieces = evidenceOf(evaluation);
    const uses = usesOf(evaluation, me);
    const writes = writesTeam(evaluation, me);
    return this.#page(
      html`${pieces.length > 0 ? html`<p class="lede">${text.lede(pieces.length, pieces.filter(({ id }) => !uses.has(id)).length)}</p>` : nothing}
      ${evaluation.phase === 'published' ? html`<p class="note">${text.published}</p>` : nothing}
      ${drawLates(this.session, evaluation, this.#names.value)} ${this.adding && writes ? this.#form(evaluation) : nothing}
      ${pieces.length > 0 ? this.#list(evaluation, pieces, uses) : this.adding ? nothing : this.#empty(writes)}
      ${this.#hidden(evaluation, uses)}`,
      writes && !this.adding && pieces.length > 0,
    );
  }

  #page(content: TemplateResult, offersAdding = false) {
    return html`<div class="page" @evidence-given=${this.#remember}>
        <header class="page-head">
          <h1 tabindex="-1">${t(evidenceText).title}</h1>
          ${offersAdding ? html`<button type="button" class="btn primary" @click=${this.#add}>${t(evidencePickText).add}</button>` : nothing}
        </header>
        ${content}
      </div>
      <p class="visually-hidden" role="status">${this.spoken}</p>`;
  }

  #empty(writes: boolean) {
    const text = t(evidenceListText);
    return html`<div class="nothing stack">
      <h2>${text.emptyTitle}</h2>
      <p>${writes ? text.empty : text.emptyReader}</p>
      ${writes ? html`<p><button type="button" class="btn primary" @click=${this.#add}>${t(evidencePickText).add}</button></p>` : nothing}
    </div>`;
  }

  #form(evaluation: Evaluation) {
    return html`<section class="new" aria-label=${t(evidencePickText).add}>
      <sam-evidence-form
        several
        .session=${this.session}
        .evaluation=${evaluation}
        .names=${this.#names.value}
        .criterion=${this.wanted.criterion}
        @evidence-saved=${this.#saved}
        @evidence-left=${this.#left}
      ></sam-evidence-form>
    </section>`;
  }

  #list(evaluation: Evaluation, pieces: readonly Evidence[], uses: ReadonlyMap<EvidenceId, Uses>) {
    const text = t(evidenceListText);
    const found = isEverything(this.wanted) ? pieces : matching(evaluation, pieces, this.wanted);
    const shown = this.all ? found : found.slice(0, mostRows);
    return html`<sam-evidence-filter
        .evaluation=${evaluation}
        .wanted=${this.wanted}
        .shown=${found.length}
        .of=${pieces.length}
        @wanted-change=${this.#want}
      ></sam-evidence-filter>
      ${found.length === 0 ? html`<p>${text.noneFound}</p>` : this.#rows(evaluation, shown, uses)}
      ${
        shown.length < found.length
          ? html`<p><button type="button" class="btn" @click=${() => (this.all = true)}>${text.all(found.length)}</button></p>`
          : nothing
      }`;
  }

  #rows(evaluation: Evaluation, pieces: readonly Evidence[], uses: ReadonlyMap<EvidenceId, Uses>) {
    return html`<ul role="list" class="list evidence-list">
      ${repeat(
        pieces,
        ({ id }) => id,
        (piece) =>
          html`<li>
            <sam-evidence-row
              id=${piece.id}
              ?open=${piece.id === this.#asked}
              .session=${this.session}
              .evaluation=${evaluation}
              .names=${this.#names.value}
              .piece=${piece}
              .uses=${uses.get(piece.id)}
            ></sam-evidence-row>
          </li>`,
      )}
    </ul>`;
  }

  #hidden(evaluation: Evaluation, uses: ReadonlyMap<EvidenceId, Uses>) {
    const hidden = evidenceOf(evaluation, { hidden: true }).filter((piece) => piece.hidden);
    if (hidden.length === 0) return nothing;
    return html`<details class="hidden-ones" ?open=${hidden.some(({ id }) => id === this.#asked)}>
      <summary>${t(evidenceListText).hidden(hidden.length)}</summary>
      ${this.#rows(evaluation, hidden, uses)}
    </details>`;
  }

  #want(event: HTMLElementEventMap['wanted-change']) {
    this.wanted = event.detail.wanted;
    this.all = false;
  }

  async #add() {
    this.adding = true;
    await this.updateComplete;
    const form = this.querySelector<SamEvidenceForm>('.new sam-evidence-form');
    await form?.updateComplete;
    form?.focusFirst();
  }

  async #saved({ detail: { id, more } }: HTMLElementEventMap['evidence-saved']) {
    const evaluation = this.session.view.get();
    if (more) return;
    this.adding = false;
    if (evaluation) this.spoken = t(evidenceFormText).added(numbered(evaluation, id));
    await this.updateComplete;
    this.#land(id);
  }

  async #left() {
    this.adding = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.page-head .btn, .nothing .btn')?.focus();
  }

  #remember({ detail: { id } }: HTMLElementEventMap['evidence-given']) {
    this.#given = id;
    // Later on a focus that is nowhere is the reader's own doing.
    setTimeout(() => (this.#given = null), followMs);
  }

  async #follow(id: EvidenceId) {
    this.#given = null;
    await this.querySelector<SamEvidenceRow>(`[id="${CSS.escape(id)}"]`)?.updateComplete;
    this.#land(id);
  }

  /** At the row; at the heading where the filter hides it. */
  #land(id: EvidenceId) {
    const row = this.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evidence-screen': SamEvidenceScreen;
  }
}
