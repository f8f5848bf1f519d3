/** Findings, and changes of them, that were not accepted: why, the words that were to be it, and what one can do with them. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Command } from '../../../shared/domain/commands.ts';
import { decide } from '../../../shared/domain/decide/index.ts';
import type { FindingId } from '../../../shared/domain/ids.ts';
import { plainTextOf } from '../../../shared/doc/text.ts';
import { ViewController } from '../../controllers/view-controller.ts';
import { commonText } from '../../i18n/common.ts';
import { findingsText } from '../../i18n/findings.ts';
import { t } from '../../i18n/language.ts';
import { Source } from '../../sync/view.ts';
import './copy-button.ts';
import type { SamFindings } from './findings.ts';
import { refusalSentence } from './refused.ts';
import type { SetAside } from './session.ts';

export type FindingCommand = Extract<Command, { readonly finding: FindingId }>;
type Aside = SetAside & { readonly kind: 'command'; readonly command: FindingCommand };
/** Told at once. `about`: the finding's facts it was given on; beside others it could contradict what the page says. */
type Fault = { readonly command: FindingCommand; readonly sentence: string; readonly about: string };

/** Of one section: what was refused just now, and what the session has set aside because nobody may have been there to hear. */
export class FindingRefusals implements ReactiveController {
  readonly #host: SamFindings;
  readonly #setAside: ViewController<readonly SetAside[]>;
  #faults = new Map<FindingId, Fault>();

  constructor(host: SamFindings) {
    this.#host = host;
    this.#setAside = new ViewController<readonly SetAside[]>(host, new Source([]));
    host.addController(this);
  }

  hostUpdate() {
    const { findings } = this.#host.evaluation;
    this.#setAside.follow(this.#host.session.setAside);
    for (const [id, { about }] of this.#faults) if (JSON.stringify(findings[id]) !== about) this.#faults.delete(id);
  }

  /** Another section. */
  begin(): void {
    this.#faults.clear();
  }

  /** Gives a command; a no is told beside what it is about. Answers whether it was taken. */
  async give(command: FindingCommand, base?: number): Promise<boolean> {
    const { session, section } = this.#host;
    this.#drop(command.finding);
    const outcome = await session.run(command, base === undefined ? {} : { base });
    if (outcome.ok) return true;
    // Left meanwhile: if it had to wait, the session has set it aside.
    if (this.#host.section !== section) return false;
    const { evaluation, names } = this.#host;
    const about = JSON.stringify(session.view.get()?.findings[command.finding]);
    this.#faults.set(command.finding, { command, sentence: refusalSentence(outcome.refusal, evaluation, names), about });
    this.#host.requestUpdate();
    return false;
  }

  /** Beside the finding: why a change of it was not taken. */
  beside(id: FindingId): TemplateResult | null {
    const aside = this.#asides.find(({ command }) => command.finding === id);
    const fault = this.#faults.get(id);
    return aside ? this.#drawAside(aside) : fault ? this.#drawFault(fault) : null;
  }

  /** New findings that were not taken, with their words. */
  lost(): readonly TemplateResult[] {
    const { findings } = this.#host.evaluation;
    const asides = this.#asides.filter(({ command }) => command.type === 'finding.add' && !findings[command.finding]);
    const told = new Set(asides.map(({ command }) => command.finding));
    const faults = [...this.#faults].filter(([id]) => !findings[id] && !told.has(id));
    return [...asides.map((work) => this.#drawAside(work)), ...faults.map(([, fault]) => this.#drawFault(fault))];
  }

  get #asides(): readonly Aside[] {
    const { evaluation, section } = this.#host;
    return this.#setAside.value.filter((work): work is Aside => {
      if (work.kind !== 'command' || !('finding' in work.command)) return false;
      const { command } = work;
      return (command.type === 'finding.add' ? command.section : evaluation.findings[command.finding]?.section) === section;
    });
  }

  #drawAside(work: Aside) {
    const { session, evaluation, names } = this.#host;
    const again = session.canAddAgain(work) ? () => void session.addAgain(work) : null;
    return this.#draw(refusalSentence(work, evaluation, names), work.command, again, () => session.discard(work));
  }

  #drawFault({ command, sentence }: Fault) {
    const { session, evaluation } = this.#host;
    const isTaken = command.type === 'finding.add' && decide(evaluation, command, session.me, Date.now()).ok !== false;
    const again = isTaken ? () => void this.give(command) : null;
    return this.#draw(sentence, command, again, () => this.#drop(command.finding));
  }

  #draw(sentence: string, command: FindingCommand, again: (() => void) | null, drop: () => void): TemplateResult {
    const text = t(findingsText);
    const words = this.#wordsOf(command);
    return html`<div class="refused" role="alert">
      <p class="fault">${t(commonText).refused(sentence)}</p>
      ${
        words === ''
          ? nothing
          : html`<p class="note">${text.kept}</p>
              <blockquote lang=${this.#host.evaluation.instrument.language}>${words}</blockquote>`
      }
      <div class="row">
        ${again ? html`<button type="button" class="btn" @click=${again}>${text.again}</button>` : nothing}
        ${words === '' ? nothing : html`<sam-copy-button .text=${words}></sam-copy-button>`}
        <button type="button" class="btn text" @click=${drop}>${words === '' ? t(commonText).close : text.discard}</button>
      </div>
    </div>`;
  }

  /** Words that stand nowhere as long as their finding is not there. */
  #wordsOf({ finding }: FindingCommand): string {
    const { evaluation, replica } = this.#host;
    return evaluation.findings[finding] ? '' : plainTextOf(replica.findingFragment(finding)).trim();
  }

  #drop(finding: FindingId) {
    if (this.#faults.delete(finding)) this.#host.requestUpdate();
  }
}
