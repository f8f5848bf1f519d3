/**
 * A form over facts that others may change as well. What is typed is never overwritten: from the first key on the form keeps the
 * facts it began with, says when they have changed meanwhile, and takes the new ones only when asked, or once it is saved.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Command } from '../../../shared/domain/commands.ts';
import { t } from '../../i18n/language.ts';
import { formText } from '../../i18n/people.ts';
import { sameJson } from '../../sync/view.ts';
import { EvaluationPart } from '../evaluation/part.ts';
import { isFault, type Fault, type Typed } from './selectors.ts';

export abstract class KeptForm<Facts extends object> extends EvaluationPart {
  @state() private fault: Fault | null = null;
  @state() private busy = false;
  @state() private saved = false;
  /** The facts the typing began with; null while nothing is typed. */
  @state() private begun: Facts | null = null;
  /** Another number is another form: fields begin anew from the facts. */
  @state() private generation = 0;

  /** As they are now. */
  protected abstract get facts(): Facts;
  /** The fields, filled from `facts`. */
  protected abstract fields(facts: Facts): TemplateResult;
  protected abstract get verb(): string;
  protected abstract read(typed: Typed): Facts | Fault;
  protected abstract command(facts: Facts, typed: Typed): Command;

  protected form(): TemplateResult {
    const text = t(formText);
    const isOld = this.begun !== null && !sameJson(this.begun, this.facts);
    return html`${keyed(
        this.generation,
        html`<form class="stack" novalidate @input=${this.#touched} @submit=${this.#submit}>
          ${this.fields(this.begun ?? this.facts)}
          ${
            isOld
              ? html`<p class="note" role="status">
                  ${text.changedMeanwhile}
                  <button type="button" class="btn text" @click=${this.#anew}>${text.showTheirs}</button>
                </p>`
              : nothing
          }
          ${this.fault && !this.fault.field ? html`<p class="fault" role="alert">${this.fault.sentence}</p>` : nothing}
          <div class="row"><button class="btn" aria-disabled=${this.busy ? 'true' : nothing}>${this.verb}</button></div>
        </form>`,
      )}
      <p class="note" role="status">${this.busy ? text.waiting : this.saved ? text.saved : nothing}</p>`;
  }

  /** The sentence of what is wrong in a field, below it. */
  protected faultAt(...fields: readonly string[]) {
    const { fault } = this;
    if (!fault?.field || !fields.includes(fault.field)) return nothing;
    return html`<p class="fault" role="alert" id="${this.localName}-fault">${fault.sentence}</p>`;
  }

  protected invalid(field: string) {
    return this.fault?.field === field ? 'true' : nothing;
  }

  /** What describes a field: its fault first, then its note. */
  protected described(field: string, note = '') {
    const fault = this.fault?.field === field ? `${this.localName}-fault` : '';
    return `${fault} ${note}`.trim() || nothing;
  }

  /** Called as one types. */
  protected typing(): void {}

  readonly #touched = () => {
    this.begun ??= this.facts;
    this.saved = false;
    this.typing();
  };

  #anew() {
    this.begun = null;
    this.fault = null;
    this.generation += 1;
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.busy) return;
    const form = event.target as HTMLFormElement;
    const typed: Record<string, string> = {};
    for (const [name, value] of new FormData(form)) typed[name] = String(value);
    const facts = this.read(typed);
    if (isFault(facts)) {
      this.fault = facts;
      form.querySelector<HTMLElement>(`[name="${facts.field}"]`)?.focus();
      return;
    }
    this.busy = true;
    const sentence = await this.run(this.command(facts, typed));
    this.busy = false;
    this.fault = sentence === null ? null : { field: '', sentence };
    if (sentence !== null) return;
    this.saved = true;
    this.begun = null;
    // A reason is for one change.
    for (const reason of form.querySelectorAll('textarea')) reason.value = '';
  }
}
