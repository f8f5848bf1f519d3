/** Dialogs and menus: where focus goes, how they close, what they are called. */
import { expect, expectAccessible, test } from '../support/ui.ts';

const buttons = '<p>Omgången är hemlig tills du visar den.</p><button slot="actions" class="btn primary">Öppna omgång 2</button>';

for (const theme of ['light', 'dark'] as const) {
  test(`a dialog takes focus to its heading and gives it back, ${theme}`, async ({ mount, page }) => {
    const { element, set, heard } = await mount(
      'sam-dialog',
      { heading: 'Öppna omgång 2?' },
      { theme, html: buttons, listen: ['dialog-close'] },
    );
    await page.evaluate(() => {
      const opener = Object.assign(document.createElement('button'), { id: 'opener', textContent: 'Ny omgång' });
      document.body.append(opener);
      opener.focus();
    });
    await expect(element.getByRole('dialog')).toBeHidden();
    await set({ open: true });
    await expect(element.getByRole('dialog', { name: 'Öppna omgång 2?' })).toBeVisible();
    await expect(element.getByRole('heading')).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await expect(element.getByRole('button', { name: 'Öppna omgång 2' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(element.getByRole('dialog')).toBeHidden();
    await expect(page.locator('#opener')).toBeFocused();
    await expect(element).not.toHaveAttribute('open');
    expect(await heard('dialog-close')).toHaveLength(1);
  });
}

test('what is marked autofocus has focus first, and closing by property gives it back too', async ({ mount, page }) => {
  const { element, set } = await mount('sam-dialog', { heading: 'Lås upp 4.3' }, { html: '<label>Skäl <input autofocus></label>' });
  await set({ open: true });
  await expect(element.getByLabel('Skäl')).toBeFocused();
  await set({ open: false });
  await expect(element.getByRole('dialog')).toBeHidden();
  await expect(page.locator('body')).toBeVisible();
});

test('a menu opens by key, closes by Esc and by choosing, and gives focus back', async ({ mount, page }) => {
  const { element } = await mount(
    'sam-menu',
    { label: 'Leila' },
    { html: '<a href="#me">Inställningar</a><button class="btn">Logga ut</button>' },
  );
  const opener = element.getByRole('button', { name: 'Leila' });
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await opener.press('Enter');
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await expect(element.getByRole('link', { name: 'Inställningar' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(element.getByRole('link')).toBeHidden();
  await expect(opener).toBeFocused();
  await opener.click();
  await element.getByRole('button', { name: 'Logga ut' }).click();
  await expect(element.getByRole('link')).toBeHidden();
});

test('a menu stays inside a narrow window', async ({ mount, page }) => {
  const { element } = await mount('sam-menu', { label: 'Leila' }, { html: '<a href="#">Byt språk</a>', width: 320 });
  await element.evaluate((menu) => Object.assign(menu.style, { position: 'absolute', insetInlineEnd: '0' }));
  await element.getByRole('button', { name: 'Leila' }).click();
  const sheet = await element.getByRole('group').boundingBox();
  expect(sheet?.x).toBeGreaterThanOrEqual(0);
  expect((sheet?.x ?? 0) + (sheet?.width ?? 0)).toBeLessThanOrEqual(320);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
