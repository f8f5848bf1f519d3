/** Commands that outlive their tab, and several tabs of one member: each is sent once at a time, in order, by one of them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAside } from '../../../client/sync/local/aside.ts';
import type { Local } from '../../../client/sync/local/database.ts';
import { outboxOn } from '../../../client/sync/local/outbox.ts';
import { backoff, Outbox, type Attempt, type OutboxOptions } from '../../../client/sync/outbox.ts';
import { recordsOf } from '../../../client/sync/records.ts';
import type { Rescue } from '../../../client/sync/saved.ts';
import type { Command, Envelope } from '../../../shared/domain/commands.ts';
import type { CommandId, CriterionId } from '../../../shared/domain/ids.ts';
import { ben, evaluationId } from '../../support/builders.ts';
import { aLocal, fillUp, onDisk, written } from './disk.ts';

onDisk();
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
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
const behind: Command = { type: 'stand.behind', criterion: 'a' as CriterionId, consensus: 1 };
const done: Attempt = { kind: 'done' };
const later: Attempt = { kind: 'later' };
const no = (code: string): Attempt => ({ kind: 'refused', refusal: { code, facts: {}, rule: 'X1' } });

/** A browser: its tabs share a disk, a lock and a channel. */
class Browser {
  readonly sent: Envelope[] = [];
  readonly answers: Attempt[] = [];
  readonly asides: (readonly Rescue[])[] = [];
  online = true;
  readonly #tabs: Outbox[] = [];
  #lock: Promise<void> = Promise.resolve();

  async tab(name: string, more: Partial<OutboxOptions> = {}): Promise<Outbox> {
    const local = await aLocal(ben, name);
    const own: Outbox = new Outbox({
      send: (envelope) => {
        if (!this.online) return Promise.resolve(later);
        this.sent.push(envelope);
        return Promise.resolve(this.answers.shift() ?? done);
      },
      now: () => Date.now(),
      rescueOf: recordsOf(evaluationId, () => Date.now()).command,
      aside: (rescues) => this.asides.push(rescues),
      disk: outboxOn(local, evaluationId),
      alone: (work) => (this.#lock = this.#lock.then(work)),
      tell: (said) => {
        for (const other of this.#tabs.filter((each) => each !== own)) {
          if (said.type === 'given') other.adopt([said.entry]);
          else other.answered(said.id, said.outcome);
        }
      },
      ...more,
    });
    this.#tabs.push(own);
    await own.restored;
    return own;
  }

  /** It ends without a word, and hears nothing any more. */
  ends(tab: Outbox): void {
    tab.stop();
    this.#tabs.splice(this.#tabs.indexOf(tab), 1);
  }

  get commands(): readonly Command[] {
    return this.sent.map(({ command }) => command);
  }
}

const onDiskNow = (local: Local) => outboxOn(local, evaluationId).read();

test('a command is on disk before it leaves, and off it once it is answered', async () => {
  const browser = new Browser();
  const local = await aLocal(ben, 'looking');
  const disk = outboxOn(local, evaluationId);
  let begin: () => void = () => {};
  const slow = new Promise<void>((resolve) => (begin = resolve));
  const tab = await browser.tab('a', { disk: { ...disk, add: (entry) => slow.then(() => disk.add(entry)) } });
  const outcome = tab.add(cast('a', 1));
  await written();
  expect([browser.sent, tab.kept.get()]).toEqual([[], false]);
  begin();
  expect(await outcome).toEqual({ ok: true });
  await written();
  expect([browser.commands, await onDiskNow(local)]).toEqual([[cast('a', 1)], []]);
});

test('what a tab leaves behind is sent by the next one: the same id, the same base, in the order it was given', async () => {
  const browser = new Browser();
  browser.online = false;
  const tab = await browser.tab('a');
  void tab.add(cast('a', 1), 3);
  vi.setSystemTime(Date.now() - 60_000); // the clock was wrong, and is set
  void tab.add(cast('a', 2), 3);
  void tab.add(cast('b', 1), 0);
  await written();
  const ids = tab.entries.get().map(({ envelope }) => envelope.id);
  browser.ends(tab);
  browser.online = true;
  const next = await browser.tab('b');
  await written();
  expect([browser.sent.map(({ id }) => id), browser.sent.map(({ base }) => base)]).toEqual([ids, [3, 4, 0]]);
  expect(next.unsent).toBe(false);
});

test('a chain goes on over a reload: work on what one’s own waiting command will make is not stale against it', async () => {
  const browser = new Browser();
  browser.online = false;
  const tab = await browser.tab('a');
  void tab.add(cast('a', 1), 3);
  void tab.add(cast('a', 2), 3);
  await written();
  browser.ends(tab);
  const next = await browser.tab('b');
  void next.add(cast('a', 3), 3);
  void next.add(cast('a', 4), 5);
  browser.online = true;
  await vi.advanceTimersByTimeAsync(backoff(0));
  await written();
  expect(browser.sent.map(({ base }) => base)).toEqual([3, 4, 5, 6]);
});

test('what was left behind waits: until it is answered it is old, and what waits behind it, too', async () => {
  const browser = new Browser();
  browser.online = false;
  const tab = await browser.tab('a');
  void tab.add(cast('a', 1));
  expect(tab.hasOld).toBe(false);
  await written();
  expect(tab.hasOld).toBe(true);
  browser.ends(tab);
  browser.online = true;
  const next = await browser.tab('b');
  expect(next.hasOld).toBe(true);
  await written();
  expect(next.hasOld).toBe(false);
});

test('refused after its tab is gone: off the outbox and set aside at once, with what builds on it', async () => {
  const browser = new Browser();
  browser.online = false;
  const tab = await browser.tab('a');
  for (const command of [agree(5), behind, cast('b', 1)]) void tab.add(command);
  await written();
  browser.ends(tab);
  browser.online = true;
  browser.answers.push(no('thing/stale'));
  const local = await aLocal(ben, 'looking');
  const seen: [number, number][] = [];
  const write = local.write.bind(local);
  const disk = outboxOn(local, evaluationId);
  local.write = async (...given) => {
    const result = await write(...given);
    seen.push([(await onDiskNow(local)).length, (await readAside(local, evaluationId)).length]);
    return result;
  };
  await browser.tab('b', { disk });
  await written();
  // Never three and two, nor one and none: a crash leaves either both or neither.
  expect(seen).toEqual([[1, 2], [0, 2]]); // prettier-ignore
  expect(browser.commands).toEqual([agree(5), cast('b', 1)]);
  expect((await readAside(local, evaluationId)).map((work) => work.kind === 'command' && work.command.type)).toEqual(
    expect.arrayContaining(['consensus.agree', 'stand.behind']),
  );
});

test('a disk that refuses the record keeps it in memory, and the command for the next visit', async () => {
  const browser = new Browser();
  browser.online = false;
  const tab = await browser.tab('a');
  void tab.add(cast('a', 1));
  await written();
  const makeRoom = fillUp();
  browser.online = true;
  browser.answers.push(no('ballot/closed'));
  await vi.advanceTimersByTimeAsync(backoff(0));
  await written();
  makeRoom();
  expect([browser.asides.flat().length, (await onDiskNow(await aLocal(ben, 'looking'))).length]).toEqual([1, 1]);
});

test('of two tabs one sends, and the other’s author hears what came of it', async () => {
  const browser = new Browser();
  const [one, other] = [await browser.tab('a'), await browser.tab('b')];
  browser.answers.push(done, no('ballot/closed'));
  const outcomes = [one.add(cast('a', 1)), other.add(cast('b', 2))];
  await written();
  expect(await Promise.all(outcomes)).toMatchObject([{ ok: true }, { ok: false, refusal: { code: 'ballot/closed' } }]);
  expect(browser.commands).toEqual([cast('a', 1), cast('b', 2)]);
  expect([one.unsent, other.unsent]).toEqual([false, false]);
});

test('when the tab that sends ends, another takes over where it was', async () => {
  const browser = new Browser();
  const [one, other] = [await browser.tab('a'), await browser.tab('b')];
  browser.online = false;
  void one.add(cast('a', 1));
  await written();
  const outcome = other.add(cast('b', 2));
  await written();
  browser.online = true;
  browser.ends(one);
  await written();
  expect([await outcome, browser.commands]).toEqual([{ ok: true }, [cast('a', 1), cast('b', 2)]]);
});

test('a tab that ended between the answer and its word of it: the next one asks again under the same id', async () => {
  const browser = new Browser();
  const one = await browser.tab('a', { tell: () => {} });
  const other = await browser.tab('b');
  void one.add(cast('a', 1));
  await Promise.resolve();
  browser.ends(one);
  await written();
  expect([new Set(browser.sent.map(({ id }) => id)).size, other.unsent]).toEqual([1, false]);
});

test('a tab that ended before it could tell anybody: the one that sends finds its command on the disk', async () => {
  const browser = new Browser();
  const one = await browser.tab('a');
  await written();
  const local = await aLocal(ben, 'b');
  await outboxOn(local, evaluationId).add({
    envelope: { id: 'left'.padEnd(20, '0') as CommandId, command: cast('a', 1) },
    at: 1,
    mark: null,
    done: null,
  });
  await vi.advanceTimersByTimeAsync(20_000);
  await written();
  expect([browser.commands, one.unsent, await onDiskNow(local)]).toEqual([[cast('a', 1)], false, []]);
  one.stop();
  await written();
  expect(vi.getTimerCount()).toBe(0);
});

test('an answer that is heard while the disk is read is not forgotten again', async () => {
  const browser = new Browser();
  browser.online = false;
  const one = await browser.tab('a');
  void one.add(cast('a', 1));
  await written();
  const disk = outboxOn(await aLocal(ben, 'b'), evaluationId);
  const heard: { listener?: Outbox } = {};
  const reading = async () => {
    const entries = await disk.read();
    for (const { envelope } of entries) heard.listener?.answered(envelope.id, { ok: true });
    return entries;
  };
  const other = new Outbox({
    send: () => Promise.resolve(later),
    now: () => 0,
    rescueOf: recordsOf(evaluationId, () => 0).command,
    aside: () => {},
    disk: { ...disk, read: reading },
    alone: () => new Promise(() => {}),
  });
  heard.listener = other;
  await other.restored;
  expect(other.unsent).toBe(false);
});

test('a no that another tab heard begins the chain anew here, too', async () => {
  const browser = new Browser();
  const [one, other] = [await browser.tab('a'), await browser.tab('b')];
  browser.answers.push(no('thing/stale'));
  await other.add(agree(5), 0);
  await other.add(agree(6), 0);
  expect([browser.sent.map(({ base }) => base), one.unsent]).toEqual([[0, 0], false]);
});

test('kept is true when all that waits is on disk, and one that the disk refused spoils it only until it is answered', async () => {
  const browser = new Browser();
  browser.online = false;
  const tab = await browser.tab('a');
  const makeRoom = fillUp();
  const outcome = tab.add(cast('a', 1));
  await written();
  expect([tab.kept.get(), tab.full]).toEqual([false, true]);
  makeRoom();
  browser.online = true;
  await vi.advanceTimersByTimeAsync(backoff(0));
  expect(await outcome).toEqual({ ok: true });
  browser.online = false;
  void tab.add(cast('b', 1));
  expect(tab.kept.get()).toBe(false);
  await written();
  expect([tab.kept.get(), tab.full]).toEqual([true, false]);
});

test('a tab at rest leaves what waits on disk; where it can’t, it is set aside', async () => {
  const browser = new Browser();
  browser.online = false;
  const tab = await browser.tab('a');
  void tab.add(cast('a', 1));
  const refusal = { code: 'session/ended', facts: {}, rule: '' };
  await tab.rest(refusal);
  const local = await aLocal(ben, 'looking');
  expect([(await onDiskNow(local)).length, browser.asides.flat()]).toEqual([1, []]);
  browser.ends(tab);
  const next = await browser.tab('b');
  const makeRoom = fillUp();
  const outcome = next.add(cast('b', 1));
  await next.rest(refusal);
  makeRoom();
  expect([await outcome, browser.asides.flat().map(({ code }) => code)]).toMatchObject([{ ok: false }, ['session/ended', 'session/ended']]);
});

test('without a disk that can be read one sends what one is given', async () => {
  const browser = new Browser();
  const local = await aLocal(ben, 'a');
  await local.close();
  const tab = await browser.tab('a', { disk: outboxOn(local, evaluationId) });
  expect(await tab.add(cast('a', 1))).toEqual({ ok: true });
});
