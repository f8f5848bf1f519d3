/** What rules about ballots, rounds, levels, consensus and stands say when they say no. */
import { messages } from './language.ts';
import type { Said } from './refusals-said.ts';

export const scoringRefusals = messages({
  en: {
    'refusal.criterion/unknown': 'There is no such criterion in this instrument. Reload the page and choose again.',
    'refusal.criterion/twice': 'The same criterion is named twice. Leave one of them out.',
    'refusal.criterion/wrong-state': (f: Said) =>
      `At the moment ${f.criterion} is ${f.state('state')}. This can be done once it is ${f.state('allowed')}.`,
    'refusal.levels/conflict': (f: Said) => `You declared a conflict in ${f.area}. Somebody else on the team writes its levels.`,
    'refusal.levels/overlap': 'The levels overlap, or stand in the wrong order. Let each begin above the one before.',
    'refusal.levels/out-of-range': (f: Said) =>
      `Points here run from 0 to ${f.number('max')}. A level lies within, its lower number first.`,
    'refusal.ballot/conflicts-undeclared': 'First say whether you have a conflict of interest in any area. Then you can score.',
    'refusal.ballot/conflict': (f: Said) => `You declared a conflict in ${f.area}. You may read but not score.`,
    'refusal.ballot/out-of-range': (f: Said) => `Points here run from 0 to ${f.number('max')}. You typed ${f.number('points')}.`,
    'refusal.ballot/off-step': (f: Said) => `Points here go in steps of ${f.number('step')}. You typed ${f.number('points')}.`,
    'refusal.ballot/closed': 'The round is closed, so its ballots no longer change. A lead can open a new round.',
    'refusal.ballot/wrong-round': (f: Said) =>
      `Round ${f.number('round')} is over; it is round ${f.number('current')} now. Score again in that one.`,
    'refusal.ballot/none': 'You have no ballot in this round to withdraw.',
    'refusal.round/too-few': (f: Said) =>
      `On ${f.criterion} ${f.number('cast')} of the ${f.number('needed')} needed have scored. Wait for the others, or write why you close now.`,
    'refusal.round/nobody': (f: Said) => `Nobody has scored ${f.criterion} yet. The round can be closed once somebody has.`,
    'refusal.round/re-votes-spent': (f: Said) =>
      `You have had ${f.number('most')} new rounds here, and there are no more. Agree on what you have, or record a different view.`,
    'refusal.consensus/conflict': (f: Said) => `You declared a conflict in ${f.area}. Another lead records what is agreed there.`,
    'refusal.consensus/outside-range': (f: Said) =>
      f.has('low')
        ? `The ballots run from ${f.number('low')} to ${f.number('high')}. Confirm that you mean ${f.number('points')}.`
        : `No ballot here gives points. Confirm that you mean ${f.number('points')}.`,
    'refusal.consensus/reason-missing': 'Write the reason for what you agreed. One sentence is enough.',
    'refusal.stand/other-consensus': 'What was agreed has changed since you saw it. Read it as it is now, and take your stand on that.',
    'refusal.stand/conflict': (f: Said) => `You declared a conflict in ${f.area}. You take no stand there.`,
    'refusal.stand/missing': (f: Said) =>
      `${capital(f.criterion)} cannot be locked yet: still to take a stand: ${f.who}. Wait for the stand, or record an absence.`,
    'refusal.stand/out-of-range': (f: Said) => `Points here run from 0 to ${f.number('max')}. You typed ${f.number('points')}.`,
    'refusal.stand/off-step': (f: Said) => `Points here go in steps of ${f.number('step')}. You typed ${f.number('points')}.`,
    'refusal.thing/stale': 'This has changed since you saw it. Read it as it is now, then make your change again if it is still needed.',
  },
  sv: {
    'refusal.criterion/unknown': 'Delområdet finns inte i det här instrumentet. Läs om sidan och välj på nytt.',
    'refusal.criterion/twice': 'Samma delområde står två gånger. Ta bort det ena.',
    'refusal.criterion/wrong-state': (f) => `Just nu är ${f.criterion} ${f.state('state')}. Det här går när det är ${f.state('allowed')}.`,
    'refusal.levels/conflict': (f) => `Du har anmält jäv i ${f.area}. Någon annan i teamet skriver nivåerna där.`,
    'refusal.levels/overlap': 'Nivåerna går in i varandra, eller står i fel ordning. Låt varje nivå börja ovanför den förra.',
    'refusal.levels/out-of-range': (f) =>
      `Här går poängen från 0 till ${f.number('max')}. En nivå ligger inom dem, med det lägre talet först.`,
    'refusal.ballot/conflicts-undeclared': 'Svara först om du är jävig i något område. Sedan kan du bedöma.',
    'refusal.ballot/conflict': (f) => `Du har anmält jäv i ${f.area}. Du kan läsa men inte bedöma.`,
    'refusal.ballot/out-of-range': (f) => `Här går poängen från 0 till ${f.number('max')}. Du skrev ${f.number('points')}.`,
    'refusal.ballot/off-step': (f) => `Här går poängen i steg om ${f.number('step')}. Du skrev ${f.number('points')}.`,
    'refusal.ballot/closed': 'Omgången är stängd, så bedömningarna i den ändras inte längre. En huvudutvärderare kan öppna en ny omgång.',
    'refusal.ballot/wrong-round': (f) =>
      `Omgång ${f.number('round')} är över, nu gäller omgång ${f.number('current')}. Bedöm på nytt i den.`,
    'refusal.ballot/none': 'Du har ingen bedömning i den här omgången att ta tillbaka.',
    'refusal.round/too-few': (f) =>
      `I ${f.criterion} har ${f.number('cast')} av de ${f.number('needed')} som behövs bedömt. Vänta in de andra, eller skriv varför ni stänger nu.`,
    'refusal.round/nobody': (f) => `Ingen har bedömt ${f.criterion} än. Omgången kan stängas när någon har gjort det.`,
    'refusal.round/re-votes-spent': (f) =>
      `Ni har haft ${f.number('most')} nya omgångar här, fler blir det inte. Enas utifrån det ni har, eller anteckna en avvikande mening.`,
    'refusal.consensus/conflict': (f) => `Du har anmält jäv i ${f.area}. En annan huvudutvärderare för in samsynen där.`,
    'refusal.consensus/outside-range': (f) =>
      f.has('low')
        ? `Bedömningarna går från ${f.number('low')} till ${f.number('high')}. Bekräfta att ni menar ${f.number('points')}.`
        : `Ingen bedömning här ger poäng. Bekräfta att ni menar ${f.number('points')}.`,
    'refusal.consensus/reason-missing': 'Skriv skälet till samsynen. En mening räcker.',
    'refusal.stand/other-consensus': 'Samsynen har ändrats sedan du såg den. Läs den som den är nu och ta ställning till den.',
    'refusal.stand/conflict': (f) => `Du har anmält jäv i ${f.area}. Du tar inte ställning där.`,
    'refusal.stand/missing': (f) =>
      `${capital(f.criterion)} kan inte låsas än: ${f.who} har inte tagit ställning. Vänta in svaret, eller anteckna frånvaro.`,
    'refusal.stand/out-of-range': (f) => `Här går poängen från 0 till ${f.number('max')}. Du skrev ${f.number('points')}.`,
    'refusal.stand/off-step': (f) => `Här går poängen i steg om ${f.number('step')}. Du skrev ${f.number('points')}.`,
    'refusal.thing/stale': 'Det här har ändrats sedan du såg det. Läs det som det är nu, och gör om din ändring om den fortfarande behövs.',
  },
  nb: {
    'refusal.criterion/unknown': 'Delområdet finnes ikke i dette verktøyet. Last siden på nytt og velg igjen.',
    'refusal.criterion/twice': 'Det samme delområdet står to ganger. Ta bort det ene.',
    'refusal.criterion/wrong-state': (f) => `Akkurat nå er ${f.criterion} ${f.state('state')}. Dette går når det er ${f.state('allowed')}.`,
    'refusal.levels/conflict': (f) => `Du er inhabil i ${f.area}. Noen andre i teamet skriver nivåene der.`,
    'refusal.levels/overlap': 'Nivåene går inn i hverandre, eller står i feil rekkefølge. La hvert nivå begynne over det forrige.',
    'refusal.levels/out-of-range': (f) =>
      `Her går poengene fra 0 til ${f.number('max')}. Et nivå ligger innenfor, med det laveste tallet først.`,
    'refusal.ballot/conflicts-undeclared': 'Svar først på om du er inhabil i noe område. Deretter kan du vurdere.',
    'refusal.ballot/conflict': (f) => `Du er inhabil i ${f.area}. Du kan lese, men ikke vurdere.`,
    'refusal.ballot/out-of-range': (f) => `Her går poengene fra 0 til ${f.number('max')}. Du skrev ${f.number('points')}.`,
    'refusal.ballot/off-step': (f) => `Her går poengene i trinn på ${f.number('step')}. Du skrev ${f.number('points')}.`,
    'refusal.ballot/closed': 'Runden er lukket, så vurderingene i den endres ikke lenger. En hovedevaluator kan åpne en ny runde.',
    'refusal.ballot/wrong-round': (f) =>
      `Runde ${f.number('round')} er over, nå gjelder runde ${f.number('current')}. Vurder på nytt i den.`,
    'refusal.ballot/none': 'Du har ingen vurdering i denne runden å trekke tilbake.',
    'refusal.round/too-few': (f) =>
      `I ${f.criterion} har ${f.number('cast')} av de ${f.number('needed')} som trengs, vurdert. Vent på de andre, eller skriv hvorfor dere lukker nå.`,
    'refusal.round/nobody': (f) => `Ingen har vurdert ${f.criterion} ennå. Runden kan lukkes når noen har gjort det.`,
    'refusal.round/re-votes-spent': (f) =>
      `Dere har hatt ${f.number('most')} nye runder her, flere blir det ikke. Bli enige ut fra det dere har, eller noter en dissens.`,
    'refusal.consensus/conflict': (f) => `Du er inhabil i ${f.area}. En annen hovedevaluator fører inn enigheten der.`,
    'refusal.consensus/outside-range': (f) =>
      f.has('low')
        ? `Vurderingene går fra ${f.number('low')} til ${f.number('high')}. Bekreft at dere mener ${f.number('points')}.`
        : `Ingen vurdering her gir poeng. Bekreft at dere mener ${f.number('points')}.`,
    'refusal.consensus/reason-missing': 'Skriv grunnen til enigheten. Én setning er nok.',
    'refusal.stand/other-consensus': 'Enigheten er endret siden du så den. Les den slik den er nå, og ta stilling til den.',
    'refusal.stand/conflict': (f) => `Du er inhabil i ${f.area}. Du tar ikke stilling der.`,
    'refusal.stand/missing': (f) =>
      `${capital(f.criterion)} kan ikke låses ennå: ${f.who} har ikke tatt stilling. Vent på svaret, eller noter fravær.`,
    'refusal.stand/out-of-range': (f) => `Her går poengene fra 0 til ${f.number('max')}. Du skrev ${f.number('points')}.`,
    'refusal.stand/off-step': (f) => `Her går poengene i trinn på ${f.number('step')}. Du skrev ${f.number('points')}.`,
    'refusal.thing/stale': 'Dette er endret siden du så det. Les det slik det er nå, og gjør endringen på nytt om den fortsatt trengs.',
  },
});

/** A code stays as it is; a word that opens the sentence takes its capital. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
