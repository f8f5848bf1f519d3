/** What a lead does with the current round, in the phases of rounds: close it, reveal it, open a new one. */
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ballotsNeeded, isEnough } from '../../../shared/domain/decide/frame.ts';
import { castCount, currentRound } from '../../../shared/domain/evaluation.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { leadText } from '../../i18n/evaluation-lead.ts';
import { consensusText } from '../../i18n/evaluation-record.ts';
import { t } from '../../i18n/language.ts';
import './act.ts';
import { countsOf } from './counts.ts';
import { CriterionPart } from './part.ts';

@customElement('sam-round-acts')
export class SamRoundActs extends CriterionPart {
  override render() {
    switch (this.place.facts.state) {
      case 'open':
        return this.#close();
      case 'closed':
        return this.#reveal();
      case 'revealed':
        return this.#again();
      case 'agreed':
      case 'locked':
        return nothing;
    }
  }

  #close() {
    const { area, facts } = this.place;
    const text = t(leadText);
    const close = (reason: string) => this.run({ type: 'round.close', criteria: [this.criterion], ...(reason ? { reason } : {}) });
    if (castCount(currentRound(facts)) === 0)
      return html`<sam-act .facts=${this.evaluation} .label=${text.close} .unavailable=${text.closeNobody}></sam-act>`;
    if (isEnough(this.evaluation, this.criterion))
      return html`<sam-act .facts=${this.evaluation} .label=${text.close} .act=${close}></sam-act>`;
    const { cast } = countsOf(this.evaluation, area, facts);
    return html`<sam-act
      .facts=${this.evaluation}
      required
      .label=${text.closeFew}
      .verb=${text.close}
      .note=${text.closeFewNote(cast, ballotsNeeded(this.evaluation, this.criterion))}
      .ask=${text.closeFewReason}
      .act=${close}
    ></sam-act>`;
  }

  #reveal() {
    const text = t(leadText);
    return html`<sam-act
      .facts=${this.evaluation}
      primary
      .label=${text.reveal}
      .verb=${text.revealVerb}
      .note=${text.revealNote}
      .act=${() => this.run({ type: 'round.reveal', criteria: [this.criterion] })}
    ></sam-act>`;
  }

  #again() {
    const { number } = currentRound(this.place.facts);
    const text = t(consensusText);
    // Round 1 is no re-vote: with two of them the last round is the third.
    const left = limits.reVotes - number;
    return html`<sam-act
      .facts=${this.evaluation}
      required
      .label=${text.newRound(number + 1)}
      .verb=${text.newRoundVerb(number + 1)}
      .note=${left < 0 ? '' : text.newRoundNote(left)}
      .ask=${text.newRoundReason}
      .unavailable=${left < 0 ? text.spent : ''}
      .act=${(reason: string) => this.run({ type: 'round.open', criterion: this.criterion, reason })}
    ></sam-act>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-round-acts': SamRoundActs;
  }
}
