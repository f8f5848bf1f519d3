/** The phases in a line with the present one underlined. */
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { phaseNames, type Phase } from '../../shared/domain/phases.ts';
import { t } from '../i18n/language.ts';
import { phaseWords } from '../i18n/marks.ts';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';

@customElement('sam-phases')
export class SamPhases extends SamElement {
  static override styles = [
    reset,
    css`
      ol {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        row-gap: var(--s-4);
        color: var(--ink-3);
        font: 400 var(--t-13) / 1.4 var(--ui);
      }
      li {
        padding-block: 1px 2px;
      }
      li:not(:last-child)::after {
        content: '–' / '';
        margin-inline: 5px;
        color: var(--ink-3);
        font-weight: 400;
      }
      span {
        padding-block-end: 2px;
      }
      [aria-current] span {
        border-block-end: 2px solid var(--accent);
        color: var(--ink);
        font-weight: 600;
      }
    `,
  ];
  @property() phase: Phase = 'planning';

  override render() {
    return html`<ol role="list" aria-label=${t(phaseWords).line}>
      ${phaseNames.map((phase) => html`<li aria-current=${phase === this.phase ? 'step' : nothing}><span>${t(phaseWords)[phase]}</span></li>`)}
    </ol>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-phases': SamPhases;
  }
}
