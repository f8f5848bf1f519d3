/**
 * The Evaluation screen (`/e/:id`, `/e/:id/s/:section`): the tree, and the section one is at. Moving is by links throughout, so
 * that the address always says where one is; keys press the same links.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { summarySection, type CriterionId, type MemberId, type SectionId } from '../../shared/domain/ids.ts';
import { router } from '../controllers/router.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { headText, keysText, treeText } from '../i18n/evaluation.ts';
import { t } from '../i18n/language.ts';
import { Source } from '../sync/view.ts';
import { Announcer } from './evaluation/announcer.ts';
import './evaluation/area.ts';
import { draftsOf } from './evaluation/ballot-drafts.ts';
import './evaluation/bottom-bar.ts';
import { countsOf } from './evaluation/counts.ts';
import './evaluation/criterion.ts';
import './evaluation/head.ts';
import { keyAct, keysInUse, type KeyAct } from './evaluation/keys.ts';
import './evaluation/keys-dialog.ts';
import { Part } from './evaluation/part.ts';
import { neighbours, placeOfSection, sectionOf, sectionPath, type Place } from './evaluation/places.ts';
import './evaluation/section-text.ts';
import { isLead, nextWithoutBallot, placeOf, whatWaits } from './evaluation/selectors.ts';
import type { Session } from './evaluation/session.ts';
import './evaluation/tree.ts';
import './evaluation/frame.css';

/** Sections whose text this tab has seen, and whether they had words. As long as the session. */
const seenTexts = new WeakMap<object, ReadonlyMap<SectionId, boolean>>();

/** After coming in, before what is not needed yet is fetched, ms. */
const quietMs = 2_000;
const nothingYet = () => undefined;

@customElement('sam-evaluation-screen')
export class SamEvaluationScreen extends Part {
  @property({ attribute: false }) session!: Session;
  /** null: where this member has something to do. */
  @property({ attribute: false }) section: SectionId | null = null;
  @state() private keysOpen = false;
  @state() private sheetOpen = false;
  @state() private spoken = '';
  readonly #view = new ViewController<Evaluation | null>(this, new Source(null));
  readonly #names = new ViewController<Readonly<Record<MemberId, string>>>(this, new Source({}));
  readonly #words = new ViewController<ReadonlyMap<SectionId, number>>(this, new Source(new Map()));
  readonly #announcer = new Announcer((sentence) => (this.spoken = sentence));
  /** Where one came in without an address of a section: chosen once, so that scoring does not move the page away. */
  #start: SectionId | null = null;
  #shown: SectionId | null = null;
  #quietMoment: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
    window.addEventListener('pagehide', this.#flush);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    window.removeEventListener('pagehide', this.#flush);
    this.#announcer.stop();
    this.#flush();
    this.session.whereIAm(null);
    this.#shown = null;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('session')) return;
    this.#view.follow(this.session.view);
    this.#names.follow(this.session.names);
    this.#words.follow(this.session.words);
    this.#start = null;
    this.#shown = null;
  }

  protected override updated() {
    const evaluation = this.#view.value;
    if (!evaluation) return;
    this.#fetchParts(evaluation);
    const section = this.#current(evaluation);
    const counts = this.#counts(evaluation, section);
    if (section !== this.#shown) this.#arrive(section, counts);
    else if (counts) this.#announcer.heard(counts);
  }

  override render() {
    const evaluation = this.#view.value;
    if (!evaluation)
      return html`<div class="frame">
        <div></div>
        <p class="centre note" role="status">${t(treeText).joining}</p>
      </div>`;
    const section = this.#current(evaluation);
    const place = placeOfSection(evaluation.instrument, section);
    return html`<div class="frame">
        <aside class="rail" aria-label=${t(treeText).criteria}>
          ${this.#head(evaluation, place)} ${this.#tree(evaluation, section)}
          <p class="foot">
            <button type="button" class="btn text" @click=${this.#showKeys}>${t(keysText).title} <kbd aria-hidden="true">?</kbd></button>
          </p>
        </aside>
        <div class="centre">
          <sam-phase-line .session=${this.session} .evaluation=${evaluation} .names=${this.#names.value}></sam-phase-line>
          ${place ? this.#place(evaluation, section, place) : this.#nowhere(evaluation)}
        </div>
      </div>
      <sam-bottom-bar
        .evaluation=${evaluation}
        .me=${this.session.me}
        .current=${section}
        .open=${this.sheetOpen}
        @sheet-change=${this.#sheetChanged}
        >${this.sheetOpen ? html`${this.#head(evaluation, place)} ${this.#tree(evaluation, section)}` : nothing}</sam-bottom-bar
      >
      <sam-keys-dialog .open=${this.keysOpen} @dialog-close=${this.#hideKeys}></sam-keys-dialog>
      <p class="visually-hidden" role="status">${this.spoken}</p>`;
  }

  #head(evaluation: Evaluation, place: Place | null) {
    return html`<sam-evaluation-head
      .session=${this.session}
      .evaluation=${evaluation}
      .names=${this.#names.value}
      .current=${place?.kind === 'criterion' ? place.criterion.id : null}
    ></sam-evaluation-head>`;
  }

  #tree(evaluation: Evaluation, section: SectionId) {
    return html`<sam-evaluation-tree
      .evaluation=${evaluation}
      .me=${this.session.me}
      .current=${section}
      .written=${this.#written}
    ></sam-evaluation-tree>`;
  }

  /** What this tab sees is newer than what this device was told of the others. */
  get #written(): ReadonlyMap<SectionId, boolean> {
    const told = [...this.#words.value].map(([section, words]) => [section, words > 0] as const);
    return new Map([...told, ...(seenTexts.get(this.session) ?? [])]);
  }

  #place(evaluation: Evaluation, section: SectionId, place: Place): TemplateResult {
    const names = this.#names.value;
    const { session } = this;
    return html`${
        place.kind === 'summary'
          ? html`<header class="page-head"><h1 tabindex="-1">${t(treeText).summary}</h1></header>`
          : place.kind === 'area'
            ? html`<sam-area .session=${session} .evaluation=${evaluation} .names=${names} .area=${place.area}></sam-area>`
            : html`<sam-criterion
                .session=${session}
                .evaluation=${evaluation}
                .names=${names}
                .criterion=${place.criterion.id}
              ></sam-criterion>`
      }
      <sam-section-text
        .session=${session}
        .evaluation=${evaluation}
        .names=${names}
        .section=${section}
        .name=${nameOf(place)}
        @words-known=${(event: HTMLElementEventMap['words-known']) => this.#wordsKnown(event.detail)}
      ></sam-section-text>`;
  }

  #nowhere(evaluation: Evaluation) {
    const first = neighbours(evaluation.instrument, summarySection).after;
    return html`<header class="page-head"><h1 tabindex="-1">${t(treeText).notHere}</h1></header>
      ${first ? html`<p><a href=${sectionPath(evaluation.id, sectionOf(first.id))}>${t(treeText).toFirst}</a></p>` : nothing}`;
  }

  /**
   * Leads' parts at once; those of a record when there is one, else in a quiet moment, so that they are there when the network
   * is not. What could not be fetched is tried again with the next change.
   */
  #fetchParts(evaluation: Evaluation) {
    if (isLead(evaluation, this.session.me)) void import('./evaluation/lead-parts.ts').catch(nothingYet);
    const fetch = () => void import('./evaluation/record-parts.ts').catch(nothingYet);
    if (Object.values(evaluation.criteria).some(({ state: where }) => where !== 'open' && where !== 'closed')) fetch();
    else this.#quietMoment ??= setTimeout(fetch, quietMs);
  }

  #current(evaluation: Evaluation): SectionId {
    if (this.section !== null) return this.section;
    this.#start ??= startOf(evaluation, this.session.me);
    return this.#start;
  }

  #counts(evaluation: Evaluation, section: SectionId): string | null {
    const place = placeOfSection(evaluation.instrument, section);
    if (place?.kind !== 'criterion') return null;
    const { area, facts } = placeOf(evaluation, place.criterion.id);
    if (facts.state !== 'open') return null;
    const { cast, of } = countsOf(evaluation, area, facts);
    return t(headText).scored(cast, of);
  }

  /** Another section: the others learn of it, and the reader begins at its heading. On coming in, focus stays where it is. */
  #arrive(section: SectionId, counts: string | null) {
    const moved = this.#shown !== null;
    this.#shown = section;
    this.#announcer.begin(counts ?? '');
    this.session.whereIAm(section);
    if (!moved) return;
    // Back and forward put the page where it was.
    if (!router.byHistory) window.scrollTo(0, 0);
    // The parts render after this one: their heading is there once they have.
    const before = document.activeElement;
    requestAnimationFrame(() => {
      // Who has gone on meanwhile, to the points by P say, is not taken back.
      const now = document.activeElement;
      if (now === before || now === document.body) this.querySelector<HTMLElement>('.centre h1')?.focus({ preventScroll: true });
    });
  }

  #wordsKnown({ section, words }: { readonly section: SectionId; readonly words: number }) {
    const seen = seenTexts.get(this.session);
    if (seen?.get(section) === words > 0) return;
    seenTexts.set(this.session, new Map(seen).set(section, words > 0));
    this.requestUpdate();
  }

  #sheetChanged(event: HTMLElementEventMap['sheet-change']) {
    this.sheetOpen = event.detail.open;
  }

  #showKeys() {
    this.keysOpen = true;
  }

  #hideKeys() {
    this.keysOpen = false;
  }

  readonly #flush = () => draftsOf(this.session).flushAll();

  readonly #key = (event: KeyboardEvent) => {
    const act = keyAct(event);
    const evaluation = this.#view.value;
    if (!act || !evaluation || (act !== 'list' && !keysInUse())) return;
    if (this.#do(act, evaluation)) event.preventDefault();
  };

  #do(act: KeyAct, evaluation: Evaluation): boolean {
    const section = this.#current(evaluation);
    const place = placeOfSection(evaluation.instrument, section);
    const { before, after } = neighbours(evaluation.instrument, section);
    switch (act) {
      case 'next':
        return this.#go(evaluation, after?.id ?? null);
      case 'previous':
        return this.#go(evaluation, before?.id ?? null);
      case 'missing':
        return this.#go(
          evaluation,
          nextWithoutBallot(evaluation, this.session.me, place?.kind === 'criterion' ? place.criterion.id : null),
        );
      case 'points':
        this.querySelector('sam-ballot-form')?.focusPoints();
        return true;
      case 'text':
        this.querySelector('sam-section-text')?.focusText();
        return true;
      case 'finding':
        return this.querySelector('sam-findings')?.add() ?? false;
      case 'find':
        // The bar listens, on every screen of the evaluation.
        return false;
      case 'list':
        this.keysOpen = true;
        return true;
    }
  }

  /** Follows a link to the criterion: whoever listens for links on the page hears this one too. */
  #go(evaluation: Evaluation, criterion: CriterionId | null): boolean {
    if (!criterion) return false;
    const link = document.createElement('a');
    link.href = sectionPath(evaluation.id, sectionOf(criterion));
    link.hidden = true;
    this.append(link);
    link.click();
    link.remove();
    return true;
  }
}

function nameOf(place: Place): string {
  switch (place.kind) {
    case 'summary':
      return t(treeText).summary;
    case 'area':
      return `${place.area.code} ${place.area.name}`;
    case 'criterion':
      return `${place.criterion.code} ${place.criterion.name}`;
  }
}

/** Where something waits for this member, else the first criterion. */
function startOf(evaluation: Evaluation, me: MemberId): SectionId {
  const waiting = whatWaits(evaluation, me).find((each) => 'criteria' in each);
  const first = waiting && 'criteria' in waiting ? waiting.criteria[0] : neighbours(evaluation.instrument, summarySection).after?.id;
  return first ? sectionOf(first) : summarySection;
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-evaluation-screen': SamEvaluationScreen;
  }
}
