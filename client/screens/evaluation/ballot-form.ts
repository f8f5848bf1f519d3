/** One's own ballot: points on the scale, the reason, how sure one is. There is no button to save: what is settled goes out. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { currentRound, stepOf } from '../../../shared/domain/evaluation.ts';
import type { CriterionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { ViewController } from '../../controllers/view-controller.ts';
import { ballotText } from '../../i18n/evaluation-ballot.ts';
import { evidencePickText, evidenceText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import { Source } from '../../sync/view.ts';
import '../../ui/sam-confidence.ts';
import '../../ui/sam-points-scale.ts';
import './act.ts';
import { draftsOf, quiet, type Draft } from './ballot-drafts.ts';
import { drawRefusedBallot } from './ballot-refused.ts';
import { drawCount } from './counts.ts';
import { fetchPicker } from './evidence-fetch.ts';
import './evidence-links.ts';
import { seesTeam } from './evidence-selectors.ts';
import './levels.ts';
import { CriterionPart } from './part.ts';
import { refusalSentence, type Refused } from './refused.ts';
import { ownBallot } from './selectors.ts';
import './ballot-form.css';

@customElement('sam-ballot-form')
export class SamBallotForm extends CriterionPart {
  /** Whoever abstains sees the scale again only when they want to score after all. */
  @state() private scoring: CriterionId | null = null;
  @state() private picking = false;
  readonly #changes = new ViewController(this, new Source(0));

  /** Puts the reader where points are typed. */
  focusPoints() {
    this.querySelector('sam-points-scale')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session')) this.#changes.follow(draftsOf(this.session).changes);
    const left = changed.get('criterion');
    if (!left) return;
    draftsOf(this.session).flush(left);
    this.picking = false;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    draftsOf(this.session).flush(this.criterion);
  }

  override render() {
    const { area, criterion, facts } = this.place;
    const { number } = currentRound(facts);
    const text = t(ballotText);
    const ballot = ownBallot(this.evaluation, this.me, criterion.id);
    const abstains = ballot !== null && ballot.points === null && this.scoring !== criterion.id;
    return html`<section aria-labelledby="own-ballot" class="own" @focusout=${() => draftsOf(this.session).flush(this.criterion)}>
      <div class="section-head">
        <h2 id="own-ballot">${number === 1 ? text.own : text.ownRound(number)}</h2>
        <p class="small soft">${text.hidden}</p>
        ${drawCount(this.evaluation, area, facts)}
      </div>
      ${abstains ? this.#abstaining(ballot.reason) : this.#form()}
    </section>`;
  }

  #abstaining(reason: string) {
    const text = t(ballotText);
    return html`<p>${text.abstaining}</p>
      ${reason ? html`<p class="serif">${reason}</p>` : nothing}
      <div class="row">
        <button type="button" class="btn" @click=${() => (this.scoring = this.criterion)}>${text.score}</button>
        ${this.#withdraw()}
      </div>`;
  }

  #form() {
    const { criterion, facts } = this.place;
    const text = t(ballotText);
    const draft = draftsOf(this.session).shown(criterion.id);
    const before = facts.rounds.at(-2)?.ballots[this.me]?.points ?? null;
    return html`<sam-points-scale
        .points=${draft.points}
        .max=${criterion.maxPoints}
        .step=${stepOf(this.evaluation.instrument, criterion)}
        .levels=${facts.levels}
        .earlier=${before}
        .label=${text.ownOf(criterion.code)}
        @points-change=${(event: HTMLElementEventMap['points-change']) => this.#pointsChanged(event.detail)}
      ></sam-points-scale>
      <div class="words">
        <label class="field"
          ><span class="label">${text.reason}</span
          ><textarea
            class="in"
            rows="3"
            maxlength=${limits.reasonChars}
            lang=${this.evaluation.instrument.language}
            .value=${draft.reason}
            @input=${(event: InputEvent) => this.#edit({ reason: (event.target as HTMLTextAreaElement).value })}
          ></textarea>
        </label>
        <sam-confidence
          .confidence=${draft.confidence}
          @confidence-change=${(event: HTMLElementEventMap['confidence-change']) => this.#edit(event.detail)}
        ></sam-confidence>
      </div>
      ${seesTeam(this.evaluation, this.me) ? this.#evidence(draft) : nothing} ${this.#standing(draft)}
      <div class="row">${this.#abstain(draft)} ${this.#withdraw()} ${this.#levels()}</div>`;
  }

  /** What the points rest on: part of the draft, and nobody else's to see before the round is revealed. */
  #evidence({ evidence }: Draft) {
    const { criterion } = this.place;
    return html`<div class="rests">
      <span class="label">${t(evidenceText).title}</span>
      <sam-evidence-links
        removable
        .evaluation=${this.evaluation}
        .names=${this.names}
        .me=${this.me}
        .evidence=${evidence}
        @evidence-remove=${({ detail }: HTMLElementEventMap['evidence-remove']) =>
          this.#edit({ evidence: evidence.filter((id) => id !== detail.id) })}
      ></sam-evidence-links>
      <button type="button" class="btn text" aria-label=${t(evidencePickText).add} @click=${this.#pick}>
        ${t(evidencePickText).short}
      </button>
      <sam-evidence-picker
        ?open=${this.picking}
        .heading=${t(evidencePickText).heading(t(ballotText).ownOf(criterion.code).toLowerCase())}
        .session=${this.session}
        .evaluation=${this.evaluation}
        .names=${this.names}
        .criterion=${this.criterion}
        .selected=${evidence}
        @evidence-pick=${({ detail }: HTMLElementEventMap['evidence-pick']) => this.#edit({ evidence: detail.evidence })}
        @picker-close=${this.#closePicker}
      ></sam-evidence-picker>
    </div>`;
  }

  async #pick() {
    this.picking = true;
    // Not to be had: pressed again it is tried again.
    if (!(await fetchPicker())) this.picking = false;
  }

  #closePicker() {
    this.picking = false;
  }

  /** What became of the draft: not a ballot yet, or refused with what is on offer. */
  #standing(draft: Draft) {
    const drafts = draftsOf(this.session);
    const work = drafts.of(this.criterion);
    if (work?.refusal) return drawRefusedBallot(this.session, this.evaluation, this.names, this.criterion, work);
    if (draft.points !== null) return nothing;
    // Emptied, and not taken back yet: whoever looks at the counts finds them there.
    const points = ownBallot(this.evaluation, this.me, this.criterion)?.points ?? null;
    if (points !== null) return html`<p class="note">${t(ballotText).stillCounts(points)}</p>`;
    return html`<p class="note">${draft.reason ? t(ballotText).notYetKept : t(ballotText).notYet}</p>`;
  }

  #abstain(draft: Draft) {
    const text = t(ballotText);
    if (draft.points !== null) return nothing;
    return html`<sam-act
      .facts=${this.evaluation}
      quiet
      .label=${text.abstain}
      .verb=${text.abstainVerb}
      .note=${text.abstainNote}
      .act=${async () => {
        const refused = await draftsOf(this.session).abstain(this.criterion, draft.reason.trim());
        if (!refused) this.scoring = null;
        return this.#sentence(refused);
      }}
    ></sam-act>`;
  }

  #withdraw() {
    const text = t(ballotText);
    if (!ownBallot(this.evaluation, this.me, this.criterion)) return nothing;
    return html`<sam-act
      .facts=${this.evaluation}
      quiet
      .label=${text.withdraw}
      .verb=${text.withdrawVerb}
      .note=${text.withdrawNote}
      .act=${async () => this.#sentence(await draftsOf(this.session).withdraw(this.criterion))}
    ></sam-act>`;
  }

  /** The scale shows them; here they are changed. */
  #levels() {
    return html`<sam-levels
      shown
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .criterion=${this.criterion}
    ></sam-levels>`;
  }

  #sentence(refused: Refused | null): string | null {
    return refused && refusalSentence(refused, this.evaluation, this.names);
  }

  #pointsChanged({ points, settled }: { readonly points: number | null; readonly settled: boolean }) {
    // Emptied is often the way to another number: until the reader has left the field it has the time of words.
    this.#edit({ points }, settled ? quiet.points : quiet.words);
  }

  #edit(change: Partial<Draft>, afterMs: number = quiet.words) {
    draftsOf(this.session).edit(this.criterion, change, afterMs);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-ballot-form': SamBallotForm;
  }
}
