/** Points by area as bars in a table: the figure is its own table. What is not agreed yet has a dashed line and no bar. */
import { scaleLinear } from 'd3-scale';
import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { number } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { chartText } from '../i18n/ui.ts';
import { reset, table, visuallyHidden } from '../styles/shared.ts';
import { chartStyles, type ChartArea, type ChartSeries } from './chart-parts.ts';
import { SamElement } from './element.ts';

@customElement('sam-bars')
export class SamBars extends SamElement {
  static override styles = [
    reset,
    table,
    visuallyHidden,
    chartStyles,
    css`
      :host {
        display: block;
      }
      tbody tr > * {
        border: 0;
        padding-block: 4px;
      }
      thead tr > * {
        padding-block: 0 var(--s-4);
        border-block-end: 1px solid var(--hair);
      }
      .name {
        inline-size: 38%;
        max-inline-size: 0;
        font-size: var(--t-14);
      }
      .name b {
        font-weight: 400;
        color: var(--ink-3);
      }
      .bar {
        padding-inline-end: var(--s-16);
      }
      /* Rows touch, so that the zero line runs unbroken from the first to the last. */
      tbody .bar {
        block-size: 1px;
        padding-block: 0;
        border-inline-start: 2px solid var(--ink);
      }
      .bar svg {
        inline-size: 100%;
        overflow: visible;
      }
      .bar rect {
        fill: var(--ink);
      }
      .bar .max {
        stroke: var(--edge);
      }
      .bar .none {
        stroke: var(--ink-3);
        stroke-dasharray: 2 5;
      }
      .points {
        font-weight: 600;
      }
      .quiet {
        color: var(--ink-2);
      }
      .legend {
        margin-block-start: var(--s-8);
      }
      @media (width <= 560px) {
        .name {
          inline-size: 44%;
          font-size: var(--t-13);
        }
      }
    `,
  ];
  @property({ attribute: false }) areas: readonly ChartArea[] = [];
  @property({ attribute: false }) other: ChartSeries | null = null;
  /** What the bars are (2026). */
  @property() name = '';
  /** The table's caption, for who hears it; the screen has a heading of its own. */
  @property() label = '';

  override render() {
    const text = t(chartText);
    const widest = Math.max(1, ...this.areas.map((area) => area.max));
    const share = scaleLinear([0, widest], [0, 100]);
    return html`<table>
        <caption class="visually-hidden">
          ${this.label}
        </caption>
        <thead>
          <tr>
            <th scope="col">${text.area}</th>
            <td class="bar"></td>
            <th scope="col" class="num">${this.name || text.points}</th>
            ${this.other ? html`<th scope="col" class="num">${this.other.name}</th>` : nothing}
            <th scope="col" class="num">${text.max}</th>
          </tr>
        </thead>
        <tbody>
          ${this.areas.map((area, at) => this.#row(area, this.other?.points[at] ?? null, share))}
        </tbody>
      </table>
      ${
        this.other
          ? html`<p class="legend" aria-hidden="true">
              <span
                ><svg width="20" height="10"><rect fill="currentColor" y="1" width="20" height="8" /></svg>${this.name || text.points}</span
              >
              <span
                ><svg width="10" height="10"><circle class="other" cx="5" cy="5" r="4" /></svg>${this.other.name}</span
              >
            </p>`
          : nothing
      }`;
  }

  #row(area: ChartArea, other: number | null, share: (points: number) => number) {
    const text = t(chartText);
    const at = (points: number) => `${share(points)}%`;
    return html`<tr>
      <th scope="row" class="name"><b>${area.code}</b> ${area.label}</th>
      <td class="bar">
        <svg height="28" aria-hidden="true">
          <line class="max" x1=${at(area.max)} x2=${at(area.max)} y1="9" y2="19" />
          ${
            area.points === null
              ? svg`<line class="none" x1="6" x2=${at(area.max)} y1="14" y2="14" />`
              : svg`<rect width=${at(area.points)} y="10" height="8" />`
          }
          ${other === null ? nothing : svg`<circle class="other" cx=${at(other)} cy="14" r="4" />`}
        </svg>
      </td>
      <td class="num points">${area.points === null ? html`<span aria-label=${text.missing} role="img">–</span>` : number(area.points)}</td>
      ${this.other ? html`<td class="num quiet">${other === null ? '–' : number(other)}</td>` : nothing}
      <td class="num quiet">${number(area.max)}</td>
    </tr>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-bars': SamBars;
  }
}
