/** One's own face in the bar, and behind it: name, language, theme, devices, signing out. */
import { html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Me } from '../../shared/protocol/http.ts';
import { api } from '../api.ts';
import { speak } from '../controllers/device.ts';
import { barText } from '../i18n/app.ts';
import { t, type Language } from '../i18n/language.ts';
import '../ui/sam-face.ts';
import '../ui/sam-menu.ts';
import { languageChoice, themeChoice } from './app-choices.ts';
import { Page } from './app-page.ts';
import './app-signout.ts';
import type { SamSignout } from './app-signout.ts';

@customElement('sam-bar-account')
export class SamBarAccount extends Page {
  @property({ attribute: false }) me!: Me;
  @query('sam-signout') private signout!: SamSignout;

  override render() {
    const text = t(barText);
    return html`<sam-menu bare label=${text.account(this.me.name)}>
        <sam-face slot="button" own .name=${this.me.name}></sam-face>
        <div class="sheet">
          <p class="name">${this.me.name}</p>
          <a href="/me">${text.aboutMe}</a>
          ${languageChoice('bar', (language) => void this.#speak(language))} ${themeChoice('bar', () => this.requestUpdate())}
          <button type="button" class="btn text" @click=${() => void this.signout.here()}>${text.signOut}</button>
          <button type="button" class="btn text" @click=${() => void this.signout.everywhere()}>${text.signOutEverywhere}</button>
        </div>
      </sam-menu>
      <sam-signout .me=${this.me}></sam-signout>`;
  }

  /** Here at once; on one's other devices once the server knows it. */
  async #speak(language: Language) {
    speak(language);
    const answer = await api.changeMe({ language });
    if (answer.ok) this.tell('me-change', answer.value);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-bar-account': SamBarAccount;
  }
  interface HTMLElementEventMap {
    /** Who is signed in here has another name or language, or somebody has just signed in. */
    'me-change': CustomEvent<Me>;
  }
}
