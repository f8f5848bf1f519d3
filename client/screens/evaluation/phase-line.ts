/** For leads: which phase it is, which one comes next, and what stands in the way. Back needs a reason. */
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { decide } from '../../../shared/domain/decide/index.ts';
import { isEnough } from '../../../shared/domain/decide/frame.ts';
import { activeMembers, criteriaOf } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import { hasScoringBegun, phases, type Phase } from '../../../shared/domain/phases.ts';
import { phaseLineText } from '../../i18n/evaluation-lead.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { phaseWords } from '../../i18n/marks.ts';
import './act.ts';
import './bulk-acts.ts';
import { EvaluationPart } from './part.ts';
import { refusalSentence, type Refused } from './refused.ts';
import { factsOf, isLead } from './selectors.ts';
import './phase-line.css';

/** Codes are named one by one up to here. */
const mostNamed = 6;

@customElement('sam-phase-line')
export class SamPhaseLine extends EvaluationPart {
  override render() {
    if (!isLead(this.evaluation, this.me)) return nothing;
    const { phase } = this.evaluation;
    const { next, back }: { readonly next: readonly Phase[]; readonly back: Phase | null } = phases[phase];
    const text = t(phaseLineText);
    const words = t(phaseWords);
    return html`<section class="phase-line" aria-label=${text.line}>
      <div class="row">
        <p class="small">
          <b>${text.now(words[phase])}</b>
          ${next[0] ? html`<span class="soft"> · ${text.next(words[next[0]])}</span>` : nothing}
        </p>
        ${next.map((to) => this.#forward(to))} ${back ? this.#back(back) : nothing}
      </div>
      ${this.#alone()}
      <sam-bulk-acts .session=${this.session} .evaluation=${this.evaluation} .names=${this.names}></sam-bulk-acts>
    </section>`;
  }

  #alone() {
    const { id, phase } = this.evaluation;
    if (hasScoringBegun(phase) || activeMembers(this.evaluation).length > 1) return nothing;
    const text = t(phaseLineText);
    return html`<p class="small">${text.alone} <a href="/e/${id}/people">${text.invite}</a></p>`;
  }

  #forward(to: Phase) {
    const text = t(phaseLineText);
    const move = text.move(t(phaseWords)[to]);
    return html`<sam-act
      .facts=${this.evaluation}
      .label=${move}
      .verb=${move}
      .note=${this.#whatHappens(to)}
      .unavailable=${this.#inTheWay(to)}
      .act=${() => this.run({ type: 'phase.move', to })}
    ></sam-act>`;
  }

  #back(to: Phase) {
    const text = t(phaseLineText);
    const word = t(phaseWords)[to];
    return html`<sam-act
      .facts=${this.evaluation}
      quiet
      required
      .label=${text.back(word)}
      .verb=${text.backVerb(word)}
      .ask=${text.backReason(word)}
      .act=${(reason: string) => this.run({ type: 'phase.move', to, reason })}
    ></sam-act>`;
  }

  /** The rule's no to the next phase as this view sees it, with names and codes; empty where nothing is in the way. */
  #inTheWay(to: Phase): string {
    const verdict = decide(this.evaluation, { type: 'phase.move', to }, this.me, Date.now());
    return verdict.ok === false ? this.#missing(verdict.refusal) : '';
  }

  #missing(refusal: Refused): string {
    const text = t(phaseLineText);
    const { members } = refusal.facts;
    switch (refusal.code) {
      case 'phase/conflicts-undeclared':
        return Array.isArray(members) ? text.undeclared(this.namesOf(members as MemberId[]), members.length > 1) : '';
      case 'phase/nobody-scores':
        return text.nobodyScores;
      case 'phase/not-all-locked': {
        const open = criteriaOf(this.evaluation.instrument).filter(({ id }) => factsOf(this.evaluation, id).state !== 'locked');
        const named = open.slice(0, mostNamed).map(({ code }) => code);
        const more = open.length - named.length;
        return text.unlocked(open.length, list(more > 0 ? [...named, text.andMore(more)] : named));
      }
      case 'phase/sections-open':
        return text.sectionsOpen(Number(refusal.facts['open']));
      default:
        return refusalSentence(refusal, this.evaluation, this.names);
    }
  }

  #whatHappens(to: Phase): string {
    const text = t(phaseLineText);
    switch (to) {
      case 'planning':
        return '';
      case 'gathering':
        return text.toGathering;
      case 'scoring':
        return text.toScoring;
      case 'calibrating': {
        const open = criteriaOf(this.evaluation.instrument).filter(({ id }) => factsOf(this.evaluation, id).state === 'open');
        const ready = open.filter(({ id }) => isEnough(this.evaluation, id)).length;
        return text.toCalibrating(ready, open.length - ready);
      }
      case 'reviewing':
        return text.toReviewing;
      case 'factCheck':
        return text.toFactCheck;
      case 'published':
        return text.toPublished;
    }
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-phase-line': SamPhaseLine;
  }
}
