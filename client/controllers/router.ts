/** Moves between screens without loading the page: links within Samsyn, the browser's back and forward, and `go`. */
import { placeOf, type Place } from './places.ts';
import { sameJson, Source, type View } from '../sync/view.ts';

class Router {
  readonly #place = new Source<Place>({ name: 'none' }, sameJson);
  #started = false;
  #byHistory = false;

  /** Whether the last move was the browser's back or forward: it puts the page where it was scrolled to. */
  get byHistory(): boolean {
    return this.#byHistory;
  }

  get place(): View<Place> {
    this.#start();
    return this.#place;
  }

  /** Goes to an address of Samsyn's own. `replace`: without a step in the history. */
  go(path: string, { replace = false }: { readonly replace?: boolean } = {}): void {
    if (replace) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
    this.#arrive(false);
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    window.addEventListener('popstate', () => this.#arrive(true));
    document.addEventListener('click', (event) => this.#click(event));
    this.#arrive(false);
  }

  #arrive(byHistory: boolean): void {
    this.#byHistory = byHistory;
    this.#place.set(placeOf(location.pathname));
  }

  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    if (!link || !isOurs(link)) return;
    const to = new URL(link.href);
    // Within the page it is the browser's: it moves the focus, too.
    if (to.pathname === location.pathname && to.hash !== '') return;
    event.preventDefault();
    if (to.href !== location.href) this.go(to.pathname + to.search + to.hash);
  }
}

/** Links to files, other tabs and other machines are left to the browser. */
function isOurs(link: HTMLAnchorElement): boolean {
  return (
    link.origin === location.origin &&
    (link.target === '' || link.target === '_self') &&
    !link.hasAttribute('download') &&
    placeOf(link.pathname).name !== 'none'
  );
}

/** One address bar, one router. */
export const router = new Router();
