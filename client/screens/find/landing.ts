/**
 * The end of the way from a hit: what was found is put in view, and marked where the browser can mark without changing the page.
 * The place may still be on its way; whoever does something else meanwhile is not pulled back.
 */
import { bestLine, fold, placesIn } from './match.ts';
import type { Target } from './entries.ts';

const name = 'sam-find';
const waitMs = 6_000;
const askMs = 60;
let stop: (() => void) | null = null;

/** Lets go of what is marked. */
export function unmark(): void {
  stop?.();
  stop = null;
  if ('highlights' in CSS) CSS.highlights.delete(name);
}

/** `terms` as `termsOf` gives them. */
export function land(target: Target, terms: readonly string[]): void {
  unmark();
  if (target.to === 'section') return;
  const until = performance.now() + waitMs;
  const step = () => {
    if (arrived(target, terms) || performance.now() > until) stopWaiting();
  };
  const timer = setInterval(step, askMs);
  const leave = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
  const stopWaiting = () => {
    clearInterval(timer);
    for (const type of leave) window.removeEventListener(type, stopWaiting);
  };
  stop = stopWaiting;
  // Not by the key or press that chose the hit.
  setTimeout(() => stop === stopWaiting && leave.forEach((type) => window.addEventListener(type, stopWaiting, { passive: true })));
}

function arrived(target: Target, terms: readonly string[]): boolean {
  switch (target.to) {
    case 'section':
      return true;
    case 'text':
    case 'finding': {
      const text = document.querySelector('sam-section-text');
      if (!text || text.section !== target.section) return false;
      const place = 'finding' in target ? `sam-finding[data-finding="${CSS.escape(target.finding)}"]` : '.section-text .editor-text';
      const root = text.querySelector(place);
      return root !== null && markIn(text, root, terms);
    }
    case 'reason':
      return bring(document.querySelector('sam-ballot-form') ?? document.querySelector('sam-criterion'));
    case 'evidence':
    case 'interview': {
      const row = document.getElementById(target.to === 'evidence' ? target.evidence : target.interview);
      if (!row) return false;
      const title = row.querySelector<HTMLElement>('.title');
      if (!title) return false;
      if (title.getAttribute('aria-expanded') === 'false') title.click();
      title.focus({ preventScroll: true });
      return bring(row);
    }
  }
}

function bring(element: Element | null): boolean {
  element?.scrollIntoView({ block: 'center' });
  return element !== null;
}

/** Marks every hit in the section, and puts the one that the list showed in view. */
function markIn(section: Element, root: Element, terms: readonly string[]): boolean {
  const blocks = blocksIn(root);
  const best =
    blocks[
      bestLine(
        blocks.map(({ folded }) => folded),
        terms,
      )
    ];
  if (!best) return false;
  if ('highlights' in CSS) CSS.highlights.set(name, new Highlight(...blocksIn(section).flatMap((block) => rangesIn(block, terms))));
  const range = rangesIn(best, terms)[0];
  return bring(range?.startContainer.parentElement ?? best.element);
}

type Block = { readonly element: Element; readonly nodes: readonly Text[]; readonly folded: string };

/** Paragraphs and headings of texts, each with its letters. Names and numbers beside the lines are not the text's. */
function blocksIn(root: Element): readonly Block[] {
  return [...root.querySelectorAll('.editor-text :is(p, h1, h2, h3, h4, h5)')].map((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('.ProseMirror-widget') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    return { element, nodes, folded: fold(nodes.map(({ data }) => data).join('')) };
  });
}

function rangesIn({ nodes, folded }: Block, terms: readonly string[]): readonly Range[] {
  return placesIn(folded, terms).map(({ from, to }) => {
    const range = new Range();
    let before = 0;
    for (const node of nodes) {
      const end = before + node.length;
      if (from >= before && from < end) range.setStart(node, from - before);
      if (to > before && to <= end) range.setEnd(node, to - before);
      before = end;
    }
    return range;
  });
}
