/** Bad moments of a device: its database refused, cleared or full; two tabs, two people; an upgrade, a backup put back; signing out with work unsent. */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asideText, barText, pageText, signOutText } from '../../client/i18n/app.ts';
import { savedText } from '../../client/i18n/ui.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import { databaseName } from '../../server/storage/sqlite.ts';
import { scores, sectionAt, textField, textOf, writes } from '../support/e2e-acts.ts';
import { isPacked } from '../support/e2e-offline.ts';
import { noServer, type Someone } from '../support/e2e-someone.ts';
import { expect, test, type Stage } from '../support/e2e.ts';

const section = 'democracy.strategy';

async function twoWriting(stage: Stage): Promise<{ id: EvaluationId; ada: Someone; ben: Someone }> {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  for (const each of [ada, ben]) each.expects(...noServer, /^Failed to load resource/);
  await ada.opens(sectionAt(id, section));
  await ada.isSaved();
  await ada.gives(id, { type: 'phase.move', to: 'gathering' });
  return { id, ada, ben };
}

test('a browser that refuses its database: all works, and what is unsent lies in the page, which says so', async ({ stage }) => {
  const { id, ada, ben } = await twoWriting(stage);
  await ben.context.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('refused', 'SecurityError');
    };
  });
  await ben.opens(sectionAt(id, section));
  await writes(ben, 'Med nät. ');
  await ben.isSaved();
  await ben.context.setOffline(true);
  await writes(ben, 'Utan nät. ');
  await expect(ben.saved).toContainText(savedText.sv['offline.page']);
  await ben.context.setOffline(false);
  await ben.isSaved();
  await expect.poll(() => textOf(ada)).toBe('Med nät. Utan nät. ');
});

test('a full device says that nothing is saved, keeps it in the page, and sends it when there is contact', async ({ stage }) => {
  const { id, ada, ben } = await twoWriting(stage);
  await ben.context.addInitScript(() => {
    const add = (value: unknown, stores: IDBObjectStore) => {
      if ((window as unknown as { full?: boolean }).full) throw new DOMException('no room', 'QuotaExceededError');
      return Reflect.apply(original, stores, [value]) as IDBRequest<IDBValidKey>;
    };
    const original = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (value: unknown) {
      return add(value, this);
    };
  });
  await ben.opens(sectionAt(id, section));
  await writes(ben, 'Först. ');
  await ben.isSaved();
  await ben.page.evaluate(() => ((window as unknown as { full: boolean }).full = true));
  await ben.context.setOffline(true);
  await writes(ben, 'Fullt. ');
  await expect(ben.saved).toContainText(savedText.sv['offline.full']);
  await ben.context.setOffline(false);
  await ben.isSaved();
  await expect.poll(() => textOf(ada)).toBe('Först. Fullt. ');
});

test('a database that the browser cleared is filled again, and nothing is lost', async ({ stage }) => {
  const { id, ada, ben } = await twoWriting(stage);
  await ben.opens(sectionAt(id, section));
  await writes(ben, 'Före rensningen. ');
  await ben.isSaved();
  await isPacked(ben);
  await ben.context.setOffline(true);
  const session = await ben.context.newCDPSession(ben.page);
  await session.send('Storage.clearDataForOrigin', { origin: stage.product.url, storageTypes: 'indexeddb' });
  await writes(ben, 'Efter. ');
  await expect(ben.saved).toContainText(savedText.sv['offline.device']);
  await ben.opensAnew(sectionAt(id, section));
  await ben.context.setOffline(false);
  await ben.isSaved();
  await expect.poll(() => textOf(ada)).toBe('Före rensningen. Efter. ');
});

test('two tabs of one member: what one gave, the other shows; each one’s words land, also of a tab that was closed', async ({ stage }) => {
  const { id, ada, ben } = await twoWriting(stage);
  await ben.opens(sectionAt(id, section));
  await ben.isSaved();
  await ben.gives(id, { type: 'conflicts.declare', member: ben.id, areas: [] });
  await ada.gives(id, { type: 'conflicts.declare', member: ada.id, areas: [] }, { type: 'phase.move', to: 'scoring' });
  const other = await ben.opensBeside(sectionAt(id, section));
  await expect(other.getByRole('spinbutton').first()).toBeVisible();
  await ben.context.setOffline(true);
  await writes(ben, 'Första fliken. ');
  await scores(ben, { id: section as never, code: '1.1', name: '', maxPoints: 20 }, 9);
  await expect(ben.saved).toContainText(savedText.sv['offline.device']);
  await expect(other.getByRole('spinbutton').first()).toHaveValue('9');
  await ben.closesTab();
  await ben.context.setOffline(false);
  await expect.poll(() => textOf(ada), { timeout: 30_000 }).toContain('Första fliken.');
  await expect(ada.page.locator('.centre').getByText('1 av 2')).toBeVisible();
});

test('two people on one computer: neither sees, sends or loses the other’s work', async ({ stage }) => {
  const { id, ada, ben } = await twoWriting(stage);
  const invitation = await stage.invitation(ada, id);
  await ben.opens(sectionAt(id, section));
  await ben.isSaved();
  const backLink = String((await ben.asks('POST', '/api/me/device-links')).body['url']);
  await stage.product.kill9();
  await writes(ben, 'Bens ord. ');
  await expect(ben.saved).toContainText(savedText.sv['offline.device']);
  await ben.page.close();
  await stage.product.start();

  await ben.context.clearCookies();
  await ben.as('Chi').entersBy(invitation);
  await ben.opensAnew(sectionAt(id, section));
  await ben.isSaved();
  expect(await textOf(ben)).not.toContain('Bens ord.');
  await writes(ben, 'Chis ord. ');
  await ben.isSaved();
  expect(await textOf(ada)).toBe('Chis ord. ');

  await ben.context.clearCookies();
  await ben.as('Ben').entersBy(backLink);
  await ben.opensAnew(sectionAt(id, section));
  await ben.isSaved();
  await expect.poll(() => textOf(ada)).toContain('Bens ord.');
});

test('a server put back to an earlier day: what nobody can send again is in front of those who had it', async ({ stage }) => {
  const { id, ada, ben } = await twoWriting(stage);
  await ben.opens(sectionAt(id, section));
  await ben.isSaved();
  await writes(ada, 'Adas måndag. ');
  await ada.isSaved();
  await stage.product.stop();
  const file = join(stage.product.folder, databaseName);
  copyFileSync(file, `${file}.monday`);
  await stage.product.start();
  await Promise.all([ada.isSaved(), ben.isSaved()]);
  await writes(ada, 'Adas tisdag. ');
  await writes(ben, 'Bens tisdag. ');
  await ada.gives(id, { type: 'subject.set', subject: { name: 'Torsås tisdag', year: 2021, visit: null } });
  await Promise.all([ada.isSaved(), ben.isSaved()]);
  await expect(ben.page.locator('sam-bar')).toContainText('Torsås tisdag');
  await ada.page.close();
  await stage.product.stop();
  copyFileSync(`${file}.monday`, file);
  await stage.product.start();

  await expect(ben.page.locator('sam-bar')).toContainText('Torsås 2021', { timeout: 30_000 });
  await ben.page.getByRole('button', { name: asideText.sv.show }).click();
  const aside = ben.page.locator('sam-bar-aside');
  await expect(aside.locator('li')).toHaveCount(1);
  await expect(aside.locator('blockquote')).toContainText('Adas tisdag.');
  await expect(aside.locator('blockquote')).toContainText('Bens tisdag.');
  await aside.getByRole('button', { name: asideText.sv.again }).click();
  await expect(aside.locator('li')).toHaveCount(0);
  await ben.isSaved();
  await expect.poll(() => textOf(ben)).toMatch(/^Adas måndag\..*Adas tisdag\..*Bens tisdag\./s);
});

test('a tab from before an upgrade keeps what waits, loads the new client, and sends it', async ({ stage }) => {
  const { id, ada, ben } = await twoWriting(stage);
  await ben.opens(sectionAt(id, section));
  await ben.isSaved();
  await isPacked(ben);
  await stage.product.kill9();
  await writes(ben, 'Före uppgraderingen. ');
  await expect(ben.saved).toContainText(savedText.sv['offline.device']);
  stage.product.upgradesTo((text) => text.replace(/(protocolVersion = )1\b/, '$12'));
  await ada.page.close();
  await stage.product.start();
  // The page asks for the new shell by itself; this build is named as before, so that only the version differs.
  await ben.opensAnew(sectionAt(id, section));
  await expect(ben.page.locator('main')).toContainText(/\S/);
  const kept = await ben.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(kept).toEqual([`samsyn.${ben.id}`]);
  stage.product.upgradesTo((text) => text.replace(/(protocolVersion = )2\b/, '$11'));
  await stage.product.stop();
  await stage.product.start();
  await ben.opensAnew(sectionAt(id, section));
  await ben.isSaved();
  await expect.poll(() => textOf(ben)).toBe('Före uppgraderingen. ');
});

test('signing out with work unsent: it can be saved to a file or sent, and then the device is clear', async ({ stage }) => {
  const { id, ada, ben } = await twoWriting(stage);
  await ben.opens(sectionAt(id, section));
  await ben.isSaved();
  await expect(textField(ben)).toBeVisible();
  await ben.context.setOffline(true);
  await writes(ben, 'Bara här. ');
  await expect(ben.saved).toContainText(savedText.sv['offline.device']);
  await ben.page.getByRole('button', { name: barText.sv.account('Ben') }).click();
  await ben.page.getByRole('button', { name: barText.sv.signOut, exact: true }).click();
  const dialog = ben.page.locator('sam-bar-account sam-dialog');
  await expect(dialog).toContainText(signOutText.sv.unsentLede);
  const downloading = ben.page.waitForEvent('download');
  await dialog.getByRole('button', { name: signOutText.sv.save }).click();
  const file = await (await downloading).path();
  expect(readFileSync(file, 'utf8')).toContain('Bara här.');
  await ben.context.setOffline(false);
  await dialog.getByRole('button', { name: signOutText.sv.send }).click();
  await expect(dialog).toContainText(signOutText.sv.cleared, { timeout: 30_000 });
  await expect.poll(() => textOf(ada)).toBe('Bara här. ');
  await dialog.getByRole('button', { name: signOutText.sv.hereAct }).click();
  await expect(ben.page.getByRole('heading', { level: 1 })).toHaveText(pageText.sv.outTitle);
  expect(await ben.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
  expect(await ben.page.evaluate(() => localStorage.getItem('samsyn.me') ?? '')).toBe('');
});
