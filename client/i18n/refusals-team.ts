/** What rules about people, conflicts of interest, phases and policy say when they say no: what, why, and what to do. */
import { messages } from './language.ts';
import type { Said } from './refusals-said.ts';

export const teamRefusals = messages({
  en: {
    'refusal.role/not-allowed': (f: Said) =>
      f.has('role')
        ? `As ${f.role} you cannot do this. Ask a lead.`
        : 'Whoever invited you no longer leads this evaluation. Ask a lead for a new invitation.',
    'refusal.role/not-a-member': 'You are not on the team of this evaluation. Ask a lead for an invitation.',
    'refusal.role/owner-only': 'Only the owner of the installation can do this. Ask the owner.',
    'refusal.member/unknown': 'That person is not on the team, or does not score here. Choose somebody else.',
    'refusal.member/already': (f: Said) => `That person is on the team already, as ${f.role}. Roles are changed under People.`,
    'refusal.member/last-lead': 'A team needs at least one lead. Make somebody else a lead first.',
    'refusal.member/does-not-score': 'You are not among those who score. A lead can change that under People.',
    'refusal.member/role-cannot-score': (f: Said) => `As ${f.role} one does not score. Change the role first.`,
    'refusal.member/too-many': (f: Said) => `A team has room for ${f.number('max')} people, and it is full. Remove somebody first.`,
    'refusal.conflict/not-yours':
      'Everyone declares their own conflicts of interest. Only a lead can do it for somebody else, with a reason.',
    'refusal.conflict/unknown-area': 'There is no such area in this instrument. Reload the page and choose again.',
    'refusal.conflict/kept': 'Once scoring has begun a declared conflict stays. Only another lead can take it back.',
    'refusal.phase/not-next': (f: Said) =>
      `From ${f.phase('from')} the evaluation cannot go straight to ${f.phase('to')}. Take the phases one at a time.`,
    'refusal.phase/wrong': (f: Said) => `This cannot be done during ${f.phase('phase')}, only during ${f.phase('allowed')}.`,
    'refusal.phase/reason-missing': 'Write why you go back. The reason is kept in the history.',
    'refusal.phase/conflicts-undeclared': (f: Said) =>
      `Still to answer about conflicts of interest: ${f.who}. All who score must do so before scoring begins.`,
    'refusal.phase/nobody-scores': 'Nobody on the team scores. Choose at least one person under People before scoring begins.',
    'refusal.phase/not-all-locked': (f: Said) =>
      `${f.count('unlocked') === 1 ? '1 criterion is' : `${f.number('unlocked')} criteria are`} not locked yet. Lock all of them before you go on.`,
    'refusal.phase/sections-open': (f: Said) =>
      `${f.count('open') === 1 ? '1 section is' : `${f.number('open')} sections are`} not signed off yet. Sign off all of them before you go on.`,
    'refusal.policy/reason-missing': 'Scoring has begun. Write why the rules of scoring change; the reason is kept in the history.',
    'refusal.policy/bands-unordered': 'The limits must rise: Close below Near, Near below Apart.',
    'refusal.reason/missing': 'Write a reason. It is kept with the change.',
  },
  sv: {
    'refusal.role/not-allowed': (f) =>
      f.has('role')
        ? `Som ${f.role} kan du inte göra det här. Be en huvudutvärderare.`
        : 'Den som bjöd in dig leder inte längre utvärderingen. Be en huvudutvärderare om en ny inbjudan.',
    'refusal.role/not-a-member': 'Du är inte med i den här utvärderingens team. Be en huvudutvärderare om en inbjudan.',
    'refusal.role/owner-only': 'Det här kan bara ägaren av installationen göra. Be ägaren.',
    'refusal.member/unknown': 'Personen är inte med i teamet, eller bedömer inte här. Välj någon annan.',
    'refusal.member/already': (f) => `Personen är redan med i teamet, som ${f.role}. Roller ändras under Personer.`,
    'refusal.member/last-lead': 'Ett team behöver minst en huvudutvärderare. Gör först någon annan till huvudutvärderare.',
    'refusal.member/does-not-score': 'Du hör inte till dem som bedömer. En huvudutvärderare kan ändra det under Personer.',
    'refusal.member/role-cannot-score': (f) => `Som ${f.role} bedömer man inte. Ändra rollen först.`,
    'refusal.member/too-many': (f) => `Ett team rymmer ${f.number('max')} personer, och det är fullt. Ta bort någon först.`,
    'refusal.conflict/not-yours': 'Var och en anmäler sitt eget jäv. Bara en huvudutvärderare kan göra det åt någon annan, med ett skäl.',
    'refusal.conflict/unknown-area': 'Området finns inte i det här instrumentet. Läs om sidan och välj på nytt.',
    'refusal.conflict/kept': 'När bedömningen har börjat ligger anmält jäv kvar. Bara en annan huvudutvärderare kan ta bort det.',
    'refusal.phase/not-next': (f) => `Från ${f.phase('from')} går det inte att gå direkt till ${f.phase('to')}. Ta faserna en i taget.`,
    'refusal.phase/wrong': (f) => `Det här går inte under ${f.phase('phase')}, bara under ${f.phase('allowed')}.`,
    'refusal.phase/reason-missing': 'Skriv varför ni går tillbaka. Skälet sparas i historiken.',
    'refusal.phase/conflicts-undeclared': (f) =>
      `Har inte svarat om jäv än: ${f.who}. Alla som bedömer behöver göra det innan bedömningen börjar.`,
    'refusal.phase/nobody-scores': 'Ingen i teamet bedömer. Välj minst en under Personer innan bedömningen börjar.',
    'refusal.phase/not-all-locked': (f) =>
      `${f.count('unlocked') === 1 ? '1 delområde är inte låst' : `${f.number('unlocked')} delområden är inte låsta`} än. Lås alla innan ni går vidare.`,
    'refusal.phase/sections-open': (f) =>
      `${f.count('open') === 1 ? '1 avsnitt är inte fastställt' : `${f.number('open')} avsnitt är inte fastställda`} än. Fastställ alla innan ni går vidare.`,
    'refusal.policy/reason-missing': 'Bedömningen har börjat. Skriv varför reglerna för den ändras, skälet sparas i historiken.',
    'refusal.policy/bands-unordered': 'Gränserna ska stiga: Samlad lägre än Nära, Nära lägre än Spridd.',
    'refusal.reason/missing': 'Skriv ett skäl. Det sparas tillsammans med ändringen.',
  },
  nb: {
    'refusal.role/not-allowed': (f) =>
      f.has('role')
        ? `Som ${f.role} kan du ikke gjøre dette. Spør en hovedevaluator.`
        : 'Den som inviterte deg, leder ikke lenger evalueringen. Be en hovedevaluator om en ny invitasjon.',
    'refusal.role/not-a-member': 'Du er ikke med i teamet for denne evalueringen. Be en hovedevaluator om en invitasjon.',
    'refusal.role/owner-only': 'Dette kan bare eieren av installasjonen gjøre. Spør eieren.',
    'refusal.member/unknown': 'Personen er ikke med i teamet, eller vurderer ikke her. Velg noen andre.',
    'refusal.member/already': (f) => `Personen er allerede med i teamet, som ${f.role}. Roller endres under Personer.`,
    'refusal.member/last-lead': 'Et team trenger minst én hovedevaluator. Gjør først noen andre til hovedevaluator.',
    'refusal.member/does-not-score': 'Du er ikke blant dem som vurderer. En hovedevaluator kan endre det under Personer.',
    'refusal.member/role-cannot-score': (f) => `Som ${f.role} vurderer man ikke. Endre rollen først.`,
    'refusal.member/too-many': (f) => `Et team har plass til ${f.number('max')} personer, og det er fullt. Fjern noen først.`,
    'refusal.conflict/not-yours': 'Hver enkelt melder sin egen inhabilitet. Bare en hovedevaluator kan gjøre det for andre, med en grunn.',
    'refusal.conflict/unknown-area': 'Området finnes ikke i dette verktøyet. Last siden på nytt og velg igjen.',
    'refusal.conflict/kept': 'Når vurderingen har begynt, blir meldt inhabilitet stående. Bare en annen hovedevaluator kan fjerne den.',
    'refusal.phase/not-next': (f) => `Fra ${f.phase('from')} kan dere ikke gå rett til ${f.phase('to')}. Ta fasene én om gangen.`,
    'refusal.phase/wrong': (f) => `Dette går ikke under ${f.phase('phase')}, bare under ${f.phase('allowed')}.`,
    'refusal.phase/reason-missing': 'Skriv hvorfor dere går tilbake. Grunnen lagres i historikken.',
    'refusal.phase/conflicts-undeclared': (f) =>
      `Har ikke svart om inhabilitet ennå: ${f.who}. Alle som vurderer, må gjøre det før vurderingen begynner.`,
    'refusal.phase/nobody-scores': 'Ingen i teamet vurderer. Velg minst én under Personer før vurderingen begynner.',
    'refusal.phase/not-all-locked': (f) =>
      `${f.count('unlocked') === 1 ? '1 delområde' : `${f.number('unlocked')} delområder`} er ikke låst ennå. Lås alle før dere går videre.`,
    'refusal.phase/sections-open': (f) =>
      `${f.count('open') === 1 ? '1 avsnitt' : `${f.number('open')} avsnitt`} er ikke godkjent ennå. Godkjenn alle før dere går videre.`,
    'refusal.policy/reason-missing': 'Vurderingen har begynt. Skriv hvorfor reglene for den endres; grunnen lagres i historikken.',
    'refusal.policy/bands-unordered': 'Grensene må stige: Samlet lavere enn Nær, Nær lavere enn Spredt.',
    'refusal.reason/missing': 'Skriv en grunn. Den lagres sammen med endringen.',
  },
});
