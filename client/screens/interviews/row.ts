/**
 * A line of the interview plan: when, which role, who asks, about what; unfolded its notes, and what one can do with it.
 * @event row-unfold {interview, open} - to be unfolded or folded: the plan knows which are, since a new time moves a line elsewhere
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { criteriaOf, findCriterion, type Interview } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, EvidenceId, InterviewId } from '../../../shared/domain/ids.ts';
import { timeWords } from '../../i18n/days.ts';
import { interviewsText } from '../../i18n/interviews.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { newId } from '../../sync/new-id.ts';
import '../evaluation/act.ts';
import { give } from '../evaluation/evidence-given.ts';
import { interviewWords } from '../evaluation/evidence-label.ts';
import '../evaluation/evidence-links.ts';
import { closedAreas, codesOf, evidenceOfInterview, writesTeam } from '../evaluation/evidence-selectors.ts';
import { EvaluationPart } from '../evaluation/part.ts';
import { refusalSentence } from '../evaluation/refused.ts';
import './form.ts';
import type { SamInterviewForm } from './form.ts';
import './note.ts';
import type { SamInterviewNote } from './note.ts';
import { noteCount, placesIn } from './selectors.ts';

@customElement('sam-interview-row')
export class SamInterviewRow extends EvaluationPart {
  @property({ attribute: false }) line!: Interview;
  @property({ type: Boolean }) open = false;
  @state() private changing = false;
  /** Criteria beyond the plan's that the reader wants to note something on. */
  @state() private more: readonly CriterionId[] = [];
  @state() private fault: string | null = null;
  @state() private said = '';

  override focus() {
    this.querySelector<HTMLElement>('.title')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('line') || changed.get('line')?.id === this.line.id) return;
    this.changing = false;
    this.more = [];
    this.fault = null;
  }

  override render() {
    const { line } = this;
    const text = t(interviewsText);
    const count = noteCount(line);
    return html`<div class="line">
        <span class="time">${line.when === null ? nothing : timeWords(line.when)}</span>
        <button
          type="button"
          class="btn text title"
          aria-expanded=${String(this.open)}
          lang=${this.evaluation.instrument.language}
          @click=${this.#unfold}
        >
          ${line.role}
        </button>
        <p class="meta small soft">
          <span class="who">${this.#who()}</span>
          ${line.criteria.length === 0 ? nothing : html`<span class="codes">${list(codesOf(this.evaluation, line.criteria))}</span>`}
          ${count === 0 ? nothing : html`<span class="noted">${text.notes(count)}</span>`}
        </p>
      </div>
      ${this.open ? html`<div class="unfolded">${this.changing ? this.#form() : this.#whole()}</div>` : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>`;
  }

  get #writes(): boolean {
    return writesTeam(this.evaluation, this.me);
  }

  #who(): string {
    const text = t(interviewsText);
    const isMine = this.line.asks.includes(this.me);
    const others = this.line.asks.filter((id) => id !== this.me).map((id) => this.nameOf(id));
    const names = isMine ? [text.you, ...others] : others;
    return names.length === 0 ? text.nobodyAsks : text.asks(list(names), isMine || names.length > 1);
  }

  #unfold() {
    this.tell('row-unfold', { interview: this.line.id, open: !this.open });
  }

  #whole() {
    const planned = placesIn(this.evaluation, this.line).map(({ id }) => id);
    const places = [...planned, ...this.more.filter((id) => !planned.includes(id))];
    const text = t(interviewsText);
    return html`${places.length === 0 ? html`<p class="note">${this.#writes ? text.noPlace : text.noNotes}</p>` : nothing}
    ${places.map(
      (criterion) =>
        html`<sam-interview-note
          data-criterion=${criterion}
          .session=${this.session}
          .evaluation=${this.evaluation}
          .names=${this.names}
          .line=${this.line}
          .criterion=${criterion}
        ></sam-interview-note>`,
    )}
    ${this.#writes ? this.#another(places) : nothing}
    ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`} ${this.#acts()}`;
  }

  /** What one heard belongs where it belongs, planned or not. Chosen by a button: arrow keys in a closed list must not open fields. */
  #another(places: readonly CriterionId[]) {
    const text = t(interviewsText);
    const closed = closedAreas(this.evaluation, this.me);
    const areas = this.evaluation.instrument.areas
      .filter(({ id }) => !closed.includes(id))
      .map((area) => ({ ...area, criteria: area.criteria.filter(({ id }) => !places.includes(id)) }))
      .filter(({ criteria }) => criteria.length > 0);
    if (areas.length === 0) return nothing;
    return html`<form class="another" @submit=${this.#begin}>
      <label class="field"
        ><span class="label">${text.another}</span
        ><select class="in" name="criterion">
          <option value="">${text.chooseAnother}</option>
          ${areas.map(
            ({ code, name, criteria }) =>
              html`<optgroup label="${code} ${name}">
                ${criteria.map((each) => html`<option value=${each.id}>${each.code} ${each.name}</option>`)}
              </optgroup>`,
          )}
        </select></label
      >
      <button class="btn">${text.write}</button>
    </form>`;
  }

  #acts() {
    const { line } = this;
    const text = t(interviewsText);
    const piece = evidenceOfInterview(this.evaluation, line.id);
    const evidence = piece
      ? html`<p class="small is-evidence">
          <sam-evidence-links
            .evaluation=${this.evaluation}
            .names=${this.names}
            .me=${this.me}
            .evidence=${[piece.id]}
          ></sam-evidence-links>
        </p>`
      : nothing;
    if (!this.#writes) return evidence;
    if (line.hidden)
      return html`${evidence}
        <div class="row"><sam-act .label=${text.restore} .facts=${line} .act=${() => this.#turn('interview.restore')}></sam-act></div>`;
    return html`<div class="row">
      ${piece ? evidence : html`<button type="button" class="btn" @click=${this.#makeEvidence}>${text.makeEvidence}</button>`}
      <button type="button" class="btn text" @click=${this.#change}>${text.change}</button>
      <sam-act
        quiet
        .label=${`${text.hide} …`}
        .verb=${text.hide}
        .note=${text.hideNote}
        .facts=${line}
        .act=${() => this.#turn('interview.hide')}
      ></sam-act>
    </div>`;
  }

  #form() {
    return html`<sam-interview-form
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .line=${this.line}
      @interview-saved=${this.#done}
      @interview-left=${this.#done}
    ></sam-interview-form>`;
  }

  async #begin(event: SubmitEvent) {
    event.preventDefault();
    const field = this.querySelector<HTMLSelectElement>('.another select');
    const chosen = criteriaOf(this.evaluation.instrument).find(({ id }) => id === field?.value)?.id;
    if (!chosen) return field?.focus();
    this.more = [...this.more, chosen];
    await this.updateComplete;
    const note = this.querySelector<SamInterviewNote>(`[data-criterion="${CSS.escape(chosen)}"]`);
    await note?.updateComplete;
    note?.focus();
  }

  /** One press: what the interview is about is what the piece belongs to, but for areas where the sender has a conflict. */
  async #makeEvidence() {
    const { line } = this;
    const closed = closedAreas(this.evaluation, this.me);
    const criteria = line.criteria.filter((id) => {
      const area = findCriterion(this.evaluation.instrument, id)?.area.id;
      return area !== undefined && !closed.includes(area);
    });
    const evidence = newId<EvidenceId>();
    const refused = await give(this.session, { type: 'evidence.add', evidence, body: { kind: 'interview', interview: line.id }, criteria });
    this.fault = refused && refusalSentence(refused, this.evaluation, this.names);
    if (refused) return;
    this.said = t(interviewsText).madeEvidence(interviewWords(line));
    await this.updateComplete;
    // The button that had the focus is the link to the piece now.
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('.is-evidence button')?.focus();
  }

  async #change() {
    this.changing = true;
    await this.updateComplete;
    const form = this.querySelector<SamInterviewForm>('sam-interview-form');
    await form?.updateComplete;
    form?.focusFirst();
  }

  #done(event: Event) {
    // The plan listens for what is new.
    event.stopPropagation();
    this.changing = false;
    void this.updateComplete.then(() => this.focus());
  }

  async #turn(type: 'interview.hide' | 'interview.restore'): Promise<string | null> {
    const { id } = this.line;
    // The line goes elsewhere, and the focus with it or to the heading.
    this.tell('interview-given', { id });
    if (type === 'interview.hide') this.tell('row-unfold', { interview: id, open: false });
    const refused = await give(this.session, { type, interview: id });
    return refused && refusalSentence(refused, this.evaluation, this.names);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-interview-row': SamInterviewRow;
  }
  interface HTMLElementEventMap {
    'row-unfold': CustomEvent<{ readonly interview: InterviewId; readonly open: boolean }>;
  }
}
