/** How much is done: one stroke per criterion, in groups by area. Tall is done, short is not, dashed is a conflict of interest. */
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';

export type Stroke = 'done' | 'not' | 'conflict';

@customElement('sam-ruler')
export class SamRuler extends SamElement {
  static override styles = [
    reset,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: var(--s-12);
        min-inline-size: 0;
      }
      .strokes,
      .group {
        display: flex;
        align-items: flex-end;
      }
      .strokes {
        gap: 7px;
        block-size: 18px;
      }
      .group {
        gap: 2px;
      }
      i {
        inline-size: 3px;
        block-size: 5px;
        border-inline-start: 3px solid var(--edge);
      }
      .done {
        block-size: 18px;
        border-color: var(--ink);
      }
      .conflict {
        block-size: 11px;
        inline-size: 4px;
        border: 1px dashed var(--edge);
      }
      b {
        font: 600 var(--t-14) / 1.2 var(--ui);
        white-space: nowrap;
      }
      @media (width <= 400px) {
        .strokes {
          gap: 4px;
        }
        .group {
          gap: 1px;
        }
      }
    `,
  ];
  @property({ attribute: false }) groups: readonly (readonly Stroke[])[] = [];
  /** The same in words (24 av 32): stands beside the strokes and is their name. */
  @property() label = '';
  /** Where the words stand somewhere else already. */
  @property({ type: Boolean }) quiet = false;

  override render() {
    return html`<span class="strokes" role=${this.quiet ? 'img' : 'presentation'} aria-label=${this.quiet ? this.label : nothing}
        >${this.groups.map((group) => html`<span class="group">${group.map((stroke) => html`<i class=${stroke}></i>`)}</span>`)}</span
      >${this.quiet ? nothing : html`<b>${this.label}</b>`}`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-ruler': SamRuler;
  }
}
