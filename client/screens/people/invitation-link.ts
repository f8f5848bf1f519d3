/**
 * The link of a new invitation, to be copied now: nobody can show it again.
 * @event put-away - it was copied and need not be shown any more
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Role } from '../../../shared/domain/permissions.ts';
import type { InvitationMade } from '../../../shared/protocol/http.ts';
import { roleWords } from '../../i18n/common.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { invitationsText } from '../../i18n/people-invitations.ts';
import '../evaluation/copy-button.ts';
import { Part } from '../evaluation/part.ts';

@customElement('sam-invitation-link')
export class SamInvitationLink extends Part {
  @property({ attribute: false }) made!: InvitationMade;
  /** The role it lets in as. */
  @property() as: Role = 'evaluator';
  @property() whom = '';

  protected override updated(changed: PropertyValues<this>) {
    if (!changed.has('made')) return;
    const field = this.querySelector('input');
    field?.focus();
    field?.select();
  }

  override render() {
    const text = t(invitationsText);
    const role = t(roleWords)[this.as];
    return html`<section aria-labelledby="invitation-link">
      <h3 id="invitation-link">${this.whom ? text.made(role, this.whom) : text.madeFor(role)}</h3>
      <div class="row">
        <input class="in" readonly aria-label=${text.link} aria-describedby="invitation-once" .value=${this.made.url} />
        <sam-copy-button .text=${this.made.url}></sam-copy-button>
        <button type="button" class="btn text" @click=${this.#putAway}>${text.putAway}</button>
      </div>
      <p class="note" id="invitation-once">${text.once(date(this.made.expiresAt))}</p>
      ${isLoopback(new URL(this.made.url).hostname) ? html`<p class="note only-here">${text.onlyHere}</p>` : nothing}
    </section>`;
  }

  #putAway() {
    this.tell('put-away', null);
  }
}
/** Names that mean the very computer one sits at: a link with one leads nobody else here. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host.startsWith('127.') || host === '[::1]';
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-invitation-link': SamInvitationLink;
  }
  interface HTMLElementEventMap {
    'put-away': CustomEvent<null>;
  }
}
