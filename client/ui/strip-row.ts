/** The strip small enough for a row of a table: line, dots, what lies between them, and the consensus as a bar. */
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { list } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { stripText } from '../i18n/ui.ts';
import { percent } from './scale.ts';
import { castOf, type Ballot } from './strip-layout.ts';

export const rowStyles = css`
  .row {
    overflow: visible;
    inline-size: calc(100% - 8px);
    margin-inline: 4px;
  }
  .row line {
    stroke: var(--ink);
    stroke-width: 1.5px;
  }
  .row .bare {
    stroke: var(--hair);
  }
  .row .stop {
    stroke: var(--edge);
    stroke-width: 1px;
  }
  .row circle {
    fill: var(--ink);
  }
  .row .agreed {
    stroke: var(--accent);
    stroke-width: 2.5px;
  }
`;

/** 16 px high and as wide as its place. One picture with a name: the numbers stand in the cells beside it. */
export function drawRow(ballots: readonly Ballot[], max: number, consensus: number | null): TemplateResult {
  const cast = castOf(ballots);
  const text = t(stripText);
  const points = cast.length === 0 ? text.noBallots : text.row(list(cast.map((each) => String(each.points))), max);
  const at = (value: number) => percent(value, max);
  const [lowest] = cast;
  const highest = cast.at(-1);
  return html`<svg class="row" height="16" role="img" aria-label=${consensus === null ? points : `${points}, ${text.consensus(consensus)}`}>
    <line class="stop" x1="0" x2="0" y1="4" y2="12" />
    <line class="stop" x1="100%" x2="100%" y1="4" y2="12" />
    <line class="bare" x1="0" x2="100%" y1="8" y2="8" />
    ${lowest && highest ? svg`<line class="between" x1=${at(lowest.points)} x2=${at(highest.points)} y1="8" y2="8" />` : nothing}
    ${cast.map((each) => svg`<circle cx=${at(each.points)} cy="8" r="3" />`)}
    ${consensus === null ? nothing : svg`<line class="agreed" x1=${at(consensus)} x2=${at(consensus)} y1="1" y2="15" />`}
  </svg>`;
}
