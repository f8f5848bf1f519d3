/** The People screen (`/e/:id/people`): own conflicts of interest first, the team, invitations, who is evaluated, the rules, and the way out. */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Evaluation, Member } from '../../shared/domain/evaluation.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { may } from '../../shared/domain/permissions.ts';
import { api } from '../api.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { list } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { leaveText, subjectText, teamText } from '../i18n/people.ts';
import { invitationsText } from '../i18n/people-invitations.ts';
import { policyText } from '../i18n/people-policy.ts';
import type { Present } from '../sync/evaluation-session.ts';
import { Source } from '../sync/view.ts';
import { initialsOf } from '../ui/initials.ts';
import './evaluation/act.ts';
import './evaluation/conflicts.ts';
import { Part, type Names } from './evaluation/part.ts';
import { refusalSentence } from './evaluation/refused.ts';
import { isLead, memberOf } from './evaluation/selectors.ts';
import type { Session } from './evaluation/session.ts';
import { follow } from './evaluations/follow.ts';
import './people/invitations.ts';
import './people/member-row.ts';
import './people/policy-form.ts';
import type { PeopleApi } from './people/ports.ts';
import { teamOf } from './people/selectors.ts';
import './people/subject-form.ts';
import './people/people.css';

@customElement('sam-people-screen')
export class SamPeopleScreen extends Part {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) api: PeopleApi = api;
  @state() private spoken = '';
  readonly #view = new ViewController<Evaluation | null>(this, new Source(null));
  readonly #names = new ViewController<Names>(this, new Source({}));
  readonly #present = new ViewController<readonly Present[]>(this, new Source([]));
  /** Whom the reader knows to be in the team. */
  #known: ReadonlySet<MemberId> | null = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session')) {
      this.#view.follow(this.session.view);
      this.#names.follow(this.session.names);
      this.#present.follow(this.session.present);
      this.#known = null;
    }
    const evaluation = this.#view.value;
    if (evaluation) this.#tellChanges(teamOf(evaluation));
  }

  override render() {
    const evaluation = this.#view.value;
    const text = t(teamText);
    const head = html`<header class="page-head"><h1 tabindex="-1">${text.title}</h1></header>`;
    if (!evaluation)
      return html`<div class="page">
        ${head}
        <p class="note" role="status">${text.joining}</p>
      </div>`;
    const me = memberOf(evaluation, this.session.me);
    return html`<div class="page">
        ${head} ${me && may(me.role, 'conflict.declare') ? this.#ownConflicts(evaluation) : nothing} ${this.#team(evaluation)}
        ${isLead(evaluation, this.session.me) ? this.#invitations(evaluation) : nothing} ${this.#subject(evaluation)}
        ${this.#policy(evaluation)} ${me ? this.#leave(evaluation) : nothing}
      </div>
      <p class="visually-hidden" role="status">${this.spoken}</p>`;
  }

  #ownConflicts(evaluation: Evaluation) {
    return html`<section class="part first" aria-labelledby="own-conflicts">
      <h2 id="own-conflicts">${t(teamText).ownTitle}</h2>
      <div class="body">
        <sam-own-conflicts .session=${this.session} .evaluation=${evaluation} .names=${this.#names.value}></sam-own-conflicts>
      </div>
    </section>`;
  }

  #team(evaluation: Evaluation) {
    const text = t(teamText);
    const team = teamOf(evaluation);
    const names = this.#names.value;
    const letters = initialsOf(team.map(({ id }) => names[id] ?? '?'));
    const here = new Set(this.#present.value.map(({ id }) => id));
    return html`<section class="part" aria-labelledby="team">
      <div>
        <h2 id="team">${text.team}</h2>
        <p class="small soft">${text.count(team.length, team.filter(({ scores }) => scores).length)}</p>
      </div>
      <ul role="list" class="list body">
        ${repeat(
          team,
          ({ id }) => id,
          (member, at) =>
            html`<li>
              <sam-member-row
                .session=${this.session}
                .evaluation=${evaluation}
                .names=${names}
                .member=${member}
                .letters=${letters[at] ?? ''}
                .here=${here.has(member.id)}
              ></sam-member-row>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #invitations({ id }: Evaluation) {
    return html`<section class="part" aria-labelledby="invitations">
      <h2 id="invitations">${t(invitationsText).title}</h2>
      <sam-invitations class="body stack" .api=${this.api} .evaluation=${id}></sam-invitations>
    </section>`;
  }

  #subject(evaluation: Evaluation) {
    return html`<section class="part" aria-labelledby="subject">
      <h2 id="subject">${t(subjectText).title}</h2>
      <sam-subject-form class="body" .session=${this.session} .evaluation=${evaluation} .names=${this.#names.value}></sam-subject-form>
    </section>`;
  }

  #policy(evaluation: Evaluation) {
    return html`<section class="part" aria-labelledby="policy">
      <h2 id="policy">${t(policyText).title}</h2>
      <sam-policy-form class="body" .session=${this.session} .evaluation=${evaluation} .names=${this.#names.value}></sam-policy-form>
    </section>`;
  }

  #leave(evaluation: Evaluation) {
    const text = t(leaveText);
    return html`<section class="part" aria-labelledby="leave">
      <h2 id="leave">${text.title}</h2>
      <sam-act class="body" .label=${text.leave} .verb=${text.leaveVerb} .note=${text.note} .act=${() => this.#go(evaluation)}></sam-act>
    </section>`;
  }

  async #go(evaluation: Evaluation): Promise<string | null> {
    const outcome = await this.session.run({ type: 'member.remove', member: this.session.me });
    if (!outcome.ok) return refusalSentence(outcome.refusal, evaluation, this.#names.value);
    follow('/', this);
    return null;
  }

  /** Who came and who left since the reader came here, in one sentence. */
  #tellChanges(team: readonly Member[]) {
    const before = this.#known;
    const now = new Set(team.map(({ id }) => id));
    this.#known = now;
    if (!before) return;
    const nameOf = (id: MemberId) => this.#names.value[id] ?? '?';
    const came = [...now].filter((id) => !before.has(id)).map(nameOf);
    const left = [...before].filter((id) => !now.has(id)).map(nameOf);
    const text = t(teamText);
    const said = [came.length > 0 ? text.joined(list(came)) : '', left.length > 0 ? text.left(list(left)) : ''];
    if (came.length + left.length > 0) this.spoken = said.join(' ').trim();
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-people-screen': SamPeopleScreen;
  }
}
