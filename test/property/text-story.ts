/** Edits of a shared text as people's editors make them, without a browser, and stories of several people making them at once. */
import fc from 'fast-check';
import { splitBlock } from 'prosemirror-commands';
import type { Node } from 'prosemirror-model';
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state';
import { expect } from 'vitest';
import { initProseMirrorDoc, prosemirrorToYXmlFragment, updateYFragment } from 'y-prosemirror';
import * as Y from 'yjs';
import { commands } from '../../client/editor/tools.ts';
import { must } from '../../shared/domain/assert.ts';
import { bodyOf } from '../../shared/doc/roots.ts';
import { schema } from '../../shared/doc/schema.ts';
import { plainTextOf } from '../../shared/doc/text.ts';

const { paragraph, bullet_list, ordered_list, list_item, blockquote } = schema.nodes;

/** `place` runs from 0 to 1 over the text; the letter occurs nowhere else, so that a lost one is missed. */
type Edit = (state: EditorState, place: number, letter: string) => Transaction | null;

function near(state: EditorState, place: number): EditorState {
  const $place = state.doc.resolve(Math.round(place * state.doc.content.size));
  return state.apply(state.tr.setSelection(TextSelection.near($place)));
}

function by(command: Command): Edit {
  return (state, place) => {
    let made: Transaction | null = null;
    command(near(state, place), (tr) => (made = tr));
    return made;
  };
}

/** All containers with the position of their inside, the text itself first. */
function containerAt(doc: Node, place: number): { readonly node: Node; readonly inside: number } {
  const all = [{ node: doc, inside: 0 }];
  doc.descendants((node, position) => {
    if (!node.isLeaf && !node.isTextblock) all.push({ node, inside: position + 1 });
    return !node.isTextblock;
  });
  return must(all[Math.floor(place * (all.length - 1))], 'a text is a container');
}

/** What takes no element away: typing, splitting, adding. */
export const additions = {
  types: (state, place, letter) => {
    const { selection, tr } = near(state, place);
    const isInLine = selection.$from.parent.inlineContent;
    return isInLine ? tr.insertText(letter, selection.from) : tr.insert(0, paragraph.create(null, schema.text(letter)));
  },
  addsList: ({ tr }, _place, letter) =>
    tr.insert(0, bullet_list.create(null, list_item.create(null, paragraph.create(null, schema.text(letter))))),
  /** A paragraph, or an item, as the last thing of a container. */
  fills: ({ tr, doc }, place, letter) => {
    const { node, inside } = containerAt(doc, place);
    const line = paragraph.create(null, schema.text(letter));
    const isList = node.type === bullet_list || node.type === ordered_list;
    return tr.insert(inside + node.content.size, isList ? list_item.create(null, line) : line);
  },
  splits: by(splitBlock),
  bolds: (state, place) => {
    const { selection, tr } = near(state, place);
    return tr.addMark(selection.from, Math.min(selection.$from.end(), selection.from + 3), schema.marks.strong.create());
  },
} satisfies Record<string, Edit>;

/** What the keys and tools do besides. Some make an element anew (a paragraph into a heading): an edit, not a repair. */
export const everything = {
  ...additions,
  deletes: ({ tr, doc }, place) => {
    const from = Math.floor(place * doc.content.size);
    return tr.delete(from, Math.min(doc.content.size, from + 1 + Math.floor(place * 12)));
  },
  heading: by(commands.heading),
  subheading: by(commands.subheading),
  bullets: by(commands.bullets),
  numbers: by(commands.numbers),
  quote: by(commands.quote),
  indent: by(commands.indent),
  outdent: by(commands.outdent),
} satisfies Record<string, Edit>;

/** One person's edit; before it, it may be that somebody else's work arrives, or that an element goes (see `takeAway`). */
export type Step = {
  readonly person: number;
  readonly edit: string;
  readonly place: number;
  readonly hears: number | null;
  readonly takesAway: boolean;
};
const people = 3;

export function stories(edits: Record<string, Edit>, { takingAway }: { readonly takingAway: boolean }): fc.Arbitrary<readonly Step[]> {
  const person = fc.nat({ max: people - 1 });
  const step = fc.record({
    person,
    edit: fc.constantFrom(...Object.keys(edits)),
    // Not fc.double: most doubles lie close to 0, so that everybody would write in the first line.
    place: fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000),
    hears: fc.option(person),
    takesAway: takingAway ? fc.boolean() : fc.constant(false),
  });
  return fc.array(step, { minLength: 3, maxLength: 30 });
}

type Opened = { readonly node: Node; readonly meta: Parameters<typeof updateYFragment>[3] };
/** The text as an editor opens it; fails if that alone deletes anything. */
export function opened(doc: Y.Doc): Opened {
  const before = plainTextOf(bodyOf(doc));
  const { doc: node, meta } = initProseMirrorDoc(bodyOf(doc), schema);
  expect(plainTextOf(bodyOf(doc)), 'the text once an editor has read it').toBe(before);
  node.check();
  return { node, meta };
}

/**
 * Takes an element out of the shared text without asking the editor, which would put another in its place where a schema
 * wants one. Two honest editors that take one each come to the same.
 */
function takeAway(doc: Y.Doc, place: number): void {
  const elements = [...bodyOf(doc).createTreeWalker((type) => type instanceof Y.XmlElement)];
  const element = elements[Math.floor(place * (elements.length - 1))];
  if (!(element instanceof Y.XmlElement)) return;
  const parent = element.parent as Y.XmlFragment;
  parent.delete(parent.toArray().indexOf(element), 1);
}

/** Nested lists and a quote: what an order would be wanted in. */
function beginning(nextLetter: () => string): Node {
  const item = (...more: Node[]) => list_item.create(null, [paragraph.create(null, schema.text(nextLetter())), ...more]);
  const list = () => bullet_list.create(null, [item(), item(bullet_list.create(null, [item(), item()]))]);
  return schema.nodes.doc.create(null, [list(), blockquote.create(null, list())]);
}

/** Plays a story to its end, when everybody has heard everybody. Gives each one's document and all letters typed. */
export function play(
  story: readonly Step[],
  edits: Record<string, Edit>,
): { readonly docs: readonly Y.Doc[]; readonly typed: readonly string[] } {
  const typed: string[] = [];
  let letters = 0x4e00;
  const nextLetter = () => String.fromCodePoint(letters++);
  const docs = Array.from({ length: people }, (_, person) => {
    const doc = new Y.Doc();
    doc.clientID = person + 1;
    return doc;
  });
  const docOf = (person: number) => must(docs[person], 'a story has known people');
  const hears = (to: Y.Doc, from: Y.Doc) => {
    Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
    opened(to);
  };
  prosemirrorToYXmlFragment(beginning(nextLetter), bodyOf(docOf(0)));
  for (const doc of docs.slice(1)) hears(doc, docOf(0));
  for (const step of story) {
    const doc = docOf(step.person);
    if (step.hears !== null) hears(doc, docOf(step.hears));
    if (step.takesAway) takeAway(doc, step.place);
    const { node, meta } = opened(doc);
    const letter = nextLetter();
    const tr = must(edits[step.edit], 'a story has known edits')(EditorState.create({ schema, doc: node }), step.place, letter);
    if (!tr?.docChanged) continue;
    if (tr.doc.textContent.includes(letter)) typed.push(letter);
    doc.transact(() => updateYFragment(doc, bodyOf(doc), tr.doc, meta));
    expect(opened(doc).node.textContent).toBe(tr.doc.textContent);
  }
  // Twice round: reading may join two neighbouring texts, and that is heard too.
  for (let round = 0; round < 2; round++) for (const to of docs) for (const from of docs) if (to !== from) hears(to, from);
  return { docs, typed };
}
