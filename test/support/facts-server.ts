/** Rooms on real sockets and the facts behind them, on a store and a clock in the test's hand: what signs a section off, without HTTP. */
import { randomBytes } from 'node:crypto';
import { must } from '../../shared/domain/assert.ts';
import type { Command } from '../../shared/domain/commands.ts';
import type { Evaluation, SectionFacts } from '../../shared/domain/evaluation.ts';
import { CommandId, idFrom, type EvaluationId, type MemberId, type SectionId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { createFacts } from '../../server/facts/facts.ts';
import type { RunningFacts } from '../../server/facts-port.ts';
import type { Log, RoomKey, Store, Timers } from '../../server/ports.ts';
import { openMemory } from '../../server/storage/memory.ts';
import { ada, anInstrument, ben, chi, disa, noon, oda, planText } from './builders.ts';
import type { RawClient, RawOptions } from './raw-client.ts';
import { aRoomServer, type RoomServer } from './room-server.ts';

/** Timers that run when the test lets time pass. */
export class HandTimers implements Timers {
  #now = 0;
  readonly #waiting = new Set<{ readonly at: number; readonly work: () => void }>();

  after(ms: number, work: () => void): () => void {
    const each = { at: this.#now + ms, work };
    this.#waiting.add(each);
    return () => void this.#waiting.delete(each);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Runs what is due by then, in order. */
  pass(ms: number): void {
    this.#now += ms;
    const due = [...this.#waiting].filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    for (const each of due) if (this.#waiting.delete(each)) each.work();
  }
}

export type FactsServer = {
  readonly facts: RunningFacts;
  readonly store: Store;
  readonly timers: HandTimers;
  readonly rooms: RoomServer['rooms'];
  readonly errors: RoomServer['errors'];
  readonly evaluation: EvaluationId;
  key(section?: SectionId): RoomKey;
  state(): Promise<Evaluation>;
  section(section?: SectionId): Promise<SectionFacts>;
  gives(who: MemberId, command: Command): Promise<string>;
  /** The same, where a no is a mistake of the test. */
  does(who: MemberId, command: Command): Promise<void>;
  /** A client in a section's text. */
  client(who: MemberId, section?: SectionId, options?: Partial<RawOptions>): Promise<RawClient>;
  opens(who: MemberId, room: string): Promise<RawClient>;
  /** Waits until the facts are so. */
  until(holds: (state: Evaluation) => boolean, what?: string): Promise<void>;
  /** Goes away without a word, as by a power cut; what was under way is cut off. */
  die(): Promise<void>;
  close(): Promise<void>;
};

const team: readonly (readonly [MemberId, Role])[] = [
  [ben, 'evaluator'],
  [chi, 'evaluator'],
  [disa, 'reviewer'],
  [oda, 'observer'],
];

/** Ada leads, Ben and Chi evaluate, Disa reviews, Oda observes; `evaluation`: one that is in the store already. */
export async function aFactsServer({
  store = openMemory(),
  evaluation: known,
}: { readonly store?: Store; readonly evaluation?: EvaluationId } = {}): Promise<FactsServer> {
  // Facts and rooms each ask the other.
  const later: { facts?: RunningFacts } = {};
  const server = await aRoomServer({ store, evaluationOf: (id) => must(later.facts, 'facts are there by now').get(id) });
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (facts, message) => void server.errors.push({ ...facts, message }),
  };
  const timers = new HandTimers();
  const ports = { store, clock: { now: () => Date.now() }, random: { bytes: (n: number) => randomBytes(n) }, log };
  const facts = createFacts({ ports, rooms: server.rooms, timers });
  later.facts = facts;
  const evaluation = known ?? (await found(facts, store));
  const state = async () => must(await facts.get(evaluation), 'the evaluation exists');

  const gives = async (who: MemberId, command: Command) => {
    const answer = await facts.submit(evaluation, who, { id: CommandId.parse(idFrom(randomBytes(40))), command });
    return answer.ok ? 'yes' : answer.code;
  };
  const room = (section: SectionId) => `${evaluation}/text.${section}` as const;
  return {
    facts,
    store,
    timers,
    rooms: server.rooms,
    errors: server.errors,
    evaluation,
    key: (section = planText) => room(section),
    state,
    section: async (section = planText) => must((await state()).sections[section], 'the section exists'),
    gives,
    async does(who, command) {
      const answer = await gives(who, command);
      if (answer !== 'yes') throw new Error(`${command.type} was refused: ${answer}`);
    },
    client: (who, section = planText, options = {}) => server.client(who, room(section), options),
    opens: (who, name) => server.client(who, `${evaluation}/${name}`),
    async until(holds, what = 'the facts') {
      const end = performance.now() + 8_000;
      while (!holds(await state())) {
        if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async die() {
      await server.die();
    },
    async close() {
      await facts.stop();
      await server.close();
    },
  };
}

async function found(facts: RunningFacts, store: Store): Promise<EvaluationId> {
  for (const id of [ada, ...team.map(([member]) => member)]) {
    await store.insertPerson({ id, name: id.slice(0, 3), language: 'sv', owner: id === ada, createdAt: noon });
  }
  const evaluation = await facts.create({ subject: { name: 'Exempelby', year: 2026, visit: null }, instrument: anInstrument(), lead: ada });
  for (const [member, role] of team) await facts.admit(evaluation, ada, { type: 'member.join', member, role, invitedBy: ada });
  await facts.submit(evaluation, ada, {
    id: CommandId.parse('gathering'.padEnd(20, '0')),
    command: { type: 'phase.move', to: 'gathering' },
  });
  return evaluation;
}
