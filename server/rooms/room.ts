/**
 * One room in memory: a document, the lines to it, and a serial queue. Frames of a turn are judged and applied one after the
 * other in one transaction; its single update is committed; only then does anything leave. If the commit fails the room is
 * given up, because its document holds what the store has not: whoever was in it comes back and finds the stored one.
 */
import * as Y from 'yjs';
import { formatRoom, mayOpen, whyNotWrite, type RoomName } from '../../shared/domain/audiences.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import { encodeStepOne, encodeUpdate, protocolVersion, type Frame } from '../../shared/protocol/frames.ts';
import type { Ports, RoomKey, UpdateRow } from '../ports.ts';
import { Claims } from './claims.ts';
import type { Connection } from './connection.ts';
import { judge, type Verdict } from './gate/judge.ts';
import { Inbox, type Waiting } from './inbox.ts';
import { vectorBytes, type RoomLimits } from './limits.ts';
import { RoomLog } from './room-log.ts';
import { RoomPresence } from './room-presence.ts';
import { Size } from './size.ts';
import type { Counts } from './stats.ts';
import { answerStepOnes } from './step-two.ts';
import { isWhole, type Stored } from './stored.ts';
import { Turn } from './turn.ts';
import type { Turns, Worker } from './turns.ts';

export type RoomSetting = {
  readonly ports: Ports;
  readonly limits: RoomLimits;
  readonly turns: Turns;
  readonly counts: Counts;
  /** The newest state of the room's evaluation that this server knows. */
  stateOf(evaluation: EvaluationId): Evaluation | undefined;
  /** The room must not be used any more: take it out of memory. */
  giveUp(room: Room): void;
};

/** What a room holds between two turns: exactly what is committed up to `seq`. */
export type Committed = { readonly epoch: number; readonly seq: number; readonly state: Uint8Array };

/** An update that says nothing. */
const nothing = Uint8Array.of(0, 0);

/** Answers to step 1 may each be a whole document: so many in a turn. */
const stepOnesInTurn = 32;

export class Room implements Worker {
  readonly key: RoomKey;
  readonly doc: Y.Doc;
  readonly epoch: number;
  readonly connections = new Set<Connection>();
  /** Since when nobody has been in it, by `performance.now()`; null while somebody is. */
  idleSince: number | null = performance.now();
  readonly #setting: RoomSetting;
  readonly #inbox = new Inbox();
  readonly #claims: Claims;
  /** Where it is of use to see who is there. */
  readonly #presence: RoomPresence | null;
  readonly #size: Size;
  readonly #log: RoomLog;
  #produced: Uint8Array[] = [];
  #committing = false;
  #held = false;
  #givenUp = false;
  #whenQuiet: (() => void)[] = [];

  constructor(
    readonly evaluation: EvaluationId,
    readonly name: RoomName,
    stored: Stored,
    setting: RoomSetting,
  ) {
    this.key = `${evaluation}/${formatRoom(name)}`;
    this.doc = stored.doc;
    this.epoch = stored.epoch;
    this.#log = new RoomLog(this.key, stored.epoch, stored, setting.ports);
    this.#claims = new Claims(stored.claims);
    this.#size = new Size(stored.doc, stored.bytes);
    this.#setting = setting;
    const isShared = name.kind === 'team' || name.kind === 'text';
    this.#presence = isShared ? new RoomPresence(() => setting.ports.clock.now(), setting.limits.presenceBytes) : null;
    this.doc.on('update', (update: Uint8Array) => this.#produced.push(update));
  }

  get isGivenUp(): boolean {
    return this.#givenUp;
  }

  get isQuiet(): boolean {
    return this.#givenUp || (this.#inbox.isEmpty && !this.#committing && !this.#held);
  }

  /** Resolves when everything that came in is judged, committed and answered. */
  async quiet(): Promise<void> {
    while (!this.isQuiet) await new Promise<void>((resolve) => this.#whenQuiet.push(resolve));
  }

  // Lines

  join(connection: Connection, state: Evaluation): void {
    this.connections.add(connection);
    this.idleSince = null;
    this.#greet(connection, state);
    this.#askForMore(connection);
    this.#presence?.greet(connection);
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return;
    this.#presence?.leave(connection);
    this.#setting.turns.ask(this);
    if (this.connections.size === 0) this.idleSince = performance.now();
  }

  /** The evaluation changed: whoever may not be here any more is out at once, whoever may do more or less is told. */
  review(state: Evaluation): void {
    for (const connection of [...this.connections]) {
      const member = state.members[connection.member];
      if (!member || !mayOpen(state, member, this.name)) this.close(connection, 'access/denied');
      else if (connection.writes !== (whyNotWrite(state, member, this.name) === null)) this.#greet(connection, state);
    }
  }

  renamed(member: MemberId, name: string): void {
    for (const connection of this.connections) {
      if (connection.member !== member) continue;
      connection.name = name;
      this.#presence?.restamp(connection);
      this.#setting.turns.ask(this);
    }
  }

  receive(connection: Connection, frame: Frame): void {
    if (connection.closed || this.#givenUp) return;
    const now = performance.now();
    switch (frame.type) {
      case 'update':
        if (!connection.updates.take(now)) return this.close(connection, 'client/too-fast');
        this.#inbox.put({ type: 'update', from: connection, first: frame.first, bytes: frame.update });
        return this.#setting.turns.ask(this);
      case 'stepOne':
        if (!connection.stepOnes.take(now)) return this.close(connection, 'client/too-fast');
        if (frame.vector.byteLength > vectorBytes) return this.close(connection, 'frame/malformed');
        this.#inbox.put({ type: 'stepOne', from: connection, bytes: frame.vector });
        return this.#setting.turns.ask(this);
      case 'presence':
        if (!connection.echoes.take(now)) return this.close(connection, 'client/too-fast');
        return this.#hearPresence(connection, frame.entries, now);
      case 'queryPresence':
        if (!connection.presences.take(now)) return this.close(connection, 'client/too-fast');
        this.#presence?.greet(connection);
    }
  }

  #hearPresence(connection: Connection, entries: Uint8Array, now: number): void {
    if (!this.#presence) return;
    const news = this.#presence.hear(connection, entries, (client) => this.#claims.ownerOf(client));
    if (news === null) return this.close(connection, 'frame/malformed');
    // Echoes of others cost little and can't be helped; what one says oneself goes to everybody.
    if (news > 0 && !connection.presences.take(now)) return this.close(connection, 'client/too-fast');
    this.#setting.turns.ask(this);
  }

  #greet(connection: Connection, state: Evaluation): void {
    const member = state.members[connection.member];
    const writes = member !== undefined && whyNotWrite(state, member, this.name) === null;
    connection.writes = writes;
    connection.tell({ type: 'hello', protocol: protocolVersion, member: connection.member, epoch: this.epoch, writes });
  }

  #askForMore(connection: Connection): void {
    if (connection.owesStepTwo) return;
    connection.owesStepTwo = true;
    connection.send(encodeStepOne(Y.encodeStateVector(this.doc)));
  }

  /** Ends one line; what it sent and was not judged yet is dropped. */
  close(connection: Connection, closing: Closing, reason = ''): void {
    connection.close(closing, reason);
    this.leave(connection);
  }

  // Turns

  turn(): void {
    if (this.#givenUp) return;
    this.#presence?.flush(this.connections);
    if (this.#committing || this.#held) return;
    for (let mark = this.#inbox.takeMark(); mark; mark = this.#held ? undefined : this.#inbox.takeMark()) mark.come();
    if (this.#held || this.#inbox.isEmpty) return this.#tellIfQuiet();
    const turn = new Turn();
    try {
      const culprit = this.doc.transact(() => this.#takeFrames(turn), this);
      if (culprit) return this.#breakDown(culprit);
    } catch (error) {
      this.#setting.ports.log.error({ room: this.key, err: error }, 'a turn could not be finished');
      const [only, ...others] = turn.authors;
      return this.#breakDown(others.length === 0 && only ? only : null);
    }
    const [update, ...more] = this.#produced.splice(0);
    if (!update) return this.#answer(turn, null);
    // A transaction makes one update, unless Yjs wrote something of its own after it.
    if (more.length > 0 || !isWhole(this.doc)) return this.#breakDown(null);
    void this.#commit(turn, update);
  }

  /** Takes frames until time or bytes are up. Returns whose frame broke the document, if one did: a bug, never a member's right. */
  #takeFrames(turn: Turn): Connection | null {
    const { turnMs, turnBytes } = this.#setting.limits;
    const end = performance.now() + turnMs;
    for (let frame = this.#inbox.peek(); frame; frame = this.#inbox.peek()) {
      if (!frame.from.closed && !turn.rejections.has(frame.from)) {
        if (frame.type === 'stepOne') turn.stepOnes.push({ to: frame.from, vector: frame.bytes });
        else {
          const verdict = this.#judge(frame);
          if (!turn.takes(frame.from, verdict)) break;
          try {
            this.#carryOut(turn, frame, verdict);
          } catch (error) {
            this.#setting.ports.log.error(
              { room: this.key, member: frame.from.member, err: error },
              'an accepted update could not be applied',
            );
            return frame.from;
          }
        }
      }
      this.#inbox.done(frame);
      turn.bytes += frame.bytes.byteLength;
      if (turn.bytes > turnBytes || turn.stepOnes.length >= stepOnesInTurn || performance.now() > end) break;
    }
    return null;
  }

  #judge({ from, ...frame }: Extract<Waiting, { type: 'update' }>): Verdict {
    const state = this.#setting.stateOf(this.evaluation);
    const member = state?.members[from.member];
    return judge(this.doc, frame.bytes, {
      member: from.member,
      first: frame.first,
      whyNot: state && member ? whyNotWrite(state, member, this.name) : 'role',
      ownerOf: (client) => this.#claims.ownerOf(client) ?? this.#presence?.otherSpeaker(client, from.member),
      clientsOwned: this.#claims.countOf(from.member),
      grownBy: (bytes) => this.#size.with(bytes, this.#setting.limits.documentBytes),
      limits: this.#setting.limits,
    });
  }

  #carryOut(turn: Turn, frame: Extract<Waiting, { type: 'update' }>, verdict: Verdict): void {
    this.#setting.counts.judged(verdict.kind);
    if (verdict.kind === 'accepted') {
      Y.applyUpdate(this.doc, verdict.update, this);
      for (const client of verdict.clients) this.#claims.claim(client, frame.from.member);
      this.#size.grew(verdict.update.byteLength);
    }
    turn.note(frame, verdict);
  }

  async #commit(turn: Turn, bytes: Uint8Array): Promise<void> {
    const row = this.#log.next(turn.by, [...turn.claims.keys()], bytes);
    this.#committing = true;
    const isStored = await this.#log.commit(row);
    this.#committing = false;
    if (!isStored) return this.giveUp();
    if (this.#givenUp) return;
    this.#log.seq = row.seq;
    this.#setting.counts.commits += 1;
    void this.snapshot(this.#setting.limits.snapshotUpdates);
    this.#answer(turn, bytes);
  }

  /** Everything that a turn lets out. The document is what the store has. */
  #answer(turn: Turn, update: Uint8Array | null): void {
    if (update) this.#broadcast(update, turn.authors);
    for (const connection of answerStepOnes(this.doc, turn.stepOnes)) this.close(connection, 'frame/malformed');
    for (const connection of turn.gaps) this.#askForMore(connection);
    for (const connection of turn.heard) connection.ack();
    for (const [connection, { closing, facts }] of turn.rejections) {
      const sv = Buffer.from(Y.encodeStateVector(this.doc)).toString('base64');
      connection.tell({ type: 'reject', code: closing, facts: { ...facts }, sv });
      this.close(connection, closing);
    }
    if (this.#inbox.isEmpty) this.#tellIfQuiet();
    else this.#setting.turns.ask(this);
  }

  #broadcast(update: Uint8Array, authors: ReadonlySet<Connection>): void {
    const frame = encodeUpdate(update);
    for (const connection of [...this.connections]) {
      // Whoever alone wrote it has it; of several, each lacks the others' part.
      const isAuthor = authors.size === 1 && authors.has(connection);
      if (connection.joined && !isAuthor) connection.send(frame);
    }
  }

  // Between two turns

  /** What is committed when all that has come in by now is; null if the room was given up before. */
  read(): Promise<Committed | null> {
    return this.#between(() => ({ epoch: this.epoch, seq: this.#log.seq, state: Y.encodeStateAsUpdate(this.doc) }));
  }

  /**
   * Keeps the room still behind all that has come in by now, which is judged, committed and acked first; what comes later waits.
   * Answers a row that says nothing, to be committed and given to `release`. Null if the room was given up before.
   */
  hold(): Promise<UpdateRow | null> {
    return this.#between(() => {
      this.#held = true;
      return this.#log.next(null, [], nothing);
    });
  }

  /** What a room that is held goes on without: nothing was written. */
  letGo(): void {
    this.#held = false;
    this.#tellIfQuiet();
    this.#setting.turns.ask(this);
  }

  /** Somebody sent what could not be taken yet and was asked for it again, or more than has been read. */
  get isOwed(): boolean {
    return [...this.connections].some((connection) => connection.gapped || connection.isBehind);
  }

  #between<T>(act: () => T): Promise<T | null> {
    if (this.#givenUp) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#inbox.mark({ type: 'mark', come: () => resolve(act()), miss: () => resolve(null) });
      this.#setting.turns.ask(this);
    });
  }

  // The server's own writing, and the end

  /**
   * Keeps the room still and lets the server write in it. What it writes is in memory but leaves only with `release`.
   * Null: nothing changed, and the room is not held. Throws on a room that is held already.
   */
  write(change: (doc: Y.Doc) => void): UpdateRow | null {
    if (this.#held || this.#committing) throw new Error(`${this.key} is being written`);
    this.doc.transact(() => change(this.doc), this);
    const [bytes] = this.#produced.splice(0);
    if (!bytes) return null;
    this.#held = true;
    return this.#log.next(null, [], bytes);
  }

  /** What was written is committed: it leaves, and the room goes on. */
  release({ seq, bytes }: UpdateRow): void {
    if (this.#givenUp) return;
    this.#log.seq = seq;
    // A room that is written is in use, whether or not anybody looks.
    if (this.idleSince !== null) this.idleSince = performance.now();
    if (bytes !== nothing) {
      this.#size.grew(bytes.byteLength);
      this.#broadcast(bytes, new Set());
    }
    this.letGo();
    void this.snapshot(this.#setting.limits.snapshotUpdates);
  }

  /** The document can't be trusted: everybody comes back to what is stored. */
  giveUp(closing: Closing = 'server/restarting', reason = ''): void {
    if (this.#givenUp) return;
    this.#givenUp = true;
    for (const connection of [...this.connections]) this.close(connection, closing, reason);
    this.#inbox.missAll();
    this.#setting.giveUp(this);
    this.doc.destroy();
    this.#tellIfQuiet();
  }

  // The one whose frame did it must not come back with the same: it would take the room down for everybody, again and again.
  #breakDown(culprit: Connection | null): void {
    this.#setting.ports.log.error({ room: this.key }, 'the document broke; the room is read again');
    if (culprit) this.close(culprit, 'content/refused');
    this.giveUp();
  }

  /** Writes a snapshot if at least `updates` were stored since the last. Resolves when it is written; a failure is only logged. */
  async snapshot(updates: number): Promise<void> {
    if (!this.#log.isDue(updates) || !this.#isSettled) return;
    const state = Y.encodeStateAsUpdate(this.doc);
    this.#size.measured(state.byteLength);
    await this.#log.snapshot(state);
  }

  /** The document is what the store has: nothing waits for a commit. */
  get #isSettled(): boolean {
    return !this.#givenUp && !this.#committing && !this.#held;
  }

  #tellIfQuiet(): void {
    if (!this.isQuiet) return;
    for (const tell of this.#whenQuiet.splice(0)) tell();
  }
}
