/** The product killed with -9 around a sign-off: every start finishes what the one before began, and what was acked is sealed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, factsOf } from '../../shared/doc/roots.ts';
import type { EvaluationId, SectionId } from '../../shared/domain/ids.ts';
import { limits } from '../../shared/domain/limits.ts';
import { verifySeals } from '../../server/facts/seals.ts';
import { verifyChain } from '../../server/storage/chain.ts';
import { openSqlite } from '../../server/storage/sqlite.ts';
import { endPrograms, ownerLinkIn, runProgram, urlIn, type Program } from '../support/program.ts';
import { Visitor } from '../support/whole-server.ts';

const base = mkdtempSync(join(tmpdir(), 'samsyn-killed-'));
const clientDir = join(base, 'client');
mkdirSync(clientDir);
writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Samsyn</title>');
afterEach(endPrograms);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const SAMSYN_DATA = join(base, 'data');
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function started(cookie = ''): Promise<{ program: Program; ada: Visitor }> {
  const program = runProgram(clientDir, { SAMSYN_DATA });
  const ada = new Visitor('Ada', urlIn(await program.started));
  ada.cookie = cookie;
  return { program, ada };
}

/** From asking to the kill: in the drain, about when it ends, and after. */
test.each([0, limits.drainMs, limits.drainMs + 60])(
  '%i ms after it was asked for',
  async (ms) => {
    rmSync(SAMSYN_DATA, { recursive: true, force: true });
    const first = await started();
    const { ada } = first;
    await ada.ask('POST', '/api/links/use', { token: ownerLinkIn(first.program.out())?.split('#')[1], name: 'Ada' });
    const { body } = await ada.ask('POST', '/api/evaluations', {
      subject: { name: 'Torsås', year: 2021, visit: null },
      instrument: 'kommunkompassen-2020',
    });
    const evaluation = body['id'] as EvaluationId;
    const section = 'summary' as SectionId;
    await ada.does(evaluation, { type: 'phase.move', to: 'gathering' });
    const doc = new Y.Doc();
    const client = await ada.opens(evaluation, `text.${section}`, { doc });
    const write = (words: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(words)]);
    write('Before. ');
    await ada.does(evaluation, { type: 'section.signOff', sections: [section] });
    write('In the drain. ');
    await client.saved();
    await wait(ms);
    first.program.child.kill('SIGKILL');
    await first.program.ended;

    const second = await started(ada.cookie);
    const again = await second.ada.opens(evaluation, `text.${section}`, { doc });
    const facts = await second.ada.opens(evaluation, 'state');
    const state = () => (factsOf(facts.doc).get(`section/${section}`) as { state: string } | undefined)?.state;
    await facts.until(() => state() === 'signedOff', 'the seal');
    expect(again.end).toBeNull();
    second.program.child.kill('SIGKILL');
    await second.program.ended;

    const store = await openSqlite(SAMSYN_DATA);
    const key = `${evaluation}/text.${section}` as const;
    const kept = new Y.Doc();
    Y.applyUpdate(kept, (await store.readNamed(key, 'signoff-1'))?.state ?? new Uint8Array());
    expect(bodyOf(kept).toString()).toBe('Before. In the drain. ');
    expect(await verifySeals(store, evaluation)).toEqual({ ok: true, value: 1 });
    expect(verifyChain(evaluation, await store.readEvents(evaluation)).ok).toBe(true);
    expect(await store.listUnfinished('section.closing', 'section.signedOff')).toEqual([]);
    await store.close();
  },
  60_000,
);
