/**
 * One piece of evidence in full, over the page: what the number in a text, a finding or a ballot stands for.
 * @event dialog-close - the reader has closed it
 */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { EvidenceId, MemberId } from '../../../shared/domain/ids.ts';
import { commonText } from '../../i18n/common.ts';
import { evidenceText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import '../../ui/sam-dialog.ts';
import { drawAbout, drawBody } from './evidence-full.ts';
import { kindWord } from './evidence-label.ts';
import { usesOf } from './evidence-selectors.ts';
import { Part, type Names } from './part.ts';

@customElement('sam-evidence-peek')
export class SamEvidencePeek extends Part {
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) names: Names = {};
  @property({ attribute: false }) me!: MemberId;
  /** null: closed. */
  @property({ attribute: false }) evidence: EvidenceId | null = null;

  override render() {
    const piece = this.evidence === null ? undefined : this.evaluation.evidence[this.evidence];
    const text = t(evidenceText);
    return html`<sam-dialog
      ?open=${this.evidence !== null}
      heading=${piece ? `[${piece.number}] ${kindWord(piece)}` : text.unknown}
      @dialog-close=${this.#closed}
    >
      ${
        piece
          ? html`<div class="stack">
              ${drawBody(this.evaluation, this.names, piece)}
              ${drawAbout(this.evaluation, this.names, piece, usesOf(this.evaluation, this.me).get(piece.id))}
            </div>`
          : nothing
      }
      <button slot="actions" type="button" class="btn" @click=${this.#close}>${t(commonText).close}</button>
      ${
        piece
          ? html`<a slot="actions" class="btn text" href="/e/${this.evaluation.id}/evidence#${piece.id}" @click=${this.#close}
              >${text.inList}</a
            >`
          : nothing
      }
    </sam-dialog>`;
  }

  #close() {
    this.evidence = null;
  }

  /** The dialog's own event stays inside it. */
  #closed() {
    this.evidence = null;
    this.dispatchEvent(new CustomEvent('dialog-close'));
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evidence-peek': SamEvidencePeek;
  }
}
