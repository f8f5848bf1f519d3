/** What the pages behind links share: the secret is read out of the address and taken away from it, and dead links say what to do. */
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Result } from '../../shared/domain/result.ts';
import { Token, type Me } from '../../shared/protocol/http.ts';
import type { Failure } from '../api.ts';
import { commonText } from '../i18n/common.ts';
import { linkText } from '../i18n/join.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { calmPage, homeLink, Page, retryButton } from './app-page.ts';

type Found<L> =
  | { readonly state: 'reading' }
  /** Opened without a secret: the address was loaded again after it had been read. */
  | { readonly state: 'none' }
  | { readonly state: 'dead'; readonly failure: Failure }
  | { readonly state: 'open'; readonly look: L };

export abstract class LinkPage<L> extends Page {
  @state() protected found: Found<L> = { state: 'reading' };
  @state() protected fault: Failure | null = null;
  @state() protected busy = false;
  protected token = '';

  /** Asks what the link is for. Never uses it up. */
  protected abstract look(token: string): Promise<Result<L, Failure>>;
  protected abstract draw(look: L): TemplateResult;
  /** The code that a link which can't be a link is refused with. */
  protected abstract readonly unknown: string;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#read);
    this.#read();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#read);
  }

  override render() {
    const { found } = this;
    switch (found.state) {
      case 'reading':
        return html`<div class="page narrow"><p class="note" role="status">${t(linkText).reading}</p></div>`;
      case 'none':
        return calmPage(t(linkText).noneTitle, [t(linkText).noneLede]);
      case 'dead':
        return this.#dead(found.failure);
      case 'open':
        return this.draw(found.look);
    }
  }

  protected sentenceOf(failure: Failure): string {
    return refusalSentence(failure.code, failure.facts);
  }

  protected drawFault(): TemplateResult | typeof nothing {
    return this.fault ? html`<p class="fault" role="alert">${t(commonText).refused(this.sentenceOf(this.fault))}</p>` : nothing;
  }

  /** Carries the button's act out once, however often it is pressed. A link that died meanwhile is shown as dead. */
  protected async act<T>(call: () => Promise<Result<T, Failure>>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.fault = null;
    const answer = await call();
    this.busy = false;
    if (answer.ok) return answer.value;
    if (/^(link|invitation)\//.test(answer.error.code)) this.found = { state: 'dead', failure: answer.error };
    else this.fault = answer.error;
    return null;
  }

  protected welcome(me: Me): void {
    this.tell('me-change', me);
  }

  protected async lookAgain(): Promise<void> {
    this.fault = null;
    const answer = await this.look(this.token);
    this.found = answer.ok ? { state: 'open', look: answer.value } : { state: 'dead', failure: answer.error };
  }

  readonly #read = () => {
    const token = location.hash.slice(1);
    if (token === '') {
      if (this.token === '') this.found = { state: 'none' };
      return;
    }
    // The skip link, and other places within the page.
    if (document.getElementById(token)) return;
    // Not in the history, not in a bookmark, not over anybody's shoulder.
    history.replaceState(null, '', location.pathname);
    if (!Token.safeParse(token).success) {
      this.found = { state: 'dead', failure: { status: 404, code: this.unknown, facts: {}, rule: '' } };
      return;
    }
    this.token = token;
    this.found = { state: 'reading' };
    void this.lookAgain();
  };

  #dead(failure: Failure) {
    const passing = failure.status === 0 || failure.status === 429 || failure.status >= 500;
    return calmPage(t(linkText).deadTitle, [this.sentenceOf(failure)], passing ? retryButton(() => void this.lookAgain()) : homeLink());
  }
}
