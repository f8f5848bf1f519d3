/** What a finding, a ballot or a sentence can rest on, as schemas: an answer, a document, a web page, an interview. */
import { z } from 'zod';
import { InterviewId } from './ids.ts';
import { limits } from './limits.ts';
import { writing } from './writing.ts';

/** `2026-11-10`: a day there is. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay, 'no such day');
/** `2026-11-10T09:30`: a day and a time of day, local, without a zone. */
export const Moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/)
  .refine(isDay, 'no such day');

/** Whether the first ten characters name a day of the calendar. Reckoned here: a Date would roll 30 February on into March. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year >= 1900 && day >= 1 && day <= (days[month - 1] ?? 0);
}

/** As it was once taken, and stays readable in the log: http or https, spelled out, no blanks or control characters. */
const anyWebAddress = z
  .string()
  .trim()
  .max(limits.urlChars)
  .regex(/^https?:\/\/[^/\s\u0000-\u001f\u007f][^\s\u0000-\u001f\u007f]*$/i)
  .regex(/^\P{Cs}*$/u);

// A browser's URL is not at hand here. These are hosts that it takes too: names of letters, digits and hyphens, the last part not
// beginning with a digit, or four numbers. None in brackets: nobody publishes under one.
const label = String.raw`(?!\p{M})[\p{L}\p{M}\p{Nd}_-]{1,63}`;
const byte = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const host = String.raw`(?:(?:${byte}\.){3}${byte}|(?:${label}\.)*(?!\p{Nd})${label}\.?)`;
const port = String.raw`(?::(?:[0-5]?\d{1,4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]))?`;
const address = new RegExp(`^https?://${host}${port}(?:[/?#]|$)`, 'iu');
// Of a host, letters that are drawn as nothing.
const unseenInHost = /^https?:\/\/[^/?#]*\p{DI}/iu;

/**
 * http or https, spelled out, to a host there can be. Nothing that makes it read other than where it leads: no name before an @,
 * nothing unseen, nothing that turns the direction. Within the rule of links in text (doc/schema.ts), which also lets mailto through.
 */
export const WebAddress = anyWebAddress
  .regex(address)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u)
  .refine((url) => !unseenInHost.test(url), 'unseen letters');

const bodyWith = (url: typeof WebAddress) =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('answer'),
      question: writing(limits.questionChars),
      answer: writing(limits.answerChars).min(1),
      /** Who answered, as a role in words: never a name. */
      from: writing(limits.roleChars).min(1).nullable(),
    }),
    z.strictObject({
      kind: z.literal('document'),
      name: writing(limits.titleChars).min(1),
      date: Day.nullable(),
      page: writing(limits.pageChars).min(1).nullable(),
    }),
    z.strictObject({ kind: z.literal('web'), url, title: writing(limits.titleChars).min(1).nullable(), seen: Day }),
    z.strictObject({ kind: z.literal('interview'), interview: InterviewId }),
  ]);
/** As it is taken. */
export const EvidenceBody = bodyWith(WebAddress);
/** As it stands in events: what was ever committed is read, stricter rules come for what is new. */
export const WrittenEvidenceBody = bodyWith(anyWebAddress);
export type EvidenceBody = Readonly<z.infer<typeof EvidenceBody>>;
export type EvidenceKind = EvidenceBody['kind'];
export const evidenceKinds = ['answer', 'document', 'web', 'interview'] as const satisfies readonly EvidenceKind[];
