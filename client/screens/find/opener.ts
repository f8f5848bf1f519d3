/** The way into finding: a button in the bar and the key `/`. What finds is fetched in a quiet moment, to be there without network. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { findText } from '../../i18n/find.ts';
import { t } from '../../i18n/language.ts';
import { keyAct, keysInUse } from '../evaluation/keys.ts';
import { Part } from '../evaluation/part.ts';
import type { Session } from '../evaluation/session.ts';
import './find.css';

/** After coming in, ms. */
const quietMs = 3_000;

@customElement('sam-find-opener')
export class SamFindOpener extends Part {
  @property({ attribute: false }) session!: Session;
  @state() private isOpen = false;
  @state() private isHere = false;
  #quietMoment: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
    this.#quietMoment = setTimeout(() => void this.#fetch(), quietMs);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    clearTimeout(this.#quietMoment);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session')) this.isOpen = false;
  }

  override render() {
    const text = t(findText);
    return html`<button type="button" class="btn" title="${text.title} (/)" aria-haspopup="dialog" @click=${this.#open}>
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true">
          <circle cx="6.8" cy="6.8" r="4.8" />
          <path d="M10.4 10.4L14.5 14.5" />
        </svg>
        <span class="word">${text.open}</span>
      </button>
      ${this.isHere ? html`<sam-find .session=${this.session} .open=${this.isOpen} @dialog-close=${this.#closed}></sam-find>` : nothing}`;
  }

  #closed() {
    this.isOpen = false;
  }

  async #fetch() {
    // Tried again at the next press.
    await import('../find.ts').then(
      () => (this.isHere = true),
      () => undefined,
    );
  }

  async #open() {
    await this.#fetch();
    this.isOpen = true;
  }

  readonly #key = (event: KeyboardEvent) => {
    if (keyAct(event) !== 'find' || !keysInUse()) return;
    event.preventDefault();
    void this.#open();
  };
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-find-opener': SamFindOpener;
  }
}
