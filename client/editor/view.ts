/** One open text: a ProseMirror view bound to a shared fragment, with all that belongs to it, closed in one act. */
import type { Node } from 'prosemirror-model';
import { EditorState, Plugin } from 'prosemirror-state';
import { EditorView, type DirectEditorProps } from 'prosemirror-view';
import { initProseMirrorDoc, ySyncPlugin, ySyncPluginKey, yUndoPlugin } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { mirrorOf } from '../../shared/doc/mirror.ts';
import { schema } from '../../shared/doc/schema.ts';
import { authorshipPlugin, type AuthorshipOptions } from './authorship.ts';
import { colleagues } from './colleagues.ts';
import { evidencePlugin, type EvidenceOptions } from './evidence.ts';
import { firstLinePlugin } from './first-line.ts';
import { keysPlugin, type Elsewhere } from './keys.ts';
import { ownPlacePlugin } from './own-place.ts';
import { ownSerializer } from './paste/own.ts';
import { pastePlugin, type Refused } from './paste/plugin.ts';
import { roomPlugin } from './room.ts';
import { signsPlugin } from './signs.ts';

export type OpenText = {
  readonly view: EditorView;
  /** Takes the view out of the page and lets go of the document. */
  close(): void;
};

export type TextOptions = Elsewhere &
  EvidenceOptions &
  Omit<AuthorshipOptions, 'fragment'> & {
    readonly fragment: Y.XmlFragment;
    readonly awareness: Awareness | null;
    readonly readonly: boolean;
    readonly me: string;
    /** Text and tools: focus in it is focus in the text, as colleagues see it. */
    readonly owner: HTMLElement;
    readonly attributes: (doc: Node) => Readonly<Record<string, string>>;
    /** Whether headings are offered. */
    readonly headings: boolean;
    /** After every change of text, selection or what can be undone; `own`: it was made here. */
    readonly updated: (textChanged: boolean, own: boolean) => void;
    /** Something was not put in. */
    readonly refused: (refused: Refused) => void;
  };

// Undo must not take an element with a colleague's words in it. A deleted element takes its content along, so it may go
// only once it is empty: y-prosemirror's default guards paragraphs alone, and a list made by me would take everything.
const guarded = new Set(Object.keys(schema.nodes));

export function openText(place: HTMLElement, options: TextOptions): OpenText {
  const mirror = options.readonly ? mirrorOf(options.fragment) : null;
  const fragment = mirror?.fragment ?? options.fragment;
  const { awareness, me, owner } = options;
  // Read before the view is made: else it would be made empty and filled at once, with a caret where nothing can be written.
  const { doc, mapping } = initProseMirrorDoc(fragment, schema);
  const plugins = [
    ...(mirror ? [] : [pastePlugin(options)]),
    ySyncPlugin(fragment, { mapping }),
    ...(mirror ? [] : writing(options)),
    evidencePlugin(options),
    authorshipPlugin({ ...options, fragment }),
    ...(awareness ? [colleagues({ awareness, me, owner: mirror ? null : owner })] : []),
    watching(options.updated),
  ];
  const view = new EditorView(place, { state: EditorState.create({ schema, doc, plugins }), ...propsOf(options) });
  return {
    view,
    close() {
      view.destroy();
      mirror?.stop();
    },
  };
}

function writing(options: TextOptions): Plugin[] {
  const { fragment, refused } = options;
  return [
    yUndoPlugin({ protectedNodes: guarded }),
    firstLinePlugin(),
    ownPlacePlugin(),
    signsPlugin(options),
    keysPlugin(options),
    roomPlugin(fragment, (room) => refused({ why: 'room', room })),
  ];
}

function propsOf({ readonly, attributes }: TextOptions): Omit<DirectEditorProps, 'state'> {
  return {
    editable: () => !readonly,
    attributes: ({ doc }) => ({ ...attributes(doc) }),
    handleClick: (_view, _position, event) => !readonly && openLink(event),
    // Readers copy too.
    clipboardSerializer: ownSerializer,
    // Letters of others never scroll my page; where the browser anchors the scroll, the line I read stays where it is.
    handleScrollToSelection: (view) => {
      const sync = ySyncPluginKey.getState(view.state);
      return Boolean(sync?.isChangeOrigin) && !sync?.isUndoRedoOperation;
    },
  };
}

/** In a text that is being written a click places the caret; with Ctrl or Cmd it follows the link. */
function openLink(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || !(event.ctrlKey || event.metaKey)) return false;
  window.open(link.href, '_blank', 'noopener,noreferrer');
  return true;
}

// Last of the plugins: when it hears of a change, the shared text and the undo stack have it.
function watching(updated: TextOptions['updated']): Plugin {
  return new Plugin({
    view: () => ({
      update: (view, before) => updated(!view.state.doc.eq(before.doc), !ySyncPluginKey.getState(view.state)?.isChangeOrigin),
    }),
  });
}
