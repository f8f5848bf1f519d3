/** Two tabs of one member in the same section: what one had on this device's disk when it ended is sent by the other. */
import { expect, test } from 'vitest';
import { must } from '../../../shared/domain/assert.ts';
import { appendWords } from '../../../shared/doc/text.ts';
import { ben, planText } from '../../support/builders.ts';
import { Browser } from './browsers.ts';
import { written } from './disk.ts';
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
