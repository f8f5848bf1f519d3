/**
 * The page's side of tests with a whole section: its body and any number of findings in one document, as one member sees them,
 * and colleagues without a page of their own who type from elsewhere. Also for profiles taken by hand.
 */
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { prosemirrorJSONToYXmlFragment } from 'y-prosemirror';
import * as Y from 'yjs';
import '../../client/editor/sam-editor.ts';
import { must } from '../../shared/domain/assert.ts';
import type { FindingId } from '../../shared/domain/ids.ts';
import { bodyOf, findingOf } from '../../shared/doc/roots.ts';
import { schema } from '../../shared/doc/schema.ts';
import { plainTextOf } from '../../shared/doc/text.ts';

export type Section = {
  readonly paragraphs: number;
  readonly wordsEach: number;
  readonly findings: readonly string[];
  readonly readonly?: boolean;
};
type Colleague = { readonly doc: Y.Doc; readonly awareness: Awareness };

/** An id for the finding with that number. */
export const findingId = (number: number) => String(number).padStart(20, 'f') as FindingId;
const words = ['kommunen', 'följer', 'upp', 'målen', 'två', 'gånger', 'om', 'året', 'efter', 'augusti', 'och', 'i', 'årsredovisningen'];

export class SectionStage {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly #colleagues = new Map<string, Colleague>();
  readonly #findings: readonly string[];
  updates = 0;
  /** Until all elements were there, ms. */
  readonly mountMs: number;

  constructor({ paragraphs, wordsEach, findings, readonly = false }: Section) {
    this.#findings = findings;
    const line = (text: string) => ({ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] });
    const fill = (fragment: Y.XmlFragment, lines: readonly string[]) =>
      prosemirrorJSONToYXmlFragment(schema, { type: 'doc', content: lines.map(line) }, fragment);
    const sentence = (at: number) => Array.from({ length: wordsEach }, (_, word) => words[(at + word * 5) % words.length]).join(' ');
    fill(
      bodyOf(this.doc),
      Array.from({ length: paragraphs }, (_, at) => `Stycke ${at}: ${sentence(at)}.`),
    );
    findings.forEach((text, number) => text && fill(findingOf(this.doc, findingId(number)), [text]));
    this.awareness.setLocalStateField('user', { id: 'ada', name: 'Ada' });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      this.updates += 1;
      for (const { doc } of this.#colleagues.values()) setTimeout(() => Y.applyUpdate(doc, update, this), 0);
    });
    const stage = must(document.querySelector('#stage'), 'the harness page has a stage');
    const before = performance.now();
    const shared = { awareness: this.awareness, me: 'ada', readonly, language: 'sv' as const };
    const editors = [bodyOf(this.doc), ...findings.map((_, number) => findingOf(this.doc, findingId(number)))].map((fragment, at) => {
      const editor = document.createElement('sam-editor');
      Object.assign(editor, {
        ...shared,
        fragment,
        compact: at > 0,
        label: at === 0 ? 'Text' : `Iakttagelse ${at}`,
        placeholder: 'Skriv vad ni såg.',
      });
      editor.dataset['of'] = at === 0 ? 'body' : String(at - 1);
      return editor;
    });
    stage.replaceChildren(...editors);
    for (const editor of editors) editor['performUpdate']();
    this.mountMs = performance.now() - before;
  }

  /** Somebody elsewhere, with the whole text and a presence of their own. */
  joins(name: string): void {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
    const awareness = new Awareness(doc);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) setTimeout(() => this.#hear(update, name), 0);
    });
    awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
      const said = encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed]);
      setTimeout(() => applyAwarenessUpdate(this.awareness, said, this), 0);
    });
    awareness.setLocalStateField('user', { id: name, name });
    this.#colleagues.set(name, { doc, awareness });
  }

  #hear(update: Uint8Array, from: string): void {
    Y.applyUpdate(this.doc, update, this);
    for (const [name, { doc }] of this.#colleagues) if (name !== from) Y.applyUpdate(doc, update, this);
  }

  /** The colleague's caret stands at the end of that line of the body or finding (its number), and the words are put there. */
  types(name: string, where: 'body' | number, line: number, letters: string): void {
    const { doc, awareness } = must(this.#colleagues.get(name), 'the colleague has joined');
    const fragment = where === 'body' ? bodyOf(doc) : findingOf(doc, findingId(where));
    if (fragment.length === 0) fragment.insert(0, [new Y.XmlElement('paragraph')]);
    const paragraph = must(fragment.get(Math.min(line, fragment.length - 1)), 'there is a line') as Y.XmlElement;
    if (paragraph.length === 0) paragraph.insert(0, [new Y.XmlText()]);
    const text = paragraph.get(0) as Y.XmlText;
    if (letters !== '') text.insert(text.length, letters);
    const at = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length, -1));
    awareness.setLocalStateField('cursor', { anchor: at, head: at });
  }

  leaves(name: string): void {
    must(this.#colleagues.get(name), 'the colleague has joined').awareness.setLocalStateField('cursor', null);
  }

  textOf(where: 'body' | number): string {
    return plainTextOf(where === 'body' ? bodyOf(this.doc) : findingOf(this.doc, findingId(where)));
  }

  get findings(): number {
    return this.#findings.length;
  }

  /** How many of the texts have an editor now. */
  get awake(): number {
    return [...document.querySelectorAll('sam-editor .ProseMirror')].filter((text) => 'pmViewDesc' in text).length;
  }
}

declare global {
  interface Window {
    SectionStage: typeof SectionStage;
    section: SectionStage;
  }
}
window.SectionStage = SectionStage;
