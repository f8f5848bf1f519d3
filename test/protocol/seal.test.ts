/** Signing off: what reaches the server in the drain is in, what comes later is handed back, and the seal is one commit. */
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, findingOf } from '../../shared/doc/roots.ts';
import { limits } from '../../shared/domain/limits.ts';
import { summarySection, type SectionId } from '../../shared/domain/ids.ts';
import { encodeStepTwo } from '../../shared/protocol/frames.ts';
import { verifySeals } from '../../server/facts/seals.ts';
import { ada, ben, chi, findingId, oda, planText, roads } from '../support/builders.ts';
import { aFactsServer, type FactsServer } from '../support/facts-server.ts';
import { holdsTogether } from '../support/invariants.ts';
import type { RawClient } from '../support/raw-client.ts';
import { aHandledStore } from '../support/stores.ts';

let server: FactsServer;
const start = async (input?: Parameters<typeof aFactsServer>[0]) => (server = await aFactsServer(input));
afterEach(() => server.close());

const write = ({ doc }: RawClient, text: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(text)]);
const textOf = ({ doc }: RawClient) => bodyOf(doc).toString();
const signOff = (...sections: SectionId[]) =>
  server.does(ada, { type: 'section.signOff', sections: sections.length ? sections : [planText] });
const reopen = (section = planText) => server.does(ada, { type: 'section.reopen', section, reason: 'A word is missing.' });
const sealed = (section = planText) => server.until((state) => state.sections[section]?.state === 'signedOff', 'the seal');
const drain = async (...sections: SectionId[]) => {
  server.timers.pass(limits.drainMs);
  for (const section of sections.length ? sections : [planText]) await sealed(section);
};
const rows = async (section = planText) => (await server.store.readRoom(server.key(section))).updates;
const events = async (type: string) => (await server.store.readEvents(server.evaluation)).filter((row) => row.type === type);
const later = () => new Promise((resolve) => setTimeout(resolve, 40));

describe('a sign-off', () => {
  test('[G6] takes text and findings until its drain is over, and then seals all of it in one commit', async () => {
    await start();
    const [a, b] = [await server.client(ada), await server.client(ben)];
    write(a, 'Before. ');
    await a.saved();
    await signOff();
    expect((await server.section()).state).toBe('closing');
    write(b, 'In the drain. ');
    const finding = findingId('f1');
    await server.does(ben, { type: 'finding.add', finding, section: planText, kind: 'strength', before: null });
    findingOf(b.doc, finding).insert(0, [new Y.XmlText('Found in the drain.')]);
    await b.saved();
    await drain();

    const facts = await server.section();
    const [event] = await events('section.signedOff');
    expect(JSON.parse(event?.body ?? '')).toEqual({ section: planText, by: ada, hash: facts.signedOff?.hash, seq: (await rows()).length });
    expect([facts.version, facts.signedOff?.by, event?.by]).toEqual([1, ada, null]);
    expect((await rows()).at(-1)).toMatchObject({ by: null, clientIds: [], bytes: Uint8Array.of(0, 0) });
    const kept = await server.store.readNamed(server.key(), 'signoff-1');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, kept?.state ?? new Uint8Array());
    expect([kept?.seq, bodyOf(doc).toString(), findingOf(doc, finding).toString()]).toEqual([
      (await rows()).length,
      'Before. In the drain. ',
      'Found in the drain.',
    ]);
    expect(await verifySeals(server.store, server.evaluation)).toEqual({ ok: true, value: 1 });
    expect(server.errors).toEqual([]);
  });

  test('[T3] what comes behind the seal is refused whole, and says from where on; readers and other sections notice nothing', async () => {
    await start();
    const [a, b, o] = [await server.client(ada), await server.client(ben), await server.client(oda)];
    const elsewhere = await server.client(ben, summarySection);
    write(a, 'In. ');
    await a.saved();
    await b.caughtUp();
    await signOff();
    await drain();
    await b.until(() => b.last('hello')?.writes === false, 'hello again');
    const sv = Buffer.from(Y.encodeStateVector(a.doc)).toString('base64');
    write(b, 'Too late. ');
    expect([await b.closed(), b.last('reject')]).toEqual([
      4423,
      { type: 'reject', code: 'section/signed-off', facts: { why: 'signed-off' }, sv },
    ]);
    // Cut off there, what was not taken is whole: added to what is sealed it is the writer's text again.
    const again = new Y.Doc();
    Y.applyUpdate(again, Y.encodeStateAsUpdate(a.doc));
    Y.applyUpdate(again, Y.encodeStateAsUpdate(b.doc, Buffer.from(sv, 'base64')));
    expect(bodyOf(again).toString()).toBe('In. Too late. ');
    write(elsewhere, 'Elsewhere it goes on.');
    await elsewhere.saved();
    await o.caughtUp();
    expect([textOf(o), o.end, a.end, (await rows()).length]).toEqual(['In. ', null, null, 2]);
    await holdsTogether({
      store: server.store,
      key: server.key(),
      memory: Y.encodeStateAsUpdate((await server.client(chi)).doc),
      replicas: [{ name: 'ada', member: ada, doc: a.doc }],
    });
  });

  test('[T3] nor does it take findings any more', async () => {
    await start();
    const finding = findingId('f1');
    await server.does(ben, { type: 'finding.add', finding, section: planText, kind: 'strength', before: null });
    await signOff();
    await drain();
    const no = [
      await server.gives(ben, { type: 'finding.add', finding: findingId('f2'), section: planText, kind: 'strength', before: null }),
      await server.gives(ben, { type: 'finding.change', finding, kind: 'improvement', example: null }),
      await server.gives(ben, { type: 'finding.hide', finding }),
    ];
    expect(no).toEqual(Array(3).fill('section/signed-off'));
  });

  test('[G6] nobody whose frames reached the server in the drain is refused, however many wait', async () => {
    const store = aHandledStore();
    await start({ store });
    const writers = await Promise.all([ada, ben, chi].map((who) => server.client(who)));
    await signOff();
    store.hold();
    for (let i = 0; i < 200; i++) for (const [who, each] of writers.entries()) write(each, `<${who}:${i}>`);
    const readBy = () => server.rooms.stats().verdicts.accepted;
    await writers[0]?.until(() => store.held === 1 && readBy() > 0);
    await later();
    server.timers.pass(limits.drainMs);
    // Behind the place where the seal will be.
    await later();
    const late = await server.client(ben, planText, { behaves: false });
    const doc = new Y.Doc();
    bodyOf(doc).insert(0, [new Y.XmlText('Late.')]);
    late.send(encodeStepTwo(Y.encodeStateAsUpdate(doc)));
    await later();
    store.letGo();
    await sealed();
    await Promise.all(writers.map((each) => each.saved()));
    expect([await late.closed(), ...writers.map(({ end }) => end)]).toEqual([4423, null, null, null]);
    const [seal, ...before] = [...(await rows())].reverse();
    expect([seal?.by, before.length > 1]).toEqual([null, true]);
    const told = textOf(await server.client(chi));
    for (let i = 0; i < 200; i++) for (const who of writers.keys()) expect(told).toContain(`<${who}:${i}>`);
  });

  test('[G6] [T5] what came with a hole in time and was asked for again is waited for', async () => {
    await start();
    const a = await server.client(ben, planText, { behaves: false });
    await a.until(() => a.stepOnes === 1);
    a.send(encodeStepTwo(Y.encodeStateAsUpdate(a.doc)));
    await a.saved();
    const updates: Uint8Array[] = [];
    a.doc.on('update', (update: Uint8Array) => updates.push(update));
    write(a, 'lost on the way, ');
    write(a, 'heard in time');
    await signOff();
    a.sendUpdate(updates[1] ?? new Uint8Array());
    await a.until(() => a.stepOnes === 2, 'another step 1');
    server.timers.pass(limits.drainMs);
    await later();
    expect((await server.section()).state).toBe('closing');
    a.send(encodeStepTwo(Y.encodeStateAsUpdate(a.doc)));
    await a.saved();
    server.timers.pass(limits.drainStepMs);
    await sealed();
    expect([textOf(await server.client(chi)), a.end]).toEqual(['lost on the way, heard in time', null]);
  });

  test('[G6] … and so is what is still on its way because so much came before it', async () => {
    const store = aHandledStore();
    await start({ store });
    const a = await server.client(ada);
    await signOff();
    store.hold();
    write(a, 'x'.repeat(1_000));
    await a.until(() => store.held === 1);
    // More than is read of one line at once: the last of it waits outside.
    for (let i = 0; i < 12; i++) write(a, 'y'.repeat(120_000));
    write(a, 'The last word.');
    await later();
    server.timers.pass(limits.drainMs);
    await later();
    store.letGo();
    while ((await server.section()).state === 'closing') {
      server.timers.pass(limits.drainStepMs);
      await later();
    }
    await a.saved();
    expect([textOf(await server.client(chi)).endsWith('The last word.'), a.end]).toEqual([true, null]);
  });

  test('[G6] … but not for ever: whoever never answers holds nobody up', async () => {
    await start();
    const a = await server.client(ben, planText, { behaves: false });
    await a.until(() => a.stepOnes === 1);
    const doc = new Y.Doc();
    bodyOf(doc).insert(0, [new Y.XmlText('one')]);
    const after = Y.encodeStateVector(doc);
    bodyOf(doc).insert(1, [new Y.XmlText('two')]);
    await signOff();
    a.sendUpdate(Y.encodeStateAsUpdate(doc, after));
    await later();
    server.timers.pass(limits.drainMs);
    for (let waited = 0; waited < limits.drainMs; waited += limits.drainStepMs) {
      expect((await server.section()).state).toBe('closing');
      server.timers.pass(limits.drainStepMs);
    }
    await sealed();
  });

  test('a text is read as it is stored: not what waits for a commit, nor what a commit could not keep', async () => {
    const store = aHandledStore();
    await start({ store });
    const a = await server.client(ada);
    const read = async () => {
      const { seq, state } = await server.rooms.readText(server.evaluation, planText);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, state);
      return [seq, bodyOf(doc).toString()];
    };
    write(a, 'Stored. ');
    await a.saved();
    store.hold();
    write(a, 'On its way. ');
    await a.until(() => store.held === 1);
    const waiting = read();
    store.letGo();
    expect(await waiting).toEqual([2, 'Stored. On its way. ']);
    store.fails('throws');
    write(a, 'Not kept.');
    expect(await read()).toEqual([2, 'Stored. On its way. ']);
    expect([await a.closed(), await read()]).toEqual([4503, [2, 'Stored. On its way. ']]);
  });

  test('of several sections at once seals each, one that nobody ever wrote in too', async () => {
    await start();
    const a = await server.client(ada);
    write(a, 'Plan. ');
    await a.saved();
    const all = Object.keys((await server.state()).sections) as SectionId[];
    await signOff(...all);
    expect(server.timers.waiting).toBe(all.length);
    await drain(...all);
    expect(await verifySeals(server.store, server.evaluation)).toEqual({ ok: true, value: all.length });
    expect([server.timers.waiting, (await rows(roads as never)).length]).toEqual([0, 1]);
  });

  test('[G4] reopened, the section takes text at once, and its next seal stands beside the first', async () => {
    await start();
    const [a, o] = [await server.client(ada), await server.client(oda)];
    write(a, 'First. ');
    await a.saved();
    await signOff();
    await drain();
    await reopen();
    await a.until(() => a.last('hello')?.writes === true, 'hello again');
    write(a, 'Second. ');
    await a.saved();
    await o.until(() => textOf(o) === 'First. Second. ');
    expect([a.end, o.end, o.heard.filter(({ type }) => type === 'hello').length]).toEqual([null, null, 1]);
    await signOff();
    await drain();
    expect((await server.store.listNamed(server.key())).map(({ name, seq }) => [name, seq])).toEqual([
      ['signoff-1', 2],
      ['signoff-2', 4],
    ]);
    expect((await server.section()).version).toBe(2);
    expect(await verifySeals(server.store, server.evaluation)).toEqual({ ok: true, value: 2 });
  });
});
