/** The facts of a refusal as words: ids become names and codes, numbers are written as the language writes them. */
import { summarySection } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import type { Fact } from '../../shared/domain/refusals.ts';
import { roleWords } from './common.ts';
import { list, number } from './format.ts';
import { messages, t } from './language.ts';
import { phaseWords } from './marks.ts';

/** What the reader's screen knows of the ids that a refusal may name. */
export type Known = {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly instrument?: Instrument | undefined;
};

const words = messages({
  en: { open: 'open', closed: 'closed', revealed: 'revealed', agreed: 'agreed', locked: 'locked' },
  sv: { open: 'öppet', closed: 'stängt', revealed: 'visat', agreed: 'klart med samsyn', locked: 'låst' },
  nb: { open: 'åpent', closed: 'lukket', revealed: 'vist', agreed: 'ferdig med enighet', locked: 'låst' },
});
/** Where an id is not known here. */
const unnamed = messages({
  en: {
    somebody: 'somebody',
    criterion: 'the criterion',
    area: (code: string) => `area ${code}`,
    anArea: 'this area',
    section: (code: string) => `section ${code}`,
    summary: 'the summary',
    aSection: 'the section',
    or: (items: string, last: string) => `${items} or ${last}`,
  },
  sv: {
    somebody: 'någon',
    criterion: 'delområdet',
    area: (code) => `område ${code}`,
    anArea: 'det här området',
    section: (code) => `avsnitt ${code}`,
    summary: 'sammanfattningen',
    aSection: 'avsnittet',
    or: (items, last) => `${items} eller ${last}`,
  },
  nb: {
    somebody: 'noen',
    criterion: 'delområdet',
    area: (code) => `område ${code}`,
    anArea: 'dette området',
    section: (code) => `avsnitt ${code}`,
    summary: 'sammendraget',
    aSection: 'avsnittet',
    or: (items, last) => `${items} eller ${last}`,
  },
});

export class Said {
  readonly #facts: Readonly<Record<string, Fact>>;
  readonly #known: Known;

  constructor(facts: Readonly<Record<string, Fact>>, known: Known) {
    this.#facts = facts;
    this.#known = known;
  }

  has(key: string): boolean {
    return this.#facts[key] !== undefined && this.#facts[key] !== null;
  }

  /** The number itself, for the plural; 0 if it is none. */
  count(key: string): number {
    const fact = this.#facts[key];
    return typeof fact === 'number' ? fact : 0;
  }

  number(key: string): string {
    const fact = this.#facts[key];
    return typeof fact === 'number' ? number(fact) : typeof fact === 'string' ? fact : '?';
  }

  /** `members`, or `member`, by name. */
  get who(): string {
    const names = [...this.#all('members'), ...this.#all('member')].map((id) => this.#known.names?.[id] ?? t(unnamed).somebody);
    return names.length > 0 ? list(names) : t(unnamed).somebody;
  }

  /** The criterion by its code: 4.3. */
  get criterion(): string {
    const [id] = this.#all('criterion');
    const all = this.#known.instrument?.areas.flatMap((area) => area.criteria) ?? [];
    return all.find((each) => each.id === id)?.code ?? t(unnamed).criterion;
  }

  /** The area by its code: area 7. */
  get area(): string {
    const [id] = this.#all('area');
    const code = this.#known.instrument?.areas.find((each) => each.id === id)?.code;
    return code === undefined ? t(unnamed).anArea : t(unnamed).area(code);
  }

  /** The section by its code, or the summary: section 4.1. */
  get section(): string {
    const [id] = this.#all('section');
    if (id === summarySection) return t(unnamed).summary;
    const places = this.#known.instrument?.areas.flatMap((area) => [area, ...area.criteria]) ?? [];
    const code = places.find((each) => each.id === id)?.code;
    return code === undefined ? t(unnamed).aSection : t(unnamed).section(code);
  }

  get role(): string {
    const [role] = this.#all('role');
    return (t(roleWords) as Readonly<Record<string, string>>)[role ?? ''] ?? '?';
  }

  /** A phase, or several (`a, b or c`), in small letters. */
  phase(key: string): string {
    return or(this.#all(key).map((phase) => ((t(phaseWords) as Readonly<Record<string, string>>)[phase] ?? phase).toLowerCase()));
  }

  /** A criterion's state, or several, as they stand after "is". */
  state(key: string): string {
    return or(this.#all(key).map((state) => (t(words) as Readonly<Record<string, string>>)[state] ?? state));
  }

  #all(key: string): readonly string[] {
    const fact = this.#facts[key];
    return typeof fact === 'string' ? [fact] : Array.isArray(fact) ? (fact as readonly string[]) : [];
  }
}

function or(items: readonly string[]): string {
  const last = items.at(-1) ?? '?';
  return items.length < 2 ? last : t(unnamed).or(items.slice(0, -1).join(', '), last);
}
