/** All that a piece of evidence says: the words, where they come from, what was noted in the interview, and what rests on it. */
import { html, nothing, type TemplateResult } from 'lit';
import { criteriaOf, type Evaluation, type Evidence, type Interview } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import { dayWords } from '../../i18n/days.ts';
import { evidenceText } from '../../i18n/evidence.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { addressWords, interviewWords, titleOf } from './evidence-label.ts';
import { codesOf, type Uses } from './evidence-selectors.ts';
import { moment } from './moment.ts';
import type { Names } from './part.ts';
import { sectionOf, sectionPath } from './places.ts';
import './evidence-full.css';

/** The piece's own words. `titled`: its title stands right above. */
export function drawBody(evaluation: Evaluation, names: Names, piece: Evidence, titled = false): TemplateResult {
  const { body } = piece;
  // A title that was cut is said whole here.
  const isSaid = (words: string) => titled && titleOf(evaluation, piece).startsWith(words);
  const text = t(evidenceText);
  const lang = evaluation.instrument.language;
  switch (body.kind) {
    case 'answer':
      return html`<div class="evidence-body">
        ${body.question && !isSaid(body.question) ? html`<p class="soft" lang=${lang}>${body.question}</p>` : nothing}
        <p class="serif said" lang=${lang}>${body.answer}</p>
        ${body.from ? html`<p class="small soft" lang=${lang}>${body.from}</p>` : nothing}
      </div>`;
    case 'document': {
      const where = [...(body.date ? [text.dated(dayWords(body.date))] : []), ...(body.page ? [text.page(body.page)] : [])];
      return html`<div class="evidence-body">
        ${isSaid(body.name) ? nothing : html`<p class="serif" lang=${lang}>${body.name}</p>`}
        ${where.length > 0 ? html`<p class="small soft">${where.join(', ')}</p>` : nothing}
      </div>`;
    }
    case 'web':
      return html`<div class="evidence-body">
        ${body.title && !isSaid(body.title) ? html`<p class="serif" lang=${lang}>${body.title}</p>` : nothing}
        <p>
          <a href=${body.url} target="_blank" rel="noopener noreferrer"><bdi>${addressWords(body.url)}</bdi></a>
        </p>
        <p class="small soft">${text.seen(dayWords(body.seen))}</p>
      </div>`;
    case 'interview': {
      const line = evaluation.interviews[body.interview];
      return line ? drawInterview(evaluation, names, line, titled) : html`<p class="evidence-body">?</p>`;
    }
  }
}

function drawInterview(evaluation: Evaluation, names: Names, line: Interview, titled: boolean): TemplateResult {
  const asks = list(line.asks.map((id) => names[id] ?? '?'));
  return html`<div class="evidence-body">
    ${titled ? nothing : html`<p class="serif" lang=${evaluation.instrument.language}>${interviewWords(line)}</p>`}
    ${asks ? html`<p class="small soft">${asks}</p>` : nothing} ${drawNotes(evaluation, names, line)}
  </div>`;
}

/** What was noted, criterion by criterion, each note with its author. */
function drawNotes(evaluation: Evaluation, names: Names, { notes }: Interview): TemplateResult | typeof nothing {
  const noted = criteriaOf(evaluation.instrument).flatMap(({ id, code, name }) => {
    const said = Object.entries(notes[id] ?? {}).filter(([, note]) => note.text !== '');
    return said.length > 0 ? [{ code, name, said }] : [];
  });
  if (noted.length === 0) return nothing;
  return html`<dl class="noted">
    ${noted.map(
      ({ code, name, said }) =>
        html`<div>
          <dt><span class="faint">${code}</span> ${name}</dt>
          ${said.map(
            ([member, { text }]) =>
              html`<dd>
                <b class="small">${names[member as MemberId] ?? '?'}</b>
                <span class="serif said" lang=${evaluation.instrument.language}>${text}</span>
              </dd>`,
          )}
        </div>`,
    )}
  </dl>`;
}

/** Which criteria it belongs to, as links; who added it when; what rests on it. */
export function drawAbout(evaluation: Evaluation, names: Names, piece: Evidence, uses: Uses | undefined): TemplateResult {
  const text = t(evidenceText);
  const criteria = criteriaOf(evaluation.instrument).filter(({ id }) => piece.criteria.includes(id));
  return html`<ul role="list" class="evidence-about small soft">
    ${
      criteria.length === 0
        ? html`<li>${text.noCriteria}</li>`
        : criteria.map(
            ({ id, code, name }) => html`<li><a class="quiet" href=${sectionPath(evaluation.id, sectionOf(id))}>${code} ${name}</a></li>`,
          )
    }
    <li>${usesWords(evaluation, uses)}</li>
    <li>${text.by(names[piece.by] ?? '?', moment(piece.at))}</li>
  </ul>`;
}

/** används i 2 iakttagelser, din bedömning av 4.1 */
export function usesWords(evaluation: Evaluation, uses: Uses | undefined): string {
  const text = t(evidenceText);
  if (!uses) return text.unused;
  return text.usedIn(text.used(uses.findings, list(codesOf(evaluation, uses.ballots))));
}
