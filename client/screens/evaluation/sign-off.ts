/** At the foot of a section: who signed it off and when, that it is being signed off, or why it was reopened. Leads act here. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SectionFacts } from '../../../shared/domain/evaluation.ts';
import type { SectionId } from '../../../shared/domain/ids.ts';
import { t } from '../../i18n/language.ts';
import { signOffText, whenSigned } from '../../i18n/sign-off.ts';
import type { TextReplica } from '../../sync/text-replica.ts';
import '../../ui/sam-section-mark.ts';
import { EvaluationPart } from './part.ts';
import { isLead } from './selectors.ts';
import './sign-off.css';

/** Letters of the hash that are shown: enough to compare by eye. */
const hashChars = 8;

@customElement('sam-sign-off')
export class SamSignOff extends EvaluationPart {
  @property({ attribute: false }) section!: SectionId;
  /** null: not here, or not yet. */
  @property({ attribute: false }) replica: TextReplica | null = null;
  /** Names of those who write here now. */
  @property({ attribute: false }) writing: readonly string[] = [];

  override render() {
    const facts = this.evaluation.sections[this.section];
    if (!facts) return nothing;
    const line = this.#line(facts);
    const acts = isLead(this.evaluation, this.me) ? this.#acts() : nothing;
    return line === nothing && acts === nothing ? nothing : html`<div class="sign-off">${line} ${acts}</div>`;
  }

  #line({ state, signedOff, reopened }: SectionFacts) {
    const text = t(signOffText);
    if (state === 'closing') return html`<p class="strong" role="status">${text.closing}</p>`;
    if (state === 'open')
      return reopened
        ? html`<p class="note">${text.reopened(this.nameOf(reopened.by), whenSigned(reopened.at), reopened.reason)}</p>`
        : nothing;
    if (!signedOff) return nothing;
    const { by, at, hash } = signedOff;
    return html`<p class="signed">
        <sam-section-mark aria-hidden="true" state="signed-off"></sam-section-mark>${text.signed(this.nameOf(by), whenSigned(at))}
      </p>
      <details class="hash">
        <summary>${text.hash(hash.slice(0, hashChars))}</summary>
        <p class="note">${text.hashMeans}</p>
      </details>`;
  }

  #acts() {
    return html`<sam-sign-off-act
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .section=${this.section}
      .replica=${this.replica}
      .writing=${this.writing}
    ></sam-sign-off-act>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-sign-off': SamSignOff;
  }
}
