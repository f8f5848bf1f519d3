/** Finding without a server: what a colleague wrote in a section that was never opened here is found, gone to, and marked. */
import { findText } from '../../client/i18n/find.ts';
import { heading, sectionAt, writes } from '../support/e2e-acts.ts';
import { isPacked } from '../support/e2e-offline.ts';
import { noServer } from '../support/e2e-someone.ts';
import { expect, test } from '../support/e2e.ts';

test('words in a section never opened here are found with the server away, and stand marked in view', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  ben.expects(...noServer);
  ada.expects(...noServer);
  await ada.opens(sectionAt(id, 'democracy.information'));
  await writes(ada, 'Nämnderna läser tertialrapporterna sällan. ');
  await ada.isSaved();
  await ben.opens(sectionAt(id, 'democracy.strategy'));
  await ben.isSaved();
  await isPacked(ben);
  await stage.product.kill9();

  const { page } = ben;
  await heading(ben).focus();
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: findText.sv.field });
  await expect(field).toBeFocused();
  await field.fill('tertialrapp sällan');
  await expect(page.getByRole('listbox', { name: findText.sv.results }).getByRole('option')).toHaveCount(1);
  await field.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${sectionAt(id, 'democracy.information')}$`));
  await expect(page.locator('sam-section-text .editor-text')).toContainText('tertialrapporterna');
  await expect.poll(() => page.evaluate(() => [...(CSS.highlights.get('sam-find') ?? [])].map(String))).toEqual(['tertialrapp', 'sällan']);
  await stage.product.start();
  await ben.isSaved();
});
