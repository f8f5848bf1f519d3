/**
 * Evidence in a section, shared by its text and its findings: a dialog that shows a piece, and one that chooses, for the words
 * that are selected or for a finding.
 */
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { findCriterion } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, EvidenceId, SectionId } from '../../../shared/domain/ids.ts';
import { findingsText } from '../../i18n/findings.ts';
import { t } from '../../i18n/language.ts';
import { fetchPicker } from './evidence-fetch.ts';
import './evidence-peek.ts';
import { EvaluationPart } from './part.ts';

/** As sam-editor asks: `set` with what was there before goes back to the text. */
export type WordsAsk = { readonly current: string | null; readonly set: (id: string | null) => void };
export type FindingAsk = {
  readonly selected: readonly EvidenceId[];
  readonly set: (added: readonly EvidenceId[], removed: readonly EvidenceId[]) => void;
};

@customElement('sam-section-evidence')
export class SamSectionEvidence extends EvaluationPart {
  @property({ attribute: false }) section!: SectionId;
  @state() private shown: EvidenceId | null = null;
  @state() private ask: WordsAsk | FindingAsk | null = null;
  /** What the words are to rest on; undefined: nothing was chosen. */
  #chosen: string | null | undefined;

  show(piece: EvidenceId) {
    this.shown = piece;
  }

  async choose(ask: WordsAsk | FindingAsk) {
    this.ask = ask;
    // Not to be had: the words keep what they had, and it can be tried again.
    if (!(await fetchPicker())) this.#left();
  }

  override render() {
    const { ask } = this;
    const text = t(findingsText);
    const isForWords = ask !== null && 'current' in ask;
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
        .heading=${isForWords ? (ask.current === null ? text.linkWords : text.relinkWords) : text.link}
        .one=${isForWords}
        .open=${ask !== null}
        .selected=${selectedIn(ask)}
        @evidence-pick=${this.#picked}
        @picker-close=${this.#left}
      ></sam-evidence-picker>`;
  }

  #seen() {
    this.shown = null;
  }

  #picked({ detail: { evidence, added, removed } }: HTMLElementEventMap['evidence-pick']) {
    const { ask } = this;
    if (!ask) return;
    if ('selected' in ask) return ask.set(added, removed);
    const [piece = null] = evidence;
    // The same again: it is taken away.
    this.#chosen = piece === ask.current ? null : piece;
  }

  /** Closed, chosen or not; the text takes focus only once the dialog has given it back. */
  #left() {
    const { ask } = this;
    const chosen = this.#chosen;
    this.ask = null;
    this.#chosen = undefined;
    if (ask && 'current' in ask) ask.set(chosen === undefined ? ask.current : chosen);
  }
}

function selectedIn(ask: WordsAsk | FindingAsk | null): readonly EvidenceId[] {
  if (!ask) return [];
  if ('selected' in ask) return ask.selected;
  return ask.current === null ? [] : [ask.current as EvidenceId];
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-section-evidence': SamSectionEvidence;
  }
  interface HTMLElementEventMap {
    'evidence-open': CustomEvent<{ readonly id: string }>;
    'evidence-ask': CustomEvent<WordsAsk>;
    'evidence-choose': CustomEvent<FindingAsk>;
  }
}
