/** Whether what was sealed is still what is stored: one changed byte is found, and it is said where. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, findingOf } from '../../shared/doc/roots.ts';
import { limits } from '../../shared/domain/limits.ts';
import { err, ok } from '../../shared/domain/result.ts';
import { verifySeals } from '../../server/facts/seals.ts';
import type { EventRow, NamedState, Store, UpdateRow } from '../../server/ports.ts';
import { ada, findingId, planText } from '../support/builders.ts';
import { aFactsServer, type FactsServer } from '../support/facts-server.ts';

let server: FactsServer;
beforeAll(async () => {
  server = await aFactsServer();
  const finding = findingId('f1');
  await server.does(ada, { type: 'finding.add', finding, section: planText, kind: 'strength', before: null });
  const a = await server.client(ada);
  const write = async (root: Y.XmlFragment, words: string) => {
    root.insert(root.length, [new Y.XmlText(words)]);
    await a.saved();
  };
  await write(bodyOf(a.doc), 'The first text. ');
  await write(findingOf(a.doc, finding), 'A finding. ');
  await signOff();
  await server.does(ada, { type: 'section.reopen', section: planText, reason: 'A word is missing.' });
  // The finding's later kind must not be taken for what the first seal saw.
  await server.does(ada, { type: 'finding.change', finding, kind: 'observation', example: 'good' });
  await write(bodyOf(a.doc), 'The second text. ');
  await signOff();
  expect(server.errors).toEqual([]);
});
afterAll(() => server.close());

async function signOff(): Promise<void> {
  const { version } = await server.section();
  await server.does(ada, { type: 'section.signOff', sections: [planText] });
  server.timers.pass(limits.drainMs);
  await server.until((state) => state.sections[planText]?.version === version + 1, 'the seal');
}

const verify = (over: Partial<Store> = {}) => verifySeals({ ...server.store, ...over }, server.evaluation);
const withRows = (change: (rows: readonly UpdateRow[]) => readonly UpdateRow[]) =>
  verify({
    readRoom: async (room, after) => {
      const { epoch, updates } = await server.store.readRoom(room, after);
      return { epoch, updates: change(updates) };
    },
  });
const withKept = (change: (kept: NamedState) => NamedState | null) =>
  verify({
    readNamed: async (room, name) => {
      const kept = await server.store.readNamed(room, name);
      return kept && name === 'signoff-1' ? change(kept) : kept;
    },
  });
const withEvents = (change: (row: EventRow) => EventRow) =>
  verify({ readEvents: async (id, after) => (await server.store.readEvents(id, after)).map(change) });
/** The bytes with one letter of these words changed. */
function bent(bytes: Uint8Array, words: string): Uint8Array {
  const at = Buffer.from(bytes).indexOf(words);
  return at < 0 ? bytes : bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}
const fault = (what: string, name = 'signoff-1') => ({ section: planText, name, fault: what });

test('untouched, all seals there ever were verify', async () => {
  expect(await verify()).toEqual(ok(2));
});

test.each([
  ['text', 'The first text', ['signoff-1', 'signoff-2']],
  ['a finding’s words', 'A finding', ['signoff-1', 'signoff-2']],
  ['what came after the first seal', 'The second text', ['signoff-2']],
])('one changed byte of %s in the log is found in every seal over it', async (_what, words, names) => {
  const found = await withRows((rows) => rows.map((row) => ({ ...row, bytes: bent(row.bytes, words) })));
  expect(found).toEqual(err(names.map((name) => fault('text', name))));
});

test('whichever byte of the log is changed: what is shown is not what was sealed, or it is found', async () => {
  const rows = (await server.store.readRoom(server.key())).updates;
  const [first] = rows;
  if (!first) throw new Error('believed: there is a first row');
  let found = 0;
  for (const at of first.bytes.keys()) {
    const bytes = first.bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
    const verdict = await withRows((all) => all.map((row) => (row.seq === first.seq ? { ...row, bytes } : row)));
    if (!verdict.ok) found += 1;
  }
  // Left are the bytes of the client id, whose place in the text another one takes as well.
  expect(first.bytes.length - found).toBeLessThan(8);
});

test('bytes that are no update, a row that is gone, and a log that goes on where the seal was', async () => {
  const broken = await withRows((rows) => rows.map((row) => (row.seq === 1 ? { ...row, bytes: Uint8Array.of(9, 9, 9) } : row)));
  expect(broken).toEqual(err([fault('text'), fault('text', 'signoff-2')]));
  const without = await withRows((rows) => rows.filter(({ seq }) => seq !== 2));
  expect(without).toEqual(err([fault('text'), fault('text', 'signoff-2')]));
  const cut = await withRows((rows) => rows.filter(({ seq }) => seq !== 3));
  expect(cut).toEqual(err([fault('seal')]));
  const written = await withRows((rows) => rows.map((row) => (row.seq === 3 ? { ...row, by: ada } : row)));
  expect(written).toEqual(err([fault('seal')]));
});

test('a kept state that is gone, changed, broken, or of another moment', async () => {
  const faulty = err([fault('kept')]);
  expect(await withKept(() => null)).toEqual(faulty);
  expect(await withKept((kept) => ({ ...kept, state: bent(kept.state, 'The first text') }))).toEqual(faulty);
  expect(await withKept((kept) => ({ ...kept, state: Uint8Array.of(9, 9, 9) }))).toEqual(faulty);
  expect(await withKept((kept) => ({ ...kept, seq: kept.seq - 1 }))).toEqual(faulty);
});

test('another hash in the event, and another finding in the facts', async () => {
  const hash = await withEvents((row) =>
    row.type === 'section.signedOff' && row.body.includes('"seq":3')
      ? { ...row, body: row.body.replace(/"hash":"..../, '"hash":"0000') }
      : row,
  );
  expect(hash).toEqual(err([fault('text'), fault('kept')]));
  const kind = await withEvents((row) =>
    row.type === 'finding.added' ? { ...row, body: row.body.replace('strength', 'improvement') } : row,
  );
  expect(kind).toEqual(err([fault('text'), fault('kept')]));
});
