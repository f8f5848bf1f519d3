/** The interview plan as it is read, and one's own notes while they are written. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dayWords, momentNow, shortDay, timeWords, weekdayWords } from '../../../client/i18n/days.ts';
import { setLanguage } from '../../../client/i18n/language.ts';
import { NoteDrafts, noteQuietMs } from '../../../client/screens/interviews/note-drafts.ts';
import { mineOn, nextOf, noteCount, placesIn, planDays } from '../../../client/screens/interviews/selectors.ts';
import { must } from '../../../shared/domain/assert.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, InterviewId, MemberId } from '../../../shared/domain/ids.ts';
import { ada, after, anEvaluation, ben, carriedOut, chi, plan, repair, supply } from '../../support/builders.ts';
import { World } from '../../support/fake-session.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  setLanguage('sv');
});

const id = (name: string) => name.padEnd(20, '0') as InterviewId;
const settle = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function planned(
  state: Evaluation,
  name: string,
  when: string | null,
  asks: readonly MemberId[],
  criteria: readonly CriterionId[] = [],
): Evaluation {
  return carriedOut(state, ada, { type: 'interview.add', interview: id(name), when, role: name, asks: [...asks], criteria: [...criteria] });
}

/** Two on Tuesday, one on Wednesday, one without a time, and a hidden one. */
function aPlan(): Evaluation {
  let state = planned(anEvaluation(), 'open', null, [ben]);
  state = planned(state, 'late', '2026-11-10T15:00', [chi], [supply]);
  state = planned(state, 'early', '2026-11-10T09:30', [ben, chi], [plan]);
  state = planned(state, 'next', '2026-11-11T08:15', [ben]);
  state = planned(state, 'hidden', '2026-11-10T10:00', [ben]);
  return carriedOut(state, ada, { type: 'interview.hide', interview: id('hidden') });
}
const names = (lines: readonly { readonly role: string }[]) => lines.map(({ role }) => role);

test('the plan goes by time, day by day, those without a time last, hidden ones not at all', () => {
  const state = aPlan();
  expect(planDays(state).map(({ day, lines }) => [day, names(lines)])).toEqual([
    ['2026-11-10', ['early', 'late']],
    ['2026-11-11', ['next']],
    [null, ['open']],
  ]);
  expect(planDays(state, mineOn(state, chi, '2026-11-10')).map(({ day }) => day)).toEqual(['2026-11-11', null]);
});

test('one’s own today, and the next one after now', () => {
  const state = aPlan();
  expect(names(mineOn(state, ben, '2026-11-10'))).toEqual(['early']);
  expect(names(mineOn(state, ada, '2026-11-10'))).toEqual([]);
  expect([nextOf(state, ben, '2026-11-10T12:00')?.role, nextOf(state, ben, '2026-11-12T00:00')]).toEqual(['next', null]);
});

test('notes are counted without empty ones, and their criteria stand beside the planned ones', () => {
  let state = aPlan();
  const note = (criterion: CriterionId, text: string) => ({ type: 'interview.note', interview: id('early'), criterion, text }) as const;
  state = carriedOut(state, ben, note(repair, 'Later.'));
  state = carriedOut(state, chi, note(plan, 'Twice a year.'));
  state = carriedOut(state, chi, note(supply, 'A slip.'));
  state = carriedOut(state, chi, note(supply, ''));
  const line = must(state.interviews[id('early')], 'a line');
  expect([noteCount(line), placesIn(state, line).map((each) => each.id)]).toEqual([2, [plan, repair]]);
});

// What Node writes between the parts differs by its version: the words are what counts.
test('days and times are written as each language writes them', () => {
  const said = () => [dayWords('2026-11-10'), weekdayWords('2026-11-10', '2026-01-01'), timeWords('2026-11-10T09:30')];
  expect(said()).toEqual(['10 november 2026', 'tisdag 10 november', '09.30']);
  setLanguage('nb');
  expect(said()).toEqual(['10. november 2026', 'tirsdag 10. november', '09.30']);
  setLanguage('en');
  expect(said()).toEqual(['10 November 2026', expect.stringMatching(/^Tuesday,? 10 November$/), '09:30']);
  expect(weekdayWords('2027-01-04', '2026-11-10')).toMatch(/^Monday,? 4 January 2027$/);
  expect(shortDay('2026-11-10')).toMatch(/^Tue,? 10 Nov$/);
  expect(momentNow(new Date(2026, 0, 5, 7, 4))).toBe('2026-01-05T07:04');
});

function aWorld() {
  const world = new World(aPlan(), {});
  const session = world.session(ben);
  const drafts = new NoteDrafts(session);
  const at = { interview: id('early'), criterion: plan };
  const noted = (who: MemberId = ben) => world.evaluation.interviews[at.interview]?.notes[plan]?.[who]?.text ?? null;
  const sent = () => world.given.map(({ command, base, outcome }) => [command.type, base, outcome.ok ? null : outcome.refusal.code]);
  return { world, session, drafts, at, noted, sent };
}

test('a note goes out after a moment of quiet, trimmed, and what was typed keeps its trailing space', async () => {
  const { session, drafts, at, noted, sent } = aWorld();
  drafts.edit(at, 'Twice');
  await settle(noteQuietMs - 1);
  drafts.edit(at, 'Twice a ');
  expect([noted(), session.drafts.get(`note/${at.interview}/${at.criterion}`)]).toEqual([null, 'leaving']);
  await settle(noteQuietMs);
  expect([noted(), drafts.shown(at), session.drafts.size]).toEqual(['Twice a', 'Twice a ', 0]);
  drafts.edit(at, 'Twice a year');
  await settle(noteQuietMs);
  expect([noted(), sent()]).toEqual([
    'Twice a year',
    [
      ['interview.note', 0, null],
      ['interview.note', 1, null],
    ],
  ]);
});

test('leaving sends at once; an emptied note is taken away', async () => {
  const { drafts, at, noted } = aWorld();
  drafts.edit(at, 'Seen.');
  drafts.flushAll();
  await settle(0);
  expect(noted()).toBe('Seen.');
  drafts.edit(at, ' ');
  drafts.flush(at);
  await settle(0);
  expect(noted()).toBe('');
});

test('[V1] a note written at another device is not overwritten: one chooses', async () => {
  const { world, drafts, at, noted } = aWorld();
  drafts.edit(at, 'Here');
  await world.judge(ben, { type: 'interview.note', ...at, text: 'There' }, undefined);
  await settle(noteQuietMs);
  expect([drafts.of(at)?.refusal?.code, drafts.shown(at), drafts.noted(at)]).toEqual(['thing/stale', 'Here', 'There']);
  drafts.edit(at, 'Here and now');
  await settle(10_000);
  expect(noted()).toBe('There');
  await drafts.again(at);
  expect([noted(), drafts.of(at)?.state]).toEqual(['Here and now', 'taken']);
  await world.judge(ben, { type: 'interview.note', ...at, text: 'From the train' }, undefined);
  expect(drafts.shown(at)).toBe('From the train');
});

test('a refused note stays with its reason until its author lets go', async () => {
  const { world, session, drafts, at, noted } = aWorld();
  world.held = true;
  drafts.edit(at, 'Too late');
  await settle(noteQuietMs);
  // Given is the outbox's to keep: nothing leaves from here any more.
  expect([drafts.of(at)?.state, session.drafts.size]).toEqual(['sent', 0]);
  world.facts.set(after(world.evaluation, ada, { type: 'phase.moved', from: 'scoring', to: 'published', reason: null }));
  world.release();
  await settle(0);
  expect([drafts.of(at)?.refusal?.code, drafts.shown(at), session.drafts.size]).toEqual(['phase/wrong', 'Too late', 1]);
  drafts.drop(at);
  expect([noted(), drafts.shown(at), session.drafts.size]).toEqual([null, '', 0]);
});
