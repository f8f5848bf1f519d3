/**
 * Plans an interview, or changes a line of the plan. It closes as soon as the line is shown, and does not wait for the network.
 * @event interview-given {id} - it is about to be shown, perhaps elsewhere in the plan and without this form
 * @event interview-saved {id, more} - it is shown now; `more`: the form stays for another one
 * @event interview-left - its author wants no more of it
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { activeMembers, type Interview } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, InterviewId, MemberId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { may } from '../../../shared/domain/permissions.ts';
import { commonText } from '../../i18n/common.ts';
import { interviewFormText } from '../../i18n/interviews.ts';
import { t } from '../../i18n/language.ts';
import { newId } from '../../sync/new-id.ts';
import '../evaluation/evidence-criteria.ts';
import { give, keepLate } from '../evaluation/evidence-given.ts';
import { interviewWords } from '../evaluation/evidence-label.ts';
import { codesOf } from '../evaluation/evidence-selectors.ts';
import { EvaluationPart } from '../evaluation/part.ts';
import { refusalSentence } from '../evaluation/refused.ts';
import '../evaluation/evidence-form.css';

let count = 0;

@customElement('sam-interview-form')
export class SamInterviewForm extends EvaluationPart {
  /** The line to change; null: a new one. */
  @property({ attribute: false }) line: Interview | null = null;
  @state() private when = '';
  @state() private whom = '';
  @state() private asks: readonly MemberId[] = [];
  @state() private criteria: readonly CriterionId[] = [];
  @state() private fault: { readonly field: 'when' | 'role'; readonly sentence: string } | null = null;
  @state() private refused: string | null = null;
  @state() private stale = false;
  @state() private busy = false;
  @state() private said = '';
  @query('[name=role]') private roleField!: HTMLInputElement | null;
  @query('[name=when]') private whenField!: HTMLInputElement | null;
  #base = 0;
  readonly #id = `interview-form-${(count += 1)}`;

  /** Puts the reader into the first field. */
  focusFirst() {
    this.roleField?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!this.hasUpdated || (changed.has('line') && changed.get('line')?.id !== this.line?.id)) this.#begin();
  }

  override render() {
    const text = t(interviewFormText);
    return html`<form class="evidence-form" novalidate @submit=${this.#submit}>
      <label class="field"
        ><span class="label">${text.role}</span
        ><input
          class="in"
          name="role"
          autocomplete="off"
          maxlength=${limits.roleChars}
          lang=${this.evaluation.instrument.language}
          aria-required="true"
          aria-invalid=${this.fault?.field === 'role' ? 'true' : nothing}
          aria-describedby="${this.fault?.field === 'role' ? `${this.#id}-fault ` : ''}${this.#id}-note"
          .value=${this.whom}
          @input=${this.#roleTyped}
        /><span class="note" id="${this.#id}-note">${text.roleNote}</span></label
      >${this.#faultAt('role')}
      <label class="field when"
        ><span class="label">${text.when}</span
        ><input
          class="in"
          type="datetime-local"
          name="when"
          aria-invalid=${this.fault?.field === 'when' ? 'true' : nothing}
          aria-describedby=${this.fault?.field === 'when' ? `${this.#id}-fault` : nothing}
          .value=${this.when}
          @input=${this.#whenChosen}
      /></label>
      ${this.#faultAt('when')} ${this.#members()}
      <sam-criteria-choice
        .evaluation=${this.evaluation}
        .chosen=${this.criteria}
        .label=${text.criteria}
        @criteria-change=${this.#criteriaChanged}
      ></sam-criteria-choice>
      ${this.refused === null ? nothing : html`<p class="fault" role="alert">${this.refused}</p>`}
      ${this.stale && this.line ? this.#stale(this.line.id) : this.#acts()}
      <p class="visually-hidden" role="status">${this.said}</p>
    </form>`;
  }

  #members() {
    const team = activeMembers(this.evaluation).filter(({ id, role }) => may(role, 'text.write') || this.asks.includes(id));
    // Somebody who has left stays where they are named.
    const gone = this.asks.filter((id) => !team.some((each) => each.id === id));
    return html`<fieldset class="kinds">
      <legend class="label">${t(interviewFormText).asks}</legend>
      ${[...team.map(({ id }) => id), ...gone].map(
        (id) =>
          html`<label class="choice"
            ><input type="checkbox" .checked=${this.asks.includes(id)} @change=${() => this.#toggle(id)} />${this.nameOf(id)}</label
          >`,
      )}
    </fieldset>`;
  }

  #faultAt(field: 'when' | 'role') {
    return this.fault?.field === field ? html`<p class="fault" role="alert" id="${this.#id}-fault">${this.fault.sentence}</p>` : nothing;
  }

  #acts() {
    const text = t(interviewFormText);
    const busy = this.busy ? 'true' : nothing;
    return html`<div class="row">
      <button class="btn primary" aria-disabled=${busy}>${this.line ? text.save : text.add}</button>
      ${this.line ? nothing : html`<button type="button" class="btn" aria-disabled=${busy} @click=${() => this.#save(true)}>${text.addMore}</button>`}
      <button type="button" class="btn text" @click=${() => this.tell('interview-left', null)}>${t(commonText).cancel}</button>
    </div>`;
  }

  #stale(id: InterviewId) {
    const text = t(interviewFormText);
    const now = this.evaluation.interviews[id];
    if (!now) return nothing;
    return html`<div class="refused" role="alert">
      <p>${text.stale}</p>
      <blockquote lang=${this.evaluation.instrument.language}>
        ${interviewWords(now)}
        <span class="small soft">${[this.namesOf(now.asks), ...codesOf(this.evaluation, now.criteria)].filter(Boolean).join(' · ')}</span>
      </blockquote>
      <div class="row">
        <button type="button" class="btn" @click=${() => this.#keepMine(now.version)}>${text.keepMine}</button>
        <button type="button" class="btn text" @click=${() => this.tell('interview-left', null)}>${text.takeTheirs}</button>
      </div>
    </div>`;
  }

  #begin() {
    const { line } = this;
    this.when = line?.when ?? '';
    this.whom = line?.role ?? '';
    this.criteria = line?.criteria ?? [];
    // Those who asked in the one before often ask in the next.
    this.asks = line?.asks ?? this.asks;
    this.#base = line?.version ?? 0;
    this.fault = null;
    this.refused = null;
    this.stale = false;
  }

  #roleTyped(event: Event) {
    this.whom = (event.target as HTMLInputElement).value;
    if (this.fault?.field === 'role') this.fault = null;
  }

  #whenChosen(event: Event) {
    this.when = (event.target as HTMLInputElement).value.slice(0, 16);
    if (this.fault?.field === 'when') this.fault = null;
  }

  #criteriaChanged(event: HTMLElementEventMap['criteria-change']) {
    this.criteria = event.detail.criteria;
  }

  #toggle(id: MemberId) {
    this.asks = this.asks.includes(id) ? this.asks.filter((each) => each !== id) : [...this.asks, id];
  }

  #submit(event: Event) {
    event.preventDefault();
    void this.#save(false);
  }

  async #save(more: boolean) {
    if (this.busy) return;
    const text = t(interviewFormText);
    const role = this.whom.trim();
    // Half a time reads as an empty field: only the browser knows that there is something in it.
    if (role === '') this.fault = { field: 'role', sentence: text.roleMissing };
    else if (this.whenField?.validity.badInput) this.fault = { field: 'when', sentence: text.whenHalf };
    else return this.#give(role, more);
    (this.fault.field === 'role' ? this.roleField : this.whenField)?.focus();
  }

  async #give(role: string, more: boolean) {
    const { line } = this;
    const interview = line?.id ?? newId<InterviewId>();
    const planned = { interview, when: this.when || null, role, asks: [...this.asks], criteria: [...this.criteria] };
    const command = { type: line ? 'interview.change' : 'interview.add', ...planned } as const;
    this.busy = true;
    this.tell('interview-given', { id: interview });
    const refusal = await give(this.session, command, line ? this.#base : undefined);
    this.busy = false;
    if (refusal && !this.isConnected) return keepLate(this.session, { command, refusal });
    this.stale = refusal?.code === 'thing/stale';
    this.refused = refusal && !this.stale ? refusalSentence(refusal, this.evaluation, this.names) : null;
    if (refusal) return;
    if (more) {
      this.said = t(interviewFormText).added(role);
      this.#begin();
      this.focusFirst();
    }
    this.tell('interview-saved', { id: interview, more });
  }

  #keepMine(version: number) {
    this.#base = version;
    this.stale = false;
    void this.#save(false);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-interview-form': SamInterviewForm;
  }
  interface HTMLElementEventMap {
    'interview-given': CustomEvent<{ readonly id: InterviewId }>;
    'interview-saved': CustomEvent<{ readonly id: InterviewId; readonly more: boolean }>;
    'interview-left': CustomEvent<null>;
  }
}
