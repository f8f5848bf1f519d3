/** Work that was not accepted, in words: what it was meant for, and what its author had typed. */
import type { Command } from '../../shared/domain/commands.ts';
import { findCriterion, type Evaluation } from '../../shared/domain/evaluation.ts';
import { summarySection, type CriterionId } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { asideText } from '../i18n/app.ts';
import { t } from '../i18n/language.ts';
import type { SetAside } from '../sync/evaluation-session.ts';

type Known = Pick<Evaluation, 'instrument' | 'findings' | 'interviews'>;

/** "Text för 1.1 Plan", "Det du förde in för 1.1 Plan". */
export function titleOf(work: SetAside, known: Known | null): string {
  const text = t(asideText);
  if (work.kind === 'text') return text.text(nameOf(work.section, known?.instrument));
  const place = placeOf(work.command, known);
  if (place === null) return text.change;
  const name = nameOf(place, known?.instrument);
  return work.command.type.startsWith('finding.') ? text.finding(name) : text.command(name);
}

/** The section or criterion a command is about; null: none, or several. */
function placeOf(command: Command, known: Known | null): string | null {
  if ('criterion' in command) return command.criterion;
  if ('section' in command) return command.section;
  if ('finding' in command) return known?.findings[command.finding]?.section ?? null;
  return null;
}

/** An area or a criterion by code and name; where the instrument is not in yet, by its id. */
export function nameOf(id: string, instrument: Instrument | undefined): string {
  if (id === summarySection) return t(asideText).summary;
  const area = instrument?.areas.find((each) => (each.id as string) === id);
  const found = area ?? (instrument && findCriterion(instrument, id as CriterionId)?.criterion);
  return found ? `${found.code} ${found.name}` : id;
}

/** What a person typed into a command: the points, then the words; a line each. */
export function wordsOf(command: Command): string {
  const lines: (string | null)[] = [];
  if ('points' in command && command.points !== null) lines.push(t(asideText).points(command.points));
  if ('reason' in command && command.reason) lines.push(command.reason);
  if ('text' in command) lines.push(command.text);
  if (command.type === 'levels.set') lines.push(...command.levels.map(({ from, to, text }) => `${from}–${to} ${text}`));
  if (command.type === 'interview.add' || command.type === 'interview.change') lines.push(command.role, command.when);
  if (command.type === 'evidence.add' || command.type === 'evidence.change') lines.push(...wordsOfEvidence(command.body));
  return lines.filter((line) => line !== null && line !== '').join('\n');
}

function wordsOfEvidence(body: Extract<Command, { type: 'evidence.add' }>['body']): readonly (string | null)[] {
  switch (body.kind) {
    case 'answer':
      return [body.question, body.answer, body.from];
    case 'document':
      return [body.name, body.date, body.page];
    case 'web':
      return [body.title, body.url, body.seen];
    case 'interview':
      return [];
  }
}
