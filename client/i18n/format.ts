/** Numbers, dates and lists as each language writes them. */
import { language } from './language.ts';

const locales = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' } as const;
export function locale(): string {
  return locales[language()];
}

/** `digits`: decimals shown, always that many. */
export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function date(at: number): string {
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}

/** The clock as the language writes it; Swedish takes a point: 14.02. */
export function clock(at: number): string {
  const text = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
  return language() === 'en' ? text : text.replace(':', '.');
}

export function list(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
}
