/** Ballots and rounds: a yes and a no for each rule of SPEC B and R. */
import { describe, expect, test } from 'vitest';
import { Command } from '../../../shared/domain/commands.ts';
import { decide } from '../../../shared/domain/decide/index.ts';
import { currentRound, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, EvidenceId, MemberId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { must } from '../../../shared/domain/assert.ts';
import {
  ada,
  after,
  anEvaluation,
  ben,
  carriedOut,
  chi,
  disa,
  evidenceId,
  inShort,
  inState,
  noon,
  plan,
  repair,
  roads,
  supply,
  withBallots,
  withEvidence,
} from '../../support/builders.ts';

type Cast = { points?: number; round?: number; criterion?: CriterionId };
const cast = ({ points = 12, round = 1, criterion = plan }: Cast = {}): Command => ({
  type: 'ballot.cast',
  criterion,
  round,
  points,
  reason: '',
  confidence: null,
});
const answer = (state: Evaluation, member: MemberId, command: Command, base?: number) =>
  inShort(decide(state, command, member, noon, base));
const factsOf = (state: Evaluation, criterion = plan) => must(state.criteria[criterion], 'a criterion of the fixture');

describe('ballots', () => {
  const scoring = anEvaluation();

  test('[B11] a ballot rests on evidence that is there and not hidden, or that it rested on already', () => {
    const [source, none] = [evidenceId('source'), evidenceId('none')];
    const resting = (...evidence: EvidenceId[]): Command => ({ ...cast(), evidence }) as Command;
    const with1 = withEvidence(scoring, source);
    expect([resting(), resting(source), resting(source, none)].map((command) => answer(with1, ben, command))).toEqual([
      'yes',
      'yes',
      'evidence/unknown',
    ]);
    const given = carriedOut(with1, ben, resting(source, source));
    expect(currentRound(factsOf(given)).ballots[ben]?.evidence).toEqual([source]);
    const hidden = after(given, chi, { type: 'evidence.hidden', evidence: source });
    expect([answer(hidden, ben, resting(source)), answer(hidden, chi, resting(source))]).toEqual(['yes', 'evidence/unknown']);
    const abstained = carriedOut(given, ben, { type: 'ballot.abstain', criterion: plan, round: 1, reason: '' });
    expect(currentRound(factsOf(abstained)).ballots[ben]?.evidence).toEqual([]);
    const many = Array.from({ length: limits.evidenceLinks + 1 }, (_, i) => evidenceId(`e${i}x`));
    expect([Command.safeParse(resting(...many.slice(1))).success, Command.safeParse(resting(...many)).success]).toEqual([true, false]);
  });

  test('[B1] a ballot belongs to who sent it, and a command that names a member does not parse', () => {
    const state = carriedOut(scoring, ben, cast({ points: 12 }));
    expect(Object.keys(currentRound(factsOf(state)).ballots)).toEqual([ben]);
    expect(Command.safeParse({ ...cast(), member: chi }).success).toBe(false);
    expect(Command.safeParse(cast()).success).toBe(true);
  });

  test('[B2] only who scores casts', () => {
    const resting = after(scoring, ada, { type: 'member.scoresChanged', member: ben, scores: false });
    expect([answer(scoring, ben, cast()), answer(resting, ben, cast())]).toEqual(['yes', 'member/does-not-score']);
  });

  test('[B3] nobody casts before declaring conflicts', () => {
    const late = after(scoring, ada, { type: 'member.roleChanged', member: disa, role: 'evaluator', scores: true });
    expect(answer(late, disa, cast())).toBe('ballot/conflicts-undeclared');
    expect(answer(carriedOut(late, disa, { type: 'conflicts.declare', member: disa, areas: [] }), disa, cast())).toBe('yes');
  });

  test('[B4] a conflict in the area keeps from casting there, and only there', () => {
    const conflicted = anEvaluation({ conflicts: { [ben]: [roads] } });
    expect([answer(conflicted, ben, cast()), answer(conflicted, ben, cast({ criterion: supply }))]).toEqual(['ballot/conflict', 'yes']);
  });

  test('[B7] a ballot names the current round', () => {
    expect([answer(scoring, ben, cast({ round: 1 })), answer(scoring, ben, cast({ round: 2 }))]).toEqual(['yes', 'ballot/wrong-round']);
  });

  test.each([
    [0, 'yes'],
    [20, 'yes'],
    [21, 'ballot/out-of-range'],
    [-1, 'ballot/out-of-range'],
  ])('[B8] %i points of 20: %s', (points, expected) => {
    expect(answer(scoring, ben, cast({ points }))).toBe(expected);
  });

  test('[B8] the refusal says the maximum and what was given', () => {
    expect(decide(scoring, cast({ points: 21 }), ben, noon)).toEqual({
      ok: false,
      refusal: { code: 'ballot/out-of-range', rule: 'B8', facts: { max: 20, points: 21 } },
    });
  });

  test.each([
    [15, 'yes'],
    [12, 'ballot/off-step'],
  ])('[B9] %i points on a step of 5: %s', (points, expected) => {
    expect(answer(scoring, ben, cast({ points, criterion: repair }))).toBe(expected);
  });

  test('[B10] a ballot that exists is withdrawn, one that does not is not', () => {
    const withdraw: Command = { type: 'ballot.withdraw', criterion: plan, round: 1 };
    expect(answer(scoring, ben, withdraw)).toBe('ballot/none');
    const state = carriedOut(carriedOut(scoring, ben, cast()), ben, withdraw);
    expect(currentRound(factsOf(state)).ballots).toEqual({});
  });

  test('[B10] abstaining is a ballot without points: neither none nor 0', () => {
    const state = carriedOut(scoring, ben, { type: 'ballot.abstain', criterion: plan, round: 1, reason: 'Was not there.' });
    expect(currentRound(factsOf(state)).ballots[ben]).toMatchObject({ points: null, reason: 'Was not there.' });
  });

  test('[V1] a ballot that builds on an old one is refused, with or without a withdrawal in between', () => {
    const once = carriedOut(scoring, ben, cast());
    expect([answer(once, ben, cast(), 1), answer(once, ben, cast(), 0), answer(once, ben, cast())]).toEqual(['yes', 'thing/stale', 'yes']);
    const again = carriedOut(carriedOut(once, ben, { type: 'ballot.withdraw', criterion: plan, round: 1 }), ben, cast());
    expect([answer(again, ben, cast(), 1), answer(again, ben, cast(), 3)]).toEqual(['thing/stale', 'yes']);
  });
});

describe('rounds', () => {
  const calibrating = anEvaluation({ phase: 'calibrating' });
  const close = (reason?: string): Command => ({ type: 'round.close', criteria: [plan], ...(reason ? { reason } : {}) });

  test('[R3] a round without any ballot is not closed, whatever the reason; one abstention is a ballot', () => {
    expect(answer(calibrating, ada, close('Nobody was there.'))).toBe('round/nobody');
    expect(answer(withBallots(calibrating, plan, { [ben]: null }), ada, close('Only Ben was there.'))).toBe('yes');
  });

  test('[R4] all who score have cast, or it takes a reason', () => {
    const two = withBallots(calibrating, plan, { [ada]: 10, [ben]: 12 });
    expect([answer(two, ada, close()), answer(two, ada, close('Chi is ill.'))]).toEqual(['round/too-few', 'yes']);
    expect(answer(withBallots(two, plan, { [chi]: 0 }), ada, close())).toBe('yes');
  });

  test('[R4] the policy may ask for fewer; a member with a conflict is not waited for', () => {
    const two = withBallots(calibrating, plan, { [ada]: 10, [ben]: 12 });
    const lenient = after(two, ada, { type: 'policy.changed', policy: { ...two.policy, leastBallots: 2 }, reason: 'Small team.' });
    expect(answer(lenient, ada, close())).toBe('yes');
    const conflicted = withBallots(anEvaluation({ phase: 'calibrating', conflicts: { [chi]: [roads] } }), plan, { [ada]: 10, [ben]: 12 });
    expect(answer(conflicted, ada, close())).toBe('yes');
  });

  test('[V3] several criteria are closed together or not at all, each named once', () => {
    const ready = withBallots(calibrating, plan, { [ada]: 10, [ben]: 12, [chi]: 13 });
    expect(answer(ready, ada, { type: 'round.close', criteria: [plan, supply] })).toBe('round/nobody');
    expect(answer(ready, ada, { type: 'round.close', criteria: [plan, plan] })).toBe('criterion/twice');
    const both = withBallots(ready, supply, { [ada]: 10, [ben]: 12, [chi]: 13 });
    const closed = carriedOut(both, ada, { type: 'round.close', criteria: [plan, supply] });
    expect([factsOf(closed).state, factsOf(closed, supply).state]).toEqual(['closed', 'closed']);
  });

  test('[V2] a criterion the instrument does not have', () => {
    expect(answer(calibrating, ada, { type: 'round.reveal', criteria: ['roads.none' as CriterionId] })).toBe('criterion/unknown');
  });

  test('[R7] a new round has a reason', () => {
    const revealed = inState(calibrating, plan, 'revealed');
    const open = (reason: string): Command => ({ type: 'round.open', criterion: plan, reason });
    expect([answer(revealed, ada, open('')), answer(revealed, ada, open('Ben showed the plan.'))]).toEqual(['reason/missing', 'yes']);
  });

  test('[R8] two re-votes and no more; every round is kept', () => {
    const reVote = (state: Evaluation, round: number) => {
      const opened = carriedOut(state, ada, { type: 'round.open', criterion: plan, reason: 'New evidence.' });
      const voted = withBallots(opened, plan, { [ada]: 10 + round, [ben]: 12, [chi]: 13 });
      return carriedOut(carriedOut(voted, ada, close()), ada, { type: 'round.reveal', criteria: [plan] });
    };
    const twice = reVote(reVote(inState(calibrating, plan, 'revealed'), 2), 3);
    expect(answer(twice, ada, { type: 'round.open', criterion: plan, reason: 'Once more.' })).toBe('round/re-votes-spent');
    expect(factsOf(twice).rounds.map((round) => round.ballots[ada]?.points)).toEqual([10, 12, 13]);
  });

  test('[M10] an unseen ballot leaves with the right to score; a revealed one stays', () => {
    const state = inState(withBallots(calibrating, supply, { [ben]: 5 }), plan, 'revealed');
    const removed = carriedOut(state, ada, { type: 'member.remove', member: ben });
    expect(currentRound(factsOf(removed, supply)).ballots[ben]).toBeUndefined();
    expect(currentRound(factsOf(removed, plan)).ballots[ben]?.points).toBe(15);
  });

  test.each<[string, Command, MemberId]>([
    ['leaves', { type: 'member.remove', member: ben }, ben],
    ['declares a conflict', { type: 'conflicts.declare', member: ben, areas: [roads] }, ben],
    ['no longer scores', { type: 'member.scores', member: ben, scores: false }, ada],
    ['becomes a reviewer', { type: 'member.role', member: ben, role: 'reviewer' }, ada],
  ])('[M10] a ballot of a closed round is not revealed either when its member %s', (_what, command, by) => {
    const closed = carriedOut(inState(calibrating, plan, 'closed'), by, command);
    const shown = carriedOut(closed, ada, { type: 'round.reveal', criteria: [plan] });
    expect(Object.keys(currentRound(factsOf(shown)).ballots)).toEqual([ada, chi]);
  });

  test('[M10] a conflict takes unseen ballots of that area, not of others', () => {
    const state = withBallots(withBallots(calibrating, supply, { [ben]: 5 }), plan, { [ben]: 6 });
    const conflicted = carriedOut(state, ben, { type: 'conflicts.declare', member: ben, areas: [roads] });
    expect(currentRound(factsOf(conflicted, plan)).ballots[ben]).toBeUndefined();
    expect(currentRound(factsOf(conflicted, supply)).ballots[ben]?.points).toBe(5);
  });
});
