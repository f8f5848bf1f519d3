/** The table behind the overview: last revealed rounds, extremes, who is a column, and nothing that a view lacks. */
import { expect, test } from 'vitest';
import { beginningOf, missingFor, tableOf } from '../../../client/screens/overview/selectors.ts';
import {
  ada,
  after,
  anEvaluation,
  ben,
  chi,
  disa,
  inState,
  oda,
  plan,
  repair,
  roads,
  supply,
  withBallots,
} from '../../support/builders.ts';
import { World } from '../../support/fake-session.ts';

const seen = (state: ReturnType<typeof anEvaluation>, who = ada) => new World(state, {}).session(who).view.get() ?? state;
const rowsOf = (state: ReturnType<typeof anEvaluation>, who = ada) => tableOf(seen(state, who), who).areas.flatMap(({ rows }) => rows);

test('extremes are marked from Apart on, all who share one of them', () => {
  const revealed = inState(anEvaluation({ phase: 'calibrating' }), plan, 'revealed');
  expect(rowsOf(revealed)[0]?.shown?.cells).toEqual([
    { kind: 'points', points: 10, extreme: 'lowest' },
    { kind: 'points', points: 15, extreme: 'highest' },
    { kind: 'points', points: 15, extreme: 'highest' },
  ]);
  const wide = after(revealed, ada, {
    type: 'policy.changed',
    policy: { ...revealed.policy, bands: { green: 30, amber: 40, red: 50 } },
    reason: null,
  });
  expect(rowsOf(wide)[0]?.shown?.cells.map((cell) => cell.kind === 'points' && cell.extreme)).toEqual([null, null, null]);
});

test('a round under way leaves the last revealed one in place and is counted', () => {
  let state = inState(anEvaluation({ phase: 'calibrating' }), plan, 'revealed');
  state = after(state, ada, { type: 'round.opened', criterion: plan, round: 2, reason: 'Something was shown.' });
  state = withBallots(state, plan, { [ben]: 12 });
  const [row] = rowsOf(state);
  expect(row?.shown?.round.number).toBe(1);
  expect(row?.underWay).toEqual({ round: 2, cast: 1, of: 3 });
  expect(row?.agreed).toBeNull();
});

test('before the scoring no round is under way', () => {
  const underWay = (phase: 'gathering' | 'scoring') => rowsOf(anEvaluation({ phase }))[0]?.underWay;
  expect([underWay('gathering'), underWay('scoring')]).toEqual([null, { round: 1, cast: 0, of: 3 }]);
});

test('whoever left keeps the column of what was revealed, and loses it where nothing was', () => {
  const gone = (state: ReturnType<typeof anEvaluation>) => after(state, ada, { type: 'member.removed', member: chi });
  const columns = (state: ReturnType<typeof anEvaluation>) => tableOf(seen(state), ada).columns.map(({ id }) => id);
  expect(columns(gone(inState(anEvaluation(), plan, 'revealed')))).toEqual([ada, ben, chi]);
  expect(columns(gone(inState(anEvaluation(), plan, 'closed')))).toEqual([ada, ben]);
});

test('an area a member has a conflict in shows no round to them, but its agreed points', () => {
  let state = anEvaluation({ phase: 'calibrating', conflicts: { [ben]: [roads] } });
  for (const id of [plan, repair, supply]) state = inState(state, id, 'agreed');
  expect(rowsOf(state, ben).map(({ shown, agreed }) => [shown === null, agreed])).toEqual([
    [true, 15],
    [true, 15],
    [false, 15],
  ]);
  expect(missingFor(seen(state, ben), ben)).toEqual({ kind: 'conflict', areas: [roads] });
  expect(missingFor(seen(state, ada), ada)).toBeNull();
});

test('the total sums what is agreed and knows how much of it there is', () => {
  const state = inState(inState(anEvaluation(), plan, 'agreed'), repair, 'locked');
  const { areas, total } = tableOf(seen(state), ada);
  expect(areas.map(({ sum }) => [sum.points, sum.agreed, sum.criteria])).toEqual([
    [30, 2, 2],
    [null, 0, 1],
  ]);
  expect(total).toEqual({ points: 30, max: 65, agreed: 2, criteria: 3 });
});

test('reviewers and observers have no columns, and the reason', () => {
  const state = inState(anEvaluation(), plan, 'agreed');
  expect([tableOf(seen(state, disa), disa).columns, missingFor(seen(state, disa), disa)]).toEqual([[], { kind: 'reviewer' }]);
  expect([tableOf(seen(state, oda), oda).columns, missingFor(seen(state, oda), oda)]).toEqual([[], { kind: 'observerPoints' }]);
  const open = after(state, ada, {
    type: 'policy.changed',
    policy: { ...state.policy, reviewersSeeBallots: true, observersSeePoints: true },
    reason: null,
  });
  expect(missingFor(seen(open, disa), disa)).toBeNull();
  expect(tableOf(seen(open, disa), disa).columns).toHaveLength(3);
  expect(missingFor(seen(open, oda), oda)).toEqual({ kind: 'observer' });
});

test('how the team began is told of first rounds with two ballots or more, the furthest apart first', () => {
  let state = inState(inState(anEvaluation(), plan, 'agreed'), repair, 'revealed');
  state = after(withBallots(state, supply, { [ada]: 4 }), ada, {
    type: 'round.closed',
    criterion: supply,
    round: 1,
    reason: 'One is ill.',
  });
  state = after(state, ada, { type: 'round.revealed', criterion: supply, round: 1 });
  // 1.1: five of twenty. 1.2: five of twenty-five, which is one step there. 2.1: one ballot.
  expect(beginningOf(seen(state))).toEqual({ near: 1, apart: ['1.1'] });
});
