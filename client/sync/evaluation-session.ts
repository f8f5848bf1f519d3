/**
 * One evaluation, joined: its facts as this member may see them with one's own waiting commands on top, the texts,
 * who is here, and whether everything is saved. Lives as long as one stays in the evaluation, and until all is sent.
 */
import { formatRoom, roomsOf } from '../../shared/domain/audiences.ts';
import type { Command } from '../../shared/domain/commands.ts';
import { decide } from '../../shared/domain/decide/index.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { CriterionId, EvaluationId, MemberId, SectionId } from '../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import { addText, again, isTaken, mayWrite } from './add-again.ts';
import { Asides } from './asides.ts';
import { DeviceCopy } from './device-copy.ts';
import { Drafts } from './drafts.ts';
import { EntryKeeper, entryOf } from './entry-keeper.ts';
import { joiningOf } from './joining.ts';
import { hear, type Ears, type Said } from './local/channel.ts';
import type { Local } from './local/database.ts';
import { outboxOn } from './local/outbox.ts';
import { Outbox } from './outbox.ts';
import { overlay } from './overlay.ts';
import { attemptOf, type Failure, type SessionPorts } from './ports.ts';
import { TeamPresence, type Present } from './presence.ts';
import { ProjectedRooms } from './projected-rooms.ts';
import { recordsOf } from './records.ts';
import { savedState, type Outcome, type Saved, type SetAside } from './saved.ts';
import type { TextReplica } from './text-replica.ts';
import { TextRooms } from './text-rooms.ts';
import { TextShelf } from './text-shelf.ts';
import { Sending } from './sending.ts';
import { followed, isOpen, noAfter, once, sessions, succeed, type Ended } from './sessions.ts';
import { Shown } from './shown.ts';
import { markOf } from './things.ts';
import { derived, sameJson, settles, Source, type View } from './view.ts';

export type { Present } from './presence.ts';
export { hasUnsent, retryAll, type Ended } from './sessions.ts';
export type { Facts, Outcome, Saved, SetAside } from './saved.ts';
export type { TextReplica } from './text-replica.ts';

export class EvaluationSession {
  readonly id: EvaluationId;
  readonly me: MemberId;
  readonly #ports: SessionPorts;
  readonly #keeper: EntryKeeper;
  readonly #rooms: ProjectedRooms;
  readonly #texts: TextRooms;
  readonly #outbox: Outbox;
  readonly #shown: Shown;
  readonly #names = new Source<Readonly<Record<MemberId, string>>>({}, sameJson);
  readonly #saved = new Source<Saved>({ state: 'joining' }, sameJson);
  readonly #presence: TeamPresence;
  readonly #asides: Asides;
  readonly #shelf: TextShelf;
  readonly #copy: DeviceCopy;
  readonly #drafts = new Drafts();
  readonly #ended = new Source<Ended | null>(null);
  readonly #sending = new Sending();
  #left = false;
  #stopHearing: (() => void) | null = null;
  /** The session after this one, of the same member: what is not accepted here is set aside there. */
  #heir: EvaluationSession | null = null;

  private constructor(ports: SessionPorts, keeper: EntryKeeper, local: Local | null) {
    this.#ports = ports;
    this.#keeper = keeper;
    this.id = keeper.entry.id;
    this.me = keeper.entry.member;
    const records = recordsOf(this.id, ports.now);
    const joining = joiningOf(ports, keeper.entry, local, this.#say);
    this.#rooms = new ProjectedRooms({ ...joining, me: this.me, closed: (_room, closing) => this.#roomClosed(closing) });
    this.#asides = new Asides(local, this.id, this.#say);
    this.#outbox = new Outbox({
      // Only behind a socket that says who is signed in: in another tab it may be somebody else by now.
      send: async (envelope) => (this.#rooms.isReached() ? attemptOf(await ports.command(this.id, envelope)) : { kind: 'later' }),
      now: ports.now,
      rescueOf: records.command,
      aside: (rescues, kept) => this.#aside(rescues, kept),
      disk: local && outboxOn(local, this.id),
      alone: (work) => (ports.alone ? ports.alone(`samsyn.${this.me}.${this.id}`, work) : work()),
      tell: (said) => this.#say({ ...said, evaluation: this.id }),
    });
    this.#shown = new Shown({ me: this.me, rooms: this.#rooms, outbox: this.#outbox, now: ports.now });
    this.#presence = new TeamPresence(this.me, this.#rooms.team, this.#names);
    this.#texts = new TextRooms({
      ...joining,
      epochOf: (section) => keeper.entry.epochs[formatRoom({ kind: 'text', section })] ?? 1,
      when: derived([this.#rooms.reached, this.#outbox.entries], () => this.#rooms.reached.get() && !this.#outbox.hasOld),
      refresh: () => keeper.refresh(),
      rescueOf: records.text,
      aside: (rescue, kept) => this.#aside([rescue], kept),
      renewed: (section) => this.#say({ type: 'renewed', evaluation: this.id, section }),
      closed: (closing) => this.#final(closing),
    });
    this.#shelf = new TextShelf({ local, evaluation: this.id, fetch: ports.texts });
    this.#copy = new DeviceCopy({
      local,
      evaluation: this.id,
      rescueOf: (section, missing) => records.text(section, missing, noAfter['access-lost'], {}),
      aside: (rescues) => this.#aside(rescues, true),
    });
    this.#listen();
    keeper.listen(
      (entry) => void this.#rooms.grant(entry.epochs).then(() => this.#copy.keep(entry)),
      (failure) => this.#end(failure.status === 401 ? 'signed-out' : 'access-lost'),
    );
  }

  /**
   * Opens what there is of it on this device and joins it. Resolves before the facts are in: `view` is null until then. Without
   * network it is opened as it was here last, for whom this device remembers.
   */
  static async open(id: EvaluationId, ports: SessionPorts): Promise<Result<EvaluationSession, Failure>> {
    const opened = await once(id, () => EvaluationSession.#open(id, ports));
    if (opened.ok) opened.value.#left = false;
    return opened;
  }

  static async #open(id: EvaluationId, ports: SessionPorts): Promise<Result<EvaluationSession, Failure>> {
    const left = sessions.get(id);
    if (left && left.ended.get() === null) return ok(left);
    const { entry, local } = await entryOf(id, ports);
    if (!entry.ok) return err(entry.error);
    const session = new EvaluationSession(ports, new EntryKeeper(entry.value, () => ports.entry(id)), local);
    for (const each of succeed(session)) each.#followedBy(session);
    await Promise.all([session.#asides.read(), session.#copy.look()]);
    return ok(session);
  }

  /** Hands over what is set aside, to the same member only: to anybody else it stays unseen until its author is back. */
  #followedBy(session: EvaluationSession): void {
    // A draft lives and is shown with its screen, which is the new session's now.
    this.#drafts.clear();
    if (session.me === this.me) {
      this.#heir = session;
      session.#aside(this.#asides.takeUnkept(), false);
    }
    this.close();
  }

  /** The facts this member may see, with the waiting commands already applied; null until `state` and one's own room are in. */
  get view(): View<Evaluation | null> {
    return this.#shown.view;
  }

  /** Of everyone who is or was in the team. */
  get names(): View<Readonly<Record<MemberId, string>>> {
    return this.#names;
  }

  get saved(): View<Saved> {
    return this.#saved;
  }

  /** Who is in the evaluation now: oneself first, then the others by name, each once. */
  get present(): View<readonly Present[]> {
    return this.#presence.present;
  }

  /** Work that was not accepted, oldest first. */
  get setAside(): View<readonly SetAside[]> {
    return this.#asides.all;
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
    return (this.#unsent && !this.#isKept) || this.#drafts.any || this.#asides.hasUnkept;
  }

  /** How many words each section has, as far as this device knows: sections nobody opened here, too. */
  get words(): View<ReadonlyMap<SectionId, number>> {
    return this.#shelf.words;
  }

  /** What stands in every section, as far as it is known here; works offline. */
  readonly wordsOfAll = () => this.#shelf.read(this.#texts.docs);

  /**
   * A screen says of work it has not given yet whether it will go out by itself (then nothing is *saved* before it has) or
   * waits for its author; null: done with. `work` names it.
   */
  drafting(work: string, how: 'leaving' | 'waiting' | null): void {
    this.#drafts.set(work, how);
    this.#sum();
  }

  /** Lets go of work that was set aside: its author has read or copied it. */
  discard(work: SetAside): void {
    this.#asides.drop(work);
  }

  /** Whether work that was set aside would be taken now, as far as can be told here. Changes with `view`. */
  canAddAgain(work: SetAside): boolean {
    const view = this.#shown.view.get();
    return view !== null && isTaken(work, view, this.me, this.#ports.now());
  }

  /**
   * Puts work that was set aside where it was meant to go, and lets go of it once it is safe there. A text is merged into what the
   * section is now; where that is not possible its words are put at the end. Answers a command's no.
   */
  async addAgain(work: SetAside): Promise<Outcome> {
    const view = this.#shown.view.get();
    const outcome = await (work.kind === 'text' ? addText(this.openText(work.section), work) : this.run(again(work.command, view)));
    if (outcome.ok) this.discard(work);
    return outcome;
  }

  /** Tells the others where one is; null: nowhere in the text. */
  whereIAm(section: SectionId | null): void {
    this.#presence.at(section);
  }

  /**
   * Gives a command: judged here first (a no is instant), shown at once in `view`, sent in order, kept until answered.
   * `base`: the version of the thing as it was shown when the work on it began; one's own earlier commands are accounted for.
   */
  async run(command: Command, options: { readonly base?: number } = {}): Promise<Outcome> {
    const view = this.#shown.view.get();
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
      derived([this.#shown.view], () => mayWrite(this.#shown.view.get(), this.me, section)),
    );
  }

  /** Sends what waits now: the network is said to be back. */
  retry(): void {
    this.#outbox.nudge();
  }

  /** Opens an evaluation for as long as it takes to send what earlier visits left; one that is open sends it anyway. Resolves when all is sent. */
  static async visit(id: EvaluationId, ports: SessionPorts): Promise<void> {
    const isMine = !isOpen(id);
    const opened = await once(id, () => EvaluationSession.#open(id, ports));
    if (!opened.ok) return;
    const session = opened.value;
    // Whoever came in the meantime asked after this, and takes it over.
    if (isMine) session.#left = true;
    session.retry();
    const { caughtUp } = session.#copy;
    const isSent = () => session.ended.get() !== null || (caughtUp.get() && !session.#unsent);
    await settles(derived([caughtUp, session.#saved, session.ended], isSent), (sent) => sent || null);
    session.#closeIfDone();
  }

  /** Leaves at once and for good: this device is to be cleared. */
  forget(): void {
    this.#left = true;
    this.#drafts.clear();
    this.#stop();
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
    this.#rooms.reached.subscribe(() => this.#outbox.nudge());
    this.#rooms.online.subscribe(() => void this.#catchUp());
    this.#stopHearing = this.#ports.channel?.(this.me).hear((said) => hear(said, this.id, this.#ears)) ?? null;
    const { entries, stuck, kept } = this.#outbox;
    const { online, read } = this.#rooms;
    for (const view of [entries, stuck, kept, online, this.#texts.state, this.#sending.slow, this.#asides.all, read])
      view.subscribe(() => this.#sum());
  }

  #factsChanged(): void {
    const read = this.#rooms.read.get();
    if (read) {
      this.#names.set(read.names);
      this.#shown.settle();
      this.#askForMore(read.evaluation);
    }
    this.#shown.show();
  }

  /** The facts grant or take rooms: the epochs of new ones are asked for, once for each change. */
  #askForMore(facts: Evaluation): void {
    const member = facts.members[this.me];
    if (!member) return;
    const granted = roomsOf(facts, member).filter(({ kind }) => kind !== 'text');
    this.#keeper.expect(granted.map(formatRoom), this.#rooms.names);
  }

  get #unsent(): boolean {
    return this.#outbox.unsent || this.#texts.state.get().unsent || this.#drafts.leaving || this.#copy.hasUnsent;
  }

  get #isKept(): boolean {
    return (!this.#outbox.unsent || this.#outbox.kept.get()) && this.#texts.state.get().kept && !this.#drafts.leaving;
  }

  #sum(): void {
    const unsent = this.#unsent;
    this.#sending.watch(unsent, this.#ports.now());
    const isStuck = this.#outbox.stuck.get() || this.#sending.slow.get() || this.#ended.get() !== null;
    const online = this.#rooms.online.get() && this.#texts.state.get().online && !isStuck;
    const joined = this.#rooms.read.get() !== null || this.#ended.get() !== null;
    const where = !unsent ? 'nothing' : this.#isKept ? 'device' : this.#texts.state.get().full || this.#outbox.full ? 'full' : 'page';
    this.#saved.set(savedState({ setAside: this.#asides.all.get(), joined, online, unsent: where, at: this.#sending.at }));
    this.#closeIfDone();
  }

  #aside(rescues: readonly SetAside[], kept: boolean): void {
    if (this.#heir) return this.#heir.#aside(rescues, kept);
    void this.#asides.add(rescues, kept);
  }

  readonly #ears: Ears = {
    given: ({ entry }) => this.#outbox.adopt([entry]),
    answered: ({ id, outcome }) => this.#outbox.answered(id, outcome),
    aside: () => void this.#asides.read(),
    renewed: ({ section }) => this.#texts.renewed(section),
    written: ({ section, ...written }) => this.#texts.hear(section, written),
    'signed-out': () => this.forget(),
  };

  readonly #say = (said: Said): void => this.#ports.channel?.(this.me).say(said);

  /** In step: what an earlier visit left is sent, and the texts nobody opened are fetched for the journey. */
  async #catchUp(): Promise<void> {
    if (!this.#rooms.online.get()) return;
    await this.#copy.catchUp((section) => this.#ended.get() === null && this.#texts.resume(section));
    this.#sum();
    await this.#shelf.fill();
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
    const refusal = { code: noAfter[ended], facts: {}, rule: '' };
    const texts = this.#texts.end(noAfter[ended]);
    // On disk it waits for its author to sign in again, or for a newer client. Without access nobody would ever take it.
    if (ended !== 'access-lost') void this.#outbox.rest(refusal);
    else {
      void this.#outbox.abandon(refusal);
      void Promise.all([this.#rooms.grant({}), texts]).then(() => this.#copy.forget());
    }
    this.#sum();
  }

  #closeIfDone(): void {
    const isDone = this.#ended.get() !== null || (this.#copy.caughtUp.get() && !this.#unsent);
    if (this.#left && isDone && !this.keepsWork) this.#stop();
  }

  #stop(): void {
    this.#keeper.stop();
    this.#outbox.stop();
    this.#texts.stop();
    this.#rooms.close();
    this.#shelf.stop();
    this.#copy.stop();
    this.#stopHearing?.();
    followed.delete(this);
    if (sessions.get(this.id) === this) sessions.delete(this.id);
  }
}
