/** A ballot that was not accepted: why, and what its author can do with what they typed. */
import { html, nothing, type TemplateResult } from 'lit';
import { currentRound, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId } from '../../../shared/domain/ids.ts';
import { ballotText } from '../../i18n/evaluation-ballot.ts';
import { commonText } from '../../i18n/common.ts';
import { scaleText } from '../../i18n/ui.ts';
import { t } from '../../i18n/language.ts';
import { draftsOf, type Work } from './ballot-drafts.ts';
import './copy-button.ts';
import { numbered } from './evidence-label.ts';
import type { Names } from './part.ts';
import { refusalSentence } from './refused.ts';
import { factsOf, ownBallot, placeOf } from './selectors.ts';
import type { Session } from './session.ts';

/** Beside the form, while its round is open: send it again, or let go of it. Two devices that differ: the member chooses. */
export function drawRefusedBallot(session: Session, evaluation: Evaluation, names: Names, id: CriterionId, work: Work): TemplateResult {
  const text = t(ballotText);
  const drafts = draftsOf(session);
  const stale = work.refusal?.code === 'thing/stale';
  const saved = ownBallot(evaluation, session.me, id)?.points ?? null;
  const { maxPoints } = placeOf(evaluation, id).criterion;
  return html`<div class="refused" role="alert">
    <p class="fault">${t(commonText).refused(work.refusal ? refusalSentence(work.refusal, evaluation, names) : '')}</p>
    ${stale && saved !== null ? html`<p>${text.saved(t(scaleText).value(saved, maxPoints))}</p>` : nothing}
    <div class="row">
      <button
        type="button"
        class="btn"
        @click=${() => {
          letGo(session, id);
          void drafts.again(id);
        }}
      >
        ${stale ? text.mine : text.again}
      </button>
      <button
        type="button"
        class="btn text"
        @click=${() => {
          letGo(session, id);
          drafts.drop(id);
        }}
      >
        ${stale ? text.theirs : text.drop}
      </button>
    </div>
  </div>`;
}

/** What was typed for a round that is over: to be read and copied, since it can no longer be cast. */
export function drawKeptBallot(session: Session, evaluation: Evaluation, names: Names, id: CriterionId): TemplateResult | typeof nothing {
  const text = t(ballotText);
  const work = draftsOf(session).of(id);
  const facts = factsOf(evaluation, id);
  const over = work && (facts.state !== 'open' || work.round !== currentRound(facts).number);
  if (!work || !over || work.state === 'taken' || work.state === 'sent') return nothing;
  const { points, reason, evidence } = work.draft;
  const { maxPoints } = placeOf(evaluation, id).criterion;
  const rests = evidence.map((each) => numbered(evaluation, each)).join(', ');
  const typed = [points === null ? '' : t(scaleText).value(points, maxPoints), reason, rests].filter((part) => part !== '').join('. ');
  return html`<div class="refused">
    ${work.refusal ? html`<p class="fault">${t(commonText).refused(refusalSentence(work.refusal, evaluation, names))}</p>` : nothing}
    <p class="note">${text.kept}</p>
    <blockquote>${typed}</blockquote>
    <div class="row">
      <sam-copy-button .text=${typed}></sam-copy-button>
      <button
        type="button"
        class="btn text"
        @click=${() => {
          letGo(session, id);
          draftsOf(session).drop(id);
        }}
      >
        ${text.drop}
      </button>
    </div>
  </div>`;
}

/** A ballot that had to wait and was refused is set aside by the session as well: one decision is enough. */
function letGo(session: Session, id: CriterionId): void {
  for (const work of session.setAside.get()) {
    if (work.kind === 'command' && work.command.type.startsWith('ballot.') && 'criterion' in work.command && work.command.criterion === id)
      session.discard(work);
  }
}
