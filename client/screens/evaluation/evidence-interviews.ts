/** The interviews about a criterion, and what the team noted there; folded until somebody wants to read them. */
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { notesOn, type Interview } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import { evidenceListText } from '../../i18n/evidence.ts';
import { interviewsText } from '../../i18n/interviews.ts';
import { t } from '../../i18n/language.ts';
import { byTime } from './evidence-interview-order.ts';
import { interviewWords } from './evidence-label.ts';
import { conflictAmong, writesTeam } from './evidence-selectors.ts';
import { CriterionPart } from './part.ts';

@customElement('sam-criterion-interviews')
export class SamCriterionInterviews extends CriterionPart {
  override render() {
    const about = byTime(this.evaluation).filter(
      (line) => !line.hidden && (line.criteria.includes(this.criterion) || this.#notes(line).length > 0),
    );
    if (about.length === 0) return nothing;
    const notes = about.reduce((sum, line) => sum + this.#notes(line).length, 0);
    return html`<details class="interviews-here">
      <summary>${t(evidenceListText).interviewsHere(about.length, notes)}</summary>
      <ul role="list">
        ${about.map((line) => this.#interview(line))}
      </ul>
    </details>`;
  }

  #interview(line: Interview) {
    const notes = this.#notes(line);
    const text = t(interviewsText);
    const lang = this.evaluation.instrument.language;
    const writes = writesTeam(this.evaluation, this.me) && conflictAmong(this.evaluation, this.me, [this.criterion]) === null;
    return html`<li>
      <h3><a class="quiet" href="/e/${this.evaluation.id}/interviews#${line.id}">${interviewWords(line)}</a></h3>
      ${
        notes.length === 0
          ? html`<p class="note">
              ${text.noNotes} ${writes ? html`<a href="/e/${this.evaluation.id}/interviews#${line.id}">${text.write}</a>` : nothing}
            </p>`
          : html`<dl>
              ${notes.map(
                ({ member, text: said }) =>
                  html`<div>
                    <dt class="small">${this.nameOf(member)}</dt>
                    <dd class="serif" lang=${lang}>${said}</dd>
                  </div>`,
              )}
            </dl>`
      }
    </li>`;
  }

  #notes(line: Interview) {
    return Object.entries(notesOn(line, this.criterion)).map(([member, { text }]) => ({ member: member as MemberId, text }));
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-criterion-interviews': SamCriterionInterviews;
  }
}
