/** An evaluation joined by one member, over a network and a server of facts in the test's hand. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { EvaluationSession, hasUnsent } from '../../../client/sync/evaluation-session.ts';
import type { Failure } from '../../../client/sync/ports.ts';
import { must } from '../../../shared/domain/assert.ts';
import { formatRoom, roomsOf } from '../../../shared/domain/audiences.ts';
import type { Envelope } from '../../../shared/domain/commands.ts';
import { currentRound, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../../shared/domain/result.ts';
import { projectAll } from '../../../shared/doc/project.ts';
import { factsOf } from '../../../shared/doc/roots.ts';
import { ada, ben, chi, evaluationId, plan } from '../../support/builders.ts';
import { RoomServer, settled } from './room-server.ts';

const names = { [ada]: 'Ada', [ben]: 'Ben', [chi]: 'Chi' };
export const noAnswer: Result<unknown, Failure> = err({ status: 0, code: 'network', facts: {}, rule: '' });

let ends: (() => void)[] = [];

/** The clock stands unless a test moves it, and no test leaves a session behind that still has something to send. */
export function inTestTime(): void {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(async () => {
    // A session that still has something to send outlives its close: the next test would meet it.
    for (const end of ends) end();
    await vi.advanceTimersByTimeAsync(60_000);
    ends = [];
    expect(hasUnsent()).toBe(false);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

/** A server that holds these facts, and `me` in front of it. */
export async function joined(facts: Evaluation, me: MemberId = ben, server = new RoomServer()) {
  vi.stubGlobal('WebSocket', server.Socket);
  server.member = me;
  const answers: Result<unknown, Failure>[] = [];
  const commands: Envelope[] = [];
  const epochs = new Map<string, number>();
  let now = facts;
  let entries = 0;
  let failure: Failure | null = null;
  const path = (room: string) => `${evaluationId}/${room}@${epochs.get(room) ?? 1}`;
  const project = () => {
    for (const [room, entriesOf] of projectAll(now, names)) {
      server.write(path(room), (doc) => {
        for (const key of factsOf(doc).keys()) if (!(key in entriesOf)) factsOf(doc).delete(key);
        for (const [key, value] of Object.entries(entriesOf)) {
          if (JSON.stringify(factsOf(doc).get(key)) !== JSON.stringify(value)) factsOf(doc).set(key, value);
        }
      });
    }
  };
  project();
  const opened = await EvaluationSession.open(evaluationId, {
    server: 'ws://here/ws',
    Socket: server.Socket,
    now: () => Date.now(),
    entry: () => {
      entries += 1;
      const member = must(now.members[me], 'a member');
      const rooms = roomsOf(now, member).map(formatRoom);
      const answer = { id: evaluationId, member: me, role: member.role, protocol: 1 };
      return Promise.resolve(
        failure ? err(failure) : ok({ ...answer, epochs: Object.fromEntries(rooms.map((room) => [room, epochs.get(room) ?? 1])) }),
      );
    },
    command: (_id, envelope) => {
      commands.push(envelope);
      return Promise.resolve(answers.shift() ?? ok({ seq: 1 }));
    },
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const session = opened.value;
  ends.push(() => {
    server.reachable = true;
    server.releaseAcks();
    for (const work of session.setAside.get()) session.discard(work);
    session.close();
  });
  await settled();
  return {
    server,
    session,
    answers,
    commands,
    path,
    entries: () => entries,
    /** From now on there is no entry for this member. */
    loseAccess: () => (failure = { status: 403, code: 'role/not-a-member', facts: {}, rule: 'M0' }),
    /** The server's facts change and reach everybody. */
    becomes: async (next: Evaluation) => {
      now = next;
      project();
      await settled();
    },
    renew: async (room: string, code: number) => {
      const old = server.open(path(room));
      epochs.set(room, (epochs.get(room) ?? 1) + 1);
      project();
      for (const socket of old) socket.drop(code);
      await vi.advanceTimersByTimeAsync(5_000);
      await settled();
    },
    mine: () => must(currentRound(must(session.view.get()?.criteria[plan], 'the criterion')), 'a round').ballots[me] ?? null,
    drop: (code: number) => server.sockets.filter(({ readyState }) => readyState === 1).forEach((socket) => socket.drop(code)),
  };
}
