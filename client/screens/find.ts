/**
 * Finding in the evaluation: words are typed, hits stand below by kind, arrows choose, Enter goes there. Everything is read once,
 * from this device, when the dialog opens: it works without network, and each letter is answered at once.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { router } from '../controllers/router.ts';
import { findKinds, findText } from '../i18n/find.ts';
import { t } from '../i18n/language.ts';
import { dialogText } from '../i18n/ui.ts';
import '../ui/sam-dialog.ts';
import { Part } from './evaluation/part.ts';
import { sectionPath } from './evaluation/places.ts';
import type { Session } from './evaluation/session.ts';
import { entriesOf, type Entry, type Target } from './find/entries.ts';
import { land, unmark } from './find/landing.ts';
import { termsOf } from './find/match.ts';
import { search, type Found, type Group, type Hit } from './find/search.ts';
import './find/find.css';

const none: Found = { groups: [], count: 0 };

@customElement('sam-find')
export class SamFind extends Part {
  @property({ attribute: false }) session!: Session;
  @property({ type: Boolean }) open = false;
  @state() private typed = '';
  @state() private found = none;
  /** Which hit is chosen, counted through all groups. */
  @state() private at = 0;
  /** null: not read yet. */
  @state() private entries: readonly Entry[] | null = null;
  @query('input') private field!: HTMLInputElement;
  /** Where to once the dialog is closed. */
  #going: Target | null = null;
  #stopMarks: (() => void) | null = null;

  constructor() {
    super();
    // One for all hits, which are no buttons of their own: keys are the field's.
    this.addEventListener('pointermove', (event) => this.#point(event));
    this.addEventListener('click', (event) => this.#press(event));
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#stopMarks = router.place.subscribe(() => unmark());
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopMarks?.();
    unmark();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session')) this.typed = '';
    if (changed.has('open') && this.open) void this.#read();
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('open') && this.open) void this.#begin();
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const text = t(findText);
    const { hits } = this;
    return html`<sam-dialog .open=${this.open} .heading=${text.title} @dialog-close=${this.#closed}>
      <label class="field"
        ><span class="label">${text.field}</span
        ><input
          class="in"
          type="search"
          autocomplete="off"
          spellcheck="false"
          role="combobox"
          aria-label=${text.field}
          aria-expanded=${String(hits.length > 0)}
          aria-controls="find-hits"
          aria-autocomplete="list"
          aria-activedescendant=${hits.length > 0 ? `find-${this.at}` : nothing}
          .value=${this.typed}
          @input=${this.#ask}
          @keydown=${this.#key}
      /></label>
      <p class="note" role="status">${this.#says()}</p>
      <div class="place">
        <div id="find-hits" class="hits" role="listbox" aria-label=${text.results} ?hidden=${hits.length === 0}>
          ${this.found.groups.map((group) => this.#group(group))}
        </div>
      </div>
      ${hits.length > 0 ? html`<p class="note by-key">${text.keys}</p>` : nothing}
      <button slot="actions" type="button" class="btn" @click=${this.#close}>${t(dialogText).close}</button>
    </sam-dialog>`;
  }

  /** After the dialog has put focus on its heading. */
  async #begin() {
    await this.querySelector('sam-dialog')?.updateComplete;
    this.field.focus();
    this.field.select();
  }

  /** All that is shown, in the order of the list. */
  private get hits(): readonly Hit[] {
    return this.found.groups.flatMap((group) => group.hits);
  }

  #says(): string {
    const text = t(findText);
    const terms = termsOf(this.typed);
    if (terms.length === 0) return text.hint;
    if (!this.entries) return text.reading;
    return this.found.count === 0 ? text.none(this.typed.trim()) : text.count(this.found.count, this.hits.length);
  }

  #group({ kind, hits, rest }: Group) {
    const first = hits[0] ? this.hits.indexOf(hits[0]) : 0;
    return html`<div role="group" aria-labelledby="find-${kind}">
      <h3 id="find-${kind}" role="presentation">${t(findKinds)[kind]}</h3>
      ${hits.map((hit, at) => this.#hit(hit, first + at))}
      ${rest > 0 ? html`<p class="rest" role="presentation">${t(findText).rest(rest)}</p>` : nothing}
    </div>`;
  }

  #hit({ entry, pieces }: Hit, at: number): TemplateResult {
    const isIn = at === this.at;
    return html`<div role="option" id="find-${at}" aria-selected=${String(isIn)} data-at=${at}>
      ${entry.about === '' ? nothing : html`<span class="about">${entry.about}</span>`}
      <span class="said">${pieces.map(({ words, isHit }) => (isHit ? html`<mark>${words}</mark>` : words))}</span>
    </div>`;
  }

  async #read() {
    const { session } = this;
    const words = await session.wordsOfAll();
    const evaluation = session.view.get();
    if (!evaluation || session !== this.session) return;
    this.entries = entriesOf({ evaluation, me: session.me, names: session.names.get(), words });
    this.#search();
  }

  #ask() {
    this.typed = this.field.value;
    this.#search();
  }

  #search() {
    this.found = this.entries ? search(this.entries, this.typed) : none;
    this.at = 0;
  }

  #close() {
    this.open = false;
  }

  #point(event: PointerEvent) {
    const at = atOf(event);
    if (at !== null) this.at = at;
  }

  #press(event: MouseEvent) {
    const hit = this.hits[atOf(event) ?? -1];
    if (hit) this.#go(hit.entry.target);
  }

  #key(event: KeyboardEvent) {
    if (event.isComposing) return;
    const { hits } = this;
    const last = hits.length - 1;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      const hit = hits[this.at];
      if (hit) this.#go(hit.entry.target);
    } else if (step !== undefined && last >= 0) {
      event.preventDefault();
      const isOver = Math.abs(step) === 1 && (this.at + step < 0 || this.at + step > last);
      this.at = isOver ? (step > 0 ? 0 : last) : Math.min(last, Math.max(0, this.at + step));
    }
  }

  #go(target: Target) {
    this.#going = target;
    this.open = false;
  }

  /** Focus has gone back to where it was: from there on it follows the link. */
  #closed() {
    this.open = false;
    const target = this.#going;
    this.#going = null;
    if (!target) return;
    const link = document.createElement('a');
    link.href = this.#pathOf(target);
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    land(target, termsOf(this.typed));
  }

  #pathOf(target: Target): string {
    const { id } = this.session;
    if (target.to === 'evidence') return `/e/${id}/evidence#${target.evidence}`;
    if (target.to === 'interview') return `/e/${id}/interviews#${target.interview}`;
    return sectionPath(id, target.section);
  }
}

/** The hit under the pointer. */
function atOf({ target }: Event): number | null {
  const option = target instanceof Element ? target.closest<HTMLElement>('[role="option"]') : null;
  return option ? Number(option.dataset['at']) : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-find': SamFind;
  }
}
