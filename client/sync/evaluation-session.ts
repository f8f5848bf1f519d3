/**
 * One evaluation, joined: its facts as this member may see them with one's own waiting commands on top, the texts,
 * who is here, and whether everything is saved. Lives as long as one stays in the evaluation, and until all is sent.
 */
import { formatRoom, roomsOf, whyNotWrite } from '../../shared/domain/audiences.ts';
import type { Command } from '../../shared/domain/commands.ts';
import { decide } from '../../shared/domain/decide/index.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { CriterionId, EvaluationId, MemberId, SectionId, Time } from '../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import { Connection } from './connection.ts';
import { EntryKeeper } from './entry-keeper.ts';
import { Outbox, type Entry } from './outbox.ts';
import { overlay } from './overlay.ts';
import { attemptOf, type Failure, type SessionPorts } from './ports.ts';
import { presentIn, type Present } from './presence.ts';
import { ProjectedRooms, type Connect } from './projected-rooms.ts';
import { savedState, type Outcome, type Saved, type SetAside } from './saved.ts';
import type { TextReplica } from './text-replica.ts';
import { TextRooms } from './text-rooms.ts';
import { isReached, markOf } from './things.ts';
import { derived, sameJson, Source, type View } from './view.ts';

export type { Present } from './presence.ts';
export type { Facts, Outcome, Saved, SetAside } from './saved.ts';
export type { TextReplica } from './text-replica.ts';

/** Why a session is over although nobody closed it. */
export type Ended = 'signed-out' | 'access-lost' | 'client-too-old';

/** The no that answers what was still waiting then. */
const noAfter: Readonly<Record<Ended, string>> = {
  'signed-out': 'session/ended',
  'access-lost': 'access/denied',
  'client-too-old': 'client/too-old',
};

/** How long what was carried out is shown from memory while the rooms are connected but do not show it (it may change nothing). */
const settleMs = 1_000;

/** Sessions that are open, and those that were left with something unsent or set aside. */
const sessions = new Map<EvaluationId, EvaluationSession>();
/** Sessions that ended and were followed by another of the same evaluation while they kept something. */
const followed = new Set<EvaluationSession>();

/** Whether anything done in this tab would be lost if it closed now. */
export function hasUnsent(): boolean {
  return [...sessions.values(), ...followed].some((session) => session.keepsWork);
}

/** The network is said to be back: what waits is sent now. */
export function retryAll(): void {
  for (const session of sessions.values()) session.retry();
}

export class EvaluationSession {
  readonly id: EvaluationId;
  readonly me: MemberId;
  readonly #ports: SessionPorts;
  readonly #keeper: EntryKeeper;
  readonly #rooms: ProjectedRooms;
  readonly #texts: TextRooms;
  readonly #outbox: Outbox;
  readonly #view = new Source<Evaluation | null>(null);
  readonly #names = new Source<Readonly<Record<MemberId, string>>>({}, sameJson);
  readonly #saved = new Source<Saved>({ state: 'joining' }, sameJson);
  readonly #present = new Source<readonly Present[]>([], sameJson);
  readonly #setAside = new Source<readonly SetAside[]>([]);
  readonly #drafts = new Map<string, 'leaving' | 'waiting'>();
  readonly #ended = new Source<Ended | null>(null);
  #savedAt: Time | null = null;
  #hadUnsent = false;
  #section: SectionId | null = null;
  #left = false;
  /** The session after this one, of the same member: what is not accepted here is set aside there. */
  #heir: EvaluationSession | null = null;

  private constructor(ports: SessionPorts, keeper: EntryKeeper) {
    this.#ports = ports;
    this.#keeper = keeper;
    this.id = keeper.entry.id;
    this.me = keeper.entry.member;
    const connect: Connect = (room, doc, awareness) => {
      const path = `${this.id}/${room}`;
      const more = awareness ? { awareness } : {};
      return new Connection({ server: ports.server, path, doc, member: this.me, Socket: ports.Socket, ...more });
    };
    this.#rooms = new ProjectedRooms(this.me, connect, (_room, closing) => this.#roomClosed(closing));
    this.#texts = new TextRooms({
      connect,
      epochOf: (section) => keeper.entry.epochs[formatRoom({ kind: 'text', section })] ?? 1,
      refresh: () => keeper.refresh(),
      lost: (lost) => this.#aside({ kind: 'text', ...lost, at: ports.now() }),
      closed: (closing) => this.#final(closing),
    });
    this.#outbox = new Outbox({
      // Only behind a socket that says who is signed in: in another tab it may be somebody else by now.
      send: async (envelope) => (this.#rooms.isReached() ? attemptOf(await ports.command(this.id, envelope)) : { kind: 'later' }),
      lateRefusal: (command, { code, facts }) => this.#aside({ kind: 'command', command, code, facts, at: ports.now() }),
      now: ports.now,
    });
    this.#listen();
    keeper.listen(
      (entry) => this.#rooms.grant(entry.epochs),
      (failure) => this.#end(failure.status === 401 ? 'signed-out' : 'access-lost'),
    );
  }

  /** Fetches what there is to join and joins it. Resolves before the facts are in: `view` is null until then. */
  static async open(id: EvaluationId, ports: SessionPorts): Promise<Result<EvaluationSession, Failure>> {
    const left = sessions.get(id);
    if (left && left.ended.get() === null) {
      left.#left = false;
      return ok(left);
    }
    const entry = await ports.entry(id);
    if (!entry.ok) return err(entry.error);
    const session = new EvaluationSession(ports, new EntryKeeper(entry.value, () => ports.entry(id)));
    const before = sessions.get(id);
    sessions.set(id, session);
    if (before) followed.add(before);
    for (const each of followed) if (each.id === id) each.#followedBy(session);
    return ok(session);
  }

  /** Hands over what is set aside, to the same member only: to anybody else it stays unseen until its author is back. */
  #followedBy(session: EvaluationSession): void {
    // A draft lives and is shown with its screen, which is the new session's now.
    this.#drafts.clear();
    if (session.me === this.me) {
      this.#heir = session;
      for (const work of this.#setAside.get()) session.#aside(work);
      this.#setAside.set([]);
    }
    this.close();
  }

  /** The facts this member may see, with the waiting commands already applied; null until `state` and one's own room are in. */
  get view(): View<Evaluation | null> {
    return this.#view;
  }

  /** The name of everyone who is or was in the team. */
  get names(): View<Readonly<Record<MemberId, string>>> {
    return this.#names;
  }

  get saved(): View<Saved> {
    return this.#saved;
  }

  /** Who is in the evaluation now: oneself first, then the others by name, each once. */
  get present(): View<readonly Present[]> {
    return this.#present;
  }

  /** Work that was not accepted, oldest first. */
  get setAside(): View<readonly SetAside[]> {
    return this.#setAside;
  }

  get ended(): View<Ended | null> {
    return this.#ended;
  }

  /** Who has cast in the criterion's current round, where the policy shows it; else null. Changes with `view`. */
  whoHasCast(criterion: CriterionId): readonly MemberId[] | null {
    return this.#rooms.whoHasCast(criterion);
  }

  /** Whether there is a room to join at all; a contact has none until there is something to answer. */
  get hasRooms(): boolean {
    return this.#keeper.entry.epochs['state'] !== undefined;
  }

  /** Whether closing the tab now would lose something. */
  get keepsWork(): boolean {
    return this.#unsent || this.#drafts.size > 0 || this.#setAside.get().length > 0;
  }

  /**
   * A screen says of work it has not given yet whether it will go out by itself (then nothing is *saved* before it has) or
   * waits for its author; null: done with. `work` names it.
   */
  drafting(work: string, how: 'leaving' | 'waiting' | null): void {
    if (how === null) this.#drafts.delete(work);
    else this.#drafts.set(work, how);
    this.#sum();
  }

  /** Lets go of work that was set aside: its author has read or copied it. */
  discard(work: SetAside): void {
    this.#setAside.set(this.#setAside.get().filter((each) => each !== work));
  }

  /** Tells the others where one is; null: nowhere in the text. */
  whereIAm(section: SectionId | null): void {
    this.#section = section;
    this.#rooms.team.get()?.setLocalStateField('section', section);
    this.#showPresent();
  }

  /**
   * Gives a command: judged here first (a no is instant), shown at once in `view`, sent in order, kept until answered.
   * `base`: the version of the thing as it was shown when the work on it began; one's own earlier commands are accounted for.
   */
  async run(command: Command, options: { readonly base?: number } = {}): Promise<Outcome> {
    const view = this.#view.get();
    if (!view) return this.#outbox.add(command, options.base);
    const now = this.#ports.now();
    const verdict = decide(view, command, this.me, now, this.#outbox.chained(command, options.base));
    if (verdict.ok === false) return { ok: false, refusal: verdict.refusal };
    const trial = { envelope: { command }, at: now, mark: null };
    const mark = verdict.ok === true ? markOf(overlay(view, [trial], this.me), command, this.me) : null;
    return this.#outbox.add(command, options.base, mark);
  }

  /** Joins a section's text; joined twice it is the same document, left when both have closed. */
  openText(section: SectionId): TextReplica {
    return this.#texts.open(
      section,
      derived([this.#view], () => this.#mayWrite(section)),
    );
  }

  /** Sends what waits now: the network is said to be back. */
  retry(): void {
    this.#outbox.nudge();
  }

  /** Leaves. What is unsent goes on being sent; what is set aside is there again when the evaluation is opened again. */
  close(): void {
    this.#left = true;
    this.whereIAm(null);
    this.#texts.close();
    this.#closeIfDone();
  }

  #listen(): void {
    this.#rooms.read.subscribe(() => this.#factsChanged());
    this.#rooms.online.subscribe(() => this.#settleSoon());
    this.#rooms.reached.subscribe(() => this.#outbox.nudge());
    this.#rooms.team.subscribe(() => this.#joinTeam());
    this.#outbox.entries.subscribe(() => {
      this.#show();
      this.#settleSoon();
    });
    for (const view of [
      this.#outbox.stuck,
      this.#outbox.entries,
      this.#texts.unsent,
      this.#texts.online,
      this.#rooms.online,
      this.#setAside,
    ])
      view.subscribe(() => this.#sum());
    this.#rooms.read.subscribe(() => this.#sum());
  }

  #factsChanged(): void {
    const read = this.#rooms.read.get();
    if (read) {
      this.#names.set(read.names);
      this.#settle();
      this.#askForMore(read.evaluation);
    }
    this.#show();
    this.#showPresent();
  }

  #show(): void {
    const read = this.#rooms.read.get();
    this.#view.set(read && overlay(read.evaluation, this.#outbox.entries.get(), this.me));
  }

  #settle(): void {
    const facts = this.#rooms.read.get()?.evaluation;
    const online = this.#rooms.online.get();
    this.#outbox.settle(
      ({ envelope, mark }: Entry, done) =>
        (facts !== undefined && isReached(facts, envelope.command, this.me, mark)) || (online && this.#ports.now() - done >= settleMs),
    );
  }

  #settleSoon(): void {
    if (this.#outbox.entries.get().some(({ done }) => done !== null)) setTimeout(() => this.#settle(), settleMs);
  }

  /** The facts grant or take rooms: the epochs of new ones are asked for, once for each change. */
  #askForMore(facts: Evaluation): void {
    const member = facts.members[this.me];
    if (!member) return;
    const granted = roomsOf(facts, member).filter(({ kind }) => kind !== 'text');
    this.#keeper.expect(granted.map(formatRoom), this.#rooms.names);
  }

  #mayWrite(section: SectionId): boolean {
    const view = this.#view.get();
    const member = view?.members[this.me];
    return Boolean(view && member && whyNotWrite(view, member, { kind: 'text', section }) === null);
  }

  #joinTeam(): void {
    const team = this.#rooms.team.get();
    team?.setLocalState({ section: this.#section });
    team?.on('change', () => this.#showPresent());
    this.#showPresent();
  }

  #showPresent(): void {
    const name = this.#names.get()[this.me];
    const me = name === undefined ? null : { id: this.me, name, section: this.#section };
    this.#present.set(presentIn(this.#rooms.team.get(), me));
  }

  get #unsent(): boolean {
    return this.#outbox.unsent || this.#texts.unsent.get() || [...this.#drafts.values()].includes('leaving');
  }

  #sum(): void {
    const unsent = this.#unsent;
    if (this.#hadUnsent && !unsent) this.#savedAt = this.#ports.now();
    this.#hadUnsent = unsent;
    const online = this.#rooms.online.get() && this.#texts.online.get() && !this.#outbox.stuck.get() && this.#ended.get() === null;
    const joined = this.#rooms.read.get() !== null || this.#ended.get() !== null;
    this.#saved.set(savedState({ setAside: this.#setAside.get(), joined, online, unsent, at: this.#savedAt }));
    this.#closeIfDone();
  }

  #aside(work: SetAside): void {
    if (this.#heir) return this.#heir.#aside(work);
    this.#setAside.set([...this.#setAside.get(), work]);
  }

  #roomClosed(closing: Closing): void {
    this.#final(closing);
    if (this.#ended.get() === null) void this.#keeper.refresh();
  }

  #final(closing: Closing): void {
    if (closing === 'session/ended') this.#end('signed-out');
    if (closing === 'client/too-old') this.#end('client-too-old');
  }

  #end(ended: Ended): void {
    if (this.#ended.get() !== null) return;
    this.#ended.set(ended);
    this.#keeper.stop();
    this.#outbox.abandon({ code: noAfter[ended], facts: {}, rule: '' });
    this.#sum();
  }

  #closeIfDone(): void {
    if (!this.#left || this.keepsWork) return;
    this.#keeper.stop();
    this.#outbox.stop();
    this.#rooms.close();
    followed.delete(this);
    if (sessions.get(this.id) === this) sessions.delete(this.id);
  }
}
