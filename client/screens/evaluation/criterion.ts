/**
 * One criterion: what it is, then what its state and the reader's part in it call for. The text follows below. The parts of
 * a record and of leads are fetched by the screen: until they are here their elements are empty.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { isAsked } from '../../../shared/domain/decide/consensus.ts';
import { activeMembers, currentRound, hasConflict } from '../../../shared/domain/evaluation.ts';
import { mayOpen } from '../../../shared/domain/audiences.ts';
import { may } from '../../../shared/domain/permissions.ts';
import { ballotPhases, hasScoringBegun, recordPhases, roundPhases } from '../../../shared/domain/phases.ts';
import { ViewController } from '../../controllers/view-controller.ts';
import { ballotText, criterionText } from '../../i18n/evaluation-ballot.ts';
import { conflictText } from '../../i18n/evaluation.ts';
import { consensusText } from '../../i18n/evaluation-record.ts';
import { t } from '../../i18n/language.ts';
import { confidenceWords } from '../../i18n/marks.ts';
import { Source } from '../../sync/view.ts';
import { draftsOf } from './ballot-drafts.ts';
import './ballot-form.ts';
import { drawKeptBallot } from './ballot-refused.ts';
import './conflicts.ts';
import { drawCount } from './counts.ts';
import './evidence-criterion.ts';
import './evidence-links.ts';
import './levels.ts';
import { CriterionPart } from './part.ts';
import { sectionPath } from './places.ts';
import { isLead, memberOf, ownBallot } from './selectors.ts';
import type { SectionId } from '../../../shared/domain/ids.ts';
import './criterion.css';

@customElement('sam-criterion')
export class SamCriterion extends CriterionPart {
  readonly #drafts = new ViewController(this, new Source(0));

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session')) this.#drafts.follow(draftsOf(this.session).changes);
  }

  override render() {
    const { area, criterion } = this.place;
    return html`<header class="page-head">
        <div>
          <p class="eyebrow">
            <a class="quiet" href=${sectionPath(this.evaluation.id, area.id as string as SectionId)}>${area.code} ${area.name}</a>
          </p>
          <h1 tabindex="-1">${criterion.code} ${criterion.name}</h1>
        </div>
        <p class="soft max">${t(criterionText).max(criterion.maxPoints)}</p>
      </header>
      ${this.#questions()} ${drawKeptBallot(this.session, this.evaluation, this.names, this.criterion)} ${this.#state()}
      <sam-criterion-evidence
        .session=${this.session}
        .evaluation=${this.evaluation}
        .names=${this.names}
        .criterion=${this.criterion}
      ></sam-criterion-evidence>`;
  }

  #questions() {
    const { questions = [] } = this.place.criterion;
    if (questions.length === 0) return nothing;
    return html`<details class="questions">
      <summary>${t(criterionText).questions}</summary>
      <ol lang=${this.evaluation.instrument.language}>
        ${questions.map((question) => html`<li>${question}</li>`)}
      </ol>
    </details>`;
  }

  #state(): TemplateResult {
    switch (this.place.facts.state) {
      case 'open':
        return this.#open();
      case 'closed':
        return this.#closed();
      case 'revealed':
        return html`${this.#record()}${this.#toAgree()}`;
      case 'agreed':
      case 'locked':
        return html`${this.#record()}${this.#part('sam-agreement')}`;
    }
  }

  #open() {
    const { area, facts } = this.place;
    const { phase } = this.evaluation;
    const member = memberOf(this.evaluation, this.me);
    const conflict = member !== null && hasConflict(member, area.id);
    const ballots = ballotPhases.includes(phase);
    const scores = ballots && !conflict && isAsked(this.evaluation, area.id, this.me) && member?.conflicts !== null;
    return html`${
      scores
        ? html`<sam-ballot-form
            .session=${this.session}
            .evaluation=${this.evaluation}
            .names=${this.names}
            .criterion=${this.criterion}
          ></sam-ballot-form>`
        : html`<div class="part">${this.#why(conflict, ballots)} ${ballots ? drawCount(this.evaluation, area, facts) : nothing}</div>`
    }
    ${this.#acts()} ${scores ? nothing : this.#levels()}`;
  }

  #levels() {
    return html`<sam-levels
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .criterion=${this.criterion}
    ></sam-levels>`;
  }

  /** Why there is no form for a ballot here. */
  #why(conflict: boolean, ballots: boolean) {
    const { area } = this.place;
    if (conflict) return html`<p>${t(conflictText).here(area.code)}</p>`;
    if (!ballots) return html`<p class="note">${hasScoringBegun(this.evaluation.phase) ? t(criterionText).over : this.#later()}</p>`;
    if (memberOf(this.evaluation, this.me)?.scores)
      return html`<p>${t(conflictText).first}</p>
        <sam-own-conflicts .session=${this.session} .evaluation=${this.evaluation} .names=${this.names}></sam-own-conflicts>`;
    return html`<p class="note">${t(criterionText).reader}</p>`;
  }

  /** Asks only those for text and levels who may write them. */
  #later(): string {
    const role = memberOf(this.evaluation, this.me)?.role ?? 'observer';
    const text = t(criterionText);
    return may(role, 'text.write') && may(role, 'levels.write') ? text.later : text.laterReader;
  }

  #closed() {
    const { area, criterion, facts } = this.place;
    const text = t(ballotText);
    const asked = isAsked(this.evaluation, area.id, this.me);
    const ballot = ownBallot(this.evaluation, this.me, criterion.id);
    const member = memberOf(this.evaluation, this.me);
    const conflict = member !== null && hasConflict(member, area.id);
    const was = !ballot ? text.wasNone : ballot.points === null ? text.wasAbstained : text.was(ballot.points, criterion.maxPoints);
    const sure = ballot?.confidence ? `, ${t(confidenceWords)[ballot.confidence].toLowerCase()}` : '';
    return html`<div class="part">
        <div class="section-head">
          <p class="strong">${text.closed}</p>
          ${drawCount(this.evaluation, area, facts)}
        </div>
        ${conflict ? html`<p>${t(conflictText).here(area.code)}</p>` : nothing} ${asked ? html`<p>${was}${sure}</p>` : nothing}
        ${ballot?.reason ? html`<p class="serif" lang=${this.evaluation.instrument.language}>${ballot.reason}</p>` : nothing}
        <sam-evidence-links
          .evaluation=${this.evaluation}
          .names=${this.names}
          .me=${this.me}
          .evidence=${ballot?.evidence ?? []}
        ></sam-evidence-links>
      </div>
      ${this.#acts()} ${this.#levels()}`;
  }

  /** The revealed ballots, or why they are not here. */
  #record() {
    const { area, facts } = this.place;
    const member = memberOf(this.evaluation, this.me);
    const conflict = member !== null && hasConflict(member, area.id);
    if (!member || !mayOpen(this.evaluation, member, { kind: 'ballots', area: area.id }))
      return html`<div class="part"><p>${conflict ? t(conflictText).here(area.code) : t(criterionText).hidden}</p></div>`;
    if (!facts.whole) return html`<div class="part"><p class="note" role="status">${t(criterionText).coming}</p></div>`;
    return html`<sam-round-record
      .evaluation=${this.evaluation}
      .names=${this.names}
      .me=${this.me}
      .criterion=${this.criterion}
    ></sam-round-record>`;
  }

  #toAgree() {
    const { area } = this.place;
    const text = t(consensusText);
    const leads = activeMembers(this.evaluation).filter((each) => each.role === 'lead' && !hasConflict(each, area.id));
    const mayAgree = leads.some((each) => each.id === this.me) && recordPhases.includes(this.evaluation.phase);
    return html`<section class="agreement" aria-labelledby="to-agree">
      <div class="section-head"><h2 id="to-agree">${text.title}</h2></div>
      ${mayAgree ? this.#part('sam-consensus-form') : html`<p class="soft">${text.waits(this.namesOf(leads.map(({ id }) => id)))}</p>`}
      ${this.#acts()}
    </section>`;
  }

  #acts() {
    // Nothing rather than an empty part between two lines.
    if (!isLead(this.evaluation, this.me) || !roundPhases.includes(this.evaluation.phase)) return nothing;
    return html`<sam-round-acts
      data-round=${currentRound(this.place.facts).number}
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .criterion=${this.criterion}
    ></sam-round-acts>`;
  }

  #part(tag: 'sam-agreement' | 'sam-consensus-form') {
    return tag === 'sam-agreement'
      ? html`<sam-agreement
          .session=${this.session}
          .evaluation=${this.evaluation}
          .names=${this.names}
          .criterion=${this.criterion}
        ></sam-agreement>`
      : html`<sam-consensus-form
          .session=${this.session}
          .evaluation=${this.evaluation}
          .names=${this.names}
          .criterion=${this.criterion}
        ></sam-consensus-form>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-criterion': SamCriterion;
  }
}
