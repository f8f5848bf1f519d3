/**
 * Adds a piece of evidence, or changes one. It closes as soon as the piece is shown, and does not wait for the network.
 * @event evidence-saved {id, more} - it is shown now; `more`: the form stays for another one
 * @event evidence-left - its author wants no more of it
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Evidence } from '../../../shared/domain/evaluation.ts';
import { findCriterion } from '../../../shared/domain/evaluation.ts';
import { evidenceKinds, type EvidenceBody, type EvidenceKind } from '../../../shared/domain/evidence.ts';
import type { CriterionId, EvidenceId } from '../../../shared/domain/ids.ts';
import { commonText } from '../../i18n/common.ts';
import { momentNow } from '../../i18n/days.ts';
import { evidenceFormText, evidenceKindText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import { newId } from '../../sync/new-id.ts';
import './evidence-criteria.ts';
import { drawFields } from './evidence-fields.ts';
import { give, keepLate } from './evidence-given.ts';
import { labelOf } from './evidence-label.ts';
import { emptyTyped, isFault, readBody, typedOf, type Fault, type Field, type Typed } from './evidence-read.ts';
import { closedAreas, codesOf } from './evidence-selectors.ts';
import { byTime } from './evidence-interview-order.ts';
import { EvaluationPart } from './part.ts';
import { refusalSentence } from './refused.ts';
import './evidence-form.css';

let count = 0;
/** Whoever has three documents adds three documents: the kind of the last one in this tab. */
let lastKind: EvidenceKind = 'document';

@customElement('sam-evidence-form')
export class SamEvidenceForm extends EvaluationPart {
  /** The piece to change; null: a new one. */
  @property({ attribute: false }) piece: Evidence | null = null;
  /** What a new piece belongs to unless said otherwise. */
  @property({ attribute: false }) criterion: CriterionId | null = null;
  /** Offers to go on with another one. */
  @property({ type: Boolean }) several = false;
  @state() private kind: EvidenceKind = lastKind;
  @state() private typed: Typed = emptyTyped('');
  @state() private criteria: readonly CriterionId[] = [];
  @state() private fault: Fault | null = null;
  /** The sentence of a refusal. */
  @state() private refused: string | null = null;
  /** Somebody changed the piece meanwhile: its author chooses. */
  @state() private stale = false;
  @state() private busy = false;
  @state() private said = '';
  #base = 0;
  readonly #id = `evidence-form-${(count += 1)}`;

  /** Puts the reader into the first field. */
  focusFirst() {
    this.querySelector<HTMLElement>('.fields :is(input, textarea, select)')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const isOther = changed.has('piece') && changed.get('piece')?.id !== this.piece?.id;
    if (this.hasUpdated ? isOther : true) this.#begin();
  }

  override render() {
    const text = t(evidenceFormText);
    const questions = this.criteria.flatMap((id) => findCriterion(this.evaluation.instrument, id)?.criterion.questions ?? []);
    const interviews = byTime(this.evaluation).filter(({ id, hidden }) => !hidden || id === this.typed.interview);
    return html`<form class="evidence-form" novalidate @input=${this.#typing} @submit=${this.#submit}>
      <fieldset class="kinds">
        <legend class="label">${text.kind}</legend>
        ${evidenceKinds.map(
          (kind) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="kind"
                value=${kind}
                .checked=${kind === this.kind}
                @change=${() => this.#choose(kind)}
              />${t(evidenceKindText)[kind]}</label
            >`,
        )}
      </fieldset>
      <div class="fields">
        ${drawFields(this.kind, { evaluation: this.evaluation, typed: this.typed, fault: this.fault, id: this.#id, questions, interviews })}
      </div>
      <sam-criteria-choice
        .evaluation=${this.evaluation}
        .chosen=${this.criteria}
        .closed=${closedAreas(this.evaluation, this.me)}
        .label=${text.criteria}
        @criteria-change=${this.#criteriaChanged}
      ></sam-criteria-choice>
      ${this.refused === null ? nothing : html`<p class="fault" role="alert">${this.refused}</p>`}
      ${this.stale && this.piece ? this.#stale(this.piece.id) : this.#acts()}
      <p class="visually-hidden" role="status">${this.said}</p>
    </form>`;
  }

  #acts() {
    const text = t(evidenceFormText);
    const busy = this.busy ? 'true' : nothing;
    return html`<div class="row">
      <button class="btn primary" aria-disabled=${busy}>${this.piece ? text.save : text.add}</button>
      ${
        this.several && !this.piece
          ? html`<button type="button" class="btn" aria-disabled=${busy} @click=${() => this.#save(true)}>${text.addMore}</button>`
          : nothing
      }
      <button type="button" class="btn text" @click=${() => this.tell('evidence-left', null)}>${t(commonText).cancel}</button>
    </div>`;
  }

  /** What the piece says by now, and whose words are to stand. */
  #stale(id: EvidenceId) {
    const text = t(evidenceFormText);
    const now = this.evaluation.evidence[id];
    if (!now) return nothing;
    return html`<div class="refused" role="alert">
      <p>${text.stale}</p>
      <blockquote lang=${this.evaluation.instrument.language}>
        ${labelOf(this.evaluation, now)}${now.body.kind === 'answer' ? html`<br />${now.body.answer}` : nothing}
        <span class="small soft">${codesOf(this.evaluation, now.criteria).join(', ')}</span>
      </blockquote>
      <div class="row">
        <button type="button" class="btn" @click=${() => this.#keepMine(now.version)}>${text.keepMine}</button>
        <button type="button" class="btn text" @click=${() => this.tell('evidence-left', null)}>${text.takeTheirs}</button>
      </div>
    </div>`;
  }

  #begin() {
    const { piece } = this;
    const today = momentNow().slice(0, 10);
    this.criteria = piece?.criteria ?? (this.criterion ? [this.criterion] : []);
    const questions = this.criteria.flatMap((id) => findCriterion(this.evaluation.instrument, id)?.criterion.questions ?? []);
    this.kind = piece?.body.kind ?? lastKind;
    this.typed = piece ? typedOf(piece.body, questions, today) : emptyTyped(today);
    this.#base = piece?.version ?? 0;
    this.fault = null;
    this.refused = null;
    this.stale = false;
  }

  #choose(kind: EvidenceKind) {
    this.kind = kind;
    this.fault = null;
  }

  #criteriaChanged(event: HTMLElementEventMap['criteria-change']) {
    this.criteria = event.detail.criteria;
    this.refused = null;
  }

  #typing(event: Event) {
    const field = event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
    if (!(field.name in this.typed)) return;
    this.typed = { ...this.typed, [field.name]: field.value };
    if (this.fault?.field === field.name) this.fault = null;
    if (field.name === 'interview') this.#withItsCriteria(field.value);
  }

  /** What an interview is about, the piece is about: until its author says otherwise. */
  #withItsCriteria(interview: string) {
    if (this.piece) return;
    const line = Object.values(this.evaluation.interviews).find(({ id }) => id === interview);
    const open = (line?.criteria ?? []).filter((id) => {
      const area = findCriterion(this.evaluation.instrument, id)?.area.id;
      return area !== undefined && !closedAreas(this.evaluation, this.me).includes(area);
    });
    this.criteria = [...new Set([...(this.criterion ? [this.criterion] : []), ...open])];
  }

  #submit(event: Event) {
    event.preventDefault();
    void this.#save(false);
  }

  async #save(more: boolean) {
    if (this.busy) return;
    // Half a date reads as an empty field: only the browser knows that there is something in it.
    const bad = [...this.querySelectorAll<HTMLInputElement>('input[type=date]')].filter(({ validity }) => validity.badInput);
    const body = readBody(
      this.kind,
      this.typed,
      bad.map(({ name }) => name as Field),
    );
    if (isFault(body)) {
      this.fault = body;
      this.querySelector<HTMLElement>(`[name="${body.field}"]`)?.focus();
      return;
    }
    this.fault = null;
    await this.#give(body, more);
  }

  async #give(body: EvidenceBody, more: boolean) {
    const { piece } = this;
    const evidence = piece?.id ?? newId<EvidenceId>();
    const criteria = [...this.criteria];
    const command = { type: piece ? 'evidence.change' : 'evidence.add', evidence, body, criteria } as const;
    this.busy = true;
    const refusal = await give(this.session, command, piece ? this.#base : undefined);
    this.busy = false;
    if (refusal && !this.isConnected) return keepLate(this.session, { command, refusal });
    this.stale = refusal?.code === 'thing/stale';
    this.refused = refusal && !this.stale ? refusalSentence(refusal, this.evaluation, this.names) : null;
    if (refusal) return;
    lastKind = this.kind;
    if (more) {
      this.said = t(evidenceFormText).added(labelOf(this.evaluation, { body, hidden: false }));
      this.#begin();
      this.focusFirst();
    }
    this.tell('evidence-saved', { id: evidence, more });
  }

  #keepMine(version: number) {
    this.#base = version;
    this.stale = false;
    void this.#save(false);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evidence-form': SamEvidenceForm;
  }
  interface HTMLElementEventMap {
    'evidence-saved': CustomEvent<{ readonly id: EvidenceId; readonly more: boolean }>;
    'evidence-left': CustomEvent<null>;
  }
}
