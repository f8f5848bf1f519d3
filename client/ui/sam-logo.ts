/** The mark of Samsyn, two ballots and what they agree on, and the word beside it. */
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';

@customElement('sam-logo')
export class SamLogo extends SamElement {
  static override styles = [
    reset,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: var(--s-8);
        color: var(--ink);
        font: 700 var(--t-17) / 1 var(--ui);
        letter-spacing: -0.01em;
      }
      .agreed {
        stroke: var(--accent);
      }
    `,
  ];
  /** Mark only; the word stays as its name. */
  @property({ type: Boolean }) compact = false;

  override render() {
    return html`<svg
        width="26"
        height="18"
        viewBox="0 0 26 18"
        role=${this.compact ? 'img' : 'presentation'}
        aria-label=${this.compact ? 'Samsyn' : nothing}
      >
        <path d="M0 9H26" stroke="currentColor" stroke-width="2" />
        <circle cx="5" cy="9" r="3.5" fill="currentColor" />
        <circle cx="21" cy="9" r="3.5" fill="currentColor" />
        <path class="agreed" d="M13 1V17" stroke-width="4" />
      </svg>
      ${this.compact ? nothing : html`<span>Samsyn</span>`}`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-logo': SamLogo;
  }
}
