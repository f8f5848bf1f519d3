/** Agreement, stands, locks: a yes and a no for each rule of SPEC C, S and K. */
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../shared/domain/commands.ts';
import { decide } from '../../../shared/domain/decide/index.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, MemberId } from '../../../shared/domain/ids.ts';
import { must } from '../../../shared/domain/assert.ts';
import {
  ada,
  after,
  anEvaluation,
  ben,
  carriedOut,
  chi,
  disa,
  inShort,
  inState,
  noon,
  oda,
  plan,
  repair,
  roads,
  supply,
  withBallots,
  withStands,
} from '../../support/builders.ts';

const answer = (state: Evaluation, member: MemberId, command: Command, base?: number) =>
  inShort(decide(state, command, member, noon, base));
const calibrating = anEvaluation({ phase: 'calibrating' });
const revealed = inState(calibrating, plan, 'revealed');
const agreed = inState(calibrating, plan, 'agreed');

type Agree = { points?: number; reason?: string; outside?: boolean; criterion?: CriterionId };
const agree = ({ points = 12, reason = 'All saw the plan.', criterion = plan, ...rest }: Agree = {}): Command => ({
  type: 'consensus.agree',
  criterion,
  points,
  reason,
  ...rest,
});

describe('consensus', () => {
  test('[C1] a lead with a conflict in the area does not set its points', () => {
    const conflicted = after(revealed, ben, { type: 'conflicts.declared', member: ada, areas: [roads], reason: 'Lives there.' });
    expect([answer(revealed, ada, agree()), answer(conflicted, ada, agree())]).toEqual(['yes', 'consensus/conflict']);
  });

  test('[C4] a reason always', () => {
    expect(answer(revealed, ada, agree({ reason: '' }))).toBe('consensus/reason-missing');
  });

  test('[C5] within the criterion, even when confirmed', () => {
    expect(answer(revealed, ada, agree({ points: 21, outside: true }))).toBe('ballot/out-of-range');
    expect(answer(revealed, ada, agree({ points: 20, outside: true }))).toBe('yes');
  });

  test('[C6] on the step', () => {
    const state = inState(calibrating, repair, 'revealed');
    expect(answer(state, ada, agree({ points: 12, criterion: repair }))).toBe('ballot/off-step');
    expect(answer(state, ada, agree({ points: 15, criterion: repair }))).toBe('yes');
  });

  test.each([
    [9, undefined, 'consensus/outside-range'],
    [10, undefined, 'yes'],
    [15, undefined, 'yes'],
    [16, undefined, 'consensus/outside-range'],
    [16, true, 'yes'],
  ])('[C7] %i where the ballots are 10, 15, 15, confirmed: %s → %s', (points, outside, expected) => {
    expect(answer(revealed, ada, agree({ points, ...(outside ? { outside } : {}) }))).toBe(expected);
  });

  test('[C7] the confirmation is recorded, and only where it was needed', () => {
    const outside = (points: number) => carriedOut(revealed, ada, agree({ points, outside: true })).criteria[plan]?.consensus?.outside;
    expect([outside(16), outside(15)]).toEqual([true, false]);
  });

  test('[C7] where all abstained every number is outside', () => {
    const abstained = after(
      withBallots(calibrating, supply, { [ada]: null, [ben]: null, [chi]: null }),
      ada,
      { type: 'round.closed', criterion: supply, round: 1, reason: null },
      { type: 'round.revealed', criterion: supply, round: 1 },
    );
    expect(answer(abstained, ada, agree({ criterion: supply }))).toBe('consensus/outside-range');
  });

  test('[V1] of two leads who agree at once the second is told', () => {
    expect([answer(revealed, ada, agree(), 0), answer(revealed, ada, agree(), 1)]).toEqual(['yes', 'thing/stale']);
  });
});

describe('stands', () => {
  const behind = (consensus = 1): Command => ({ type: 'stand.behind', criterion: plan, consensus });
  const dissent = (points: number | null, text = 'The plan is old.', criterion = plan): Command => ({
    type: 'stand.dissent',
    criterion,
    consensus: 1,
    points,
    text,
    shown: 'report',
  });

  test('[S1] those who score stand', () => {
    const resting = after(agreed, ada, { type: 'member.scoresChanged', member: ben, scores: false });
    expect([answer(agreed, ben, behind()), answer(resting, ben, behind())]).toEqual(['yes', 'member/does-not-score']);
  });

  test('[S2] a stand names the agreement in force, and a later agreement voids it', () => {
    expect(answer(agreed, ben, behind(2))).toBe('stand/other-consensus');
    const stood = withStands(agreed, plan);
    const reopened = carriedOut(stood, ada, { type: 'criterion.reopen', criterion: plan, reason: 'A slip.' });
    const again = carriedOut(reopened, ada, agree({ points: 13 }));
    expect(answer(again, ada, { type: 'criterion.lock', criteria: [plan] })).toBe('stand/missing');
    expect([answer(again, ben, behind(1)), answer(again, ben, behind(2))]).toEqual(['stand/other-consensus', 'yes']);
  });

  test('[S3] with a conflict in the area nobody stands there', () => {
    const conflicted = after(agreed, ben, { type: 'conflicts.declared', member: ben, areas: [roads], reason: null });
    expect(answer(conflicted, ben, behind())).toBe('stand/conflict');
  });

  test('[S5] a dissent has a text', () => {
    expect([answer(agreed, ben, dissent(8, '')), answer(agreed, ben, dissent(8))]).toEqual(['reason/missing', 'yes']);
  });

  test('[S6] points of a dissent may be left out, else they are whole steps in range', () => {
    expect([answer(agreed, ben, dissent(null)), answer(agreed, ben, dissent(21))]).toEqual(['yes', 'stand/out-of-range']);
    const onFive = inState(calibrating, repair, 'agreed');
    expect(answer(onFive, ben, dissent(12, 'Old.', repair))).toBe('stand/off-step');
  });

  const absent = (member: MemberId, reason = 'On leave.'): Command => ({
    type: 'stand.absent',
    criterion: plan,
    consensus: 1,
    member,
    reason,
  });

  test('[S7] an absence is recorded by a lead for somebody who is waited for', () => {
    expect([answer(agreed, ada, absent(ben)), answer(agreed, ada, absent(oda)), answer(agreed, chi, absent(ben))]).toEqual([
      'yes',
      'member/unknown',
      'role/not-allowed',
    ]);
  });

  test('[S8] an absence has a reason', () => {
    expect(answer(agreed, ada, absent(ben, ''))).toBe('reason/missing');
  });
});

describe('locks', () => {
  const lock: Command = { type: 'criterion.lock', criteria: [plan] };

  test('[K2] everybody who scores there stands, dissents or is absent', () => {
    const two = withStands(agreed, plan, [ada, ben]);
    expect(decide(two, lock, ada, noon)).toEqual({
      ok: false,
      refusal: { code: 'stand/missing', rule: 'K2', facts: { criterion: plan, members: [chi] } },
    });
    const excused = carriedOut(two, ada, { type: 'stand.absent', criterion: plan, consensus: 1, member: chi, reason: 'Ill.' });
    expect([answer(excused, ada, lock), answer(withStands(agreed, plan), ada, lock)]).toEqual(['yes', 'yes']);
  });

  test('[K2] who has a conflict there, or has left, is not waited for', () => {
    const two = withStands(agreed, plan, [ada, ben]);
    const conflicted = after(two, chi, { type: 'conflicts.declared', member: chi, areas: [roads], reason: null });
    expect(answer(conflicted, ada, lock)).toBe('yes');
    expect(answer(carriedOut(two, chi, { type: 'member.remove', member: chi }), ada, lock)).toBe('yes');
  });

  test('[K4] reopening has a reason', () => {
    expect(answer(agreed, ada, { type: 'criterion.reopen', criterion: plan, reason: '' })).toBe('reason/missing');
  });

  test('[K3] locked goes to agreed with its stands, agreed to revealed', () => {
    const reopen: Command = { type: 'criterion.reopen', criterion: plan, reason: 'New facts.' };
    const once = carriedOut(inState(calibrating, plan, 'locked'), ada, reopen);
    expect([once.criteria[plan]?.state, Object.keys(once.criteria[plan]?.stands ?? {}).length]).toEqual(['agreed', 3]);
    expect(carriedOut(once, ada, reopen).criteria[plan]?.state).toBe('revealed');
  });

  test('[M1] none of it is open to other roles', () => {
    const locked = inState(calibrating, plan, 'locked');
    for (const member of [ben, disa, oda]) {
      expect(answer(locked, member, { type: 'criterion.reopen', criterion: plan, reason: 'I want to.' })).toBe('role/not-allowed');
    }
    expect(must(locked.criteria[plan], 'plan').state).toBe('locked');
  });
});
