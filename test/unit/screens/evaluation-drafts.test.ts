/** One's own ballot while it is worked on: what is typed goes out as one, and is never lost before the server has it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BallotDrafts, draftsOf, quiet } from '../../../client/screens/evaluation/ballot-drafts.ts';
import { must } from '../../../shared/domain/assert.ts';
import { currentRound } from '../../../shared/domain/evaluation.ts';
import type { EvidenceId } from '../../../shared/domain/ids.ts';
import { ada, anEvaluation, ben, carriedOut, chi, plan, repair, withBallots } from '../../support/builders.ts';
import { World } from '../../support/fake-session.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aWorld() {
  const world = new World(anEvaluation({ phase: 'calibrating' }), {});
  const drafts = new BallotDrafts(world.session(ben));
  const ballot = () => currentRound(must(world.evaluation.criteria[plan], 'a criterion')).ballots[ben] ?? null;
  const sent = () => world.given.map(({ command, base, outcome }) => [command.type, base, outcome.ok ? null : outcome.refusal.code]);
  return { world, drafts, ballot, sent };
}
const settle = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('points, reason and confidence go out as one ballot, after a moment of quiet', async () => {
  const { drafts, ballot, sent } = aWorld();
  drafts.edit(plan, { points: 1 }, quiet.points);
  await settle(quiet.points - 1);
  drafts.edit(plan, { points: 14 }, quiet.points);
  drafts.edit(plan, { reason: 'Two units ' });
  drafts.edit(plan, { confidence: 2 });
  expect(ballot()).toBeNull();
  await settle(quiet.words);
  expect(ballot()).toMatchObject({ points: 14, reason: 'Two units', confidence: 2 });
  expect(sent()).toEqual([['ballot.cast', 0, null]]);
});

test('what the points rest on is part of the draft: it waits for points, goes with them, and comes back when they are taken back', async () => {
  const { world, drafts, ballot, sent } = aWorld();
  const [first, second] = ['first', 'second'].map((name) => name.padEnd(20, '0') as EvidenceId) as [EvidenceId, EvidenceId];
  const body = { kind: 'document', name: 'Årsredovisning', date: null, page: null } as const;
  for (const evidence of [first, second]) await world.judge(chi, { type: 'evidence.add', evidence, body, criteria: [] }, undefined);
  drafts.edit(plan, { evidence: [second] });
  await settle(quiet.words);
  expect([ballot(), drafts.shown(plan).evidence]).toEqual([null, [second]]);
  drafts.edit(plan, { points: 7 }, quiet.points);
  await settle(quiet.points);
  expect(ballot()?.evidence).toEqual([second]);
  drafts.edit(plan, { evidence: [second, first] });
  await settle(quiet.words);
  expect(ballot()?.evidence).toEqual([second, first]);
  await drafts.withdraw(plan);
  expect([ballot(), drafts.shown(plan).evidence]).toEqual([null, [second, first]]);
  expect(sent().filter(([type]) => String(type).startsWith('ballot.'))).toEqual([
    ['ballot.cast', 0, null],
    ['ballot.cast', 1, null],
    ['ballot.withdraw', 2, null],
  ]);
});

test('what the server has taken keeps its trailing space: the next letter is part of the next word', async () => {
  const { drafts, ballot } = aWorld();
  drafts.edit(plan, { points: 3, reason: 'Two ' });
  await settle(quiet.words);
  expect([drafts.of(plan)?.state, drafts.shown(plan).reason, ballot()?.reason]).toEqual(['taken', 'Two ', 'Two']);
  drafts.edit(plan, { reason: `${drafts.shown(plan).reason}units` });
  await settle(quiet.words);
  expect(ballot()?.reason).toBe('Two units');
});

test('words without points are kept, not cast, and go with the points when they come', async () => {
  const { drafts, ballot, sent } = aWorld();
  drafts.edit(plan, { reason: 'Not sure yet' });
  await settle(10_000);
  drafts.flushAll();
  expect([ballot(), sent(), drafts.shown(plan).reason]).toEqual([null, [], 'Not sure yet']);
  drafts.edit(plan, { points: 7 }, quiet.points);
  await settle(quiet.points);
  expect(ballot()).toMatchObject({ points: 7, reason: 'Not sure yet' });
});

test('the session knows of every draft: what goes out by itself, what waits for points, and when it is the server’s', async () => {
  const world = new World(anEvaluation({ phase: 'calibrating' }), {});
  const session = world.session(ben);
  const drafts = new BallotDrafts(session);
  drafts.edit(plan, { reason: 'Not sure yet' });
  expect(session.drafts.get(plan)).toBe('waiting');
  drafts.edit(plan, { points: 7 }, quiet.points);
  expect(session.drafts.get(plan)).toBe('leaving');
  await settle(quiet.words);
  expect(session.drafts.has(plan)).toBe(false);
  drafts.edit(repair, { reason: 'Later' });
  drafts.drop(repair);
  expect(session.drafts.size).toBe(0);
});

test('leaving a criterion sends at once what waits for quiet', async () => {
  const { drafts, ballot } = aWorld();
  drafts.edit(plan, { points: 9 }, quiet.points);
  drafts.flush(plan);
  await settle(0);
  expect(ballot()?.points).toBe(9);
});

test('points emptied take the ballot back; its words stay', async () => {
  const { drafts, ballot, sent } = aWorld();
  drafts.edit(plan, { points: 9, reason: 'Seen in May' });
  await settle(quiet.words);
  drafts.edit(plan, { points: null });
  await settle(quiet.words);
  expect([ballot(), drafts.shown(plan)]).toEqual([null, { points: null, reason: 'Seen in May', confidence: null, evidence: [] }]);
  expect(sent().map(([type]) => type)).toEqual(['ballot.cast', 'ballot.withdraw']);
  drafts.edit(plan, { points: 8 });
  await settle(quiet.words);
  expect(ballot()).toMatchObject({ points: 8, reason: 'Seen in May' });
});

test('typing on while the answer is away loses nothing', async () => {
  const { world, drafts, ballot } = aWorld();
  world.held = true;
  drafts.edit(plan, { points: 5, reason: 'First' });
  await settle(quiet.words);
  drafts.edit(plan, { reason: 'First, then second' });
  world.release();
  await settle(0);
  expect([ballot()?.reason, drafts.shown(plan).reason]).toEqual(['First', 'First, then second']);
  await settle(quiet.words);
  expect(ballot()?.reason).toBe('First, then second');
});

test('a refused ballot stays on offer with the reason why', async () => {
  const { world, drafts, ballot } = aWorld();
  await world.judge(chi, { type: 'ballot.cast', criterion: plan, round: 1, points: 4, reason: '', confidence: null }, undefined);
  drafts.edit(plan, { points: 11, reason: 'Too late' });
  await world.judge(ada, { type: 'round.close', criteria: [plan], reason: 'Time is up' }, undefined);
  await settle(quiet.words);
  expect(drafts.of(plan)).toMatchObject({
    state: 'refused',
    refusal: { code: 'ballot/closed' },
    draft: { points: 11, reason: 'Too late' },
  });
  expect(ballot()).toBeNull();
  drafts.drop(plan);
  expect(drafts.of(plan)).toBeNull();
});

test('a ballot changed at another device is not overwritten unasked', async () => {
  const { world, drafts, ballot } = aWorld();
  drafts.edit(plan, { reason: 'From the train', points: 6 });
  await world.judge(ben, { type: 'ballot.cast', criterion: plan, round: 1, points: 12, reason: 'At the desk', confidence: 3 }, 0);
  await settle(quiet.words);
  expect(drafts.of(plan)).toMatchObject({ state: 'refused', refusal: { code: 'thing/stale' } });
  drafts.edit(plan, { reason: 'From the train, later' });
  await settle(quiet.words);
  expect(ballot()?.points).toBe(12);
  await drafts.again(plan);
  expect(ballot()).toMatchObject({ points: 6, reason: 'From the train, later' });
});

test('what another device says afterwards is shown, once this one has nothing of its own', async () => {
  const { world, drafts } = aWorld();
  drafts.edit(plan, { points: 6 });
  await settle(quiet.words);
  await world.judge(ben, { type: 'ballot.cast', criterion: plan, round: 1, points: 12, reason: 'At the desk', confidence: 3 }, 1);
  expect(drafts.shown(plan)).toEqual({ points: 12, reason: 'At the desk', confidence: 3, evidence: [] });
  drafts.edit(plan, { points: 13 });
  await settle(quiet.words);
  expect(drafts.of(plan)?.state).toBe('taken');
});

test('abstaining lets go of points, withdrawing keeps the words', async () => {
  const { drafts, ballot } = aWorld();
  drafts.edit(plan, { points: 6, reason: 'Hm' });
  expect(await drafts.abstain(plan, 'I know too little')).toBeNull();
  await settle(10_000);
  expect(ballot()).toMatchObject({ points: null, reason: 'I know too little' });
  expect(await drafts.withdraw(plan)).toBeNull();
  await settle(10_000);
  expect([ballot(), drafts.shown(plan).reason]).toEqual([null, 'I know too little']);
});

test('a new round begins empty; what was typed for the one before is still there to be read', async () => {
  let state = withBallots(anEvaluation({ phase: 'calibrating' }), plan, { [ada]: 3, [chi]: 4 });
  const world = new World(state, {});
  const drafts = new BallotDrafts(world.session(ben));
  drafts.edit(plan, { reason: 'Never cast' });
  state = carriedOut(state, ada, { type: 'round.close', criteria: [plan], reason: 'Ben is away' });
  state = carriedOut(state, ada, { type: 'round.reveal', criteria: [plan] });
  world.facts.set(carriedOut(state, ada, { type: 'round.open', criterion: plan, reason: 'New facts' }));
  expect(drafts.shown(plan)).toEqual({ points: null, reason: '', confidence: null, evidence: [] });
  expect(drafts.of(plan)).toMatchObject({ round: 1, draft: { reason: 'Never cast' } });
  await settle(10_000);
});

test('each session has its own drafts, and each criterion its own', () => {
  const world = new World(anEvaluation(), {});
  const [mine, other] = [world.session(ben), world.session(chi)];
  expect(draftsOf(mine)).toBe(draftsOf(mine));
  expect(draftsOf(mine)).not.toBe(draftsOf(other));
  draftsOf(mine).edit(plan, { points: 2 });
  expect([draftsOf(mine).of(repair), draftsOf(other).of(plan)]).toEqual([null, null]);
});
