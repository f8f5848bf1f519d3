/** A button that opens a small sheet of links and buttons below itself. Esc and a press elsewhere close it; so does choosing. */
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { button, dialog, focusRing, reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';

@customElement('sam-menu')
export class SamMenu extends SamElement {
  static override styles = [
    reset,
    focusRing,
    button,
    dialog,
    css`
      :host {
        display: inline-block;
      }
      .bare {
        min-inline-size: var(--target);
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: none;
      }
      [popover] {
        position: fixed;
        inset: auto;
        min-inline-size: 200px;
        max-inline-size: calc(100vw - 2 * var(--s-16));
      }
      [popover]:popover-open {
        display: grid;
        gap: var(--s-4);
      }
    `,
  ];
  /** What the button says, or its name where the slot `button` shows something else (a face). */
  @property() label = '';
  @property({ type: Boolean }) bare = false;
  @state() private open = false;
  @query('button') private opener!: HTMLButtonElement;
  @query('[popover]') private sheet!: HTMLElement;

  constructor() {
    super();
    this.addEventListener('click', this.#chosen);
  }

  close() {
    this.sheet.hidePopover();
  }

  override render() {
    return html`<button
        class="btn ${this.bare ? 'bare' : ''}"
        aria-label=${this.bare ? this.label : nothing}
        aria-expanded=${this.open ? 'true' : 'false'}
        popovertarget="sheet"
      >
        <slot name="button">${this.label}</slot>
      </button>
      <div id="sheet" popover role="group" aria-label=${this.label} @beforetoggle=${this.#place} @toggle=${this.#toggled}>
        <slot></slot>
      </div>`;
  }

  /** Below the button, inside the window. */
  #place(event: ToggleEvent) {
    if (event.newState !== 'open') return;
    const at = this.opener.getBoundingClientRect();
    const toEnd = at.left + at.width / 2 > innerWidth / 2;
    this.sheet.style.top = `${at.bottom + 4}px`;
    this.sheet.style.left = toEnd ? 'auto' : `${at.left}px`;
    this.sheet.style.right = toEnd ? `${document.documentElement.clientWidth - at.right}px` : 'auto';
  }

  #toggled(event: ToggleEvent) {
    this.open = event.newState === 'open';
  }

  #chosen = (event: Event) => {
    const path = event.composedPath();
    const inside = path.slice(0, Math.max(0, path.indexOf(this.sheet)));
    if (inside.some((each) => each instanceof HTMLElement && each.matches('a, button'))) this.close();
  };
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-menu': SamMenu;
  }
}
