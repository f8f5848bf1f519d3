/** What was typed into the fields of a piece of evidence, read into its body, or where it falls short. Pure. */
import { Day, EvidenceBody, WebAddress, type EvidenceKind } from '../../../shared/domain/evidence.ts';
import { evidenceFaultText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';

/** Field by field, as it was typed. All kinds share one record, so that looking at another kind loses nothing. */
export type Typed = Readonly<Record<Field, string>>;
export type Field = 'asked' | 'question' | 'answer' | 'from' | 'name' | 'date' | 'page' | 'url' | 'title' | 'seen' | 'interview';
export type Fault = { readonly field: Field; readonly sentence: string };

/** In `asked`: the question is typed, not one of the instrument's. */
export const ownQuestion = '';

export function emptyTyped(today: string): Typed {
  const none = { asked: ownQuestion, question: '', answer: '', from: '', name: '', date: '', page: '', url: '', title: '', interview: '' };
  return { ...none, seen: today };
}

export function typedOf(body: EvidenceBody, questions: readonly string[], today: string): Typed {
  const empty = emptyTyped(today);
  switch (body.kind) {
    case 'answer': {
      const asked = questions.includes(body.question) ? body.question : ownQuestion;
      return { ...empty, asked, question: asked === ownQuestion ? body.question : '', answer: body.answer, from: body.from ?? '' };
    }
    case 'document':
      return { ...empty, name: body.name, date: body.date ?? '', page: body.page ?? '' };
    case 'web':
      return { ...empty, url: body.url, title: body.title ?? '', seen: body.seen };
    case 'interview':
      return { ...empty, interview: body.interview };
  }
}

export function isFault(read: EvidenceBody | Fault): read is Fault {
  return 'sentence' in read;
}

/** `badDates`: date fields that hold half a date; they read as empty. */
export function readBody(kind: EvidenceKind, typed: Typed, badDates: readonly Field[] = []): EvidenceBody | Fault {
  const text = t(evidenceFaultText);
  const bad = badDates.find((field) => field === (kind === 'document' ? 'date' : kind === 'web' ? 'seen' : null));
  if (bad) return { field: bad, sentence: text.date };
  const orNull = (words: string) => words.trim() || null;
  switch (kind) {
    case 'answer':
      if (typed.answer.trim() === '') return { field: 'answer', sentence: text.answer };
      return { kind, question: (typed.asked || typed.question).trim(), answer: typed.answer.trim(), from: orNull(typed.from) };
    case 'document':
      if (typed.name.trim() === '') return { field: 'name', sentence: text.name };
      if (typed.date !== '' && !Day.safeParse(typed.date).success) return { field: 'date', sentence: text.date };
      return { kind, name: typed.name.trim(), date: typed.date || null, page: orNull(typed.page) };
    case 'web': {
      const url = WebAddress.safeParse(spelledOut(typed.url));
      if (!url.success) return { field: 'url', sentence: typed.url.trim() === '' ? text.urlMissing : text.url };
      if (!Day.safeParse(typed.seen).success) return { field: 'seen', sentence: text.seen };
      return { kind, url: url.data, title: orNull(typed.title), seen: typed.seen };
    }
    case 'interview': {
      const body = EvidenceBody.safeParse({ kind, interview: typed.interview });
      return body.success ? body.data : { field: 'interview', sentence: text.interview };
    }
  }
}

/** Most addresses are typed without their protocol. */
function spelledOut(typed: string): string {
  const url = typed.trim();
  return /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(url) ? `https://${url}` : url;
}
