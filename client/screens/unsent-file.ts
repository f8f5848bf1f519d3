/** What lies on this device alone, as a text file that can be read without Samsyn. */
import type { MemberId } from '../../shared/domain/ids.ts';
import { unsentWork } from '../controllers/unsent-work.ts';
import { localOf } from '../controllers/session-ports.ts';
import { signOutText } from '../i18n/app.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { factsOnDisk } from '../sync/local/work.ts';
import type { SetAside } from '../sync/saved.ts';
import { titleOf, wordsOf } from './aside-words.ts';

/** A part for each evaluation, a heading for each piece, and why it is here. */
export async function unsentAsText(member: MemberId): Promise<string> {
  const local = await localOf(member);
  const text = t(signOutText);
  const lines = [text.fileTitle];
  for (const { evaluation, commands, texts, aside } of local ? await unsentWork(member) : []) {
    const facts = local && (await factsOnDisk(local, evaluation).catch(() => null));
    const piece = (work: SetAside, why: string) => {
      const words = work.kind === 'text' ? work.text : wordsOf(work.command);
      lines.push('', titleOf(work, facts), `(${why})`, ...(words === '' ? [] : [words]));
    };
    const about = { id: '', evaluation, at: 0, code: '', facts: {} };
    lines.push('', '', facts ? [facts.subject.name, facts.subject.year].filter(Boolean).join(' ') : evaluation);
    for (const { section, words } of texts)
      if (words !== '') piece({ ...about, kind: 'text', section, text: words, update: null }, text.waiting);
    for (const { envelope } of commands) piece({ ...about, kind: 'command', command: envelope.command }, text.waiting);
    for (const work of aside) piece(work, refusalSentence(work.code, work.facts));
  }
  return `${lines.join('\n')}\n`;
}

export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
