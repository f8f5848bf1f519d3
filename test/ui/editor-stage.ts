/** The page's side of the editor's tests: several people's editors over documents of their own, joined by a link that can be cut. */
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import * as Y from 'yjs';
import '../../client/editor/sam-editor.ts';
import type { EvidenceAsk, SamEditor } from '../../client/editor/sam-editor.ts';
import { writersIn, type Writer } from '../../client/editor/presence.ts';
import { must } from '../../shared/domain/assert.ts';
import { bodyOf } from '../../shared/doc/roots.ts';
import { schema } from '../../shared/doc/schema.ts';
import { plainTextOf } from '../../shared/doc/text.ts';

export type Cast = {
  readonly people: readonly string[];
  /** ProseMirror's JSON of the blocks, or one string a paragraph. */
  readonly text?: readonly (string | object)[];
  readonly readers?: readonly string[];
  readonly placeholder?: string;
};
export type Clipboard = { readonly html?: string; readonly plain?: string; readonly files?: readonly string[] };
type Person = {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly editor: SamEditor;
  updates: number;
  /** Bytes of each update. */
  readonly sizes: number[];
  listenersAlone: number;
};

/** A member id that cannot be mistaken for the name. */
const idOf = (name: string) => name.toLowerCase().padEnd(20, '0');

function listenersOf({ doc, awareness }: Person): number {
  const count = (observers: Map<string, Set<unknown>>) => [...observers.values()].reduce((sum, each) => sum + each.size, 0);
  return count(doc._observers as Map<string, Set<unknown>>) + count(awareness._observers as Map<string, Set<unknown>>);
}

export class EditorStage {
  readonly #people: readonly Person[];
  #held: (() => void)[] | null = null;
  /** Of whom wrote the text they all began with. */
  readonly firstClient: number;
  readonly #heard: { readonly name: string; readonly type: string; readonly detail: unknown }[] = [];

  constructor({ people, text = [], readers = [], placeholder = '' }: Cast) {
    const first = new Y.Doc();
    this.firstClient = first.clientID;
    const content = text.map((block) =>
      typeof block === 'string' ? { type: 'paragraph', ...(block && { content: [{ type: 'text', text: block }] }) } : block,
    );
    if (content.length > 0) prosemirrorJSONToYXmlFragment(schema, { type: 'doc', content }, bodyOf(first));
    this.#people = people.map((name) => this.#arrive(name, first, readers.includes(name), placeholder));
    must(document.querySelector('#stage'), 'the harness page has a stage').replaceChildren(...this.#people.map(({ editor }) => editor));
  }

  #arrive(name: string, first: Y.Doc, readonly: boolean, placeholder: string): Person {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
    const awareness = new Awareness(doc);
    awareness.setLocalStateField('user', { id: idOf(name), name });
    const editor = document.createElement('sam-editor');
    Object.assign(editor, {
      fragment: bodyOf(doc),
      awareness,
      readonly,
      placeholder,
      label: `Text hos ${name}`,
      me: idOf(name),
      language: 'sv',
    });
    editor.dataset['of'] = name;
    for (const type of ['editor-focus', 'editor-blur', 'words-change', 'editor-refused', 'evidence-ask', 'evidence-open', 'authors-ask']) {
      editor.addEventListener(type, (event) => this.#heard.push({ name, type, detail: (event as CustomEvent).detail }));
    }
    const person: Person = { name, doc, awareness, editor, updates: 0, sizes: [], listenersAlone: 0 };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      person.updates += 1;
      person.sizes.push(update.byteLength);
      this.#send(person, ({ doc: other }) => Y.applyUpdate(other, update, this));
    });
    awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
      if (origin === this) return;
      const said = encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed]);
      this.#send(person, ({ awareness: other }) => applyAwarenessUpdate(other, said, this));
    });
    person.listenersAlone = listenersOf(person);
    return person;
  }

  #send(from: Person, deliver: (to: Person) => void): void {
    const all = () => this.#people.filter((person) => person !== from).forEach(deliver);
    // Never at once: what arrives on a wire arrives between events.
    if (this.#held) this.#held.push(all);
    else setTimeout(all, 0);
  }

  /** Nothing arrives until `mend`. */
  cut(): void {
    this.#held ??= [];
  }

  mend(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const deliver of held) deliver();
    // Who was there before the others hears them now.
    for (const person of this.#people) {
      this.#send(person, ({ awareness }) =>
        applyAwarenessUpdate(awareness, encodeAwarenessUpdate(person.awareness, [person.doc.clientID]), this),
      );
    }
  }

  textOf(name: string): string {
    return plainTextOf(bodyOf(this.#of(name).doc));
  }

  /** The shared text with its form, as Yjs writes it. */
  formOf(name: string): string {
    return bodyOf(this.#of(name).doc).toString();
  }

  /** The shared text with its form, as ProseMirror's JSON. */
  jsonOf(name: string): object {
    return yXmlFragmentToProseMirrorRootNode(bodyOf(this.#of(name).doc), schema).toJSON() as object;
  }

  /** As the browser hands over what is on the clipboard. `files`: their types. */
  paste(name: string, { html, plain, files = [] }: Clipboard): void {
    const clipboardData = new DataTransfer();
    if (html !== undefined) clipboardData.setData('text/html', html);
    if (plain !== undefined) clipboardData.setData('text/plain', plain);
    for (const type of files) clipboardData.items.add(new File(['x'], 'x', { type }));
    const text = must(this.#of(name).editor.querySelector('.ProseMirror'), 'the text is open');
    text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }

  /** Updates that this person's document brought forth itself. */
  updatesOf(name: string): number {
    return this.#of(name).updates;
  }

  /** Of those updates, in bytes, so far and from now on. */
  sizesOf(name: string): readonly number[] {
    return this.#of(name).sizes;
  }

  writersAt(name: string): readonly Writer[] {
    return writersIn(this.#of(name).awareness, idOf(name));
  }

  heard(name: string, type: string): readonly unknown[] {
    return this.#heard.filter((each) => each.name === name && each.type === type).map(({ detail }) => detail);
  }

  /** What was current when this person's editor asked last for evidence; it gets this answer. */
  answers(name: string, id: string | null): string | null {
    const asked = must(this.heard(name, 'evidence-ask').at(-1), 'it has asked') as EvidenceAsk;
    asked.set(id);
    return asked.current;
  }

  async set(name: string, properties: Partial<SamEditor>): Promise<void> {
    Object.assign(this.#of(name).editor, properties);
    await this.#of(name).editor.updateComplete;
  }

  /** Someone whose tab says anything of itself. */
  claims(name: string, state: Record<string, unknown>): void {
    for (const [key, value] of Object.entries(state)) this.#of(name).awareness.setLocalStateField(key, value);
  }

  /** Puts words at the start of the text without any editor: a colleague elsewhere. */
  writesAbove(name: string, words: string): void {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    bodyOf(this.#of(name).doc).insert(0, [paragraph]);
  }

  /** Puts words at the start of the first text that is not above, in the same way. */
  writesInto(name: string, words: string): void {
    const body = bodyOf(this.#of(name).doc);
    const last = body.get(body.length - 1);
    const line = last instanceof Y.XmlElement ? last.get(0) : null;
    if (line instanceof Y.XmlText) line.insert(0, words);
  }

  clientOf(name: string): number {
    return this.#of(name).doc.clientID;
  }

  /** Something that no editor of ours would write. */
  writesOddly(name: string): void {
    bodyOf(this.#of(name).doc).insert(0, [new Y.XmlElement('unknown')]);
  }

  /** The start of this person's text as a caret is told. */
  startOf(name: string): unknown {
    const first = bodyOf(this.#of(name).doc).get(0);
    const line = must(first instanceof Y.XmlElement ? first.get(0) : null, 'the text has a first line');
    const at = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(line as Y.XmlText, 0));
    return { anchor: at, head: at };
  }

  /** How many more listen to this person's document and presence than before there was an editor. */
  listenersOf(name: string): number {
    return listenersOf(this.#of(name)) - this.#of(name).listenersAlone;
  }

  take(name: string): void {
    this.#of(name).editor.remove();
  }

  #of(name: string): Person {
    return must(
      this.#people.find((person) => person.name === name),
      'the person is on the stage',
    );
  }
}

declare global {
  interface Window {
    EditorStage: typeof EditorStage;
    stage: EditorStage;
  }
}
window.EditorStage = EditorStage;
