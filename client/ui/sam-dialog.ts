/**
 * A question that must be answered before going on: heading, content, and the answers in the slot `actions`.
 * Esc closes it; focus goes to its heading, or to what is marked autofocus, and back to where it was.
 * @event dialog-close - it was closed by the reader (Esc) or by `open = false`
 */
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { dialog, focusRing, reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';

/** The element with focus, through shadow trees. */
function focused(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : null;
}

@customElement('sam-dialog')
export class SamDialog extends SamElement {
  static override styles = [
    reset,
    focusRing,
    dialog,
    css`
      h2 {
        margin-block-end: var(--s-16);
        font: 600 var(--t-26) / 1.15 var(--text);
        text-wrap: balance;
      }
      h2:focus-visible {
        outline: none;
      }
      .actions {
        justify-content: flex-start;
      }
      @media (width <= 560px) {
        ::slotted([slot='actions']) {
          flex: 1 1 100%;
        }
      }
    `,
  ];
  @property({ type: Boolean, reflect: true }) open = false;
  @property() heading = '';
  @query('dialog') private box!: HTMLDialogElement;
  @query('h2') private head!: HTMLElement;
  #from: HTMLElement | null = null;

  override updated(changed: PropertyValues<this>) {
    if (!changed.has('open')) return;
    if (this.open && !this.box.open) {
      this.#from = focused();
      this.box.showModal();
      (this.querySelector<HTMLElement>('[autofocus]') ?? this.head).focus();
    } else if (!this.open && this.box.open) {
      this.box.close();
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    // Taken out of the page while open: focus must not be lost with it.
    if (this.open) this.#return();
  }

  override render() {
    return html`<dialog aria-labelledby="heading" @close=${this.#closed}>
      <h2 id="heading" tabindex="-1">${this.heading}</h2>
      <slot></slot>
      <div class="actions"><slot name="actions"></slot></div>
    </dialog>`;
  }

  #closed() {
    this.open = false;
    this.#return();
    this.dispatchEvent(new CustomEvent('dialog-close'));
  }

  #return() {
    if (this.#from?.isConnected) this.#from.focus();
    this.#from = null;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-dialog': SamDialog;
  }
  interface HTMLElementEventMap {
    'dialog-close': CustomEvent<null>;
  }
}
