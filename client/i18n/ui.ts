/** Sentences of the elements themselves: the scale, the strip, the saved indicator, the charts. U+00A0 stands before units. */
import { messages } from './language.ts';

export const scaleText = messages({
  en: {
    ofMax: (max: number) => `of ${max}`,
    name: (label: string, max: number) => `${label}, points of ${max}`,
    track: (label: string) => `${label}, on the scale`,
    value: (points: number, max: number) => `${points} of ${max}`,
    valueAtLevel: (points: number, max: number, span: string, level: string) => `${points} of ${max}. ${span}: ${level}`,
    none: 'No points yet',
    fewer: 'Fewer points',
    more: 'More points',
    outOfRange: (max: number, typed: string) => `Points here run from 0 to ${max}. You typed ${typed}.`,
    offStep: (step: number, typed: string) => `Points here go in steps of ${step}. You typed ${typed}.`,
    notWhole: (max: number, typed: string) => `Points are a whole number from 0 to ${max}. You typed ${typed}.`,
    earlier: (points: number) => `The ring: ${points} in the round before`,
  },
  sv: {
    ofMax: (max) => `av ${max}`,
    name: (label, max) => `${label}, poäng av ${max}`,
    track: (label) => `${label}, på skalan`,
    value: (points, max) => `${points} av ${max}`,
    valueAtLevel: (points, max, span, level) => `${points} av ${max}. ${span}: ${level}`,
    none: 'Inga poäng än',
    fewer: 'Färre poäng',
    more: 'Fler poäng',
    outOfRange: (max, typed) => `Här går poängen från 0 till ${max}. Du skrev ${typed}.`,
    offStep: (step, typed) => `Här går poängen i steg om ${step}. Du skrev ${typed}.`,
    notWhole: (max, typed) => `Poäng är ett heltal från 0 till ${max}. Du skrev ${typed}.`,
    earlier: (points) => `Ringen: ${points} i omgången före`,
  },
  nb: {
    ofMax: (max) => `av ${max}`,
    name: (label, max) => `${label}, poeng av ${max}`,
    track: (label) => `${label}, på skalaen`,
    value: (points, max) => `${points} av ${max}`,
    valueAtLevel: (points, max, span, level) => `${points} av ${max}. ${span}: ${level}`,
    none: 'Ingen poeng ennå',
    fewer: 'Færre poeng',
    more: 'Flere poeng',
    outOfRange: (max, typed) => `Her går poengene fra 0 til ${max}. Du skrev ${typed}.`,
    offStep: (step, typed) => `Her går poengene i trinn på ${step}. Du skrev ${typed}.`,
    notWhole: (max, typed) => `Poeng er et heltall fra 0 til ${max}. Du skrev ${typed}.`,
    earlier: (points) => `Ringen: ${points} i runden før`,
  },
});

export const stripText = messages({
  en: {
    name: 'Ballots on the scale',
    you: (name: string) => `${name}, you`,
    dot: (name: string, points: number, max: number, sure: string | null) => `${name}: ${points} of ${max}${sure ? `, ${sure}` : ''}`,
    abstains: (name: string) => `${name}: abstains`,
    apart: (band: string, points: number, share: string) =>
      `${band}: ${points} ${points === 1 ? 'point' : 'points'} apart, ${share}\u00a0% of max`,
    alike: (band: string, points: number) => `${band}: all gave ${points}`,
    single: (band: string, points: number) => `${band}: ${points}`,
    median: (points: string) => `median ${points}`,
    consensus: (points: number) => `agreed ${points}`,
    ownDot: 'blue: you',
    abstaining: (names: string) => `Abstaining: ${names}`,
    unsigned: (n: number) => `Ballot ${n}`,
    row: (points: string, max: number) => `${points} of ${max}`,
    noBallots: 'No ballots',
  },
  sv: {
    name: 'Bedömningarna på skalan',
    you: (name) => `${name}, du`,
    dot: (name, points, max, sure) => `${name}: ${points} av ${max}${sure ? `, ${sure}` : ''}`,
    abstains: (name) => `${name}: avstår`,
    apart: (band, points, share) => `${band}: ${points}\u00a0poäng isär, ${share}\u00a0% av max`,
    alike: (band, points) => `${band}: alla gav ${points}`,
    single: (band, points) => `${band}: ${points}`,
    median: (points) => `median ${points}`,
    consensus: (points) => `samsyn ${points}`,
    ownDot: 'blå: du',
    abstaining: (names) => `Avstår: ${names}`,
    unsigned: (n) => `Bedömning ${n}`,
    row: (points, max) => `${points} av ${max}`,
    noBallots: 'Inga bedömningar',
  },
  nb: {
    name: 'Vurderingene på skalaen',
    you: (name) => `${name}, du`,
    dot: (name, points, max, sure) => `${name}: ${points} av ${max}${sure ? `, ${sure}` : ''}`,
    abstains: (name) => `${name}: avstår`,
    apart: (band, points, share) => `${band}: ${points}\u00a0poeng fra hverandre, ${share}\u00a0% av maks`,
    alike: (band, points) => `${band}: alle ga ${points}`,
    single: (band, points) => `${band}: ${points}`,
    median: (points) => `median ${points}`,
    consensus: (points) => `enighet ${points}`,
    ownDot: 'blå: du',
    abstaining: (names) => `Avstår: ${names}`,
    unsigned: (n) => `Vurdering ${n}`,
    row: (points, max) => `${points} av ${max}`,
    noBallots: 'Ingen vurderinger',
  },
});

export const savedText = messages({
  en: {
    joining: 'Opening …',
    saved: 'Saved',
    savedAt: (clock: string) => `Saved at ${clock}`,
    saving: 'Saving …',
    'offline.nothing': 'No contact with the server. What you read may have changed.',
    'offline.page': 'Not saved yet. Keep this page open: it is sent when contact is back.',
    'offline.device': 'On this device only. It is sent when contact is back.',
    'offline.full': 'Not saved: this device is full. Keep this page open until contact is back, or free some space.',
  },
  sv: {
    joining: 'Öppnar …',
    saved: 'Sparat',
    savedAt: (clock) => `Sparat kl. ${clock}`,
    saving: 'Sparar …',
    'offline.nothing': 'Ingen kontakt med servern. Det du läser kan ha ändrats.',
    'offline.page': 'Inte sparat än. Ha sidan öppen, det skickas när kontakten är tillbaka.',
    'offline.device': 'Bara på den här enheten. Skickas när kontakten är tillbaka.',
    'offline.full': 'Inte sparat: enheten är full. Ha sidan öppen tills kontakten är tillbaka, eller frigör utrymme.',
  },
  nb: {
    joining: 'Åpner …',
    saved: 'Lagret',
    savedAt: (clock) => `Lagret kl. ${clock}`,
    saving: 'Lagrer …',
    'offline.nothing': 'Ingen kontakt med serveren. Det du leser, kan ha blitt endret.',
    'offline.page': 'Ikke lagret ennå. Hold siden åpen, det sendes når kontakten er tilbake.',
    'offline.device': 'Bare på denne enheten. Sendes når kontakten er tilbake.',
    'offline.full': 'Ikke lagret: enheten er full. Hold siden åpen til kontakten er tilbake, eller frigjør plass.',
  },
});

export const peopleText = messages({
  en: { you: (name: string) => `${name} (you)`, more: (names: string) => `And ${names}` },
  sv: { you: (name) => `${name} (du)`, more: (names) => `Och ${names}` },
  nb: { you: (name) => `${name} (deg)`, more: (names) => `Og ${names}` },
});

export const chartText = messages({
  en: {
    area: 'Area',
    points: 'Points',
    max: 'Max',
    numbers: 'The same in numbers',
    missing: 'not agreed yet',
    radar: (name: string) => `Radar chart: ${name}`,
    value: (label: string, points: number, max: number) => `${label} ${points} of ${max}`,
    noValue: (label: string) => `${label} not agreed yet`,
  },
  sv: {
    area: 'Område',
    points: 'Uppnått',
    max: 'Max',
    numbers: 'Samma sak i siffror',
    missing: 'ingen samsyn än',
    radar: (name) => `Radardiagram: ${name}`,
    value: (label, points, max) => `${label} ${points} av ${max}`,
    noValue: (label) => `${label} ingen samsyn än`,
  },
  nb: {
    area: 'Område',
    points: 'Oppnådd',
    max: 'Maks',
    numbers: 'Det samme i tall',
    missing: 'ingen enighet ennå',
    radar: (name) => `Radardiagram: ${name}`,
    value: (label, points, max) => `${label} ${points} av ${max}`,
    noValue: (label) => `${label} ingen enighet ennå`,
  },
});

export const figureText = messages({
  en: {
    whole: (criteria: number) => `Agreed on all ${criteria} criteria`,
    partly: (agreed: number, criteria: number) => `Agreed on ${agreed} of ${criteria} criteria`,
    of: (max: string) => `of ${max}`,
    none: 'None yet',
  },
  sv: {
    whole: (criteria) => `Samsyn i alla ${criteria} delområden`,
    partly: (agreed, criteria) => `Samsyn i ${agreed} av ${criteria} delområden`,
    of: (max) => `av ${max}`,
    none: 'Inga än',
  },
  nb: {
    whole: (criteria) => `Enighet i alle ${criteria} delområder`,
    partly: (agreed, criteria) => `Enighet i ${agreed} av ${criteria} delområder`,
    of: (max) => `av ${max}`,
    none: 'Ingen ennå',
  },
});

export const dialogText = messages({ en: { close: 'Close' }, sv: { close: 'Stäng' }, nb: { close: 'Lukk' } });
