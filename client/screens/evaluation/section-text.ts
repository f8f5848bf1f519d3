/**
 * A section's text: joined while it is on screen, left with it. Those who may not write read along. When the text was closed,
 * it says why, and what was not taken stays here to be copied.
 * @event words-known - how many words the section has, as far as this tab has seen
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { whyNotWrite } from '../../../shared/domain/audiences.ts';
import type { EvidenceId, SectionId } from '../../../shared/domain/ids.ts';
import type { Closing } from '../../../shared/protocol/closings.ts';
import { api } from '../../api.ts';
import { ViewController } from '../../controllers/view-controller.ts';
import { writersIn } from '../../editor/presence.ts';
import type { SamEditor } from '../../editor/sam-editor.ts';
import { commonText } from '../../i18n/common.ts';
import { editorWords } from '../../i18n/editor.ts';
import { sectionText } from '../../i18n/evaluation-text.ts';
import { list, number } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import type { Present } from '../../sync/evaluation-session.ts';
import type { SetAside } from '../../sync/saved.ts';
import type { TextReplica } from '../../sync/text-replica.ts';
import { Source } from '../../sync/view.ts';
import { SectionAuthors, type FetchAuthors } from './authors.ts';
import { EvaluationPart } from './part.ts';
import { refusalSentence } from './refused.ts';
import { memberOf } from './selectors.ts';
import { drawTextAside } from './text-aside.ts';
import { marksOf } from './evidence-label.ts';
import './findings.ts';
import './section-evidence.ts';
import type { SamSectionEvidence } from './section-evidence.ts';
import './sign-off.ts';
import './section-text.css';

/** After these closes the section is joined afresh by itself, at most so often a minute: a loop of resets would help nobody. */
const rejoins: readonly Closing[] = ['section/signed-off', 'access/denied', 'content/refused', 'content/too-large', 'epoch/old'];
const rejoinsPerMinute = 3;

@customElement('sam-section-text')
export class SamSectionText extends EvaluationPart {
  @property({ attribute: false }) section!: SectionId;
  /** How the text is called, for screen readers: 3.3 Uppföljning och analys. */
  @property() name = '';
  @property({ attribute: false }) fetchAuthors: FetchAuthors = api.authors;
  @state() private words: number | null = null;
  @state() private hasEditor = customElements.get('sam-editor') !== undefined;
  /** Its files could not be fetched. */
  @state() private noEditor = false;
  /** Why the generation before was closed; gone with the section. */
  @state() private closedBy: Closing | null = null;
  @query('sam-section-evidence') private evidence!: SamSectionEvidence | null;
  #replica: TextReplica | null = null;
  #joins: number[] = [];
  #stopAwareness: (() => void) | null = null;
  readonly #status = new ViewController<'joining' | 'live' | 'closed'>(this, new Source('joining'));
  readonly #writes = new ViewController<boolean>(this, new Source(false));
  readonly #present = new ViewController<readonly Present[]>(this, new Source([]));
  readonly #setAside = new ViewController<readonly SetAside[]>(this, new Source([]));
  readonly #authors = new SectionAuthors(this);

  constructor() {
    super();
    this.addEventListener('evidence-open', ({ detail }) => this.evidence?.show(detail.id as EvidenceId));
    this.addEventListener('evidence-ask', ({ detail }) => void this.evidence?.choose(detail));
    this.addEventListener('evidence-choose', ({ detail }) => void this.evidence?.choose(detail));
  }

  /** Puts the reader into the text. */
  focusText() {
    this.querySelector<SamEditor>('sam-editor')?.focus();
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#fetchEditor();
    if (this.hasUpdated) this.#join();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#leave();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session')) {
      this.#present.follow(this.session.present);
      this.#setAside.follow(this.session.setAside);
    }
    if (changed.has('session') || changed.has('section')) {
      this.#joins = [];
      this.closedBy = null;
      this.words = null;
      this.#authors.forget();
      this.#join();
    } else if (this.#status.value === 'closed') this.#rejoin();
  }

  override render() {
    const text = t(sectionText);
    const aside = this.#setAside.value.filter((work) => work.kind === 'text' && work.section === this.section);
    return html`<section class="section-text" aria-labelledby="section-text">
        <div class="section-head">
          <h2 id="section-text">${text.title}</h2>
          <p class="small soft">${this.#whoIsHere()}</p>
          ${this.words === null ? nothing : html`<p class="push small faint">${text.words(number(this.words), this.words === 1)}</p>`}
        </div>
        ${aside.map((work) => drawTextAside(this.session, this.evaluation, this.names, work))} ${this.#note()} ${this.#noAuthors()}
        ${this.#body()}
      </section>
      ${this.#below()}`;
  }

  async #fetchEditor() {
    this.noEditor = false;
    try {
      await import('../../editor/sam-editor.ts');
      this.hasEditor = true;
    } catch {
      this.noEditor = true;
    }
  }

  #body() {
    const replica = this.#replica;
    if (this.noEditor && !this.hasEditor)
      return html`<p class="warning" role="status">
        ${t(sectionText).noEditor} <button type="button" class="btn text" @click=${this.#fetchEditor}>${t(commonText).tryAgain}</button>
      </p>`;
    if (!replica || !this.hasEditor || this.#status.value === 'joining') return this.#skeleton();
    const text = t(sectionText);
    const { language } = this.evaluation.instrument;
    const writes = this.#isWritten;
    return html`<sam-editor
      .fragment=${replica.fragment}
      .awareness=${replica.awareness}
      .readonly=${!writes}
      .label=${text.of(this.name)}
      .placeholder=${writes ? text.empty : text.emptyReader}
      .language=${language}
      .me=${this.me}
      .evidence=${this.#marks}
      authorship="offered"
      .authors=${this.#authors.names((id) => (id === this.me ? t(editorWords).you : this.nameOf(id)))}
      @authors-ask=${this.#askAuthors}
      @words-change=${(event: CustomEvent<{ readonly words: number }>) => this.#counted(event.detail.words)}
    ></sam-editor>`;
  }

  #askAuthors() {
    void this.#authors.ask(this.fetchAuthors, this.session.id, this.section);
  }

  #noAuthors() {
    const { failure } = this.#authors;
    if (!failure) return nothing;
    return html`<p class="note" role="status">
      ${failure.status === 0 ? t(sectionText).authorsAway : refusalSentence(failure, this.evaluation, this.names)}
      <button type="button" class="btn text" @click=${this.#askAuthors}>${t(commonText).tryAgain}</button>
    </p>`;
  }

  /** Findings and sign-off, once their words can be here. */
  #below() {
    const replica = this.#replica;
    if (!replica || this.#status.value === 'joining') return nothing;
    return html`<sam-findings
        .session=${this.session}
        .evaluation=${this.evaluation}
        .names=${this.names}
        .section=${this.section}
        .replica=${replica}
        .writes=${this.#isWritten}
        .hasEditor=${this.hasEditor}
        .marks=${this.#marks}
      ></sam-findings>
      <sam-sign-off
        .session=${this.session}
        .evaluation=${this.evaluation}
        .names=${this.names}
        .section=${this.section}
        .replica=${replica}
        .writing=${this.#writing}
      ></sam-sign-off>
      <sam-section-evidence
        .session=${this.session}
        .evaluation=${this.evaluation}
        .names=${this.names}
        .section=${this.section}
      ></sam-section-evidence>`;
  }

  /** null: evidence lies outside this view. */
  get #marks() {
    return this.evaluation.teamSeen ? marksOf(this.evaluation) : null;
  }

  get #isWritten(): boolean {
    return this.#writes.value && this.#status.value === 'live';
  }

  /** Colleagues whose caret stands here, in the text or in a finding. */
  get #writing(): readonly string[] {
    return this.#replica ? writersIn(this.#replica.awareness, this.me).flatMap(({ active, name }) => (active ? [name] : [])) : [];
  }

  #skeleton() {
    return html`<div class="skeleton" role="status">
      <span class="visually-hidden">${t(sectionText).joining}</span><i></i><i></i><i></i>
    </div>`;
  }

  /** Writers by their carets; else those who are at this section. */
  #whoIsHere() {
    const text = t(sectionText);
    const writing = this.#writing;
    if (writing.length > 0) return text.writing(list(writing), writing.length > 1);
    const here = this.#present.value.filter((each) => each.section === this.section && each.id !== this.me);
    return here.length > 0 ? text.here(list(here.map((each) => each.name)), here.length > 1) : nothing;
  }

  #note() {
    const text = t(sectionText);
    const member = memberOf(this.evaluation, this.me);
    const why = member ? whyNotWrite(this.evaluation, member, { kind: 'text', section: this.section }) : 'role';
    const sentences = {
      conflict: text.conflict,
      published: text.published,
      'signed-off': text.signedOff,
      role: text.reading,
      projected: text.reading,
    };
    const closed =
      this.closedBy === null || why === 'signed-off'
        ? null
        : refusalSentence({ code: this.closedBy, facts: {} }, this.evaluation, this.names);
    if (this.#status.value === 'closed')
      return html`<p class="warning small" role="status">
        ${closed} ${text.closedStill}
        <button type="button" class="btn text" @click=${this.#again}>${text.reopen}</button>
      </p>`;
    if (why) return html`<p class="note">${sentences[why]}</p>`;
    return closed ? html`<p class="warning small" role="status">${closed}</p>` : nothing;
  }

  #counted(words: number) {
    this.words = words;
    this.tell('words-known', { section: this.section, words });
  }

  #join() {
    this.#leave();
    const replica = this.session.openText(this.section);
    this.#replica = replica;
    this.#status.follow(replica.status);
    this.#writes.follow(replica.writes);
    const changed = () => this.requestUpdate();
    replica.awareness.on('change', changed);
    this.#stopAwareness = () => replica.awareness.off('change', changed);
  }

  #leave() {
    this.#stopAwareness?.();
    this.#stopAwareness = null;
    this.#replica?.close();
    this.#replica = null;
  }

  #rejoin() {
    const closing = this.#replica?.closing.get() ?? null;
    if (!closing) return;
    this.closedBy = closing;
    const now = Date.now();
    this.#joins = this.#joins.filter((at) => now - at < 60_000);
    if (!rejoins.includes(closing) || this.#joins.length >= rejoinsPerMinute) return;
    this.#joins.push(now);
    this.#join();
  }

  #again() {
    this.#joins = [];
    this.#join();
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-section-text': SamSectionText;
  }
  interface HTMLElementEventMap {
    'words-known': CustomEvent<{ readonly section: SectionId; readonly words: number }>;
  }
}
