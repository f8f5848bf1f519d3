/** One member: who, in which role, whether they score, conflicts, here or not. For a lead the row unfolds what can be changed. */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Member } from '../../../shared/domain/evaluation.ts';
import { may } from '../../../shared/domain/permissions.ts';
import { roleWords } from '../../i18n/common.ts';
import { t } from '../../i18n/language.ts';
import { teamText } from '../../i18n/people.ts';
import '../../ui/sam-face.ts';
import { EvaluationPart } from '../evaluation/part.ts';
import { isLead } from '../evaluation/selectors.ts';
import './member-change.ts';
import { conflictWords } from './selectors.ts';

@customElement('sam-member-row')
export class SamMemberRow extends EvaluationPart {
  @property({ attribute: false }) member!: Member;
  @property({ type: Boolean }) here = false;
  /** Of the face, so that no two in the team share them. */
  @property() letters = '';
  @state() private open = false;
  /** Something is chosen below and not sent: closing drops it. */
  @state() private unsent = false;

  override render() {
    const text = t(teamText);
    const { id } = this.member;
    const name = this.nameOf(id);
    const own = id === this.me;
    return html`<div class="member">
        <sam-face aria-hidden="true" .name=${name} .letters=${this.letters} .own=${own} .away=${!this.here}></sam-face>
        <p class="who">
          <span class="strong">${name}</span> ${own ? html`<span class="small soft">${text.you}</span>` : nothing}
          ${this.here && !own ? html`<span class="small soft">${text.here}</span>` : nothing}
        </p>
        <p class="small soft what">${this.#words()}</p>
        ${
          isLead(this.evaluation, this.me)
            ? html`<button
                type="button"
                class="btn text"
                aria-expanded=${this.open ? 'true' : 'false'}
                aria-label=${this.open ? nothing : text.changeOf(name)}
                @click=${this.#toggle}
              >
                ${this.open ? (this.unsent ? text.closeUnchanged : text.done) : text.change}
              </button>`
            : nothing
        }
      </div>
      ${
        this.open && isLead(this.evaluation, this.me)
          ? html`<sam-member-change
              .session=${this.session}
              .evaluation=${this.evaluation}
              .names=${this.names}
              .member=${this.member}
              @pending-change=${this.#pending}
            ></sam-member-change>`
          : nothing
      }`;
  }

  #words(): string {
    const text = t(teamText);
    const { role, scores } = this.member;
    const scoring = may(role, 'ballot.cast') ? [scores ? text.scores : text.doesNotScore] : [];
    return [t(roleWords)[role], ...scoring, conflictWords(this.member, this.evaluation.instrument) ?? []].flat().join(' · ');
  }

  #toggle() {
    this.open = !this.open;
    this.unsent = false;
  }

  #pending({ detail }: CustomEvent<boolean>) {
    this.unsent = detail;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-member-row': SamMemberRow;
  }
}
