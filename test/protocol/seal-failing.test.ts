/** Sealing when commits fail, races are lost and the power goes: finished in the end, once, and nothing leaks before. */
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import { limits } from '../../shared/domain/limits.ts';
import { summarySection } from '../../shared/domain/ids.ts';
import { verifySeals } from '../../server/facts/seals.ts';
import { verifyChain } from '../../server/storage/chain.ts';
import { ada, ben, oda, planText } from '../support/builders.ts';
import { aFactsServer, type FactsServer } from '../support/facts-server.ts';
import type { RawClient } from '../support/raw-client.ts';
import { aHandledStore, type HandledStore } from '../support/stores.ts';

let server: FactsServer;
let store: HandledStore;
async function start(on = aHandledStore(), evaluation?: FactsServer['evaluation']): Promise<FactsServer> {
  store = on;
  server = await aFactsServer({ store: on, ...(evaluation && { evaluation }) });
  return server;
}
afterEach(() => server.close());

/** The power goes: what the dead server still has under way never reaches the store, which a new one opens. */
async function powerCut(): Promise<void> {
  const { evaluation } = server;
  const disk = store;
  await server.die();
  disk.hold();
  await start(aHandledStore(disk.inner), evaluation);
}

const write = ({ doc }: RawClient, text: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(text)]);
const textOf = ({ doc }: RawClient) => bodyOf(doc).toString();
const signOff = () => server.does(ada, { type: 'section.signOff', sections: [planText] });
const sealed = () => server.until((state) => state.sections[planText]?.state === 'signedOff', 'the seal');
const typesOf = async () =>
  (await store.readEvents(server.evaluation)).map(({ type }) => type).filter((type) => type.startsWith('section.'));
const rows = async () => (await store.readRoom(server.key())).updates;
const later = () => new Promise((resolve) => setTimeout(resolve, 40));

/** The log folds, its chain and its seals verify, and facts, log and names tell the same. */
async function holds(seals: number): Promise<void> {
  expect(verifyChain(server.evaluation, await store.readEvents(server.evaluation)).ok).toBe(true);
  expect(await verifySeals(store, server.evaluation)).toEqual({ ok: true, value: seals });
  expect([(await server.section()).version, (await store.listNamed(server.key())).length]).toEqual([seals, seals]);
}

describe('a seal whose commit', () => {
  test.each(['throws', 'loses'] as const)(
    '[G6] [T8] %s is tried again; meanwhile nothing of it is seen, and nothing is lost',
    async (how) => {
      await start();
      const [a, b] = [await server.client(ada), await server.client(oda)];
      const facts = await server.opens(oda, 'state');
      write(a, 'In. ');
      await a.saved();
      await signOff();
      await facts.caughtUp();
      const before = facts.updates.length;
      store.fails(how);
      server.timers.pass(limits.drainMs);
      expect([await a.closed(), await b.closed()]).toEqual([4503, 4503]);
      while (server.errors.length === 0) await later();
      expect([await typesOf(), (await rows()).length, await store.listNamed(server.key())]).toEqual([['section.closing'], 1, []]);
      expect([facts.updates.length, await facts.closed(), (await server.section()).state]).toEqual([before, 4503, 'closing']);

      store.fails(null);
      // It closes still: until it is sealed the text takes what comes.
      const back = await server.client(ben);
      write(back, 'Still in. ');
      await back.saved();
      server.timers.pass(2 * limits.drainMs);
      await sealed();
      expect(await typesOf()).toEqual(['section.closing', 'section.signedOff']);
      expect(textOf(await server.client(oda))).toBe('In. Still in. ');
      await holds(1);
      expect(server.errors).toHaveLength(1);
    },
  );

  test('can’t be made for long is tried less and less often, and in the end', async () => {
    await start();
    await signOff();
    store.fails('throws');
    for (let pause: number = limits.drainMs; pause < 4 * limits.sealPauseMs; pause *= 2) {
      const before = server.errors.length;
      server.timers.pass(Math.min(pause, limits.sealPauseMs));
      while (server.errors.length === before) await later();
      expect(server.timers.waiting).toBe(1);
    }
    store.fails(null);
    server.timers.pass(limits.sealPauseMs);
    await sealed();
    await holds(1);
  });

  test('waits for a store that can’t write leaves everybody where they are', async () => {
    const inner = aHandledStore();
    let broken = false;
    await start({ ...inner, ready: () => (broken ? Promise.reject(new Error('disk')) : inner.ready()) });
    const a = await server.client(ada);
    await signOff();
    broken = true;
    server.timers.pass(limits.drainMs);
    await later();
    expect([a.end, server.errors.length]).toEqual([null, 1]);
    broken = false;
    server.timers.pass(limits.drainMs);
    await sealed();
    await a.until(() => a.last('hello')?.writes === false);
  });

  test('is overtaken by another writer of the text is made anew over what that one wrote', async () => {
    await start();
    const a = await server.client(ada);
    write(a, 'Here. ');
    await a.saved();
    await signOff();
    // As by another node on the same store, unseen by this one.
    const elsewhere = new Y.Doc();
    elsewhere.clientID = 77;
    bodyOf(elsewhere).insert(0, [new Y.XmlText('There. ')]);
    const row = { seq: 2, at: 0, by: ben, clientIds: [77], bytes: Y.encodeStateAsUpdate(elsewhere) };
    await store.commit([{ updates: [{ room: server.key(), epoch: 1, rows: [row] }] }]);
    server.timers.pass(limits.drainMs);
    await sealed();
    const text = textOf(await server.client(oda));
    expect([text.includes('Here. '), text.includes('There. '), (await rows()).length]).toEqual([true, true, 3]);
    await holds(1);
  });

  test('is overtaken by another node that sealed first is left to that one', async () => {
    await start();
    await signOff();
    const other = await aFactsServer({ store, evaluation: server.evaluation });
    await other.facts.resume();
    other.timers.pass(limits.drainMs);
    await other.until((state) => state.sections[planText]?.state === 'signedOff');
    server.timers.pass(limits.drainMs);
    await sealed();
    expect(await typesOf()).toEqual(['section.closing', 'section.signedOff']);
    await holds(1);
    await other.close();
  });
});

describe('a power cut', () => {
  test('[G6] in the drain: what was acked is in, whoever was on the way comes back in time, and the seal is set at the next start', async () => {
    await start();
    const a = await server.client(ada);
    write(a, 'Acked. ');
    await a.saved();
    await signOff();
    write(a, 'On its way. ');
    await powerCut();
    await server.facts.resume();
    expect(server.timers.waiting).toBe(1);
    const again = await server.client(ada, planText, { doc: a.doc });
    await again.saved();
    server.timers.pass(limits.drainMs);
    await sealed();
    expect(textOf(await server.client(oda))).toBe('Acked. On its way. ');
    await holds(1);
  });

  test('[G6] with the seal under way: as if it had never been begun', async () => {
    await start();
    const a = await server.client(ada);
    write(a, 'In. ');
    await a.saved();
    await signOff();
    store.hold();
    server.timers.pass(limits.drainMs);
    while (store.held === 0) await later();
    await powerCut();
    expect([await typesOf(), (await server.section()).state]).toEqual([['section.closing'], 'closing']);
    await server.facts.resume();
    server.timers.pass(limits.drainMs);
    await sealed();
    await holds(1);
  });

  test('[G6] after the commit and before anybody heard of it: sealed, once', async () => {
    await start();
    const a = await server.client(ada);
    write(a, 'In. ');
    await a.saved();
    await signOff();
    store.mute();
    server.timers.pass(limits.drainMs);
    while ((await typesOf()).length < 2) await later();
    expect(a.last('hello')?.writes).toBe(true);
    await powerCut();
    await server.facts.resume();
    expect([server.timers.waiting, (await server.section()).state]).toEqual([0, 'signedOff']);
    const again = await server.client(ada, planText, { doc: a.doc });
    expect([again.last('hello')?.writes, textOf(again)]).toEqual([false, 'In. ']);
    await holds(1);
  });

  test.each(['before', 'after'] as const)('[G4] in the middle of reopening, %s its commit', async (when) => {
    await start();
    const a = await server.client(ada);
    write(a, 'In. ');
    await a.saved();
    await signOff();
    server.timers.pass(limits.drainMs);
    await sealed();
    if (when === 'before') store.hold();
    else store.mute();
    void server.gives(ada, { type: 'section.reopen', section: planText, reason: 'A word is missing.' });
    while (when === 'before' ? store.held === 0 : (await typesOf()).length < 3) await later();
    expect(a.heard.filter(({ type }) => type === 'hello').map((hello) => hello.type === 'hello' && hello.writes)).toEqual([true, false]);
    await powerCut();
    await server.facts.resume();
    expect((await server.section()).state).toBe(when === 'before' ? 'signedOff' : 'open');
    const again = await server.client(ada, planText, { doc: a.doc });
    expect(again.last('hello')?.writes).toBe(when === 'after');
    await holds(1);
  });

  test('what is closing is found at start without reading what is not', async () => {
    await start();
    await signOff();
    await powerCut();
    const read: string[] = [];
    const inner = store;
    await start({ ...inner, readEvents: (id, after) => (read.push(id), inner.readEvents(id, after)) }, server.evaluation);
    const other = await server.facts.create({
      subject: { name: 'Annanby', year: 2026, visit: null },
      instrument: (await server.state()).instrument,
      lead: ada,
    });
    read.length = 0;
    const next = await aFactsServer({
      store: { ...inner, readEvents: (id, after) => (read.push(id), inner.readEvents(id, after)) },
      evaluation: server.evaluation,
    });
    await next.facts.resume();
    expect([read.includes(other), read.includes(server.evaluation), next.timers.waiting]).toEqual([false, true, 1]);
    await next.close();
  });
});

test('the end of the server begins no seal any more, and finishes the one under way', async () => {
  await start();
  await signOff();
  await server.does(ada, { type: 'section.signOff', sections: [summarySection] });
  store.hold();
  server.timers.pass(limits.drainMs);
  while (store.held === 0) await later();
  let ended = false;
  const end = server.facts.stop().then(() => (ended = true));
  await later();
  expect(ended).toBe(false);
  store.letGo();
  await end;
  expect([server.timers.waiting, server.errors]).toEqual([0, []]);
  await sealed();
});
