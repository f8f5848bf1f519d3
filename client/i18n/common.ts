/** Words that many screens share: roles, and what buttons everywhere say. */
import { messages } from './language.ts';

export const roleWords = messages({
  en: { lead: 'lead', evaluator: 'evaluator', reviewer: 'reviewer', contact: 'contact', observer: 'observer' },
  sv: {
    lead: 'huvudutvärderare',
    evaluator: 'utvärderare',
    reviewer: 'granskare',
    contact: 'kontaktperson',
    observer: 'observatör',
  },
  nb: {
    lead: 'hovedevaluator',
    evaluator: 'evaluator',
    reviewer: 'kvalitetssikrer',
    contact: 'kontaktperson',
    observer: 'observatør',
  },
});

export const commonText = messages({
  en: {
    copy: 'Copy',
    copied: 'Copied',
    cancel: 'Cancel',
    close: 'Close',
    tryAgain: 'Try again',
    reload: 'Reload the page',
    refused: (sentence: string) => `Not accepted: ${sentence}`,
  },
  sv: {
    copy: 'Kopiera',
    copied: 'Kopierat',
    cancel: 'Avbryt',
    close: 'Stäng',
    tryAgain: 'Försök igen',
    reload: 'Läs om sidan',
    refused: (sentence) => `Godtogs inte: ${sentence}`,
  },
  nb: {
    copy: 'Kopier',
    copied: 'Kopiert',
    cancel: 'Avbryt',
    close: 'Lukk',
    tryAgain: 'Prøv igjen',
    reload: 'Last siden på nytt',
    refused: (sentence) => `Ikke godtatt: ${sentence}`,
  },
});
