/** Signing out, here or everywhere; asks first, and says how one comes back: there is no password to sign in with. */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../api.ts';
import { hasUnsentWork } from '../controllers/open-evaluation.ts';
import { commonText } from '../i18n/common.ts';
import { signOutText } from '../i18n/app.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import '../ui/sam-dialog.ts';
import { Page } from './app-page.ts';

type Reach = 'here' | 'everywhere';

@customElement('sam-signout')
export class SamSignout extends Page {
  /** Whether they own the installation: then the server can let them in again. */
  @property({ type: Boolean }) owner = false;
  @state() private asked: Reach | null = null;
  @state() private unsent = false;
  @state() private fault = '';

  here(): void {
    this.#ask('here');
  }

  everywhere(): void {
    this.#ask('everywhere');
  }

  override render() {
    const { asked, unsent } = this;
    const text = t(signOutText);
    const what = unsent ? 'unsent' : asked;
    return html`<sam-dialog ?open=${asked !== null} heading=${asked && what ? text[what] : ''} @dialog-close=${this.#stay}>
      ${unsent ? html`<p>${text.unsentLede}</p>` : nothing} ${asked === 'everywhere' ? html`<p>${text.everywhereLede}</p>` : nothing}
      ${asked ? html`<p>${this.owner ? text[`${asked}BackOwner`] : text[`${asked}Back`]}</p>` : nothing}
      ${this.fault === '' ? nothing : html`<p class="fault" role="alert">${t(commonText).refused(this.fault)}</p>`}
      <button slot="actions" type="button" class="btn primary" @click=${this.#leave}>${asked && what ? text[`${what}Act`] : ''}</button>
      <button slot="actions" type="button" class="btn" @click=${this.#stay}>${text.stay}</button>
    </sam-dialog>`;
  }

  #ask(reach: Reach) {
    this.unsent = hasUnsentWork();
    this.asked = reach;
  }

  #stay() {
    this.asked = null;
    this.fault = '';
  }

  async #leave() {
    const answer = await (this.asked === 'everywhere' ? api.signOutEverywhere() : api.signOut());
    // Signed out already is signed out.
    if (!answer.ok && answer.error.status !== 401) {
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
