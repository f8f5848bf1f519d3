/** What a text says of itself: to screen readers, to the spelling checker, to whoever finds it empty. */
import type { Node } from 'prosemirror-model';
import type { Language } from '../i18n/language.ts';

export type Described = {
  /** Of the text itself; what its keys do stands under `<id>-keys`. */
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly language: Language;
  readonly readonly: boolean;
};

export function attributesOf(doc: Node, { id, label, placeholder, language, readonly }: Described): Readonly<Record<string, string>> {
  const isEmpty = doc.content.size === 0 || (doc.childCount === 1 && doc.firstChild?.isTextblock === true && doc.content.size === 2);
  const shown = isEmpty && placeholder !== '' ? { 'data-placeholder': placeholder } : {};
  const named = { id: `${id}-text`, class: 'prose', lang: language, 'aria-label': label, ...shown };
  // What can't be written is no text box: in one, screen readers leave out headings, lists and links.
  if (readonly) return { ...named, role: 'group' };
  return {
    ...named,
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-describedby': `${id}-keys`,
    'aria-placeholder': isEmpty ? placeholder : '',
    spellcheck: 'true',
    autocapitalize: 'sentences',
    autocorrect: 'on',
    // A browser that translates the page would write its translation into the shared text.
    translate: 'no',
  };
}
