/** What a finding is, and what it is an example of: plus, arrow, ring; a star, a ringed star. The word is its name, or stands beside it. */
import { html, nothing, svg, type SVGTemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExampleTag, FindingKind } from '../../shared/domain/evaluation.ts';
import { findingWords } from '../i18n/findings.ts';
import { t } from '../i18n/language.ts';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';
import { markStyles } from './mark-styles.ts';

export type FindingMark = FindingKind | ExampleTag;

const drawings: Record<FindingMark, SVGTemplateResult> = {
  strength: svg`<path d="M8 2V14M2 8H14" stroke-width="2.2" />`,
  improvement: svg`<path d="M1.5 8H13.5M8.5 3L13.5 8L8.5 13" stroke-width="2.2" />`,
  observation: svg`<circle cx="8" cy="8" r="4.6" stroke-width="2" />`,
  good: svg`<path d="M8 1.5V14.5M1.5 8H14.5M3.4 3.4L12.6 12.6M12.6 3.4L3.4 12.6" />`,
  national: svg`<circle cx="8" cy="8" r="7" /><path d="M8 3.5V12.5M3.5 8H12.5M4.8 4.8L11.2 11.2M11.2 4.8L4.8 11.2" />`,
};

@customElement('sam-finding-mark')
export class SamFindingMark extends SamElement {
  static override styles = [reset, markStyles];
  @property() kind: FindingMark = 'observation';
  /** Whether the word stands beside the mark. */
  @property({ type: Boolean }) label = false;

  override render() {
    const word = t(findingWords)[this.kind];
    return html`<svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        role=${this.label ? 'presentation' : 'img'}
        aria-label=${this.label ? nothing : word}
      >
        ${drawings[this.kind]}
      </svg>
      ${this.label ? html`<span>${word}</span>` : nothing}`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-finding-mark': SamFindingMark;
  }
}
