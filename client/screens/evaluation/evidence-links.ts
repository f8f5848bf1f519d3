/**
 * What something rests on, as numbers that open what they stand for.
 * @event evidence-remove {id} - taken away by its author (with `removable`)
 */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { EvidenceId, MemberId } from '../../../shared/domain/ids.ts';
import { evidenceText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import { kindWord, numbered } from './evidence-label.ts';
import './evidence-peek.ts';
import { Part, type Names } from './part.ts';
import './evidence-links.css';

@customElement('sam-evidence-links')
export class SamEvidenceLinks extends Part {
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) names: Names = {};
  @property({ attribute: false }) me!: MemberId;
  @property({ attribute: false }) evidence: readonly EvidenceId[] = [];
  /** Number and kind alone: for narrow columns. */
  @property({ type: Boolean }) short = false;
  @property({ type: Boolean }) removable = false;
  @state() private open: EvidenceId | null = null;

  override render() {
    if (this.evidence.length === 0 && this.open === null) return nothing;
    return html`<ul role="list" class="evidence-links" aria-label=${t(evidenceText).title}>
        ${this.evidence.map((id) => this.#link(id))}
      </ul>
      <sam-evidence-peek
        .evaluation=${this.evaluation}
        .names=${this.names}
        .me=${this.me}
        .evidence=${this.open}
        @dialog-close=${this.#close}
      ></sam-evidence-peek>`;
  }

  #show(id: EvidenceId | null) {
    this.open = id;
  }

  #close() {
    this.open = null;
  }

  #link(id: EvidenceId) {
    const piece = this.evaluation.evidence[id];
    const label = numbered(this.evaluation, id);
    const shown = this.short && piece ? `[${piece.number}] ${kindWord(piece)}` : label;
    return html`<li>
      <button
        type="button"
        class="btn text"
        aria-label=${shown === label ? nothing : label}
        title=${shown === label ? nothing : label}
        aria-disabled=${piece ? nothing : 'true'}
        @click=${() => this.#show(piece ? id : null)}
      >
        ${shown}
      </button>
      ${this.removable ? this.#remove(id, label) : nothing}
    </li>`;
  }

  #remove(id: EvidenceId, label: string) {
    const said = t(evidenceText).remove(label);
    return html`<button
      type="button"
      class="btn icon text"
      aria-label=${said}
      title=${said}
      @click=${() => this.tell('evidence-remove', { id })}
    >
      <svg width="10" height="10" viewBox="0 0 12 12" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
        <path d="M2 2L10 10M10 2L2 10" />
      </svg>
    </button>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evidence-links': SamEvidenceLinks;
  }
  interface HTMLElementEventMap {
    'evidence-remove': CustomEvent<{ readonly id: EvidenceId }>;
  }
}
