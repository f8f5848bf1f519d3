/** From what was typed to what is shown: the entries that are meant, by kind, no more than can be looked through. Pure. */
import { kinds, type Entry, type Kind } from './entries.ts';
import { bestLine, placesIn, snippet, termsOf, type Piece } from './match.ts';

/** So many are shown at once. */
export const mostShown = 50;

export type Hit = { readonly entry: Entry; readonly pieces: readonly Piece[] };
/** `rest`: how many more there are of the kind. */
export type Group = { readonly kind: Kind; readonly hits: readonly Hit[]; readonly rest: number };
export type Found = { readonly groups: readonly Group[]; readonly count: number };

export function search(entries: readonly Entry[], query: string): Found {
  const terms = termsOf(query);
  const meant = terms.length === 0 ? [] : entries.filter((entry) => isMeant(entry, terms));
  const byKind = kinds
    .map((kind) => ({ kind, found: meant.filter((entry) => entry.kind === kind) }))
    .filter(({ found }) => found.length > 0);
  const room = shares(byKind.map(({ found }) => found.length));
  const groups = byKind.map(({ kind, found }, at) => {
    const shown = found.slice(0, room[at]);
    return { kind, hits: shown.map((entry) => ({ entry, pieces: piecesOf(entry, terms) })), rest: found.length - shown.length };
  });
  return { groups, count: meant.length };
}

/** Each term in the words or in what they are about, and one at least in the words. */
function isMeant({ folded, foldedAbout }: Entry, terms: readonly string[]): boolean {
  const isSaid = (term: string) => folded.some((line) => line.includes(term));
  return terms.some(isSaid) && terms.every((term) => foldedAbout.includes(term) || isSaid(term));
}

function piecesOf({ lines, folded }: Entry, terms: readonly string[]): readonly Piece[] {
  const at = bestLine(folded, terms);
  return snippet(lines[at] ?? '', placesIn(folded[at] ?? '', terms));
}

/** How many of each kind are shown: the same room for all, and what some don't need for the others, the first before the last. */
function shares(counts: readonly number[]): readonly number[] {
  const fair = Math.floor(mostShown / Math.max(1, counts.length));
  const given = counts.map((count) => Math.min(count, fair));
  let left = mostShown - given.reduce((sum, each) => sum + each, 0);
  return given.map((each, at) => {
    const more = Math.min(left, (counts[at] ?? 0) - each);
    left -= more;
    return each + more;
  });
}
