/** An area: its name, where its criteria stand and what they add up to. Its text follows below. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { agreedPoints as agreedOf, areaTotals, isWhole } from '../../../shared/domain/points.ts';
import { agreedPoints, hasConflict } from '../../../shared/domain/evaluation.ts';
import type { Area } from '../../../shared/domain/instrument.ts';
import { criterionText } from '../../i18n/evaluation-ballot.ts';
import { conflictText } from '../../i18n/evaluation.ts';
import { sectionText } from '../../i18n/evaluation-text.ts';
import { t } from '../../i18n/language.ts';
import '../../ui/sam-criterion-mark.ts';
import { EvaluationPart } from './part.ts';
import { sectionOf, sectionPath } from './places.ts';
import { factsOf, markOf, memberOf } from './selectors.ts';
import './area.css';

@customElement('sam-area')
export class SamArea extends EvaluationPart {
  @property({ attribute: false }) area!: Area;

  override render() {
    const member = memberOf(this.evaluation, this.me);
    return html`<header class="page-head">
        <h1 tabindex="-1">${this.area.code} ${this.area.name}</h1>
        <p class="soft max">${t(criterionText).max(this.area.maxPoints)}</p>
      </header>
      ${member && hasConflict(member, this.area.id) ? html`<p class="note">${t(conflictText).here(this.area.code)}</p>` : nothing}
      <section aria-labelledby="area-criteria">
        <div class="section-head">
          <h2 id="area-criteria">${t(sectionText).criteria}</h2>
          <p class="push small soft">${this.#sum()}</p>
        </div>
        <ul role="list" class="list">
          ${this.area.criteria.map(({ id, code, name, maxPoints }) => {
            const points = agreedPoints(factsOf(this.evaluation, id));
            return html`<li>
              <a class="quiet" href=${sectionPath(this.evaluation.id, sectionOf(id))}><span class="faint">${code}</span> ${name}</a>
              <sam-criterion-mark label state=${markOf(this.evaluation, this.me, id)}></sam-criterion-mark>
              <span class="num"
                >${points === null ? nothing : html`<b>${points}</b> `}<span class="soft">${t(sectionText).ofMax(maxPoints)}</span></span
              >
            </li>`;
          })}
        </ul>
      </section>
      <sam-sign-off-area
        .session=${this.session}
        .evaluation=${this.evaluation}
        .names=${this.names}
        .area=${this.area}
      ></sam-sign-off-area>`;
  }

  #sum(): string {
    const sum = areaTotals(this.evaluation.instrument, agreedOf(this.evaluation)).find(({ area }) => area === this.area.id);
    if (!sum) return '';
    const text = t(sectionText);
    return isWhole(sum) && sum.points !== null ? text.sum(sum.points, sum.max) : text.sumPartly(sum.agreed, sum.criteria);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-area': SamArea;
  }
}
