/** What the facts say to one member: marks, progress, the next one without a ballot, what waits for whom. */
import { describe, expect, test } from 'vitest';
import {
  bulkOf,
  markOf,
  measureOf,
  nextWithoutBallot,
  progressOf,
  strokesOf,
  whatKeepsOpen,
  whatWaits,
} from '../../../client/screens/evaluation/selectors.ts';
import { must } from '../../../shared/domain/assert.ts';
import { criterionStates, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
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
  water,
  withBallots,
} from '../../support/builders.ts';
import { World } from '../../support/fake-session.ts';

const seen = (state: Evaluation, me: MemberId) => new World(state, {}).seenBy(me);

function undeclared(state: Evaluation, who: MemberId): Evaluation {
  return { ...state, members: { ...state.members, [who]: { ...must(state.members[who], 'a member'), conflicts: null } } };
}

describe('the mark of a criterion', () => {
  test('an open one says whether one has scored, abstaining included', () => {
    const state = withBallots(anEvaluation(), plan, { [ben]: null });
    expect(markOf(seen(state, ben), ben, plan)).toBe('open-cast');
    expect(markOf(seen(state, chi), chi, plan)).toBe('open-missing');
  });

  test.each(criterionStates.filter((state) => state !== 'open'))('%s shows as it is', (wanted) => {
    const state = inState(anEvaluation({ phase: 'calibrating' }), plan, wanted);
    expect(markOf(seen(state, ben), ben, plan)).toBe(wanted);
  });

  test('a conflict hides the state until there are agreed points', () => {
    const state = anEvaluation({ phase: 'calibrating', conflicts: { [ben]: [roads] } });
    const marks = criterionStates.map((wanted) => markOf(seen(inState(state, plan, wanted), ben), ben, plan));
    expect(marks).toEqual(['conflict', 'conflict', 'conflict', 'agreed', 'locked']);
    expect(markOf(seen(state, ben), ben, supply)).toBe('open-missing');
  });
});

describe('progress', () => {
  test('counts own ballots while one scores alone, not where one has a conflict', () => {
    const state = withBallots(anEvaluation({ conflicts: { [ben]: [water] } }), plan, { [ben]: 12, [chi]: 9 });
    const mine = seen(state, ben);
    expect(measureOf(mine, ben)).toBe('ballots');
    expect(progressOf(mine, ben)).toMatchObject({ done: 1, of: 2 });
    expect(progressOf(mine, ben).areas.map(({ done, of, conflict }) => [done, of, conflict])).toEqual([
      [1, 2, false],
      [0, 0, true],
    ]);
    expect(strokesOf(mine, ben)).toEqual([['done', 'not'], ['conflict']]);
  });

  test('a round that closed without one’s ballot is nobody’s to do any more', () => {
    let state = withBallots(anEvaluation({ phase: 'calibrating' }), plan, { [chi]: 9 });
    state = after(state, ada, { type: 'round.closed', criterion: plan, round: 1, reason: 'Ben was ill' });
    expect(progressOf(seen(state, ben), ben, 'ballots')).toMatchObject({ done: 0, of: 2 });
    expect(strokesOf(seen(state, ben), ben, 'ballots')).toEqual([['not'], ['not']]);
  });

  test('from the calibration on, and for those who do not score, it is what is agreed', () => {
    const state = inState(inState(anEvaluation({ phase: 'calibrating' }), plan, 'locked'), repair, 'agreed');
    expect(progressOf(seen(state, ben), ben)).toMatchObject({ done: 2, of: 3 });
    expect(measureOf(seen(anEvaluation(), disa), disa)).toBe('agreed');
  });
});

describe('the next one without a ballot', () => {
  test('comes after the current one and starts over at the end', () => {
    const state = seen(withBallots(anEvaluation(), repair, { [ben]: 10 }), ben);
    expect(nextWithoutBallot(state, ben)).toBe(plan);
    expect(nextWithoutBallot(state, ben, plan)).toBe(supply);
    expect(nextWithoutBallot(state, ben, supply)).toBe(plan);
  });

  test('is none outside the phases of ballots, for those who do not score, and when all is done', () => {
    expect(nextWithoutBallot(seen(anEvaluation({ phase: 'gathering' }), ben), ben)).toBeNull();
    expect(nextWithoutBallot(seen(anEvaluation(), disa), disa)).toBeNull();
    const all = [plan, repair, supply].reduce((state, id) => withBallots(state, id, { [ben]: 5 }), anEvaluation());
    expect(nextWithoutBallot(seen(all, ben), ben)).toBeNull();
  });

  test('a new round asks again', () => {
    let state = inState(anEvaluation({ phase: 'calibrating' }), plan, 'revealed');
    state = after(state, ada, { type: 'round.opened', criterion: plan, round: 2, reason: 'A new document' });
    expect(whatWaits(seen(state, ben), ben)[0]).toEqual({ kind: 'ballots', criteria: [plan, repair, supply] });
  });
});

describe('what waits', () => {
  test('conflicts come before ballots, for those who score', () => {
    const state = undeclared(anEvaluation(), ben);
    expect(whatWaits(seen(state, ben), ben).map(({ kind }) => kind)).toEqual(['declare', 'ballots']);
    expect(whatWaits(seen(state, oda), oda)).toEqual([]);
  });

  test('a lead in the gathering sees who has not declared; when all have, that it can go on', () => {
    const state = anEvaluation({ phase: 'gathering' });
    expect(whatWaits(undeclared(state, chi), ada)).toEqual([{ kind: 'undeclared', members: [chi] }]);
    expect(whatWaits(state, ada)).toEqual([{ kind: 'move', to: 'scoring' }]);
  });

  test('a stand is missing until one has answered the agreement in force', () => {
    const agreed = inState(anEvaluation({ phase: 'calibrating' }), plan, 'agreed');
    const standing = after(agreed, ben, { type: 'stand.taken', criterion: plan, consensus: 1 });
    const kinds = (state: Evaluation) => whatWaits(seen(state, ben), ben).map(({ kind }) => kind);
    expect(kinds(agreed)).toEqual(['ballots', 'stands']);
    expect(kinds(standing)).toEqual(['ballots']);
    const changed = after(standing, ada, {
      type: 'consensus.agreed',
      criterion: plan,
      points: 12,
      reason: 'Less',
      version: 2,
      outside: false,
    });
    expect(kinds(changed)).toEqual(['ballots', 'stands']);
  });

  test('in the calibration a lead settles before revealing, reveals before closing', () => {
    let state = inState(anEvaluation({ phase: 'calibrating' }), plan, 'revealed');
    state = inState(state, repair, 'closed');
    state = withBallots(state, supply, { [ada]: 1, [ben]: 2, [chi]: 3 });
    expect(whatWaits(seen(state, ada), ada)).toEqual([
      { kind: 'agree', criteria: [plan] },
      { kind: 'reveal', criteria: [repair] },
      { kind: 'close', criteria: [supply] },
    ]);
  });

  test('when all is locked the next phase is due', () => {
    const state = [plan, repair, supply].reduce((one, id) => inState(one, id, 'locked'), anEvaluation({ phase: 'calibrating' }));
    expect(whatWaits(seen(state, ada), ada)).toEqual([{ kind: 'move', to: 'reviewing' }]);
  });
});

describe('many at once', () => {
  test('only what everybody has scored closes, only what nobody is missing in locks', () => {
    let state = withBallots(anEvaluation({ phase: 'calibrating' }), plan, { [ada]: 1, [ben]: 2 });
    state = inState(state, repair, 'agreed');
    expect(bulkOf(seen(state, ada))).toEqual({ close: [], reveal: [], agree: [], lock: [] });
    expect(whatKeepsOpen(seen(state, ada), repair)).toEqual([ada, ben, chi]);
    for (const member of [ada, ben, chi]) state = after(state, member, { type: 'stand.taken', criterion: repair, consensus: 1 });
    expect(bulkOf(seen(state, ada)).lock).toEqual([repair]);
  });

  test('a lead with a conflict cannot tell who is missing there', () => {
    const state = inState(anEvaluation({ phase: 'calibrating', conflicts: { [ada]: [roads] } }), plan, 'agreed');
    expect(whatKeepsOpen(seen(state, ada), plan)).toBeNull();
    expect(bulkOf(seen(state, ada)).lock).toEqual([]);
  });
});
