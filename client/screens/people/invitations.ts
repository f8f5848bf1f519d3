/** For leads: a new invitation, its link shown this once, and those that are still open. */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EvaluationId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { roleNames, type Role } from '../../../shared/domain/permissions.ts';
import type { InvitationMade, InvitationRow } from '../../../shared/protocol/http.ts';
import { roleWords } from '../../i18n/common.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { invitationsText, roleNotes } from '../../i18n/people-invitations.ts';
import { refusalSentence } from '../../i18n/refusals.ts';
import type { Failure } from '../../sync/ports.ts';
import '../evaluation/act.ts';
import { Part } from '../evaluation/part.ts';
import './invitation-link.ts';
import type { PeopleApi } from './ports.ts';
import { readDays } from './selectors.ts';

@customElement('sam-invitations')
export class SamInvitations extends Part {
  @property({ attribute: false }) api!: PeopleApi;
  @property({ attribute: false }) evaluation!: EvaluationId;
  /** null: on their way. */
  @state() private all: readonly InvitationRow[] | null = null;
  @state() private made: (InvitationMade & { readonly role: Role; readonly whom: string }) | null = null;
  @state() private chosen: Role = 'evaluator';
  @state() private busy = false;
  @state() private daysWrong = false;
  @state() private fault: string | null = null;
  /** Why the list is not here. */
  @state() private missing: string | null = null;

  override connectedCallback() {
    super.connectedCallback();
    // Members who come in use theirs up meanwhile: asked again when one comes back to the page.
    window.addEventListener('focus', this.#looked);
    void this.#load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('focus', this.#looked);
  }

  override render() {
    return html`${this.#form()}
    ${
      this.made
        ? html`<sam-invitation-link
            .made=${this.made}
            .as=${this.made.role}
            .whom=${this.made.whom}
            @put-away=${this.#putAway}
          ></sam-invitation-link>`
        : nothing
    }
    ${this.#open()}`;
  }

  #form() {
    const text = t(invitationsText);
    return html`<form class="stack" novalidate @submit=${this.#make}>
      <p class="note">${text.note}</p>
      <div class="invite">
        <label class="field">
          <span class="label">${text.role}</span>
          <select class="in" name="role" aria-describedby="invite-role" @change=${this.#choose}>
            ${roleNames.map((role) => html`<option value=${role} .selected=${role === this.chosen}>${t(roleWords)[role]}</option>`)}
          </select>
          <span class="note" id="invite-role">${t(roleNotes)[this.chosen]}</span>
        </label>
        <label class="field">
          <span class="label">${text.whom}</span>
          <input class="in" name="note" autocomplete="off" maxlength=${limits.nameChars} aria-describedby="invite-whom" />
          <span class="note" id="invite-whom">${text.whomNote}</span>
        </label>
        <label class="field">
          <span class="label">${text.days}</span>
          <input
            class="in"
            name="days"
            inputmode="numeric"
            autocomplete="off"
            maxlength="2"
            value=${limits.invitationDays}
            aria-invalid=${this.daysWrong ? 'true' : nothing}
            aria-describedby=${this.daysWrong ? 'invite-fault' : nothing}
          />
        </label>
      </div>
      ${this.fault === null ? nothing : html`<p class="fault" role="alert" id="invite-fault">${this.fault}</p>`}
      <div class="row">
        <button class="btn primary" aria-disabled=${this.busy ? 'true' : nothing}>${text.make}</button>
        ${this.busy ? html`<span class="note" role="status">${text.making}</span>` : nothing}
      </div>
    </form>`;
  }

  #open() {
    const text = t(invitationsText);
    if (this.missing !== null) return html`<p class="note" role="status">${this.missing}</p>`;
    if (this.all === null) return html`<p class="note" role="status">${text.loading}</p>`;
    const open = this.all.filter(({ state }) => state === 'open');
    return html`<h3>${text.open}</h3>
      ${
        open.length === 0
          ? html`<p class="note">${text.none}</p>`
          : html`<ul role="list" class="list">
              ${repeat(
                open,
                ({ id }) => id,
                (each) => this.#row(each),
              )}
            </ul>`
      }`;
  }

  #row({ id, role, note, invitedBy, expiresAt }: InvitationRow) {
    const text = t(invitationsText);
    return html`<li class="row">
      <p>
        <span class="strong">${note ?? text.noNote}</span> · ${t(roleWords)[role]}
        <span class="small soft">${text.row(invitedBy.name, date(expiresAt))}</span>
      </p>
      <sam-act
        class="push"
        quiet
        .label=${text.revoke}
        .verb=${text.revokeOf(note ?? t(roleWords)[role])}
        .note=${text.revokeNote}
        .act=${() => this.#revoke(id)}
      ></sam-act>
    </li>`;
  }

  #choose(event: Event) {
    this.chosen = (event.target as HTMLSelectElement).value as Role;
  }

  #putAway() {
    this.made = null;
    this.querySelector<HTMLElement>('[name="note"]')?.focus();
  }

  async #make(event: SubmitEvent) {
    event.preventDefault();
    if (this.busy) return;
    const form = event.target as HTMLFormElement;
    const typed = new FormData(form);
    const days = readDays(String(typed.get('days')));
    this.daysWrong = days === null;
    if (days === null) {
      this.fault = t(invitationsText).daysWrong(limits.invitationDaysMax);
      form.querySelector<HTMLElement>('[name="days"]')?.focus();
      return;
    }
    const role = this.chosen;
    const whom = String(typed.get('note')).trim();
    this.busy = true;
    const answer = await this.api.invite(this.evaluation, { role, days, ...(whom ? { note: whom } : {}) });
    this.busy = false;
    this.fault = answer.ok ? null : sentenceOf(answer.error);
    if (!answer.ok) return;
    this.made = { ...answer.value, role, whom };
    // The role stays: a team is often invited one after the other.
    const note = form.querySelector<HTMLInputElement>('[name="note"]');
    if (note) note.value = '';
    await this.#load();
  }

  async #revoke(id: InvitationRow['id']): Promise<string | null> {
    const answer = await this.api.revokeInvitation(this.evaluation, id);
    if (!answer.ok) return sentenceOf(answer.error);
    if (this.made?.id === id) this.made = null;
    await this.#load();
    this.querySelector<HTMLElement>('[name="note"]')?.focus();
    return null;
  }

  readonly #looked = () => void this.#load();

  async #load() {
    const answer = await this.api.invitations(this.evaluation);
    if (answer.ok) this.all = answer.value.invitations;
    // What was there before is still good to read.
    this.missing = answer.ok || this.all ? null : sentenceOf(answer.error);
  }
}

function sentenceOf({ code, facts }: Failure): string {
  return refusalSentence(code, facts);
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-invitations': SamInvitations;
  }
}
