/** `/me`: one's name, language and theme, links for other devices, and signing out. */
import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DeviceLink, Me, MeChange } from '../../shared/protocol/http.ts';
import { api, type Failure } from '../api.ts';
import { speak } from '../controllers/device.ts';
import { accountText } from '../i18n/account.ts';
import { barText } from '../i18n/app.ts';
import { commonText } from '../i18n/common.ts';
import { clock } from '../i18n/format.ts';
import { t, type Language } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { languageChoice, themeChoice } from './app-choices.ts';
import { Page } from './app-page.ts';
import './app-signout.ts';
import type { SamSignout } from './app-signout.ts';
import './evaluation/copy-button.ts';

@customElement('sam-account-screen')
export class SamAccountScreen extends Page {
  @property({ attribute: false }) me!: Me;
  @state() private link: DeviceLink | null = null;
  @state() private renamed: string | null = null;
  @state() private fault: { readonly at: 'name' | 'link'; readonly failure: Failure } | null = null;
  @query('input[name=name]') private nameField!: HTMLInputElement;
  @query('sam-signout') private signout!: SamSignout;

  override render() {
    const text = t(accountText);
    return html`<div class="page narrow stack">
      <div class="page-head"><h1 tabindex="-1">${text.title}</h1></div>
      ${this.me.owner ? html`<p>${text.owner}</p>` : nothing}
      <form class="stack" @submit=${this.#rename}>
        <div class="field">
          <label class="label" for="me-name">${text.name}</label>
          <input
            class="in"
            id="me-name"
            name="name"
            autocomplete="name"
            required
            maxlength="120"
            .value=${this.me.name}
            aria-describedby="me-name-note"
          />
          <p class="note" id="me-name-note">${text.nameNote}</p>
        </div>
        ${this.#faultAt('name')}
        <div class="row">
          <button class="btn">${text.saveName}</button>
          <span class="note" role="status">${this.renamed === null ? '' : text.nameSaved(this.renamed)}</span>
        </div>
      </form>
      ${languageChoice('me', (language) => void this.#speak(language))} ${themeChoice('me', () => this.requestUpdate())}
      <p class="note">${text.themeNote}</p>
      ${this.#devices()}
      <section class="stack">
        <h2>${text.signOut}</h2>
        <div class="row">
          <button type="button" class="btn" @click=${() => void this.signout.here()}>${t(barText).signOut}</button>
          <button type="button" class="btn" @click=${() => void this.signout.everywhere()}>${t(barText).signOutEverywhere}</button>
        </div>
      </section>
      <sam-signout .me=${this.me}></sam-signout>
    </div>`;
  }

  #devices() {
    const text = t(accountText);
    const { link } = this;
    return html`<section class="stack">
      <h2>${text.devices}</h2>
      <p>${text.devicesLede}</p>
      ${
        link === null
          ? nothing
          : html`<div class="field">
              <label class="label" for="me-link">${text.link}</label>
              <input class="in" id="me-link" readonly .value=${link.url} aria-describedby="me-link-note" @focus=${selectAll} />
              <p class="note" id="me-link-note">${text.until(clock(link.expiresAt))}</p>
            </div>`
      }
      ${this.#faultAt('link')}
      <div class="row">
        ${link === null ? nothing : html`<sam-copy-button .text=${link.url}></sam-copy-button>`}
        <button type="button" class="btn" @click=${this.#makeLink}>${text.makeLink}</button>
      </div>
    </section>`;
  }

  #faultAt(at: 'name' | 'link') {
    if (this.fault?.at !== at) return nothing;
    const { code, facts } = this.fault.failure;
    return html`<p class="fault" role="alert">${t(commonText).refused(refusalSentence(code, facts))}</p>`;
  }

  async #rename(event: Event) {
    event.preventDefault();
    const name = this.nameField.value.trim();
    this.renamed = null;
    if (name === '' || name === this.me.name) return;
    if (await this.#change({ name })) this.renamed = name;
  }

  async #speak(language: Language) {
    speak(language);
    await this.#change({ language });
  }

  async #change(change: MeChange): Promise<boolean> {
    const answer = await api.changeMe(change);
    this.fault = answer.ok ? null : { at: 'name', failure: answer.error };
    if (answer.ok) this.tell('me-change', answer.value);
    return answer.ok;
  }

  async #makeLink() {
    const answer = await api.linkDevice();
    this.fault = answer.ok ? null : { at: 'link', failure: answer.error };
    this.link = answer.ok ? answer.value : null;
  }
}

function selectAll(event: FocusEvent) {
  (event.target as HTMLInputElement).select();
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-account-screen': SamAccountScreen;
  }
}
