/** The letters people are known by: one each, two for those who would share one. */

function first(word: string, letters: number): string {
  return [...word].slice(0, letters).join('');
}

/** First and last initial; for a single name its first two letters. */
function two(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return last === undefined
    ? first(words[0] ?? '', 1).toUpperCase() + first(words[0] ?? '', 2).slice(1)
    : (first(words[0] ?? '', 1) + first(last, 1)).toUpperCase();
}

/** The first two letters, where first and last initial are the same for two people (Anna Berg, Anders Bok). */
function twoOfFirst(name: string): string {
  return first(name, 1).toUpperCase() + [...name].slice(1, 2).join('').toLowerCase();
}

/** One entry per name, in the same order. People of the very same name keep the same letters: their names tell no more. */
export function initialsOf(names: readonly string[]): readonly string[] {
  const trimmed = names.map((name) => name.trim());
  const one = trimmed.map((name) => first(name, 1).toUpperCase() || '?');
  return trimmed.map((name, at) => {
    const sharing = trimmed.filter((_, other) => one[other] === one[at]);
    if (sharing.length === 1) return one[at] ?? '?';
    const distinct = new Set(sharing.map(two)).size === new Set(sharing).size;
    return distinct ? two(name) : twoOfFirst(name);
  });
}
