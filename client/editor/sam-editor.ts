/**
 * A text that several people write at once. Light DOM: selection, spelling and input methods do not work in shadow trees
 * in every browser. Everything of ProseMirror is reached through this file, so that a screen can load it when it is needed.
 */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Node as TextNode } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { sectionChars } from '../../shared/doc/length.ts';
import { editorWords } from '../i18n/editor.ts';
import { number } from '../i18n/format.ts';
import { LanguageController, t, type Language } from '../i18n/language.ts';
import { attributesOf } from './attributes.ts';
import { authorshipChanged } from './authorship.ts';
import { canRest, evidenceAt, evidenceChanged, rested, type EvidenceShown } from './evidence.ts';
import { hrefAt, linked } from './link.ts';
import { soon, spaced, withFrame } from './once.ts';
import type { Refused } from './paste/plugin.ts';
import { userOf } from './presence.ts';
import { restText, type RestingText } from './resting.ts';
import { compactTools, toolNames, toolStatesOf, use, type ToolName } from './tools.ts';
import { canUndoOrRedo } from './undo.ts';
import { openText, type OpenText } from './view.ts';
import { Wakefulness, type Sleeper } from './wakefulness.ts';
import { watchText } from './whereabouts.ts';
import { wordsIn } from './words.ts';
import './beside.css';
import './editor.css';
import './sam-editor-bar.ts';
import type { SamEditorBar } from './sam-editor-bar.ts';
import './sam-link-dialog.ts';
import type { SamLinkDialog } from './sam-link-dialog.ts';

/** A sentence at the foot: why something was not put in, or what a tool waits for. */
type Note = Refused | { readonly why: 'selectFirst' };
export type EvidenceAsk = { readonly current: string | null; readonly set: (id: string | null) => void };

let count = 0;
/** Words are counted when the typing pauses, ms. */
const countMs = 300;
/** Shortest time between two questions for whose client ids are, ms. */
const askMs = 10_000;
/** Focus that comes so soon after a press comes by it, ms. */
const pressMs = 1_000;

/**
 * @event editor-focus, editor-blur - focus came to the text or its tools, left both
 * @event editor-refused {why, room?} - something was not put in; a sentence at the foot says so until the next edit
 * @event evidence-open {id} - somebody wants to see that piece of evidence
 * @event evidence-ask {current, set} - which piece of evidence do the selected words rest on? `current`: its id or null;
 *   `set(id)` marks them, `set(null)` takes the mark away; both go back to the text
 * @event authors-ask - authors are shown from now on, or somebody wrote whom `authors` does not have: a newer one is wanted
 * @event words-change {words} - how many words there are now; also once when the text is opened. Not from a compact one at rest.
 */
@customElement('sam-editor')
export class SamEditor extends LitElement implements Sleeper {
  /** The shared text; nothing is shown while it is null. Its document must outlive the element or be replaced here first. */
  @property({ attribute: false }) fragment: Y.XmlFragment | null = null;
  /** Who else is here; null shows nobody. */
  @property({ attribute: false }) awareness: Awareness | null = null;
  /** Reads along and writes nothing, not even what an editor would put right by itself. */
  @property({ type: Boolean }) readonly = false;
  /** One of many short texts: no headings, tools only for selected words or when asked for, and an editor only while somebody needs one. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** What the text is, for screen readers: "Text för 3.3". */
  @property() label = '';
  @property() placeholder = '';
  /** The language of the text, for spelling and screen readers: the instrument's, not the reader's. */
  @property() language: Language = 'sv';
  /** My member id: my own tabs are not shown to me as colleagues. */
  @property() me = '';
  /** The team's evidence by its id, for the numbers in the text; null where there is none to be linked: then no tool is shown for it. */
  @property({ attribute: false }) evidence: EvidenceShown | null = null;
  /** Whether the tool is there that shows who wrote what, and whether it is shown. Goes to and fro by the tool. */
  @property() authorship: 'none' | 'offered' | 'shown' = 'none';
  /** Whose the client ids are, by name. Who is in the room is known without it. */
  @property({ attribute: false }) authors: ReadonlyMap<number, string> | null = null;
  /** Names in the order of their patterns. */
  @state() private found: readonly string[] = [];
  @state() private note: Note | null = null;
  /** Focus is in the text or its tools. */
  @state() private isIn = false;
  /** Compact: the tools are shown, since words are selected or somebody asked for them. They lie over what follows. */
  @state() private hasTools = false;
  @query('.editor-text') private readonly place!: HTMLElement;
  @query('sam-editor-bar') private readonly bar!: SamEditorBar | null;
  @query('sam-link-dialog') private readonly linkDialog!: SamLinkDialog | null;
  readonly #id = `editor-${(count += 1)}`;
  readonly #wakefulness: Wakefulness;
  #open: OpenText | null = null;
  #resting: RestingText | null = null;
  readonly #counting = soon(countMs, () => this.#countWords());
  readonly #tools = withFrame(() => this.#showTools());
  readonly #askAuthors = spaced(askMs, () => this.#say('authors-ask', {}));
  #unwatch: (() => void) | null = null;
  /** The drawn text gives its place to the editor, or the other way round: its focus goes along. */
  #swapping = false;
  #pressedAt = -Infinity;
  /** Somebody chooses evidence elsewhere; the answer comes back here. */
  #asking = false;

  constructor() {
    super();
    new LanguageController(this);
    this.addEventListener('pointerdown', ({ timeStamp }) => (this.#pressedAt = timeStamp));
    this.addEventListener('focusin', this.#focusMoved);
    this.addEventListener('focusout', this.#focusMoved);
    this.#wakefulness = new Wakefulness(this);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#reopen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override focus(): void {
    this.#wakefulness.wake();
    this.#open?.view.focus();
  }

  wokeOrSlept(): void {
    this.#swapping = true;
    this.#fill();
    this.#swapping = false;
    this.requestUpdate();
  }

  get hasUnfinished(): boolean {
    return this.note !== null || this.#asking || (this.#open !== null && canUndoOrRedo(this.#open.view.state));
  }

  enter(at: { readonly left: number; readonly top: number } | null): void {
    const view = this.#open?.view;
    if (!view) return;
    const place = at && view.posAtCoords(at);
    if (place) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place.pos))));
    view.focus();
  }

  override render() {
    const legend = this.authorship === 'shown' ? drawLegend(this.found) : nothing;
    if (this.readonly)
      return html`${legend}
        <div class="editor-text"></div>`;
    const { awake } = this.#wakefulness;
    return html`${
        this.compact && !(this.isIn && this.hasTools)
          ? nothing
          : html`<sam-editor-bar
              controls="${this.#id}-text"
              .offered=${this.#offered()}
              @editor-tool=${this.#useTool}
              @editor-tools-leave=${this.#leaveTools}
            ></sam-editor-bar>`
      }
      ${legend}
      <div class="editor-text"></div>
      ${awake ? html`<p class="editor-note" role="status">${this.note ? sentenceOf(this.note) : nothing}</p>` : nothing}
      <p hidden id="${this.#id}-keys">${t(editorWords).keys}</p>
      ${awake ? html`<sam-link-dialog @link-choose=${this.#setLink}></sam-link-dialog>` : nothing}`;
  }

  #offered(): readonly ToolName[] {
    const all = this.compact ? compactTools : toolNames;
    const without = [this.evidence === null ? 'evidence' : null, this.authorship === 'none' ? 'authors' : null];
    return all.filter((name) => !without.includes(name));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('compact')) this.#wakefulness.enabled = this.compact;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const has = (...names: readonly (keyof SamEditor)[]) => names.some((name) => changed.has(name));
    const view = this.#open?.view;
    if (has('fragment', 'awareness', 'readonly', 'compact', 'me')) this.#reopen();
    else if (has('evidence') && view) view.dispatch(evidenceChanged(view.state.tr));
    else if (has('evidence', 'label', 'placeholder', 'language')) this.#resting?.draw();
    if (has('authorship', 'authors') && this.#open) this.#open.view.dispatch(authorshipChanged(this.#open.view.state.tr));
    // The attributes are read anew.
    if (has('label', 'placeholder', 'language')) this.#open?.view.setProps({});
    this.#showTools();
  }

  #reopen(): void {
    this.#close();
    const { fragment, awareness, me, compact } = this;
    if (!fragment || !this.isConnected) return;
    this.#fill();
    if (compact && awareness) this.#unwatch = watchText(awareness, me, fragment, (areThere) => (this.#wakefulness.colleagues = areThere));
  }

  /** The editor, or the text drawn without one. */
  #fill(): void {
    this.#empty();
    const { fragment, awareness, readonly, me, compact } = this;
    if (!fragment) return;
    const shown = {
      fragment,
      readonly,
      attributes: (doc: TextNode) => attributesOf(doc, { ...this.#described(), readonly }),
      evidence: () => this.evidence,
      openEvidence: (id: string) => this.#say('evidence-open', { id }),
    };
    if (!this.#wakefulness.awake) {
      this.#resting = restText(this.place, shown);
      return;
    }
    this.#open = openText(this.place, {
      ...shown,
      awareness,
      me,
      owner: this,
      headings: !compact,
      updated: (textChanged, own) => this.#changed(textChanged, own),
      refused: (refused) => this.#refuse(refused),
      askLink: () => this.#askLink(),
      askEvidence: () => this.#askEvidence(),
      nameOf: () => (this.authorship === 'shown' ? (client) => this.#nameOf(client) : null),
      authorsFound: (names) => queueMicrotask(() => (this.found = names)),
      goToTools: () => void this.#goToTools(),
    });
    this.#changed(true, false);
  }

  #described() {
    const { label, placeholder, language } = this;
    return { id: this.#id, label, placeholder, language };
  }

  #empty(): void {
    this.#counting.stop();
    this.#tools.stop();
    this.#askAuthors.stop();
    this.#open?.close();
    this.#open = null;
    this.#resting?.close();
    this.#resting = null;
  }

  #close(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#empty();
  }

  #changed(textChanged: boolean, own: boolean): void {
    const { view } = this.#open ?? {};
    // The view speaks while it is still being made, too.
    if (!view) return;
    if (textChanged && own) this.note = null;
    if (view.hasFocus()) this.hasTools = !view.state.selection.empty;
    this.#tools.ask();
    if (textChanged) this.#counting.ask();
  }

  #countWords(): void {
    if (this.#open) this.#say('words-change', { words: wordsIn(this.#open.view.state.doc) });
  }

  // Handed over by hand: an update of this element at every keystroke would render nothing new.
  #showTools(): void {
    if (this.#open) this.bar?.show(toolStatesOf(this.#open.view.state, this.authorship === 'shown'));
  }

  async #goToTools(): Promise<void> {
    this.hasTools = true;
    await this.updateComplete;
    await this.bar?.updateComplete;
    this.bar?.focus();
  }

  readonly #leaveTools = (): void => {
    this.hasTools = false;
    this.focus();
  };

  readonly #useTool = (event: CustomEvent<{ name: ToolName }>): void => {
    const { view } = this.#open ?? {};
    const { name } = event.detail;
    if (name === 'link') this.#askLink();
    else if (name === 'evidence') this.#askEvidence();
    else if (name === 'authors') this.#toggleAuthors();
    else if (view) use(name)(view.state, view.dispatch.bind(view), view);
  };

  #refuse(refused: Refused): void {
    this.note = refused;
    this.#say('editor-refused', refused);
  }

  #askLink(): void {
    if (this.#open) this.linkDialog?.ask(hrefAt(this.#open.view.state));
  }

  #askEvidence(): void {
    const { view } = this.#open ?? {};
    if (!view || this.evidence === null) return;
    if (!canRest(view.state)) {
      this.note = { why: 'selectFirst' };
      return;
    }
    const asked: EvidenceAsk = {
      current: evidenceAt(view.state),
      set: (id) => {
        this.#asking = false;
        if (view.isDestroyed) return;
        view.dispatch(rested(view.state, id));
        view.focus();
      },
    };
    this.#asking = true;
    this.#say('evidence-ask', asked);
  }

  #toggleAuthors(): void {
    this.authorship = this.authorship === 'shown' ? 'offered' : 'shown';
    if (this.authorship === 'shown') this.#askAuthors.ask();
  }

  #nameOf(client: number): string {
    const words = t(editorWords);
    if (client === this.fragment?.doc?.clientID) return words.you;
    const name = this.authors?.get(client) ?? userOf(this.awareness?.getStates().get(client))?.name;
    if (name === undefined && this.authors) this.#askAuthors.ask();
    return name ?? words.unknownAuthor;
  }

  readonly #setLink = (event: CustomEvent<{ href: string }>): void => {
    const { view } = this.#open ?? {};
    if (!view) return;
    view.dispatch(linked(view.state, event.detail.href));
    view.focus();
  };

  readonly #focusMoved = (event: FocusEvent): void => {
    if (this.#swapping || (event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) return;
    const isIn = event.type === 'focusin';
    if (isIn === this.isIn) return;
    this.isIn = isIn;
    // Whoever came by key needs to see where they are; whoever pressed there sees the caret.
    this.toggleAttribute('by-key', isIn && event.timeStamp - this.#pressedAt > pressMs);
    this.#say(isIn ? 'editor-focus' : 'editor-blur', {});
  };

  #say(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** Each name with the line its words are underlined by. */
function drawLegend(names: readonly string[]): TemplateResult {
  const words = t(editorWords);
  return html`<p class="editor-legend">
    ${words.wrote} ${names.map((name, at) => html`<span class="by by-${at % 6}">${name}</span> `)}
    <span class="editor-legend-note">${words.wroteNote}</span>
  </p>`;
}

function sentenceOf(note: Note): string {
  const words = t(editorWords);
  return note.why === 'room' ? words.noRoom(number(sectionChars), number(note.room), note.room) : words[note.why];
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-editor': SamEditor;
  }
}
