/**
 * Random stories of people who write in one section while the network holds back, breaks, and the server loses power.
 * However it went: when all is quiet, everybody reads the same, the log and the server too, and nobody honest was refused.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { must } from '../../shared/domain/assert.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { bodyOf } from '../../shared/doc/roots.ts';
import { encodeStepOne, frameTypes, protocolVersion, readFrame } from '../../shared/protocol/frames.ts';
import type { Store } from '../../server/ports.ts';
import { createRooms, type Rooms } from '../../server/rooms/sockets.ts';
import { openMemory } from '../../server/storage/memory.ts';
import { ada, anEvaluation, ben, chi, evaluationId, oda } from '../support/builders.ts';
import { holdsTogether } from '../support/invariants.ts';
import { Network, type Way } from '../support/network.ts';
import { identifyByName } from '../support/room-server.ts';

const writers = [ada, ben, chi];
const room = 'text.roads.plan';
const origin = 'http://rooms.test';

type Step =
  | { readonly do: 'paragraph' | 'type' | 'erase' | 'mark' | 'unmark'; readonly who: MemberId; readonly at: number; readonly size: number }
  | { readonly do: 'carry'; readonly who: MemberId; readonly way: Way; readonly count: number }
  | { readonly do: 'cut' | 'back'; readonly who: MemberId }
  | { readonly do: 'breathe' | 'power-cut' };

const who = fc.constantFrom(...writers);
const anybody = fc.constantFrom(...writers, oda);
const edit = fc.record({
  do: fc.constantFrom('paragraph' as const, 'type' as const, 'type' as const, 'erase' as const, 'mark' as const, 'unmark' as const),
  who,
  at: fc.integer({ min: 0, max: 1_000 }),
  size: fc.integer({ min: 1, max: 6 }),
});
const carry = fc.record({
  do: fc.constant('carry' as const),
  who: anybody,
  way: fc.constantFrom('up' as const, 'down' as const),
  count: fc.integer({ min: 1, max: 4 }),
});
const breathe: fc.Arbitrary<Step> = fc.constant({ do: 'breathe' });
const stories: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { arbitrary: edit, weight: 10 },
    { arbitrary: carry, weight: 10 },
    { arbitrary: breathe, weight: 6 },
    { arbitrary: fc.record({ do: fc.constant('cut' as const), who: anybody }), weight: 1 },
    { arbitrary: fc.record({ do: fc.constant('back' as const), who: anybody }), weight: 2 },
    { arbitrary: fc.constant({ do: 'power-cut' } as const), weight: 1 },
  ),
  { minLength: 5, maxLength: 80 },
);

function aServer(store: Store, errors: object[]): Rooms {
  return createRooms({
    ports: {
      clock: { now: () => 0 },
      random: { bytes: (n) => new Uint8Array(n) },
      store,
      log: { info: () => {}, warn: () => {}, error: (facts, message) => errors.push({ ...facts, message }) },
    },
    evaluationOf: (id) => Promise.resolve(id === evaluationId ? anEvaluation() : null),
    identify: identifyByName,
    origin,
    limits: { snapshotUpdates: 5 },
  });
}

class Story {
  readonly #store = openMemory();
  readonly #errors: object[] = [];
  readonly #closed: unknown[] = [];
  #rooms = aServer(this.#store, this.#errors);
  readonly #network = new Network(this.#rooms, origin);
  readonly #people = new Map<MemberId, WebsocketProvider>();

  constructor() {
    for (const [index, member] of [...writers, oda].entries()) {
      const doc = new Y.Doc();
      // Fixed, so that a story is the same every time it is told.
      doc.clientID = 100 + index;
      const provider = new WebsocketProvider(`ws://rooms.test/ws`, `${evaluationId}/${room}@1`, doc, {
        WebSocketPolyfill: this.#network.socketOf(member),
        disableBc: true,
        connect: false,
        params: { v: String(protocolVersion) },
      });
      provider.on('closed', (event) => this.#closed.push(event));
      provider.messageHandlers[frameTypes.ours] = () => {};
      provider.connect();
      this.#people.set(member, provider);
    }
  }

  async tell(step: Step): Promise<void> {
    switch (step.do) {
      case 'carry':
        this.#network.carry(step.who, step.way, step.count);
        return;
      case 'breathe':
        return this.#network.breathe();
      case 'cut':
        return this.#cut(step.who);
      case 'back':
        return this.#person(step.who).connect();
      case 'power-cut': {
        const before = this.#rooms;
        this.#rooms = aServer(this.#store, this.#errors);
        this.#network.leadTo(this.#rooms);
        for (const person of this.#people.keys()) this.#cut(person);
        // Whatever the old one was about to commit is either in the store by now or was never acked.
        await before.close();
        return;
      }
      default:
        this.#write(this.#person(step.who).doc, step);
    }
  }

  async end(): Promise<void> {
    for (const person of this.#people.values()) person.connect();
    await this.#network.settle();
    expect({ errors: this.#errors, closed: this.#closed }).toEqual({ errors: [], closed: [] });
    const path = `/ws/${evaluationId}/${room}@1?v=${protocolVersion}`;
    const said = await this.#network.ask(ada, path, encodeStepOne(Uint8Array.of(0)));
    const memory = said.map(readFrame).find((frame) => frame?.type === 'update');
    if (memory?.type !== 'update') throw new Error('a newcomer is told the document');
    await holdsTogether({
      store: this.#store,
      key: `${evaluationId}/${room}`,
      memory: memory.update,
      replicas: [...this.#people].map(([member, { doc }]) => ({ name: member, member, doc })),
    });
  }

  async destroy(): Promise<void> {
    this.#network.cutAll();
    for (const person of this.#people.values()) {
      person.destroy();
      person.awareness.destroy();
    }
    await this.#rooms.close();
  }

  #person(member: MemberId): WebsocketProvider {
    return must(this.#people.get(member), 'everybody is there');
  }

  #cut(member: MemberId): void {
    this.#network.cut(member);
    this.#person(member).disconnect();
  }

  #write(doc: Y.Doc, { do: what, at, size }: Extract<Step, { size: number }>): void {
    const body = bodyOf(doc);
    if (what === 'paragraph' || body.length === 0) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('new ')]);
      return body.insert(at % (body.length + 1), [paragraph]);
    }
    const paragraph = body.get(at % body.length) as Y.XmlElement;
    const text = paragraph.get(0) as Y.XmlText;
    const place = at % (text.length + 1);
    const rest = Math.min(size, text.length - place);
    // No letters of two code units: half of one is nothing that an editor would write.
    if (what === 'type') return text.insert(place, 'åäö é.'.slice(0, size));
    if (rest === 0) return;
    if (what === 'erase') return at % 7 === 0 ? body.delete(at % body.length, 1) : text.delete(place, rest);
    text.format(place, rest, { strong: what === 'mark' ? {} : null });
  }
}

const typesBeforeStepOne: readonly Step[] = [
  { do: 'type', who: ada, at: 0, size: 6 },
  { do: 'carry', who: ada, way: 'down', count: 1 },
  { do: 'type', who: ada, at: 1, size: 3 },
  { do: 'carry', who: ada, way: 'up', count: 2 },
  { do: 'breathe' },
  { do: 'type', who: ada, at: 2, size: 3 },
];
const sameMarksAtOnce: readonly Step[] = [
  { do: 'paragraph', who: ada, at: 0, size: 1 },
  ...writers.flatMap((member): Step[] => [
    { do: 'carry', who: member, way: 'down', count: 4 },
    { do: 'carry', who: member, way: 'up', count: 4 },
    { do: 'breathe' },
    { do: 'carry', who: member, way: 'down', count: 4 },
    { do: 'carry', who: member, way: 'up', count: 4 },
    { do: 'breathe' },
  ]),
  { do: 'carry', who: ben, way: 'down', count: 9 },
  { do: 'mark', who: ada, at: 0, size: 4 },
  { do: 'mark', who: ben, at: 0, size: 4 },
];
const powerCutWhileTyping: readonly Step[] = [
  { do: 'type', who: ada, at: 0, size: 6 },
  { do: 'carry', who: ada, way: 'down', count: 2 },
  { do: 'carry', who: ada, way: 'up', count: 4 },
  { do: 'power-cut' },
  { do: 'back', who: ada },
  { do: 'type', who: ada, at: 4, size: 2 },
];

test('[T4] [T5] [T8] whatever the network does, all read the same in the end and nobody honest is refused', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (steps) => {
      const story = new Story();
      try {
        for (const step of steps) await story.tell(step);
        await story.end();
      } finally {
        await story.destroy();
      }
    }),
    { numRuns: 120, seed: 184_467, examples: [[typesBeforeStepOne], [sameMarksAtOnce], [powerCutWhileTyping]] },
  );
}, 60_000);
