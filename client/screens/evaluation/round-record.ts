/** A revealed round: everybody's ballots on the scale, and their reasons side by side in the order of the strip. Earlier rounds fold below. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { stepOf, type Ballot, type Evaluation, type Round } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, MemberId } from '../../../shared/domain/ids.ts';
import { agreedPoints } from '../../../shared/domain/evaluation.ts';
import { roundText } from '../../i18n/evaluation-record.ts';
import { t } from '../../i18n/language.ts';
import { confidenceWords } from '../../i18n/marks.ts';
import '../../ui/sam-dot-strip.ts';
import './evidence-links.ts';
import { moment } from './moment.ts';
import { Part, type Names } from './part.ts';
import { placeOf } from './selectors.ts';
import './round-record.css';

@customElement('sam-round-record')
export class SamRoundRecord extends Part {
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) criterion!: CriterionId;
  @property({ attribute: false }) names: Names = {};
  @property({ attribute: false }) me!: MemberId;
  /** The ballot whose dot was pressed. */
  @state() private open: MemberId | null = null;
  /** Whether the current round was revealed while the reader looked on: its dots then rise, once. */
  @state() private rising = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('criterion')) {
      this.open = null;
      this.rising = false;
    }
    const before = changed.get('evaluation');
    if (!before || changed.has('criterion')) return;
    const was = before.criteria[this.criterion]?.rounds.at(-1);
    const is = this.evaluation.criteria[this.criterion]?.rounds.at(-1);
    if (was && is && was.number === is.number && was.revealedAt === null && is.revealedAt !== null) this.rising = true;
  }

  override render() {
    const rounds = placeOf(this.evaluation, this.criterion).facts.rounds.filter((round) => round.revealedAt !== null);
    const last = rounds.at(-1);
    if (!last) return nothing;
    const earlier = rounds.slice(0, -1).reverse();
    return html`${this.#round(last, true)}
    ${
      earlier.length === 0
        ? nothing
        : html`<details>
            <summary>${t(roundText).earlier(earlier.length)}</summary>
            ${earlier.map((round) => this.#round(round, false))}
          </details>`
    }`;
  }

  #round(round: Round, isLast: boolean) {
    const { criterion, facts } = placeOf(this.evaluation, this.criterion);
    const ballots = sorted(round, (id) => this.names[id] ?? '');
    const text = t(roundText);
    const title = round.revealedAt === null ? text.round(round.number) : text.revealed(round.number, moment(round.revealedAt));
    return html`<section class="round" aria-label=${title}>
      <h2 class="small soft">${title}</h2>
      ${
        ballots.length === 0
          ? html`<p class="note">${text.none}</p>`
          : html`<sam-dot-strip
                .ballots=${ballots.map((each) => ({
                  id: each.member,
                  name: this.names[each.member] ?? '?',
                  points: each.points,
                  confidence: each.confidence,
                  own: each.member === this.me,
                }))}
                .max=${criterion.maxPoints}
                .step=${stepOf(this.evaluation.instrument, criterion)}
                .levels=${isLast ? facts.levels : []}
                .bands=${this.evaluation.policy.bands}
                .consensus=${isLast ? agreedPoints(facts) : null}
                .open=${isLast ? this.open : null}
                .rising=${isLast && this.rising}
                ?no-legend=${!isLast}
                @dot-open=${(event: HTMLElementEventMap['dot-open']) => this.#show(event.detail.id as MemberId, round.number)}
              ></sam-dot-strip>
              <ol role="list" class="reasons" aria-label=${text.reasons}>
                ${ballots.map((each) => this.#reason(each, round.number, isLast))}
              </ol>`
      }
    </section>`;
  }

  #reason(ballot: Ballot, round: number, isLast: boolean) {
    const text = t(roundText);
    const shown = isLast && this.open === ballot.member;
    return html`<li id="reason-${round}-${ballot.member}" tabindex="-1" aria-current=${shown ? 'true' : nothing}>
      <p class="who">
        ${ballot.points === null ? nothing : html`<b class="points">${ballot.points}</b>`}
        <span class="strong">${this.names[ballot.member] ?? '?'}</span>
        ${ballot.member === this.me ? html`<span class="small soft">${text.you}</span>` : nothing}
      </p>
      <p class="small soft">
        ${ballot.points === null ? text.abstains : ballot.confidence === null ? nothing : t(confidenceWords)[ballot.confidence].toLowerCase()}
      </p>
      ${
        ballot.reason
          ? html`<p class="said" lang=${this.evaluation.instrument.language}>${ballot.reason}</p>`
          : html`<p class="small faint">${text.noReason}</p>`
      }
      <sam-evidence-links
        short
        .evaluation=${this.evaluation}
        .names=${this.names}
        .me=${this.me}
        .evidence=${ballot.evidence}
      ></sam-evidence-links>
    </li>`;
  }

  #show(member: MemberId, round: number) {
    this.open = this.open === member ? null : member;
    if (this.open) this.querySelector<HTMLElement>(`#reason-${round}-${member}`)?.scrollIntoView({ block: 'nearest' });
  }
}

/** In the order of the strip: lowest points first, equal ones by name, those who abstain last. */
function sorted(round: Round, nameOf: (id: MemberId) => string): readonly Ballot[] {
  const place = (ballot: Ballot) => ballot.points ?? Number.POSITIVE_INFINITY;
  return Object.values(round.ballots).sort((a, b) =>
    place(a) === place(b) ? nameOf(a.member).localeCompare(nameOf(b.member)) : place(a) - place(b),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-round-record': SamRoundRecord;
  }
}
