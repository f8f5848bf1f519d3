/** One evaluation joined over a network in the test's hand: what is shown, what waits, what "saved" says, what is set aside. */
import * as Y from 'yjs';
import { expect, test, vi } from 'vitest';
import { hasUnsent } from '../../../client/sync/evaluation-session.ts';
import { must } from '../../../shared/domain/assert.ts';
import type { Command } from '../../../shared/domain/commands.ts';
import { currentRound } from '../../../shared/domain/evaluation.ts';
import type { SectionId } from '../../../shared/domain/ids.ts';
import { err } from '../../../shared/domain/result.ts';
import { bodyOf } from '../../../shared/doc/roots.ts';
import { encodeOurs } from '../../../shared/protocol/frames.ts';
import {
  ada,
  anEvaluation,
  ben,
  carriedOut,
  chi,
  evaluationId,
  inState,
  plan,
  roads,
  supply,
  withBallots,
} from '../../support/builders.ts';
import { inTestTime, joined, noAnswer } from './joined.ts';
import { RoomServer, settled } from './room-server.ts';

const summary = 'summary' as SectionId;
const textPath = `${evaluationId}/text.summary@1`;

inTestTime();

const cast = (points: number): Command => ({ type: 'ballot.cast', criterion: plan, round: 1, points, reason: '', confidence: 2 });

test('the view is what this member may see: own ballot, nobody else’s', async () => {
  const { session, mine } = await joined(withBallots(anEvaluation(), plan, { [ada]: 3, [ben]: 7 }));
  expect(mine()?.points).toBe(7);
  const round = currentRound(must(session.view.get()?.criteria[plan], 'the criterion'));
  expect([Object.keys(round.ballots), round.unseen]).toEqual([[ben], 1]);
  expect(session.names.get()[ada]).toBe('Ada');
  expect(session.saved.get()).toEqual({ state: 'saved', at: null });
});

test('nothing is shown before one’s own room is in', async () => {
  const server = new RoomServer();
  server.reachable = (path) => !path.includes('/me.');
  const { session, path } = await joined(anEvaluation(), ben, server);
  expect([server.open(path('state')).length, session.view.get(), session.saved.get().state]).toEqual([1, null, 'joining']);
  server.sockets.find((socket) => socket.path === path(`me.${ben}`))?.accept();
  await settled();
  expect(session.view.get()?.subject.name).toBe('Exempelby');
});

test('who has cast is known where the policy shows it, and only there', async () => {
  const facts = withBallots(anEvaluation(), plan, { [ada]: 3 });
  const { session, becomes } = await joined(facts);
  expect(session.whoHasCast(plan)).toBe(null);
  await becomes({ ...facts, policy: { ...facts.policy, progress: 'names' } });
  expect([session.whoHasCast(plan), session.whoHasCast(supply)]).toEqual([[ada], []]);
});

test('a command is shown at once and stays shown when the server shows it', async () => {
  const facts = anEvaluation();
  const { session, mine, becomes, commands } = await joined(facts);
  const outcome = session.run(cast(9), { base: 0 });
  expect(mine()?.points).toBe(9);
  expect(session.saved.get().state).toBe('saving');
  expect(await outcome).toEqual({ ok: true });
  expect(commands).toMatchObject([{ base: 0, command: cast(9) }]);
  expect(mine()?.points).toBe(9);
  expect(session.saved.get()).toMatchObject({ state: 'saved', at: Date.now() });
  await becomes(carriedOut(facts, ben, cast(9)));
  expect(mine()?.points).toBe(9);
  expect(currentRound(must(session.view.get()?.criteria[plan], 'it')).versions[ben]).toBe(1);
});

test('what the server shows before its answer has come is not counted twice', async () => {
  const facts = anEvaluation();
  const { session, answers, becomes } = await joined(facts);
  answers.push(noAnswer);
  void session.run(cast(9), { base: 0 });
  await becomes(carriedOut(facts, ben, cast(9)));
  expect(currentRound(must(session.view.get()?.criteria[plan], 'it')).versions[ben]).toBe(1);
});

test('what a rule forbids is refused here and nothing is sent', async () => {
  const { session, commands, mine } = await joined(anEvaluation());
  expect(await session.run(cast(21), { base: 0 })).toMatchObject({
    ok: false,
    refusal: { code: 'ballot/out-of-range', facts: { max: 20 } },
  });
  expect([commands, mine(), session.saved.get().state]).toEqual([[], null, 'saved']);
});

test('the server’s no takes back what was shown', async () => {
  const { session, answers, mine } = await joined(anEvaluation());
  answers.push(err({ status: 409, code: 'ballot/closed', facts: { state: 'closed' }, rule: 'B6' }));
  expect(await session.run(cast(9), { base: 0 })).toMatchObject({ ok: false, refusal: { code: 'ballot/closed', rule: 'B6' } });
  expect([mine(), session.setAside.get()]).toEqual([null, []]);
});

test.each([0, 401, 429, 500, 503])('an answer with status %i decides nothing: the command waits, shown and unsent', async (status) => {
  const { session, answers, mine, commands } = await joined(anEvaluation());
  answers.push(err({ status, code: 'x', facts: {}, rule: '' }));
  const outcome = session.run(cast(9), { base: 0 });
  await settled();
  expect([mine()?.points, session.saved.get(), session.keepsWork]).toEqual([9, { state: 'disconnected', unsent: 'page' }, true]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await outcome).toEqual({ ok: true });
  expect(new Set(commands.map(({ id }) => id)).size).toBe(1);
});

test('work begun on what one’s own waiting command shows is judged on it', async () => {
  const { session, answers, commands, mine } = await joined(anEvaluation());
  answers.push(noAnswer);
  const outcomes = [session.run(cast(9), { base: 0 }), session.run(cast(10), { base: 1 })];
  expect(mine()?.points).toBe(10);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.all(outcomes)).toEqual([{ ok: true }, { ok: true }]);
  expect(commands.map(({ base }) => base)).toEqual([0, 0, 1]);
});

const lock: Command = { type: 'criterion.lock', criteria: [plan] };
const agreed = () => inState(anEvaluation({ phase: 'calibrating' }), plan, 'agreed');

test('with the stands at hand a lock is judged here', async () => {
  const { session, commands } = await joined(agreed(), ada);
  expect(await session.run(lock)).toMatchObject({ ok: false, refusal: { code: 'stand/missing' } });
  expect(commands).toEqual([]);
});

test('while the stands are still on their way a lock is left to the server and not shown before it is known', async () => {
  const server = new RoomServer();
  server.reachable = (path) => !path.includes('/ballots.');
  const { session, commands, answers } = await joined(agreed(), ada, server);
  answers.push(err({ status: 409, code: 'stand/missing', facts: { criterion: plan }, rule: 'K2' }));
  const outcome = session.run(lock);
  expect(session.view.get()?.criteria[plan]?.state).toBe('agreed');
  expect(await outcome).toMatchObject({ ok: false, refusal: { code: 'stand/missing' } });
  expect(commands.map(({ command }) => command)).toEqual([lock]);
});

test('an old epoch is replaced without the screen going blank', async () => {
  const { session, renew, mine, entries, server } = await joined(withBallots(anEvaluation(), plan, { [ben]: 7 }));
  const seen: (number | null | undefined)[] = [];
  session.view.subscribe(() => seen.push(mine()?.points));
  await renew('state', 4410);
  expect([mine()?.points, seen.includes(undefined)]).toEqual([7, false]);
  expect(entries()).toBeLessThan(4);
  expect(server.open(`${evaluationId}/state@2`)).toHaveLength(1);
  expect(session.saved.get().state).toBe('saved');
});

test('a conflict declared takes the area’s ballots from the screen and asks for no more', async () => {
  const facts = inState(anEvaluation(), plan, 'revealed');
  const { session, becomes, server, path, entries } = await joined(facts);
  const ballots = () => Object.keys(currentRound(must(session.view.get()?.criteria[plan], 'it')).ballots).length;
  expect(ballots()).toBe(3);
  for (const socket of server.open(path(`ballots.${roads}`))) socket.drop(4403);
  await becomes(carriedOut(facts, ben, { type: 'conflicts.declare', member: ben, areas: [roads] }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ballots()).toBeLessThan(2);
  expect(server.open(path(`ballots.${roads}`))).toEqual([]);
  expect(entries()).toBeLessThan(4);
});

test('a room that is granted later is joined', async () => {
  const facts = inState(anEvaluation({ conflicts: { [ben]: [roads] } }), plan, 'revealed');
  const { becomes, server, path } = await joined(facts);
  expect(server.open(path(`ballots.${roads}`))).toEqual([]);
  await becomes(carriedOut(facts, ada, { type: 'conflicts.declare', member: ben, areas: [], reason: 'A mistake.' }));
  await settled();
  expect(server.open(path(`ballots.${roads}`))).toHaveLength(1);
});

test('signed out: everything stops and says so', async () => {
  const { session, drop } = await joined(anEvaluation());
  drop(4401);
  await settled();
  expect([session.ended.get(), session.view.get(), session.saved.get()]).toEqual([
    'signed-out',
    null,
    { state: 'disconnected', unsent: 'nothing' },
  ]);
});

test('signed out with a command waiting: it is never sent again, in whoever’s name, but kept', async () => {
  const { session, answers, commands, drop } = await joined(anEvaluation());
  answers.push(noAnswer);
  const outcome = session.run(cast(9), { base: 0 });
  await settled();
  drop(4401);
  expect(await outcome).toMatchObject({ ok: false, refusal: { code: 'session/ended' } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(commands).toHaveLength(1);
  expect(session.setAside.get()).toMatchObject([{ kind: 'command', command: cast(9) }]);
});

test('no command leaves before the socket has said who is signed in', async () => {
  const { session, server, commands, drop } = await joined(anEvaluation());
  server.reachable = false;
  drop(1006);
  const outcome = session.run(cast(9), { base: 0 });
  await vi.advanceTimersByTimeAsync(20_000);
  expect([commands.length, session.saved.get()]).toEqual([0, { state: 'disconnected', unsent: 'page' }]);
  server.reachable = true;
  await vi.advanceTimersByTimeAsync(40_000);
  expect([await outcome, commands.length]).toEqual([{ ok: true }, 1]);
});

test('who is here: oneself first, the others once each, with where they are', async () => {
  const { session, server, path } = await joined(anEvaluation());
  session.whereIAm(supply as string as SectionId);
  server.present(path('team'), { user: { id: chi, name: 'Chi' }, section: null });
  server.present(path('team'), { user: { id: ada, name: 'Ada' }, section: plan });
  server.present(path('team'), { user: { id: ada, name: 'Ada' }, section: null });
  server.present(path('team'), { section: plan });
  expect(session.present.get()).toEqual([
    { id: ben, name: 'Ben', section: supply },
    { id: ada, name: 'Ada', section: plan },
    { id: chi, name: 'Chi', section: null },
  ]);
});

test('what a screen is about to send is not saved yet, and closing the tab would lose what waits for its author', async () => {
  const { session } = await joined(anEvaluation());
  expect([session.saved.get().state, session.keepsWork]).toEqual(['saved', false]);
  session.drafting('one', 'leaving');
  expect([session.saved.get().state, session.keepsWork]).toEqual(['saving', true]);
  session.drafting('one', 'waiting');
  expect([session.saved.get().state, session.keepsWork]).toEqual(['saved', true]);
  session.drafting('one', null);
  expect(session.keepsWork).toBe(false);
});

test('text is saving until acked, and leaving the section waits for it', async () => {
  const { session, server } = await joined(anEvaluation());
  const text = session.openText(summary);
  await settled();
  expect([text.status.get(), text.writes.get()]).toEqual(['live', true]);
  server.acksHeld = true;
  text.fragment.push([new Y.XmlText('Begun.')]);
  expect([session.saved.get().state, hasUnsent()]).toEqual(['saving', true]);
  text.close();
  expect(server.open(textPath)).toHaveLength(1);
  server.releaseAcks();
  expect([session.saved.get().state, hasUnsent(), server.open(textPath)]).toEqual(['saved', false, []]);
  expect(bodyOf(server.room(textPath)).toString()).toBe('Begun.');
});

test('two editors of a section share one document, which is left when both are gone', async () => {
  const { session, server } = await joined(anEvaluation());
  const [one, two] = [session.openText(summary), session.openText(summary)];
  await settled();
  expect(one.doc).toBe(two.doc);
  one.close();
  one.close();
  expect(server.open(textPath)).toHaveLength(1);
  two.close();
  expect(server.open(textPath)).toEqual([]);
});

test('text that is not accepted is set aside in words, and the section can be joined afresh', async () => {
  const { session, server } = await joined(anEvaluation());
  const text = session.openText(summary);
  await settled();
  text.fragment.push([new Y.XmlText('Accepted.')]);
  await settled();
  const sv = Buffer.from(Y.encodeStateVector(server.room(textPath))).toString('base64');
  server.acksHeld = true;
  text.fragment.push([new Y.XmlText('Not accepted.')]);
  for (const socket of server.open(textPath)) {
    socket.hear(encodeOurs({ type: 'reject', code: 'section/signed-off', facts: { by: 'Ada' }, sv }));
    socket.drop(4423);
  }
  await settled();
  expect([text.status.get(), text.closing.get(), text.writes.get()]).toEqual(['closed', 'section/signed-off', false]);
  expect(session.saved.get()).toEqual({ state: 'refused', section: summary, code: 'section/signed-off', facts: { by: 'Ada' } });
  expect(session.setAside.get()).toMatchObject([{ kind: 'text', section: summary, text: 'Not accepted.' }]);
  expect(hasUnsent()).toBe(true);
  const afresh = session.openText(summary);
  expect(afresh.doc).not.toBe(text.doc);
  for (const work of session.setAside.get()) session.discard(work);
  await settled();
  expect([afresh.status.get(), session.saved.get().state]).toEqual(['live', 'saved']);
});

test('a lost network says so, and whether something is unsent', async () => {
  const { session, server, drop } = await joined(anEvaluation());
  const text = session.openText(summary);
  await settled();
  server.reachable = false;
  drop(1006);
  expect(session.saved.get()).toEqual({ state: 'disconnected', unsent: 'nothing' });
  text.fragment.push([new Y.XmlText('On the train.')]);
  expect(session.saved.get()).toEqual({ state: 'disconnected', unsent: 'page' });
  server.reachable = true;
  await vi.advanceTimersByTimeAsync(40_000);
  await settled();
  expect([session.saved.get().state, bodyOf(server.room(textPath)).toString()]).toEqual(['saved', 'On the train.']);
});

test('an evaluation left with a command unsent goes on sending it and is the same when opened again', async () => {
  const { session, answers, commands, server } = await joined(anEvaluation());
  answers.push(noAnswer);
  void session.run(cast(9), { base: 0 });
  await settled();
  session.close();
  expect(hasUnsent()).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([commands.length, hasUnsent()]).toEqual([2, false]);
  expect(server.sockets.filter(({ readyState }) => readyState === 1)).toEqual([]);
});
