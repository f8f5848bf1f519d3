/** Where a criterion stands, as a dot strip made small: one line from 0 to max, 24 × 16. Its word is its name, or stands beside it. */
import { html, nothing, svg, type SVGTemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/language.ts';
import { criterionWords, type CriterionMark } from '../i18n/marks.ts';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';
import { markStyles } from './mark-styles.ts';

const line = svg`<path d="M1 8H23" />`;
const bar = svg`<path d="M12 1V15" stroke-width="3.5" />`;
const dot = (x: number) => svg`<circle cx=${x} cy="8" r="3" fill="currentColor" stroke="none" />`;

const drawings: Record<CriterionMark, SVGTemplateResult> = {
  'open-missing': line,
  'open-cast': svg`${line}${dot(12)}`,
  closed: svg`<path d="M1 8H7M17 8H23" /><rect x="7" y="3" width="10" height="10" />`,
  revealed: svg`${line}${dot(5)}${dot(11)}${dot(19)}`,
  agreed: svg`${line}${bar}`,
  locked: svg`${line}${bar}<path d="M2 3V13M22 3V13" stroke-width="2" />`,
  conflict: svg`<path d="M1 8H7M17 8H23M8.5 4.5L15.5 11.5M15.5 4.5L8.5 11.5" />`,
};

@customElement('sam-criterion-mark')
export class SamCriterionMark extends SamElement {
  static override styles = [reset, markStyles];
  @property() state: CriterionMark = 'open-missing';
  /** Whether the word stands beside the mark. */
  @property({ type: Boolean }) label = false;

  override render() {
    const word = t(criterionWords)[this.state];
    return html`<svg
        width="24"
        height="16"
        viewBox="0 0 24 16"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        role=${this.label ? 'presentation' : 'img'}
        aria-label=${this.label ? nothing : word}
      >
        ${drawings[this.state]}
      </svg>
      ${this.label ? html`<span>${word}</span>` : nothing}`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-criterion-mark': SamCriterionMark;
  }
}
