/**
 * Who put the letters of a text where they stand, read from the shared types: each run of letters bears the id of the client
 * that inserted it. Whoever moves words, by a cut or by putting them into a list, is the one who put them there.
 */
import * as Y from 'yjs';

/** Places are ProseMirror's: a step for each letter and for each beginning and end of an element. */
export type AuthoredRun = { readonly from: number; readonly to: number; readonly client: number };
/** A line of the text, from before its first letter to behind its last, with its runs in order. */
export type AuthoredLine = { readonly from: number; readonly to: number; readonly runs: readonly AuthoredRun[] };

export function authoredLines(text: Y.XmlFragment): readonly AuthoredLine[] {
  const lines: AuthoredLine[] = [];
  walk(text, 0, lines);
  return lines;
}

const textblocks = new Set(['paragraph', 'heading']);

/** From the place inside of the element where its content begins; gives the place where it ends. */
function walk(parent: Y.XmlFragment, from: number, lines: AuthoredLine[]): number {
  const runs: AuthoredRun[] = [];
  let at = from;
  for (const child of parent.toArray() as unknown[]) {
    if (child instanceof Y.XmlText) at = runsOf(child, at, runs);
    else if (child instanceof Y.XmlElement) at = child.nodeName === 'hard_break' ? at + 1 : walk(child, at + 1, lines) + 1;
  }
  if (parent instanceof Y.XmlElement && textblocks.has(parent.nodeName)) lines.push({ from, to: at, runs });
  return at;
}

function runsOf(text: Y.XmlText, from: number, runs: AuthoredRun[]): number {
  let at = from;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const last = runs.at(-1);
    const { client } = item.id;
    if (last?.client === client && last.to === at) runs[runs.length - 1] = { ...last, to: at + item.length };
    else runs.push({ from: at, to: at + item.length, client });
    at += item.length;
  }
  return at;
}
