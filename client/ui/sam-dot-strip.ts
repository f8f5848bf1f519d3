/**
 * The ballots of a revealed round on the scale: a dot each, a caliper over them, the median below, the consensus as a tall bar.
 * What it shows is said again in a list for screen readers. `size="row"` is the picture for a row of a table.
 * @event dot-open - a dot was pressed: its ballot's reason is wanted
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { agreementOf, isSpread, type Agreement } from '../../shared/domain/agreement.ts';
import type { Level } from '../../shared/domain/evaluation.ts';
import { defaultPolicy, type Bands } from '../../shared/domain/policy.ts';
import { list, number } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { confidenceWords } from '../i18n/marks.ts';
import { stripText } from '../i18n/ui.ts';
import { focusRing, reset, visuallyHidden } from '../styles/shared.ts';
import { SamElement } from './element.ts';
import { initialsOf } from './initials.ts';
import { bandColours } from './mark-styles.ts';
import { percent } from './scale.ts';
import { drawLevels, drawLine, scaleStyles } from './scale-parts.ts';
import { caliperStyles, caliperWords, drawCaliper } from './strip-caliper.ts';
import { castOf, rowsOf, type Ballot, type Cast } from './strip-layout.ts';
import { drawRow, rowStyles } from './strip-row.ts';
import { stripStyles } from './strip-styles.ts';

export type { Ballot };

const shapes = { 1: 'unsure', 2: 'fairly', 3: 'sure' } as const;
/** The width of a dot and a hair, in px: closer neighbours rise. */
const dotApart = 34;

@customElement('sam-dot-strip')
export class SamDotStrip extends SamElement {
  static override styles = [reset, focusRing, visuallyHidden, scaleStyles, bandColours, caliperStyles, stripStyles, rowStyles];
  @property({ attribute: false }) ballots: readonly Ballot[] = [];
  @property({ type: Number }) max = 10;
  @property({ type: Number }) step = 1;
  @property({ attribute: false }) levels: readonly Level[] = [];
  @property({ attribute: false }) bands: Bands = defaultPolicy.bands;
  @property({ attribute: false }) consensus: number | null = null;
  @property({ reflect: true }) size: 'full' | 'row' = 'full';
  /** The id of the ballot whose reason is shown. */
  @property() open: string | null = null;
  /** This is the moment of the reveal: the dots rise together, once. */
  @property({ type: Boolean }) rising = false;
  @property({ type: Boolean, attribute: 'no-legend' }) noLegend = false;

  /** Of the line, in px; a fair guess until it is measured. */
  @state() private width = 640;
  readonly #measure = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.max(1, Math.round(entry.contentRect.width));
  });

  override updated(changed: PropertyValues<this>) {
    if (!changed.has('size')) return;
    this.#measure.disconnect();
    const rail = this.renderRoot.querySelector('.rail');
    if (rail) this.#measure.observe(rail);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
  }

  override connectedCallback() {
    super.connectedCallback();
    const rail = this.renderRoot?.querySelector('.rail');
    if (rail) this.#measure.observe(rail);
  }

  override render() {
    if (this.size === 'row') return drawRow(this.ballots, this.max, this.consensus);
    const agreement = agreementOf({
      points: this.ballots.map((each) => each.points),
      max: this.max,
      step: this.step,
      bands: this.bands,
    });
    const cast = castOf(this.ballots);
    const rows = rowsOf(
      cast.map((each) => each.points / this.max),
      dotApart / this.width,
    );
    const letters = this.#letters();
    return html`<figure role="group" aria-label=${t(stripText).name} class=${this.rising ? 'rising' : ''}>
        ${drawCaliper(agreement, this.max)}
        <div class="dots" style=${styleMap({ '--rows': String(Math.max(1, ...rows.map((row) => row + 1))) })}>
          ${repeat(
            cast,
            (each) => each.id,
            (each, at) => this.#dot(each, letters.get(each.id) ?? '', rows[at] ?? 0),
          )}
        </div>
        <div class="rail">
          ${drawLine(this.max, this.step)} ${isSpread(agreement) ? this.#mark('median', agreement.medianPoints) : nothing}
          ${this.consensus === null ? nothing : this.#mark('consensus', this.consensus)}
        </div>
        ${drawLevels(this.levels, this.max, this.step, null)}
      </figure>
      ${this.noLegend ? nothing : this.#legend(agreement, cast)}
      <ul role="list" class="visually-hidden">
        ${this.#facts(agreement).map((fact) => html`<li>${fact}</li>`)}
      </ul>`;
  }

  /** Letters only for signed ballots; those who abstain count too, so that nobody changes letters by casting. */
  #letters(): ReadonlyMap<string, string> {
    const signed = this.ballots.filter((each) => each.name !== null);
    const letters = initialsOf(signed.map((each) => each.name ?? ''));
    return new Map(signed.map((each, at) => [each.id, letters[at] ?? '']));
  }

  #nameOf(ballot: Ballot): string {
    const name = ballot.name ?? t(stripText).unsigned(this.ballots.indexOf(ballot) + 1);
    return ballot.own ? t(stripText).you(name) : name;
  }

  #say(ballot: Ballot): string {
    if (ballot.points === null) return t(stripText).abstains(this.#nameOf(ballot));
    const sure = ballot.confidence === null ? null : t(confidenceWords)[ballot.confidence].toLowerCase();
    return t(stripText).dot(this.#nameOf(ballot), ballot.points, this.max, sure);
  }

  #dot(ballot: Cast, letters: string, row: number) {
    const shape = ballot.confidence === null ? 'unsaid' : shapes[ballot.confidence];
    return html`<button
      class=${classMap({ dot: true, [shape]: true, own: ballot.own ?? false, two: letters.length > 1 })}
      style=${styleMap({ insetInlineStart: percent(ballot.points, this.max), '--row': String(row) })}
      aria-label=${this.#say(ballot)}
      aria-pressed=${this.open === ballot.id ? 'true' : 'false'}
      @click=${() => this.tell('dot-open', { id: ballot.id })}
    >
      ${letters}
    </button>`;
  }

  #mark(kind: 'median' | 'consensus', points: number) {
    return html`<i class=${kind} style=${styleMap({ insetInlineStart: percent(points, this.max) })}></i>`;
  }

  #medianWords(agreement: Agreement): string | null {
    if (!isSpread(agreement)) return null;
    return t(stripText).median(number(agreement.medianPoints, Number.isInteger(agreement.medianPoints) ? 0 : 1));
  }

  /** Only the shapes that are on the strip. */
  #legend(agreement: Agreement, cast: readonly Cast[]) {
    const text = t(stripText);
    const used = ([3, 2, 1] as const).filter((confidence) => cast.some((each) => each.confidence === confidence));
    const abstaining = this.ballots.filter((each) => each.points === null).map((each) => this.#nameOf(each));
    return html`<p class="legend" aria-hidden="true">
      ${used.map((confidence) => html`<span><i class=${shapes[confidence]}></i>${t(confidenceWords)[confidence].toLowerCase()}</span>`)}
      ${isSpread(agreement) ? html`<span><i class="triangle"></i>${this.#medianWords(agreement)}</span>` : nothing}
      ${this.consensus === null ? nothing : html`<span><i class="bar"></i>${text.consensus(this.consensus)}</span>`}
      ${cast.some((each) => each.own) ? html`<span class="me">${text.ownDot}</span>` : nothing}
      ${abstaining.length > 0 ? html`<span>${text.abstaining(list(abstaining))}</span>` : nothing}
    </p>`;
  }

  #facts(agreement: Agreement): readonly string[] {
    const ballots = [...castOf(this.ballots), ...this.ballots.filter((each) => each.points === null)];
    const measured = [
      caliperWords(agreement) ?? t(stripText).noBallots,
      this.#medianWords(agreement),
      this.consensus === null ? null : t(stripText).consensus(this.consensus),
    ];
    return [...ballots.map((each) => this.#say(each)), ...measured.filter((fact) => fact !== null)];
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-dot-strip': SamDotStrip;
  }
  interface HTMLElementEventMap {
    'dot-open': CustomEvent<{ readonly id: string }>;
  }
}
