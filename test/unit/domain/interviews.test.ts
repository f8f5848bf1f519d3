/** The interview plan and its notes: a yes and a no for each rule of SPEC N. */
import { describe, expect, test } from 'vitest';
import { Command } from '../../../shared/domain/commands.ts';
import { decide } from '../../../shared/domain/decide/index.ts';
import { thingOf } from '../../../shared/domain/decide/thing.ts';
import { notesOn, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, InterviewId, MemberId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { must } from '../../../shared/domain/assert.ts';
import {
  ada,
  anEvaluation,
  ben,
  carriedOut,
  chi,
  disa,
  inShort,
  interviewId,
  nobody,
  noon,
  plan,
  roads,
  supply,
  withInterviews,
} from '../../support/builders.ts';

const [one, two] = [interviewId('one'), interviewId('two')];
const base = withInterviews(anEvaluation(), one);
const answer = (state: Evaluation, member: MemberId, command: Command, version?: number) =>
  inShort(decide(state, command, member, noon, version));
type Line = { asks?: MemberId[]; criteria?: CriterionId[]; when?: string | null };
const line = (type: 'interview.add' | 'interview.change', interview: InterviewId, over: Line = {}): Command => ({
  type,
  interview,
  when: null,
  role: 'Head of planning',
  asks: [],
  criteria: [supply],
  ...over,
});
const add = (interview: InterviewId, over?: Line) => line('interview.add', interview, over);
const change = (interview: InterviewId, over?: Line) => line('interview.change', interview, over);
const hide = (interview: InterviewId): Command => ({ type: 'interview.hide', interview });
const note = (text: string, interview = one, criterion = plan): Command => ({ type: 'interview.note', interview, criterion, text });
const lineOf = (state: Evaluation) => must(state.interviews[one], 'the fixture plans one');

describe('interviews', () => {
  test('[N1] a command about an interview names one there is, hidden or not', () => {
    expect([hide(one), hide(two), change(two), note('Said.', two)].map((command) => answer(base, ben, command))).toEqual([
      'yes',
      'interview/unknown',
      'interview/unknown',
      'interview/unknown',
    ]);
    const hidden = carriedOut(base, ben, hide(one));
    expect([answer(hidden, chi, change(one)), answer(hidden, chi, note('Said.'))]).toEqual(['yes', 'yes']);
    expect(carriedOut(hidden, chi, { type: 'interview.restore', interview: one }).interviews).toEqual(base.interviews);
    expect(answer(base, disa, hide(two))).toBe('role/not-allowed');
  });

  test('[N2] an id names one interview for ever', () => {
    expect([answer(base, chi, add(one)), answer(base, chi, add(two))]).toEqual(['interview/exists', 'yes']);
  });

  test('[N3] a plan has room for 200', () => {
    const ids = Array.from({ length: limits.interviews - 1 }, (_, i) => interviewId(`i${i}x`));
    const almost = withInterviews(anEvaluation(), ...ids);
    expect(answer(almost, ben, add(two))).toBe('yes');
    expect(answer(carriedOut(carriedOut(almost, ben, add(two)), ben, hide(two)), ben, add(one))).toBe('interview/too-many');
  });

  test('[N4] who asks is in the team, or was when the line was written', () => {
    expect([answer(base, ben, add(two, { asks: [ada, chi] })), answer(base, ben, add(two, { asks: [ada, nobody] }))]).toEqual([
      'yes',
      'member/unknown',
    ]);
    const gone = carriedOut(base, ada, { type: 'member.remove', member: ben });
    expect([answer(gone, ada, change(one, { asks: [ada, ben, chi] })), answer(gone, ada, add(two, { asks: [ben] }))]).toEqual([
      'yes',
      'member/unknown',
    ]);
    expect(carriedOut(base, ben, change(one, { asks: [chi, chi] })).interviews[one]?.asks).toEqual([chi]);
  });

  test('[N5] a conflict keeps from notes on the criteria of the area, not from the plan', () => {
    const conflicted = withInterviews(anEvaluation({ conflicts: { [ben]: [roads] } }), one);
    expect(
      [note('Said.'), note('Said.', one, supply), change(one, { criteria: [plan] })].map((each) => answer(conflicted, ben, each)),
    ).toEqual(['interview/conflict', 'yes', 'yes']);
    expect(answer(conflicted, chi, note('Said.'))).toBe('yes');
  });

  test('[N6] not once it is published', () => {
    const published = withInterviews(anEvaluation({ phase: 'published' }), one);
    expect([add(two), change(one), note('Late.')].map((command) => answer(published, ben, command))).toEqual([
      'phase/wrong',
      'phase/wrong',
      'phase/wrong',
    ]);
    expect(answer(base, ben, add(two))).toBe('yes');
  });

  test('[N7] a note is its sender’s own, and an empty one takes it away', () => {
    const both = carriedOut(carriedOut(base, ben, note('Ben heard.')), chi, note('Chi heard.'));
    expect(notesOn(lineOf(both), plan)).toMatchObject({ [ben]: { text: 'Ben heard.' }, [chi]: { text: 'Chi heard.' } });
    const taken = carriedOut(both, ben, note('  '.trim()));
    expect(Object.keys(notesOn(lineOf(taken), plan))).toEqual([chi]);
    expect(notesOn(lineOf(taken), supply)).toEqual({});
    expect(Command.safeParse({ ...note('x'), member: chi }).success).toBe(false);
    expect(Command.safeParse(note('x')).success).toBe(true);
    expect(Command.safeParse(note('x'.repeat(limits.noteChars + 1))).success).toBe(false);
  });

  test('[V1] the plan’s line and each note have versions of their own', () => {
    const noted = carriedOut(base, ben, note('First.'));
    expect([answer(noted, ben, note('Second.'), 0), answer(noted, ben, note('Second.'), 1), answer(noted, chi, note('Mine.'), 0)]).toEqual([
      'thing/stale',
      'yes',
      'yes',
    ]);
    expect(thingOf(noted, note('Second.'), ben)).toMatchObject({ text: 'First.', version: 1 });
    expect(thingOf(noted, note('Mine.'), chi)).toBeNull();
    // An old base is told even where the note was taken away meanwhile.
    expect(answer(carriedOut(noted, ben, note('')), ben, note('Second.'), 1)).toBe('thing/stale');
    const changed = carriedOut(noted, chi, change(one));
    expect([answer(changed, ben, change(one), 1), answer(changed, ben, change(one), 2)]).toEqual(['thing/stale', 'yes']);
    expect(thingOf(changed, change(one), ben)).toMatchObject({ role: 'Head of planning', version: 2, notes: {} });
  });

  test('[V2][V3] criteria of the instrument, each once', () => {
    expect(answer(base, ben, note('x', one, 'roads.none' as CriterionId))).toBe('criterion/unknown');
    expect(answer(base, ben, add(two, { criteria: ['constructor' as CriterionId] }))).toBe('criterion/unknown');
    expect(answer(base, ben, add(two, { criteria: [plan, plan] }))).toBe('criterion/twice');
  });

  test.each([
    ['2026-11-10T09:30', true],
    ['2026-11-10T24:00', false],
    ['2026-11-10T09:60', false],
    ['2026-02-30T09:30', false],
    ['2026-11-10', false],
    ['2026-11-10T09:30Z', false],
    [null, true],
  ])('[E8] an interview at %s', (when, isTaken) => {
    expect(Command.safeParse(add(two, { when })).success).toBe(isTaken);
  });
});
