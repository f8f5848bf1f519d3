/** What both charts show, and how series are told apart without colour: line and filled dot, dashes and ring. */
import { css, html, nothing, type TemplateResult } from 'lit';

/** One area; `points` null is drawn as missing, never as 0. */
export type ChartArea = { readonly code: string; readonly label: string; readonly points: number | null; readonly max: number };
/** Another result to compare with, in the order of the areas. */
export type ChartSeries = { readonly name: string; readonly points: readonly (number | null)[] };

export function drawLegend(name: string, other: ChartSeries | null, missing: string | null): TemplateResult {
  return html`<p class="legend" aria-hidden="true">
    <span
      ><svg width="26" height="10">
        <path class="own" d="M0 5H26" />
        <circle class="own" cx="13" cy="5" r="3.5" /></svg
      >${name}</span
    >
    ${
      other
        ? html`<span
            ><svg width="26" height="10">
              <path class="other" d="M0 5H26" />
              <circle class="other" cx="13" cy="5" r="3.5" /></svg
            >${other.name}</span
          >`
        : nothing
    }
    ${
      missing === null
        ? nothing
        : html`<span
            ><svg width="14" height="10"><path class="missing" d="M3 1L11 9M11 1L3 9" /></svg>${missing}</span
          >`
    }
  </p>`;
}

export const chartStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-4) var(--s-16);
    color: var(--ink-2);
    font: 400 var(--t-13) / 1.4 var(--ui);
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  path,
  circle,
  line {
    fill: none;
  }
  path.own {
    stroke: var(--ink);
    stroke-width: 2px;
  }
  circle.own {
    fill: var(--ink);
  }
  path.other {
    stroke: var(--ink-2);
    stroke-width: 1.5px;
    stroke-dasharray: 6 4;
  }
  circle.other {
    fill: var(--paper);
    stroke: var(--ink-2);
    stroke-width: 1.5px;
  }
  path.missing {
    stroke: var(--ink-3);
    stroke-width: 1.5px;
  }
`;
