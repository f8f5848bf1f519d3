/** The instruments: what is shown of each, and reading one in with its faults named by place. */
import type { Page } from '@playwright/test';
import v31 from '../../shared/instruments/kommunkompassen-3.1.json' with { type: 'json' };
import { expect, expectAccessible, test } from '../support/ui.ts';
import type * as Stage from './instruments-stage.ts';

async function show(page: Page, story: Stage.Story, width = 1280) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(process.env['SAMSYN_HARNESS'] ?? '');
  await page.evaluate(async () => (await window.harness).faults);
  await page.evaluate(async (given) => {
    const path = '/test/ui/instruments-stage.ts';
    const { stage } = (await import(path)) as typeof Stage;
    await stage(given);
  }, story);
  return page.locator('sam-instruments-screen');
}

test('each instrument says what it holds, opens to its criteria and is had as a file', async ({ page }) => {
  const screen = await show(page, { owner: false });
  const one = screen.getByRole('region', { name: 'Kommunkompassen 3.1' });
  await expect(one).toContainText('8 områden, 36 delområden, 800 poäng · hela poäng');
  await one.getByText('Visa områden och delområden').click();
  await expect(one.getByRole('row')).toHaveCount(1 + 8 + 36);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    one.getByRole('link', { name: 'Hämta som fil: Kommunkompassen 3.1' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('kommunkompassen-3.1.json');
  await expect(screen.getByRole('button', { name: 'Läs in ett instrument' })).toHaveCount(0);
  await expect(screen).toContainText('läses in av installationens ägare');
});

test('[I1] a faulty file is answered with every fault at its place, a mended one is read in', async ({ page }) => {
  const screen = await show(page, { owner: true });
  await screen.getByRole('button', { name: 'Läs in ett instrument' }).click();
  await page.getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Välj en fil eller klistra in dess text.');

  const bent = structuredClone(v31) as {
    id: string;
    label: string;
    areas: { maxPoints: number; criteria: { id: string }[] }[];
    color?: string;
  };
  const [first] = bent.areas;
  if (!first?.criteria[1]) throw new Error('the shipped instrument has criteria');
  first.maxPoints = 99;
  first.criteria[1].id = 'democracy.strategy';
  bent.color = 'red';
  await page.getByLabel('eller dess text').fill(JSON.stringify(bent));
  await page.getByRole('button', { name: 'Läs in', exact: true }).click();
  const faults = page.getByRole('alert').getByRole('listitem');
  await expect(faults).toHaveText([
    /color ”color” är inget som ett instrument har/,
    /areas\[0\]\.criteria\[1\]\.id Id:t ”democracy\.strategy” står redan i areas\[0\]\.criteria\[0\]\.id/,
    /areas\[0\]\.maxPoints Säger 99, men delområdena blir tillsammans 100/,
    /maxPoints Säger 800, men områdena blir tillsammans 799/,
  ]);
  await expectAccessible(page);

  const mended = { ...v31, id: 'our-own-1', label: 'Vårt eget 1' };
  await page
    .getByLabel('Fil', { exact: true })
    .setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(mended)) });
  await page.getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(screen.getByRole('region', { name: 'Vårt eget 1' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(screen.getByRole('status').filter({ hasText: 'Vårt eget 1 finns här nu.' })).toBeVisible();
  await expect(screen.getByRole('button', { name: 'Läs in ett instrument' })).toBeFocused();
});

test('[I1] a text that is no JSON, and values of the wrong kind, are said in the reader’s words', async ({ page }) => {
  const screen = await show(page, { owner: true });
  await screen.getByRole('button', { name: 'Läs in ett instrument' }).click();
  await page.getByLabel('eller dess text').fill('{');
  await page.getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveText([/filen Det här är inte JSON/]);
  await page.getByLabel('eller dess text').fill(JSON.stringify({ ...v31, step: '1', name: 7, language: 'da' }));
  await page.getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('name Är av fel slag; det ska vara en text.');
  await expect(page.getByRole('alert')).toContainText('step Är av fel slag; det ska vara ett tal.');
  await expect(page.getByRole('alert')).toContainText('language Måste vara något av sv, nb och en.');
});

test('an owner reads what a file looks like, with one that is here as an example', async ({ page }) => {
  const screen = await show(page, { owner: true });
  await screen.getByText('Så ser filen ut').click();
  await expect(screen.getByRole('term').filter({ hasText: 'subjectNoun' })).toContainText('kan utelämnas');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    screen.getByRole('link', { name: 'Hämta Kommunkompassen 3.1' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('kommunkompassen-3.1.json');
});

test('a criterion’s own step and its questions are there to be read', async ({ page }) => {
  const screen = await show(page, { owner: true });
  const own = structuredClone(v31) as { id: string; label: string; areas: { criteria: { step?: number; questions?: string[] }[] }[] };
  Object.assign(own, { id: 'own-2', label: 'Vårt 2' });
  Object.assign(own.areas[0]?.criteria[0] ?? {}, { step: 5, questions: ['Hur vet invånarna det?', 'Vem svarar för det?'] });
  await screen.getByRole('button', { name: 'Läs in ett instrument' }).click();
  await page.getByLabel('eller dess text').fill(JSON.stringify(own));
  await page.getByRole('button', { name: 'Läs in', exact: true }).click();
  const one = screen.getByRole('region', { name: 'Vårt 2' });
  await one.getByText('Visa områden och delområden').click();
  await expect(one.getByRole('row').filter({ hasText: '1.1' })).toContainText('steg om 5 poäng');
  await one.getByText('2 frågor').click();
  await expect(one.getByRole('listitem')).toHaveText(['Hur vet invånarna det?', 'Vem svarar för det?']);
});

for (const theme of ['light', 'dark'] as const) {
  test(`nothing to object to in ${theme}, and no sideways scroll at 320 px`, async ({ page }) => {
    const screen = await show(page, { owner: true, theme, language: theme === 'dark' ? 'nb' : 'en' }, 320);
    await screen.locator('summary').first().click();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
}
