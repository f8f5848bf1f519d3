/** Who wrote what, on demand. */
import { aText } from '../support/editor.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';

const three = { people: ['Ada', 'Ben', 'Oda'], readers: ['Oda'], text: ['Skrivet före.', 'Andra raden.'] };

test('the tool shows names beside the lines and, where one stands or points, whose the words are', async ({ page }) => {
  const { text, editor, stage, stand } = await aText(page, three, { width: 1440 });
  await expect(editor('Ada').getByRole('button', { name: 'Visa vem som skrev vad' })).toHaveCount(0);
  await stage((here) => here.set('Ada', { authorship: 'offered' }));
  await stand('Ben', 'Skrivet');
  await page.keyboard.type(' Bens långa tillägg.');
  await stand('Ada', 'Skrivet');
  await page.keyboard.type(' Adas.');
  await editor('Ada').getByRole('button', { name: 'Visa vem som skrev vad' }).click();
  await expect.poll(() => stage((here) => here.heard('Ada', 'authors-ask').length)).toBe(1);
  const line = text('Ada').locator('p').first();
  // Ben is in the room, so that his name is known; who wrote before is not yet.
  await expect(line).toHaveAttribute('data-authors', 'Ben, Okänd, Du');
  await stage((here) => here.set('Ada', { authors: new Map([[here.firstClient, 'Disa Ek']]) }));
  await expect(line).toHaveAttribute('data-authors', 'Ben, Disa Ek, Du');
  await expect(text('Ada').locator('p').nth(1)).toHaveAttribute('data-authors', 'Disa Ek');
  await expect(editor('Ada').locator('.editor-legend .by')).toHaveText(['Disa Ek', 'Ben', 'Du']);
  await expect(line.locator('.by-1')).toHaveText(' Bens långa tillägg.');
  await expect(line.locator('.by-2')).toHaveText(' Adas.');
  await expect(text('Ada').locator('p').nth(1).locator('.by')).toHaveCount(0);
  await text('Ada').locator('p').nth(1).hover();
  await expect(text('Ada').locator('p').nth(1).locator('.by-0')).toHaveText('Andra raden.');
  await expectAccessible(page);
  // It goes on being true while people write.
  await stand('Ben', 'Andra');
  await page.keyboard.type(' Mer.');
  await expect(text('Ada').locator('p').nth(1)).toHaveAttribute('data-authors', 'Disa Ek, Ben');
  await stand('Ada', 'Andra');
  await page.keyboard.type(' Och Ada en hel del till.');
  await expect(text('Ada').locator('p').nth(1)).toHaveAttribute('data-authors', 'Du, Disa Ek, Ben');
  await editor('Ada').getByRole('button', { name: 'Visa vem som skrev vad' }).click();
  await expect(text('Ada').locator('[data-authors], .by')).toHaveCount(0);
  await expect(editor('Ada').locator('.editor-legend')).toHaveCount(0);
});

test('readers may be shown it too, and bring forth nothing', async ({ page }) => {
  const { text, editor, stage } = await aText(page, three);
  await stage((here) => here.set('Oda', { authorship: 'shown', authors: new Map([[here.firstClient, 'Disa Ek']]) }));
  await expect(text('Oda').locator('p').first()).toHaveAttribute('data-authors', 'Disa Ek');
  await expect(editor('Oda').locator('.editor-legend .by')).toHaveText(['Disa Ek']);
  expect(await stage((here) => here.updatesOf('Oda'))).toBe(0);
});
