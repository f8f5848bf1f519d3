/** Who is evaluated, which year, when the visit is: read by all, changed by leads. */
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Command } from '../../../shared/domain/commands.ts';
import type { Subject } from '../../../shared/domain/evaluation.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { t } from '../../i18n/language.ts';
import { subjectText } from '../../i18n/people.ts';
import { isLead } from '../evaluation/selectors.ts';
import { KeptForm } from './kept-form.ts';
import { readSubject, type Fault, type Typed } from './selectors.ts';

@customElement('sam-subject-form')
export class SamSubjectForm extends KeptForm<Subject> {
  override render() {
    if (isLead(this.evaluation, this.me)) return this.form();
    const text = t(subjectText);
    const { name, year, visit } = this.facts;
    return html`<p><span class="strong">${name}</span> · ${year ?? text.noYear} · ${visit ?? text.noVisit}</p>`;
  }

  protected override get facts(): Subject {
    return this.evaluation.subject;
  }

  protected override get verb(): string {
    return t(subjectText).save;
  }

  protected override fields({ name, year, visit }: Subject) {
    const text = t(subjectText);
    return html`<div class="subject">
        <label class="field">
          <span class="label">${text.name}</span>
          <input
            class="in"
            name="name"
            autocomplete="off"
            maxlength=${limits.subjectChars}
            aria-required="true"
            aria-invalid=${this.invalid('name')}
            aria-describedby=${this.described('name')}
            .value=${name}
          />
        </label>
        <label class="field">
          <span class="label">${text.year}</span>
          <input
            class="in"
            name="year"
            inputmode="numeric"
            autocomplete="off"
            maxlength="4"
            aria-invalid=${this.invalid('year')}
            aria-describedby=${this.described('year')}
            .value=${year === null ? '' : String(year)}
          />
        </label>
        <label class="field">
          <span class="label">${text.visit}</span>
          <input class="in" name="visit" autocomplete="off" maxlength="120" .value=${visit ?? ''} />
        </label>
      </div>
      ${this.faultAt('name', 'year')}`;
  }

  protected override read(typed: Typed): Subject | Fault {
    return readSubject(typed);
  }

  protected override command(subject: Subject): Command {
    return { type: 'subject.set', subject };
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-subject-form': SamSubjectForm;
  }
}
