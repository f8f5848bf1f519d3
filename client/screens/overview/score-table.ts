/** Criteria × members: ballots of the last revealed round, their strip and band, the agreed points; sums by area and of all. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { stepOf, type Evaluation, type Member } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import { isWhole } from '../../../shared/domain/points.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { cellText, overviewText } from '../../i18n/overview.ts';
import '../../ui/sam-band.ts';
import '../../ui/sam-criterion-mark.ts';
import '../../ui/sam-dot-strip.ts';
import { Part, type Names } from '../evaluation/part.ts';
import { sectionOf, sectionPath } from '../evaluation/places.ts';
import { markOf } from '../evaluation/selectors.ts';
import type { AreaRows, Cell, Row, Table } from './selectors.ts';
import './score-table.css';

@customElement('sam-score-table')
export class SamScoreTable extends Part {
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) me!: MemberId;
  @property({ attribute: false }) names: Names = {};
  @property({ attribute: false }) table!: Table;
  /** Whether this member may see points at all. */
  @property({ type: Boolean }) points = false;
  /** Wider than its place: it then scrolls in a region of its own, and its head no longer sticks to the window. */
  @state() private wide = false;
  @query('.scroll') private frame!: HTMLElement | null;
  readonly #measure = new ResizeObserver(() => this.#fit());

  override connectedCallback() {
    super.connectedCallback();
    this.#measure.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
  }

  protected override firstUpdated() {
    const table = this.querySelector('table');
    if (table) this.#measure.observe(table);
  }

  override render() {
    const text = t(overviewText);
    const { columns, areas } = this.table;
    return html`<h2 id="scores-title">${columns.length > 0 ? text.tableTitle : text.tableAgreed}</h2>
      <div
        class="scroll ${this.wide ? 'scroll-x' : ''}"
        role=${this.wide ? 'region' : nothing}
        aria-labelledby=${this.wide ? 'scores-title' : nothing}
        tabindex=${this.wide ? '0' : nothing}
      >
        <table
          style=${styleMap({ '--members': String(columns.length) })}
          class=${columns.length > 0 ? 'whole' : 'agreed-only'}
          aria-labelledby="scores-title"
        >
          ${this.#head()} ${areas.map((area) => this.#area(area))} ${this.points ? this.#sum() : nothing}
        </table>
      </div>`;
  }

  #head() {
    const text = t(overviewText);
    const { columns } = this.table;
    return html`<thead>
      <tr>
        <th scope="col" class="criterion">${text.criterion}</th>
        ${columns.map((member) => this.#member(member))}
        ${
          columns.length > 0
            ? html`<th scope="col" class="strip">${text.strip}</th>
                <th scope="col" class="band">${text.band}</th>`
            : html`<th scope="col" class="state">${text.state}</th>`
        }
        ${this.points ? html`<th scope="col" class="num agreed">${text.agreed}</th>` : nothing}
        <th scope="col" class="num max">${text.max}</th>
      </tr>
    </thead>`;
  }

  #member({ id }: Member) {
    const name = this.names[id] ?? '?';
    return html`<th scope="col" class="num member" title=${name}>
      ${this.#shortName(id)}${id === this.me ? html`<span class="visually-hidden"> (${t(cellText).you})</span>` : nothing}
    </th>`;
  }

  /** The first name, unless two share it. */
  #shortName(id: MemberId): string {
    const first = (of: MemberId) => (this.names[of] ?? '?').split(/\s+/)[0] ?? '?';
    const shared = this.table.columns.some((other) => other.id !== id && first(other.id) === first(id));
    return shared ? (this.names[id] ?? '?') : first(id);
  }

  #area({ area, sum, rows }: AreaRows) {
    const text = t(overviewText);
    const partly = !isWhole(sum) && sum.agreed > 0;
    const members = this.table.columns.length;
    return html`<tbody>
      <tr class="area">
        <th scope="rowgroup" colspan=${1 + members} lang=${this.evaluation.instrument.language}>
          <span><span class="code">${area.code}</span><span>${area.name}</span></span>
        </th>
        <td colspan=${members > 0 ? 2 : 1} class="num">
          ${partly && this.points ? html`<span class="small soft">${text.areaPartly(sum.agreed, sum.criteria)}</span>` : nothing}
        </td>
        ${this.points ? html`<td class="num agreed">${sum.points === null ? none(t(cellText).notAgreed) : number(sum.points)}</td>` : nothing}
        <td class="num max">${number(sum.max)}</td>
      </tr>
      ${rows.map((row) => this.#row(row))}
    </tbody>`;
  }

  #row(row: Row) {
    const { criterion, agreed } = row;
    return html`<tr>
      <th scope="row" lang=${this.evaluation.instrument.language}>
        <a href=${sectionPath(this.evaluation.id, sectionOf(criterion.id))}
          ><span class="code">${criterion.code}</span><span>${criterion.name}</span></a
        >
      </th>
      ${this.#middle(row)}
      ${this.points ? html`<td class="num agreed">${agreed === null ? none(t(cellText).notAgreed) : html`<b>${number(agreed)}</b>`}</td>` : nothing}
      <td class="num max">${number(criterion.maxPoints)}</td>
    </tr>`;
  }

  #middle(row: Row): TemplateResult {
    const { columns } = this.table;
    if (columns.length === 0) return html`<td class="state">${this.#state(row)}</td>`;
    if (!row.shown) return html`<td colspan=${columns.length + 2} class="state instead">${this.#state(row)}</td>`;
    const { criterion, shown, agreed, underWay } = row;
    const { band } = shown.agreement;
    return html`${shown.cells.map((cell) => this.#cell(cell))}
      <td class="strip">
        <sam-dot-strip
          size="row"
          .ballots=${Object.values(shown.round.ballots).map(({ member, points, confidence }) => ({
            id: member,
            name: this.names[member] ?? '?',
            points,
            confidence,
          }))}
          .max=${criterion.maxPoints}
          .step=${stepOf(this.evaluation.instrument, criterion)}
          .bands=${this.evaluation.policy.bands}
          .consensus=${agreed}
        ></sam-dot-strip>
      </td>
      <td class="band">
        <sam-band .band=${band} ?quiet=${band === 'green'}></sam-band>
        ${underWay ? html`<span class="small soft">${t(cellText).again(underWay.round, this.#scored(underWay))}</span>` : nothing}
      </td>`;
  }

  #cell(cell: Cell): TemplateResult {
    const text = t(cellText);
    switch (cell.kind) {
      case 'points':
        return html`<td class="num">
          ${
            cell.extreme === null
              ? number(cell.points)
              : html`<span class="extreme" aria-hidden="true">${cell.extreme === 'lowest' ? '▾' : '▴'}</span><b>${number(cell.points)}</b
                  ><span class="visually-hidden">, ${text[cell.extreme]}</span>`
          }
        </td>`;
      case 'conflict':
        return html`<td class="num word small"><span class="cross" aria-hidden="true">×</span>${text.conflict}</td>`;
      case 'abstains':
        return html`<td class="num word small">${text.abstains}</td>`;
      case 'none':
        return html`<td class="num">${none(text.noBallot)}</td>`;
    }
  }

  /** Where there are no ballots to show: how far it has come. */
  #state({ criterion, state, underWay }: Row) {
    const text = t(cellText);
    const mark = markOf(this.evaluation, this.me, criterion.id);
    return html`<span class="how-far">
      <sam-criterion-mark aria-hidden="true" .state=${mark}></sam-criterion-mark>
      <span>${text[state]}${underWay ? html` · ${this.#scored(underWay)}` : nothing}</span>
    </span>`;
  }

  #scored({ cast, of }: NonNullable<Row['underWay']>): string {
    return of === 0 ? t(cellText).nobody : t(cellText).scored(cast, of);
  }

  #sum() {
    const text = t(overviewText);
    const { total, columns } = this.table;
    return html`<tfoot>
      <tr>
        <th scope="row" colspan=${1 + (columns.length > 0 ? columns.length + 2 : 1)}>
          ${isWhole(total) ? text.sum : text.sumPartly(total.agreed, total.criteria)}
        </th>
        <td class="num agreed">${total.points === null ? none(t(cellText).notAgreed) : number(total.points)}</td>
        <td class="num max">${number(total.max)}</td>
      </tr>
    </tfoot>`;
  }

  #fit() {
    const table = this.frame?.querySelector('table');
    if (this.frame && table) this.wide = table.scrollWidth > this.frame.clientWidth + 1;
  }
}

/** A dash for the eye, words for the ear. */
function none(words: string) {
  return html`<span aria-hidden="true" class="faint">–</span><span class="visually-hidden">${words}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-score-table': SamScoreTable;
  }
}
