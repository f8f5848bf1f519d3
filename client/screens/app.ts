/** The shell: who is signed in, where one is, the evaluation that is open, the bar, and the screen. */
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { Me } from '../../shared/protocol/http.ts';
import type { Failure } from '../api.ts';
import { speak } from '../controllers/device.ts';
import { hasUnsentWork, OpenEvaluation, type Opened } from '../controllers/open-evaluation.ts';
import { evaluationOf, type Place } from '../controllers/places.ts';
import { router } from '../controllers/router.ts';
import { arrived, askAgain, whoIsHere } from '../controllers/signed-in.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { refreshShell } from '../controllers/worker.ts';
import { barText } from '../i18n/app.ts';
import { t } from '../i18n/language.ts';
import type { Ended, EvaluationSession } from '../sync/evaluation-session.ts';
import { Source } from '../sync/view.ts';
import { Page } from './app-page.ts';
import { contactPage, endedPage, failedPage, foreignPage, nonePage, openingPage, outPage, staleScreenPage } from './app-pages.ts';
import { fetchScreen, isOpenToAll, linkScreen, ownScreen, sessionScreen, type ScreenName } from './app-screens.ts';
import { arrive, titleOf } from './app-title.ts';
import './bar.ts';

type Person =
  | { readonly state: 'asking' }
  | { readonly state: 'in'; readonly me: Me }
  | { readonly state: 'out' }
  | { readonly state: 'failed'; readonly failure: Failure };

@customElement('sam-app')
export class SamApp extends Page {
  @state() private person: Person = { state: 'asking' };
  @state() private fetched: ReadonlySet<ScreenName> = new Set();
  @state() private broken = false;
  @query('main') private main!: HTMLElement;
  readonly #evaluation = new OpenEvaluation();
  readonly #place = new ViewController<Place>(this, router.place);
  readonly #opened = new ViewController<Opened>(this, this.#evaluation.opened);
  readonly #view = new ViewController<Evaluation | null>(this, new Source(null));
  readonly #ended = new ViewController<Ended | null>(this, new Source(null));
  #shown: Place | null = null;

  constructor() {
    super();
    this.addEventListener('me-change', ({ detail }) => this.#signedIn(detail));
    void this.#ask();
  }

  protected override willUpdate() {
    const place = this.#place.value;
    if (place.name !== 'none') void this.#fetch(place.name);
    void this.#evaluation.enter(this.person.state === 'out' && !this.#session ? null : evaluationOf(place));
    const session = this.#session;
    this.#view.follow(session?.view ?? nobodysView);
    this.#ended.follow(session?.ended ?? notEnded);
    if (this.#ended.value === 'signed-out' && this.person.state === 'in') this.person = { state: 'out' };
    // What waits is on this device: the newer client finds it there.
    if (this.#ended.value === 'client-too-old' && !hasUnsentWork()) void refreshShell();
  }

  override render() {
    const place = this.#place.value;
    const me = this.person.state === 'in' ? this.person.me : null;
    return html`<a class="skip" href="#main">${t(barText).skip}</a>
      <sam-bar .me=${me} .session=${this.#session} place=${place.name}></sam-bar>
      <main id="main" tabindex="-1">${this.#content(place)}</main>`;
  }

  protected override updated(_changed: PropertyValues<this>) {
    const place = this.#place.value;
    document.title = titleOf(place, this.#view.value);
    const before = this.#shown;
    this.#shown = place;
    // Between the sections of an evaluation the screen itself knows where to go.
    if (before && before.name !== place.name) arrive(this.main, !router.byHistory);
  }

  get #session(): EvaluationSession | null {
    const opened = this.#opened.value;
    return opened.state === 'open' ? opened.session : null;
  }

  #content(place: Place): TemplateResult {
    if (place.name === 'none') return nonePage();
    if (this.broken) return staleScreenPage();
    const ended = this.#ended.value;
    if (ended && evaluationOf(place)) return endedPage(ended);
    if (!isOpenToAll(place)) {
      const { person } = this;
      if (person.state === 'out') return outPage();
      if (person.state === 'failed') return failedPage(person.failure, () => void this.#ask());
    }
    if (!this.fetched.has(place.name)) return openingPage();
    if (isOpenToAll(place)) return linkScreen(place);
    if (this.person.state !== 'in') return openingPage();
    return 'id' in place ? this.#inEvaluation(place, this.person.me) : ownScreen(place, this.person.me);
  }

  #inEvaluation(place: Place, me: Me): TemplateResult {
    const opened = this.#opened.value;
    if (opened.state === 'failed') {
      const { status } = opened.failure;
      return status === 403 || status === 404
        ? foreignPage(opened.failure)
        : failedPage(opened.failure, () => void this.#evaluation.retry());
    }
    if (opened.state !== 'open') return openingPage();
    return opened.session.hasRooms ? sessionScreen(place, opened.session, me) : contactPage();
  }

  async #ask() {
    this.person = { state: 'asking' };
    const answer = await whoIsHere();
    if (answer.state === 'in') this.#signedIn(answer.me, answer.known);
    else this.person = answer;
  }

  /** `known`: the server has said so; else this device remembers it, and asks again until somebody answers. */
  #signedIn(me: Me, known = true) {
    const { person } = this;
    this.person = { state: 'in', me };
    speak(me.language);
    // Somebody else's facts must not stay in the page.
    if (person.state === 'in' && person.me.id !== me.id) return location.reload();
    if (known) void arrived(me);
    else void askAgain().then((answer) => (answer.state === 'in' ? this.#signedIn(answer.me) : (this.person = answer)));
  }

  async #fetch(name: ScreenName) {
    if (this.fetched.has(name)) return;
    if (await fetchScreen(name)) this.fetched = new Set([...this.fetched, name]);
    else this.broken = true;
  }
}

const nobodysView = new Source<Evaluation | null>(null);
const notEnded = new Source<Ended | null>(null);

declare global {
  interface HTMLElementTagNameMap {
    'sam-app': SamApp;
  }
}
