/** `/join#token`: who invites whom to what, and the button that lets one in. */
import { html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { InvitationLook } from '../../shared/protocol/http.ts';
import { api } from '../api.ts';
import { speak } from '../controllers/device.ts';
import { router } from '../controllers/router.ts';
import { barText } from '../i18n/app.ts';
import { roleWords } from '../i18n/common.ts';
import { date } from '../i18n/format.ts';
import { joinText } from '../i18n/join.ts';
import { language, t } from '../i18n/language.ts';
import { languageChoice } from './app-choices.ts';
import { LinkPage } from './link-page.ts';

@customElement('sam-join-screen')
export class SamJoinScreen extends LinkPage<InvitationLook> {
  protected readonly unknown = 'invitation/unknown';
  @query('input[name=name]') private nameField!: HTMLInputElement | null;

  protected override look(token: string) {
    return api.lookAtInvitation(token);
  }

  protected override draw({ subject, instrument, role, invitedBy, expiresAt, signedInAs }: InvitationLook) {
    const text = t(joinText);
    return html`<form class="page narrow stack" @submit=${this.#join}>
      <div class="page-head"><h1 tabindex="-1">${text.title(t(barText).subject(subject.name, subject.year))}</h1></div>
      <p class="lede">${text.invites(invitedBy, t(roleWords)[role])}</p>
      <p>${text.scheme(instrument)} ${text.until(date(expiresAt))}</p>
      ${signedInAs === null ? this.#newcomer() : html`<p>${text.asWho(signedInAs)}</p>`} ${this.drawFault()}
      <div class="row">
        <button class="btn primary" ?disabled=${this.busy}>${signedInAs === null ? text.join : text.joinAs(signedInAs)}</button>
        ${
          signedInAs === null
            ? nothing
            : html`<button type="button" class="btn text" @click=${this.#signOut}>${text.notYou(signedInAs)}</button>`
        }
      </div>
    </form>`;
  }

  #newcomer() {
    const text = t(joinText);
    return html`<div class="field">
        <label class="label" for="join-name">${text.name}</label>
        <input class="in" id="join-name" name="name" autocomplete="name" required maxlength="120" aria-describedby="join-note" />
        <p class="note" id="join-note">${text.nameNote}</p>
      </div>
      ${languageChoice('join', speak)}
      <p class="note">${text.deviceNote}</p>`;
  }

  async #join(event: Event) {
    event.preventDefault();
    const name = this.nameField?.value.trim();
    const used = await this.act(() => api.useInvitation({ token: this.token, ...(name ? { name, language: language() } : {}) }));
    if (!used) return;
    this.welcome(used.me);
    router.go(`/e/${used.evaluation}`, { replace: true });
  }

  async #signOut() {
    const done = await this.act(() => api.signOut());
    if (done) await this.lookAgain();
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-join-screen': SamJoinScreen;
  }
}
