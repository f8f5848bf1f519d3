/** What stories of journeys have in common: a tab in a text, a section that is signed off, what a record says. */
import { vi } from 'vitest';
import type { SetAside } from '../../../client/sync/saved.ts';
import type { TextReplica } from '../../../client/sync/text-replica.ts';
import type { Command } from '../../../shared/domain/commands.ts';
import type { MemberId, SectionId } from '../../../shared/domain/ids.ts';
import { plainTextOf } from '../../../shared/doc/text.ts';
import { ada, ben, findingId, planText, supply } from '../../support/builders.ts';
import type { Browser, Tab } from './browsers.ts';
import type { World } from './world.ts';

export const summary = 'summary' as SectionId;
export const supplyText = supply as string as SectionId;
export const words = ({ fragment }: TextReplica) => plainTextOf(fragment);
export const finding = (name: string, section = planText): Command => ({
  type: 'finding.add',
  finding: findingId(name),
  section,
  kind: 'strength',
  before: null,
});
export const byId = (kept: readonly SetAside[]) => kept.toSorted((a, b) => (a.id < b.id ? -1 : 1));
export const textOf = (work: SetAside | undefined) => (work?.kind === 'text' ? { text: work.text, update: work.update !== null } : work);

export async function joined(world: World, browser: Browser, member: MemberId = ben, section = planText) {
  const tab = await browser.opens(member);
  const text = tab.session.openText(section);
  await world.until(() => text.status.get() === 'live' && tab.session.saved.get().state === 'saved', 'the text');
  return { tab, text };
}
export const quiet = (world: World, tab: Tab) => world.until(() => ['saved', 'refused'].includes(tab.session.saved.get().state), 'quiet');

/** Comes back, up to the moment in which the text's line is begun. */
export async function joins(tab: Tab) {
  tab.tried.splice(0);
  tab.comesBack();
  while (!tab.tried.includes(`text.${planText}`)) {
    vi.advanceTimersByTime(20);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export async function signsOff(world: World, section = planText) {
  await world.does(ada, { type: 'section.signOff', sections: [section] });
  await world.until(async () => (await world.state()).sections[section]?.state === 'signedOff', 'the seal');
}

export async function joinedAgain(world: World, browser: Browser) {
  const tab = await browser.opens(ben);
  const text = tab.session.openText(planText);
  await world.until(() => text.status.get() === 'live', 'the text');
  return { tab, text };
}
