/** The overview: the total says what it sums, every cell what it is, and whoever may not see something is told why. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/ui.ts';
import type * as Stage from './overview-stage.ts';

async function show(page: Page, story: Stage.Story, width = 1440) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(process.env['SAMSYN_HARNESS'] ?? '');
  await page.evaluate(async () => (await window.harness).faults);
  await page.evaluate(async (given) => {
    const path = '/test/ui/overview-stage.ts';
    const { stage } = (await import(path)) as typeof Stage;
    await stage(given);
  }, story);
  return page.locator('sam-overview-screen');
}
const scores = (page: Page) => page.locator('sam-score-table');
const rowOf = (page: Page, code: string) =>
  scores(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: code }) });

test('all agreed: Torsås comes to 499, area by area, with no word of anything left', async ({ page }) => {
  const screen = await show(page, { me: 'ada', agreed: 37 });
  await expect(screen.locator('sam-figure-total')).toHaveText(/Samsyn i alla 37 delområden\s*499\s*av 800/);
  await expect(screen.locator('.lede')).toHaveText('Alla delområden har samsyn och är låsta.');
  await expect(screen.locator('.began')).toHaveText(/nära eller samlat i 17 delområden och isär i 20: 2\.1, .+ och 12 till\.$/);
  const sums = await scores(page).locator('tr.area .agreed').allInnerTexts();
  expect(sums).toEqual(['68', '68', '66', '64', '52', '51', '64', '66']);
  await expect(scores(page).locator('tfoot')).toHaveText(/Summa\s+499\s+800/);
  await expect(screen.locator('sam-radar circle.own')).toHaveCount(9);
  await expect(screen.locator('sam-bars rect')).toHaveCount(8);
});

test('a row: members in order, extremes marked when apart, strip, band as mark and word, agreed, max, and a link', async ({ page }) => {
  await show(page, { me: 'ada', agreed: 37 });
  const head = scores(page).getByRole('columnheader');
  await expect(head).toHaveText(['Delområde', /Karin\s*\(du\)/, 'Anders', 'Leila', '0 till max', 'Läge', 'Samsyn', 'Max']);
  const apart = rowOf(page, '1.2');
  await expect(apart.getByRole('cell')).toHaveText([/^\s*7\s*$/, /▴8, högst/, /▾6, lägst/, '', /Spridd/, '7', '10']);
  await expect(apart.getByRole('img', { name: '6, 7 och 8 av 10, samsyn 7' })).toBeVisible();
  await expect(rowOf(page, '1.1').getByRole('img', { name: 'Samlad' })).toBeVisible();
  await expect(apart.getByRole('link')).toHaveAttribute('href', /^\/e\/e1[0]+\/s\/democracy\.information$/);
});

test('partly: the number says what it sums and that it is no total; areas are drawn once they are whole', async ({ page }) => {
  const screen = await show(page, { me: 'ada', agreed: 12, revealed: 6, closed: 5 });
  await expect(screen.locator('sam-figure-total')).toHaveText(/Samsyn i 12 av 37 delområden\s*180/);
  await expect(screen.locator('.lede')).toHaveText(
    'Talet summerar de 12 delområden som har samsyn hittills. Det är ingen slutsumma: 25 är kvar.',
  );
  await expect(scores(page).locator('tr.area').nth(2)).toHaveText(/3\s*Styrning och kontroll\s*3 av 5 klara\s*44\s*100/);
  await expect(scores(page).locator('tfoot')).toHaveText(/Summa av 12 av 37 delområden\s+180\s+800/);
  await expect(screen.locator('sam-bars rect')).toHaveCount(2);
  await expect(rowOf(page, '3.4')).toContainText('ingen samsyn än');
});

test('what is not revealed shows its state and how many have scored, never a number', async ({ page }) => {
  await show(page, { me: 'ada', agreed: 12, revealed: 6, closed: 5 });
  await expect(rowOf(page, '4.5').getByRole('cell')).toHaveText([/Stängd, inte visad · 3 av 3 har bedömt/, /ingen samsyn än/, '20']);
  await expect(rowOf(page, '8.5').getByRole('cell')).toHaveText([/Öppen · 2 av 3 har bedömt/, /ingen samsyn än/, '20']);
});

test('who abstained is said, and a conflict is marked in its column', async ({ page }) => {
  await show(page, { me: 'ada', agreed: 12, conflicts: { ben: ['community'] }, abstains: 'chi' });
  await expect(rowOf(page, '1.1').getByRole('cell').nth(2)).toHaveText('avstår');
  await expect(rowOf(page, '2.1').getByRole('cell').nth(1)).toHaveText(/jäv/);
  await expect(rowOf(page, '2.1').getByText('En bedömning')).toBeVisible();
});

test('one’s own conflict: the area’s ballots are missing and it says why; agreed points are there', async ({ page }) => {
  const screen = await show(page, { me: 'ben', agreed: 12, conflicts: { ben: ['community'] } });
  await expect(screen.locator('.why')).toHaveText('Du har anmält jäv i område 2: bedömningarna där visas inte för dig.');
  await expect(rowOf(page, '2.1').getByRole('cell')).toHaveText([/^\s*Samsyn\s*$/, '8', '15']);
  await expect(rowOf(page, '1.2')).toContainText('högst');
});

test('a reviewer sees agreed points alone, or ballots too where the policy says so', async ({ page }) => {
  const screen = await show(page, { me: 'disa', agreed: 12, revealed: 6 });
  await expect(screen.locator('.why')).toContainText('visas bedömningarna inte för granskare');
  await expect(scores(page).getByRole('columnheader')).toHaveText(['Delområde', 'Hur långt', 'Samsyn', 'Max']);
  await expect(rowOf(page, '1.1').getByRole('cell')).toHaveText([/Samsyn/, '16', '20']);
  await show(page, { me: 'disa', agreed: 12, policy: { reviewersSeeBallots: true } });
  await expect(screen.locator('.why')).toHaveCount(0);
  await expect(scores(page).getByRole('columnheader')).toHaveCount(8);
});

test('an observer sees how far it is; points only where the policy says so', async ({ page }) => {
  const screen = await show(page, { me: 'oda', agreed: 12 });
  await expect(screen.locator('.total')).toContainText('Samsyn i 12 av 37 delområden');
  await expect(screen.locator('.why')).toContainText('visas poängen inte för observatörer');
  await expect(screen.locator('sam-figure-total, sam-radar, tfoot')).toHaveCount(0);
  await expect(rowOf(page, '1.1').getByRole('cell')).toHaveText([/Samsyn/, '20']);
  await show(page, { me: 'oda', agreed: 12, policy: { observersSeePoints: true } });
  await expect(screen.locator('sam-figure-total')).toContainText('180');
  await expect(screen.locator('.why')).toHaveText('Du ser samsynen. Bedömningarna visas bara för dem som bedömer.');
});

test('before anything is revealed it says so', async ({ page }) => {
  const screen = await show(page, { me: 'ada' });
  await expect(screen.locator('.lede')).toHaveText('Inga bedömningar är visade än. Här står de när omgångar har visats.');
  await expect(screen.locator('sam-figure-total')).toContainText('Inga än');
});

test('a reveal and an agreement by others move no column and no row, and the count is said politely', async ({ page }) => {
  const screen = await show(page, { me: 'ben', agreed: 12, revealed: 6, closed: 5 });
  const places = () =>
    scores(page)
      .locator('thead th, tbody th')
      .evaluateAll((all) => all.map((each) => [each.getBoundingClientRect().left, each.getBoundingClientRect().top].map(Math.round)));
  const before = await places();
  await page.evaluate(() => {
    window.overview.reveal('efficiency.cooperation');
    window.overview.agree('governance.roles', 15);
  });
  await expect(rowOf(page, '4.5')).toContainText('14');
  await expect(rowOf(page, '3.4').locator('td.agreed')).toHaveText('15');
  expect(await places()).toEqual(before);
  await expect(screen.getByRole('status')).toHaveText('Samsyn i 13 av 37 delområden');
});

test('the head of the table stays in sight; where it is narrow the table alone scrolls, in a region with a name', async ({ page }) => {
  await show(page, { me: 'ada', agreed: 37 });
  await page.evaluate(() => window.scrollTo(0, 1200));
  await expect(scores(page).getByRole('columnheader', { name: 'Anders' })).toBeInViewport();
  await expect(scores(page).getByRole('region')).toHaveCount(0);
  for (const width of [390, 320]) {
    await show(page, { me: 'ada', agreed: 12, revealed: 3, closed: 2 }, width);
    const region = scores(page).getByRole('region', { name: 'Bedömningar i senast visade omgång, och samsyn' });
    await expect(region).toHaveAttribute('tabindex', '0');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await region.evaluate((element) => element.scrollTo(2_000, 0));
    await expect(rowOf(page, '1.1').getByRole('link')).toBeInViewport();
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    await show(page, { me: 'ada', agreed: 12, revealed: 6, closed: 5, abstains: 'chi', conflicts: { ben: ['community'] }, theme });
    await expectAccessible(page);
  });

  test(`axe finds nothing on a phone, ${theme}`, async ({ page }) => {
    await show(page, { me: 'disa', agreed: 12, theme, language: 'en' }, 390);
    await expectAccessible(page);
  });
}
