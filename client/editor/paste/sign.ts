/** What begins an item where lists are typed: a bullet, a dash, a number with its point. */
export type Sign = {
  readonly ordered: boolean;
  /** How many letters the sign has. */
  readonly letters: number;
  /** Whether one alone is an item already: nobody begins a sentence with a bullet. */
  readonly alone: boolean;
};

/** The sign at the start of a line without blanks before it; null if it begins with words. */
export function signOf(line: string): Sign | null {
  const bullet = /^[•‣◦▪▫●○■□⁃·](?=\s)/.exec(line);
  if (bullet) return { ordered: false, letters: 1, alone: true };
  if (/^[-–*](?=\s)/.test(line)) return { ordered: false, letters: 1, alone: false };
  const number = /^\(?\d{1,2}[.)](?=\s)/.exec(line);
  return number ? { ordered: true, letters: number[0].length, alone: false } : null;
}
