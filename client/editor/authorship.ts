/**
 * Who wrote what, when somebody asks: beside each line the names of those who wrote in it, most letters first, and in the line
 * with the caret or the pointer each one's words underlined in a way of their own. People are names and lines, not colours.
 */
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';
import type * as Y from 'yjs';
import { authoredLines, type AuthoredLine } from '../../shared/doc/authors.ts';
import { soon } from './once.ts';

/** So many ways of underlining there are; a seventh writer shares the first. */
const patterns = 6;
/** One's own letters are known a little after they are typed, ms. */
const redrawMs = 400;

export type AuthorshipOptions = {
  readonly fragment: Y.XmlFragment;
  /** The name behind a client id; null while authors are not shown. */
  readonly nameOf: () => ((client: number) => string) | null;
  /** Who has written in the text, most letters first, and each one's pattern by their place in the list. */
  readonly authorsFound: (names: readonly string[]) => void;
};
type Drawn = { readonly set: DecorationSet; readonly lines: readonly AuthoredLine[]; readonly hovered: number | null };
type Change = { readonly redraw?: true; readonly hovered?: number | null };

const key = new PluginKey<Drawn>('authorship');
const nothing: Drawn = { set: DecorationSet.empty, lines: [], hovered: null };

/** For a transaction after authors are to be shown, or not any more, or have got names. */
export function authorshipChanged(tr: Transaction): Transaction {
  return tr.setMeta(key, { redraw: true } satisfies Change);
}

/** How many letters of each there are, by name, most first. */
export function sharesIn(lines: readonly AuthoredLine[], nameOf: (client: number) => string): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { runs } of lines)
    for (const { from, to, client } of runs) shares.set(nameOf(client), (shares.get(nameOf(client)) ?? 0) + to - from);
  return new Map([...shares].sort(([one, more], [other, less]) => less - more || one.localeCompare(other)));
}

export function authorshipPlugin(options: AuthorshipOptions): Plugin<Drawn> {
  const { fragment, nameOf, authorsFound } = options;
  const draw = (lines: readonly AuthoredLine[], hovered: number | null, state: EditorState): Drawn => {
    const name = nameOf();
    if (!name) return nothing;
    const order = [...sharesIn(lines, name).keys()];
    const near = [state.selection.$head.start(), hovered];
    const shown = lines.flatMap((line) => decorationsOf(line, state.doc, name, order, near.includes(line.from)));
    return { set: DecorationSet.create(state.doc, shown), lines, hovered };
  };
  return new Plugin<Drawn>({
    key,
    state: {
      init: () => nothing,
      apply(tr, before, _old, state) {
        if (!nameOf()) return nothing;
        const change = tr.getMeta(key) as Change | undefined;
        // What came from the shared text is in it already; what goes there is not yet.
        const isRead = change?.redraw || tr.getMeta(ySyncPluginKey) !== undefined;
        if (isRead) return draw(authoredLines(fragment), before.hovered, state);
        if (tr.docChanged) return { ...before, set: before.set.map(tr.mapping, tr.doc) };
        const hovered = change?.hovered === undefined ? before.hovered : change.hovered;
        return tr.selectionSet || hovered !== before.hovered ? draw(before.lines, hovered, state) : before;
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.set,
      handleDOMEvents: {
        mouseover: (view, event) => void (nameOf() && hover(view, event.target)),
        mouseleave: (view) => void (nameOf() && hover(view, null)),
      },
    },
    view: (view) => {
      const redraw = soon(redrawMs, () => view.dispatch(authorshipChanged(view.state.tr)));
      let found = '';
      return {
        update: (_view, before) => {
          const name = nameOf();
          const drawn = key.getState(view.state);
          if (name && !view.state.doc.eq(before.doc)) redraw.ask();
          if (drawn === key.getState(before)) return;
          const names = name && drawn ? [...sharesIn(drawn.lines, name).keys()] : [];
          if (names.join('\n') !== found) authorsFound(names);
          found = names.join('\n');
        },
        destroy: redraw.stop,
      };
    },
  });
}

function hover(view: EditorView, target: EventTarget | null): void {
  const line = target instanceof Element ? target.closest('p, h3, h4') : null;
  const hovered = line && view.dom.contains(line) ? view.posAtDOM(line, 0) : null;
  if (hovered !== key.getState(view.state)?.hovered) view.dispatch(view.state.tr.setMeta(key, { hovered } satisfies Change));
}

function decorationsOf(
  line: AuthoredLine,
  doc: Node,
  nameOf: (client: number) => string,
  order: readonly string[],
  isNear: boolean,
): Decoration[] {
  if (line.runs.length === 0 || line.to > doc.content.size) return [];
  const names = [...sharesIn([line], nameOf).keys()].join(', ');
  const all = [Decoration.node(line.from - 1, line.to + 1, { 'data-authors': names })];
  if (isNear)
    for (const { from, to, client } of line.runs)
      all.push(Decoration.inline(from, to, { class: `by by-${order.indexOf(nameOf(client)) % patterns}` }));
  return all;
}
