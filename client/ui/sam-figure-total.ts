/** The number an overview opens with: the sum of what is agreed, of how much, and how much of it is agreed. */
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isWhole, type Sum } from '../../shared/domain/points.ts';
import { number } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { figureText } from '../i18n/ui.ts';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';

@customElement('sam-figure-total')
export class SamFigureTotal extends SamElement {
  static override styles = [
    reset,
    css`
      :host {
        display: block;
      }
      .what {
        font: 600 var(--t-15) / var(--lh-ui) var(--ui);
      }
      .sum {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--s-12);
      }
      b {
        font: 600 var(--t-figure) / 1.05 var(--text);
        letter-spacing: -0.02em;
      }
      .none {
        font-size: var(--t-34);
        letter-spacing: normal;
      }
      .of {
        color: var(--ink-2);
        font: 400 var(--t-20) / 1.3 var(--ui);
      }
    `,
  ];
  @property({ attribute: false }) sum: Sum = { points: null, max: 0, agreed: 0, criteria: 0 };

  override render() {
    const text = t(figureText);
    const { points, max, agreed, criteria } = this.sum;
    const what = isWhole(this.sum) ? text.whole(criteria) : text.partly(agreed, criteria);
    return html`<p class="what">${what}</p>
      <p class="sum">
        <b class=${points === null ? 'none' : nothing}>${points === null ? text.none : number(points)}</b>
        <span class="of">${text.of(number(max))}</span>
      </p>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-figure-total': SamFigureTotal;
  }
}
