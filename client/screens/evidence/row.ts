/**
 * A piece of evidence in the list: number, kind, what it is, where it belongs; unfolded all of it, and changing it.
 * @event evidence-given {id} - it is about to leave its place in the list
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Evidence } from '../../../shared/domain/evaluation.ts';
import type { EvidenceId } from '../../../shared/domain/ids.ts';
import { evidenceListText } from '../../i18n/evidence.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import '../evaluation/act.ts';
import '../evaluation/evidence-form.ts';
import type { SamEvidenceForm } from '../evaluation/evidence-form.ts';
import { drawAbout, drawBody, usesWords } from '../evaluation/evidence-full.ts';
import { give } from '../evaluation/evidence-given.ts';
import { kindWord, numbered, titleOf } from '../evaluation/evidence-label.ts';
import { codesOf, conflictAmong, writesTeam, type Uses } from '../evaluation/evidence-selectors.ts';
import { EvaluationPart } from '../evaluation/part.ts';
import { refusalSentence } from '../evaluation/refused.ts';

@customElement('sam-evidence-row')
export class SamEvidenceRow extends EvaluationPart {
  @property({ attribute: false }) piece!: Evidence;
  @property({ attribute: false }) uses: Uses | undefined;
  /** Unfolded from the start: somebody came for this one. */
  @property({ type: Boolean }) open = false;
  @state() private changing = false;

  override focus() {
    this.querySelector<HTMLElement>('.title')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('piece') && changed.get('piece')?.id !== this.piece.id) this.changing = false;
  }

  override render() {
    const { piece } = this;
    const codes = codesOf(this.evaluation, piece.criteria);
    return html`<div class="line">
        <span class="num">[${piece.number}]</span>
        <button
          type="button"
          class="btn text title"
          aria-expanded=${String(this.open)}
          lang=${this.evaluation.instrument.language}
          @click=${this.#unfold}
        >
          <bdi>${titleOf(this.evaluation, piece)}</bdi>
        </button>
        <p class="meta small soft">
          <span class="kind">${kindWord(piece)}</span>
          ${codes.length === 0 ? nothing : html`<span class="codes">${list(codes)}</span>`}
          <span class="uses">${usesWords(this.evaluation, this.uses)}</span>
        </p>
      </div>
      ${this.open ? html`<div class="unfolded">${this.changing ? this.#form() : this.#whole()}</div>` : nothing}`;
  }

  #unfold() {
    this.open = !this.open;
  }

  #whole() {
    const { piece } = this;
    return html`${drawBody(this.evaluation, this.names, piece, true)} ${drawAbout(this.evaluation, this.names, piece, this.uses)}
    ${writesTeam(this.evaluation, this.me) ? this.#acts() : nothing}`;
  }

  #acts() {
    const { piece } = this;
    const text = t(evidenceListText);
    const area = conflictAmong(this.evaluation, this.me, piece.criteria);
    if (area) return html`<p class="note">${text.conflict(area.code)}</p>`;
    return html`<div class="row">
      <button type="button" class="btn" @click=${this.#change}>${text.change}</button>
      ${
        piece.hidden
          ? html`<sam-act .label=${text.restore} .facts=${piece} .act=${() => this.#turn('evidence.restore')}></sam-act>`
          : html`<sam-act
              quiet
              .label=${`${text.hide} …`}
              .verb=${text.hide}
              .note=${text.hideNote}
              .facts=${piece}
              .act=${() => this.#turn('evidence.hide')}
            ></sam-act>`
      }
    </div>`;
  }

  #form() {
    return html`<sam-evidence-form
      aria-label=${numbered(this.evaluation, this.piece.id)}
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .piece=${this.piece}
      @evidence-saved=${this.#done}
      @evidence-left=${this.#done}
    ></sam-evidence-form>`;
  }

  async #change() {
    this.changing = true;
    await this.updateComplete;
    const form = this.querySelector<SamEvidenceForm>('sam-evidence-form');
    await form?.updateComplete;
    form?.focusFirst();
  }

  #done(event: Event) {
    // The list listens for what is new.
    event.stopPropagation();
    this.changing = false;
    void this.updateComplete.then(() => this.focus());
  }

  async #turn(type: 'evidence.hide' | 'evidence.restore'): Promise<string | null> {
    this.tell('evidence-given', { id: this.piece.id });
    const refused = await give(this.session, { type, evidence: this.piece.id });
    return refused && refusalSentence(refused, this.evaluation, this.names);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evidence-row': SamEvidenceRow;
  }
  interface HTMLElementEventMap {
    'evidence-given': CustomEvent<{ readonly id: EvidenceId }>;
  }
}
