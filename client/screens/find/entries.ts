/** What can be found in an evaluation by one member, in the order of the report: names, texts, findings, evidence, interviews, own reasons. Pure. */
import {
  criteriaOf,
  evidenceOf,
  findingsOf,
  sectionsOf,
  type Evaluation,
  type Evidence,
  type Interview,
} from '../../../shared/domain/evaluation.ts';
import type { EvidenceId, FindingId, InterviewId, MemberId, SectionId } from '../../../shared/domain/ids.ts';
import { treeText } from '../../i18n/evaluation.ts';
import { findingWords } from '../../i18n/findings.ts';
import { findText } from '../../i18n/find.ts';
import { t } from '../../i18n/language.ts';
import type { SectionWords } from '../../sync/section-words.ts';
import { byTime } from '../evaluation/evidence-interview-order.ts';
import { interviewWords, kindWord, labelOf } from '../evaluation/evidence-label.ts';
import type { Names } from '../evaluation/part.ts';
import { placeOfSection, sectionOf } from '../evaluation/places.ts';
import { fold } from './match.ts';

export const kinds = ['place', 'text', 'finding', 'evidence', 'interview', 'reason'] as const;
export type Kind = (typeof kinds)[number];

/** Where one goes. */
export type Target =
  | { readonly to: 'section' | 'text' | 'reason'; readonly section: SectionId }
  | { readonly to: 'finding'; readonly section: SectionId; readonly finding: FindingId }
  | { readonly to: 'evidence'; readonly evidence: EvidenceId }
  | { readonly to: 'interview'; readonly interview: InterviewId };

export type Entry = {
  readonly kind: Kind;
  readonly target: Target;
  /** What it is, above the words: 3.3 Uppföljning. Counts as standing there, too, but is not enough by itself. */
  readonly about: string;
  readonly foldedAbout: string;
  /** What is searched, a line per paragraph; folded alike. */
  readonly lines: readonly string[];
  readonly folded: readonly string[];
};

export type Findable = {
  readonly evaluation: Evaluation;
  readonly me: MemberId;
  readonly names: Names;
  readonly words: ReadonlyMap<SectionId, SectionWords>;
};

export function entriesOf(findable: Findable): readonly Entry[] {
  const { evaluation } = findable;
  const sections = sectionsOf(evaluation.instrument);
  return [
    ...sections.map((section) => entry('place', { to: 'section', section }, '', [nameOf(evaluation, section)])),
    ...sections.flatMap((section) => textOf(findable, section)),
    ...sections.flatMap((section) => findingsIn(findable, section)),
    ...evidenceOf(evaluation).map((piece) => pieceOf(evaluation, piece)),
    ...byTime(evaluation).flatMap((line) => (line.hidden ? [] : interviewOf(findable, line))),
    ...reasonsOf(findable),
  ].filter(({ lines }) => lines.length > 0);
}

function entry(kind: Kind, target: Target, about: string, said: readonly string[]): Entry {
  const lines = said
    .flatMap((words) => words.normalize('NFC').split('\n'))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  return { kind, target, about, foldedAbout: fold(about.normalize('NFC')), lines, folded: lines.map(fold) };
}

function nameOf({ instrument }: Evaluation, section: SectionId): string {
  const place = placeOfSection(instrument, section);
  if (!place || place.kind === 'summary') return t(treeText).summary;
  const { code, name } = place.kind === 'area' ? place.area : place.criterion;
  return `${code} ${name}`;
}

function textOf({ evaluation, words }: Findable, section: SectionId): readonly Entry[] {
  const found = words.get(section);
  return found ? [entry('text', { to: 'text', section }, nameOf(evaluation, section), [found.body])] : [];
}

/** Words without facts are nobody's finding yet; hidden ones are not shown either. */
function findingsIn({ evaluation, words }: Findable, section: SectionId): readonly Entry[] {
  const found = words.get(section)?.findings;
  return findingsOf(evaluation, section).map(({ id, kind }) =>
    entry('finding', { to: 'finding', section, finding: id }, `${t(findingWords)[kind]} · ${nameOf(evaluation, section)}`, [
      found?.get(id) ?? '',
    ]),
  );
}

function pieceOf(evaluation: Evaluation, piece: Evidence): Entry {
  const about = `[${piece.number}] ${kindWord(piece)}`;
  return entry('evidence', { to: 'evidence', evidence: piece.id }, about, wordsOf(evaluation, piece));
}

function wordsOf(evaluation: Evaluation, piece: Evidence): readonly string[] {
  const { body } = piece;
  switch (body.kind) {
    case 'answer':
      return [body.question, body.answer, body.from ?? ''];
    case 'document':
      return [labelOf(evaluation, piece), body.date ?? ''];
    case 'web':
      return [body.title ?? '', body.url];
    case 'interview':
      return [labelOf(evaluation, piece)];
  }
}

/** The line of the plan, and each note on it by whoever took it. */
function interviewOf({ evaluation, me, names }: Findable, line: Interview): readonly Entry[] {
  const target: Target = { to: 'interview', interview: line.id };
  const text = t(findText);
  const notes = criteriaOf(evaluation.instrument).flatMap(({ id, code }) =>
    Object.entries(line.notes[id] ?? {}).map(([member, note]) => {
      const by = member === me ? text.ownNote : text.noteOf(names[member as MemberId] ?? '?');
      return entry('interview', target, `${interviewWords(line)} · ${code} · ${by}`, [note.text]);
    }),
  );
  return [entry('interview', target, text.plan, [interviewWords(line)]), ...notes];
}

/** One's own, of the last round first. */
function reasonsOf({ evaluation, me }: Findable): readonly Entry[] {
  return criteriaOf(evaluation.instrument).flatMap(({ id }) =>
    (evaluation.criteria[id]?.rounds ?? []).toReversed().flatMap(({ number, ballots }) => {
      const ballot = ballots[me];
      if (!ballot) return [];
      const section = sectionOf(id);
      return [entry('reason', { to: 'reason', section }, `${nameOf(evaluation, section)} · ${t(findText).round(number)}`, [ballot.reason])];
    }),
  );
}
