/** What is agreed, with its reason, and what follows: stands, the lock, and the ways back. */
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { hasConflict, type Consensus } from '../../../shared/domain/evaluation.ts';
import { recordPhases } from '../../../shared/domain/phases.ts';
import { consensusText, lockText } from '../../i18n/evaluation-record.ts';
import { t } from '../../i18n/language.ts';
import './act.ts';
import { moment } from './moment.ts';
import { CriterionPart } from './part.ts';
import { sectionOf } from './places.ts';
import { isLead, memberOf, whatKeepsOpen } from './selectors.ts';
import './stands.ts';
import './agreement.css';

@customElement('sam-agreement')
export class SamAgreement extends CriterionPart {
  override render() {
    const { area, facts } = this.place;
    const member = memberOf(this.evaluation, this.me);
    const seesStands = facts.whole && member !== null && !hasConflict(member, area.id) && member.role !== 'observer';
    return html`<section class="agreement" aria-labelledby="agreement">
      <div class="section-head">
        <h2 id="agreement">${t(consensusText).title}</h2>
        ${facts.state === 'locked' ? html`<p class="small soft">${this.#textIsOpen ? t(lockText).locked : t(lockText).lockedAll}</p>` : nothing}
      </div>
      ${facts.consensus ? this.#consensus(facts.consensus) : html`<p class="soft">${t(consensusText).secret}</p>`}
      ${
        seesStands
          ? html`<sam-stands
              .session=${this.session}
              .evaluation=${this.evaluation}
              .names=${this.names}
              .criterion=${this.criterion}
            ></sam-stands>`
          : nothing
      }
      ${isLead(this.evaluation, this.me) && recordPhases.includes(this.evaluation.phase) ? this.#acts() : nothing}
    </section>`;
  }

  /** Whether the text beside locked points is still being written, by whomever. */
  get #textIsOpen(): boolean {
    return this.evaluation.phase !== 'published' && this.evaluation.sections[sectionOf(this.criterion)]?.state !== 'signedOff';
  }

  #consensus({ points, reason, by, at, outside }: Consensus) {
    const { criterion } = this.place;
    const text = t(consensusText);
    return html`<div class="agreed">
        <p class="figure"><b>${points}</b> <span class="soft">${text.ofMax(criterion.maxPoints)}</span></p>
        <div class="why">
          ${reason ? html`<p class="serif" lang=${this.evaluation.instrument.language}>${reason}</p>` : nothing}
          <p class="small faint">${text.by(this.nameOf(by), moment(at))}</p>
        </div>
      </div>
      ${outside ? html`<p class="warning small">${text.wasOutside}</p>` : nothing}`;
  }

  #acts() {
    const { criterion, facts } = this.place;
    const { id, code } = criterion;
    const text = t(lockText);
    const reopen = (reason: string) => this.run({ type: 'criterion.reopen', criterion: id, reason });
    if (facts.state === 'locked') {
      return html`<div class="row">
        <sam-act
          .facts=${this.evaluation}
          required
          .label=${text.unlock}
          .verb=${text.unlockVerb(code)}
          .note=${text.unlockNote}
          .ask=${text.why}
          .act=${reopen}
        ></sam-act>
      </div>`;
    }
    const missing = whatKeepsOpen(this.evaluation, id) ?? [];
    return html`<div class="row acts">
      <sam-act
        .facts=${this.evaluation}
        ?primary=${missing.length === 0}
        .label=${text.lock(code)}
        .unavailable=${missing.length > 0 ? text.missing(code, this.namesOf(missing), missing.length > 1) : ''}
        .act=${() => this.run({ type: 'criterion.lock', criteria: [id] })}
      ></sam-act>
      <sam-act
        .facts=${this.evaluation}
        quiet
        required
        .label=${text.reopen}
        .verb=${text.reopenVerb(code)}
        .note=${text.reopenNote}
        .ask=${text.why}
        .act=${reopen}
      ></sam-act>
    </div>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-agreement': SamAgreement;
  }
}
