/** Copies a text and says so on itself; where copying is forbidden the text stays selectable beside it. */
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { commonText } from '../../i18n/common.ts';
import { t } from '../../i18n/language.ts';
import { Part } from './part.ts';

@customElement('sam-copy-button')
export class SamCopyButton extends Part {
  @property({ attribute: false }) text = '';
  @state() private copied = false;

  override render() {
    return html`<button type="button" class="btn" @click=${this.#copy}>${this.copied ? t(commonText).copied : t(commonText).copy}</button>`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.copied = true;
    } catch {
      // Not allowed here: the button keeps its word, and the text can be marked by hand.
      this.copied = false;
    }
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-copy-button': SamCopyButton;
  }
}
