/**
 * A button that does something that others notice. Where it has a note or asks for a reason, it first unfolds in place and says
 * what will happen; the same verb then does it. A refusal stays beside it as a sentence.
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { limits } from '../../../shared/domain/limits.ts';
import { actText } from '../../i18n/evaluation-lead.ts';
import { commonText } from '../../i18n/common.ts';
import { t } from '../../i18n/language.ts';
import { Part } from './part.ts';
import './act.css';

let count = 0;

@customElement('sam-act')
export class SamAct extends Part {
  /** On the button that begins. */
  @property() label = '';
  /** On the button that does it, when something is asked or said first. */
  @property() verb = '';
  /** What will happen, before it does. */
  @property() note = '';
  /** What to look at before it is done, each a sentence. */
  @property({ attribute: false }) warnings: readonly string[] = [];
  /** The question whose answer is the reason; empty: none is asked for. */
  @property() ask = '';
  /** Whether an answer is needed. */
  @property({ type: Boolean }) required = false;
  /** Why it can't be done now; the button stays, and answers with this. */
  @property() unavailable = '';
  @property({ type: Boolean }) primary = false;
  /** Drawn as a text beside other buttons. */
  @property({ type: Boolean }) quiet = false;
  /** What a refusal is about: it goes when these change. */
  @property({ attribute: false }) facts: unknown = null;
  /** Does it. Answers with the sentence of a refusal, or null when it is done. */
  @property({ attribute: false }) act: (reason: string) => Promise<string | null> = async () => null;

  @state() private unfolded = false;
  @state() private busy = false;
  @state() private fault: string | null = null;
  @query('.unfolded textarea, .unfolded .btn') private first!: HTMLElement | null;
  @query('textarea') private field!: HTMLTextAreaElement | null;
  @query('.begin') private begin!: HTMLButtonElement | null;
  /** The fault is the answer to the last act, and has been seen beside the facts it was given on. */
  #refused = false;
  readonly #id = `act-${(count += 1)}`;

  protected override updated(changed: PropertyValues) {
    if (!changed.has('unfolded')) return;
    if (this.unfolded) this.first?.focus();
    else if (changed.get('unfolded') === true && document.activeElement === document.body) this.begin?.focus();
  }

  override render() {
    const kind = this.quiet ? 'text' : this.primary && !this.unfolded ? 'primary' : '';
    return html`<button
        type="button"
        class="btn begin ${kind}"
        aria-disabled=${this.unavailable || this.busy ? 'true' : nothing}
        aria-expanded=${this.#asks ? String(this.unfolded) : nothing}
        aria-describedby=${this.fault !== null && !this.unfolded ? `${this.#id}-fault` : nothing}
        @click=${this.#press}
      >
        ${this.label}
      </button>
      ${this.unfolded ? this.#unfolded() : this.#fault()}`;
  }

  get #asks(): boolean {
    return this.note !== '' || this.ask !== '';
  }

  #unfolded() {
    return html`<form class="unfolded" @submit=${this.#submit} @keydown=${this.#key}>
      ${this.note ? html`<p>${this.note}</p>` : nothing}
      ${
        this.warnings.length === 0
          ? nothing
          : html`<ul role="list">
              ${this.warnings.map((sentence) => html`<li>${sentence}</li>`)}
            </ul>`
      }
      ${
        this.ask
          ? html`<label class="field"
              ><span class="label">${this.ask}</span
              ><textarea
                class="in"
                rows="2"
                maxlength=${limits.reasonChars}
                aria-required=${this.required ? 'true' : nothing}
                aria-invalid=${this.fault === null ? nothing : 'true'}
              ></textarea>
            </label>`
          : nothing
      }
      ${this.#fault()}
      <div class="row">
        <button type="submit" class="btn primary" aria-disabled=${this.busy ? 'true' : nothing}>${this.verb || this.label}</button>
        <button type="button" class="btn text" @click=${this.#fold}>${t(commonText).cancel}</button>
      </div>
    </form>`;
  }

  #fault() {
    if (this.busy) return html`<p class="note" role="status">${t(actText).waiting}</p>`;
    return this.fault === null ? nothing : html`<p class="fault" role="alert" id="${this.#id}-fault">${this.fault}</p>`;
  }

  #press() {
    if (this.busy) return;
    if (this.unavailable) {
      this.fault = this.unavailable;
      return;
    }
    this.fault = null;
    if (this.#asks) this.unfolded = !this.unfolded;
    else void this.#do('');
  }

  #submit(event: Event) {
    event.preventDefault();
    const reason = this.field?.value.trim() ?? '';
    if (this.required && !reason) {
      this.fault = t(actText).reasonMissing;
      this.field?.focus();
      return;
    }
    if (!this.busy) void this.#do(reason);
  }

  #key(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#fold();
  }

  #fold() {
    this.unfolded = false;
    this.fault = null;
    this.begin?.focus();
  }

  async #do(reason: string) {
    this.fault = null;
    this.#refused = false;
    this.busy = true;
    this.fault = await this.act(reason);
    this.busy = false;
    // What was shown ahead of the answer is taken back in the same turn: only what changes after that is news.
    const { fault } = this;
    if (fault !== null) setTimeout(() => (this.#refused = this.fault === fault));
    if (this.fault === null) this.unfolded = false;
  }

  protected override willUpdate(changed: PropertyValues) {
    // What stood in the way is gone, or is another thing now: the sentence goes along.
    if (changed.has('unavailable') && this.fault !== null && this.fault === changed.get('unavailable'))
      this.fault = this.unavailable || null;
    // A refusal was about the facts as they stood: beside others it could contradict what the page says.
    if (!changed.has('facts') || !this.#refused) return;
    this.#refused = false;
    this.fault = null;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-act': SamAct;
  }
}
