/** An evaluation on a journey: opened without network from what is on this device, written in, and sent on return, in order. */
import { expect, test } from 'vitest';
import { EvaluationSession, hasUnsent } from '../../../client/sync/evaluation-session.ts';
import { readEntry } from '../../../client/sync/local/entries.ts';
import { readRoom, roomsOf, unsentSections } from '../../../client/sync/local/room-rows.ts';
import { sessions } from '../../../client/sync/sessions.ts';
import type { TextReplica } from '../../../client/sync/text-replica.ts';
import type { Command } from '../../../shared/domain/commands.ts';
import type { SectionId } from '../../../shared/domain/ids.ts';
import { appendWords, plainTextOf } from '../../../shared/doc/text.ts';
import { ada, ben, chi, findingId, planText, supply } from '../../support/builders.ts';
import { Browser } from './browsers.ts';
import { aLocal, fillUp, written } from './disk.ts';
import { inWorldTime, World } from './world.ts';

inWorldTime();

const summary = 'summary' as SectionId;
const supplyText = supply as string as SectionId;
const finding = (name: string, section = planText): Command => ({
  type: 'finding.add',
  finding: findingId(name),
  section,
  kind: 'strength',
  before: null,
});
const words = ({ fragment }: TextReplica) => plainTextOf(fragment);

async function aJourney() {
  const world = await World.begin();
  const browser = new Browser(world);
  const tab = await browser.opens(ben);
  await world.until(() => tab.session.saved.get().state === 'saved', 'all to be saved');
  return { world, browser, tab };
}

/** Written offline: in a section on screen, and a command. */
async function workedOffline() {
  const journey = await aJourney();
  const { world, tab } = journey;
  const text = tab.session.openText(planText);
  await world.until(() => text.status.get() === 'live', 'the text');
  tab.goesOffline();
  appendWords(text.fragment, 'På tåget.');
  const outcome = tab.session.run(finding('f'));
  await written();
  return { ...journey, text, outcome };
}

test.each([0, 500, 503])('answered with %i, or not at all, the evaluation is opened as it was here last', async (status) => {
  const { world, browser, tab } = await aJourney();
  await world.does(ada, finding('seen'));
  const text = tab.session.openText(planText);
  await world.until(() => text.status.get() === 'live', 'the text');
  appendWords(text.fragment, 'Skrivet i tid.');
  await world.until(async () => (await world.words(planText)) !== '' && tab.session.saved.get().state === 'saved', 'the text to be saved');
  tab.crash();
  const next = await browser.opens(ben, { online: false });
  next.instead = { status, code: 'x', facts: {}, rule: '' };
  await world.pass(1);
  const { session } = next;
  expect([session.view.get()?.subject.name, session.names.get()[ada]]).toEqual(['Exempelby', 'ada']);
  expect(Object.keys(session.view.get()?.findings ?? {})).toEqual([findingId('seen')]);
  const again = session.openText(planText);
  await world.pass(1);
  expect([again.status.get(), words(again), again.writes.get()]).toEqual(['live', 'Skrivet i tid.', true]);
  expect(session.saved.get()).toEqual({ state: 'disconnected', unsent: 'nothing' });
  appendWords(again.fragment, 'Utan nät.');
  await written();
  expect([session.saved.get(), session.keepsWork]).toEqual([{ state: 'disconnected', unsent: 'device' }, false]);
  await world.end();
});

test('a line that has gone dead is waited for only so long; where nothing is on this device, for as long as it takes', async () => {
  const { world, browser, tab } = await aJourney();
  tab.crash();
  const next = browser.tab(ben, { online: false });
  next.isDead = true;
  const opening = next.open();
  await world.pass(6);
  expect(await opening).toBe(null);
  await world.pass(1);
  expect(next.session.view.get()?.subject.name).toBe('Exempelby');
  const outcome = next.session.run(finding('f'));
  next.isDead = false;
  next.comesBack();
  await world.until(() => next.session.saved.get().state === 'saved', 'the command to be sent');
  expect(await outcome).toEqual({ ok: true });
  const other = new Browser(world).tab(chi);
  const entry = other.ports().entry(world.evaluation);
  const slowly = new Promise((resolve) => setTimeout(resolve, 20_000)).then(() => entry);
  const first = other.open({ ...other.ports(), entry: () => slowly });
  await world.pass(21);
  expect(await first).toBe(null);
  await world.end();
});

test.each([401, 403, 404])('answered with %i, it is not', async (status) => {
  const { world, browser, tab } = await workedOffline();
  tab.crash();
  const next = browser.tab(ben);
  next.instead = { status, code: 'role/not-a-member', facts: {}, rule: '' };
  expect(await next.open()).toMatchObject({ status });
  const local = await aLocal(ben, 'looking');
  // Who has no access reads nothing of it here any more, network or not; what is unsent waits for another day.
  const isKept = status === 401;
  expect((await readEntry(local, world.evaluation)) !== null).toBe(isKept);
  expect((await readRoom(local, [world.evaluation, 'state'])).updates.length > 0).toBe(isKept);
  expect(await unsentSections(local, world.evaluation)).toEqual([planText]);
  await world.end();
});

test('a proxy’s 404 decides nothing', async () => {
  const { world, browser, tab } = await aJourney();
  tab.crash();
  const next = await browser.opens(ben, { online: false });
  next.instead = { status: 404, code: 'network', facts: {}, rule: '' };
  await world.pass(1);
  const outcome = next.session.run(finding('f'));
  next.comesBack();
  await world.pass(2);
  next.instead = null;
  expect(next.session.setAside.get()).toEqual([]);
  await world.until(() => next.session.saved.get().state === 'saved', 'the command to be sent');
  expect(await outcome).toEqual({ ok: true });
  await world.end();
});

test('sections that were never opened here can be read, counted and begun', async () => {
  const { world, browser, tab } = await aJourney();
  const theirs = (await new Browser(world).opens(ada)).session.openText(supplyText);
  await world.until(() => theirs.status.get() === 'live', 'Ada’s text');
  appendWords(theirs.fragment, 'Två ord.');
  await world.until(async () => (await world.words(supplyText)) !== '', 'Ada’s words');
  tab.crash();
  const online = await browser.opens(ben);
  await world.until(() => online.session.words.get().get(supplyText) === 2, 'the texts');
  await world.pass(1);
  online.crash();
  const { session } = await browser.opens(ben, { online: false });
  await world.pass(1);
  const text = session.openText(supplyText);
  await world.pass(1);
  expect([text.status.get(), words(text), session.words.get().get(supplyText), session.words.get().get(summary)]).toEqual([
    'live',
    'Två ord.',
    2,
    0,
  ]);
  appendWords(text.fragment, 'Tre med mina.');
  await written();
  expect(session.saved.get()).toEqual({ state: 'disconnected', unsent: 'device' });
  await world.end();
});

test('on a full device the words are counted all the same', async () => {
  const { world, browser, tab } = await aJourney();
  const text = tab.session.openText(planText);
  await world.until(() => text.status.get() === 'live', 'the text');
  appendWords(text.fragment, 'Ett två tre.');
  await world.until(async () => (await world.words(planText)) !== '', 'the text to be saved');
  tab.crash();
  const makeRoom = fillUp();
  const { session } = await browser.opens(ben);
  await world.until(() => session.words.get().get(planText) === 3, 'the words');
  makeRoom();
  await world.end();
});

test('on return: the facts first, then what waited one by one, then the text', async () => {
  const { world, browser, tab } = await workedOffline();
  void tab.session.run(finding('g'));
  void tab.session.run({ type: 'finding.hide', finding: findingId('f') });
  await written();
  tab.crash();
  const next = await browser.opens(ben, { online: false });
  const text = next.session.openText(planText);
  await world.pass(1);
  next.tried.splice(0);
  next.comesBack();
  await world.until(() => next.session.saved.get().state === 'saved', 'all to be sent');
  const { tried } = next;
  const commands = tried.filter((each) => each.startsWith('finding.'));
  expect(commands).toEqual(['finding.add', 'finding.add', 'finding.hide']);
  expect(tried.indexOf('state')).toBeLessThan(tried.indexOf('finding.add'));
  expect(tried.indexOf(`text.${planText}`)).toBeGreaterThan(tried.lastIndexOf('finding.hide'));
  expect([words(text), await world.words(planText)]).toEqual(['På tåget.', 'På tåget.']);
  expect((await world.state()).findings[findingId('f')]?.hidden).toBe(true);
  await world.end();
});

test('what was left in sections that nobody has on the screen is sent, and until then nothing is called saved', async () => {
  const { world, browser, tab } = await workedOffline();
  tab.crash();
  const away = await browser.opens(ben, { online: false });
  await world.pass(1);
  expect(away.session.saved.get()).toEqual({ state: 'disconnected', unsent: 'device' });
  away.crash();
  const { session } = await browser.opens(ben);
  const whenSaved: Promise<string>[] = [];
  session.saved.subscribe(() => {
    if (session.saved.get().state === 'saved') whenSaved.push(world.words(planText));
  });
  await world.until(() => session.saved.get().state === 'saved', 'all to be saved');
  await world.pass(5);
  expect(new Set(await Promise.all(whenSaved))).toEqual(new Set(['På tåget.']));
  expect(await unsentSections(await aLocal(ben, 'looking'), world.evaluation)).toEqual([]);
  await world.end();
});

test('a visit sends what an earlier one left, and leaves', async () => {
  const { world, browser, tab } = await workedOffline();
  tab.crash();
  const visitor = browser.tab(ben);
  let isOver = false;
  void EvaluationSession.visit(world.evaluation, visitor.ports()).then(() => (isOver = true));
  await world.until(() => isOver, 'the visit to be over');
  expect([await world.words(planText), Object.keys((await world.state()).findings)]).toEqual(['På tåget.', [findingId('f')]]);
  expect([sessions.size, visitor.lines]).toEqual([0, []]);
  await world.end();
});

test.each(['before', 'after', 'long before'] as const)('a visit ends nobody’s session: somebody came %s it', async (when) => {
  const { world, browser, tab } = await workedOffline();
  tab.crash();
  const ports = browser.tab(ben).ports();
  const comes = () => EvaluationSession.open(world.evaluation, ports);
  const came = when === 'after' ? null : comes();
  if (when === 'long before') await came;
  let isOver = false;
  void EvaluationSession.visit(world.evaluation, ports).then(() => (isOver = true));
  const opened = await (came ?? comes());
  if (!opened.ok) throw new Error('it opens');
  const { value: session } = opened;
  await world.until(() => isOver && session.saved.get().state === 'saved', 'all to be sent');
  await world.pass(5);
  expect([sessions.get(world.evaluation) === session, await world.words(planText)]).toEqual([true, 'På tåget.']);
  session.forget();
  await world.end();
});

test('without a database everything works as long as the tab lives, and that is what is said', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const tab = await browser.opens(ben, { disk: false });
  const text = tab.session.openText(planText);
  await world.until(() => text.status.get() === 'live' && tab.session.saved.get().state === 'saved', 'the text');
  tab.goesOffline();
  appendWords(text.fragment, 'I minnet.');
  void tab.session.run(finding('f'));
  expect([tab.session.saved.get(), tab.session.keepsWork]).toEqual([{ state: 'disconnected', unsent: 'page' }, true]);
  tab.comesBack();
  await world.until(() => tab.session.saved.get().state === 'saved', 'all to be sent');
  expect([await world.words(planText), Object.keys((await world.state()).findings)]).toEqual(['I minnet.', [findingId('f')]]);
  await world.end();
});

test('a full device says so, of text and of commands, until there is room again', async () => {
  const { world, tab } = await aJourney();
  const text = tab.session.openText(planText);
  await world.until(() => text.status.get() === 'live', 'the text');
  tab.goesOffline();
  const makeRoom = fillUp();
  appendWords(text.fragment, 'Får inte plats.');
  await written();
  expect([tab.session.saved.get(), tab.session.keepsWork]).toEqual([{ state: 'disconnected', unsent: 'full' }, true]);
  makeRoom();
  appendWords(text.fragment, 'Nu igen.');
  await written();
  expect(tab.session.saved.get()).toEqual({ state: 'disconnected', unsent: 'device' });
  const full = fillUp();
  void tab.session.run(finding('f'));
  await written();
  expect(tab.session.saved.get()).toEqual({ state: 'disconnected', unsent: 'full' });
  full();
  tab.comesBack();
  await world.until(() => tab.session.saved.get().state === 'saved', 'all to be sent');
  await world.end();
});

test('another member on the same computer sees nothing of it, and sends nothing', async () => {
  const { world, browser, tab } = await workedOffline();
  world.signedOut.add(ben);
  tab.comesBack();
  await world.until(() => tab.session.ended.get() === 'signed-out', 'the end');
  const other = await browser.opens(chi);
  await world.until(() => other.session.saved.get().state === 'saved', 'the other to be in');
  const text = other.session.openText(planText);
  await world.pass(30);
  expect([words(text), other.session.setAside.get(), other.session.view.get()?.findings]).toEqual(['', [], {}]);
  expect([world.commands, await world.words(planText)]).toEqual([[], '']);
  expect(await roomsOf(await aLocal(chi, 'looking'), world.evaluation)).not.toEqual([]);
  await world.end();
});

test.each([
  ['signed out', 4401, 'signed-out'],
  ['from before an upgrade', 4426, 'client-too-old'],
] as const)('%s: text and commands stay on this device, and the same member’s next session sends them', async (_what, code, ended) => {
  const { world, browser, tab, text } = await workedOffline();
  if (code === 4401) world.signedOut.add(ben);
  // One more letter at the last moment: not on disk by then.
  appendWords(text.fragment, 'I sista stund.');
  void tab.session.run(finding('g'));
  tab.isOnline = true;
  await world.pass(0.25);
  if (code === 4426) tab.closed(4426);
  await world.until(() => tab.session.ended.get() === ended, 'the end');
  if (code === 4426) tab.isOnline = false;
  await world.pass(30);
  expect([tab.session.setAside.get(), text.status.get(), world.commands.length > 0 && code === 4401, hasUnsent()]).toEqual([
    [],
    'closed',
    false,
    false,
  ]);
  world.signedOut.clear();
  tab.crash();
  const next = await browser.opens(ben);
  await world.until(() => next.session.saved.get().state === 'saved', 'all to be sent');
  expect(await world.words(planText)).toBe('På tåget.\nI sista stund.');
  expect(Object.keys((await world.state()).findings).sort()).toEqual([findingId('f'), findingId('g')].sort());
  expect(next.session.setAside.get()).toEqual([]);
  await world.end();
});

test('signed out on a device that is full: what could not be kept is set aside in memory', async () => {
  const { world, tab } = await workedOffline();
  const makeRoom = fillUp();
  const text = tab.session.openText(planText);
  appendWords(text.fragment, 'Får inte plats.');
  void tab.session.run(finding('g'));
  world.signedOut.add(ben);
  tab.comesBack();
  await world.until(() => tab.session.setAside.get().length === 3, 'all to be set aside');
  const kept = tab.session.setAside.get().map((work) => (work.kind === 'text' ? work.text : work.command.type));
  expect(kept.sort()).toEqual(['På tåget.\nFår inte plats.', 'finding.add', 'finding.add'].sort());
  expect([tab.session.keepsWork, tab.session.ended.get()]).toEqual([true, 'signed-out']);
  makeRoom();
  await world.end();
});
