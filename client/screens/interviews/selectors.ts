/** The interview plan as it is read: one's own today first, the rest day by day; how much was noted. Pure. */
import { criteriaOf, type Evaluation, type Interview } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import type { Criterion } from '../../../shared/domain/instrument.ts';
import { dayOf } from '../../i18n/days.ts';
import { byTime } from '../evaluation/evidence-interview-order.ts';

/** Interviews that this member asks in on that day, by time. */
export function mineOn(evaluation: Evaluation, me: MemberId, day: string): readonly Interview[] {
  return byTime(evaluation).filter(({ hidden, asks, when }) => !hidden && asks.includes(me) && when !== null && dayOf(when) === day);
}

/** The next one after `now` (`2026-11-10T09:30`) that this member asks in; null if none has a time. */
export function nextOf(evaluation: Evaluation, me: MemberId, now: string): Interview | null {
  return byTime(evaluation).find(({ hidden, asks, when }) => !hidden && asks.includes(me) && when !== null && when > now) ?? null;
}

/** `day` null: no time set. */
export type PlanDay = { readonly day: string | null; readonly lines: readonly Interview[] };

/** The plan day by day, without hidden lines and those in `but`. */
export function planDays(evaluation: Evaluation, but: readonly Interview[] = []): readonly PlanDay[] {
  const days: { day: string | null; lines: Interview[] }[] = [];
  for (const line of byTime(evaluation)) {
    if (line.hidden || but.some(({ id }) => id === line.id)) continue;
    const day = line.when === null ? null : dayOf(line.when);
    const last = days.at(-1);
    if (last && last.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

/** The criteria a line is about, and those that somebody noted something on; in the instrument's order. */
export function placesIn(evaluation: Evaluation, { criteria, notes }: Interview): readonly Criterion[] {
  const isNoted = ({ id }: Criterion) => Object.values(notes[id] ?? {}).some(({ text }) => text !== '');
  return criteriaOf(evaluation.instrument).filter((each) => criteria.includes(each.id) || isNoted(each));
}

export function noteCount({ notes }: Interview): number {
  return Object.values(notes)
    .flatMap((byMember) => Object.values(byMember))
    .filter(({ text }) => text !== '').length;
}
