/**
 * Logs that were written once fold for ever: each file of test/fixtures/logs is the event rows of one evaluation, a row a
 * line, as an issue left them. `UPDATE_LOGS=1` writes the log of today's story anew; older ones are never touched.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { happened } from '../../../server/facts/loaded.ts';
import type { EventRow } from '../../../server/ports.ts';
import { verifyChain } from '../../../server/storage/chain.ts';
import { must } from '../../../shared/domain/assert.ts';
import { findingsOf } from '../../../shared/domain/evaluation.ts';
import { eventTypes, eventVersion, type EventType } from '../../../shared/domain/events.ts';
import { replay } from '../../../shared/domain/evolve/index.ts';
import type { CriterionId, SectionId } from '../../../shared/domain/ids.ts';
import { Instrument } from '../../../shared/domain/instrument.ts';
import { agreedPoints, areaTotals, totalOf } from '../../../shared/domain/points.ts';
import v2020 from '../../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };
import v31 from '../../../shared/instruments/kommunkompassen-3.1.json' with { type: 'json' };
import { ada, ben, chi, evidenceId, findingId } from '../../support/builders.ts';
import { aPlayedLog } from '../../support/played-log.ts';
import { playPublished, publishedResult } from '../../support/published-story.ts';
import { playWritten } from '../../support/written-story.ts';

const folder = new URL('../../fixtures/logs/', import.meta.url);
const past = ['1-scored-evaluation.jsonl'];
const today = '2-written-evaluation.jsonl';
const team = [ada, ben, chi] as const;
const strategy = 'democracy.strategy' as CriterionId;

function readLog(name: string): readonly EventRow[] {
  const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as EventRow);
}

function folded(rows: readonly EventRow[]) {
  return must(replay(rows.map(happened)), 'a log folds to an evaluation');
}

/** Points per area and in all, of what is agreed. */
function sums(rows: readonly EventRow[]) {
  const state = folded(rows);
  const areas = areaTotals(state.instrument, agreedPoints(state));
  return { phase: state.phase, areas: areas.map(({ points }) => points), total: totalOf(areas).points };
}

describe('published evaluations', () => {
  test('[V6] Torsås 2021 on the version of 2020 comes to 499, area by area, written and signed off', async () => {
    const result = publishedResult('Torsås');
    const log = aPlayedLog({ name: result.municipality, year: result.year }, Instrument.parse(v2020), team);
    await playWritten(log.state().instrument, result, team, log.gives, log.seals);
    expect(sums(log.rows)).toEqual({ phase: 'factCheck', areas: [68, 68, 66, 64, 52, 51, 64, 66], total: 499 });
    expect(verifyChain(log.evaluation, log.rows).ok).toBe(true);
    expect(folded(log.rows)).toEqual(log.state());
    if (process.env['UPDATE_LOGS']) writeFileSync(new URL(today, folder), log.rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });

  test('[V6] Vellinge 2023 on 3.1 comes to 600', async () => {
    const result = publishedResult('Vellinge');
    const log = aPlayedLog({ name: result.municipality, year: result.year }, Instrument.parse(v31), team);
    await playPublished(log.state().instrument, result, team, log.gives);
    expect(sums(log.rows)).toMatchObject({ phase: 'reviewing', total: 600 });
  });
});

describe('logs of the past', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  test('there is one for each time the events were added to', () => {
    expect(files.toSorted()).toEqual([...past, today]);
  });

  test.each(files)('[V6][V7] %s folds, and its chain verifies', (name) => {
    const rows = readLog(name);
    expect(verifyChain(folded(rows).id, rows).ok).toBe(true);
    expect(sums(rows).total).toBe(499);
  });

  test('[V6] ballots of before there was evidence rest on none', () => {
    const rows = readLog('1-scored-evaluation.jsonl');
    expect(new Set(rows.filter(({ type }) => type === 'ballot.cast').map(({ version }) => version))).toEqual(new Set([1]));
    expect(Object.values(folded(rows).criteria[strategy]?.rounds[0]?.ballots ?? {}).map(({ evidence }) => evidence)).toEqual([[], [], []]);
  });

  test('[V6] the log of today has each kind of event about writing, in the version of today', () => {
    const rows = readLog(today);
    const writing = eventTypes.filter((type) => /^(finding|evidence|interview|section)\./.test(type));
    expect(writing.filter((type) => !rows.some((row) => row.type === type))).toEqual([]);
    expect(rows.filter(({ type, version }) => version !== eventVersion(type as EventType))).toEqual([]);
    const state = folded(rows);
    const section = strategy as string as SectionId;
    expect(findingsOf(state, section).map(({ id, kind, example }) => [id, kind, example])).toEqual([
      [findingId('late'), 'improvement', null],
      [findingId('two'), 'improvement', null],
      [findingId('one'), 'strength', 'good'],
    ]);
    expect(state.sections[section]).toMatchObject({ state: 'signedOff', version: 2, reopened: { by: ada } });
    expect(state.criteria[strategy]?.rounds[0]?.ballots[ben]?.evidence).toEqual([1, 2, 3, 4].map((n) => evidenceId(`source${n}`)));
  });
});
