/**
 * Colleagues' carets in the text and their names in its right margin; and where my own caret is, told to them.
 * In place of y-prosemirror's yCursorPlugin, which speaks at every key repeat (our server closes who talks too fast),
 * writes style attributes (our pages forbid them), and throws, in everybody's editor, on a position that makes no sense.
 */
import * as Y from 'yjs';
import { Plugin, PluginKey, Selection, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import { caretOf, userOf } from './presence.ts';
import { stackNames } from './margin.ts';
import { soon, withFrame } from './once.ts';
import { Silence, type Phase } from './silence.ts';

const key = new PluginKey<DecorationSet>('colleagues');
/** Shortest time between two words about my caret. */
const tellMs = 80;

type Colleague = {
  readonly client: number;
  readonly name: string;
  readonly phase: Phase;
  readonly anchor: number;
  readonly head: number;
  /** Where the caret is drawn. */
  readonly line: number;
};

export type ColleaguesOptions = {
  readonly awareness: Awareness;
  /** My member id: my other tabs are not shown to me. */
  readonly me: string;
  /** Text and tools: while focus is somewhere in it, my caret is told. Null where nothing can be written. */
  readonly owner: HTMLElement | null;
};

export function colleagues({ awareness, me, owner }: ColleaguesOptions): Plugin<DecorationSet> {
  let silence: Silence | null = null;
  const draw = (state: EditorState) => DecorationSet.create(state.doc, decorationsOf(colleaguesIn(state, awareness, me, silence)));
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, drawn, _before, state) =>
        tr.getMeta(key) === true || ySyncPluginKey.getState(state)?.isChangeOrigin ? draw(state) : drawn.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => {
      const redraw = soon(0, () => view.dispatch(view.state.tr.setMeta(key, true)));
      // With the frame, when the page is laid out anyway: asked for at every letter, the places would cost another layout each.
      const stack = withFrame(() => stackNames(view.dom));
      const margin = new ResizeObserver(stack.ask);
      const mine = owner ? new OwnCaret(view, awareness, owner) : null;
      silence = new Silence(awareness, redraw.ask);
      margin.observe(view.dom);
      redraw.ask();
      return {
        update: () => {
          stack.ask();
          mine?.tell();
        },
        destroy: () => {
          silence?.stop();
          redraw.stop();
          stack.stop();
          margin.disconnect();
          mine?.stop();
        },
      };
    },
  });
}

function colleaguesIn(state: EditorState, awareness: Awareness, me: string, silence: Silence | null): readonly Colleague[] {
  const binding = ySyncPluginKey.getState(state)?.binding;
  if (!binding) return [];
  const { doc, type, mapping } = binding;
  const root = Y.findRootTypeKey(type);
  const place = (position: Y.RelativePosition): number | null => {
    // A foreign root name would be created in our document by asking for it.
    if (position.tname !== null && position.tname !== root) return null;
    try {
      const found = relativePositionToAbsolutePosition(doc, type, position, mapping);
      return found === null ? null : Math.max(0, Math.min(found, state.doc.content.size));
    } catch {
      return null; // points at something that is not text here
    }
  };
  return [...awareness.getStates()].flatMap(([client, said]) => {
    const user = userOf(said);
    const caret = caretOf(said);
    if (client === awareness.clientID || !user || user.id === me || !caret) return [];
    const anchor = place(caret.anchor);
    const head = place(caret.head);
    if (anchor === null || head === null) return [];
    // Who selected everything stands between blocks: shown on the nearest line. In a blank text there is none.
    const { $head } = Selection.near(state.doc.resolve(head), -1);
    if (!$head.parent.inlineContent) return [];
    return [{ client, name: user.name, phase: silence?.phaseOf(client) ?? 'writing', anchor, head, line: $head.pos }];
  });
}

function decorationsOf(present: readonly Colleague[]): Decoration[] {
  const firstNames = present.map(({ name }) => firstNameOf(name));
  // The margin is narrow: the first name, unless two share it.
  const shown = ({ name }: Colleague) => (firstNames.filter((each) => each === firstNameOf(name)).length > 1 ? name : firstNameOf(name));
  return present.flatMap((colleague) => {
    const { client, phase, anchor, head, line } = colleague;
    const name = shown(colleague);
    const caret = Decoration.widget(line, () => caretElement(name, phase), {
      // The same key keeps the element, so that nothing flickers while others write.
      key: `${client} ${phase} ${name}`,
      side: 10,
      ignoreSelection: true,
    });
    if (anchor === head) return [caret];
    const range = Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), { class: 'colleague-selection' });
    return [range, caret];
  });
}

function firstNameOf(name: string): string {
  return name.split(' ')[0] ?? name;
}

// Hidden from screen readers: it stands in the middle of a text that someone reads or writes. Who writes is said beside the heading.
function caretElement(name: string, phase: Phase): HTMLElement {
  const caret = document.createElement('span');
  caret.className = `colleague ${phase}`;
  caret.ariaHidden = 'true';
  const label = document.createElement('span');
  label.className = 'colleague-name';
  label.textContent = name;
  caret.append(label);
  return caret;
}

/** Tells the room where my caret is, at most every 80 ms, the last word always said. */
class OwnCaret {
  readonly #view: EditorView;
  readonly #awareness: Awareness;
  readonly #owner: HTMLElement;
  readonly #later = soon(tellMs, () => this.#say());
  /** What this text said last. Several texts of a room share one presence: each takes back only its own word. */
  #mine = 'null';
  readonly tell = () => this.#later.ask();

  constructor(view: EditorView, awareness: Awareness, owner: HTMLElement) {
    this.#view = view;
    this.#awareness = awareness;
    this.#owner = owner;
    owner.addEventListener('focusin', this.tell);
    owner.addEventListener('focusout', this.tell);
  }

  stop(): void {
    this.#owner.removeEventListener('focusin', this.tell);
    this.#owner.removeEventListener('focusout', this.tell);
    this.#later.stop();
    this.#takeBack();
  }

  #say(): void {
    if (!this.#owner.contains(document.activeElement)) return this.#takeBack();
    const caret = this.#caret();
    this.#mine = JSON.stringify(caret);
    if (this.#mine !== this.#said()) this.#awareness.setLocalStateField('cursor', caret);
  }

  #takeBack(): void {
    if (this.#mine !== 'null' && this.#mine === this.#said()) this.#awareness.setLocalStateField('cursor', null);
    this.#mine = 'null';
  }

  #said(): string {
    return JSON.stringify(this.#awareness.getLocalState()?.['cursor'] ?? null);
  }

  #caret(): unknown {
    const binding = ySyncPluginKey.getState(this.#view.state)?.binding;
    if (!binding) return null;
    const { anchor, head } = this.#view.state.selection;
    const said = (position: number) =>
      Y.relativePositionToJSON(absolutePositionToRelativePosition(position, binding.type, binding.mapping));
    return { anchor: said(anchor), head: said(head) };
  }
}
