/** The drawing shared by the ballot and the dot strip: an ink line with end stops and ticks, and the level descriptions below it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Level } from '../../shared/domain/evaluation.ts';
import { columnsOf, fitsColumns, percent, span, ticksOf } from './scale.ts';

/** The line itself, for the eye alone: what it shows is said by the controls and lists around it. */
export function drawLine(max: number, step: number): TemplateResult {
  return html`<div class="line" aria-hidden="true">
    ${ticksOf(max, step).map((at) => html`<i class="tick" style=${styleMap({ insetInlineStart: percent(at, max) })}></i>`)}
  </div>`;
}

/** Columns in true proportion, or a list where they would be too narrow for words. `active` is the level that applies. */
export function drawLevels(levels: readonly Level[], max: number, step: number, active: Level | null): TemplateResult | typeof nothing {
  if (levels.length === 0) return nothing;
  const columns = columnsOf(levels, max, step);
  const fits = fitsColumns(columns);
  const place = (start: number, width: number) =>
    fits ? styleMap({ '--width': `${width * 100}%`, '--start': `${start * 100}%` }) : nothing;
  return html`<ul role="list" class="levels ${fits ? 'columns' : 'rows'}">
    ${columns.map(
      ({ level, start, width }, at) =>
        html`<li
          class=${classMap({ level: true, on: level === active, last: at === columns.length - 1 })}
          aria-current=${level === active ? 'true' : nothing}
          style=${place(start, width)}
        >
          <b>${span(level)}</b> <span>${level.text}</span>
        </li>`,
    )}
  </ul>`;
}

export const scaleStyles = css`
  .line {
    position: relative;
    block-size: 11px;
    border-block-start: 2px solid var(--ink);
  }
  .line::before,
  .line::after {
    content: '';
    position: absolute;
    inset-block-start: -8px;
    block-size: 14px;
    border-inline-start: 2px solid var(--ink);
  }
  .line::before {
    inset-inline-start: 0;
  }
  .line::after {
    inset-inline-end: 0;
  }
  .tick {
    position: absolute;
    inset-block-start: 0;
    block-size: 5px;
    border-inline-start: 1px solid var(--edge);
  }
  .levels {
    font: 400 var(--t-13) / 1.3 var(--ui);
    color: var(--ink-2);
  }
  .levels b {
    color: var(--ink);
    font-weight: 600;
  }
  .columns {
    display: grid;
  }
  /* All in one grid cell, moved to their place: the tallest one gives the height. */
  .columns .level {
    grid-area: 1 / 1;
    inline-size: var(--width);
    margin-inline-start: var(--start);
    padding: 6px var(--s-8) 6px 6px;
    border-inline-start: 1px solid var(--edge);
    hyphens: auto;
    overflow-wrap: anywhere;
  }
  .columns .level.last {
    border-inline-end: 1px solid var(--edge);
  }
  .columns b {
    display: block;
  }
  .rows .level {
    display: grid;
    grid-template-columns: 4.5em 1fr;
    gap: var(--s-8);
    padding: var(--s-4) var(--s-8);
    border-inline-start: 3px solid transparent;
  }
  .level.on {
    background: var(--wash);
    color: var(--ink);
  }
  .rows .level.on {
    border-color: var(--accent);
  }
  @container (width <= 560px) {
    .columns {
      display: block;
    }
    .columns .level {
      display: grid;
      grid-template-columns: 4.5em 1fr;
      gap: var(--s-8);
      inline-size: auto;
      margin: 0;
      padding: 2px 0;
      border: 0;
    }
    .columns .level.last {
      border: 0;
    }
  }
  @media (forced-colors: active) {
    .rows .level {
      border-color: Canvas;
    }
    .level.on {
      outline: 2px solid Highlight;
    }
  }
`;
