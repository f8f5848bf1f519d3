/** A place with nothing in it yet: the scale with dots still to come, what to do next, and perhaps the steps after that. */
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';
import { drawLine, scaleStyles } from './scale-parts.ts';

export type Step = { readonly title: string; readonly text: string };

@customElement('sam-empty')
export class SamEmpty extends SamElement {
  static override styles = [
    reset,
    scaleStyles,
    css`
      :host {
        display: block;
        max-inline-size: 772px;
        padding-block: var(--s-48);
      }
      .drawing {
        max-inline-size: 418px;
        margin-block-end: var(--s-24);
      }
      .dots {
        position: relative;
        block-size: 33px;
      }
      .dots i {
        position: absolute;
        inline-size: 24px;
        block-size: 24px;
        margin-inline-start: -12px;
        border: 2px dashed var(--edge);
        border-radius: 50%;
      }
      .dots :nth-child(1) {
        inset-inline-start: 28%;
      }
      .dots :nth-child(2) {
        inset-inline-start: 54.5%;
      }
      .dots :nth-child(3) {
        inset-inline-start: 62.5%;
      }
      .dots :nth-child(4) {
        inset-inline-start: 79%;
      }
      h1 {
        max-inline-size: 14em;
        font: 600 var(--t-48) / 1.05 var(--text);
        letter-spacing: -0.015em;
        text-wrap: balance;
      }
      .lede {
        max-inline-size: 36em;
        margin-block-start: var(--s-16);
        font: 400 var(--t-20) / 1.45 var(--text);
        text-wrap: pretty;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-16);
        margin-block-start: var(--s-24);
      }
      .note {
        margin-block-start: var(--s-12);
        color: var(--ink-2);
        font-size: var(--t-14);
      }
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        gap: var(--s-16) var(--s-48);
        margin-block-start: var(--s-48);
        padding-block-start: var(--s-12);
        border-block-start: 1px solid var(--ink);
        font: 400 var(--t-14) / var(--lh-ui) var(--ui);
      }
      .at {
        display: block;
        margin-block-end: var(--s-4);
        font: 600 var(--t-20) / 1.3 var(--text);
      }
      h2 {
        font: 600 var(--t-15) / var(--lh-ui) var(--ui);
      }
      li p {
        color: var(--ink-2);
      }
      @media (width <= 560px) {
        :host {
          padding-block: var(--s-24);
        }
        h1 {
          font-size: var(--t-34);
        }
        .lede {
          font-size: var(--t-17);
        }
      }
    `,
  ];
  @property() heading = '';
  @property({ attribute: false }) steps: readonly Step[] = [];

  /** Slots: what is said (default), `actions`, `note`. */
  override render() {
    return html`<div class="drawing" aria-hidden="true">
        <div class="dots"><i></i><i></i><i></i><i></i></div>
        ${drawLine(20, 1)}
      </div>
      <h1>${this.heading}</h1>
      <div class="lede"><slot></slot></div>
      <div class="actions"><slot name="actions"></slot></div>
      <div class="note"><slot name="note"></slot></div>
      ${
        this.steps.length === 0
          ? nothing
          : html`<ol role="list">
              ${this.steps.map(
                (step, at) =>
                  html`<li>
                    <span class="at">${at + 1}</span>
                    <h2>${step.title}</h2>
                    <p>${step.text}</p>
                  </li>`,
              )}
            </ol>`
      }`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-empty': SamEmpty;
  }
}
