/**
 * Words that rest on a piece of evidence: marking them, and the number that stands behind them. The text holds the id alone;
 * numbers and names come from the facts, so a number is drawn beside the text and is never part of it.
 */
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { isEvidenceId, schema } from '../../shared/doc/schema.ts';
import { editorWords } from '../i18n/editor.ts';
import { t } from '../i18n/language.ts';
import { markIn, spanOf, spansIn } from './marked.ts';

/** By its id: the number it has among the team's evidence, and what it is called. */
export type EvidenceShown = ReadonlyMap<string, { readonly number: number; readonly label: string }>;
export type EvidenceOptions = {
  readonly evidence: () => EvidenceShown | null;
  /** Somebody wants to see it. */
  readonly openEvidence: (id: string) => void;
};
type Span = { readonly from: number; readonly to: number; readonly id: string };

const mark = schema.marks.evidence;
const key = new PluginKey<DecorationSet>('evidence');

/** The piece of evidence at the caret, or the first in the selection. */
export function evidenceAt(state: EditorState): string | null {
  const id: unknown = markIn(state, mark)?.attrs['id'];
  return isEvidenceId(id) ? id : null;
}

/** Whether there are words to mark, or marked ones at the caret. */
export function canRest(state: EditorState): boolean {
  const { from, to } = spanOf(state, mark);
  return state.doc.textBetween(from, to).trim() !== '';
}

/** Lets the selected words, or the marked ones around the caret, rest on that piece; null takes the mark away. */
export function rested(state: EditorState, id: string | null): Transaction {
  const { from, to } = spanOf(state, mark);
  const tr = state.tr.removeMark(from, to, mark);
  return id === null ? tr : tr.addMark(from, to, mark.create({ id }));
}

/** For a transaction after what is known of evidence has changed. */
export function evidenceChanged(tr: Transaction): Transaction {
  return tr.setMeta(key, true);
}

export function evidencePlugin(options: EvidenceOptions): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => numbersIn(doc, options),
      apply: (tr, drawn) => (tr.docChanged || tr.getMeta(key) === true ? numbersIn(tr.doc, options) : drawn),
    },
    props: {
      decorations: (state) => key.getState(state),
      // Enter alone is a new line; with Ctrl it follows, as a click with Ctrl follows a link.
      handleKeyDown: ({ state }, event) => {
        const id = event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? evidenceAt(state) : null;
        if (id !== null) options.openEvidence(id);
        return id !== null;
      },
    },
  });
}

// A line that did not change is the same object as before: only what somebody writes in is looked through again.
const known = new WeakMap<Node, readonly Span[]>();

export function evidenceIn(line: Node): readonly Span[] {
  const before = known.get(line);
  if (before) return before;
  const marked = spansIn(line, (node) => mark.isInSet(node.marks));
  const spans = marked.map(({ from, to, mark: { attrs } }) => ({ from, to, id: String(attrs['id']) })).filter(({ id }) => isEvidenceId(id));
  known.set(line, spans);
  return spans;
}

function numbersIn(doc: Node, options: EvidenceOptions): DecorationSet {
  const numbers: Decoration[] = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    for (const { to, id } of evidenceIn(node)) numbers.push(numberAt(position + 1 + to, id, options));
    return false;
  });
  return numbers.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, numbers);
}

function numberAt(position: number, id: string, { evidence, openEvidence }: EvidenceOptions): Decoration {
  const shown = evidence()?.get(id);
  return Decoration.widget(position, (view) => numberElement(id, shown, openEvidence, view.editable), {
    // The same key keeps the element while others write.
    key: `${id} ${shown?.number} ${shown?.label}`,
    // What is typed behind the words stands behind the number, and outside of the mark.
    side: -1,
    marks: [],
    ignoreSelection: true,
    stopEvent: () => true,
  });
}

/** The number as something to press. In a text that is being written Tab leaves; there it is reached by the pointer, or Ctrl Enter. */
export function numberElement(
  id: string,
  shown: { readonly number: number; readonly label: string } | undefined,
  open: (id: string) => void,
  editable: boolean,
): HTMLElement {
  const number = document.createElement('button');
  const words = t(editorWords);
  number.type = 'button';
  number.className = 'evidence-number';
  number.tabIndex = editable ? -1 : 0;
  number.textContent = shown ? String(shown.number) : '?';
  number.title = shown ? words.evidenceNumber(String(shown.number), shown.label) : words.evidenceUnknown;
  number.ariaLabel = number.title;
  number.addEventListener('click', () => open(id));
  return number;
}
