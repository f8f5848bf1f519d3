/** A criterion's evidence: what belongs to it or is used there, adding more right here, and its interviews with what was noted. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Evidence } from '../../../shared/domain/evaluation.ts';
import { ViewController } from '../../controllers/view-controller.ts';
import { evidenceListText, evidencePickText, evidenceText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import { Source } from '../../sync/view.ts';
import { fetchPicker, fetchPickerSoon } from './evidence-fetch.ts';
import { drawLates, give, latesOf, type LateNo } from './evidence-given.ts';
import './evidence-interviews.ts';
import './evidence-links.ts';
import { conflictAmong, evidenceAt, seesTeam, writesTeam } from './evidence-selectors.ts';
import { CriterionPart } from './part.ts';
import { refusalSentence } from './refused.ts';
import './evidence-criterion.css';

/** So many are shown at once: three lines or so. */
const mostShown = 8;

@customElement('sam-criterion-evidence')
export class SamCriterionEvidence extends CriterionPart {
  @state() private picking = false;
  @state() private all = false;
  @state() private fault: string | null = null;
  readonly #lates = new ViewController<readonly LateNo[]>(this, new Source([]));

  #callOff: (() => void) | null = null;

  override connectedCallback() {
    super.connectedCallback();
    this.#callOff = fetchPickerSoon();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#callOff?.();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session')) this.#lates.follow(latesOf(this.session));
    if (!changed.has('criterion')) return;
    this.all = false;
    this.fault = null;
    this.picking = false;
  }

  override render() {
    if (!seesTeam(this.evaluation, this.me)) return nothing;
    const pieces = evidenceAt(this.evaluation, this.criterion);
    const adds = this.#adds;
    const hasInterviews = Object.values(this.evaluation.interviews).some(({ criteria }) => criteria.includes(this.criterion));
    if (pieces.length === 0 && !adds && !hasInterviews) return nothing;
    const text = t(evidenceListText);
    return html`<section class="criterion-evidence" aria-labelledby="criterion-evidence">
      <div class="section-head">
        <h2 id="criterion-evidence">${t(evidenceText).title}</h2>
        <p class="small soft">${pieces.length === 0 ? text.noneHere : text.here(pieces.length)}</p>
        ${adds ? html`<button type="button" class="btn text push" @click=${this.#pick}>${t(evidencePickText).add}</button>` : nothing}
      </div>
      ${this.#links(pieces)} ${drawLates(this.session, this.evaluation, this.names)}
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      <sam-criterion-interviews
        .session=${this.session}
        .evaluation=${this.evaluation}
        .names=${this.names}
        .criterion=${this.criterion}
      ></sam-criterion-interviews>
      ${adds ? this.#picker() : nothing}
    </section>`;
  }

  get #adds(): boolean {
    return writesTeam(this.evaluation, this.me) && conflictAmong(this.evaluation, this.me, [this.criterion]) === null;
  }

  #links(pieces: readonly Evidence[]) {
    const shown = this.all ? pieces : pieces.slice(0, mostShown);
    return html`<div class="links">
      <sam-evidence-links
        .evaluation=${this.evaluation}
        .names=${this.names}
        .me=${this.me}
        .evidence=${shown.map(({ id }) => id)}
      ></sam-evidence-links>
      ${
        shown.length < pieces.length
          ? html`<button type="button" class="btn text" @click=${() => (this.all = true)}>
              ${t(evidenceListText).all(pieces.length)}
            </button>`
          : nothing
      }
    </div>`;
  }

  #picker() {
    const { criterion } = this.place;
    const belonging = evidenceAt(this.evaluation, this.criterion).filter(({ criteria }) => criteria.includes(this.criterion));
    return html`<sam-evidence-picker
      fresh
      ?open=${this.picking}
      .heading=${t(evidencePickText).heading(criterion.code)}
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .criterion=${this.criterion}
      .selected=${belonging.map(({ id }) => id)}
      @evidence-pick=${this.#picked}
      @picker-close=${this.#close}
    ></sam-evidence-picker>`;
  }

  async #pick() {
    this.fault = null;
    this.picking = true;
    if (await fetchPicker()) return;
    this.picking = false;
    this.fault = refusalSentence({ code: 'network', facts: {} }, this.evaluation, this.names);
  }

  #close() {
    this.picking = false;
  }

  /** What was chosen among the rest belongs here from now on; what was unticked does not. */
  async #picked({ detail: { added, removed } }: HTMLElementEventMap['evidence-pick']) {
    const { criterion } = this;
    for (const id of [...added, ...removed]) {
      const piece = this.session.view.get()?.evidence[id];
      if (!piece || piece.criteria.includes(criterion) === added.includes(id)) continue;
      const criteria = added.includes(id) ? [...piece.criteria, criterion] : piece.criteria.filter((each) => each !== criterion);
      const refused = await give(this.session, { type: 'evidence.change', evidence: id, body: piece.body, criteria }, piece.version);
      if (refused) this.fault = refusalSentence(refused, this.evaluation, this.names);
    }
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-criterion-evidence': SamCriterionEvidence;
  }
}
