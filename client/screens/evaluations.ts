/**
 * The list of one's evaluations (`/`), each opening with what waits there. Asked again now and then: rows change where they stand,
 * and what comes anew stands last, so that nothing moves under the reader.
 */
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import { Evaluations, type EvaluationCard, type Me } from '../../shared/protocol/http.ts';
import { api } from '../api.ts';
import { evaluationsAnswer } from '../controllers/signed-in.ts';
import { commonText } from '../i18n/common.ts';
import { emptyText, evaluationsText, newEvaluationText } from '../i18n/evaluations.ts';
import { clock } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Failure } from '../sync/ports.ts';
import '../ui/sam-empty.ts';
import { Part } from './evaluation/part.ts';
import { leadsOf } from './evaluations/card.ts';
import './evaluations/create-dialog.ts';
import { follow } from './evaluations/follow.ts';
import './evaluations/others.ts';
import type { EvaluationsApi } from './evaluations/ports.ts';
import { Refresher } from './evaluations/refresher.ts';
import { pathOf } from './evaluations/waits.ts';
import './evaluations/evaluations.css';

@customElement('sam-evaluations-screen')
export class SamEvaluationsScreen extends Part {
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) api: EvaluationsApi = api;
  @state() private found: Evaluations | null = null;
  /** Why the last question was not answered. */
  @state() private failure: Failure | null = null;
  @state() private creating = false;
  #foundAt = 0;
  /** Where each was when it was first seen here: one that is published meanwhile stays in its place until the reader comes back. */
  readonly #places = new Map<EvaluationId, 'running' | 'published'>();
  readonly #refresher = new Refresher(this, () => this.#ask());

  override render() {
    const { found, me, failure } = this;
    const text = t(evaluationsText);
    if (!found)
      return html`<div class="page">
        <header class="page-head"><h1 tabindex="-1">${text.title}</h1></header>
        ${failure ? this.#failed(failure) : html`<p class="note waiting" role="status">${text.loading}</p>`}
      </div>`;
    return html`<div class="page">
        ${found.mine.length === 0 ? this.#empty(me) : this.#all(found, me)}
        <sam-other-evaluations .cards=${found.others} .appoint=${this.#appoint}></sam-other-evaluations>
        ${failure ? html`<p class="note stale" role="status">${text.stale(clock(this.#foundAt), sentenceOf(failure))}</p>` : nothing}
      </div>
      ${
        me.owner
          ? html`<sam-create-evaluation
              .api=${this.api}
              .open=${this.creating}
              @evaluation-created=${(event: HTMLElementEventMap['evaluation-created']) => follow(pathOf(event.detail.id), this)}
              @dialog-close=${this.#notCreating}
            ></sam-create-evaluation>`
          : nothing
      }`;
  }

  #failed(failure: Failure) {
    return html`<p class="fault waiting" role="alert">${sentenceOf(failure)}</p>
      <p><button type="button" class="btn" @click=${() => this.#refresher.now()}>${t(commonText).tryAgain}</button></p>`;
  }

  #empty(me: Me) {
    const text = t(emptyText);
    const steps = [
      { title: text.chooseTitle, text: text.choose },
      { title: text.inviteTitle, text: text.invite },
      { title: text.writeTitle, text: text.write },
    ];
    return me.owner
      ? html`<sam-empty .heading=${text.title} .steps=${steps}>
          ${text.owner}
          <button slot="actions" type="button" class="btn primary" @click=${this.#create}>${text.create}</button>
          <span slot="note">${text.ownerNote}</span>
        </sam-empty>`
      : html`<sam-empty .heading=${text.title}>${text.member}</sam-empty>`;
  }

  #all(found: Evaluations, me: Me) {
    const text = t(evaluationsText);
    const at = (place: 'running' | 'published') => found.mine.filter((card) => this.#places.get(card.id) === place);
    const published = at('published');
    return html`<header class="page-head">
        <h1 tabindex="-1">${text.title}</h1>
        ${me.owner ? html`<button type="button" class="btn" @click=${this.#create}>${t(newEvaluationText).title}</button>` : nothing}
      </header>
      <ul role="list" class="cards">
        ${repeat(
          at('running'),
          ({ id }) => id,
          (card) => html`<li><sam-evaluation-card .card=${card} .me=${me.id}></sam-evaluation-card></li>`,
        )}
      </ul>
      ${published.length === 0 ? nothing : this.#published(published, me)}`;
  }

  #published(cards: readonly EvaluationCard[], me: Me) {
    const text = t(evaluationsText);
    return html`<section class="published" aria-labelledby="published">
      <div class="section-head"><h2 id="published">${text.published}</h2></div>
      <ul role="list" class="list">
        ${cards.map(
          ({ id, subject, instrument, leads }) =>
            html`<li class="row">
              <a class="strong" href=${pathOf(id)}>${subject.name} ${subject.year}</a>
              <span class="small soft">${instrument.label} · ${leadsOf(leads, me.id)}</span>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  async #ask(): Promise<void> {
    const found = await this.api.evaluations();
    if (!found.ok) {
      if (!this.found) await this.#recall();
      this.failure = found.error;
      return;
    }
    this.#show(found.value, Date.now());
    this.failure = null;
    const { keepAnswer } = await import('../controllers/kept-answers.ts');
    await keepAnswer(this.me.id, evaluationsAnswer, found.value);
  }

  #show(found: Evaluations, at: number): void {
    for (const { id, phase } of found.mine)
      if (!this.#places.has(id)) this.#places.set(id, phase === 'published' ? 'published' : 'running');
    this.found = found;
    this.#foundAt = at;
  }

  /** What this device was told last: without network one still gets into an evaluation. */
  async #recall(): Promise<void> {
    const { keptAnswer } = await import('../controllers/kept-answers.ts');
    const kept = await keptAnswer(this.me.id, evaluationsAnswer);
    const parsed = kept && Evaluations.safeParse(kept.value);
    if (parsed?.success && !this.found) this.#show(parsed.data, kept?.at ?? 0);
  }

  readonly #appoint = async (id: EvaluationId): Promise<string | null> => {
    const answer = await this.api.appointLead(id, { member: this.me.id });
    if (!answer.ok) return sentenceOf(answer.error);
    await this.#refresher.now();
    await this.updateComplete;
    // The row with the button is gone: one goes on at what came of it.
    this.querySelector<HTMLElement>(`#card-${id}`)?.focus();
    return null;
  };

  #create() {
    this.creating = true;
  }

  #notCreating() {
    this.creating = false;
  }
}

function sentenceOf({ code, facts }: Failure): string {
  return refusalSentence(code, facts);
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-evaluations-screen': SamEvaluationsScreen;
  }
}
