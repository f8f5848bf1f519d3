/**
 * What the findings of a list rest on: one dialog to look at a piece, one to choose for a finding, shared by all rows.
 * @event finding-links {finding, added, removed} - other pieces were chosen
 */
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { findCriterion, type Evaluation, type Finding } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, EvidenceId, FindingId, SectionId } from '../../../shared/domain/ids.ts';
import { findingsText } from '../../i18n/findings.ts';
import { t } from '../../i18n/language.ts';
import { numbered } from './evidence-label.ts';
import './evidence-peek.ts';
import './evidence-picker.ts';
import type { Piece } from './finding-row.ts';
import { EvaluationPart } from './part.ts';

@customElement('sam-findings-evidence')
export class SamFindingsEvidence extends EvaluationPart {
  @property({ attribute: false }) section!: SectionId;
  @state() private shown: EvidenceId | null = null;
  @state() private choosing: FindingId | null = null;

  show(piece: EvidenceId) {
    this.shown = piece;
  }

  choose(finding: FindingId) {
    this.choosing = finding;
  }

  override render() {
    const finding = this.choosing && this.evaluation.findings[this.choosing];
    const criterion = findCriterion(this.evaluation.instrument, this.section as string as CriterionId)?.criterion.id ?? null;
    return html`<sam-evidence-peek
        .evaluation=${this.evaluation}
        .names=${this.names}
        .me=${this.me}
        .evidence=${this.shown}
        @dialog-close=${this.#seen}
      ></sam-evidence-peek>
      <sam-evidence-picker
        .session=${this.session}
        .evaluation=${this.evaluation}
        .names=${this.names}
        .criterion=${criterion}
        .heading=${t(findingsText).link}
        .open=${this.choosing !== null}
        .selected=${finding ? finding.evidence : []}
        @evidence-pick=${this.#picked}
        @picker-close=${this.#left}
      ></sam-evidence-picker>`;
  }

  #seen() {
    this.shown = null;
  }

  #left() {
    this.choosing = null;
  }

  #picked({ detail: { added, removed } }: HTMLElementEventMap['evidence-pick']) {
    if (this.choosing) this.tell('finding-links', { finding: this.choosing, added, removed });
  }
}

/** null: evidence lies outside this view. */
export function piecesOf(evaluation: Evaluation, { evidence }: Finding): readonly Piece[] | null {
  return evaluation.teamSeen ? evidence.map((id) => ({ id, label: numbered(evaluation, id) })) : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-findings-evidence': SamFindingsEvidence;
  }
  interface HTMLElementEventMap {
    'finding-links': CustomEvent<{
      readonly finding: FindingId;
      readonly added: readonly EvidenceId[];
      readonly removed: readonly EvidenceId[];
    }>;
  }
}
