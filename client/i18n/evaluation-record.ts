/** A criterion's record: revealed rounds, the consensus with its reason, stands and dissent, lock and reopen. */
import { messages } from './language.ts';

export const roundText = messages({
  en: {
    round: (number: number) => `Round ${number}`,
    revealed: (number: number, when: string) => `Round ${number}, revealed ${when}`,
    abstains: 'abstains',
    noReason: 'No reason given.',
    you: 'you',
    none: 'Nobody cast a ballot.',
    earlier: (count: number) => (count === 1 ? 'The round before' : `The ${count} rounds before`),
    reasons: 'Reasons, from the lowest points to the highest',
  },
  sv: {
    round: (number) => `Omgång ${number}`,
    revealed: (number, when) => `Omgång ${number}, visad ${when}`,
    abstains: 'avstår',
    noReason: 'Inget skäl angivet.',
    you: 'du',
    none: 'Ingen bedömde.',
    earlier: (count) => (count === 1 ? 'Omgången före' : `De ${count} omgångarna före`),
    reasons: 'Skäl, från lägsta poäng till högsta',
  },
  nb: {
    round: (number) => `Runde ${number}`,
    revealed: (number, when) => `Runde ${number}, vist ${when}`,
    abstains: 'avstår',
    noReason: 'Ingen begrunnelse gitt.',
    you: 'deg',
    none: 'Ingen vurderte.',
    earlier: (count) => (count === 1 ? 'Runden før' : `De ${count} rundene før`),
    reasons: 'Begrunnelser, fra laveste poeng til høyeste',
  },
});

export const consensusText = messages({
  en: {
    title: 'Agreed',
    points: 'Agreed points',
    ofMax: (max: number) => `of ${max}`,
    reason: 'The reason, in one sentence',
    agree: 'Record the agreement',
    outside: (low: number, high: number, points: number) =>
      low === high
        ? `Every ballot says ${low}. You typed ${points}. Do you all mean it?`
        : `The ballots lie between ${low} and ${high}. You typed ${points}. Do you all mean it?`,
    outsideNone: (points: number) => `Nobody gave points in this round. You typed ${points}. Do you all mean it?`,
    outsideVerb: (points: number) => `Yes, record ${points}`,
    back: 'Change the points',
    waits: (lead: string) => `${lead} records what you agree on.`,
    before: (points: number, reason: string) => `Agreed before: ${points}. ${reason}`,
    agreed: (points: number, max: number) => `${points} of ${max}`,
    by: (name: string, when: string) => `Recorded by ${name}, ${when}`,
    wasOutside: 'Outside the range of the ballots, confirmed a second time.',
    secret: 'The team has agreed on its points.',
    newRound: (number: number) => `Open round ${number} …`,
    newRoundNote: (left: number) =>
      left === 0
        ? 'Everyone scores once more, unseen by the others. It is the last round.'
        : `Everyone scores once more, unseen by the others. After this, ${left} new ${left === 1 ? 'round is' : 'rounds are'} left.`,
    newRoundReason: 'What has been said or shown that is new',
    newRoundVerb: (number: number) => `Open round ${number}`,
    spent: 'Both new rounds are spent. Agree, or record a dissent.',
    needPoints: 'Type the points you agree on.',
    needReason: 'Give the reason in one sentence.',
  },
  sv: {
    title: 'Samsyn',
    points: 'Samsyn, poäng',
    ofMax: (max) => `av ${max}`,
    reason: 'Skäl i en mening',
    agree: 'Skriv in samsynen',
    outside: (low, high, points) =>
      low === high
        ? `Alla bedömningar säger ${low}. Du skrev ${points}. Menar ni det?`
        : `Bedömningarna ligger mellan ${low} och ${high}. Du skrev ${points}. Menar ni det?`,
    outsideNone: (points) => `Ingen gav poäng i den här omgången. Du skrev ${points}. Menar ni det?`,
    outsideVerb: (points) => `Ja, skriv in ${points}`,
    back: 'Ändra poängen',
    waits: (lead) => `${lead} skriver in det ni enas om.`,
    before: (points, reason) => `Samsynen före: ${points}. ${reason}`,
    agreed: (points, max) => `${points} av ${max}`,
    by: (name, when) => `Inskriven av ${name}, ${when}`,
    wasOutside: 'Utanför bedömningarnas spann, bekräftat en andra gång.',
    secret: 'Teamet har enats om poängen.',
    newRound: (number) => `Öppna omgång ${number} …`,
    newRoundNote: (left) =>
      left === 0
        ? 'Alla bedömer en gång till, osedda av varandra. Det är den sista omgången.'
        : `Alla bedömer en gång till, osedda av varandra. Sedan återstår ${left} ny omgång.`,
    newRoundReason: 'Vad som har sagts eller visats som är nytt',
    newRoundVerb: (number) => `Öppna omgång ${number}`,
    spent: 'Båda de nya omgångarna är förbrukade. Enas, eller skriv in en avvikande mening.',
    needPoints: 'Skriv de poäng ni enas om.',
    needReason: 'Ange skälet i en mening.',
  },
  nb: {
    title: 'Enighet',
    points: 'Enighet, poeng',
    ofMax: (max) => `av ${max}`,
    reason: 'Begrunnelse i én setning',
    agree: 'Før inn enigheten',
    outside: (low, high, points) =>
      low === high
        ? `Alle vurderingene sier ${low}. Du skrev ${points}. Mener dere det?`
        : `Vurderingene ligger mellom ${low} og ${high}. Du skrev ${points}. Mener dere det?`,
    outsideNone: (points) => `Ingen ga poeng i denne runden. Du skrev ${points}. Mener dere det?`,
    outsideVerb: (points) => `Ja, før inn ${points}`,
    back: 'Endre poengene',
    waits: (lead) => `${lead} fører inn det dere blir enige om.`,
    before: (points, reason) => `Enigheten før: ${points}. ${reason}`,
    agreed: (points, max) => `${points} av ${max}`,
    by: (name, when) => `Ført inn av ${name}, ${when}`,
    wasOutside: 'Utenfor spennet i vurderingene, bekreftet en gang til.',
    secret: 'Teamet er blitt enig om poengene.',
    newRound: (number) => `Åpne runde ${number} …`,
    newRoundNote: (left) =>
      left === 0
        ? 'Alle vurderer en gang til, usett av hverandre. Det er den siste runden.'
        : `Alle vurderer en gang til, usett av hverandre. Deretter gjenstår ${left} ny runde.`,
    newRoundReason: 'Hva som er sagt eller vist som er nytt',
    newRoundVerb: (number) => `Åpne runde ${number}`,
    spent: 'Begge de nye rundene er brukt opp. Bli enige, eller før inn en dissens.',
    needPoints: 'Skriv poengene dere blir enige om.',
    needReason: 'Gi begrunnelsen i én setning.',
  },
});

export const standText = messages({
  en: {
    title: 'Stands',
    behind: 'I stand behind it',
    standsBehind: 'stands behind it',
    dissent: 'I see it differently …',
    dissents: 'records a different view',
    dissentPoints: 'Your points (may be left empty)',
    dissentWhy: 'Your view',
    dissentShown: 'Where it is shown',
    report: 'In the report',
    record: 'Only in the record',
    dissentVerb: 'Record my view',
    changeMind: 'Change my stand …',
    leave: 'Leave it',
    needText: 'Write your view first.',
    points: (points: number, max: number) => `${points} of ${max}`,
    absent: (reason: string) => `absent: ${reason}`,
    missing: 'has not taken a stand',
    absentAct: (name: string) => `${name} is absent …`,
    absentReason: 'Absent, because',
    absentVerb: 'Record the absence',
  },
  sv: {
    title: 'Ställningstaganden',
    behind: 'Jag står bakom',
    standsBehind: 'står bakom',
    dissent: 'Jag har en avvikande mening …',
    dissents: 'har en avvikande mening',
    dissentPoints: 'Dina poäng (kan lämnas tomt)',
    dissentWhy: 'Din mening',
    dissentShown: 'Var den visas',
    report: 'I rapporten',
    record: 'Bara i protokollet',
    dissentVerb: 'Skriv in min mening',
    changeMind: 'Ändra min ställning …',
    leave: 'Låt bli',
    needText: 'Skriv din mening först.',
    points: (points, max) => `${points} av ${max}`,
    absent: (reason) => `frånvarande: ${reason}`,
    missing: 'har inte tagit ställning',
    absentAct: (name) => `${name} är frånvarande …`,
    absentReason: 'Frånvarande, eftersom',
    absentVerb: 'Skriv in frånvaron',
  },
  nb: {
    title: 'Standpunkter',
    behind: 'Jeg stiller meg bak',
    standsBehind: 'stiller seg bak',
    dissent: 'Jeg dissenterer …',
    dissents: 'dissenterer',
    dissentPoints: 'Poengene dine (kan stå tomt)',
    dissentWhy: 'Dissensen din',
    dissentShown: 'Hvor den vises',
    report: 'I rapporten',
    record: 'Bare i protokollen',
    dissentVerb: 'Før inn dissensen',
    changeMind: 'Endre standpunktet mitt …',
    leave: 'La være',
    needText: 'Skriv dissensen din først.',
    points: (points, max) => `${points} av ${max}`,
    absent: (reason) => `fraværende: ${reason}`,
    missing: 'har ikke tatt stilling',
    absentAct: (name) => `${name} er fraværende …`,
    absentReason: 'Fraværende, fordi',
    absentVerb: 'Før inn fraværet',
  },
});

export const lockText = messages({
  en: {
    lock: (code: string) => `Lock ${code}`,
    missing: (code: string, names: string, many: boolean) =>
      `${code} cannot be locked yet: ${names} ${many ? 'have' : 'has'} not taken a stand.`,
    reopen: 'Reopen …',
    reopenNote: 'The points are no longer agreed. Stands are taken anew on the next agreement.',
    reopenVerb: (code: string) => `Reopen ${code}`,
    unlock: 'Unlock …',
    unlockNote: 'The points stay agreed, but they can be changed again.',
    unlockVerb: (code: string) => `Unlock ${code}`,
    why: 'Reason',
    locked: 'Locked. Nothing here changes.',
  },
  sv: {
    lock: (code) => `Lås ${code}`,
    missing: (code, names) => `${code} kan inte låsas än: ${names} har inte tagit ställning.`,
    reopen: 'Öppna igen …',
    reopenNote: 'Poängen är då inte längre samsyn. Vid nästa samsyn tar alla ställning på nytt.',
    reopenVerb: (code) => `Öppna ${code} igen`,
    unlock: 'Lås upp …',
    unlockNote: 'Samsynen står kvar, men den kan ändras igen.',
    unlockVerb: (code) => `Lås upp ${code}`,
    why: 'Skäl',
    locked: 'Låst. Här ändras ingenting.',
  },
  nb: {
    lock: (code) => `Lås ${code}`,
    missing: (code, names) => `${code} kan ikke låses ennå: ${names} har ikke tatt stilling.`,
    reopen: 'Åpne igjen …',
    reopenNote: 'Poengene er da ikke lenger enighet. Ved neste enighet tar alle stilling på nytt.',
    reopenVerb: (code) => `Åpne ${code} igjen`,
    unlock: 'Lås opp …',
    unlockNote: 'Enigheten blir stående, men den kan endres igjen.',
    unlockVerb: (code) => `Lås opp ${code}`,
    why: 'Begrunnelse',
    locked: 'Låst. Her endres ingenting.',
  },
});

export const momentText = messages({
  en: { today: (clock: string) => `at ${clock}`, day: (date: string) => `on ${date}` },
  sv: { today: (clock) => `kl. ${clock}`, day: (date) => `den ${date}` },
  nb: { today: (clock) => `klokka ${clock}`, day: (date) => `den ${date}` },
});
