/** The tools above a text: one stop for Tab, arrows between them. In light DOM, as the text is. */
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { editorWords } from '../i18n/editor.ts';
import { LanguageController, t } from '../i18n/language.ts';
import { toolNames, type ToolName, type ToolStates } from './tools.ts';

type Look = { readonly word: string; readonly name: string; readonly keys: string | null };

/** @event editor-tool {name} - a tool was pressed · @event editor-tools-leave - back to the text */
@customElement('sam-editor-bar')
export class SamEditorBar extends LitElement {
  /** Null while no text is open. */
  @state() private tools: ToolStates | null = null;
  /** Those that are shown, in the order of `toolNames`. */
  @property({ attribute: false }) offered: readonly ToolName[] = toolNames;
  /** Id of the text that the tools work on. */
  @property() controls = '';
  /** The one that Tab reaches. */
  @state() private current: ToolName = 'bold';

  constructor() {
    super();
    new LanguageController(this);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override focus(): void {
    this.querySelector<HTMLElement>(`[data-tool=${this.current}]`)?.focus();
  }

  /** Said after every letter; mostly nothing is different. */
  show(tools: ToolStates): void {
    const before = this.tools;
    const isSame = (name: ToolName) => before?.[name].pressed === tools[name].pressed && before[name].enabled === tools[name].enabled;
    if (!before || !toolNames.every(isSame)) this.tools = tools;
  }

  override render() {
    const { tools } = this;
    if (!tools) return nothing;
    return html`<div
      class="editor-bar"
      role="toolbar"
      aria-label=${t(editorWords).bar}
      aria-controls=${this.controls}
      @keydown=${this.#key}
      @mousedown=${this.#keepFocus}
    >
      ${toolNames.filter((name) => this.offered.includes(name)).map((name) => this.#tool(name, tools))}
    </div>`;
  }

  #tool(name: ToolName, tools: ToolStates): TemplateResult {
    const { word, name: spoken, keys } = lookOf(name);
    const { pressed, enabled } = tools[name];
    return html`<button
      type="button"
      data-tool=${name}
      tabindex=${name === this.current ? 0 : -1}
      title=${keys ? `${spoken} (${keys.replaceAll('+', ' ')})` : spoken}
      aria-label=${spoken}
      aria-keyshortcuts=${keys?.replaceAll('Ctrl', 'Control') ?? nothing}
      aria-pressed=${pressed === null ? nothing : String(pressed)}
      aria-disabled=${enabled ? nothing : 'true'}
      @click=${() => this.#press(name)}
      @focus=${() => (this.current = name)}
    >
      ${word}
    </button>`;
  }

  #press(name: ToolName): void {
    if (this.tools?.[name].enabled) this.#say('editor-tool', { name });
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#say('editor-tools-leave', {});
    else if (!this.#step(event.key)) return;
    event.preventDefault();
  };

  #step(key: string): boolean {
    const all = [...this.querySelectorAll<HTMLElement>('[data-tool]')];
    const at = all.findIndex((each) => each === document.activeElement);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 };
    const to = steps[key];
    if (to === undefined) return false;
    all.at(to % all.length)?.focus();
    return true;
  }

  // With the mouse the caret stays in the text, and with it a phone's keyboard.
  readonly #keepFocus = (event: MouseEvent): void => event.preventDefault();

  #say(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}

function lookOf(name: ToolName): Look {
  const words = t(editorWords);
  switch (name) {
    case 'bold':
      return { word: words.boldLetter, name: words.bold, keys: 'Ctrl+B' };
    case 'italic':
      return { word: words.italicLetter, name: words.italic, keys: 'Ctrl+I' };
    case 'link':
      return { word: words.link, name: words.link, keys: 'Ctrl+K' };
    case 'evidence':
      return { word: words.evidence, name: words.evidence, keys: 'Ctrl+Alt+U' };
    case 'authors':
      return { word: words.authors, name: words.authorsWhat, keys: null };
    case 'undo':
      return { word: '↶', name: words.undoOwn, keys: 'Ctrl+Z' };
    case 'redo':
      return { word: '↷', name: words.redoOwn, keys: 'Ctrl+Y' };
    case 'indent':
      return { word: '→', name: words.indent, keys: 'Alt+Shift+ArrowRight' };
    case 'outdent':
      return { word: '←', name: words.outdent, keys: 'Alt+Shift+ArrowLeft' };
    default:
      return { word: words[name], name: words[name], keys: null };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-editor-bar': SamEditorBar;
  }
}
