/**
 * A lead records the conflicts of interest of somebody else, with the reason for doing so.
 * @event ticks-change - whether areas are ticked and not sent yet
 */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Member } from '../../../shared/domain/evaluation.ts';
import type { AreaId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { t } from '../../i18n/language.ts';
import { formText, memberText } from '../../i18n/people.ts';
import { EvaluationPart } from '../evaluation/part.ts';

@customElement('sam-conflict-record')
export class SamConflictRecord extends EvaluationPart {
  @property({ attribute: false }) member!: Member;
  /** Ticked and not sent; null: as recorded. */
  @state() private ticked: ReadonlySet<AreaId> | null = null;
  @state() private busy = false;
  @state() private fault: string | null = null;

  override render() {
    const text = t(memberText);
    const { id, conflicts } = this.member;
    const name = this.nameOf(id);
    const ticked = this.ticked ?? new Set(conflicts);
    return html`<form class="stack" novalidate @submit=${this.#record}>
      <fieldset aria-describedby="conflicts-note-${id}">
        <legend class="strong">${text.conflicts(name)}</legend>
        <p class="note" id="conflicts-note-${id}">${text.conflictsNote(name)}</p>
        ${this.evaluation.instrument.areas.map(
          (area) =>
            html`<label class="choice"
              ><input type="checkbox" .checked=${ticked.has(area.id)} @change=${() => this.#tick(area.id)} /><span
                ><span class="faint">${area.code}</span> ${area.name}</span
              ></label
            >`,
        )}
      </fieldset>
      ${this.ticked === null ? nothing : this.#reason(name)}
    </form>`;
  }

  #reason(name: string) {
    const text = t(memberText);
    return html`<label class="field">
        <span class="label">${text.reason}</span>
        <textarea class="in" rows="2" maxlength=${limits.reasonChars} aria-required="true"></textarea>
      </label>
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      ${this.busy ? html`<p class="note" role="status">${t(formText).waiting}</p>` : nothing}
      <div class="row"><button class="btn" aria-disabled=${this.busy ? 'true' : nothing}>${text.record(name)}</button></div>`;
  }

  #tick(area: AreaId) {
    const next = new Set(this.ticked ?? this.member.conflicts);
    if (!next.delete(area)) next.add(area);
    this.ticked = next;
    this.tell('ticks-change', true);
  }

  async #record(event: Event) {
    event.preventDefault();
    const field = this.querySelector('textarea');
    if (this.busy || !this.ticked || !field) return;
    const reason = field.value.trim();
    if (!reason) {
      this.fault = t(memberText).reasonMissing;
      field.focus();
      return;
    }
    this.busy = true;
    this.fault = await this.run({ type: 'conflicts.declare', member: this.member.id, areas: [...this.ticked], reason });
    this.busy = false;
    if (this.fault === null) {
      this.ticked = null;
      this.tell('ticks-change', false);
      this.querySelector('input')?.focus();
    }
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-conflict-record': SamConflictRecord;
  }
  interface HTMLElementEventMap {
    'ticks-change': CustomEvent<boolean>;
  }
}
