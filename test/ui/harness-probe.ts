/** An element for testing the harness itself: decorated properties, an event, a slot, and ways to do what a test must not let pass. */
import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';

@customElement('test-probe')
export class TestProbe extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
  `;
  @property({ type: Number }) points: number | null = null;
  @property({ attribute: false }) names: readonly string[] = [];
  /** An address to ask, as an element must never do. */
  @property({ attribute: false }) asks: string | null = null;
  @state() private presses = 0;

  override updated() {
    if (this.asks !== null) fetch(this.asks, { mode: 'no-cors' }).catch(() => undefined);
  }

  override render() {
    return html`<p>${this.points ?? '–'} ${this.names.join(', ')}</p>
      <button @click=${this.#press}>Tryckt ${this.presses}</button><slot></slot>`;
  }

  #press() {
    this.presses += 1;
    this.dispatchEvent(new CustomEvent('probe-press', { detail: { presses: this.presses } }));
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'test-probe': TestProbe;
  }
}
