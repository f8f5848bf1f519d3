/** The one scale of the product, from 0 to max: places on it as shares, ticks, and levels as columns in true proportion. */
import type { Level } from '../../shared/domain/evaluation.ts';

/** A place on the scale as CSS reads it. */
export function percent(points: number, max: number): string {
  return `${((points / max) * 100).toFixed(3)}%`;
}

/** Points at which the line has a tick: every step, or every few where steps would lie closer than 5 px on 320. */
export function ticksOf(max: number, step: number): readonly number[] {
  const steps = Math.floor(max / step);
  const every = step * Math.max(1, Math.ceil(steps / 60));
  return Array.from({ length: Math.max(0, Math.ceil(max / every) - 1) }, (_, at) => (at + 1) * every);
}

export function span(level: Level): string {
  return level.from === level.to ? `${level.from}` : `${level.from}–${level.to}`;
}

/** The level that these points reach; none where the team has described no such points. */
export function levelAt(levels: readonly Level[], points: number | null): Level | null {
  if (points === null) return null;
  return levels.find((level) => level.from <= points && points <= level.to) ?? null;
}

export type Column = { readonly level: Level; readonly start: number; readonly width: number };

/**
 * Where each level's column begins and how wide it is, as shares of the scale. A column runs from its first points to where the
 * next ones begin, so that a mark on the line stands over the words that hold for it.
 */
export function columnsOf(levels: readonly Level[], max: number, step: number): readonly Column[] {
  return levels.map((level) => {
    const end = Math.min(level.to + step, max);
    // A level of the maximum alone would have no width at all.
    const start = Math.min(level.from, max - step / 2);
    return { level, start: start / max, width: (end - start) / max };
  });
}

/** Whether words fit under the scale: the narrowest column must hold one. Else the levels become a list. */
export function fitsColumns(columns: readonly Column[]): boolean {
  return columns.every((column) => column.width >= 0.14);
}

export type Move = 'up' | 'down' | 'level-up' | 'level-down' | 'start' | 'end';

/** Where a key leads. From no points every key but End enters at 0: the scale must not suggest a number. */
export function moved(
  points: number | null,
  move: Move,
  scale: { readonly max: number; readonly step: number; readonly levels: readonly Level[] },
): number {
  const { max, step, levels } = scale;
  const top = max - (max % step);
  if (move === 'end') return top;
  if (move === 'start' || points === null) return 0;
  const starts = levels.map((level) => level.from);
  // Without levels a page is a tenth of the scale, in whole steps.
  const page = Math.max(step, Math.round(max / 10 / step) * step);
  switch (move) {
    case 'up':
      return Math.min(top, points + step);
    case 'down':
      return Math.max(0, points - step);
    case 'level-up':
      return levels.length > 0 ? Math.min(top, ...starts.filter((start) => start > points)) : Math.min(top, points + page);
    case 'level-down': {
      if (levels.length === 0) return Math.max(0, points - page);
      const own = levelAt(levels, points)?.from ?? points;
      return Math.max(0, ...starts.filter((start) => start < own));
    }
  }
}

export type Typed = { readonly points: number | null } | { readonly fault: 'range' | 'step' | 'whole' };

/** What was typed, as points; empty is no points. Whether it is a score of this criterion is judged at once. */
export function readTyped(text: string, max: number, step: number): Typed {
  const typed = text.trim();
  if (typed === '') return { points: null };
  if (!/^[-−]?\d+$/.test(typed)) return { fault: 'whole' };
  const points = Number(typed.replace('−', '-'));
  if (points < 0 || points > max) return { fault: 'range' };
  return points % step === 0 ? { points: Math.abs(points) } : { fault: 'step' };
}
