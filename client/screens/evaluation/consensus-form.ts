/** What the lead records as agreed: points, empty until typed, and one sentence. Outside the ballots' range it asks a second time. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { consensusVersion, rangeOf } from '../../../shared/domain/decide/consensus.ts';
import { stepOf } from '../../../shared/domain/evaluation.ts';
import type { CriterionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { actText } from '../../i18n/evaluation-lead.ts';
import { consensusText } from '../../i18n/evaluation-record.ts';
import { t } from '../../i18n/language.ts';
import { scaleText } from '../../i18n/ui.ts';
import { readTyped } from '../../ui/scale.ts';
import { CriterionPart } from './part.ts';
import { refusalSentence } from './refused.ts';
import './consensus-form.css';

type Draft = {
  readonly points: string;
  readonly reason: string;
  /** Version of the agreement before it, when the typing began. */ readonly base: number;
};
/** Unfinished agreements of each session: to look something up at another criterion must not cost what was typed. */
const unfinished = new WeakMap<object, Map<CriterionId, Draft>>();

@customElement('sam-consensus-form')
export class SamConsensusForm extends CriterionPart {
  @state() private draft: Draft = { points: '', reason: '', base: 0 };
  /** The sentence that asks whether points outside the range are meant. */
  @state() private doubt: string | null = null;
  @state() private fault: { readonly field: 'points' | 'reason' | null; readonly sentence: string } | null = null;
  @state() private busy = false;
  @query('input') private pointsField!: HTMLInputElement;
  @query('textarea') private reasonField!: HTMLTextAreaElement;
  @query('.doubt .btn') private confirm!: HTMLElement | null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('criterion') && !changed.has('session')) return;
    this.draft = this.#drafts.get(this.criterion) ?? { points: '', reason: '', base: consensusVersion(this.place.facts) };
    this.doubt = null;
    this.fault = null;
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('doubt') && this.doubt !== null) this.confirm?.focus();
  }

  override render() {
    const { criterion, facts } = this.place;
    const text = t(consensusText);
    const fault = this.#pointsFault() ?? (this.fault?.field === 'points' ? this.fault.sentence : null);
    return html`<form class="consensus" @submit=${this.#submit} aria-label=${text.title}>
      ${facts.consensus ? html`<p class="note">${text.before(facts.consensus.points, facts.consensus.reason)}</p>` : nothing}
      <label class="field points"
        ><span class="label">${text.points}</span>
        <input
          class="in"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          .value=${this.draft.points}
          aria-invalid=${fault ? 'true' : nothing}
          aria-describedby="consensus-fault"
          @input=${() => this.#edit({ points: this.pointsField.value })}
        /><span class="soft">${text.ofMax(criterion.maxPoints)}</span>
      </label>
      <label class="field"
        ><span class="label">${text.reason}</span
        ><textarea
          class="in serif"
          rows="2"
          maxlength=${limits.reasonChars}
          lang=${this.evaluation.instrument.language}
          .value=${this.draft.reason}
          aria-invalid=${this.fault?.field === 'reason' ? 'true' : nothing}
          aria-describedby="consensus-fault"
          @input=${() => this.#edit({ reason: this.reasonField.value })}
        ></textarea>
      </label>
      <p id="consensus-fault" class="fault" role="alert" ?hidden=${!fault && !this.fault}>${fault ?? this.fault?.sentence}</p>
      ${this.doubt === null ? this.#agree() : this.#askAgain(this.doubt)}
    </form>`;
  }

  #agree() {
    return html`<div class="row">
      <button class="btn primary" aria-disabled=${this.busy ? 'true' : nothing}>${t(consensusText).agree}</button>
      ${this.busy ? html`<span class="note" role="status">${t(actText).waiting}</span>` : nothing}
    </div>`;
  }

  #askAgain(doubt: string) {
    const text = t(consensusText);
    return html`<div class="doubt" role="group" aria-label=${doubt}>
      <p role="alert">${doubt}</p>
      <div class="row">
        <button type="button" class="btn primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.#send(true)}>
          ${text.outsideVerb(Number(this.draft.points))}
        </button>
        <button type="button" class="btn text" @click=${this.#doubtAccepted}>${text.back}</button>
      </div>
    </div>`;
  }

  get #drafts(): Map<CriterionId, Draft> {
    let drafts = unfinished.get(this.session);
    if (!drafts) unfinished.set(this.session, (drafts = new Map()));
    return drafts;
  }

  #edit(change: Partial<Draft>) {
    const begins = this.draft.points === '' && this.draft.reason === '';
    const base = begins ? consensusVersion(this.place.facts) : this.draft.base;
    this.draft = { ...this.draft, base, ...change };
    this.#drafts.set(this.criterion, this.draft);
    this.fault = null;
    this.doubt = null;
  }

  /** What is wrong with the points as they stand, while they are typed. */
  #pointsFault(): string | null {
    const { criterion } = this.place;
    const step = stepOf(this.evaluation.instrument, criterion);
    const typed = readTyped(this.draft.points, criterion.maxPoints, step);
    if ('points' in typed) return null;
    const text = t(scaleText);
    const shown = this.draft.points.trim();
    if (typed.fault === 'range') return text.outOfRange(criterion.maxPoints, shown);
    return typed.fault === 'step' ? text.offStep(step, shown) : text.notWhole(criterion.maxPoints, shown);
  }

  #submit(event: Event) {
    event.preventDefault();
    if (this.busy || this.doubt !== null) return;
    const text = t(consensusText);
    if (this.#pointsFault() !== null) return this.pointsField.focus();
    if (this.draft.points.trim() === '') {
      this.fault = { field: 'points', sentence: text.needPoints };
      return this.pointsField.focus();
    }
    if (this.draft.reason.trim() === '') {
      this.fault = { field: 'reason', sentence: text.needReason };
      return this.reasonField.focus();
    }
    void this.#send(false);
  }

  /** First as it is; what lies outside the range comes back as a question, from here or from the server. */
  async #send(outside: boolean) {
    if (this.busy) return;
    const { criterion, draft } = this;
    const points = Number(draft.points);
    const range = rangeOf(this.place.facts);
    if (!outside && this.place.facts.whole && (range === null || points < range.low || points > range.high)) {
      this.#ask(range?.low ?? null, range?.high ?? null, points);
      return;
    }
    this.busy = true;
    const command = { type: 'consensus.agree' as const, criterion, points, reason: draft.reason.trim(), ...(outside ? { outside } : {}) };
    const outcome = await this.session.run(command, { base: draft.base });
    this.busy = false;
    if (outcome.ok) return void this.#drafts.delete(criterion);
    if (criterion !== this.criterion) return;
    const { code, facts } = outcome.refusal;
    if (code === 'consensus/outside-range') return this.#ask(numberOrNull(facts['low']), numberOrNull(facts['high']), points);
    this.doubt = null;
    this.fault = { field: null, sentence: refusalSentence(outcome.refusal, this.evaluation, this.names) };
    // Whoever reads the refusal has seen what stands there now: the next try builds on it.
    if (code === 'thing/stale') this.draft = { ...draft, base: consensusVersion(this.place.facts) };
  }

  #ask(low: number | null, high: number | null, points: number) {
    const text = t(consensusText);
    this.doubt = low === null || high === null ? text.outsideNone(points) : text.outside(low, high, points);
  }

  #doubtAccepted() {
    this.doubt = null;
    this.pointsField.focus();
  }
}

function numberOrNull(fact: unknown): number | null {
  return typeof fact === 'number' ? fact : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-consensus-form': SamConsensusForm;
  }
}
