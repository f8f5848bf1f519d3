/** Asks for the address of a link. In light DOM, as the text is. */
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { editorWords } from '../i18n/editor.ts';
import { LanguageController, t } from '../i18n/language.ts';
import { hrefFrom } from './href.ts';

let count = 0;

/** @event link-choose {href} - the address to link to, '' to take the link away */
@customElement('sam-link-dialog')
export class SamLinkDialog extends LitElement {
  @state() private href = '';
  /** What was typed when it was refused. */
  @state() private refused: string | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('input') private readonly field!: HTMLInputElement;
  readonly #id = `link-dialog-${(count += 1)}`;

  constructor() {
    super();
    new LanguageController(this);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** Opens with the present address, or ''. */
  ask(href: string): void {
    this.href = href;
    this.refused = null;
    this.field.value = href;
    this.dialog.showModal();
    this.field.select();
  }

  override render() {
    const words = t(editorWords);
    const { refused } = this;
    return html`<dialog class="link-dialog" aria-labelledby="${this.#id}-label">
      <form novalidate @submit=${this.#choose}>
        <label class="label" id="${this.#id}-label" for="${this.#id}-field">${words.linkAddress}</label>
        <input
          class="in"
          id="${this.#id}-field"
          inputmode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-invalid=${refused === null ? nothing : 'true'}
          aria-describedby="${this.#id}-note"
        />
        <p id="${this.#id}-note" class=${refused === null ? 'note' : 'fault'} aria-live="polite">
          ${refused === null ? words.linkNote : words.linkFault(refused)}
        </p>
        <div class="actions">
          <button class="btn primary">${words.linkSet}</button>
          ${this.href === '' ? nothing : html`<button class="btn" type="button" @click=${() => this.#say('')}>${words.linkRemove}</button>`}
          <button class="btn" type="button" @click=${() => this.dialog.close()}>${words.linkCancel}</button>
        </div>
      </form>
    </dialog>`;
  }

  readonly #choose = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = this.field.value.trim();
    const href = hrefFrom(typed);
    if (href !== null) return this.#say(href);
    this.refused = typed;
    this.field.focus();
  };

  #say(href: string): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent('link-choose', { detail: { href }, bubbles: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-link-dialog': SamLinkDialog;
  }
}
