/**
 * Signing out, here or everywhere: asks first, says how one comes back (there is no password to sign in with), offers to send or
 * save what is on this device alone, then clears the device.
 */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Me } from '../../shared/protocol/http.ts';
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
  @property({ attribute: false }) me!: Me;
  @state() private asked: Reach | null = null;
  /** In how many evaluations something lies on this device alone. */
  @state() private unsent = 0;
  @state() private sending = false;
  @state() private fault = '';

  here(): Promise<void> {
    return this.#ask('here');
  }

  everywhere(): Promise<void> {
    return this.#ask('everywhere');
  }

  override render() {
    const { asked, unsent } = this;
    const text = t(signOutText);
    const what = unsent > 0 ? 'unsent' : asked;
    return html`<sam-dialog ?open=${asked !== null} heading=${asked && what ? text[what] : ''} @dialog-close=${this.#stay}>
      ${unsent > 0 ? html`<p>${text.unsentLede} ${text.unsentIn(unsent)}</p>` : nothing}
      ${asked === 'everywhere' ? html`<p>${text.everywhereLede}</p>` : nothing}
      ${asked ? html`<p>${this.me.owner ? text[`${asked}BackOwner`] : text[`${asked}Back`]}</p>` : nothing}
      ${asked && unsent === 0 ? html`<p class="note">${text.cleared}</p>` : nothing}
      ${this.fault === '' ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`} ${unsent > 0 ? this.#ways() : nothing}
      <button slot="actions" type="button" class="btn ${unsent > 0 ? '' : 'primary'}" @click=${this.#leave}>
        ${asked && what ? text[`${what}Act`] : ''}
      </button>
      <button slot="actions" type="button" class="btn" @click=${this.#stay}>${text.stay}</button>
    </sam-dialog>`;
  }

  #ways() {
    const text = t(signOutText);
    return html`<div class="row">
      <button type="button" class="btn primary" ?disabled=${this.sending} @click=${this.#send}>
        ${this.sending ? text.sending : text.send}
      </button>
      <button type="button" class="btn" @click=${this.#save}>${text.save}</button>
    </div>`;
  }

  async #ask(reach: Reach) {
    this.fault = '';
    this.unsent = await this.#count();
    this.asked = reach;
  }

  /** What lies in memory alone (no database, a draft) counts as one; so does what can't be found out. */
  async #count(): Promise<number> {
    const inMemory = hasUnsentWork() ? 1 : 0;
    try {
      const { unsentWork } = await import('../controllers/unsent-work.ts');
      return Math.max((await unsentWork(this.me.id)).length, inMemory);
    } catch {
      return 1;
    }
  }

  #stay() {
    this.asked = null;
  }

  async #send() {
    this.sending = true;
    const { sendUnsent } = await import('../controllers/unsent-work.ts');
    // Without contact it would wait for ever: what could not be sent by then can be saved.
    await Promise.race([sendUnsent(this.me.id), new Promise((resolve) => setTimeout(resolve, sendMs))]);
    this.unsent = await this.#count();
    this.sending = false;
    this.fault = this.unsent > 0 ? t(signOutText).notSent : '';
  }

  async #save() {
    const { download, unsentAsText } = await import('./unsent-file.ts');
    download(t(signOutText).fileName, await unsentAsText(this.me.id));
  }

  async #leave() {
    const answer = await (this.asked === 'everywhere' ? api.signOutEverywhere() : api.signOut());
    // Signed out already is signed out.
    if (!answer.ok && answer.error.status !== 401) {
      const { status, code, facts } = answer.error;
      this.fault = status === 0 ? t(signOutText).noContact : t(commonText).refused(refusalSentence(code, facts));
      return;
    }
    const { clearDevice } = await import('../controllers/session-ports.ts');
    await clearDevice(this.me.id);
    // Loaded anew, so that nothing of this person stays in the page's memory.
    location.assign('/');
  }
}
/** How long sending is waited for, ms. */
const sendMs = 10_000;

declare global {
  interface HTMLElementTagNameMap {
    'sam-signout': SamSignout;
  }
}
