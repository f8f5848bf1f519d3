/** How far apart the ballots of a round are: mark, word, colour, in that order. Nothing at all where there is no band. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Band } from '../../shared/domain/agreement.ts';
import { t } from '../i18n/language.ts';
import { bandWords } from '../i18n/marks.ts';
import { reset } from '../styles/shared.ts';
import { bandMark } from './band-mark.ts';
import { SamElement } from './element.ts';
import { bandColours, markStyles } from './mark-styles.ts';

@customElement('sam-band')
export class SamBand extends SamElement {
  static override styles = [reset, markStyles, bandColours];
  @property() band: Band | null = null;
  /** Mark alone; the word stays as its name. For rows where most are green. */
  @property({ type: Boolean }) quiet = false;

  override render() {
    if (this.band === null) return nothing;
    const word = t(bandWords)[this.band];
    return html`<span class=${this.band}>${bandMark(this.band, this.quiet ? word : null)}</span>${
        this.quiet ? nothing : html`<span class=${this.band}>${word}</span>`
      }`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-band': SamBand;
  }
}
