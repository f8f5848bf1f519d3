/** Days and times of day as people write them down (`2026-11-10`, `2026-11-10T09:30`): local, without a zone, in each language's own way. */
import { clock, date, locale } from './format.ts';

/** As a moment on this device's clock, only to be written out again: what was noted there is read here as it was noted. */
function momentOf(text: string): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return new Date(year, month - 1, day, hour, minute);
}

/** 10 november 2026 */
export function dayWords(day: string): string {
  return date(momentOf(day).getTime());
}

/** tisdag 10 november, and the year where it is another than that of `today`. */
export function weekdayWords(day: string, today: string): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(locale(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(momentOf(day));
}

/** tis 10 nov, for a line with other things in it. */
export function shortDay(day: string): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short' }).format(momentOf(day));
}

/** 09.30 */
export function timeWords(when: string): string {
  return clock(momentOf(when).getTime());
}

/** The day of a moment. */
export function dayOf(when: string): string {
  return when.slice(0, 10);
}

/** The day and minute it is on this device, as it would be written down. */
export function momentNow(now: Date = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day}T${two(now.getHours())}:${two(now.getMinutes())}`;
}
