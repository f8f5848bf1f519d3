/** Finding: the key and the button, hits by kind as one types, arrows and Enter, the first hit marked where it stands. */
import type { Page } from '@playwright/test';
import type { Story } from './evaluation-stage.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';

const told: Story = {
  me: 'ben',
  section: 'roads.plan',
  texts: {
    'roads.plan': ['Tre kommuner jämförs varje år.', 'Idéer prövas i liten skala.'],
    'water.supply': [...Array.from({ length: 40 }, (_, at) => `Stycke ${at + 1} om annat.`), 'Här står medborgarbudget, och så är det.'],
  },
  findings: { 'water.supply': [{ kind: 'improvement', words: 'Medborgarbudgetens utfall följs inte upp.' }] },
  documents: ['Riktlinje för medborgarbudget'],
  ballots: { 'roads.plan': { ben: 10, chi: 12 } },
};

async function aStage(page: Page, story: Story = told, width = 1440): Promise<void> {
  await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
  await page.goto(process.env['SAMSYN_HARNESS'] ?? '');
  await page.evaluate(async (given) => {
    await window.harness;
    const module = '/test/ui/find-stage.ts';
    const { stage } = (await import(module)) as { stage(story: Story): Promise<void> };
    await stage(given);
  }, story);
}
const field = (page: Page) => page.getByRole('combobox', { name: 'Ord att söka efter' });
const hits = (page: Page) => page.locator('sam-find [role="option"]');

test('the key opens it with the caret in the field; Esc closes it and focus goes back', async ({ page }) => {
  await aStage(page);
  await page.getByRole('button', { name: 'Sök' }).focus();
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await expect(page.getByText('Söker i texter, iakttagelser, underlag')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('sam-find sam-dialog[open]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Sök' })).toBeFocused();
});

test('hits stand by kind with the words marked; arrows choose, and Enter goes there', async ({ page }) => {
  await aStage(page);
  await page.getByRole('button', { name: 'Sök' }).click();
  await field(page).fill('medborgarbudget');
  await expect(page.getByText('3 träffar', { exact: true })).toBeVisible();
  await expect(page.locator('sam-find h3')).toHaveText(['Texter', 'Iakttagelser', 'Underlag']);
  await expect(page.locator('sam-find mark')).toHaveText(['medborgarbudget', 'Medborgarbudget', 'medborgarbudget']);
  await expect(hits(page).nth(0)).toHaveAttribute('aria-selected', 'true');
  await field(page).press('ArrowDown');
  await expect(hits(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await field(page).press('ArrowUp');
  await expectAccessible(page);
  await field(page).press('Enter');
  const paragraph = page.locator('sam-section-text .section-text .editor-text p', { hasText: 'medborgarbudget' });
  await expect(paragraph).toBeInViewport();
  const marked = await page.evaluate(() => [...(CSS.highlights.get('sam-find') ?? [])].map(String));
  expect(marked[0]).toBe('medborgarbudget');
});

test('a letter with an accent is found by its letter, å ä ö are not; nothing found says so', async ({ page }) => {
  await aStage(page);
  await page.getByRole('button', { name: 'Sök' }).click();
  await field(page).fill('ideer "liten skala"');
  await expect(hits(page)).toHaveCount(1);
  await field(page).fill('jamfors');
  await expect(page.getByText('Inget här innehåller jamfors.')).toBeVisible();
  await expectAccessible(page);
});

test('fits a phone', async ({ page }) => {
  await aStage(page, told, 390);
  await page.getByRole('button', { name: 'Sök' }).click();
  await field(page).fill('e');
  await expect(hits(page).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});
