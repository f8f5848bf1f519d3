/** Moving about: what lies before and after a section, and what is said aloud and when. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from '../../../client/screens/evaluation/announcer.ts';
import { neighbours, placeOfSection, sectionPath } from '../../../client/screens/evaluation/places.ts';
import { summarySection, type SectionId } from '../../../shared/domain/ids.ts';
import { anInstrument, evaluationId } from '../../support/builders.ts';

const section = (id: string) => id as SectionId;
const around = (id: string) => {
  const { before, after } = neighbours(anInstrument(), section(id));
  return [before?.code ?? null, after?.code ?? null];
};

test('criteria follow each other over the borders of areas', () => {
  expect(around('roads.plan')).toEqual([null, '1.2']);
  expect(around('roads.repair')).toEqual(['1.1', '2.1']);
  expect(around('water.supply')).toEqual(['1.2', null]);
});

test('an area lies before its first criterion, the summary before all', () => {
  expect(around('water')).toEqual(['1.2', '2.1']);
  expect(around('roads')).toEqual([null, '1.1']);
  expect(around(summarySection)).toEqual([null, '1.1']);
});

test('a section is the summary, an area, a criterion, or nothing', () => {
  const kind = (id: string) => placeOfSection(anInstrument(), section(id))?.kind ?? null;
  expect(['summary', 'roads', 'roads.plan', 'roads.rails'].map(kind)).toEqual(['summary', 'area', 'criterion', null]);
  expect(sectionPath(evaluationId, section('roads.plan'))).toBe(`/e/${evaluationId}/s/roads.plan`);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('counts are said at most every ten seconds, the latest alone, and never twice', () => {
  const said: string[] = [];
  const announcer = new Announcer((sentence) => said.push(sentence));
  announcer.begin('1 of 4');
  announcer.heard('1 of 4');
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([]);
  announcer.heard('2 of 4');
  vi.advanceTimersByTime(0);
  announcer.heard('3 of 4');
  announcer.heard('4 of 4');
  vi.advanceTimersByTime(9_000);
  expect(said).toEqual(['2 of 4']);
  vi.advanceTimersByTime(1_000);
  expect(said).toEqual(['2 of 4', '4 of 4']);
  announcer.heard('3 of 4');
  announcer.heard('4 of 4');
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual(['2 of 4', '4 of 4']);
});

test('whoever comes to another criterion hears nothing of the one before', () => {
  const said: string[] = [];
  const announcer = new Announcer((sentence) => said.push(sentence));
  announcer.begin('1 of 4');
  announcer.heard('2 of 4');
  announcer.begin('0 of 3');
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([]);
});
