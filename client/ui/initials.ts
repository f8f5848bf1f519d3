/** The letters people are known by: one each, two for those who would share one. */

/** Letters `from` up to `to`, counted as readers do: å is one. */
function letters(word: string, from: number, to: number): string {
  return [...word].slice(from, to).join('');
}

/** Karin → Ka. */
function firstTwo(name: string): string {
  return letters(name, 0, 1).toUpperCase() + letters(name, 1, 2).toLowerCase();
}

/** Anna Berg → AB; a single name has no last initial: its first two letters. */
function firstAndLast(name: string): string {
  const words = name.split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return last === undefined ? firstTwo(name) : (letters(name, 0, 1) + letters(last, 0, 1)).toUpperCase();
}

/** One entry per name, in the same order. People of the very same name keep the same letters: their names tell no more. */
export function initialsOf(names: readonly string[]): readonly string[] {
  const people = names.map((name) => ({ name: name.trim(), one: letters(name.trim(), 0, 1).toUpperCase() }));
  return people.map(({ name, one }) => {
    const sharing = people.filter((other) => other.one === one).map((other) => other.name);
    if (sharing.length === 1) return one || '?';
    const apart = new Set(sharing.map(firstAndLast)).size === new Set(sharing).size;
    return apart ? firstAndLast(name) : firstTwo(name);
  });
}
