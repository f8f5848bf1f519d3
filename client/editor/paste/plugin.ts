/** Pasting and dropping into the text: what is not taken is said, what is large comes in pieces, nothing is ever half in. */
import type { Slice } from 'prosemirror-model';
import { Plugin, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type * as Y from 'yjs';
import { sectionChars } from '../../../shared/doc/length.ts';
import { roomIn } from '../room.ts';
import { cleanPasted } from './clean.ts';
import { fitted } from './fit.ts';
import { isTooMuchAtOnce, Pieces } from './pieces.ts';
import { slicePlain } from './plain.ts';

/** Why something was not put in: pictures, other files, nothing to read in it, no room (with how much there is, in characters). */
export type Refused = { readonly why: 'picture' | 'file' | 'nothing' } | { readonly why: 'room'; readonly room: number };
export type PasteOptions = {
  readonly fragment: Y.XmlFragment;
  readonly headings: boolean;
  readonly refused: (refused: Refused) => void;
};

/** HTML longer than this is not even parsed: no section holds so many words, whatever is around them. */
const mostHtml = 12_000_000;

/** Comes before the plugin that binds to the shared text: what is on its way must be in before that lets go. */
export function pastePlugin({ fragment, headings, refused }: PasteOptions): Plugin {
  let onItsWay: Pieces | null = null;
  const refuse = (why: Refused): true => {
    refused(why);
    return true;
  };

  /** Before anything is parsed. */
  const stopped = (transfer: DataTransfer | null): boolean => {
    if (!transfer) return false;
    const plain = transfer.getData('text/plain');
    const html = transfer.getData('text/html');
    if (!plain && !html) return transfer.files.length > 0 && refuse({ why: whyNotFiles(transfer) });
    // Markup around the words may be any amount; the words themselves are counted here first.
    return (plain.length > 2 * sectionChars || html.length > mostHtml) && refuse({ why: 'room', room: roomIn(fragment) });
  };

  const put = (view: EditorView, slice: Slice, transfer: DataTransfer | null): boolean => {
    if (slice.size === 0) return nothing(view, transfer);
    const { from, to } = view.state.selection;
    const room = roomIn(fragment) + view.state.doc.textBetween(from, to).length;
    if (slice.content.textBetween(0, slice.content.size, '', '\n').length > room) return refuse({ why: 'room', room });
    if (!isTooMuchAtOnce(slice)) return false;
    onItsWay?.finish();
    onItsWay = new Pieces(view, slice);
    return true;
  };

  const nothing = (view: EditorView, transfer: DataTransfer | null): boolean => {
    const html = transfer?.getData('text/html') ?? '';
    const plain = transfer?.getData('text/plain') ?? '';
    if (transfer && (transfer.files.length > 0 || /<img\b/i.test(html))) return refuse({ why: whyNotFiles(transfer) });
    // A page of boxes and buttons may still have words in it.
    if (html !== '' && plain.trim() !== '') return view.pasteText(plain);
    return refuse({ why: 'nothing' });
  };

  return new Plugin({
    props: {
      handleDOMEvents: {
        paste: (view, event) => view.editable && stopped(event.clipboardData) && prevented(event),
        drop: (view, event) => view.editable && !view.dragging && stopped(event.dataTransfer) && prevented(event),
      },
      transformPastedHTML: cleanPasted,
      clipboardTextParser: (text, $context, asTyped) => slicePlain(text, $context, asTyped),
      transformPasted: (slice, view) => fitted(slice, view.state.selection.$from, headings),
      handlePaste: (view, event, slice) => put(view, slice, event.clipboardData),
      handleDrop: (view, event, slice, moved) => {
        if (moved) return false;
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (place && isTooMuchAtOnce(slice))
          view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place.pos))));
        return put(view, slice, event.dataTransfer);
      },
    },
    view: () => ({ destroy: () => onItsWay?.finish() }),
  });
}

function whyNotFiles({ files, types }: DataTransfer): 'picture' | 'file' {
  return [...files].every(({ type }) => type.startsWith('image/')) || types.includes('text/html') ? 'picture' : 'file';
}

function prevented(event: Event): true {
  event.preventDefault();
  return true;
}
