/**
 * An editor costs a few milliseconds to make: of a list of texts, those near the window get theirs, one after the other, so
 * that thirty of them never stop the page. Until its turn a text stands there as plain words.
 */

/** As long as it takes in one frame, ms. */
const budgetMs = 6;
/** Beyond the window, so that the next row is ready when it is scrolled or tabbed to. */
const margin = '400px 0px';

/** Resolves when the editor is made. */
type Turn = () => Promise<unknown>;
const turns = new Map<Element, Turn>();
const ready = new Set<Element>();
let isRunning = false;

const near =
  typeof IntersectionObserver === 'undefined'
    ? null
    : new IntersectionObserver(
        (seen) => {
          for (const { target, isIntersecting } of seen) if (isIntersecting) ready.add(target);
          if (ready.size > 0) soon();
        },
        { rootMargin: margin },
      );

function soon(): void {
  if (isRunning) return;
  isRunning = true;
  requestAnimationFrame(() => void run());
}

async function run(): Promise<void> {
  const until = performance.now() + budgetMs;
  for (const element of ready) {
    const turn = turns.get(element);
    letGo(element);
    await turn?.();
    if (performance.now() >= until) break;
  }
  isRunning = false;
  if (ready.size > 0) soon();
}

/** Calls `turn` once, when the element is near the window and the page has time. */
export function awaitTurn(element: Element, turn: Turn): void {
  turns.set(element, turn);
  near?.observe(element);
}

/** Taken out of the page, or served otherwise. */
export function letGo(element: Element): void {
  turns.delete(element);
  ready.delete(element);
  near?.unobserve(element);
}
