/**
 * What the server leans on from outside: a clock, randomness, a log and a store. Only main.ts and tests construct them.
 * The store is asynchronous and may lose a race on `seq` (another node wrote first): whoever loses reads on and judges again.
 */
import type { CommandId, EvaluationId, InstrumentId, InvitationId, MemberId, Time } from '../shared/domain/ids.ts';
import type { Instrument } from '../shared/domain/instrument.ts';
import type { Role } from '../shared/domain/permissions.ts';
import type { Result } from '../shared/domain/result.ts';

export type Clock = { now(): Time };
export type Random = { bytes(n: number): Uint8Array };
export type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};
/** Calls `work` once, not before `ms` milliseconds; what it answers prevents that. */
export type Timers = { after(ms: number, work: () => void): () => void };
export type Ports = { readonly clock: Clock; readonly random: Random; readonly store: Store; readonly log: Log };

/** A row of `events` as it lies in the store: `body` is canonical JSON, `hash` chains it to the row before (hex SHA-256). */
export type EventRow = {
  readonly seq: number;
  readonly at: Time;
  readonly by: MemberId | null;
  readonly type: string;
  readonly version: number;
  readonly body: string;
  readonly prevHash: string;
  readonly hash: string;
};

/** A row of `updates`: Yjs bytes of one room, with the client ids they brought that were new, claimed by `by`. */
export type UpdateRow = {
  readonly seq: number;
  readonly at: Time;
  readonly by: MemberId | null;
  readonly clientIds: readonly number[];
  readonly bytes: Uint8Array;
};

/** A room in the store: `<evaluation>/<room>` without the epoch. */
export type RoomKey = `${string}/${string}`;
export type RoomRecord = { readonly epoch: number; readonly updates: readonly UpdateRow[] };
/** Where a room's log ends: `at` of its last update; seq 0 and at 0 for a room that has none. */
export type RoomEnd = { readonly epoch: number; readonly seq: number; readonly at: Time };

/** A room's whole state up to and including `seq`, under a name that is given once (`signoff-1`) and kept for ever. */
export type NamedState = { readonly name: string; readonly epoch: number; readonly seq: number; readonly state: Uint8Array };

/** An answer to a command that is kept so that the same id is answered the same. `answer` is JSON; `bodyHash` hex SHA-256. */
export type CommandRow = {
  readonly member: MemberId;
  readonly id: CommandId;
  readonly bodyHash: string;
  readonly firstSeq: number | null;
  readonly answer: string;
};

/** Everything one commit appends. Rooms name the epoch and the seq they expect to write; a mismatch is a lost race. */
export type Batch = {
  readonly events?: { readonly evaluation: EvaluationId; readonly rows: readonly EventRow[] };
  readonly command?: { readonly evaluation: EvaluationId; readonly row: CommandRow };
  readonly updates?: readonly { readonly room: RoomKey; readonly epoch: number; readonly rows: readonly UpdateRow[] }[];
  /** States to keep by name; `seq` must be stored by then, in this commit or before. A name that is taken is a lost race. */
  readonly names?: readonly (NamedState & { readonly room: RoomKey })[];
  /** An invitation used up by this commit; already used, revoked or past its end: `lost`. */
  readonly uses?: { readonly invitation: InvitationId; readonly by: MemberId; readonly at: Time };
};
export type Lost = { readonly lost: 'seq' | 'epoch' | 'command' | 'name' | 'invitation' };

export type Person = {
  readonly id: MemberId;
  readonly name: string;
  readonly language: 'sv' | 'nb' | 'en';
  readonly owner: boolean;
  readonly createdAt: Time;
};

/** Tokens are stored as hex SHA-256 only. */
export type Session = { readonly tokenHash: string; readonly person: MemberId; readonly createdAt: Time; readonly expiresAt: Time };

export type Invitation = {
  readonly id: InvitationId;
  readonly tokenHash: string;
  readonly evaluation: EvaluationId;
  readonly role: Role;
  readonly note: string | null;
  readonly by: MemberId;
  readonly createdAt: Time;
  readonly expiresAt: Time;
  readonly usedBy: MemberId | null;
  readonly usedAt: Time | null;
  readonly revokedAt: Time | null;
};

/** A one-time link that signs a device in: as an existing person, or (`person` null) as the installation's first owner. */
export type Link = {
  readonly tokenHash: string;
  readonly purpose: 'owner' | 'device';
  readonly person: MemberId | null;
  readonly expiresAt: Time | null;
};

export interface Store {
  // facts
  readEvents(evaluation: EvaluationId, after?: number): Promise<readonly EventRow[]>;
  listEvaluations(): Promise<readonly EvaluationId[]>;
  /** Evaluations in whose log events of type `asked` are more than those of type `answered`: something in them was begun and not finished. */
  listUnfinished(asked: string, answered: string): Promise<readonly EvaluationId[]>;
  findCommand(evaluation: EvaluationId, member: MemberId, id: CommandId): Promise<CommandRow | null>;
  /** All of it or nothing, durable when it resolves. Several batches given at once share one transaction. */
  commit(batches: readonly Batch[]): Promise<Result<null, Lost>>;

  // rooms
  /** Epoch (1 for a room never written) and every update after `after`, oldest first. */
  readRoom(room: RoomKey, after?: number): Promise<RoomRecord>;
  epochsOf(evaluation: EvaluationId): Promise<Readonly<Record<string, number>>>;
  /** Where each room of the evaluation that was ever written ends, by its name. */
  endsOf(evaluation: EvaluationId): Promise<Readonly<Record<string, RoomEnd>>>;
  /** Drops a projected room's updates and raises its epoch: the only rewriting there is. Answers the new epoch. Named states stay. */
  renewRoom(room: RoomKey): Promise<number>;
  /** Which member claimed which client id in this room. */
  claimsOf(room: RoomKey): Promise<ReadonlyMap<number, MemberId>>;
  /** A cache that may be thrown away: the whole state up to and including `seq`. */
  readSnapshot(room: RoomKey): Promise<{ readonly seq: number; readonly epoch: number; readonly state: Uint8Array } | null>;
  writeSnapshot(room: RoomKey, epoch: number, seq: number, state: Uint8Array): Promise<void>;
  readNamed(room: RoomKey, name: string): Promise<NamedState | null>;
  /** Without their states, in the order in which they were given. */
  listNamed(room: RoomKey): Promise<readonly Omit<NamedState, 'state'>[]>;

  // people
  insertPerson(person: Person): Promise<void>;
  updatePerson(
    id: MemberId,
    change: { readonly name?: string; readonly language?: Person['language']; readonly owner?: boolean },
  ): Promise<void>;
  findPerson(id: MemberId): Promise<Person | null>;
  findPeople(ids: readonly MemberId[]): Promise<readonly Person[]>;
  listPeople(): Promise<readonly Person[]>;
  insertSession(session: Session): Promise<void>;
  findSession(tokenHash: string): Promise<Session | null>;
  deleteSession(tokenHash: string): Promise<void>;
  /** Answers the hashes of the sessions ended. */
  deleteSessionsOf(person: MemberId): Promise<readonly string[]>;
  /** Takes away sessions that ended by `at`, and links that ended by `linksAt`. Answers how many it were. */
  deleteExpired(at: Time, linksAt: Time): Promise<number>;
  insertInvitation(invitation: Invitation): Promise<void>;
  findInvitation(tokenHash: string): Promise<Invitation | null>;
  listInvitations(evaluation: EvaluationId): Promise<readonly Invitation[]>;
  /** false: unknown, used or revoked already. */
  revokeInvitation(evaluation: EvaluationId, id: InvitationId, at: Time): Promise<boolean>;
  insertLink(link: Link): Promise<void>;
  findLink(tokenHash: string): Promise<Link | null>;
  /** Takes the link away and answers it; null if it was gone: of two that race one gets it. */
  takeLink(tokenHash: string): Promise<Link | null>;
  deleteLinks(purpose: Link['purpose'], person: MemberId | null): Promise<void>;

  // instruments
  listInstruments(): Promise<readonly Instrument[]>;
  findInstrument(id: InstrumentId): Promise<Instrument | null>;
  /** false: the id is taken; an instrument's version never changes. */
  insertInstrument(instrument: Instrument, by: MemberId | null, at: Time): Promise<boolean>;

  /** Resolves if a commit would be possible now (disk writable), rejects otherwise. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
