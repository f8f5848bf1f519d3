/** Words of a section that rest on evidence: chosen for what is selected, opened by its number, taken away again. */
import type { Page } from '@playwright/test';
import { anEvaluationScreen } from '../support/evaluation-page.ts';
import { expect, test } from '../support/ui.ts';

const plan = 'roads.plan';
const story = { me: 'ben', section: plan, documents: ['Årsredovisning', 'Delårsrapport'] } as const;

/** Selects all words there, and asks by the tool which evidence they rest on. */
async function asks(page: Page, text: string): Promise<void> {
  await page.locator(text).focus();
  await page.keyboard.press('Control+A');
  await page
    .getByRole('button', { name: /^Underlag/ })
    .first()
    .press('Enter');
  await expect(page.locator('sam-section-evidence').getByRole('dialog')).toBeVisible();
}

const body = '.section-text .ProseMirror';
const chosen = (page: Page, name: string) => page.locator('sam-section-evidence').getByRole('button', { name });

test('chosen for the selected words, shown by its number, opened, changed and taken away', async ({ page }) => {
  await anEvaluationScreen(page, { ...story, texts: { [plan]: ['Planen är antagen.'] } });
  await expect(page.locator(body)).toBeVisible();
  await asks(page, body);
  await expect(page.getByRole('heading', { name: 'Underlag för de markerade orden' })).toBeVisible();
  await chosen(page, 'Delårsrapport').click();
  const number = page.locator(body).getByRole('button', { name: /Delårsrapport/ });
  await expect(number).toHaveText('2');
  await expect(page.locator(body)).toBeFocused();
  await number.click();
  await expect(page.getByRole('heading', { name: '[2] Dokument' })).toBeVisible();
  await page.keyboard.press('Escape');
  await asks(page, body);
  await chosen(page, 'Årsredovisning').click();
  await expect(page.locator(body).getByRole('button', { name: /Årsredovisning/ })).toHaveText('1');
  await asks(page, body);
  await page.keyboard.press('Escape');
  await expect(page.locator(body).getByRole('button', { name: /Årsredovisning/ })).toHaveText('1');
  await expect(page.locator(body)).toBeFocused();
  await asks(page, body);
  await expect(page.getByRole('heading', { name: 'eller samma igen för att ta bort det' })).toBeVisible();
  await chosen(page, 'Årsredovisning').click();
  await expect(page.locator(body).getByRole('button')).toHaveCount(0);
  await expect(page.locator(body)).toHaveText('Planen är antagen.');
});

test('who may not see evidence reads the words without numbers', async ({ page }) => {
  await anEvaluationScreen(page, {
    ...story,
    me: 'oda',
    texts: { [plan]: ['Planen är antagen.'] },
    findings: { [plan]: [{ documents: [1] }] },
  });
  await expect(page.locator(body)).toHaveText('Planen är antagen.');
  await expect(page.locator('sam-finding')).toBeVisible();
  await expect(page.locator('sam-section-text').getByText('Årsredovisning')).toHaveCount(0);
});
