/** The charts: every number can be read without seeing them, and what is not agreed yet is missing, never 0. */
import { expect, expectAccessible, test } from '../support/ui.ts';

const areas = [
  { code: '1', label: 'Samspel', points: 70, max: 100 },
  { code: '2', label: 'Styrning', points: null, max: 100 },
  { code: '3', label: 'Effektivitet', points: 0, max: 100 },
  { code: '4', label: 'Arbetsliv', points: 64, max: 100 },
];
const other = { name: '2021', points: [63, 60, 70, null] };
const chart = { areas, name: '2026', label: 'Områden mot 2021' };

test('the radar is a picture with all its numbers, and a table that opens', async ({ mount }) => {
  const { element } = await mount('sam-radar', { ...chart, other });
  await expect(element.getByRole('img')).toHaveAccessibleName(
    'Radardiagram: Områden mot 2021. Samspel 70 av 100, Styrning ingen samsyn än, Effektivitet 0 av 100, Arbetsliv 64 av 100',
  );
  await expect(element.getByRole('table')).toBeHidden();
  await element.getByText('Samma sak i siffror').click();
  await expect(element.getByRole('row')).toHaveText([
    /Område\s*2026\s*2021\s*Max/,
    /1 Samspel\s*70\s*63\s*100/,
    /2 Styrning\s*ingen samsyn än\s*60\s*100/,
    /3 Effektivitet\s*0\s*70\s*100/,
    /4 Arbetsliv\s*64\s*–\s*100/,
  ]);
});

test('what is missing breaks the line and has no dot; 0 has one', async ({ mount }) => {
  const { element, set } = await mount('sam-radar', chart);
  await expect(element.locator('.chart circle.own')).toHaveCount(3);
  await expect(element.locator('.chart path.missing')).toHaveCount(1);
  expect((await element.locator('.chart path.own').getAttribute('d'))?.match(/M/g)).toHaveLength(2);
  await set({ areas: areas.map((area) => ({ ...area, points: null })) });
  await expect(element.locator('.chart circle.own')).toHaveCount(0);
});

test('the series differ in shape: dashes and rings for the one compared with', async ({ mount }) => {
  const { element } = await mount('sam-radar', { ...chart, other });
  await expect(element.locator('.chart path.other')).toHaveCSS('stroke-dasharray', '6px, 4px');
  await expect(element.locator('.chart path.own')).toHaveCSS('stroke-dasharray', 'none');
  await expect(element.locator('.legend')).toHaveText(/2026\s*2021\s*ingen samsyn än/);
});

test('on a phone the radar fits, with codes around it', async ({ mount, page }) => {
  const { element } = await mount('sam-radar', chart, { width: 320 });
  await expect(element.locator('.chart text').filter({ hasText: '· 4' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('bars are a table; a missing value has no bar and says so', async ({ mount }) => {
  const { element } = await mount('sam-bars', { ...chart, other });
  await expect(element.getByRole('table', { name: 'Områden mot 2021' }).getByRole('row')).toHaveText([
    /Område\s*2026\s*2021\s*Max/,
    /1 Samspel\s*70\s*63\s*100/,
    /2 Styrning\s*–\s*60\s*100/,
    /3 Effektivitet\s*0\s*70\s*100/,
    /4 Arbetsliv\s*64\s*–\s*100/,
  ]);
  await expect(element.locator('tbody rect')).toHaveCount(3);
  await expect(element.getByRole('img', { name: 'ingen samsyn än' })).toBeVisible();
});

test('the total says of how much, how much of it is agreed, and never 0 for none', async ({ mount, page }) => {
  const { element, set } = await mount('sam-figure-total', { sum: { points: 524, max: 800, agreed: 36, criteria: 36 } });
  await expect(element).toHaveText(/Samsyn i alla 36 delområden\s*524\s*av 800/);
  await set({ sum: { points: 0, max: 800, agreed: 1, criteria: 36 } });
  await expect(element).toHaveText(/Samsyn i 1 av 36 delområden\s*0\s*av 800/);
  await set({ sum: { points: null, max: 800, agreed: 0, criteria: 36 } });
  await expect(element).toHaveText(/Samsyn i 0 av 36 delområden\s*Inga än\s*av 800/);
  await expectAccessible(page);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ mount, page }) => {
    for (const tag of ['sam-radar', 'sam-bars']) {
      const { element } = await mount(tag, { ...chart, other }, { theme, language: 'nb' });
      if (tag === 'sam-radar') await element.getByText('Det samme i tall').click();
      await expectAccessible(page);
    }
  });
}
