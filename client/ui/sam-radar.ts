/** Points by area around a circle, as shares of each area's maximum, with the same numbers in a table below. */
import { css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { chartText } from '../i18n/ui.ts';
import { focusRing, reset, table } from '../styles/shared.ts';
import { chartStyles, drawLegend, type ChartArea, type ChartSeries } from './chart-parts.ts';
import { SamElement } from './element.ts';
import { lineThrough, placeOf, radarIn, wrapped, type Radar } from './radar-layout.ts';

@customElement('sam-radar')
export class SamRadar extends SamElement {
  static override styles = [
    reset,
    focusRing,
    table,
    chartStyles,
    css`
      :host {
        display: block;
      }
      figure {
        container-type: inline-size;
      }
      .chart {
        margin-inline: auto;
        overflow: visible;
      }
      .grid {
        stroke: var(--hair);
      }
      .spoke-missing {
        stroke: var(--ink-3);
        stroke-dasharray: 2 5;
      }
      text {
        fill: var(--ink-2);
        font: 400 var(--t-13) / 1 var(--ui);
      }
      .value {
        fill: var(--ink);
        font-weight: 600;
      }
      .axis {
        fill: var(--ink-3);
        paint-order: stroke;
        stroke: var(--paper);
        stroke-width: 4px;
      }
      details {
        margin-block-start: var(--s-8);
      }
      summary {
        display: inline-block;
        padding-block: var(--s-4);
        color: var(--accent);
        font: 500 var(--t-14) / 1.4 var(--ui);
        cursor: pointer;
      }
      summary::before {
        content: '+' / '';
        display: inline-block;
        inline-size: 1em;
      }
      [open] summary::before {
        content: '−' / '';
      }
      summary:hover {
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      @media print {
        details::details-content {
          display: block;
        }
      }
    `,
  ];
  @property({ attribute: false }) areas: readonly ChartArea[] = [];
  @property({ attribute: false }) other: ChartSeries | null = null;
  /** What the unbroken line is (2026). */
  @property() name = '';
  /** Names the chart; the screen has a heading of its own. */
  @property() label = '';

  @state() private width = 560;
  readonly #measure = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.max(280, Math.round(entry.contentRect.width));
  });

  override connectedCallback() {
    super.connectedCallback();
    this.#measure.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
  }

  override render() {
    const text = t(chartText);
    const radar = radarIn(this.width);
    const missing = this.areas.some((area) => area.points === null);
    return html`<figure>
      ${this.#chart(radar)} ${drawLegend(this.name || text.points, this.other, missing ? text.missing : null)}
      <details>
        <summary>${text.numbers}</summary>
        ${this.#table()}
      </details>
    </figure>`;
  }

  #chart(radar: Radar) {
    const text = t(chartText);
    const { areas } = this;
    const shares = areas.map((area) => (area.points === null ? null : area.points / area.max));
    const others = areas.map((area, at) => share(this.other?.points[at], area.max));
    const spoken = areas.map((area) => (area.points === null ? text.noValue(area.label) : text.value(area.label, area.points, area.max)));
    const [left, top] = [-radar.width / 2, -radar.height / 2];
    return html`<svg
      class="chart"
      role="img"
      aria-label="${text.radar(this.label)}. ${spoken.join(', ')}"
      width=${radar.width}
      height=${radar.height}
      viewBox="${left} ${top} ${radar.width} ${radar.height}"
    >
      ${[0.25, 0.5, 0.75, 1].map(
        (ring) =>
          svg`<path class="grid" d=${lineThrough(
            areas.map(() => ring),
            radar.radius,
          )} />`,
      )}
      ${areas.map((area, at) => this.#spoke(area, at, radar))}
      ${this.other ? svg`<path class="other" d=${lineThrough(others, radar.radius)} />` : nothing}
      <path class="own" d=${lineThrough(shares, radar.radius)} />
      ${this.#dots('other', others, radar)} ${this.#dots('own', shares, radar)}
      ${[0.5, 1].map((ring) => svg`<text class="axis" x="4" y=${-ring * radar.radius + 15}>${this.#ringWords(ring)}</text>`)}
    </svg>`;
  }

  /** Points where all areas have the same maximum, else a share of it. */
  #ringWords(ring: number): string {
    const [first] = this.areas;
    const same = first !== undefined && this.areas.every((area) => area.max === first.max);
    return same ? number(ring * first.max) : `${number(ring * 100)}\u00a0%`;
  }

  #spoke(area: ChartArea, at: number, radar: Radar) {
    const of = this.areas.length;
    const [x, y] = placeOf(at, of, 1, radar.radius);
    const [crossX, crossY] = placeOf(at, of, 0.5, radar.radius);
    const missing = area.points === null;
    return svg`<line class=${missing ? 'spoke-missing' : 'grid'} x1="0" y1="0" x2=${x} y2=${y} />
      ${missing ? svg`<path class="missing" d="M${crossX - 4} ${crossY - 4}l8 8m0 -8l-8 8" />` : nothing}
      ${this.#words(area, at, radar)}`;
  }

  /** The number and the name of an area, outside the end of its spoke. */
  #words(area: ChartArea, at: number, radar: Radar) {
    const [x, y] = placeOf(at, this.areas.length, 1 + 16 / radar.radius, radar.radius);
    const middle = Math.abs(x) < 2;
    const anchor = middle ? 'middle' : x > 0 ? 'start' : 'end';
    const value = area.points === null ? '–' : number(area.points);
    const lines = radar.wide ? wrapped(area.label, middle ? 30 : 17, middle ? 1 : 2) : [area.code];
    // At the top the lines end above the point, at the bottom they begin below it, at the sides they lie around it.
    const first = y + (middle ? (y < 0 ? -14 * (lines.length - 1) : 9) : 4 - 7 * (lines.length - 1));
    return svg`<text text-anchor=${anchor}>${lines.map(
      (line, row) =>
        svg`<tspan x=${x} y=${first + row * 15}>${row === 0 ? svg`<tspan class="value">${value}</tspan>${'\u00a0'}` : nothing}${row === 0 && !radar.wide ? '· ' : ''}${line}</tspan>`,
    )}</text>`;
  }

  #dots(kind: 'own' | 'other', shares: readonly (number | null)[], radar: Radar) {
    return shares.map((value, at) => {
      if (value === null) return nothing;
      const [x, y] = placeOf(at, shares.length, value, radar.radius);
      return svg`<circle class=${kind} cx=${x} cy=${y} r="4" />`;
    });
  }

  #table() {
    const text = t(chartText);
    return html`<table>
      <caption>
        ${this.label}
      </caption>
      <thead>
        <tr>
          <th scope="col">${text.area}</th>
          <th scope="col" class="num">${this.name || text.points}</th>
          ${this.other ? html`<th scope="col" class="num">${this.other.name}</th>` : nothing}
          <th scope="col" class="num">${text.max}</th>
        </tr>
      </thead>
      <tbody>
        ${this.areas.map((area, at) => {
          const other = this.other?.points[at] ?? null;
          return html`<tr>
            <th scope="row">${area.code} ${area.label}</th>
            <td class="num">${area.points === null ? text.missing : number(area.points)}</td>
            ${this.other ? html`<td class="num">${other === null ? '–' : number(other)}</td>` : nothing}
            <td class="num">${number(area.max)}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }
}

function share(points: number | null | undefined, max: number): number | null {
  return points === null || points === undefined ? null : points / max;
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-radar': SamRadar;
  }
}
