/** A session that ends, for whatever reason: what waits is answered and kept, and found again by its author only. */
import { expect, test, vi } from 'vitest';
import { hasUnsent } from '../../../client/sync/evaluation-session.ts';
import type { Command } from '../../../shared/domain/commands.ts';
import { err } from '../../../shared/domain/result.ts';
import { anEvaluation, ben, chi, plan, supply } from '../../support/builders.ts';
import { inTestTime, joined, noAnswer } from './joined.ts';
import { settled } from './room-server.ts';

inTestTime();

const cast = (points: number, criterion = plan): Command => {
  return { type: 'ballot.cast', criterion, round: 1, points, reason: '', confidence: 2 };
};

const endings = [
  ['signed-out', 4401, 'session/ended'],
  ['access-lost', 4403, 'access/denied'],
  ['client-too-old', 4426, 'client/too-old'],
] as const;

async function endedWhileWaiting(closing: number) {
  const here = await joined(anEvaluation());
  here.answers.push(noAnswer);
  const outcomes = [here.session.run(cast(9), { base: 0 }), here.session.run(cast(8, supply), { base: 0 })];
  await settled();
  here.loseAccess();
  here.drop(closing);
  await settled();
  return { ...here, outcomes };
}

test.each(endings)('%s: what waits is answered, kept with the reason, and nothing runs on', async (ended, closing, code) => {
  const { session, outcomes, commands } = await endedWhileWaiting(closing);
  expect(session.ended.get()).toBe(ended);
  expect(await Promise.all(outcomes)).toMatchObject([{ refusal: { code } }, { refusal: { code } }]);
  expect(session.setAside.get()).toMatchObject([
    { kind: 'command', command: cast(9), code },
    { kind: 'command', command: cast(8, supply), code },
  ]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([commands.length, vi.getTimerCount()]).toEqual([1, 0]);
});

test.each(endings)('%s: what is given afterwards is answered at once', async (_ended, closing, code) => {
  const { session } = await endedWhileWaiting(closing);
  expect(await session.run(cast(7, supply))).toMatchObject({ ok: false, refusal: { code } });
});

test('the same member finds what was set aside in the session that follows', async () => {
  const before = await endedWhileWaiting(4401);
  const { session } = await joined(anEvaluation(), ben);
  expect(session).not.toBe(before.session);
  expect(session.setAside.get()).toMatchObject([{ command: cast(9) }, { command: cast(8, supply) }]);
  expect([before.session.setAside.get(), session.saved.get().state, hasUnsent()]).toEqual([[], 'refused', true]);
  for (const work of session.setAside.get()) session.discard(work);
  expect(hasUnsent()).toBe(false);
});

test('another member does not, and its author does after that', async () => {
  await endedWhileWaiting(4401);
  const other = await joined(anEvaluation(), chi);
  expect([other.session.setAside.get(), other.session.saved.get().state, hasUnsent()]).toEqual([[], 'saved', true]);
  other.drop(4401);
  await settled();
  const again = await joined(anEvaluation(), ben);
  expect(again.session.setAside.get()).toMatchObject([{ command: cast(9) }, { command: cast(8, supply) }]);
  expect(other.session.setAside.get()).toEqual([]);
});

test('offline for ten minutes, then refused: of each thing the last version is kept', async () => {
  const { session, server, drop, answers } = await joined(anEvaluation());
  server.reachable = false;
  drop(1006);
  const given = [cast(9), cast(8, supply), cast(7), cast(6, supply)];
  const outcomes = given.map((command) => session.run(command));
  await vi.advanceTimersByTimeAsync(600_000);
  for (let n = 0; n < 4; n += 1) answers.push(err({ status: 409, code: 'ballot/closed', facts: {}, rule: 'B6' }));
  server.reachable = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await Promise.all(outcomes)).map(({ ok }) => ok)).toEqual([false, false, false, false]);
  expect(session.setAside.get().map((work) => work.kind === 'command' && work.command)).toEqual([cast(7), cast(6, supply)]);
  expect(session.saved.get()).toMatchObject({ state: 'refused', code: 'ballot/closed' });
});
