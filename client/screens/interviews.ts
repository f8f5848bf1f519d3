/** The interview plan (`/e/:id/interviews`): one's own of today first with their notes, then the plan day by day. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Evaluation, Interview } from '../../shared/domain/evaluation.ts';
import type { InterviewId } from '../../shared/domain/ids.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { dayOf, momentNow, timeWords, weekdayWords } from '../i18n/days.ts';
import { evidenceListText } from '../i18n/evidence.ts';
import { interviewFormText, interviewsText } from '../i18n/interviews.ts';
import { t } from '../i18n/language.ts';
import { Source } from '../sync/view.ts';
import { drawLates, latesOf, type LateNo } from './evaluation/evidence-given.ts';
import { byTime } from './evaluation/evidence-interview-order.ts';
import { seesTeam, writesTeam } from './evaluation/evidence-selectors.ts';
import { Part, type Names } from './evaluation/part.ts';
import type { Session } from './evaluation/session.ts';
import './interviews/form.ts';
import type { SamInterviewForm } from './interviews/form.ts';
import { notesOf } from './interviews/note-drafts.ts';
import './interviews/row.ts';
import type { SamInterviewRow } from './interviews/row.ts';
import { mineOn, nextOf, planDays } from './interviews/selectors.ts';
import './interviews/interviews.css';

/** How long a line that moves takes its focus along, ms. */
const followMs = 1_000;

@customElement('sam-interviews-screen')
export class SamInterviewsScreen extends Part {
  @property({ attribute: false }) session!: Session;
  /** The minute it is here, as `2026-11-10T09:30`. */
  @property({ attribute: false }) now: () => string = momentNow;
  @state() private adding = false;
  /** Lines the reader has unfolded (true) or folded (false); else one's own of today are open. */
  @state() private unfolded: ReadonlyMap<InterviewId, boolean> = new Map();
  @state() private spoken = '';
  readonly #view = new ViewController<Evaluation | null>(this, new Source(null));
  readonly #names = new ViewController<Names>(this, new Source({}));
  readonly #lates = new ViewController<readonly LateNo[]>(this, new Source([]));
  /** The interview named in the address: unfolded, and brought into view once. */
  readonly #asked = location.hash.slice(1);
  #isShown = false;
  /** The line that was last given: another time moves it, and the focus must not be lost on the way. */
  #given: InterviewId | null = null;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#flush);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#flush);
    this.#flush();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('session')) return;
    this.#view.follow(this.session.view);
    this.#names.follow(this.session.names);
    this.#lates.follow(latesOf(this.session));
  }

  protected override updated() {
    if (this.#given !== null && document.activeElement === document.body) void this.#follow(this.#given);
    if (this.#isShown || this.#asked === '') return;
    const row = this.querySelector<HTMLElement>(`[id="${CSS.escape(this.#asked)}"]`);
    if (!row) return;
    this.#isShown = true;
    requestAnimationFrame(() => row.scrollIntoView({ block: 'start' }));
  }

  override render() {
    const evaluation = this.#view.value;
    const text = t(interviewsText);
    if (!evaluation) return this.#page(html`<p class="note" role="status">${text.joining}</p>`);
    const { me } = this.session;
    if (!seesTeam(evaluation, me))
      return this.#page(
        html`<p>${t(evidenceListText).notYours}</p>
          <p><a href="/e/${evaluation.id}">${t(evidenceListText).toEvaluation}</a></p>`,
      );
    if (!evaluation.teamSeen) return this.#page(html`<p class="note" role="status">${text.joining}</p>`);
    const writes = writesTeam(evaluation, me);
    const mine = writes ? mineOn(evaluation, me, dayOf(this.now())) : [];
    const days = planDays(evaluation, mine);
    const isEmpty = mine.length === 0 && days.length === 0;
    return this.#page(
      html`${evaluation.phase === 'published' ? html`<p class="note">${text.published}</p>` : nothing}
      ${drawLates(this.session, evaluation, this.#names.value)} ${this.adding && writes ? this.#form(evaluation) : nothing}
      ${isEmpty ? (this.adding ? nothing : this.#empty(writes)) : html`${writes ? this.#today(evaluation, mine) : nothing} ${this.#plan(evaluation, days, mine.length > 0)}`}
      ${this.#hidden(evaluation)}`,
      writes && !this.adding && !isEmpty,
    );
  }

  #page(content: TemplateResult, offersAdding = false) {
    const text = t(interviewsText);
    return html`<div class="page" @row-unfold=${this.#unfold} @interview-given=${this.#remember}>
        <header class="page-head">
          <h1 tabindex="-1">${text.title}</h1>
          ${offersAdding ? html`<button type="button" class="btn primary" @click=${this.#add}>${text.plan}</button>` : nothing}
        </header>
        ${content}
      </div>
      <p class="visually-hidden" role="status">${this.spoken}</p>`;
  }

  #empty(writes: boolean) {
    const text = t(interviewsText);
    return html`<div class="nothing stack">
      <h2>${text.emptyTitle}</h2>
      <p>${writes ? text.empty : text.emptyReader}</p>
      ${writes ? html`<p><button type="button" class="btn primary" @click=${this.#add}>${text.plan}</button></p>` : nothing}
    </div>`;
  }

  #today(evaluation: Evaluation, mine: readonly Interview[]) {
    const text = t(interviewsText);
    if (mine.length > 0)
      return html`<section class="today" aria-labelledby="mine-today">
        <h2 id="mine-today">${text.mineToday}</h2>
        ${this.#rows(evaluation, mine, true)}
      </section>`;
    const next = nextOf(evaluation, this.session.me, this.now());
    const when = next?.when && `${weekdayWords(dayOf(next.when), this.now())} ${timeWords(next.when)}`;
    return html`<p class="lede">${text.noneToday}${next && when ? ` ${text.next(when, next.role)}` : nothing}</p>`;
  }

  #plan(evaluation: Evaluation, days: ReturnType<typeof planDays>, isRest: boolean) {
    const text = t(interviewsText);
    if (days.length === 0) return nothing;
    const today = dayOf(this.now());
    return html`<section aria-labelledby="plan">
      <h2 id="plan" class="plan">${isRest ? text.rest : text.allPlanned}</h2>
      ${days.map(
        ({ day, lines }) =>
          html`<h3>
              ${day === null ? text.open : weekdayWords(day, today)}${day === today ? html` <span class="soft">${text.today}</span>` : nothing}
            </h3>
            ${this.#rows(evaluation, lines, false)}`,
      )}
    </section>`;
  }

  #rows(evaluation: Evaluation, lines: readonly Interview[], open: boolean) {
    return html`<ul role="list" class="list plan-list">
      ${repeat(
        lines,
        ({ id }) => id,
        (line) =>
          html`<li>
            <sam-interview-row
              id=${line.id}
              ?open=${this.unfolded.get(line.id) ?? (open || line.id === this.#asked)}
              .session=${this.session}
              .evaluation=${evaluation}
              .names=${this.#names.value}
              .line=${line}
            ></sam-interview-row>
          </li>`,
      )}
    </ul>`;
  }

  #hidden(evaluation: Evaluation) {
    const hidden = byTime(evaluation).filter((line) => line.hidden);
    if (hidden.length === 0) return nothing;
    return html`<details class="hidden-ones" ?open=${hidden.some(({ id }) => id === this.#asked)}>
      <summary>${t(interviewsText).hidden(hidden.length)}</summary>
      ${this.#rows(evaluation, hidden, false)}
    </details>`;
  }

  #form(evaluation: Evaluation) {
    return html`<section class="new" aria-labelledby="new-interview">
      <h2 id="new-interview">${t(interviewFormText).titleNew}</h2>
      <sam-interview-form
        .session=${this.session}
        .evaluation=${evaluation}
        .names=${this.#names.value}
        @interview-saved=${this.#saved}
        @interview-left=${this.#left}
      ></sam-interview-form>
    </section>`;
  }

  async #add() {
    this.adding = true;
    await this.updateComplete;
    const form = this.querySelector<SamInterviewForm>('.new sam-interview-form');
    await form?.updateComplete;
    form?.focusFirst();
  }

  #unfold({ detail: { interview, open } }: HTMLElementEventMap['row-unfold']) {
    this.unfolded = new Map(this.unfolded).set(interview, open);
  }

  #remember({ detail: { id } }: HTMLElementEventMap['interview-given']) {
    this.#given = id;
    // Later on a focus that is nowhere is the reader's own doing.
    setTimeout(() => (this.#given = null), followMs);
  }

  async #saved({ detail: { id, more } }: HTMLElementEventMap['interview-saved']) {
    if (more) return;
    this.adding = false;
    this.spoken = t(interviewFormText).added(this.session.view.get()?.interviews[id]?.role ?? '');
    await this.updateComplete;
    this.#land(id);
  }

  async #left() {
    this.adding = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.page-head .btn, .nothing .btn')?.focus();
  }

  async #follow(id: InterviewId) {
    this.#given = null;
    await this.querySelector<SamInterviewRow>(`[id="${CSS.escape(id)}"]`)?.updateComplete;
    this.#land(id);
  }

  /** At the line; at the heading where it can't be seen. */
  #land(id: InterviewId) {
    const row = this.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  readonly #flush = () => notesOf(this.session).flushAll();
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-interviews-screen': SamInterviewsScreen;
  }
}
