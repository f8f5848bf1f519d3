/** One evaluation in the list: what waits for me, the phases, how far I and the team are, and who is in there now. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EvaluationCard, Ruler } from '../../../shared/protocol/http.ts';
import { evaluationsText } from '../../i18n/evaluations.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import '../../ui/sam-faces.ts';
import '../../ui/sam-phases.ts';
import '../../ui/sam-ruler.ts';
import { Part } from '../evaluation/part.ts';
import { waitingIn } from './waits.ts';
import './card.css';

/** Who leads, as it stands in a line. */
export function leadsOf(leads: EvaluationCard['leads'], me: string): string {
  const text = t(evaluationsText);
  if (leads.length === 0) return text.nobodyLeads;
  if (leads.length === 1 && leads[0]?.id === me) return text.youLead;
  const own = leads.filter(({ id }) => id === me).map(() => text.youAlso);
  const others = leads.filter(({ id }) => id !== me).map(({ name }) => name);
  return text.leads(list([...own, ...others]), leads.length > 1);
}

@customElement('sam-evaluation-card')
export class SamEvaluationCard extends Part {
  @property({ attribute: false }) card!: EvaluationCard;
  /** Who reads. */
  @property() me = '';

  override render() {
    const { subject, phase } = this.card;
    const waiting = waitingIn(this.card);
    return html`<article aria-labelledby="card-${this.card.id}">
      <div class="what">
        <h2 id="card-${this.card.id}" tabindex="-1">
          ${subject.name} ${subject.year === null ? nothing : html`<span>${subject.year}</span>`}
        </h2>
        <p class="small soft">${this.#meta()}</p>
        <p class="waits">
          ${waiting.path === null ? nothing : html`<a href=${waiting.path} aria-describedby="card-${this.card.id}">${waiting.sentence}</a>`}
          <span class="soft">${waiting.note}</span>
        </p>
        <sam-phases .phase=${phase}></sam-phases>
      </div>
      <div class="how">${this.#rulers()} ${this.card.agreed ? this.#present() : nothing}</div>
    </article>`;
  }

  #meta(): string {
    const text = t(evaluationsText);
    const { instrument, leads, subject } = this.card;
    return [instrument.label, leadsOf(leads, this.me), ...(subject.visit ? [text.visit(subject.visit)] : [])].join(' · ');
  }

  #rulers() {
    const text = t(evaluationsText);
    const { mine, agreed } = this.card;
    return html`${mine ? this.#ruler(text.mine, mine.ruler, text.doneOf(mine.cast, mine.of)) : nothing}
    ${agreed ? this.#ruler(text.agreed, agreed.ruler, text.doneOf(agreed.count, agreed.of)) : nothing}`;
  }

  #ruler(name: string, ruler: Ruler, count: string) {
    return html`<p class="ruler">
      <span class="soft">${name}</span><sam-ruler .groups=${ruler.map(({ marks }) => marks)} .label=${count}></sam-ruler>
    </p>`;
  }

  /** A line that is always there: people who come and go must not move the page. */
  #present() {
    const text = t(evaluationsText);
    const { present } = this.card;
    const people = present.map((each) => ({ ...each, own: each.id === this.me })).sort((a, b) => Number(b.own) - Number(a.own));
    return html`<p class="here small soft">
      ${
        people.length === 0
          ? text.nobodyHere
          : html`<sam-faces aria-hidden="true" .people=${people}></sam-faces>
              <span>${text.here(list(people.map((each) => (each.own ? text.youAlso : each.name))))}</span>`
      }
    </p>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evaluation-card': SamEvaluationCard;
  }
}
