/** Notes on one criterion from one interview: one's own, saved as one types, and the colleagues' beside it. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { notesOn, type Interview } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { ViewController } from '../../controllers/view-controller.ts';
import { commonText } from '../../i18n/common.ts';
import { interviewsText } from '../../i18n/interviews.ts';
import { t } from '../../i18n/language.ts';
import { Source } from '../../sync/view.ts';
import { conflictAmong, writesTeam } from '../evaluation/evidence-selectors.ts';
import { CriterionPart } from '../evaluation/part.ts';
import { sectionOf, sectionPath } from '../evaluation/places.ts';
import { refusalSentence } from '../evaluation/refused.ts';
import { notesOf, type NotePlace, type NoteWork } from './note-drafts.ts';

type TheirNote = { readonly member: MemberId; readonly text: string };

@customElement('sam-interview-note')
export class SamInterviewNote extends CriterionPart {
  @property({ attribute: false }) line!: Interview;
  readonly #changes = new ViewController(this, new Source(0));

  override focus() {
    this.querySelector('textarea')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session')) this.#changes.follow(notesOf(this.session).changes);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    notesOf(this.session).flush(this.#at);
  }

  override render() {
    const { criterion, area } = this.place;
    const writes = writesTeam(this.evaluation, this.me);
    const conflict = conflictAmong(this.evaluation, this.me, [this.criterion]) !== null;
    const mine = writes && !conflict;
    const theirs = Object.entries(notesOn(this.line, this.criterion))
      .map(([member, { text }]): TheirNote => ({ member: member as MemberId, text }))
      .filter(({ member }) => !mine || member !== this.me);
    return html`<div class="place">
      <h4>
        <a class="quiet" href=${sectionPath(this.evaluation.id, sectionOf(criterion.id))}
          ><span class="faint">${criterion.code}</span> ${criterion.name}</a
        >
      </h4>
      <div class="notes">
        ${mine ? this.#own() : nothing} ${writes && conflict ? html`<p class="note">${t(interviewsText).conflict(area.code)}</p>` : nothing}
        ${theirs.length > 0 ? this.#theirs(theirs) : mine || conflict ? nothing : html`<p class="note">${t(interviewsText).noNotes}</p>`}
      </div>
    </div>`;
  }

  get #at(): NotePlace {
    return { interview: this.line.id, criterion: this.criterion };
  }

  #own() {
    const { criterion } = this.place;
    const text = t(interviewsText);
    const drafts = notesOf(this.session);
    const work = drafts.of(this.#at);
    return html`<div class="mine" @focusout=${() => drafts.flush(this.#at)}>
      <label class="field"
        ><span class="label"
          >${text.yourNote}<span class="visually-hidden"> ${text.noteOn(`${criterion.code} ${criterion.name}`)}</span></span
        ><textarea
          class="in"
          rows="3"
          maxlength=${limits.noteChars}
          lang=${this.evaluation.instrument.language}
          .value=${drafts.shown(this.#at)}
          @input=${(event: Event) => drafts.edit(this.#at, (event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      ${work?.refusal ? this.#refused(work) : nothing}
    </div>`;
  }

  /** Why it was not taken, and what can be done; after two devices the member chooses. */
  #refused({ refusal, place }: NoteWork) {
    if (!refusal) return nothing;
    const text = t(interviewsText);
    const drafts = notesOf(this.session);
    const stale = refusal.code === 'thing/stale';
    return html`<div class="refused" role="alert">
      ${
        stale
          ? html`<p>${text.stale}</p>
              <blockquote lang=${this.evaluation.instrument.language}>${drafts.noted(place) || '–'}</blockquote>`
          : html`<p class="fault">${t(commonText).refused(refusalSentence(refusal, this.evaluation, this.names))}</p>`
      }
      <div class="row">
        <button type="button" class="btn" @click=${() => this.#again()}>${stale ? text.keepMine : text.again}</button>
        <button type="button" class="btn text" @click=${() => this.#drop()}>${stale ? text.takeTheirs : text.drop}</button>
      </div>
    </div>`;
  }

  #theirs(notes: readonly TheirNote[]) {
    return html`<dl class="theirs" aria-label=${t(interviewsText).theirNotes}>
      ${notes.map(
        ({ member, text }) =>
          html`<div>
            <dt class="small">${this.nameOf(member)}</dt>
            <dd class="serif" lang=${this.evaluation.instrument.language}>${text}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #again() {
    this.#letGo();
    void notesOf(this.session).again(this.#at);
  }

  #drop() {
    this.#letGo();
    notesOf(this.session).drop(this.#at);
  }

  /** A note that had to wait and was refused is set aside by the session as well: one decision is enough. */
  #letGo() {
    for (const work of this.session.setAside.get()) {
      if (work.kind !== 'command' || work.command.type !== 'interview.note') continue;
      const { interview, criterion } = work.command;
      if (interview === this.line.id && criterion === this.criterion) this.session.discard(work);
    }
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-interview-note': SamInterviewNote;
  }
}
