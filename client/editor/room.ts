/** How many characters a section may still take; beyond that nothing is put in. What others write always comes in. */
import { Plugin, type Transaction } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';
import type * as Y from 'yjs';
import { charactersIn, sectionChars } from '../../shared/doc/length.ts';

/** At least 0. Walks all blocks of the section: a tenth of a millisecond in a long one. */
export function roomIn(fragment: Y.XmlFragment): number {
  return fragment.doc ? Math.max(0, sectionChars - charactersIn(fragment.doc)) : sectionChars;
}

export function roomPlugin(fragment: Y.XmlFragment, refused: (room: number) => void): Plugin {
  const fits = (tr: Transaction): boolean => {
    const more = tr.doc.content.size - tr.before.content.size;
    if (more <= 0 || tr.getMeta(ySyncPluginKey) !== undefined) return true;
    const room = roomIn(fragment);
    if (more <= room || lettersIn(tr) <= room) return true;
    refused(room);
    return false;
  };
  return new Plugin({ filterTransaction: (tr) => !tr.docChanged || fits(tr) });
}

/** How many characters it brings: a size counts the beginnings and ends of blocks too. */
function lettersIn({ doc, before }: Transaction): number {
  return doc.textBetween(0, doc.content.size, '', '\n').length - before.textBetween(0, before.content.size, '', '\n').length;
}
