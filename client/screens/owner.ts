/** `/owner#token`: the first person of an installation says who they are and becomes its owner. */
import { html } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { LinkLook } from '../../shared/protocol/http.ts';
import { err } from '../../shared/domain/result.ts';
import { api, type Failure } from '../api.ts';
import { speak } from '../controllers/device.ts';
import { router } from '../controllers/router.ts';
import { linkText, ownerText } from '../i18n/join.ts';
import { language, t } from '../i18n/language.ts';
import { languageChoice } from './app-choices.ts';
import { LinkPage } from './link-page.ts';

@customElement('sam-owner-screen')
export class SamOwnerScreen extends LinkPage<LinkLook> {
  protected readonly unknown = 'link/unknown';
  @query('input[name=name]') private nameField!: HTMLInputElement;

  protected override async look(token: string) {
    const answer = await api.lookAtLink(token);
    return answer.ok && answer.value.purpose !== 'owner' ? err({ status: 404, code: this.unknown, facts: {}, rule: '' }) : answer;
  }

  protected override sentenceOf(failure: Failure): string {
    return failure.code === 'link/unknown' ? t(linkText).ownerGone : super.sentenceOf(failure);
  }

  protected override draw() {
    const text = t(ownerText);
    return html`<form class="page narrow stack" @submit=${this.#begin}>
      <div class="page-head"><h1 tabindex="-1">${text.title}</h1></div>
      <p class="lede">${text.lede}</p>
      ${languageChoice('owner', speak)}
      <div class="field">
        <label class="label" for="owner-name">${text.name}</label>
        <input class="in" id="owner-name" name="name" autocomplete="name" required maxlength="120" aria-describedby="owner-note" />
        <p class="note" id="owner-note">${text.nameNote}</p>
      </div>
      ${this.drawFault()}
      <div class="row"><button class="btn primary" ?disabled=${this.busy}>${text.begin}</button></div>
    </form>`;
  }

  async #begin(event: Event) {
    event.preventDefault();
    const name = this.nameField.value.trim();
    const me = await this.act(() => api.useLink({ token: this.token, language: language(), ...(name ? { name } : {}) }));
    if (!me) return;
    this.welcome(me);
    router.go('/', { replace: true });
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-owner-screen': SamOwnerScreen;
  }
}
