/** Work that was not accepted: a button in the bar while there is any, and behind it each piece with its reason, to copy and let go. */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Command } from '../../shared/domain/commands.ts';
import { findCriterion } from '../../shared/domain/evaluation.ts';
import { summarySection, type CriterionId } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { asideText } from '../i18n/app.ts';
import { commonText } from '../i18n/common.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { EvaluationSession, SetAside } from '../sync/evaluation-session.ts';
import '../ui/sam-dialog.ts';
import { Page } from './app-page.ts';
import './evaluation/copy-button.ts';

@customElement('sam-bar-aside')
export class SamBarAside extends Page {
  @property({ attribute: false }) session!: EvaluationSession;
  @property({ attribute: false }) names: Readonly<Record<string, string>> = {};
  @state() private open = false;

  override render() {
    const all = this.session.setAside.get();
    const text = t(asideText);
    if (all.length === 0 && !this.open) return nothing;
    return html`<button type="button" class="btn text" @click=${this.#show}>${text.show}</button>
      <sam-dialog ?open=${this.open} heading=${text.title} @dialog-close=${this.#hide}>
        <p>${text.lede}</p>
        <ul class="list" role="list">
          ${all.map((work) => this.#work(work))}
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
    const instrument = this.session.view.get()?.instrument;
    const words = work.kind === 'text' ? work.text : wordsOf(work.command);
    return html`<li>
      <h3>${titleOf(work, instrument)}</h3>
      <p class="fault">${refusalSentence(work.code, work.facts, { names: this.names, instrument })}</p>
      ${words !== '' ? html`<blockquote>${words}</blockquote>` : nothing}
      ${words === '' && work.kind === 'text' ? html`<p class="note">${text.noWords}</p>` : nothing}
      <div class="row">
        ${words === '' ? nothing : html`<sam-copy-button .text=${words}></sam-copy-button>`}
        <button type="button" class="btn text" @click=${() => this.#letGo(work)}>${text.discard}</button>
      </div>
    </li>`;
  }

  #letGo(work: SetAside) {
    this.session.discard(work);
    if (this.session.setAside.get().length === 0) this.open = false;
    this.requestUpdate();
  }
}

function titleOf(work: SetAside, instrument: Instrument | undefined): string {
  const text = t(asideText);
  if (work.kind === 'command') return 'criterion' in work.command ? text.command(nameOf(work.command.criterion, instrument)) : text.change;
  return text.text(work.section === summarySection ? text.summary : nameOf(work.section, instrument));
}

/** An area or a criterion by code and name; where the instrument is not in yet, by its id. */
function nameOf(id: string, instrument: Instrument | undefined): string {
  const area = instrument?.areas.find((each) => (each.id as string) === id);
  const found = area ?? (instrument && findCriterion(instrument, id as CriterionId)?.criterion);
  return found ? `${found.code} ${found.name}` : id;
}

/** What a person typed into a command: the points, then the words. */
function wordsOf(command: Command): string {
  const lines: string[] = [];
  if ('points' in command && command.points !== null) lines.push(t(asideText).points(command.points));
  if ('reason' in command && command.reason) lines.push(command.reason);
  if ('text' in command) lines.push(command.text);
  if (command.type === 'levels.set') lines.push(...command.levels.map(({ from, to, text }) => `${from}–${to} ${text}`));
  return lines.join('\n');
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-bar-aside': SamBarAside;
  }
}
