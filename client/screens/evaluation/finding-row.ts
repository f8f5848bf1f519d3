/**
 * One finding: its mark, its words, what it rests on, and the handle by which it is moved and changed. It is its own list item,
 * named by its kind and first words.
 * @event finding-menu - the handle was pressed
 * @event finding-step - one place up (-1) or down (1) was asked for by keyboard
 * @event finding-grip - the handle was gripped with a pointer
 * @event evidence-open - a piece of its evidence is to be shown
 * @event finding-link - evidence is to be linked
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { isEmpty, plainTextOf } from '../../../shared/doc/text.ts';
import type { Finding } from '../../../shared/domain/evaluation.ts';
import type { EvidenceId, FindingId, MemberId } from '../../../shared/domain/ids.ts';
import type { EvidenceShown } from '../../editor/evidence.ts';
import type { SamEditor } from '../../editor/sam-editor.ts';
import { findingsText, findingWords } from '../../i18n/findings.ts';
import { t, type Language } from '../../i18n/language.ts';
import { sameJson } from '../../sync/view.ts';
import '../../ui/sam-finding-mark.ts';
import { Part } from './part.ts';

/** A piece of evidence as a finding names it: `[3]`, `Årsredovisning, s. 12`. */
export type Piece = { readonly id: EvidenceId; readonly number: string; readonly name: string };

/** After the last letter, before the finding's name follows, ms. */
const nameMs = 400;
const nameChars = 60;
const byJson = { attribute: false, hasChanged: (value: unknown, before: unknown) => !sameJson(value, before) } as const;

@customElement('sam-finding')
export class SamFinding extends Part {
  @property(byJson) finding!: Finding;
  @property({ attribute: false }) fragment!: Y.XmlFragment;
  @property({ attribute: false }) awareness: Awareness | null = null;
  /** 1, 2, 3 … as it stands. */
  @property({ type: Number }) at = 1;
  @property({ type: Boolean }) writes = false;
  /** Whether editors can be made. */
  @property({ type: Boolean }) hasEditor = false;
  @property() language: Language = 'sv';
  @property() me = '' as MemberId;
  /** For the numbers in its words. */
  @property({ attribute: false }) evidence: EvidenceShown | null = null;
  /** null: the reader may not see evidence. */
  @property(byJson) pieces: readonly Piece[] | null = null;
  @property({ type: Boolean }) menuOpen = false;
  /** Why a change of it was not taken. */
  @property({ attribute: false }) refusal: TemplateResult | null = null;
  #stopReading: (() => void) | null = null;
  #naming: ReturnType<typeof setTimeout> | undefined;

  /** What it is called: its kind and first words. */
  get named(): string {
    return nameOfFinding(this.finding, this.fragment);
  }

  get handle(): HTMLElement | null {
    return this.querySelector('.handle');
  }

  /** Puts the writer into the words, at once. */
  async focusText(): Promise<void> {
    await this.updateComplete;
    const editor = this.querySelector<SamEditor>('sam-editor');
    await editor?.updateComplete;
    editor?.focus();
    this.scrollIntoView({ block: 'nearest' });
  }

  override connectedCallback() {
    super.connectedCallback();
    this.role = 'listitem';
    if (this.hasUpdated) this.#read();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#naming);
    this.#naming = undefined;
    this.#stopReading?.();
    this.#stopReading = null;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('fragment')) this.#read();
  }

  protected override updated() {
    this.ariaLabel = this.named;
  }

  override render() {
    return html`<sam-finding-mark aria-hidden="true" kind=${this.finding.kind}></sam-finding-mark>
      <div class="words">${this.hasEditor ? this.#editor() : this.#still()}</div>
      ${this.writes ? this.#handle() : nothing} ${this.#facts()} ${this.refusal ?? nothing}`;
  }

  #editor() {
    const text = t(findingsText);
    const kind = t(findingWords)[this.finding.kind];
    return html`<sam-editor
      compact
      .fragment=${this.fragment}
      .awareness=${this.awareness}
      .readonly=${!this.writes}
      .label=${text.textOf(kind.toLowerCase(), this.at)}
      .placeholder=${this.writes ? text[`ask.${this.finding.kind}`] : text.empty}
      .language=${this.language}
      .me=${this.me}
      .evidence=${this.evidence}
    ></sam-editor>`;
  }

  /** The words alone, until there is what it takes to write them. */
  #still() {
    return html`<div class="prose still" lang=${this.language}>
      ${plainTextOf(this.fragment)
        .split('\n')
        .map((line) => html`<p>${line}</p>`)}
    </div>`;
  }

  #handle() {
    const text = t(findingsText);
    return html`<button
      type="button"
      class="handle"
      aria-haspopup="menu"
      aria-expanded=${this.menuOpen ? 'true' : 'false'}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      aria-label=${text.handle(this.named)}
      title=${text.handleHint}
      @click=${() => this.tell('finding-menu', { finding: this.finding.id })}
      @keydown=${this.#key}
      @pointerdown=${(press: PointerEvent) => this.tell('finding-grip', { finding: this.finding.id, press })}
    >
      <svg width="10" height="16" viewBox="0 0 10 16" fill="currentColor" aria-hidden="true">
        <path d="M1 2h2v2H1zM7 2h2v2H7zM1 7h2v2H1zM7 7h2v2H7zM1 12h2v2H1zM7 12h2v2H7z" />
      </svg>
    </button>`;
  }

  #facts() {
    const text = t(findingsText);
    const { kind, example } = this.finding;
    const { pieces } = this;
    const lacks = this.writes && pieces?.length === 0 && !isEmpty(this.fragment);
    return html`<p class="facts">
      <span class="kind">${t(findingWords)[kind]}</span>
      ${example ? html`<sam-finding-mark label kind=${example}></sam-finding-mark>` : nothing}
      ${pieces?.map(
        ({ id, number, name }) =>
          html`<button type="button" class="piece" @click=${() => this.tell('evidence-open', { id })}>
            ${number} <span class="name">${name}</span>
          </button>`,
      )}
      ${
        lacks
          ? html`<span class="faint">${text.noEvidence}</span>
              <button type="button" class="piece" @click=${() => this.tell('finding-link', { finding: this.finding.id })}>
                ${text.addEvidence}
              </button>`
          : nothing
      }
    </p>`;
  }

  readonly #key = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (by === null || event.getModifierState('AltGraph')) return;
    event.preventDefault();
    if (event.altKey) this.tell('finding-step', { finding: this.finding.id, by });
    else this.tell('finding-menu', { finding: this.finding.id });
  };

  /** Its name, and its plain words, follow what is written. */
  #read() {
    this.#stopReading?.();
    const { fragment } = this;
    const changed = () => {
      this.#naming ??= setTimeout(() => {
        this.#naming = undefined;
        this.requestUpdate();
      }, nameMs);
    };
    fragment.observeDeep(changed);
    this.#stopReading = () => fragment.unobserveDeep(changed);
  }
}

/** Kind and first words: what a list of findings calls each. */
export function nameOfFinding({ kind }: Finding, fragment: Y.XmlFragment): string {
  const text = t(findingsText);
  const word = t(findingWords)[kind];
  const words = plainTextOf(fragment).replace(/\s+/g, ' ').trim();
  if (words === '') return text.unnamed(word);
  if (words.length <= nameChars) return text.named(word, words);
  return text.named(word, `${words.slice(0, nameChars).replace(/\s\S*$/, '')} …`);
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-finding': SamFinding;
  }
  interface HTMLElementEventMap {
    'finding-menu': CustomEvent<{ readonly finding: FindingId }>;
    'finding-step': CustomEvent<{ readonly finding: FindingId; readonly by: -1 | 1 }>;
    'finding-link': CustomEvent<{ readonly finding: FindingId }>;
    'finding-grip': CustomEvent<{ readonly finding: FindingId; readonly press: PointerEvent }>;
  }
}
