/** Two tabs of one member in the same section: what one had on this device's disk when it ended is sent by the other. */
import { expect, test } from 'vitest';
import { must } from '../../../shared/domain/assert.ts';
import { unsentSections } from '../../../client/sync/local/room-rows.ts';
import { appendWords, plainTextOf } from '../../../shared/doc/text.ts';
import { ben, planText } from '../../support/builders.ts';
import { Browser } from './browsers.ts';
import { aLocal, written } from './disk.ts';
import { inWorldTime, World } from './world.ts';

inWorldTime();

test('a tab that ends offline while another has the section open: the other sends its words, and says saved only then', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const one = await browser.opens(ben);
  const other = await browser.opens(ben);
  const texts = [one, other].map(({ session }) => session.openText(planText));
  await world.until(() => texts.every(({ status }) => status.get() === 'live'), 'texts');
  one.goesOffline();
  other.goesOffline();
  appendWords(must(texts[0], 'a text').fragment, 'Skrivet i en flik.');
  await written();
  expect(one.session.saved.get()).toEqual({ state: 'disconnected', unsent: 'device' });
  one.crash();
  await world.pass(1);
  expect(other.session.saved.get()).toEqual({ state: 'disconnected', unsent: 'device' });
  other.comesBack();
  await world.until(() => other.session.saved.get().state === 'saved', 'saved');
  expect(await world.words(planText)).toContain('Skrivet i en flik.');
  await world.end();
});

test('a tab that ended before it could tell anybody: the other finds on the disk what it wrote, and sends it', async () => {
  const world = await World.begin();
  const here = await new Browser(world).opens(ben);
  const text = here.session.openText(planText);
  await world.until(() => text.status.get() === 'live' && here.session.saved.get().state === 'saved', 'the text');
  // A browser of its own, so that nothing is heard of it: only the disk is the same.
  const elsewhere = new Browser(world);
  elsewhere.remembered = ben;
  const gone = await elsewhere.opens(ben, { online: false });
  const theirs = gone.session.openText(planText);
  await world.until(() => theirs.status.get() === 'live', 'the text from the disk');
  appendWords(theirs.fragment, 'Hann inte säga det.');
  await written();
  gone.crash();
  await world.until(async () => (await world.words(planText)) !== '', 'the words to be sent');
  await world.until(() => here.session.saved.get().state === 'saved', 'saved');
  expect([plainTextOf(text.fragment), here.session.setAside.get()]).toEqual(['Hann inte säga det.', []]);
  await world.pass(30);
  expect(await unsentSections(await aLocal(ben, 'looking'), world.evaluation)).toEqual([]);
  await world.end();
});
