/** Two tabs of one member after a journey: one record for all that was typed in both, and both show the same. */
import { expect, test } from 'vitest';
import { must } from '../../../shared/domain/assert.ts';
import { appendWords } from '../../../shared/doc/text.ts';
import { planText } from '../../support/builders.ts';
import { Browser } from './browsers.ts';
import { written } from './disk.ts';
import { joined, joins, signsOff, textOf, words } from './journeys.ts';
import { inWorldTime, World } from './world.ts';

inWorldTime();

test('two tabs: one makes the record, the other goes on with the section as it is and shows the same', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab: one, text } = await joined(world, browser);
  const { tab: other, text: same } = await joined(world, browser);
  one.goesOffline();
  other.goesOffline();
  appendWords(text.fragment, 'I den ena.');
  appendWords(same.fragment, 'I den andra.');
  await written();
  await signsOff(world);
  one.comesBack();
  await world.until(() => one.session.setAside.get().length > 0, 'the record');
  // The other is still offline: it hears of it, and what it typed before is in the record.
  await world.until(() => same.status.get() === 'closed', 'the other to hear of it');
  expect([same.closing.get(), same.writes.get()]).toEqual(['section/signed-off', false]);
  expect(other.session.setAside.get()).toEqual(one.session.setAside.get());
  expect(one.session.setAside.get().map((work) => textOf(work))).toMatchObject([{ update: true }]);
  const [work] = one.session.setAside.get();
  expect(work?.kind === 'text' ? work.text.split('\n').sort() : []).toEqual(['I den andra.', 'I den ena.']);
  other.comesBack();
  const afresh = other.session.openText(planText);
  await world.until(() => afresh.status.get() === 'live', 'the section afresh');
  await world.pass(30);
  expect([words(afresh), other.session.setAside.get().length]).toEqual(['', 1]);
  other.session.discard(must(work, 'a record'));
  await world.until(() => one.session.setAside.get().length === 0, 'it to be let go of in both');
  await world.end();
});

test('two tabs refused at once: between them everything typed is in a record', async () => {
  const world = await World.begin();
  const browser = new Browser(world);
  const { tab: one, text } = await joined(world, browser);
  const { tab: other, text: same } = await joined(world, browser);
  one.goesOffline();
  other.goesOffline();
  appendWords(text.fragment, 'I den ena.');
  appendWords(same.fragment, 'I den andra.');
  await written();
  await signsOff(world);
  one.comesBack();
  other.comesBack();
  // Still typing: this has not reached the disk.
  appendWords(same.fragment, 'Och mer.');
  await world.until(() => text.status.get() === 'closed' && same.status.get() === 'closed', 'both to hear of it');
  await world.pass(1);
  const said = one.session.setAside.get().flatMap((work) => (work.kind === 'text' ? work.text.split('\n') : []));
  expect(said.sort()).toEqual(['I den andra.', 'I den ena.', 'Och mer.']);
  expect(other.session.setAside.get()).toEqual(one.session.setAside.get());
  await world.end();
});

test('typed in a second tab in the very moment the first one’s refusal throws the replica away: set aside, with the same reason', async () => {
  for (let moment = 0; moment < 12; moment += 2) {
    const world = await World.begin();
    const browser = new Browser(world);
    const { tab: one, text } = await joined(world, browser);
    const { tab: other, text: same } = await joined(world, browser);
    one.goesOffline();
    other.goesOffline();
    appendWords(text.fragment, 'I den ena.');
    appendWords(same.fragment, 'Tidigare.');
    await written();
    await signsOff(world);
    let isTyped = false;
    await joins(one);
    for (let turn = 0; turn < moment * 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    if (same.writes.get()) {
      isTyped = true;
      appendWords(same.fragment, 'Just nu.');
    }
    await world.until(() => one.session.setAside.get().length > 0 && same.status.get() === 'closed', 'both to hear of it');
    await world.pass(1);
    const kept = other.session.setAside.get();
    const said = kept.flatMap((work) => (work.kind === 'text' ? work.text.split('\n') : []));
    expect(said.sort()).toEqual(isTyped ? ['I den ena.', 'Just nu.', 'Tidigare.'] : ['I den ena.', 'Tidigare.']);
    expect(new Set(kept.map(({ code }) => code))).toEqual(new Set(['section/signed-off']));
    await world.end();
  }
}, 60_000);
