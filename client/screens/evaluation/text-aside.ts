/** Text that was not accepted: why, the words themselves, and the two things one can do with them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { sectionText } from '../../i18n/evaluation-text.ts';
import { commonText } from '../../i18n/common.ts';
import { t } from '../../i18n/language.ts';
import './copy-button.ts';
import type { Names } from './part.ts';
import { refusalSentence } from './refused.ts';
import type { Session, SetAside } from './session.ts';

export function drawTextAside(
  session: Pick<Session, 'discard'>,
  evaluation: Evaluation,
  names: Names,
  work: SetAside,
): TemplateResult | typeof nothing {
  if (work.kind !== 'text') return nothing;
  const text = t(sectionText);
  return html`<div class="refused" role="status">
    <p class="fault">${t(commonText).refused(refusalSentence(work, evaluation, names))}</p>
    <p class="note">${text.kept}</p>
    <blockquote lang=${evaluation.instrument.language}>${work.text}</blockquote>
    <div class="row">
      <sam-copy-button .text=${work.text}></sam-copy-button>
      <button type="button" class="btn text" @click=${() => session.discard(work)}>${text.discard}</button>
    </div>
  </div>`;
}
