/** Who stands behind the agreement, who sees it differently, who is missing; and one's own answer. */
import { html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { consensusVersion, isAsked } from '../../../shared/domain/decide/consensus.ts';
import { scorersIn, type Member, type Stand } from '../../../shared/domain/evaluation.ts';
import { recordPhases } from '../../../shared/domain/phases.ts';
import { actText } from '../../i18n/evaluation-lead.ts';
import { standText } from '../../i18n/evaluation-record.ts';
import { t } from '../../i18n/language.ts';
import './act.ts';
import './dissent-form.ts';
import { CriterionPart } from './part.ts';
import { isLead } from './selectors.ts';

const shapes = {
  behind: svg`<path d="M1.5 6.5L5 10L11 2.5" />`,
  dissent: svg`<path d="M1 4H11M1 8H11M8.5 1L3.5 11" />`,
  absent: svg`<path d="M1 6H11" />`,
  missing: svg`<circle cx="6" cy="6" r="4.5" stroke-dasharray="2 2" />`,
};

@customElement('sam-stands')
export class SamStands extends CriterionPart {
  @state() private dissenting = false;
  /** Whoever has answered sees their buttons again only when they want to answer otherwise. */
  @state() private changing = false;
  @state() private busy = false;
  @state() private fault: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('criterion')) return;
    this.dissenting = false;
    this.changing = false;
    this.fault = null;
  }

  override render() {
    const { area } = this.place;
    return html`<ul role="list" class="stands" aria-label=${t(standText).title}>
        ${scorersIn(this.evaluation, area.id).map((member) => this.#member(member))}
      </ul>
      ${this.fault === null ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      ${this.dissenting ? this.#dissent() : nothing}`;
  }

  #member(member: Member) {
    const stand = this.#standOf(member);
    const own = member.id === this.me;
    return html`<li>
      <p class="strong">${this.nameOf(member.id)}</p>
      ${own && this.#mayAnswer && (!stand || this.changing) ? this.#answers() : this.#said(stand)}
      ${own && stand && this.#mayAnswer && !this.changing ? this.#change() : nothing}
      ${!own && !stand && isLead(this.evaluation, this.me) && this.#isOpen ? this.#absent(member) : nothing}
    </li>`;
  }

  #said(stand: Stand | null) {
    const text = t(standText);
    const kind = stand?.kind ?? 'missing';
    const words = { behind: text.standsBehind, dissent: text.dissents, missing: text.missing };
    const { maxPoints } = this.place.criterion;
    return html`<p class="said">
        <svg class="shape" viewBox="0 0 12 12" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">${shapes[kind]}</svg>
        <span class=${stand ? '' : 'soft'}
          >${stand?.kind === 'absent' ? text.absent(stand.reason) : words[kind === 'absent' ? 'missing' : kind]}</span
        >
      </p>
      ${
        stand?.kind === 'dissent'
          ? html`${stand.points === null ? nothing : html`<p class="strong">${text.points(stand.points, maxPoints)}</p>`}
              <p class="serif" lang=${this.evaluation.instrument.language}>${stand.text}</p>
              <p class="small faint">${stand.shown === 'report' ? text.report : text.record}</p>`
          : nothing
      }`;
  }

  #answers() {
    const text = t(standText);
    return html`<button type="button" class="btn primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#behind}>
        ${text.behind}
      </button>
      <button
        type="button"
        class="btn text"
        aria-expanded=${this.dissenting ? 'true' : 'false'}
        @click=${() => (this.dissenting = !this.dissenting)}
      >
        ${text.dissent}
      </button>
      ${this.busy ? html`<p class="note" role="status">${t(actText).waiting}</p>` : nothing}`;
  }

  #change() {
    return html`<button type="button" class="btn text" @click=${() => (this.changing = true)}>${t(standText).changeMind}</button>`;
  }

  #absent({ id }: Member) {
    const text = t(standText);
    return html`<sam-act
      .facts=${this.evaluation}
      quiet
      required
      .label=${text.absentAct(this.nameOf(id))}
      .verb=${text.absentVerb}
      .ask=${text.absentReason}
      .act=${(reason: string) =>
        this.run({
          type: 'stand.absent',
          criterion: this.criterion,
          consensus: consensusVersion(this.place.facts),
          member: id,
          reason,
        })}
    ></sam-act>`;
  }

  #dissent() {
    return html`<sam-dissent-form
      .session=${this.session}
      .evaluation=${this.evaluation}
      .names=${this.names}
      .criterion=${this.criterion}
      @dissent-end=${this.#answered}
    ></sam-dissent-form>`;
  }

  get #isOpen(): boolean {
    return this.place.facts.state === 'agreed' && recordPhases.includes(this.evaluation.phase);
  }

  get #mayAnswer(): boolean {
    return this.#isOpen && isAsked(this.evaluation, this.place.area.id, this.me);
  }

  /** An answer to an earlier agreement is none to this one. */
  #standOf({ id }: Member): Stand | null {
    const { facts } = this.place;
    const stand = facts.stands[id];
    return stand?.consensus === consensusVersion(facts) ? stand : null;
  }

  async #behind() {
    if (this.busy) return;
    const { criterion } = this;
    this.busy = true;
    const fault = await this.run({ type: 'stand.behind', criterion, consensus: consensusVersion(this.place.facts) });
    this.busy = false;
    if (criterion !== this.criterion) return;
    this.fault = fault;
    if (fault === null) this.#answered();
  }

  #answered() {
    this.dissenting = false;
    this.changing = false;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-stands': SamStands;
  }
}
