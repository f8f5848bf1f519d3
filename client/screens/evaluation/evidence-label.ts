/** What a piece of evidence is called: in a word, in a line, and in the margin of a text. Pure. */
import type { Evaluation, Evidence, Interview } from '../../../shared/domain/evaluation.ts';
import type { EvidenceId } from '../../../shared/domain/ids.ts';
import { dayOf, shortDay, timeWords } from '../../i18n/days.ts';
import { evidenceKindText, evidenceText } from '../../i18n/evidence.ts';
import { language, t } from '../../i18n/language.ts';

/** UTF-16 units of a label: one line of a list. */
const labelChars = 72;

/** Up to `most` units, cut between words where there are any. */
export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  const space = cut.lastIndexOf(' ');
  // Half a surrogate pair is no letter.
  return `${cut.slice(0, space > most / 2 ? space : most).replace(/[\ud800-\udbff]$/, '')} …`;
}

/**
 * An address as one reads it: without protocol, www and the last slash. Characters that are not seen, or turn the direction, are
 * spelled out: older addresses may have them.
 */
export function addressWords(url: string): string {
  return url
    .replace(/^https?:\/\/(www\.)?/i, '')
    .replace(/\/$/, '')
    .replace(/\p{Cf}/gu, encodeURIComponent);
}

/** Svar, Dokument, Webbsida, Intervju. */
export function kindWord({ body }: Pick<Evidence, 'body'>): string {
  return t(evidenceKindText)[body.kind];
}

/** In one line, without its number. An interview is named by its role; hidden and unknown ones say so. */
export function labelOf(evaluation: Evaluation, { body, hidden }: Pick<Evidence, 'body' | 'hidden'>): string {
  const text = t(evidenceText);
  const label = (() => {
    switch (body.kind) {
      case 'answer':
        return text.answerLabel(body.from ?? shortened(body.question || body.answer, labelChars));
      case 'document':
        return [shortened(body.name, labelChars), ...(body.page === null ? [] : [text.page(body.page)])].join(', ');
      case 'web':
        return shortened(body.title ?? addressWords(body.url), labelChars);
      case 'interview':
        return text.interviewLabel(evaluation.interviews[body.interview]?.role ?? '?');
    }
  })();
  return hidden ? text.hiddenLabel(label) : label;
}

/** The same where the kind stands beside it: an answer by its question, an interview by when and with whom. */
export function titleOf(evaluation: Evaluation, piece: Pick<Evidence, 'body' | 'hidden'>): string {
  const { body } = piece;
  if (body.kind === 'answer') return shortened(body.question || body.answer, labelChars * 2);
  const line = body.kind === 'interview' ? evaluation.interviews[body.interview] : undefined;
  return line ? interviewWords(line) : labelOf(evaluation, { ...piece, hidden: false });
}

/** `[3] Årsredovisning, s. 12`; for an id that this view does not know, the number is a question mark. */
export function numbered(evaluation: Evaluation, id: EvidenceId): string {
  const piece = evaluation.evidence[id];
  return piece ? `[${piece.number}] ${labelOf(evaluation, piece)}` : t(evidenceText).unknown;
}

/** tis 10 nov 09.30, ekonomichef; without a time the role alone. */
export function interviewWords({ when, role }: Pick<Interview, 'when' | 'role'>): string {
  return when === null ? role : `${shortDay(dayOf(when))} ${timeWords(when)}, ${role}`;
}

export type Mark = { readonly number: number; readonly label: string };
type Marks = ReadonlyMap<EvidenceId, Mark>;

let last: { readonly said: string; readonly marks: Marks } | null = null;

/** For `evidence` of sam-editor. The same map as long as it says the same: an editor draws its margin again for another one. */
export function marksOf(evaluation: Evaluation): Marks {
  const entries = Object.values(evaluation.evidence).map((piece): [EvidenceId, Mark] => [
    piece.id,
    { number: piece.number, label: labelOf(evaluation, piece) },
  ]);
  const said = JSON.stringify([language(), entries]);
  if (last?.said !== said) last = { said, marks: new Map(entries) };
  return last.marks;
}
