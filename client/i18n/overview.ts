/** The overview: the sum, the table of criteria and members, why something is missing. U+00A0 stands before units. */
import { messages } from './language.ts';

export const overviewText = messages({
  en: {
    title: 'Overview',
    joining: 'Opening the evaluation …',
    none: 'No ballots are revealed yet. They will stand here once rounds have been revealed.',
    agreedIn: (agreed: number, criteria: number) => `Agreed on ${agreed} of ${criteria} criteria`,
    partly: (agreed: number, left: number) =>
      `The number adds up the ${agreed} ${agreed === 1 ? 'criterion' : 'criteria'} agreed so far. It is no final total: ${left} ${left === 1 ? 'is' : 'are'} left.`,
    whole: (unlocked: number) => `All criteria are agreed. ${unlocked} ${unlocked === 1 ? 'is' : 'are'} not locked yet.`,
    locked: 'All criteria are agreed and locked.',
    began: (near: number, apart: number, codes: string) =>
      apart === 0
        ? `In the first round the ballots were near or close in all ${near} criteria revealed.`
        : `In the first round the ballots were near or close in ${near} criteria and apart in ${apart}: ${codes}.`,
    andMore: (count: number) => `${count} more`,
    tableTitle: 'Ballots of the last revealed round, and agreed points',
    tableAgreed: 'Agreed points',
    criterion: 'Criterion',
    strip: '0 to max',
    band: 'Spread',
    state: 'State',
    agreed: 'Agreed',
    max: 'Max',
    sum: 'Sum',
    sumPartly: (agreed: number, criteria: number) => `Sum of ${agreed} of ${criteria} criteria`,
    areaPartly: (agreed: number, criteria: number) => `${agreed} of ${criteria} agreed`,
    radar: 'Areas as shares of their maximum',
    bars: 'Points by area',
    chartsWait: 'An area is drawn once all its criteria are agreed.',
  },
  sv: {
    title: 'Översikt',
    joining: 'Öppnar utvärderingen …',
    none: 'Inga bedömningar är visade än. Här står de när omgångar har visats.',
    agreedIn: (agreed, criteria) => `Samsyn i ${agreed} av ${criteria} delområden`,
    partly: (agreed, left) =>
      `Talet summerar ${agreed === 1 ? 'det delområde' : `de ${agreed} delområden`} som har samsyn hittills. Det är ingen slutsumma: ${left} är kvar.`,
    whole: (unlocked) => `Alla delområden har samsyn. ${unlocked} är inte ${unlocked === 1 ? 'låst' : 'låsta'} än.`,
    locked: 'Alla delområden har samsyn och är låsta.',
    began: (near, apart, codes) =>
      apart === 0
        ? `I första omgången låg bedömningarna nära eller samlat i alla ${near} delområden som är visade.`
        : `I första omgången låg bedömningarna nära eller samlat i ${near} delområden och isär i ${apart}: ${codes}.`,
    andMore: (count) => `${count} till`,
    tableTitle: 'Bedömningar i senast visade omgång, och samsyn',
    tableAgreed: 'Samsynens poäng',
    criterion: 'Delområde',
    strip: '0 till max',
    band: 'Läge',
    state: 'Hur långt',
    agreed: 'Samsyn',
    max: 'Max',
    sum: 'Summa',
    sumPartly: (agreed, criteria) => `Summa av ${agreed} av ${criteria} delområden`,
    areaPartly: (agreed, criteria) => `${agreed} av ${criteria} klara`,
    radar: 'Områdena som andel av sitt max',
    bars: 'Poäng per område',
    chartsWait: 'Ett område ritas när alla dess delområden har samsyn.',
  },
  nb: {
    title: 'Oversikt',
    joining: 'Åpner evalueringen …',
    none: 'Ingen vurderinger er vist ennå. De står her når runder er vist.',
    agreedIn: (agreed, criteria) => `Enighet i ${agreed} av ${criteria} delområder`,
    partly: (agreed, left) =>
      `Tallet summerer ${agreed === 1 ? 'det delområdet' : `de ${agreed} delområdene`} det er enighet om så langt. Det er ingen sluttsum: ${left} gjenstår.`,
    whole: (unlocked) => `Det er enighet i alle delområder. ${unlocked} er ikke låst ennå.`,
    locked: 'Det er enighet i alle delområder, og alle er låst.',
    began: (near, apart, codes) =>
      apart === 0
        ? `I første runde lå vurderingene nær eller samlet i alle ${near} delområder som er vist.`
        : `I første runde lå vurderingene nær eller samlet i ${near} delområder og fra hverandre i ${apart}: ${codes}.`,
    andMore: (count) => `${count} til`,
    tableTitle: 'Vurderinger i sist viste runde, og enighet',
    tableAgreed: 'Enighetens poeng',
    criterion: 'Delområde',
    strip: '0 til maks',
    band: 'Nivå',
    state: 'Hvor langt',
    agreed: 'Enighet',
    max: 'Maks',
    sum: 'Sum',
    sumPartly: (agreed, criteria) => `Sum av ${agreed} av ${criteria} delområder`,
    areaPartly: (agreed, criteria) => `${agreed} av ${criteria} ferdige`,
    radar: 'Områdene som andel av sitt maks',
    bars: 'Poeng per område',
    chartsWait: 'Et område tegnes når det er enighet i alle delområdene.',
  },
});

/** What stands in a cell, or instead of one. */
export const cellText = messages({
  en: {
    open: 'Open',
    closed: 'Closed, not revealed',
    revealed: 'Revealed',
    agreed: 'Agreed',
    locked: 'Locked',
    scored: (cast: number, of: number) => `${cast} of ${of} have scored`,
    nobody: 'nobody scores here',
    again: (round: number, words: string) => `round ${round}: ${words}`,
    conflict: 'conflict',
    abstains: 'abstains',
    noBallot: 'no ballot',
    lowest: 'lowest',
    highest: 'highest',
    notAgreed: 'not agreed yet',
    notShown: 'not shown to you',
    legendExtremes: 'furthest out where ballots are apart',
    legendAgreed: 'agreed',
    you: 'you',
  },
  sv: {
    open: 'Öppen',
    closed: 'Stängd, inte visad',
    revealed: 'Visad',
    agreed: 'Samsyn',
    locked: 'Låst',
    scored: (cast, of) => `${cast} av ${of} har bedömt`,
    nobody: 'ingen bedömer här',
    again: (round, words) => `omgång ${round}: ${words}`,
    conflict: 'jäv',
    abstains: 'avstår',
    noBallot: 'ingen bedömning',
    lowest: 'lägst',
    highest: 'högst',
    notAgreed: 'ingen samsyn än',
    notShown: 'visas inte för dig',
    legendExtremes: 'ytterst där bedömningarna är isär',
    legendAgreed: 'samsyn',
    you: 'du',
  },
  nb: {
    open: 'Åpen',
    closed: 'Lukket, ikke vist',
    revealed: 'Vist',
    agreed: 'Enighet',
    locked: 'Låst',
    scored: (cast, of) => `${cast} av ${of} har vurdert`,
    nobody: 'ingen vurderer her',
    again: (round, words) => `runde ${round}: ${words}`,
    conflict: 'inhabil',
    abstains: 'avstår',
    noBallot: 'ingen vurdering',
    lowest: 'lavest',
    highest: 'høyest',
    notAgreed: 'ingen enighet ennå',
    notShown: 'vises ikke for deg',
    legendExtremes: 'ytterst der vurderingene er fra hverandre',
    legendAgreed: 'enighet',
    you: 'deg',
  },
});

/** Why something is not here. */
export const missingText = messages({
  en: {
    conflict: (codes: string, many: boolean) =>
      `You declared a conflict in ${many ? 'areas' : 'area'} ${codes}: the ballots there are not shown to you.`,
    reviewer: 'You see agreed points. In this evaluation ballots are not shown to reviewers.',
    observer: 'You see agreed points. Ballots are shown to those who score only.',
    observerPoints: 'You see how far the team has come. In this evaluation points are not shown to observers.',
  },
  sv: {
    conflict: (codes) => `Du har anmält jäv i område ${codes}: bedömningarna där visas inte för dig.`,
    reviewer: 'Du ser samsynen. I den här utvärderingen visas bedömningarna inte för granskare.',
    observer: 'Du ser samsynen. Bedömningarna visas bara för dem som bedömer.',
    observerPoints: 'Du ser hur långt teamet har kommit. I den här utvärderingen visas poängen inte för observatörer.',
  },
  nb: {
    conflict: (codes) => `Du er inhabil i område ${codes}: vurderingene der vises ikke for deg.`,
    reviewer: 'Du ser enigheten. I denne evalueringen vises vurderingene ikke for kvalitetssikrere.',
    observer: 'Du ser enigheten. Vurderingene vises bare for dem som vurderer.',
    observerPoints: 'Du ser hvor langt teamet har kommet. I denne evalueringen vises poengene ikke for observatører.',
  },
});
