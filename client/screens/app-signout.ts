/** Signing out, here or everywhere; asks first where something would be lost or where it reaches further than this device. */
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { api } from '../api.ts';
import { hasUnsentWork } from '../controllers/open-evaluation.ts';
import { commonText } from '../i18n/common.ts';
import { signOutText } from '../i18n/app.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import '../ui/sam-dialog.ts';
import { Page } from './app-page.ts';

type Question = 'unsent' | 'everywhere';

@customElement('sam-signout')
export class SamSignout extends Page {
  @state() private asked: Question | null = null;
  @state() private fault = '';
  #everywhere = false;

  here(): void {
    this.#everywhere = false;
    if (hasUnsentWork()) this.asked = 'unsent';
    else void this.#leave();
  }

  everywhere(): void {
    this.#everywhere = true;
    this.asked = hasUnsentWork() ? 'unsent' : 'everywhere';
  }

  override render() {
    const { asked } = this;
    const text = t(signOutText);
    return html`<sam-dialog ?open=${asked !== null} heading=${asked ? text[asked] : ''} @dialog-close=${this.#stay}>
      <p>${asked ? text[`${asked}Lede`] : ''}</p>
      ${asked === 'unsent' && this.#everywhere ? html`<p>${text.everywhereLede}</p>` : nothing}
      ${this.fault === '' ? nothing : html`<p class="fault" role="alert">${t(commonText).refused(this.fault)}</p>`}
      <button slot="actions" type="button" class="btn primary" @click=${this.#leave}>${asked ? text[`${asked}Act`] : ''}</button>
      <button slot="actions" type="button" class="btn" @click=${this.#stay}>${text.stay}</button>
    </sam-dialog>`;
  }

  #stay() {
    this.asked = null;
    this.fault = '';
  }

  async #leave() {
    const answer = await (this.#everywhere ? api.signOutEverywhere() : api.signOut());
    // Signed out already is signed out.
    if (!answer.ok && answer.error.status !== 401) {
      this.asked ??= this.#everywhere ? 'everywhere' : 'unsent';
      this.fault = refusalSentence(answer.error.code, answer.error.facts);
      return;
    }
    // Loaded anew, so that nothing of this person stays in the page's memory.
    location.assign('/');
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-signout': SamSignout;
  }
}
