/** The geometry of the radar: spokes, lines through what is known, and where each label stands. Pure: the same for page and print. */
import { scaleLinear } from 'd3-scale';
import { curveLinear, lineRadial, pointRadial } from 'd3-shape';
import { must } from '../../shared/domain/assert.ts';

export type Radar = { readonly width: number; readonly height: number; readonly radius: number; readonly wide: boolean };

/** Below this width names do not fit around the circle: codes stand there instead, and names in the table. */
const roomForNames = 460;

/** `width`: of the place, in px. */
export function radarIn(width: number): Radar {
  const wide = width >= roomForNames;
  const radius = Math.max(80, Math.min(170, width / 2 - (wide ? 128 : 52)));
  return { width, height: 2 * radius + (wide ? 92 : 64), radius, wide };
}

export function angleOf(at: number, of: number): number {
  return (at / of) * 2 * Math.PI;
}

/** From the middle of the radar; `share` may be above 1 for what stands outside. */
export function placeOf(at: number, of: number, share: number, radius: number): readonly [number, number] {
  return pointRadial(angleOf(at, of), share * radius);
}

/** A closed line through the shares; where one is missing the line is broken, not drawn through the middle. */
export function lineThrough(shares: readonly (number | null)[], radius: number): string {
  const out = scaleLinear([0, 1], [0, radius]);
  const around = [...shares, shares[0] ?? null];
  const line = lineRadial<number | null>()
    .defined((share) => share !== null)
    .angle((_, at) => angleOf(at, shares.length))
    .radius((share) => out(must(share, 'only known shares are drawn')))
    .curve(curveLinear);
  return line(around) ?? '';
}

/** A label in lines of about `letters` letters, at most `most` lines; what does not fit ends in an ellipsis (the table has it whole). */
export function wrapped(label: string, letters: number, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''} …`];
}
