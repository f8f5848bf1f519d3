/**
 * Finding words in words. All that is asked for must stand there, in any order and as parts of words; what stands between quotation
 * marks must stand there as it is. Capitals make no difference, nor do accents, except that å ä ö æ ø are letters of their own. Pure.
 */

const ownLetters = 'åäöæø';
const quoted = /["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)/gu;
/** Letters around a hit, on each side. */
const around = 60;

const folds = new Map<string, string>();

function foldLetter(letter: string): string {
  const lower = letter.toLowerCase();
  if (lower.length !== letter.length) return letter;
  if (/\s/u.test(lower)) return ' '.repeat(lower.length);
  if (ownLetters.includes(lower)) return lower;
  const bare = lower.normalize('NFD').replace(/\p{M}/gu, '');
  return bare.length === lower.length ? bare : lower;
}

/** As it is compared. Of the same length, so that a place in it is the same place in the words. */
export function fold(words: string): string {
  let folded = '';
  for (const letter of words) {
    const known = folds.get(letter) ?? foldLetter(letter);
    folds.set(letter, known);
    folded += known;
  }
  return folded;
}

/** What is asked for: words, and phrases in quotation marks, folded; each once. */
export function termsOf(query: string): readonly string[] {
  const found = [...query.normalize('NFC').matchAll(quoted)].map(([, phrase, word]) =>
    fold((phrase ?? word ?? '').replace(/\s+/g, ' ').trim()),
  );
  return [...new Set(found)].filter((term) => term !== '');
}

export type Span = { readonly from: number; readonly to: number };

/** Where any of the terms stands in folded words, in order; where two overlap or touch it is one place. */
export function placesIn(folded: string, terms: readonly string[]): readonly Span[] {
  const all: Span[] = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) all.push({ from: at, to: at + term.length });
  }
  const places: Span[] = [];
  for (const each of all.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = places.at(-1);
    if (last && each.from <= last.to) places[places.length - 1] = { from: last.from, to: Math.max(last.to, each.to) };
    else places.push(each);
  }
  return places;
}

/** The line in which most of the terms stand, the first of those; -1 if there is none with any. */
export function bestLine(lines: readonly string[], terms: readonly string[]): number {
  let best = -1;
  let most = 0;
  lines.forEach((line, at) => {
    const count = terms.filter((term) => line.includes(term)).length;
    if (count > most) [best, most] = [at, count];
  });
  return best;
}

export type Piece = { readonly words: string; readonly isHit: boolean };

/** The words around the first place, cut between words, with every place among them as a piece of its own. */
export function snippet(words: string, places: readonly Span[]): readonly Piece[] {
  const first = places[0] ?? { from: 0, to: 0 };
  const from = first.from <= around ? 0 : cutBefore(words, first.from - around, first.from);
  const to = words.length - first.to <= around * 2 ? words.length : cutAfter(words, first.to, first.to + around * 2);
  const pieces: Piece[] = [];
  let at = from;
  for (const place of places) {
    if (place.to > to) break;
    pieces.push({ words: words.slice(at, place.from), isHit: false }, { words: words.slice(place.from, place.to), isHit: true });
    at = place.to;
  }
  pieces.push({ words: words.slice(at, to), isHit: false });
  const ends = (isCut: boolean): Piece[] => (isCut ? [{ words: '…', isHit: false }] : []);
  return [...ends(from > 0), ...pieces.filter((piece) => piece.words !== ''), ...ends(to < words.length)];
}

/** Behind the first space from `from` on; `from` itself, or behind half a letter there, where there is none before `end`. */
function cutBefore(words: string, from: number, end: number): number {
  const space = words.indexOf(' ', from);
  if (space >= 0 && space < end) return space + 1;
  return isSecondHalf(words, from) ? from + 1 : from;
}

function cutAfter(words: string, start: number, to: number): number {
  const space = words.lastIndexOf(' ', to);
  if (space > start) return space;
  return isSecondHalf(words, to) ? to - 1 : to;
}

function isSecondHalf(words: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(words.charAt(at));
}
