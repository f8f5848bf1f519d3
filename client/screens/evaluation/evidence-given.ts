/**
 * Commands of forms that do not wait: shown at once by the session, they close as soon as no answer is a no. The rare no that
 * comes a moment later is kept here with what was typed; later still the session itself sets the work aside.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Command } from '../../../shared/domain/commands.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { commonText } from '../../i18n/common.ts';
import { evidenceFaultText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import { Source } from '../../sync/view.ts';
import { wordsOf } from '../aside-words.ts';
import './copy-button.ts';
import type { Names } from './part.ts';
import { refusalSentence, type Refused } from './refused.ts';
import type { Session } from './session.ts';

export type LateNo = { readonly command: Command; readonly refusal: Refused };

/** How long a form stays open for the answer, ms: over a good line the answer is there by then. */
const answerMs = 300;
/** From here on the session takes whoever gave the command to be gone, and sets a refused one aside, ms. */
const asideMs = 2_000;

const lates = new WeakMap<object, Source<readonly LateNo[]>>();

export function latesOf(session: object): Source<readonly LateNo[]> {
  let found = lates.get(session);
  if (!found) lates.set(session, (found = new Source<readonly LateNo[]>([])));
  return found;
}

/** Answers the refusal that is known soon; null when the command is carried out, or is on its way. */
export async function give(session: Pick<Session, 'run'>, command: Command, base?: number): Promise<Refused | null> {
  const begun = Date.now();
  const outcome = session.run(command, base === undefined ? {} : { base });
  const soon = await Promise.race([outcome, new Promise<null>((resolve) => setTimeout(() => resolve(null), answerMs))]);
  if (soon) return soon.ok ? null : soon.refusal;
  void outcome.then((late) => {
    if (!late.ok && Date.now() - begun <= asideMs) keepLate(session, { command, refusal: late.refusal });
  });
  return null;
}

/** Also for a form that what it gave has moved off the page, with the no still to come. */
export function keepLate(session: object, late: LateNo): void {
  const all = latesOf(session);
  all.set([...all.get(), late]);
}

/** What was refused after its form had closed: why, the words to be copied, and letting go. */
export function drawLates(session: object, evaluation: Evaluation, names: Names): TemplateResult | typeof nothing {
  const all = latesOf(session);
  if (all.get().length === 0) return nothing;
  const text = t(evidenceFaultText);
  const letGo = (work: LateNo) => all.set(all.get().filter((each) => each !== work));
  return html`${all.get().map((work) => {
    const words = wordsOf(work.command);
    return html`<div class="refused" role="alert">
      <p class="fault">${t(commonText).refused(refusalSentence(work.refusal, evaluation, names))}</p>
      ${
        words === ''
          ? nothing
          : html`<p class="note">${text.late}</p>
              <blockquote lang=${evaluation.instrument.language}>${words}</blockquote>`
      }
      <div class="row">
        ${words === '' ? nothing : html`<sam-copy-button .text=${words}></sam-copy-button>`}
        <button type="button" class="btn text" @click=${() => letGo(work)}>${text.drop}</button>
      </div>
    </div>`;
  })}`;
}
