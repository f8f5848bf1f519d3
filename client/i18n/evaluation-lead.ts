/** What a lead does: closing and revealing rounds, many at once, moving the phase on and back. */
import { messages } from './language.ts';

export const actText = messages({
  en: { waiting: 'Waiting for an answer …', reasonMissing: 'Give a reason first.' },
  sv: { waiting: 'Väntar på svar …', reasonMissing: 'Ange ett skäl först.' },
  nb: { waiting: 'Venter på svar …', reasonMissing: 'Gi en begrunnelse først.' },
});

export const leadText = messages({
  en: {
    close: 'Close the round',
    closeFew: 'Close the round …',
    closeFewNote: (cast: number, needed: number) =>
      `${cast} of ${needed} have scored. Those who have not can no longer do it in this round.`,
    closeFewReason: 'Why it is closed all the same',
    closeNobody: 'The round cannot be closed yet: nobody has scored.',
    reveal: 'Reveal the ballots',
    revealNote: 'Everyone who scores here sees all ballots at once. It cannot be taken back.',
    revealVerb: 'Reveal',
  },
  sv: {
    close: 'Stäng omgången',
    closeFew: 'Stäng omgången …',
    closeFewNote: (cast, needed) => `${cast} av ${needed} har bedömt. De andra kan då inte längre göra det i den här omgången.`,
    closeFewReason: 'Varför den stängs ändå',
    closeNobody: 'Omgången kan inte stängas än: ingen har bedömt.',
    reveal: 'Visa bedömningarna',
    revealNote: 'Alla som bedömer här ser alla bedömningar på en gång. Det går inte att ta tillbaka.',
    revealVerb: 'Visa',
  },
  nb: {
    close: 'Lukk runden',
    closeFew: 'Lukk runden …',
    closeFewNote: (cast, needed) => `${cast} av ${needed} har vurdert. De andre kan da ikke lenger gjøre det i denne runden.`,
    closeFewReason: 'Hvorfor den lukkes likevel',
    closeNobody: 'Runden kan ikke lukkes ennå: ingen har vurdert.',
    reveal: 'Vis vurderingene',
    revealNote: 'Alle som vurderer her, ser alle vurderingene på én gang. Det kan ikke gjøres om.',
    revealVerb: 'Vis',
  },
});

export const bulkText = messages({
  en: {
    title: 'Many at once',
    close: (count: number) => `Close all in which everyone has scored (${count})`,
    closeNote: (codes: string) => `No ballot changes any more in ${codes}.`,
    closeVerb: (count: number) => `Close ${count}`,
    reveal: (count: number) => (count === 1 ? 'Reveal the last closed round' : `Reveal all that are closed (${count})`),
    revealNote: (codes: string) => `Everyone who scores sees all ballots in ${codes}. It cannot be taken back.`,
    revealVerb: (count: number) => `Reveal ${count}`,
    lock: (count: number) => `Lock all that are ready (${count})`,
    lockNote: (codes: string) => `Points and record no longer change in ${codes}.`,
    lockVerb: (count: number) => `Lock ${count}`,
  },
  sv: {
    title: 'Flera på en gång',
    close: (count) => `Stäng alla där alla har bedömt (${count})`,
    closeNote: (codes) => `Ingen bedömning ändras sedan i ${codes}.`,
    closeVerb: (count) => `Stäng ${count}`,
    reveal: (count) => (count === 1 ? 'Visa den sista stängda omgången' : `Visa alla stängda (${count})`),
    revealNote: (codes) => `Alla som bedömer ser alla bedömningar i ${codes}. Det går inte att ta tillbaka.`,
    revealVerb: (count) => `Visa ${count}`,
    lock: (count) => `Lås alla som är klara (${count})`,
    lockNote: (codes) => `Poäng och skäl ändras inte längre i ${codes}.`,
    lockVerb: (count) => `Lås ${count}`,
  },
  nb: {
    title: 'Flere på én gang',
    close: (count) => `Lukk alle der alle har vurdert (${count})`,
    closeNote: (codes) => `Ingen vurdering endres deretter i ${codes}.`,
    closeVerb: (count) => `Lukk ${count}`,
    reveal: (count) => (count === 1 ? 'Vis den siste lukkede runden' : `Vis alle lukkede (${count})`),
    revealNote: (codes) => `Alle som vurderer, ser alle vurderingene i ${codes}. Det kan ikke gjøres om.`,
    revealVerb: (count) => `Vis ${count}`,
    lock: (count) => `Lås alle som er klare (${count})`,
    lockNote: (codes) => `Poeng og begrunnelse endres ikke lenger i ${codes}.`,
    lockVerb: (count) => `Lås ${count}`,
  },
});

/** Phases by their names (phaseWords). */
export const phaseLineText = messages({
  en: {
    line: 'The phase',
    alone: 'You are alone on the team.',
    invite: 'Invite those who will score.',
    now: (phase: string) => `Now: ${phase}`,
    next: (phase: string) => `Next: ${phase}`,
    move: (phase: string) => `Go to ${phase}`,
    back: (phase: string) => `Back to ${phase} …`,
    backReason: (phase: string) => `Why you go back to ${phase}`,
    backVerb: (phase: string) => `Go back to ${phase}`,
    toGathering: 'The team gathers evidence and writes. Points come later.',
    toScoring: 'Everyone who scores sets points alone, unseen by the others.',
    toCalibrating: (ready: number, open: number) =>
      open === 0
        ? `All ${ready} rounds are closed. Nobody sees the ballots until you reveal them.`
        : `${ready} ${ready === 1 ? 'round is' : 'rounds are'} closed. ${open} ${open === 1 ? 'stays' : 'stay'} open, because too few have scored.`,
    toReviewing: 'All criteria are locked. Reviewers read and comment.',
    toFactCheck: 'The contact checks the facts of a frozen copy.',
    toPublished: 'The edition is published. Nothing changes in it any more.',
    undeclared: (names: string, many: boolean) =>
      `${names} ${many ? 'have' : 'has'} to say first whether they have a conflict of interest.`,
    nobodyScores: 'Nobody scores yet. Choose who does, under People.',
    unlocked: (count: number, codes: string) => `${count} ${count === 1 ? 'criterion is' : 'criteria are'} not locked yet: ${codes}.`,
    sectionsOpen: (count: number) => `${count} ${count === 1 ? 'section is' : 'sections are'} not signed off yet.`,
    andMore: (count: number) => `${count} more`,
  },
  sv: {
    line: 'Fasen',
    alone: 'Du är ensam i teamet.',
    invite: 'Bjud in dem som ska bedöma.',
    now: (phase) => `Nu: ${phase}`,
    next: (phase) => `Nästa: ${phase}`,
    move: (phase) => `Gå till ${phase.toLowerCase()}`,
    back: (phase) => `Tillbaka till ${phase.toLowerCase()} …`,
    backReason: (phase) => `Varför ni går tillbaka till ${phase.toLowerCase()}`,
    backVerb: (phase) => `Gå tillbaka till ${phase.toLowerCase()}`,
    toGathering: 'Teamet samlar underlag och skriver. Poängen kommer senare.',
    toScoring: 'Alla som bedömer sätter poäng var för sig, osedda av de andra.',
    toCalibrating: (ready, open) =>
      open === 0
        ? `Alla ${ready} omgångar stängs. Ingen ser bedömningarna förrän du visar dem.`
        : `${ready} ${ready === 1 ? 'omgång stängs' : 'omgångar stängs'}. ${open} förblir ${open === 1 ? 'öppen' : 'öppna'}, eftersom för få har bedömt.`,
    toReviewing: 'Alla delområden är låsta. Granskarna läser och kommenterar.',
    toFactCheck: 'Kontaktpersonen granskar fakta i en fryst kopia.',
    toPublished: 'Utgåvan publiceras. I den ändras ingenting mer.',
    undeclared: (names) => `${names} behöver först svara om jäv.`,
    nobodyScores: 'Ingen bedömer än. Välj vilka som gör det, under Personer.',
    unlocked: (count, codes) => `${count} ${count === 1 ? 'delområde är inte låst' : 'delområden är inte låsta'} än: ${codes}.`,
    sectionsOpen: (count) => `${count} avsnitt är inte ${count === 1 ? 'fastställt' : 'fastställda'} än.`,
    andMore: (count) => `${count} till`,
  },
  nb: {
    line: 'Fasen',
    alone: 'Du er alene i teamet.',
    invite: 'Inviter dem som skal vurdere.',
    now: (phase) => `Nå: ${phase}`,
    next: (phase) => `Neste: ${phase}`,
    move: (phase) => `Gå til ${phase.toLowerCase()}`,
    back: (phase) => `Tilbake til ${phase.toLowerCase()} …`,
    backReason: (phase) => `Hvorfor dere går tilbake til ${phase.toLowerCase()}`,
    backVerb: (phase) => `Gå tilbake til ${phase.toLowerCase()}`,
    toGathering: 'Teamet samler grunnlag og skriver. Poengene kommer senere.',
    toScoring: 'Alle som vurderer, setter poeng hver for seg, usett av de andre.',
    toCalibrating: (ready, open) =>
      open === 0
        ? `Alle ${ready} rundene lukkes. Ingen ser vurderingene før du viser dem.`
        : `${ready} ${ready === 1 ? 'runde lukkes' : 'runder lukkes'}. ${open} forblir ${open === 1 ? 'åpen' : 'åpne'}, fordi for få har vurdert.`,
    toReviewing: 'Alle delområder er låst. Kvalitetssikrerne leser og kommenterer.',
    toFactCheck: 'Kontaktpersonen sjekker fakta i en frosset kopi.',
    toPublished: 'Utgaven publiseres. I den endres ingenting mer.',
    undeclared: (names) => `${names} må først svare om inhabilitet.`,
    nobodyScores: 'Ingen vurderer ennå. Velg hvem som gjør det, under Personer.',
    unlocked: (count, codes) => `${count} ${count === 1 ? 'delområde er' : 'delområder er'} ikke låst ennå: ${codes}.`,
    sectionsOpen: (count) => `${count} avsnitt er ikke godkjent ennå.`,
    andMore: (count) => `${count} til`,
  },
});
