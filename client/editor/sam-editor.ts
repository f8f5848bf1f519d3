/**
 * A text that several people write at once. Light DOM: selection, spelling and input methods do not work in shadow trees
 * in every browser. Everything of ProseMirror is reached through this file, so that a screen can load it when it is needed.
 */
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EditorState } from 'prosemirror-state';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { sectionChars } from '../../shared/doc/length.ts';
import { countWords } from '../../shared/doc/text.ts';
import { editorWords } from '../i18n/editor.ts';
import { number } from '../i18n/format.ts';
import { LanguageController, t, type Language } from '../i18n/language.ts';
import { canRest, evidenceAt, evidenceChanged, rested, type EvidenceShown } from './evidence.ts';
import { hrefAt, linked } from './link.ts';
import type { Refused } from './paste/plugin.ts';
import { toolNames, toolStatesOf, use, type ToolName } from './tools.ts';
import { openText, type OpenText } from './view.ts';
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

/**
 * @event editor-focus, editor-blur - focus came to the text or its tools, left both
 * @event editor-refused {why, room?} - something was not put in; a sentence at the foot says so until the next edit
 * @event evidence-open {id} - somebody wants to see that piece of evidence
 * @event evidence-ask {current, set} - which piece of evidence do the selected words rest on? `current`: its id or null;
 *   `set(id)` marks them, `set(null)` takes the mark away; both go back to the text
 * @event words-change {words} - how many words there are now; also once when the text is opened
 */
@customElement('sam-editor')
export class SamEditor extends LitElement {
  /** The shared text; nothing is shown while it is null. Its document must outlive the element or be replaced here first. */
  @property({ attribute: false }) fragment: Y.XmlFragment | null = null;
  /** Who else is here; null shows nobody. */
  @property({ attribute: false }) awareness: Awareness | null = null;
  /** Reads along and writes nothing, not even what an editor would put right by itself. */
  @property({ type: Boolean }) readonly = false;
  /** What the text is, for screen readers: "Text för 3.3". */
  @property() label = '';
  @property() placeholder = '';
  /** The language of the text, for spelling and screen readers: the instrument's, not the reader's. */
  @property() language: Language = 'sv';
  /** My member id: my own tabs are not shown to me as colleagues. */
  @property() me = '';
  /** The team's evidence by its id, for the numbers in the text; null where there is none to be linked: then no tool is shown for it. */
  @property({ attribute: false }) evidence: EvidenceShown | null = null;
  @state() private note: Note | null = null;
  @query('.editor-text') private readonly place!: HTMLElement;
  @query('sam-editor-bar') private readonly bar!: SamEditorBar | null;
  @query('sam-link-dialog') private readonly linkDialog!: SamLinkDialog | null;
  readonly #id = `editor-${(count += 1)}`;
  #open: OpenText | null = null;
  #counting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LanguageController(this);
    this.addEventListener('focusin', this.#focusMoved);
    this.addEventListener('focusout', this.#focusMoved);
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
    this.#open?.view.focus();
  }

  override render() {
    if (this.readonly) return html`<div class="editor-text"></div>`;
    return html`<sam-editor-bar
        controls="${this.#id}-text"
        .offered=${toolNames.filter((name) => name !== 'evidence' || this.evidence !== null)}
        @editor-tool=${this.#useTool}
        @editor-tools-leave=${this.focus}
      ></sam-editor-bar>
      <div class="editor-text"></div>
      <p class="editor-note" role="status">${this.note ? sentenceOf(this.note) : nothing}</p>
      <p hidden id="${this.#id}-keys">${t(editorWords).keys}</p>
      <sam-link-dialog @link-choose=${this.#setLink}></sam-link-dialog>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const rebinds = (['fragment', 'awareness', 'readonly', 'me'] as const).some((name) => changed.has(name));
    if (rebinds) this.#reopen();
    if (changed.has('evidence') && this.#open && !rebinds) this.#open.view.dispatch(evidenceChanged(this.#open.view.state.tr));
    // The attributes are read anew.
    if (!rebinds && ['label', 'placeholder', 'language'].some((name) => changed.has(name as keyof SamEditor)))
      this.#open?.view.setProps({});
  }

  #reopen(): void {
    this.#close();
    const { fragment, awareness, readonly, me } = this;
    if (!fragment || !this.isConnected) return;
    this.#open = openText(this.place, {
      fragment,
      awareness,
      readonly,
      me,
      owner: this,
      attributes: (textState) => this.#attributesOf(textState),
      headings: true,
      updated: (textChanged, own) => this.#changed(textChanged, own),
      refused: (refused) => this.#refuse(refused),
      askLink: () => this.#askLink(),
      askEvidence: () => this.#askEvidence(),
      evidence: () => this.evidence,
      openEvidence: (id) => this.#say('evidence-open', { id }),
      goToTools: () => this.bar?.focus(),
    });
    this.#changed(true, false);
  }

  #close(): void {
    clearTimeout(this.#counting);
    this.#counting = undefined;
    this.#open?.close();
    this.#open = null;
  }

  #changed(textChanged: boolean, own: boolean): void {
    const { view } = this.#open ?? {};
    // The view speaks while it is still being made, too.
    if (!view) return;
    // Handed over by hand: an update of this element at every keystroke would render nothing new.
    if (textChanged && own) this.note = null;
    if (this.bar) this.bar.tools = toolStatesOf(view.state);
    if (textChanged) this.#counting ??= setTimeout(() => this.#countWords(), countMs);
  }

  #countWords(): void {
    this.#counting = undefined;
    const doc = this.#open?.view.state.doc;
    if (doc) this.#say('words-change', { words: countWords(doc.textBetween(0, doc.content.size, '\n', '\n')) });
  }

  #attributesOf({ doc }: EditorState): Record<string, string> {
    const isEmpty = doc.content.size === 0 || (doc.childCount === 1 && doc.firstChild?.isTextblock === true && doc.content.size === 2);
    const shown = isEmpty && this.placeholder !== '' ? { 'data-placeholder': this.placeholder } : {};
    const named = { id: `${this.#id}-text`, class: 'prose', lang: this.language, 'aria-label': this.label, ...shown };
    // What can't be written is no text box: in one, screen readers leave out headings, lists and links.
    if (this.readonly) return { ...named, role: 'group' };
    return {
      ...named,
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-describedby': `${this.#id}-keys`,
      'aria-placeholder': isEmpty ? this.placeholder : '',
      spellcheck: 'true',
      autocapitalize: 'sentences',
      autocorrect: 'on',
      // A browser that translates the page would write its translation into the shared text.
      translate: 'no',
    };
  }

  readonly #useTool = (event: CustomEvent<{ name: ToolName }>): void => {
    const { view } = this.#open ?? {};
    const { name } = event.detail;
    if (name === 'link') this.#askLink();
    else if (name === 'evidence') this.#askEvidence();
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
        if (view.isDestroyed) return;
        view.dispatch(rested(view.state, id));
        view.focus();
      },
    };
    this.#say('evidence-ask', asked);
  }

  readonly #setLink = (event: CustomEvent<{ href: string }>): void => {
    const { view } = this.#open ?? {};
    if (!view) return;
    view.dispatch(linked(view.state, event.detail.href));
    view.focus();
  };

  readonly #focusMoved = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    this.#say(event.type === 'focusin' ? 'editor-focus' : 'editor-blur', {});
  };

  #say(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
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
