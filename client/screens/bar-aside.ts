/** Work that was not accepted: a button in the bar while there is any, and behind it each piece with its reason: to add again, copy, let go. */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { asideText } from '../i18n/app.ts';
import { commonText } from '../i18n/common.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { EvaluationSession, SetAside } from '../sync/evaluation-session.ts';
import { Source } from '../sync/view.ts';
import '../ui/sam-dialog.ts';
import { Page } from './app-page.ts';
import { titleOf, wordsOf } from './aside-words.ts';
import './evaluation/copy-button.ts';

@customElement('sam-bar-aside')
export class SamBarAside extends Page {
  @property({ attribute: false }) session!: EvaluationSession;
  @property({ attribute: false }) names: Readonly<Record<string, string>> = {};
  @state() private open = false;
  /** The piece that is on its way back. */
  @state() private adding: string | null = null;
  @state() private fault = '';
  readonly #view = new ViewController<Evaluation | null>(this, new Source(null));
  readonly #all = new ViewController<readonly SetAside[]>(this, new Source([]));

  protected override willUpdate() {
    // What can be added again follows from the facts.
    this.#view.follow(this.session.view);
    this.#all.follow(this.session.setAside);
  }

  override render() {
    const all = this.#all.value;
    const text = t(asideText);
    if (all.length === 0 && !this.open) return nothing;
    return html`<button type="button" class="btn text" @click=${this.#show}>${text.show}</button>
      <sam-dialog ?open=${this.open} heading=${text.title} @dialog-close=${this.#hide}>
        <p>${text.lede}</p>
        ${this.fault === '' ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
        <ul class="list" role="list">
          ${all.filter((work) => !isPart(work, all)).map((work) => this.#work(work))}
        </ul>
        <button slot="actions" type="button" class="btn" @click=${this.#hide}>${t(commonText).close}</button>
      </sam-dialog>`;
  }

  #show() {
    this.open = true;
  }

  #hide() {
    this.open = false;
  }

  #work(work: SetAside) {
    const text = t(asideText);
    const known = this.#view.value;
    const words = work.kind === 'text' ? work.text : wordsOf(work.command);
    const isOpen = this.session.canAddAgain(work);
    return html`<li>
      <h3>${titleOf(work, known)}</h3>
      ${isOpen ? html`<p class="note">${text.openNow}</p>` : html`<p class="fault">${this.#sentence(work)}</p>`}
      ${words !== '' ? html`<blockquote>${words}</blockquote>` : nothing}
      ${words === '' && work.kind === 'text' ? html`<p class="note">${text.noWords}</p>` : nothing}
      ${isOpen ? nothing : html`<p class="note">${work.kind === 'text' ? text.closedText : text.closedCommand}</p>`}
      <div class="row">
        ${
          isOpen
            ? html`<button type="button" class="btn" ?disabled=${this.adding !== null} @click=${() => void this.#again(work)}>
                ${text.again}
              </button>`
            : nothing
        }
        ${words === '' ? nothing : html`<sam-copy-button .text=${words}></sam-copy-button>`}
        <button type="button" class="btn text" @click=${() => this.#letGo(work)}>${text.discard}</button>
      </div>
    </li>`;
  }

  async #again(work: SetAside) {
    this.adding = work.id;
    // The findings its words belong to first: without them the words would stand nowhere.
    for (const part of partsOf(work, this.#all.value)) await this.session.addAgain(part);
    const outcome = await this.session.addAgain(work);
    this.adding = null;
    this.fault = outcome.ok ? '' : this.#sentence(outcome.refusal);
    if (this.session.setAside.get().length === 0) this.open = false;
  }

  #sentence({ code, facts }: Pick<SetAside, 'code' | 'facts'>): string {
    return refusalSentence(code, facts, { names: this.names, instrument: this.#view.value?.instrument });
  }

  #letGo(work: SetAside) {
    for (const part of [...partsOf(work, this.#all.value), work]) this.session.discard(part);
    if (this.session.setAside.get().length === 0) this.open = false;
    this.requestUpdate();
  }
}

/** New findings of a section whose text was not accepted either: their words are in that text. */
function partsOf(work: SetAside, all: readonly SetAside[]): readonly SetAside[] {
  if (work.kind !== 'text') return [];
  return all.filter((each) => each.kind === 'command' && each.command.type === 'finding.add' && each.command.section === work.section);
}

function isPart(work: SetAside, all: readonly SetAside[]): boolean {
  return all.some((each) => partsOf(each, all).includes(work));
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-bar-aside': SamBarAside;
  }
}
