/** Where the dots of a strip stand: on the line, or on a stem above a neighbour that is closer than a dot. */

export type Ballot = {
  readonly id: string;
  /** null: the ballot is shown unsigned, as a dot without letters. */
  readonly name: string | null;
  /** null: abstains. */
  readonly points: number | null;
  readonly confidence: 1 | 2 | 3 | null;
  readonly own?: boolean;
};
export type Cast = Ballot & { readonly points: number };

/** Ballots with points, lowest first; equal ones keep the order given. */
export function castOf(ballots: readonly Ballot[]): readonly Cast[] {
  return ballots.filter((each): each is Cast => each.points !== null).sort((a, b) => a.points - b.points);
}

/**
 * The row of each place, 0 on the line, lowest rows first. `places` are shares from 0 to 1 in rising order; `apart` is the least
 * distance between the middles of two dots in a row, as a share.
 */
export function rowsOf(places: readonly number[], apart: number): readonly number[] {
  const lastIn: number[] = [];
  return places.map((place) => {
    const free = lastIn.findIndex((last) => place - last >= apart);
    const row = free === -1 ? lastIn.length : free;
    lastIn[row] = place;
    return row;
  });
}
