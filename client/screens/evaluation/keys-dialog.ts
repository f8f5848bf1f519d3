/** The list of keys, and the switch that turns them off. */
import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keysText } from '../../i18n/evaluation.ts';
import { t } from '../../i18n/language.ts';
import { dialogText } from '../../i18n/ui.ts';
import '../../ui/sam-dialog.ts';
import { keyActs, keysInUse, useKeys } from './keys.ts';
import { Part } from './part.ts';
import './keys-dialog.css';

@customElement('sam-keys-dialog')
export class SamKeysDialog extends Part {
  @property({ type: Boolean }) open = false;
  @state() private used = keysInUse();

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('open') && this.open) this.used = keysInUse();
  }

  override render() {
    const text = t(keysText);
    return html`<sam-dialog .open=${this.open} .heading=${text.title} @dialog-close=${this.#close}>
      <p class="note">${text.note}</p>
      <dl class="keys">
        ${Object.entries(keyActs).map(
          ([key, act]) =>
            html`<div>
              <dt><kbd>${key.toUpperCase()}</kbd></dt>
              <dd>${text[act]}</dd>
            </div>`,
        )}
      </dl>
      <label class="choice"><input type="checkbox" .checked=${this.used} @change=${this.#use} />${text.use}</label>
      <button slot="actions" type="button" class="btn" @click=${this.#close}>${t(dialogText).close}</button>
    </sam-dialog>`;
  }

  #close() {
    this.open = false;
  }

  #use(event: Event) {
    this.used = (event.target as HTMLInputElement).checked;
    useKeys(this.used);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-keys-dialog': SamKeysDialog;
  }
}
