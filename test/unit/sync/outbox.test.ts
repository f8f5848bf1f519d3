/** Commands on their way: order, one id each, a no against silence, and one's own earlier commands as base. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backoff, Outbox, type Attempt, type OutboxOptions, type Refused } from '../../../client/sync/outbox.ts';
import type { Command, Envelope } from '../../../shared/domain/commands.ts';
import type { CriterionId, EvaluationId } from '../../../shared/domain/ids.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const cast = (criterion: string, points: number): Command => ({
  type: 'ballot.cast',
  criterion: criterion as CriterionId,
  round: 1,
  points,
  reason: '',
  confidence: null,
});
const agree = (points: number): Command => ({ type: 'consensus.agree', criterion: 'a' as CriterionId, points, reason: 'so' });
const behind = (consensus: number): Command => ({ type: 'stand.behind', criterion: 'a' as CriterionId, consensus });
const done: Attempt = { kind: 'done' };
const later: Attempt = { kind: 'later' };
const no = (code: string): Attempt => ({ kind: 'refused', refusal: { code, facts: {}, rule: 'X1' } });

/** Hears of what nobody may have heard. */
function recording(late: (command: Command, refusal: Refused) => void): Pick<OutboxOptions, 'rescueOf' | 'aside'> {
  return {
    rescueOf: (command, refusal) => {
      late(command, refusal);
      return { id: '', evaluation: '' as EvaluationId, at: 0, kind: 'command', command, code: refusal.code, facts: refusal.facts };
    },
    aside: () => {},
  };
}

/** An outbox whose server gives these answers in order, then yes to everything. */
function anOutbox(...answers: Attempt[]) {
  const sent: Envelope[] = [];
  const late: [Command, Refused][] = [];
  const outbox = new Outbox({
    send: (envelope) => {
      sent.push(envelope);
      return Promise.resolve(answers.shift() ?? done);
    },
    ...recording((command, refusal) => late.push([command, refusal])),
    now: () => Date.now(),
  });
  return { outbox, sent, late };
}

test('commands leave one at a time, in the order they were given', async () => {
  const held: ((attempt: Attempt) => void)[] = [];
  const sent: Envelope[] = [];
  const outbox = new Outbox({
    send: (envelope) => new Promise((resolve) => (sent.push(envelope), held.push(resolve))),
    ...recording(() => {}),
    now: () => 0,
  });
  const first = outbox.add(cast('a', 1));
  void outbox.add(cast('b', 2));
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map(({ command }) => command)).toEqual([cast('a', 1)]);
  held[0]?.(done);
  expect(await first).toEqual({ ok: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map(({ command }) => command)).toEqual([cast('a', 1), cast('b', 2)]);
});

test('no answer is not a no: the same id is sent again, later and later, until there is one', async () => {
  const { outbox, sent, late } = anOutbox(later, later, later);
  const outcome = outbox.add(cast('a', 1));
  await vi.advanceTimersByTimeAsync(0);
  expect([sent.length, outbox.unsent, outbox.stuck.get()]).toEqual([1, true, true]);
  await vi.advanceTimersByTimeAsync(backoff(0) + backoff(1) + backoff(2));
  expect(await outcome).toEqual({ ok: true });
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect([sent.length, outbox.unsent, outbox.stuck.get(), late]).toEqual([4, false, false, []]);
});

test('a line that has gone dead is no answer either: half a minute, and the same id is sent again', async () => {
  const sent: Envelope[] = [];
  const outbox = new Outbox({
    send: (envelope) => (sent.push(envelope) === 1 ? new Promise(() => {}) : Promise.resolve(done)),
    ...recording(() => {}),
    now: () => Date.now(),
  });
  const outcome = outbox.add(cast('a', 1));
  await vi.advanceTimersByTimeAsync(30_000 + backoff(0));
  expect([await outcome, new Set(sent.map(({ id }) => id)).size, vi.getTimerCount()]).toEqual([{ ok: true }, 1, 0]);
});

test('waiting grows to a quarter of a minute and no further', () => {
  expect([0, 1, 2, 10].map(backoff)).toEqual([500, 1_000, 2_000, 15_000]);
});

test('a network that came back is used at once', async () => {
  const { outbox, sent } = anOutbox(later);
  void outbox.add(cast('a', 1));
  await vi.advanceTimersByTimeAsync(0);
  outbox.nudge();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toHaveLength(2);
});

test('a no is told to whoever gave the command and nothing is sent again', async () => {
  const { outbox, sent, late } = anOutbox(no('ballot/closed'));
  expect(await outbox.add(cast('a', 1))).toEqual({ ok: false, refusal: { code: 'ballot/closed', facts: {}, rule: 'X1' } });
  expect([sent.length, outbox.entries.get(), late]).toEqual([1, [], []]);
});

test('a no after a wait is kept as well: its author may have left the screen', async () => {
  const { outbox, late } = anOutbox(later, no('ballot/closed'));
  const outcome = outbox.add(cast('a', 1));
  await vi.advanceTimersByTimeAsync(backoff(0));
  expect((await outcome).ok).toBe(false);
  expect(late.map(([command, { code }]) => [command, code])).toEqual([[cast('a', 1), 'ballot/closed']]);
});

test.each([2, 4])('waiting behind another is waiting: of %i different commands that are refused late, all are kept', async (count) => {
  const given = ['a', 'b', 'c', 'd'].slice(0, count).map((criterion) => cast(criterion, 1));
  const { outbox, late } = anOutbox(later, ...given.map(() => no('ballot/closed')));
  const outcomes = given.map((command) => outbox.add(command));
  await vi.advanceTimersByTimeAsync(backoff(0));
  expect((await Promise.all(outcomes)).every(({ ok }) => !ok)).toBe(true);
  expect(late.map(([command]) => command)).toEqual(given);
});

test('an answer that took its time is late too, for what waited behind it as well', async () => {
  const late: Command[] = [];
  const outbox = new Outbox({
    send: () => new Promise((resolve) => setTimeout(() => resolve(no('ballot/closed')), 1_500)),
    ...recording((command) => late.push(command)),
    now: () => Date.now(),
  });
  for (const criterion of ['a', 'b']) void outbox.add(cast(criterion, 1));
  await vi.advanceTimersByTimeAsync(1_500);
  expect(late).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(late).toEqual([cast('b', 1)]);
});

test('what builds on a refused command goes with it unsent; the rest goes on', async () => {
  const { outbox, sent } = anOutbox(later, no('thing/stale'));
  const outcomes = [outbox.add(agree(5), 1), outbox.add(behind(2)), outbox.add(cast('b', 1))];
  await vi.advanceTimersByTimeAsync(backoff(0));
  const refusal = { code: 'thing/stale', facts: {}, rule: 'X1' };
  expect(await Promise.all(outcomes)).toEqual([{ ok: false, refusal }, { ok: false, refusal }, { ok: true }]);
  expect(sent.map(({ command }) => command)).toEqual([agree(5), agree(5), cast('b', 1)]);
});

test('base leads on from one own command to the next on the same thing, and only there', async () => {
  const { outbox, sent } = anOutbox();
  // A field that saves as one types goes on naming the version it began with.
  await outbox.add(cast('a', 1), 3);
  await outbox.add(cast('a', 2), 3);
  // What the screen shows has moved on with the first two.
  await outbox.add(cast('a', 3), 5);
  await outbox.add(cast('a', 4), 3);
  await outbox.add(cast('b', 1), 3);
  expect(sent.map(({ base }) => base)).toEqual([3, 4, 5, 6, 3]);
});

test('a version that somebody else made is not taken for one of one’s own', async () => {
  const { outbox, sent } = anOutbox();
  await outbox.add(agree(5), 0);
  await outbox.add(agree(6), 4);
  await outbox.add(agree(7), 1);
  expect(sent.map(({ base }) => base)).toEqual([0, 4, 1]);
});

test('after a refusal the chain begins anew with what is shown', async () => {
  const { outbox, sent } = anOutbox(done, no('thing/stale'));
  await outbox.add(agree(5), 0);
  await outbox.add(agree(6), 1);
  await outbox.add(agree(7), 1);
  expect(sent.map(({ base }) => base)).toEqual([0, 1, 1]);
});

test('without base nothing is chained', async () => {
  const { outbox, sent } = anOutbox();
  await outbox.add(cast('a', 1), 3);
  await outbox.add(cast('a', 2));
  await outbox.add(cast('a', 3), 3);
  expect(sent.map(({ base }) => base)).toEqual([3, undefined, 3]);
});

test('what was carried out stays until the facts show it', async () => {
  const { outbox } = anOutbox();
  await outbox.add(cast('a', 1));
  expect(outbox.entries.get().map(({ done: at }) => at !== null)).toEqual([true]);
  outbox.settle(() => false);
  expect(outbox.entries.get()).toHaveLength(1);
  outbox.settle(() => true);
  expect(outbox.entries.get()).toEqual([]);
});
