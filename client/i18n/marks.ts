/** The words of the marks: states of criteria and sections, bands, confidence, phases. Shape first, then this word, then colour. */
import { messages } from './language.ts';

/** What a criterion's mark says to this reader; `conflict` overrides the state. */
export const criterionWords = messages({
  en: {
    'open-missing': 'Open, yours is missing',
    'open-cast': 'Open, you have scored',
    closed: 'Closed',
    revealed: 'Revealed',
    agreed: 'Agreed',
    locked: 'Locked',
    conflict: 'Conflict',
  },
  sv: {
    'open-missing': 'Öppen, din bedömning saknas',
    'open-cast': 'Öppen, du har bedömt',
    closed: 'Stängd',
    revealed: 'Visad',
    agreed: 'Samsyn',
    locked: 'Låst',
    conflict: 'Jäv',
  },
  nb: {
    'open-missing': 'Åpen, din vurdering mangler',
    'open-cast': 'Åpen, du har vurdert',
    closed: 'Lukket',
    revealed: 'Vist',
    agreed: 'Enighet',
    locked: 'Låst',
    conflict: 'Inhabil',
  },
});
export type CriterionMark = keyof typeof criterionWords.en;

export const sectionWords = messages({
  en: { missing: 'No text yet', there: 'Text is there', 'signed-off': 'Signed off' },
  sv: { missing: 'Text saknas', there: 'Text finns', 'signed-off': 'Fastställd' },
  nb: { missing: 'Tekst mangler', there: 'Tekst finnes', 'signed-off': 'Godkjent' },
});
export type SectionMark = keyof typeof sectionWords.en;

export const bandWords = messages({
  en: { green: 'Close', amber: 'Near', red: 'Apart', deep: 'Split', one: 'One ballot' },
  sv: { green: 'Samlad', amber: 'Nära', red: 'Spridd', deep: 'Kluven', one: 'En bedömning' },
  nb: { green: 'Samlet', amber: 'Nær', red: 'Spredt', deep: 'Delt', one: 'Én vurdering' },
});

/** Keys are the numbers of a ballot's confidence. */
export const confidenceWords = messages({
  en: { '1': 'Unsure', '2': 'Fairly sure', '3': 'Sure', question: 'How sure are you?' },
  sv: { '1': 'Osäker', '2': 'Ganska säker', '3': 'Säker', question: 'Hur säker är du?' },
  nb: { '1': 'Usikker', '2': 'Ganske sikker', '3': 'Sikker', question: 'Hvor sikker er du?' },
});

export const phaseWords = messages({
  en: {
    planning: 'Planning',
    gathering: 'Gathering',
    scoring: 'Own scoring',
    calibrating: 'Calibration',
    reviewing: 'Review',
    factCheck: 'Fact check',
    published: 'Published',
    line: 'Phases',
  },
  sv: {
    planning: 'Planering',
    gathering: 'Insamling',
    scoring: 'Egen bedömning',
    calibrating: 'Kalibrering',
    reviewing: 'Granskning',
    factCheck: 'Faktagranskning',
    published: 'Publicerad',
    line: 'Faser',
  },
  nb: {
    planning: 'Planlegging',
    gathering: 'Innsamling',
    scoring: 'Egen vurdering',
    calibrating: 'Kalibrering',
    reviewing: 'Kvalitetssikring',
    factCheck: 'Faktasjekk',
    published: 'Publisert',
    line: 'Faser',
  },
});
