/** Finding in the evaluation: the question, what was found, by kind, and where it stands. */
import { messages } from './language.ts';

export const findText = messages({
  en: {
    title: 'Find in the evaluation',
    open: 'Find',
    field: 'Words to look for',
    hint: 'Looks in texts, findings, evidence, interviews and your own reasons, without the network, too. Put quotation marks around words that stand together.',
    reading: 'Reading the texts …',
    none: (query: string) => `Nothing here has ${query}. Try fewer words, or a part of one.`,
    count: (count: number, shown: number) => {
      const found = count === 1 ? '1 hit' : `${count} hits`;
      return shown < count ? `${found}, ${shown} of them shown` : found;
    },
    rest: (count: number) => `and ${count} more`,
    results: 'Hits',
    keys: 'Arrows choose, Enter goes there, Esc closes.',
    round: (number: number) => `round ${number}`,
    plan: 'Interview plan',
    ownNote: 'your note',
    noteOf: (name: string) => `note by ${name}`,
  },
  sv: {
    title: 'Sök i utvärderingen',
    open: 'Sök',
    field: 'Ord att söka efter',
    hint: 'Söker i texter, iakttagelser, underlag, intervjuer och dina egna skäl, också utan nät. Sätt citattecken runt ord som ska stå tillsammans.',
    reading: 'Läser texterna …',
    none: (query) => `Inget här innehåller ${query}. Pröva med färre ord, eller en del av ett ord.`,
    count: (count, shown) => {
      const found = count === 1 ? '1 träff' : `${count} träffar`;
      return shown < count ? `${found}, ${shown} visas` : found;
    },
    rest: (count) => `och ${count} till`,
    results: 'Träffar',
    keys: 'Pilarna väljer, Enter går dit, Esc stänger.',
    round: (number) => `omgång ${number}`,
    plan: 'Intervjuplan',
    ownNote: 'din anteckning',
    noteOf: (name) => `anteckning av ${name}`,
  },
  nb: {
    title: 'Søk i evalueringen',
    open: 'Søk',
    field: 'Ord å søke etter',
    hint: 'Søker i tekster, funn, grunnlag, intervjuer og dine egne begrunnelser, også uten nett. Sett anførselstegn rundt ord som skal stå sammen.',
    reading: 'Leser tekstene …',
    none: (query) => `Ingenting her inneholder ${query}. Prøv med færre ord, eller en del av et ord.`,
    count: (count, shown) => {
      const found = count === 1 ? '1 treff' : `${count} treff`;
      return shown < count ? `${found}, ${shown} vises` : found;
    },
    rest: (count) => `og ${count} til`,
    results: 'Treff',
    keys: 'Pilene velger, Enter går dit, Esc lukker.',
    round: (number) => `runde ${number}`,
    plan: 'Intervjuplan',
    ownNote: 'ditt notat',
    noteOf: (name) => `notat av ${name}`,
  },
});

export const findKinds = messages({
  en: { place: 'Sections', text: 'Texts', finding: 'Findings', evidence: 'Evidence', interview: 'Interviews', reason: 'Your reasons' },
  sv: {
    place: 'Avsnitt',
    text: 'Texter',
    finding: 'Iakttagelser',
    evidence: 'Underlag',
    interview: 'Intervjuer',
    reason: 'Dina skäl',
  },
  nb: { place: 'Avsnitt', text: 'Tekster', finding: 'Funn', evidence: 'Grunnlag', interview: 'Intervjuer', reason: 'Dine begrunnelser' },
});
