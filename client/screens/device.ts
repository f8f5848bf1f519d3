/** `/device#token`: signs this device in as the person who made the link. */
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { LinkLook } from '../../shared/protocol/http.ts';
import { err, ok } from '../../shared/domain/result.ts';
import { api } from '../api.ts';
import { router } from '../controllers/router.ts';
import { deviceText } from '../i18n/join.ts';
import { t } from '../i18n/language.ts';
import { calmPage, homeLink } from './app-page.ts';
import { LinkPage } from './link-page.ts';

type DeviceLook = Extract<LinkLook, { purpose: 'device' }>;

@customElement('sam-device-screen')
export class SamDeviceScreen extends LinkPage<DeviceLook> {
  protected readonly unknown = 'link/unknown';

  protected override async look(token: string) {
    const answer = await api.lookAtLink(token);
    if (!answer.ok) return answer;
    return answer.value.purpose === 'device' ? ok(answer.value) : err({ status: 404, code: this.unknown, facts: {}, rule: '' });
  }

  protected override draw({ person, signedInAs }: DeviceLook) {
    const text = t(deviceText);
    if (signedInAs === person.name) {
      return calmPage(text.title(person.name), [text.already(person.name)], homeLink());
    }
    return html`<div class="page narrow stack">
      <div class="page-head"><h1 tabindex="-1">${text.title(person.name)}</h1></div>
      <p>${text.lede}</p>
      ${signedInAs === null ? nothing : html`<p>${text.instead(signedInAs)}</p>`} ${this.drawFault()}
      <div class="row">
        <button type="button" class="btn primary" ?disabled=${this.busy} @click=${this.#signIn}>${text.signIn(person.name)}</button>
      </div>
    </div>`;
  }

  async #signIn() {
    const replaces = this.found.state === 'open' && this.found.look.signedInAs !== null;
    const me = await this.act(() => api.useLink({ token: this.token }));
    if (!me) return;
    // Loaded anew, so that nothing of whoever was signed in before stays in the page's memory.
    if (replaces) return location.assign('/');
    this.welcome(me);
    router.go('/', { replace: true });
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-device-screen': SamDeviceScreen;
  }
}
