/** The top bar: where one is, whether one's work is safe, who is here, and one's own account. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Me } from '../../shared/protocol/http.ts';
import type { PlaceName } from '../controllers/places.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { barText } from '../i18n/app.ts';
import { commonText } from '../i18n/common.ts';
import { t } from '../i18n/language.ts';
import { phaseWords } from '../i18n/marks.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { EvaluationSession, Present, Saved } from '../sync/evaluation-session.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { may } from '../../shared/domain/permissions.ts';
import { Source } from '../sync/view.ts';
import '../ui/sam-faces.ts';
import '../ui/sam-logo.ts';
import '../ui/sam-saved.ts';
import type { SavedState } from '../ui/sam-saved.ts';
import './bar-account.ts';
import './bar-aside.ts';
import './find/opener.ts';
import { Page } from './app-page.ts';
import './bar.css';

@customElement('sam-bar')
export class SamBar extends Page {
  @property({ attribute: false }) me: Me | null = null;
  @property({ attribute: false }) session: EvaluationSession | null = null;
  @property() place: PlaceName = 'none';
  readonly #view = new ViewController<Evaluation | null>(this, new Source(null));
  readonly #saved = new ViewController<Saved | null>(this, new Source(null));
  readonly #present = new ViewController<readonly Present[]>(this, new Source([]));
  readonly #names = new ViewController<Readonly<Record<string, string>>>(this, new Source({}));

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('session')) return;
    const { session } = this;
    this.#view.follow(session?.view ?? new Source(null));
    this.#saved.follow(session?.saved ?? new Source(null));
    this.#present.follow(session?.present ?? new Source([]));
    this.#names.follow(session?.names ?? new Source({}));
  }

  override render() {
    const { me, session } = this;
    return html`<header class="topbar">
      <a class="home" href="/" aria-label=${t(barText).home}><sam-logo></sam-logo></a>
      ${session ? this.#subject() : nothing} ${this.#places()}
      ${session?.hasRooms ? html`<sam-find-opener .session=${session}></sam-find-opener>` : nothing}
      <div class="end">
        ${session ? this.#safety(session) : nothing} ${session ? this.#others(session) : nothing}
        ${me ? html`<sam-bar-account .me=${me}></sam-bar-account>` : nothing}
      </div>
    </header>`;
  }

  #subject() {
    const view = this.#view.value;
    if (!view) return nothing;
    const { name, year } = view.subject;
    return html`<div class="subject">
      <span class="name">${t(barText).subject(name, year)}</span><small>${t(phaseWords)[view.phase]}</small>
    </div>`;
  }

  #places(): TemplateResult | typeof nothing {
    const text = t(barText);
    const { session, place } = this;
    if (!this.me) return nothing;
    const to = (href: string, word: string, names: readonly PlaceName[]) =>
      html`<li><a href=${href} aria-current=${names.includes(place) ? 'page' : nothing}>${word}</a></li>`;
    return html`<nav class="places" aria-label=${text.places}>
      <ul role="list">
        ${
          session
            ? html`${to(`/e/${session.id}`, text.evaluation, ['evaluation'])}
              ${
                this.#seesTeam(session)
                  ? html`${to(`/e/${session.id}/interviews`, text.interviews, ['interviews'])}
                    ${to(`/e/${session.id}/evidence`, text.evidence, ['evidence'])}`
                  : nothing
              }
              ${to(`/e/${session.id}/overview`, text.overview, ['overview'])} ${to(`/e/${session.id}/people`, text.people, ['people'])}`
            : html`${to('/', text.evaluations, ['evaluations'])} ${to('/instruments', text.instruments, ['instruments'])}`
        }
      </ul>
    </nav>`;
  }

  /** Evidence and interviews are no place for those who may not see them. */
  #seesTeam(session: EvaluationSession): boolean {
    const role = this.#view.value?.members[session.me]?.role;
    return role !== undefined && may(role, 'room.team');
  }

  #safety(session: EvaluationSession) {
    const saved = this.#saved.value;
    if (!saved) return nothing;
    return html`${session.ended.get() === null ? html`<sam-saved .saved=${this.#savedState(saved)}></sam-saved>` : nothing}
      <sam-bar-aside .session=${session} .names=${this.#names.value}></sam-bar-aside>`;
  }

  #savedState(saved: Saved): SavedState {
    if (saved.state === 'disconnected') return { state: 'offline', unsent: saved.unsent };
    if (saved.state !== 'refused') return saved;
    const known = { names: this.#names.value, instrument: this.#view.value?.instrument };
    return { state: 'refused', text: t(commonText).refused(refusalSentence(saved.code, saved.facts, known)) };
  }

  /** Oneself is the account's face, beside them. */
  #others(session: EvaluationSession) {
    const others = this.#present.value.filter(({ id }) => id !== session.me);
    return others.length > 0 ? html`<sam-faces .people=${others} label=${t(barText).here}></sam-faces>` : nothing;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-bar': SamBar;
  }
}
