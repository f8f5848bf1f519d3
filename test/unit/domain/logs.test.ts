/**
 * Logs that were written once fold for ever: each file of test/fixtures/logs is the event rows of one evaluation, a row a
 * line, as an issue left them. `UPDATE_LOGS=1` writes the log of today's story anew; older ones are never touched.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createFacts } from '../../../server/facts/facts.ts';
import { happened } from '../../../server/facts/loaded.ts';
import type { EventRow } from '../../../server/ports.ts';
import { verifyChain } from '../../../server/storage/chain.ts';
import { openMemory } from '../../../server/storage/memory.ts';
import { must } from '../../../shared/domain/assert.ts';
import { replay } from '../../../shared/domain/evolve/index.ts';
import { CommandId, type EvaluationId, type MemberId } from '../../../shared/domain/ids.ts';
import { Instrument } from '../../../shared/domain/instrument.ts';
import { agreedPoints, areaTotals, totalOf } from '../../../shared/domain/points.ts';
import v2020 from '../../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };
import v31 from '../../../shared/instruments/kommunkompassen-3.1.json' with { type: 'json' };
import { ada, ben, chi, noon } from '../../support/builders.ts';
import { playPublished, publishedResult, type Result } from '../../support/published-story.ts';

const folder = new URL('../../fixtures/logs/', import.meta.url);
const nowhere = { stage: () => Promise.resolve({ updates: [], publish: () => {}, abandon: () => {} }), review: () => {} };

async function play(result: Result, instrument: Instrument): Promise<{ rows: readonly EventRow[]; evaluation: EvaluationId }> {
  const store = openMemory();
  let tick = noon;
  let byte = 0;
  const random = { bytes: (n: number) => Uint8Array.from({ length: n }, () => (byte = (byte * 73 + 41) % 251)) };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const facts = createFacts({ ports: { store, clock: { now: () => (tick += 60_000) }, random, log }, rooms: nowhere });
  const subject = { name: result.municipality, year: result.year, visit: null };
  const evaluation = await facts.create({ subject, instrument, lead: ada });
  for (const member of [ben, chi]) {
    await store.insertPerson({ id: member, name: member, language: 'sv', owner: false, createdAt: noon });
    await facts.admit(evaluation, ada, { type: 'member.join', member, role: 'evaluator', invitedBy: ada });
  }
  let id = 0;
  const gives = async (member: MemberId, command: Parameters<Parameters<typeof playPublished>[3]>[1]) => {
    id += 1;
    const answer = await facts.submit(evaluation, member, { id: CommandId.parse(String(id).padStart(20, '0')), command });
    if (!answer.ok) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
  };
  await playPublished(instrument, result, [ada, ben, chi], gives);
  return { rows: await store.readEvents(evaluation), evaluation };
}

/** Points per area and in all, of what is agreed. */
function sums(rows: readonly EventRow[]) {
  const state = must(replay(rows.map(happened)), 'a log folds to an evaluation');
  const areas = areaTotals(state.instrument, agreedPoints(state));
  return { phase: state.phase, areas: areas.map(({ points }) => points), total: totalOf(areas).points };
}

describe('published evaluations', () => {
  test('[V6] Torsås 2021 on the version of 2020 comes to 499, area by area', async () => {
    const { rows, evaluation } = await play(publishedResult('Torsås'), Instrument.parse(v2020));
    expect(sums(rows)).toEqual({ phase: 'reviewing', areas: [68, 68, 66, 64, 52, 51, 64, 66], total: 499 });
    expect(verifyChain(evaluation, rows).ok).toBe(true);
    const file = new URL('1-scored-evaluation.jsonl', folder);
    if (process.env['UPDATE_LOGS']) writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });

  test('[V6] Vellinge 2023 on 3.1 comes to 600', async () => {
    const { rows } = await play(publishedResult('Vellinge'), Instrument.parse(v31));
    expect(sums(rows)).toMatchObject({ phase: 'reviewing', total: 600 });
  });
});

describe('logs of the past', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  test('there is one for each time the events were added to', () => {
    expect(files).toContain('1-scored-evaluation.jsonl');
  });

  test.each(files)('[V6][V7] %s folds, and its chain verifies', (name) => {
    const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as EventRow);
    const evaluation = must(replay(rows.map(happened)), 'a log folds to an evaluation').id;
    expect(verifyChain(evaluation, rows).ok).toBe(true);
    expect(sums(rows).total).toBe(499);
  });
});
