/** The fields of each kind of evidence, as they stand in its form. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Evaluation, Interview } from '../../../shared/domain/evaluation.ts';
import type { EvidenceKind } from '../../../shared/domain/evidence.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { evidenceFormText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import { interviewWords } from './evidence-label.ts';
import { ownQuestion, type Fault, type Field, type Typed } from './evidence-read.ts';
import { evidenceOfInterview } from './evidence-selectors.ts';

export type Fields = {
  readonly evaluation: Evaluation;
  readonly typed: Typed;
  readonly fault: Fault | null;
  /** Before the ids of what describes a field: two forms may be on one page. */
  readonly id: string;
  /** The instrument's questions on the criteria chosen. */
  readonly questions: readonly string[];
  /** Those that can be chosen, by time. */
  readonly interviews: readonly Interview[];
};

export function drawFields(kind: EvidenceKind, fields: Fields): TemplateResult {
  switch (kind) {
    case 'answer':
      return answerFields(fields);
    case 'document':
      return documentFields(fields);
    case 'web':
      return webFields(fields);
    case 'interview':
      return interviewField(fields);
  }
}

type Input = { readonly type?: 'text' | 'date' | 'url'; readonly most?: number; readonly needed?: boolean; readonly note?: string };

function input(fields: Fields, field: Field, label: string, { type = 'text', most, needed, note }: Input = {}): TemplateResult {
  const { typed, id, evaluation } = fields;
  return html`<label class="field at-${field}"
      ><span class="label">${label}</span
      ><input
        class="in"
        type=${type}
        name=${field}
        autocomplete="off"
        maxlength=${most ?? nothing}
        lang=${type === 'text' ? evaluation.instrument.language : nothing}
        aria-required=${needed ? 'true' : nothing}
        aria-invalid=${isAt(fields, field) ? 'true' : nothing}
        aria-describedby=${described(fields, field, note)}
        .value=${typed[field]}
      />${note ? html`<span class="note" id="${id}-${field}-note">${note}</span>` : nothing}</label
    >${faultAt(fields, field)}`;
}

function area(fields: Fields, field: Field, label: string, most: number): TemplateResult {
  return html`<label class="field"
      ><span class="label">${label}</span
      ><textarea
        class="in"
        name=${field}
        rows="3"
        maxlength=${most}
        lang=${fields.evaluation.instrument.language}
        aria-required="true"
        aria-invalid=${isAt(fields, field) ? 'true' : nothing}
        aria-describedby=${described(fields, field)}
        .value=${fields.typed[field]}
      ></textarea></label
    >${faultAt(fields, field)}`;
}

function isAt({ fault }: Fields, field: Field): boolean {
  return fault?.field === field;
}

function described(fields: Fields, field: Field, note = '') {
  return [isAt(fields, field) ? `${fields.id}-fault` : '', note && `${fields.id}-${field}-note`].filter(Boolean).join(' ') || nothing;
}

function faultAt(fields: Fields, field: Field) {
  return isAt(fields, field) ? html`<p class="fault" role="alert" id="${fields.id}-fault">${fields.fault?.sentence}</p>` : nothing;
}

function answerFields(fields: Fields): TemplateResult {
  const text = t(evidenceFormText);
  const { questions, typed } = fields;
  return html`${
    questions.length === 0
      ? nothing
      : html`<label class="field"
          ><span class="label">${text.question}</span
          ><select class="in" name="asked" lang=${fields.evaluation.instrument.language}>
            <option value=${ownQuestion} ?selected=${typed.asked === ownQuestion}>${text.ownQuestion}</option>
            ${questions.map((question) => html`<option value=${question} ?selected=${typed.asked === question}>${question}</option>`)}
          </select></label
        >`
  }
  ${typed.asked === ownQuestion ? input(fields, 'question', text.questionWords, { most: limits.questionChars }) : nothing}
  ${area(fields, 'answer', text.answer, limits.answerChars)}
  ${input(fields, 'from', text.from, { most: limits.roleChars, note: text.role })}`;
}

function documentFields(fields: Fields): TemplateResult {
  const text = t(evidenceFormText);
  return html`${input(fields, 'name', text.name, { most: limits.titleChars, needed: true })}
    <div class="pair">
      ${input(fields, 'date', text.date, { type: 'date' })} ${input(fields, 'page', text.page, { most: limits.pageChars })}
    </div>`;
}

function webFields(fields: Fields): TemplateResult {
  const text = t(evidenceFormText);
  return html`${input(fields, 'url', text.url, { type: 'url', most: limits.urlChars, needed: true })}
    <div class="pair">
      ${input(fields, 'title', text.pageTitle, { most: limits.titleChars })}
      ${input(fields, 'seen', text.seen, { type: 'date', needed: true })}
    </div>`;
}

function interviewField(fields: Fields): TemplateResult {
  const text = t(evidenceFormText);
  const { evaluation, interviews, typed } = fields;
  if (interviews.length === 0)
    return html`<p>${text.noInterviews} <a href="/e/${evaluation.id}/interviews">${text.toPlan}</a></p>
      ${faultAt(fields, 'interview')}`;
  return html`<label class="field"
      ><span class="label">${text.interview}</span
      ><select
        class="in"
        name="interview"
        aria-required="true"
        aria-invalid=${isAt(fields, 'interview') ? 'true' : nothing}
        aria-describedby=${described(fields, 'interview')}
      >
        <option value="" ?selected=${typed.interview === ''}>${text.choose}</option>
        ${interviews.map((line) => {
          const piece = evidenceOfInterview(evaluation, line.id);
          const label = interviewWords(line);
          return html`<option value=${line.id} ?selected=${typed.interview === line.id}>
            ${piece ? text.isEvidence(label, piece.number) : label}
          </option>`;
        })}
      </select></label
    >${faultAt(fields, 'interview')}`;
}
