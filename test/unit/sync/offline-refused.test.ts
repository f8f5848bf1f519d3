/** Work that the server does not take after a journey: a record with the reason, the section afresh, nothing else touched, no loop. */
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { readAside } from '../../../client/sync/local/aside.ts';
import { must } from '../../../shared/domain/assert.ts';
import { appendWords } from '../../../shared/doc/text.ts';
import { ada, ben, findingId, planText } from '../../support/builders.ts';
import { Browser } from './browsers.ts';
import { aLocal, fillUp, written } from './disk.ts';
import { byId, finding, joined, joinedAgain, joins, quiet, signsOff, summary, supplyText, textOf, words } from './journeys.ts';
import { inWorldTime, World } from './world.ts';

inWorldTime();

/** Ben wrote in two sections and added findings in both, while Ada signed one of them off. */
async function signedOffMeanwhile() {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab, text } = await joined(world, browser);
  appendWords(text.fragment, 'Sänt i tid.');
  await quiet(world, tab);
  tab.goesOffline();
  appendWords(text.fragment, 'För sent.');
  const other = tab.session.openText(supplyText);
  await world.pass(1);
  appendWords(other.fragment, 'Någon annanstans.');
  void tab.session.run(finding('late'));
  void tab.session.run(finding('fine', supplyText));
  await written();
  await signsOff(world);
  return { world, browser, tab, text, other };
}

test('signed off meanwhile: what came too late is in front of its author, and all else is in', async () => {
  const { world, tab, text, other } = await signedOffMeanwhile();
  tab.comesBack();
  await world.until(() => tab.session.setAside.get().length === 2, 'both to be set aside');
  await world.pass(3);
  const [command, work] = tab.session.setAside.get();
  expect(command).toMatchObject({ kind: 'command', command: finding('late'), code: 'section/signed-off' });
  expect(work).toMatchObject({ kind: 'text', section: planText, code: 'section/signed-off' });
  expect(textOf(work)).toEqual({ text: 'För sent.', update: true });
  expect(tab.session.saved.get()).toMatchObject({ state: 'refused' });
  expect([text.status.get(), text.closing.get(), text.writes.get()]).toEqual(['closed', 'section/signed-off', false]);
  expect([other.status.get(), await world.words(supplyText), await world.words(planText)]).toEqual([
    'live',
    'Någon annanstans.',
    'Sänt i tid.',
  ]);
  expect(Object.keys((await world.state()).findings)).toEqual([findingId('fine')]);
  const afresh = tab.session.openText(planText);
  await world.until(() => afresh.status.get() === 'live', 'the section afresh');
  expect([words(afresh), afresh.writes.get()]).toEqual(['Sänt i tid.', false]);
  await world.end();
});

test('the refusal does not come back with a reload, and its record does', async () => {
  const { world, browser, tab } = await signedOffMeanwhile();
  tab.comesBack();
  await world.until(() => tab.session.setAside.get().length === 2, 'both to be set aside');
  const before = tab.session.setAside.get();
  tab.crash();
  const { tab: next, text } = await joinedAgain(world, browser);
  await world.pass(60);
  expect(byId(next.session.setAside.get())).toEqual(byId(before));
  expect([words(text), text.status.get(), next.tried.filter((each) => each === `text.${planText}`).length]).toEqual([
    'Sänt i tid.',
    'live',
    1,
  ]);
  await world.end();
});

test.each([false, true])(
  'a tab that ends at any moment of a refusal leaves it where the next one finds it (torn: %s)',
  async (torn) => {
    for (let moment = 0; moment < 24; moment += 3) {
      const { world, browser, tab } = await signedOffMeanwhile();
      await joins(tab);
      for (let turn = 0; turn < moment; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      tab.crash({ torn });
      const next = await browser.opens(ben);
      await world.until(() => next.session.setAside.get().some(({ kind }) => kind === 'text'), 'the text to be set aside');
      await world.pass(2);
      const texts = next.session.setAside.get().filter(({ kind }) => kind === 'text');
      expect(texts.map((work) => textOf(work))).toEqual([{ text: 'För sent.', update: true }]);
      await world.end();
    }
  },
  60_000,
);

test('opened again, it is merged where it was meant to go, once', async () => {
  const { world, browser, tab } = await signedOffMeanwhile();
  tab.comesBack();
  await world.until(() => tab.session.setAside.get().length === 2, 'both to be set aside');
  tab.crash();
  const next = await browser.opens(ben);
  await quiet(world, next);
  const [command, work] = next.session.setAside.get().map((each) => each);
  expect([command, work].map((each) => next.session.canAddAgain(must(each, 'a record')))).toEqual([false, false]);
  await world.does(ada, { type: 'section.reopen', section: planText, reason: 'More came in.' });
  await world.until(() => next.session.canAddAgain(must(work, 'a record')), 'the section to be open');
  const outcomes = [next.session.addAgain(must(work, 'a record')), next.session.addAgain(must(command, 'a record'))];
  await world.pass(2);
  expect(await Promise.all(outcomes)).toEqual([{ ok: true }, { ok: true }]);
  await world.until(() => next.session.saved.get().state === 'saved', 'all to be saved');
  expect([await world.words(planText), next.session.setAside.get()]).toEqual(['Sänt i tid.\nFör sent.', []]);
  expect(Object.keys((await world.state()).findings).sort()).toEqual([findingId('fine'), findingId('late')].sort());
  expect(await readAside(await aLocal(ben, 'looking'), world.evaluation)).toEqual([]);
  await world.end();
});

test('added again and signed off once more before it arrives: it is in front of its author again', async () => {
  const { world, tab } = await signedOffMeanwhile();
  tab.comesBack();
  await world.until(() => tab.session.setAside.get().length === 2, 'both to be set aside');
  await world.does(ada, { type: 'section.reopen', section: planText, reason: 'More came in.' });
  const work = must(
    tab.session.setAside.get().find(({ kind }) => kind === 'text'),
    'a record',
  );
  const afresh = tab.session.openText(planText);
  await world.until(() => afresh.writes.get() && tab.session.canAddAgain(work), 'the section to be open');
  tab.goesOffline();
  const adding = tab.session.addAgain(work);
  await world.pass(1);
  expect(await adding).toEqual({ ok: true });
  await signsOff(world);
  tab.comesBack();
  await world.until(() => tab.session.setAside.get().some(({ kind }) => kind === 'text'), 'the text to be set aside');
  expect(tab.session.setAside.get().filter(({ kind }) => kind === 'text').map(textOf)).toEqual([{ text: 'För sent.', update: true }]); // prettier-ignore
  expect(await world.words(planText)).toBe('Sänt i tid.');
  await world.end();
});

test('on a device that is full it is kept in memory, and closing would lose it', async () => {
  const { world, tab } = await signedOffMeanwhile();
  const makeRoom = fillUp();
  tab.comesBack();
  await world.until(() => tab.session.setAside.get().length === 2, 'both to be set aside');
  expect(tab.session.keepsWork).toBe(true);
  expect(
    tab.session.setAside
      .get()
      .map((work) => (work.kind === 'text' ? work.text : work.command.type))
      .sort(),
  ).toEqual(['För sent.', 'finding.add']);
  makeRoom();
  await world.end();
});

test('of a text that is closed for another reason the record says which', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab, text } = await joined(world, browser);
  const other = tab.session.openText(summary);
  await world.until(() => other.status.get() === 'live', 'the summary');
  // Deeper than any text: a no of the gate.
  let inner: Y.XmlElement | Y.XmlText = new Y.XmlText('Djupt.');
  for (let depth = 0; depth < 80; depth += 1) {
    const outer = new Y.XmlElement('blockquote');
    outer.insert(0, [inner]);
    inner = outer;
  }
  text.fragment.push([inner as Y.XmlElement]);
  await world.until(() => text.status.get() === 'closed', 'the no');
  await world.pass(1);
  expect(tab.session.setAside.get()).toMatchObject([{ kind: 'text', section: planText, code: 'content/refused', text: 'Djupt.' }]);
  appendWords(other.fragment, 'Går bra.');
  await world.until(async () => (await world.words(summary)) === 'Går bra.', 'the summary to be saved');
  expect([other.status.get(), await world.words(planText)]).toEqual(['live', '']);
  await world.end();
});
