/**
 * What a lead can change about one member: the role, whether they score, a conflict they are known to have, and that they are in the team.
 * @event pending-change - whether something is chosen and not sent yet
 */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Member } from '../../../shared/domain/evaluation.ts';
import { may, roleNames, type Role } from '../../../shared/domain/permissions.ts';
import { roleWords } from '../../i18n/common.ts';
import { roleNotes } from '../../i18n/people-invitations.ts';
import { t } from '../../i18n/language.ts';
import { formText, memberText } from '../../i18n/people.ts';
import '../evaluation/act.ts';
import { EvaluationPart } from '../evaluation/part.ts';
import './conflict-record.ts';

@customElement('sam-member-change')
export class SamMemberChange extends EvaluationPart {
  @property({ attribute: false }) member!: Member;
  /** Chosen and not sent; null: as it is. */
  @state() private chosen: Role | null = null;
  @state() private busy = false;
  @state() private fault: string | null = null;
  /** Areas of conflict ticked otherwise than recorded. */
  @state() private ticking = false;
  #told = false;

  protected override updated() {
    const pending = (this.chosen !== null && this.chosen !== this.member.role) || this.ticking;
    if (pending === this.#told) return;
    this.#told = pending;
    this.tell('pending-change', pending);
  }

  override render() {
    const { id, role } = this.member;
    const own = id === this.me;
    return html`${this.#role()} ${may(role, 'ballot.cast') ? this.#scores() : nothing}
    ${
      !own && may(role, 'conflict.declare')
        ? html`<sam-conflict-record
            .session=${this.session}
            .evaluation=${this.evaluation}
            .names=${this.names}
            .member=${this.member}
            @ticks-change=${this.#ticks}
          ></sam-conflict-record>`
        : nothing
    }
    ${own ? nothing : this.#remove()}`;
  }

  #role() {
    const text = t(memberText);
    const { id, role } = this.member;
    const name = this.nameOf(id);
    const chosen = this.chosen ?? role;
    return html`<form class="stack" @submit=${this.#setRole}>
      <label class="field">
        <span class="label">${text.role}</span>
        <select class="in" aria-describedby="role-note-${id}" @change=${this.#choose}>
          ${roleNames.map((each) => html`<option value=${each} .selected=${each === chosen}>${t(roleWords)[each]}</option>`)}
        </select>
      </label>
      <p class="note" id="role-note-${id}">${t(roleNotes)[chosen]}</p>
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      ${this.busy ? html`<p class="note" role="status">${t(formText).waiting}</p>` : nothing}
      ${
        chosen === role
          ? nothing
          : html`<div class="row">
              <button class="btn" aria-disabled=${this.busy ? 'true' : nothing}>${text.setRole(name)}</button>
            </div>`
      }
    </form>`;
  }

  #scores() {
    const text = t(memberText);
    const { id: member, scores } = this.member;
    const name = this.nameOf(member);
    return scores
      ? html`<sam-act
          .label=${text.stopScoring(name)}
          .verb=${text.stopScoringVerb(name)}
          .note=${text.stopScoringNote(name)}
          .act=${() => this.run({ type: 'member.scores', member, scores: false })}
        ></sam-act>`
      : html`<sam-act
          .label=${text.letScore(name)}
          .verb=${text.letScore(name)}
          .note=${text.letScoreNote(name)}
          .act=${() => this.run({ type: 'member.scores', member, scores: true })}
        ></sam-act>`;
  }

  #remove() {
    const text = t(memberText);
    const member = this.member.id;
    const name = this.nameOf(member);
    return html`<sam-act
      .label=${text.remove(name)}
      .verb=${text.removeVerb(name)}
      .note=${text.removeNote(name)}
      .act=${() => this.run({ type: 'member.remove', member })}
    ></sam-act>`;
  }

  #ticks({ detail }: CustomEvent<boolean>) {
    this.ticking = detail;
  }

  #choose(event: Event) {
    this.chosen = (event.target as HTMLSelectElement).value as Role;
    this.fault = null;
  }

  async #setRole(event: Event) {
    event.preventDefault();
    if (this.busy || this.chosen === null || this.chosen === this.member.role) return;
    this.busy = true;
    this.fault = await this.run({ type: 'member.role', member: this.member.id, role: this.chosen });
    this.busy = false;
    if (this.fault !== null) return;
    this.chosen = null;
    // The button goes with what it did.
    this.querySelector('select')?.focus();
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-member-change': SamMemberChange;
  }
  interface HTMLElementEventMap {
    'pending-change': CustomEvent<boolean>;
  }
}
