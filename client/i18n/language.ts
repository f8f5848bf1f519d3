/** Which language is spoken, and sentences as typed functions: forgetting one in any language does not compile. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export const languages = ['sv', 'nb', 'en'] as const;
export type Language = (typeof languages)[number];
/** Each language by its own name, as a choice is offered. */
export const languageNames: Record<Language, string> = { sv: 'Svenska', nb: 'Norsk bokmål', en: 'English' };

type Sentence = string | ((...facts: never[]) => string);
/** The same keys, and for functions the same facts. */
type Same<E> = { readonly [K in keyof E]: E[K] extends (...facts: infer F) => string ? (...facts: F) => string : string };
export type Messages<E> = { readonly en: E; readonly sv: Same<E>; readonly nb: Same<E> };

/** Declares the sentences of one subject in all three languages; English gives the types. */
export function messages<E extends Record<string, Sentence>>(all: Messages<E>): Messages<E> {
  return all;
}

let current: Language = 'sv';
const listeners = new Set<() => void>();

export function language(): Language {
  return current;
}

/** Changes the language of every element that holds a LanguageController, and of the document. */
export function setLanguage(next: Language): void {
  current = next;
  if (typeof document !== 'undefined') document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

/** The first of the browser's languages that we speak; any Norwegian reads bokmål. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'sv' || base === 'en') return base;
    if (base === 'nb' || base === 'nn' || base === 'no') return 'nb';
  }
  return 'sv';
}

/** The sentences of a subject in the language spoken now. */
export function t<E>(all: Messages<E>): Same<E> {
  return all[current] as Same<E>;
}

/** Renders its host again when the language changes. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #changed = () => this.#host.requestUpdate();
  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }
  hostConnected() {
    listeners.add(this.#changed);
  }
  hostDisconnected() {
    listeners.delete(this.#changed);
  }
}
