/** Whether a section has text: dotted lines, lines, or lines with the bar of who signed it off. */
import { html, nothing, svg, type SVGTemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/language.ts';
import { sectionWords, type SectionMark } from '../i18n/marks.ts';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';
import { markStyles } from './mark-styles.ts';

const drawings: Record<SectionMark, SVGTemplateResult> = {
  missing: svg`<path d="M3 4H13M3 8H13M3 12H9" stroke-dasharray="1.5 2.5" />`,
  there: svg`<path d="M3 4H13M3 8H13M3 12H9" />`,
  'signed-off': svg`<path d="M5 4H14M5 8H14M5 12H11" /><rect x="0" y="1" width="3" height="14" fill="currentColor" stroke="none" />`,
};

@customElement('sam-section-mark')
export class SamSectionMark extends SamElement {
  static override styles = [reset, markStyles];
  @property() state: SectionMark = 'missing';
  @property({ type: Boolean }) label = false;

  override render() {
    const word = t(sectionWords)[this.state];
    return html`<svg
        width="14"
        height="16"
        viewBox="0 0 14 16"
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
    'sam-section-mark': SamSectionMark;
  }
}
