/** Work that was not accepted, put where it was meant to go: by its author's wish, once that is possible. */
import * as Y from 'yjs';
import { whyNotWrite } from '../../shared/domain/audiences.ts';
import type { Command } from '../../shared/domain/commands.ts';
import { decide } from '../../shared/domain/decide/index.ts';
import { currentRound, type Evaluation } from '../../shared/domain/evaluation.ts';
import type { MemberId, SectionId, Time } from '../../shared/domain/ids.ts';
import { appendWords } from '../../shared/doc/text.ts';
import { addedAgain } from './local/rooms.ts';
import type { Outcome, SetAside } from './saved.ts';
import type { TextReplica } from './text-replica.ts';
import { settles } from './view.ts';

/** The same command for things as they are now: a ballot goes to the round that is open, a stand to the agreement in force. */
export function again(command: Command, view: Evaluation | null): Command {
  if (!view) return command;
  switch (command.type) {
    case 'ballot.cast':
    case 'ballot.abstain':
    case 'ballot.withdraw': {
      const facts = view.criteria[command.criterion];
      return facts ? { ...command, round: currentRound(facts).number } : command;
    }
    case 'stand.behind':
    case 'stand.dissent':
    case 'stand.absent': {
      const version = view.criteria[command.criterion]?.consensus?.version;
      return version === undefined ? command : { ...command, consensus: version };
    }
    default:
      return command;
  }
}

export function mayWrite(view: Evaluation | null, me: MemberId, section: SectionId): boolean {
  const member = view?.members[me];
  return Boolean(view && member && whyNotWrite(view, member, { kind: 'text', section }) === null);
}

/** Whether it would be taken now; what only the server can say counts as yes. */
export function isTaken(work: SetAside, view: Evaluation, me: MemberId, now: Time): boolean {
  return work.kind === 'text' ? mayWrite(view, me, work.section) : decide(view, again(work.command, view), me, now).ok !== false;
}

/** Merges it into the section as it is now, and leaves when that is safe; or with the old no, where the section closed meanwhile. */
export async function addText(replica: TextReplica, work: Extract<SetAside, { kind: 'text' }>): Promise<Outcome> {
  const isSafe = (await reaches(replica.status, 'live')) && (await putIn(replica, work));
  replica.close();
  return isSafe ? { ok: true } : { ok: false, refusal: { code: work.code, facts: work.facts, rule: '' } };
}

function putIn(replica: TextReplica, { update, text }: Extract<SetAside, { kind: 'text' }>): Promise<boolean> {
  const { doc, fragment } = replica;
  if (update && fits(doc, update)) Y.applyUpdate(doc, update, addedAgain);
  else if (text !== '') doc.transact(() => appendWords(fragment, text));
  return replica.settled();
}

/** Whether all that the update builds on is here. */
function fits(doc: Y.Doc, update: Uint8Array): boolean {
  const trial = new Y.Doc();
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(trial, update);
  const complete = trial.store.pendingStructs === null && trial.store.pendingDs === null;
  trial.destroy();
  return complete;
}

function reaches(status: TextReplica['status'], wanted: 'live'): Promise<boolean> {
  return settles(status, (now) => (now === wanted ? true : now === 'closed' ? false : null));
}
