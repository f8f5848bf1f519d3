/** The overview (`/e/:id/overview`): the total and what it sums, the table of criteria and members, the areas as pictures. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { isWhole } from '../../shared/domain/points.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { list } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { cellText, missingText, overviewText } from '../i18n/overview.ts';
import { Source } from '../sync/view.ts';
import '../ui/sam-bars.ts';
import '../ui/sam-figure-total.ts';
import '../ui/sam-radar.ts';
import { Announcer } from './evaluation/announcer.ts';
import { Part, type Names } from './evaluation/part.ts';
import type { Session } from './evaluation/session.ts';
import './overview/score-table.ts';
import { agreedCount, beginningOf, missingFor, seesBallots, tableOf, type Missing, type Table } from './overview/selectors.ts';
import './overview/overview.css';

/** Codes are named one by one up to here. */
const mostNamed = 8;

@customElement('sam-overview-screen')
export class SamOverviewScreen extends Part {
  @property({ attribute: false }) session!: Pick<Session, 'me' | 'view' | 'names'>;
  @state() private spoken = '';
  readonly #view = new ViewController<Evaluation | null>(this, new Source(null));
  readonly #names = new ViewController<Names>(this, new Source({}));
  readonly #announcer = new Announcer((sentence) => (this.spoken = sentence));
  #began = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('session')) return;
    this.#view.follow(this.session.view);
    this.#names.follow(this.session.names);
    this.#began = false;
  }

  protected override updated() {
    const evaluation = this.#view.value;
    if (!evaluation) return;
    const sentence = t(overviewText).agreedIn(agreedCount(evaluation), Object.keys(evaluation.criteria).length);
    if (this.#began) this.#announcer.heard(sentence);
    else this.#announcer.begin(sentence);
    this.#began = true;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#announcer.stop();
  }

  override render() {
    const evaluation = this.#view.value;
    const text = t(overviewText);
    if (!evaluation)
      return html`<div class="page wide">
        <h1 class="visually-hidden" tabindex="-1">${text.title}</h1>
        <p class="note" role="status">${text.joining}</p>
      </div>`;
    const table = tableOf(evaluation, this.session.me);
    const missing = missingFor(evaluation, this.session.me);
    const points = missing?.kind !== 'observerPoints';
    return html`<div class="page wide">
        <h1 class="visually-hidden" tabindex="-1">${text.title}</h1>
        ${this.#head(evaluation, table, missing, points)}
        <div class="columns">
          <div>
            <sam-score-table
              .evaluation=${evaluation}
              .me=${this.session.me}
              .names=${this.#names.value}
              .table=${table}
              .points=${points}
            ></sam-score-table>
            ${table.columns.length > 0 ? this.#legend() : nothing}
          </div>
          ${points ? this.#charts(evaluation.instrument, table) : nothing}
        </div>
      </div>
      <p class="visually-hidden" role="status">${this.spoken}</p>`;
  }

  #head(evaluation: Evaluation, table: Table, missing: Missing | null, points: boolean) {
    const text = t(overviewText);
    const { total } = table;
    return html`<header class="total">
      ${
        points
          ? html`<sam-figure-total .sum=${total}></sam-figure-total>`
          : html`<p class="strong">${text.agreedIn(agreedCount(evaluation), total.criteria)}</p>`
      }
      <div class="said">
        ${points ? html`<p class="lede">${this.#sentence(evaluation, table)}</p>` : nothing} ${this.#beginning(evaluation)}
        ${missing ? html`<p class="why">${this.#why(missing, evaluation.instrument)}</p>` : nothing}
      </div>
    </header>`;
  }

  /** What the number is worth. */
  #sentence(evaluation: Evaluation, { total }: Table): string {
    const text = t(overviewText);
    if (total.agreed === 0) return seesBallots(evaluation, this.session.me) && isAnyRevealed(evaluation) ? '' : text.none;
    if (!isWhole(total)) return text.partly(total.agreed, total.criteria - total.agreed);
    const unlocked = Object.values(evaluation.criteria).filter(({ state }) => state !== 'locked').length;
    return unlocked === 0 ? text.locked : text.whole(unlocked);
  }

  #beginning(evaluation: Evaluation) {
    const text = t(overviewText);
    const { near, apart } = beginningOf(evaluation);
    if (near + apart.length === 0) return nothing;
    const named = apart.slice(0, mostNamed);
    const more = apart.length - named.length;
    return html`<p class="began">${text.began(near, apart.length, list(more > 0 ? [...named, text.andMore(more)] : named))}</p>`;
  }

  #why(missing: Missing, { areas }: Instrument): string {
    const text = t(missingText);
    if (missing.kind !== 'conflict') return text[missing.kind];
    const codes = areas.filter(({ id }) => missing.areas.includes(id)).map(({ code }) => code);
    return text.conflict(list(codes), codes.length > 1);
  }

  #legend() {
    const text = t(cellText);
    return html`<p class="legend small soft" aria-hidden="true">
      <span>▾▴ ${text.legendExtremes}</span> <span><i class="bar"></i>${text.legendAgreed}</span>
    </p>`;
  }

  #charts(instrument: Instrument, { areas, total }: Table) {
    const text = t(overviewText);
    const charted = areas.map(({ area, sum }) => ({
      code: area.code,
      label: area.name,
      points: isWhole(sum) ? sum.points : null,
      max: sum.max,
    }));
    return html`<div class="charts">
      <section aria-labelledby="radar">
        <h2 id="radar">${text.radar}</h2>
        <sam-radar .areas=${charted} .label=${text.radar} lang=${instrument.language}></sam-radar>
        ${isWhole(total) ? nothing : html`<p class="note">${text.chartsWait}</p>`}
      </section>
      <section aria-labelledby="bars">
        <h2 id="bars">${text.bars}</h2>
        <sam-bars .areas=${charted} .label=${text.bars}></sam-bars>
      </section>
    </div>`;
  }
}

function isAnyRevealed(evaluation: Evaluation): boolean {
  return Object.values(evaluation.criteria).some(({ rounds }) => rounds.some(({ revealedAt }) => revealedAt !== null));
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-overview-screen': SamOverviewScreen;
  }
}
