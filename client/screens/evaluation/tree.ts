/** The way through an evaluation: the summary, the areas, and the criteria of those that are unfolded, each with its marks. */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { summarySection, type AreaId, type CriterionId, type MemberId, type SectionId } from '../../../shared/domain/ids.ts';
import type { Area, Criterion } from '../../../shared/domain/instrument.ts';
import { hasScoringBegun } from '../../../shared/domain/phases.ts';
import { treeText } from '../../i18n/evaluation.ts';
import { t } from '../../i18n/language.ts';
import '../../ui/sam-criterion-mark.ts';
import '../../ui/sam-section-mark.ts';
import { Part } from './part.ts';
import { sectionOf, sectionPath } from './places.ts';
import { markOf, measureOf, memberOf, progressOf, type AreaProgress } from './selectors.ts';
import './tree.css';

let count = 0;

@customElement('sam-evaluation-tree')
export class SamEvaluationTree extends Part {
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) me!: MemberId;
  @property({ attribute: false }) current: SectionId | null = null;
  /** Sections known to have words, or known to have none; of the others nothing is shown. */
  @property({ attribute: false }) written: ReadonlyMap<SectionId, boolean> = new Map();
  /** Areas the reader has folded (false) or unfolded (true); else the one they are in is open. */
  @state() private folds: ReadonlyMap<AreaId, boolean> = new Map();
  readonly #id = `tree-${(count += 1)}`;

  override render() {
    const { instrument } = this.evaluation;
    const measure = measureOf(this.evaluation, this.me);
    const { areas } = progressOf(this.evaluation, this.me, measure);
    return html`<nav aria-label=${t(treeText).tree}>
      <ul role="list">
        <li class="area">
          <div class="head">
            <a href=${sectionPath(this.evaluation.id, summarySection)} aria-current=${this.current === summarySection ? 'page' : nothing}>
              <span></span><span>${t(treeText).summary}</span>
            </a>
            ${this.#textMark(summarySection)}
          </div>
        </li>
        ${instrument.areas.map((area, at) => this.#area(area, areas[at]))}
      </ul>
    </nav>`;
  }

  #area(area: Area, progress: AreaProgress | undefined) {
    const section = area.id as string as SectionId;
    const holdsCurrent = this.current === section || area.criteria.some(({ id }) => sectionOf(id) === this.current);
    const unfolded = this.folds.get(area.id) ?? holdsCurrent;
    const text = t(treeText);
    const count = this.#count(progress);
    const said = (unfolded ? text.fold : text.unfold)(area.code, count);
    return html`<li class="area ${unfolded ? 'unfolded' : ''}">
      <div class="head">
        <a href=${sectionPath(this.evaluation.id, section)} aria-current=${this.current === section ? 'page' : nothing}>
          <span class="code">${area.code}</span><span>${area.name}</span>
        </a>
        <button
          type="button"
          aria-expanded=${unfolded ? 'true' : 'false'}
          aria-controls="${this.#id}-${area.id}"
          aria-label=${said}
          title=${said}
          @click=${() => (this.folds = new Map(this.folds).set(area.id, !unfolded))}
        >
          ${count}
        </button>
      </div>
      <ul role="list" id="${this.#id}-${area.id}" ?hidden=${!unfolded}>
        ${area.criteria.map((criterion) => this.#criterion(criterion))}
      </ul>
    </li>`;
  }

  /** Nothing is counted before there is scoring; a conflict is said from the start. */
  #count(progress: AreaProgress | undefined): string {
    const text = t(treeText);
    if (!progress || progress.conflict) return progress ? text.conflictShort : '';
    return hasScoringBegun(this.evaluation.phase) ? text.doneOf(progress.done, progress.of) : '';
  }

  #criterion({ id, code, name }: Criterion) {
    const section = sectionOf(id);
    return html`<li>
      <a class="criterion" href=${sectionPath(this.evaluation.id, section)} aria-current=${section === this.current ? 'page' : nothing}>
        ${this.#mark(id)}<span class="code">${code}</span><span>${name}</span>${this.#textMark(section)}
      </a>
    </li>`;
  }

  /** To somebody who does not score an open criterion is open: none of theirs is missing. */
  #mark(id: CriterionId) {
    const mark = markOf(this.evaluation, this.me, id);
    if (mark !== 'open-missing' || memberOf(this.evaluation, this.me)?.scores)
      return html`<sam-criterion-mark state=${mark}></sam-criterion-mark>`;
    return html`<span
      ><sam-criterion-mark aria-hidden="true" state=${mark}></sam-criterion-mark
      ><span class="visually-hidden">${t(treeText).open}</span></span
    >`;
  }

  #textMark(section: SectionId) {
    if (this.evaluation.sections[section]?.state === 'signedOff') return html`<sam-section-mark state="signed-off"></sam-section-mark>`;
    const written = this.written.get(section);
    if (written === undefined) return html`<span></span>`;
    return html`<sam-section-mark state=${written ? 'there' : 'missing'}></sam-section-mark>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evaluation-tree': SamEvaluationTree;
  }
}
