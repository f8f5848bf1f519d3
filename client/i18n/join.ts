/** The pages behind links: an invitation, the first owner, another device. */
import { messages } from './language.ts';

export const joinText = messages({
  en: {
    title: (subject: string) => `Join the evaluation of ${subject}`,
    invites: (name: string, role: string) => `${name} invites you as ${role}.`,
    scheme: (instrument: string) => `It is done with ${instrument}.`,
    until: (date: string) => `The invitation is valid until ${date}.`,
    asWho: (name: string) => `You are signed in as ${name}.`,
    joinAs: (name: string) => `Join as ${name}`,
    notYou: (name: string) => `Not ${name}? Sign out here`,
    name: 'Your name',
    nameNote: 'As your colleagues know you. Everyone on the team sees it.',
    join: 'Join',
    deviceNote: 'You stay signed in on this device. You can make links for other devices later.',
  },
  sv: {
    title: (subject) => `Gå med i utvärderingen av ${subject}`,
    invites: (name, role) => `${name} bjuder in dig som ${role}.`,
    scheme: (instrument) => `Den görs med ${instrument}.`,
    until: (date) => `Inbjudan gäller till ${date}.`,
    asWho: (name) => `Du är inloggad som ${name}.`,
    joinAs: (name) => `Gå med som ${name}`,
    notYou: (name) => `Inte ${name}? Logga ut här`,
    name: 'Ditt namn',
    nameNote: 'Som dina kollegor känner dig. Alla i teamet ser det.',
    join: 'Gå med',
    deviceNote: 'Du förblir inloggad på den här enheten. Länkar till andra enheter kan du göra senare.',
  },
  nb: {
    title: (subject) => `Bli med i evalueringen av ${subject}`,
    invites: (name, role) => `${name} inviterer deg som ${role}.`,
    scheme: (instrument) => `Den gjøres med ${instrument}.`,
    until: (date) => `Invitasjonen gjelder til ${date}.`,
    asWho: (name) => `Du er logget inn som ${name}.`,
    joinAs: (name) => `Bli med som ${name}`,
    notYou: (name) => `Ikke ${name}? Logg ut her`,
    name: 'Navnet ditt',
    nameNote: 'Slik kollegene dine kjenner deg. Alle i teamet ser det.',
    join: 'Bli med',
    deviceNote: 'Du blir værende innlogget på denne enheten. Lenker til andre enheter kan du lage senere.',
  },
});

export const ownerText = messages({
  en: {
    title: 'Welcome to Samsyn',
    lede: 'Whoever uses this link becomes the owner of the installation: creates evaluations, reads in instruments, appoints leads.',
    name: 'Your name',
    nameNote: 'As your colleagues know you.',
    language: 'Language',
    begin: 'Begin',
  },
  sv: {
    title: 'Välkommen till Samsyn',
    lede: 'Den som använder den här länken blir ägare av installationen: skapar utvärderingar, läser in instrument, utser huvudutvärderare.',
    name: 'Ditt namn',
    nameNote: 'Som dina kollegor känner dig.',
    language: 'Språk',
    begin: 'Börja',
  },
  nb: {
    title: 'Velkommen til Samsyn',
    lede: 'Den som bruker denne lenken, blir eier av installasjonen: oppretter evalueringer, leser inn verktøy, utnevner hovedevaluatorer.',
    name: 'Navnet ditt',
    nameNote: 'Slik kollegene dine kjenner deg.',
    language: 'Språk',
    begin: 'Begynn',
  },
});

export const deviceText = messages({
  en: {
    title: (name: string) => `Sign in as ${name} on this device`,
    lede: 'You stay signed in until you sign out. Use it on a device of your own only.',
    instead: (name: string) => `${name} is signed in here now and will be signed out.`,
    already: (name: string) => `You are signed in here as ${name} already. The link is left for another device.`,
    signIn: (name: string) => `Sign in as ${name}`,
  },
  sv: {
    title: (name) => `Logga in som ${name} på den här enheten`,
    lede: 'Du förblir inloggad tills du loggar ut. Gör det bara på en egen enhet.',
    instead: (name) => `${name} är inloggad här nu och loggas ut.`,
    already: (name) => `Du är redan inloggad här som ${name}. Länken finns kvar till en annan enhet.`,
    signIn: (name) => `Logga in som ${name}`,
  },
  nb: {
    title: (name) => `Logg inn som ${name} på denne enheten`,
    lede: 'Du blir værende innlogget til du logger ut. Gjør det bare på en egen enhet.',
    instead: (name) => `${name} er logget inn her nå og blir logget ut.`,
    already: (name) => `Du er allerede logget inn her som ${name}. Lenken er fortsatt der for en annen enhet.`,
    signIn: (name) => `Logg inn som ${name}`,
  },
});

export const linkText = messages({
  en: {
    reading: 'Reading the link …',
    deadTitle: 'This link cannot be used',
    noneTitle: 'The link is not here any more',
    noneLede: 'For safety it is taken out of the address bar once it is read. Open it again from the message where you got it.',
    ownerGone:
      'The installation has its owner, or a newer link has been printed. If nobody has used one yet, take the one the server printed last.',
  },
  sv: {
    reading: 'Läser länken …',
    deadTitle: 'Länken går inte att använda',
    noneTitle: 'Länken finns inte kvar här',
    noneLede: 'Av säkerhetsskäl tas den bort ur adressfältet när den har lästs. Öppna den igen från meddelandet där du fick den.',
    ownerGone:
      'Installationen har redan en ägare, eller så har en nyare länk skrivits ut. Har ingen använt någon än, ta den som servern skrev ut senast.',
  },
  nb: {
    reading: 'Leser lenken …',
    deadTitle: 'Lenken kan ikke brukes',
    noneTitle: 'Lenken er ikke her lenger',
    noneLede: 'Av sikkerhetsgrunner tas den bort fra adressefeltet når den er lest. Åpne den igjen fra meldingen der du fikk den.',
    ownerGone:
      'Installasjonen har allerede en eier, eller en nyere lenke er skrevet ut. Har ingen brukt noen ennå, ta den serveren skrev ut sist.',
  },
});
