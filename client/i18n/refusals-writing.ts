/** What rules about findings, evidence, interviews and sections say when they say no. */
import { messages } from './language.ts';
import type { Said } from './refusals-said.ts';

export const writingRefusals = messages({
  en: {
    'refusal.section/unknown': 'There is no such section in this evaluation. Reload the page and choose again.',
    'refusal.section/twice': 'The same section is named twice. Leave one of them out.',
    'refusal.section/not-open': (f: Said) =>
      `${capital(f.section)} is signed off already, or is being signed off right now. Leave it out, or wait a moment.`,
    'refusal.section/not-closing': (f: Said) => `Nobody has asked for ${f.section} to be signed off. A lead can do so.`,
    'refusal.section/not-signed-off': (f: Said) => `${capital(f.section)} is not signed off, so there is nothing to reopen.`,
    'refusal.section/signed-off': (f: Said) => `${capital(f.section)} is signed off. A lead can reopen it.`,
    'refusal.finding/unknown': 'This finding was never taken in. Write it again as a new one.',
    'refusal.finding/exists': 'This finding is there already. Reload the page.',
    'refusal.finding/too-many': (f: Said) =>
      `A section has room for ${f.number('max')} findings, hidden ones included, and it is full. Put what belongs together into one.`,
    'refusal.finding/too-much-evidence': (f: Said) =>
      `A finding can rest on ${f.number('max')} pieces of evidence, and this one does. Take one away first.`,
    'refusal.finding/conflict': (f: Said) => `You declared a conflict in ${f.area}. Somebody else on the team writes its findings.`,
    'refusal.evidence/unknown': 'This evidence is hidden, or was never taken in. Restore it, or choose another.',
    'refusal.evidence/exists': 'This evidence is there already. Reload the page.',
    'refusal.evidence/too-many': (f: Said) =>
      `An evaluation has room for ${f.number('max')} pieces of evidence, hidden ones included, and it is full. Use one that is there.`,
    'refusal.evidence/conflict': (f: Said) => `You declared a conflict in ${f.area}. Somebody else on the team looks after its evidence.`,
    'refusal.interview/unknown': 'This interview is hidden, or was never taken in. Restore it, or choose another.',
    'refusal.interview/exists': 'This interview is in the plan already. Reload the page.',
    'refusal.interview/too-many': (f: Said) =>
      `The plan has room for ${f.number('max')} interviews, hidden ones included, and it is full. Change one that is there.`,
    'refusal.interview/conflict': (f: Said) => `You declared a conflict in ${f.area}. Somebody else on the team takes notes on it.`,
  },
  sv: {
    'refusal.section/unknown': 'Avsnittet finns inte i den här utvärderingen. Läs om sidan och välj på nytt.',
    'refusal.section/twice': 'Samma avsnitt står två gånger. Ta bort det ena.',
    'refusal.section/not-open': (f) =>
      `${capital(f.section)} är redan fastställt, eller håller på att fastställas. Låt bli det, eller vänta ett ögonblick.`,
    'refusal.section/not-closing': (f) => `Ingen har bett om att ${f.section} ska fastställas. En huvudutvärderare kan göra det.`,
    'refusal.section/not-signed-off': (f) => `${capital(f.section)} är inte fastställt, så det finns inget att låsa upp.`,
    'refusal.section/signed-off': (f) => `${capital(f.section)} är fastställt. En huvudutvärderare kan låsa upp det.`,
    'refusal.finding/unknown': 'Iakttagelsen kom aldrig med. Skriv den igen som en ny.',
    'refusal.finding/exists': 'Iakttagelsen finns redan. Läs om sidan.',
    'refusal.finding/too-many': (f) =>
      `Ett avsnitt rymmer ${f.number('max')} iakttagelser, dolda inräknade, och det är fullt. För ihop sådant som hör samman.`,
    'refusal.finding/too-much-evidence': (f) =>
      `En iakttagelse kan ha ${f.number('max')} underlag, och den här har det. Ta bort ett först.`,
    'refusal.finding/conflict': (f) => `Du har anmält jäv i ${f.area}. Någon annan i teamet skriver iakttagelserna där.`,
    'refusal.evidence/unknown': 'Underlaget är dolt, eller kom aldrig med. Ta fram det igen, eller välj ett annat.',
    'refusal.evidence/exists': 'Underlaget finns redan. Läs om sidan.',
    'refusal.evidence/too-many': (f) =>
      `En utvärdering rymmer ${f.number('max')} underlag, dolda inräknade, och den är full. Använd ett som redan finns.`,
    'refusal.evidence/conflict': (f) => `Du har anmält jäv i ${f.area}. Någon annan i teamet sköter underlaget där.`,
    'refusal.interview/unknown': 'Intervjun är dold, eller kom aldrig med. Ta fram den igen, eller välj en annan.',
    'refusal.interview/exists': 'Intervjun finns redan i planen. Läs om sidan.',
    'refusal.interview/too-many': (f) =>
      `Planen rymmer ${f.number('max')} intervjuer, dolda inräknade, och den är full. Ändra en som redan finns.`,
    'refusal.interview/conflict': (f) => `Du har anmält jäv i ${f.area}. Någon annan i teamet antecknar om det.`,
  },
  nb: {
    'refusal.section/unknown': 'Avsnittet finnes ikke i denne evalueringen. Last siden på nytt og velg igjen.',
    'refusal.section/twice': 'Det samme avsnittet står to ganger. Ta bort det ene.',
    'refusal.section/not-open': (f) =>
      `${capital(f.section)} er allerede godkjent, eller er i ferd med å bli det. La det være, eller vent et øyeblikk.`,
    'refusal.section/not-closing': (f) => `Ingen har bedt om at ${f.section} skal godkjennes. En hovedevaluator kan gjøre det.`,
    'refusal.section/not-signed-off': (f) => `${capital(f.section)} er ikke godkjent, så det er ingenting å låse opp.`,
    'refusal.section/signed-off': (f) => `${capital(f.section)} er godkjent. En hovedevaluator kan låse det opp.`,
    'refusal.finding/unknown': 'Funnet kom aldri med. Skriv det igjen som et nytt.',
    'refusal.finding/exists': 'Funnet finnes allerede. Last siden på nytt.',
    'refusal.finding/too-many': (f) =>
      `Et avsnitt har plass til ${f.number('max')} funn, skjulte medregnet, og det er fullt. Slå sammen det som hører sammen.`,
    'refusal.finding/too-much-evidence': (f) => `Et funn kan ha ${f.number('max')} grunnlag, og dette har det. Ta bort ett først.`,
    'refusal.finding/conflict': (f) => `Du er inhabil i ${f.area}. Noen andre i teamet skriver funnene der.`,
    'refusal.evidence/unknown': 'Grunnlaget er skjult, eller kom aldri med. Hent det fram igjen, eller velg et annet.',
    'refusal.evidence/exists': 'Grunnlaget finnes allerede. Last siden på nytt.',
    'refusal.evidence/too-many': (f) =>
      `En evaluering har plass til ${f.number('max')} grunnlag, skjulte medregnet, og den er full. Bruk et som finnes fra før.`,
    'refusal.evidence/conflict': (f) => `Du er inhabil i ${f.area}. Noen andre i teamet tar seg av grunnlaget der.`,
    'refusal.interview/unknown': 'Intervjuet er skjult, eller kom aldri med. Hent det fram igjen, eller velg et annet.',
    'refusal.interview/exists': 'Intervjuet finnes allerede i planen. Last siden på nytt.',
    'refusal.interview/too-many': (f) =>
      `Planen har plass til ${f.number('max')} intervjuer, skjulte medregnet, og den er full. Endre et som finnes fra før.`,
    'refusal.interview/conflict': (f) => `Du er inhabil i ${f.area}. Noen andre i teamet tar notater om det.`,
  },
});

/** A code stays as it is; a word that opens the sentence takes its capital. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
