/** The harness itself: what other element tests rely on. */
import { expect, expectAccessible, test } from '../support/ui.ts';

test('an element is mounted with its properties and renders again when one changes', async ({ mount }) => {
  const { element, set } = await mount('test-probe', { points: 8, names: ['Ada', 'Ben'] }, { html: '<em>intill</em>' });
  await expect(element.getByText('8 Ada, Ben')).toBeVisible();
  await expect(element.getByText('intill')).toBeVisible();
  await set({ points: null });
  await expect(element.getByText('– Ada, Ben')).toBeVisible();
});

test('events are heard, and inner state renders', async ({ mount }) => {
  const { element, heard } = await mount('test-probe', {}, { listen: ['probe-press'] });
  await element.getByRole('button').click();
  await element.getByRole('button').click();
  await expect(element.getByRole('button')).toHaveText('Tryckt 2');
  expect(await heard('probe-press')).toEqual([{ presses: 1 }, { presses: 2 }]);
});

test('theme, language and width are set', async ({ mount }) => {
  const { page } = await mount('test-probe', {}, { theme: 'dark', language: 'nb', width: 320 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'nb');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await page.evaluate(() => innerWidth)).toBe(320);
  await expectAccessible(page);
});

test('every element of the product can be loaded', async ({ mount, page }) => {
  await mount('test-probe');
  expect(await page.evaluate(async () => (await window.harness).faults)).toEqual([]);
});

test('a request to another machine is noticed, and gets nowhere', async ({ mount, complaints }) => {
  await mount('test-probe', { asks: 'https://fonts.example.org/a.woff2' });
  await expect.poll(() => complaints).toContainEqual('asked another machine: https://fonts.example.org/a.woff2');
  await expect.poll(() => complaints).toContainEqual(expect.stringContaining('net::ERR_NAME_NOT_RESOLVED'));
  complaints.length = 0;
});

test('an error on the page is noticed', async ({ mount, page, complaints }) => {
  await mount('test-probe');
  await page.evaluate(() => {
    void Promise.reject(new Error('thrown on purpose'));
  });
  await expect.poll(() => complaints.join()).toContain('thrown on purpose');
  complaints.length = 0;
});
