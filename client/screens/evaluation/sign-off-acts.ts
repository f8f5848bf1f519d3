/** What a lead does with a section: sign it off, having seen what is odd about it, or reopen it. And with all sections of an area. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { must } from '../../../shared/domain/assert.ts';
import { findingsOf, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { SectionId } from '../../../shared/domain/ids.ts';
import type { Area } from '../../../shared/domain/instrument.ts';
import { signOffPhases, unpublishedPhases } from '../../../shared/domain/phases.ts';
import { isEmpty } from '../../../shared/doc/text.ts';
import { ViewController } from '../../controllers/view-controller.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { signOffText } from '../../i18n/sign-off.ts';
import type { Present } from '../../sync/evaluation-session.ts';
import type { TextReplica } from '../../sync/text-replica.ts';
import { Source } from '../../sync/view.ts';
import './act.ts';
import { EvaluationPart } from './part.ts';
import { placeOfSection, sectionOf } from './places.ts';
import { isLead } from './selectors.ts';

@customElement('sam-sign-off-act')
export class SamSignOffAct extends EvaluationPart {
  @property({ attribute: false }) section!: SectionId;
  /** null: not here, or not yet; then nothing is said of its words. */
  @property({ attribute: false }) replica: TextReplica | null = null;
  @property({ attribute: false }) writing: readonly string[] = [];

  override render() {
    const { phase } = this.evaluation;
    const state = this.evaluation.sections[this.section]?.state;
    const text = t(signOffText);
    const name = sectionName(this.evaluation, this.section);
    if (state === 'open' && signOffPhases.includes(phase))
      return html`<sam-act
        .facts=${this.evaluation}
        .label=${text.signOff(name)}
        .note=${text.means}
        .warnings=${this.#oddities()}
        .act=${() => this.run({ type: 'section.signOff', sections: [this.section] })}
      ></sam-act>`;
    if (state === 'signedOff' && unpublishedPhases.includes(phase))
      return html`<sam-act
        .facts=${this.evaluation}
        quiet
        required
        .label=${text.reopen}
        .verb=${text.reopenVerb(name)}
        .ask=${text.reopenReason}
        .act=${(reason: string) => this.run({ type: 'section.reopen', section: this.section, reason })}
      ></sam-act>`;
    return nothing;
  }

  #oddities(): readonly string[] {
    const text = t(signOffText);
    const { replica, writing } = this;
    const findings = findingsOf(this.evaluation, this.section);
    const empty = replica ? findings.filter(({ id }) => isEmpty(replica.findingFragment(id))).length : 0;
    return [
      replica && isEmpty(replica.fragment) ? text.noWords : '',
      empty > 0 ? text.emptyFindings(empty) : '',
      writing.length > 0 ? text.writing(list(writing), writing.length > 1) : '',
    ].filter((sentence) => sentence !== '');
  }
}

/** For a lead in an area: its own section and those of its criteria, as far as they are open, in one act. */
@customElement('sam-sign-off-area')
export class SamSignOffArea extends EvaluationPart {
  @property({ attribute: false }) area!: Area;
  readonly #words = new ViewController<ReadonlyMap<SectionId, number>>(this, new Source(new Map()));
  readonly #present = new ViewController<readonly Present[]>(this, new Source([]));

  protected override willUpdate() {
    this.#words.follow(this.session.words);
    this.#present.follow(this.session.present);
  }

  override render() {
    if (!isLead(this.evaluation, this.me) || !signOffPhases.includes(this.evaluation.phase)) return nothing;
    const text = t(signOffText);
    const all = [this.area.id as string as SectionId, ...this.area.criteria.map(({ id }) => sectionOf(id))];
    const inState = (wanted: string) => all.filter((section) => this.evaluation.sections[section]?.state === wanted);
    const open = inState('open');
    const closing = inState('closing');
    if (closing.length > 0) return html`<p class="note" role="status">${text.bulkClosing(this.#listed(closing))}</p>`;
    if (open.length === 0) return html`<p class="note">${text.bulkDone}</p>`;
    // One alone is signed off where it stands, and can be looked at there.
    if (open.length === 1) return nothing;
    return html`<sam-act
      .facts=${this.evaluation}
      .label=${text.bulk(open.length)}
      .verb=${text.bulkVerb(open.length)}
      .note=${`${text.bulkNote(this.#listed(open))} ${text.means}`}
      .warnings=${this.#oddities(open)}
      .act=${() => this.run({ type: 'section.signOff', sections: open })}
    ></sam-act>`;
  }

  #oddities(open: readonly SectionId[]): readonly string[] {
    const text = t(signOffText);
    const wordless = open.filter((section) => this.#words.value.get(section) === 0);
    const here = this.#present.value.filter(({ id, section }) => id !== this.me && section !== null && open.includes(section));
    return [
      wordless.length > 0 ? text.bulkNoWords(this.#listed(wordless)) : '',
      here.length > 0 ? text.bulkHere(list(here.map(({ name }) => name)), here.length > 1) : '',
    ].filter((sentence) => sentence !== '');
  }

  #listed(sections: readonly SectionId[]): string {
    return list(sections.map((section) => sectionName(this.evaluation, section)));
  }
}

/** As it stands in a sentence: 4.3, område 4, sammanfattningen. */
function sectionName({ instrument }: Evaluation, section: SectionId): string {
  const place = must(placeOfSection(instrument, section), 'the section is one of the instrument');
  switch (place.kind) {
    case 'summary':
      return t(signOffText).summary;
    case 'area':
      return t(signOffText).area(place.area.code);
    case 'criterion':
      return place.criterion.code;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-sign-off-act': SamSignOffAct;
    'sam-sign-off-area': SamSignOffArea;
  }
}
