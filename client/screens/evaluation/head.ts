/** Above the tree: how much is done and what waits for this member first, in one number and one sentence. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { criteriaOf } from '../../../shared/domain/evaluation.ts';
import type { CriterionId } from '../../../shared/domain/ids.ts';
import { hasScoringBegun } from '../../../shared/domain/phases.ts';
import { list } from '../../i18n/format.ts';
import { headText } from '../../i18n/evaluation.ts';
import { t } from '../../i18n/language.ts';
import { phaseWords } from '../../i18n/marks.ts';
import '../../ui/sam-ruler.ts';
import './conflicts.ts';
import { EvaluationPart } from './part.ts';
import { sectionOf, sectionPath } from './places.ts';
import { factsOf, measureOf, memberOf, nextWithoutBallot, placeOf, progressOf, strokesOf, whatWaits } from './selectors.ts';
import './head.css';

/** Stands are named one by one up to here; more would be a list, not a sentence. */
const mostNamed = 3;

@customElement('sam-evaluation-head')
export class SamEvaluationHead extends EvaluationPart {
  /** Where one is: the next one is looked for after it. */
  @property({ attribute: false }) current: CriterionId | null = null;

  override render() {
    const { phase } = this.evaluation;
    if (!hasScoringBegun(phase)) return this.#before();
    return measureOf(this.evaluation, this.me) === 'ballots' ? this.#ballots() : this.#agreed();
  }

  #before() {
    const text = t(headText);
    const waiting = whatWaits(this.evaluation, this.me);
    const undeclared = waiting.find((each) => each.kind === 'undeclared');
    const others = undeclared?.members.filter((each) => each !== this.me) ?? [];
    return html`${
      waiting[0]?.kind === 'declare'
        ? html`<h2 class="small soft">${text.first}</h2>
            ${this.#conflicts()}`
        : html`<h2 class="small soft">${t(phaseWords)[this.evaluation.phase]}</h2>
            <p class="figure">${text.gathering}</p>
            <p class="small soft">${text.scoresLater}</p>
            ${this.#conflicts()}`
    }
    ${others.length > 0 ? html`<p class="small soft">${text.undeclared(this.namesOf(others), others.length > 1)}</p>` : nothing}`;
  }

  #conflicts() {
    return memberOf(this.evaluation, this.me)?.scores
      ? html`<sam-own-conflicts .session=${this.session} .evaluation=${this.evaluation} .names=${this.names}></sam-own-conflicts>`
      : nothing;
  }

  #ballots() {
    const text = t(headText);
    const { done, of } = progressOf(this.evaluation, this.me, 'ballots');
    const undeclared = memberOf(this.evaluation, this.me)?.conflicts === null;
    return html`<h2 class="small soft">${text.ballots}</h2>
      <p class="figure">
        ${done === of ? text.allDone : html`${text.left(of - done)} <span class="small soft">· ${text.done(done, of)}</span>`}
      </p>
      <sam-ruler quiet .groups=${strokesOf(this.evaluation, this.me, 'ballots')} .label=${text.done(done, of)}></sam-ruler>
      ${undeclared ? this.#conflicts() : this.#next()}`;
  }

  #agreed() {
    const text = t(headText);
    const { done, of } = progressOf(this.evaluation, this.me, 'agreed');
    const locked = criteriaOf(this.evaluation.instrument).filter(({ id }) => factsOf(this.evaluation, id).state === 'locked').length;
    const stands = whatWaits(this.evaluation, this.me).find((each) => each.kind === 'stands');
    return html`<h2 class="small soft">${text.agreed}</h2>
      <p class="figure">${text.agreedOf(done, of)} <span class="small soft">· ${text.locked(locked)}</span></p>
      <sam-ruler quiet .groups=${strokesOf(this.evaluation, this.me, 'agreed')} .label=${text.agreedOf(done, of)}></sam-ruler>
      ${this.#next()} ${stands ? this.#stands(stands.criteria) : nothing}`;
  }

  #next() {
    const next = nextWithoutBallot(this.evaluation, this.me, this.current);
    if (!next) return nothing;
    const { code } = placeOf(this.evaluation, next).criterion;
    return html`<p class="small">
      <a data-next href=${sectionPath(this.evaluation.id, sectionOf(next))}>${t(headText).next(code)}</a> <kbd aria-hidden="true">N</kbd>
    </p>`;
  }

  #stands(criteria: readonly CriterionId[]) {
    const [first] = criteria;
    if (!first) return nothing;
    const codes = criteria.map((id) => placeOf(this.evaluation, id).criterion.code);
    const named = codes.length > mostNamed ? [...codes.slice(0, mostNamed), '…'].join(', ') : list(codes);
    return html`<p class="small"><a href=${sectionPath(this.evaluation.id, sectionOf(first))}>${t(headText).stands(named)}</a></p>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evaluation-head': SamEvaluationHead;
  }
}
