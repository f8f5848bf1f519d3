/** What a device keeps of rooms while the world goes on: access lost, conflicts declared, replicas the server does not know, new epochs, backups put back. */
import { expect, test } from 'vitest';
import { readAside } from '../../../client/sync/local/aside.ts';
import { readEntry } from '../../../client/sync/local/entries.ts';
import { readRoom, roomsOf } from '../../../client/sync/local/room-rows.ts';
import { must } from '../../../shared/domain/assert.ts';
import { appendWords } from '../../../shared/doc/text.ts';
import { ada, ben, findingId, planText } from '../../support/builders.ts';
import { Browser } from './browsers.ts';
import { aLocal, written } from './disk.ts';
import { finding, joined, joinedAgain, quiet, supplyText, words } from './journeys.ts';
import { inWorldTime, World } from './world.ts';

inWorldTime();

test('access lost: the copy on this device is gone, what was unsent is set aside, whether it was open or not', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab: before, text: first } = await joined(world, browser, ben, supplyText);
  before.goesOffline();
  appendWords(first.fragment, 'Inte öppet nu.');
  await written();
  before.crash();
  const tab = await browser.opens(ben, { online: false });
  const text = tab.session.openText(planText);
  await world.pass(1);
  appendWords(text.fragment, 'Öppet.');
  void tab.session.run(finding('f'));
  await written();
  await world.does(ada, { type: 'member.remove', member: ben });
  tab.comesBack();
  await world.until(() => tab.session.ended.get() === 'access-lost', 'the end');
  await world.pass(2);
  const kept = tab.session.setAside.get();
  expect(kept.map((work) => (work.kind === 'text' ? work.text : work.command.type)).sort()).toEqual(
    ['Inte öppet nu.', 'finding.add', 'Öppet.'].sort(),
  );
  expect(new Set(kept.map(({ code }) => code))).toEqual(new Set(['access/denied']));
  expect([text.status.get(), tab.session.view.get()]).toEqual(['closed', null]);
  const local = await aLocal(ben, 'looking');
  const rows = await roomsOf(local, world.evaluation);
  const left = rows.map(async ({ room }) => (await readRoom(local, [world.evaluation, room])).updates.length);
  expect([await readEntry(local, world.evaluation), new Set(await Promise.all(left))]).toEqual([null, new Set([0])]);
  expect(await readAside(local, world.evaluation)).toHaveLength(3);
  // Nobody writes it again.
  appendWords(text.fragment, 'Efteråt.');
  await written();
  expect((await readRoom(local, [world.evaluation, `text.${planText}`])).updates).toEqual([]);
  await world.end();
});

test('who only read has nothing set aside when access is lost', async () => {
  const world = await World.begin();
  const { tab: theirs, text: ours } = await joined(world, new Browser(world), ada);
  appendWords(ours.fragment, 'Adas.');
  await quiet(world, theirs);
  const browser = new Browser(world);
  (await joined(world, browser)).tab.crash();
  const tab = await browser.opens(ben, { online: false });
  const text = tab.session.openText(planText);
  await world.pass(1);
  expect(words(text)).toBe('Adas.');
  await world.does(ada, { type: 'member.remove', member: ben });
  tab.comesBack();
  await world.until(() => tab.session.ended.get() === 'access-lost', 'the end');
  await world.pass(2);
  expect(tab.session.setAside.get()).toEqual([]);
  await world.end();
});

test('a conflict of interest declared elsewhere: others’ ballots of that area are off this device, too', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab } = await joined(world, browser);
  const local = await aLocal(ben, 'looking');
  const room = 'ballots.roads';
  await world.until(async () => (await readRoom(local, [world.evaluation, room])).row?.whole === true, 'the ballots to be here');
  await world.does(ben, { type: 'conflicts.declare', member: ben, areas: ['roads' as never] });
  await world.pass(5);
  const { row, updates } = await readRoom(local, [world.evaluation, room]);
  expect([row?.whole, updates, tab.session.ended.get()]).toEqual([false, [], null]);
  // The same for who was away, and finds it no longer granted.
  await world.does(ada, { type: 'conflicts.declare', member: ben, areas: [], reason: 'A mistake.' });
  await world.until(async () => (await readRoom(local, [world.evaluation, room])).row?.whole === true, 'the ballots to be here again');
  tab.crash();
  await world.does(ben, { type: 'conflicts.declare', member: ben, areas: ['roads' as never] });
  expect((await readRoom(local, [world.evaluation, room])).row?.whole).toBe(true);
  await browser.opens(ben);
  await world.pass(5);
  expect((await readRoom(local, [world.evaluation, room])).row?.whole).toBe(false);
  await world.end();
});

test('a projected room whose replica the server does not know is thrown away and joined afresh; where that does not help, there is no loop', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab } = await joined(world, browser);
  const isState = (room: string) => room === 'state';
  const joins = () => tab.tried.filter(isState).length;
  tab.closed(4409, isState);
  await world.until(() => tab.session.saved.get().state === 'saved' && joins() === 2, 'it to be joined again');
  expect(tab.session.view.get()?.subject.name).toBe('Exempelby');
  await world.pass(60);
  tab.tried.splice(0);
  for (let quarter = 0; quarter < 240; quarter += 1) {
    tab.closed(4409, isState);
    await world.pass(0.25);
  }
  expect([joins() > 1, joins() < 10, tab.session.ended.get()]).toEqual([true, true, null]);
  await world.until(() => tab.session.saved.get().state === 'saved', 'it to be joined once more');
  await world.pass(1);
  tab.crash();
  // What is on disk is what the server has.
  const next = await browser.opens(ben, { online: false });
  await world.pass(1);
  expect(next.session.view.get()?.subject.name).toBe('Exempelby');
  await world.end();
});

test('a projected room of a new epoch takes the old one’s place on this device; until then the old one is shown', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab } = await joined(world, browser);
  tab.crash();
  await world.powerCut(async () => void (await world.store.renewRoom(`${world.evaluation}/state`)));
  await world.does(ada, finding('after'));
  const away = browser.tab(ben, { online: true });
  // It has heard of the new epoch, and the network went before the room came.
  const ports = away.ports();
  away.goesOffline();
  const entry = await browser.tab(ben).ports().entry(world.evaluation);
  await away.open({ ...ports, entry: () => Promise.resolve(entry) });
  await world.pass(2);
  expect(away.session.view.get()?.subject.name).toBe('Exempelby');
  away.crash();
  const online = await browser.opens(ben);
  await world.until(() => online.session.saved.get().state === 'saved', 'the new epoch');
  await world.pass(1);
  online.crash();
  const { session } = await browser.opens(ben, { online: false });
  await world.pass(1);
  expect(Object.keys(session.view.get()?.findings ?? {})).toEqual([findingId('after')]);
  await world.end();
});

test('a server set back to an earlier day: one’s own comes in again; where others’ is refused, all of it stands in a record, to be put at the end', async () => {
  const world = await World.begin();
  const [hers, his] = [await joined(world, new Browser(world), ada), await joined(world, new Browser(world))];
  appendWords(hers.text.fragment, 'Före kopian.');
  appendWords(his.text.fragment, 'Bens före.');
  await quiet(world, hers.tab);
  await quiet(world, his.tab);
  const copy = await world.copy();
  appendWords(hers.text.fragment, 'Adas efter.');
  appendWords(his.text.fragment, 'Bens efter.');
  await quiet(world, hers.tab);
  await quiet(world, his.tab);
  await world.pass(2);
  for (const { tab } of [hers, his]) tab.goesOffline();
  await world.putBack(copy);
  his.tab.comesBack();
  await world.until(() => his.tab.session.setAside.get().length > 0, 'the record');
  const [work] = his.tab.session.setAside.get();
  expect(work).toMatchObject({ kind: 'text', code: 'server/set-back', update: null });
  expect(work?.kind === 'text' ? work.text.split('\n').sort() : []).toEqual(['Adas efter.', 'Bens efter.']);
  await world.until(() => his.tab.session.canAddAgain(must(work, 'a record')), 'the facts');
  const adding = his.tab.session.addAgain(must(work, 'a record'));
  await world.until(() => his.tab.session.setAside.get().length === 0, 'it to be added');
  expect(await adding).toEqual({ ok: true });
  await world.until(async () => (await world.words(planText)).includes('efter'), 'it to arrive');
  const lines = (await world.words(planText)).split('\n');
  expect([lines.slice(0, 2).sort(), lines.slice(2).sort()]).toEqual([['Bens före.', 'Före kopian.'], ['Adas efter.', 'Bens efter.']]); // prettier-ignore
  await world.pass(60);
  expect(his.tab.session.saved.get().state).toBe('saved');
  await world.end();
});

test('a text of an older epoch: what was unsent is sent into the new one, what the server lost stands in a record', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab, text } = await joined(world, browser);
  appendWords(text.fragment, 'Sänt.');
  await quiet(world, tab);
  tab.goesOffline();
  appendWords(text.fragment, 'Inte sänt.');
  await written();
  tab.crash();
  const room = `${world.evaluation}/text.${planText}` as const;
  const { updates } = await world.store.readRoom(room);
  await world.powerCut(async () => {
    await world.store.renewRoom(room);
    await world.store.commit([{ updates: [{ room, epoch: 2, rows: updates }] }]);
  });
  const next = await browser.opens(ben);
  await world.until(async () => (await world.words(planText)).includes('Inte'), 'what was unsent');
  expect([await world.words(planText), next.session.setAside.get()]).toEqual(['Sänt.\nInte sänt.', []]);
  await quiet(world, next);
  next.crash();
  await world.powerCut(async () => void (await world.store.renewRoom(room)));
  const last = await joinedAgain(world, browser);
  await world.until(() => last.tab.session.setAside.get().length > 0, 'the record');
  await world.pass(5);
  expect(last.tab.session.setAside.get()).toMatchObject([
    { kind: 'text', code: 'server/set-back', text: 'Sänt.\nInte sänt.', update: null },
  ]);
  expect(words(last.text)).toBe('');
  await world.end();
});
