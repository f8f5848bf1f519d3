/** Words that rest on evidence: asked for, marked, numbered, opened, and kept through colleagues' edits, cutting and pasting. */
import { aText } from '../support/editor.ts';
import { outlineOf } from '../support/outline.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';

const budget = 'b'.repeat(20);
const people = { people: ['Ada', 'Ben', 'Oda'], readers: ['Oda'] };
/** In the page: what is known of the evidence. */
const give = (here: typeof window.stage) => {
  const evidence = new Map([
    ['b'.repeat(20), { number: 3, label: 'Budget 2024' }],
    ['v'.repeat(20), { number: 12, label: 'Intervju 4, ekonomichef' }],
  ]);
  return Promise.all(['Ada', 'Ben', 'Oda'].map((name) => here.set(name, { evidence })));
};
const resting = (id: string, text: string) => ({ type: 'text', text, marks: [{ type: 'evidence', attrs: { id } }] });

test('the tool asks, its answer marks the words for all, and the number says what it is', async ({ page }) => {
  const { text, editor, stage } = await aText(page, { ...people, text: ['Två beslut ändrades i år.'] });
  await expect(editor('Ada').getByRole('button', { name: 'Underlag' })).toHaveCount(0);
  await stage(give);
  const tool = editor('Ada').getByRole('button', { name: 'Underlag', exact: true });
  await text('Ada').getByText('Två').click();
  await page.keyboard.press('End');
  await tool.click();
  await expect(editor('Ada').getByRole('status')).toHaveText('Markera först orden som underlaget gäller.');
  expect(await stage((here) => here.heard('Ada', 'evidence-ask').length)).toBe(0);
  await page.keyboard.press('Shift+Home');
  // ProseMirror hears of the selection by an event of its own.
  await page.waitForTimeout(60);
  await page.keyboard.press('Control+Alt+u');
  await stage((here) => here.answers('Ada', 'b'.repeat(20)));
  await expect(text('Ada')).toBeFocused();
  await expect(text('Ben').locator('.evidence')).toContainText('Två beslut ändrades i år.');
  for (const name of people.people) await expect(text(name).getByRole('button', { name: 'Underlag 3: Budget 2024' })).toHaveText('3');
  // What is typed behind it does not rest on it.
  await page.keyboard.press('End');
  await page.keyboard.type(' Nytt.');
  await expect(text('Ben').locator('p')).toContainText('Två beslut ändrades i år.3 Nytt.');
  await text('Ada').locator('.evidence').click();
  await expect(tool).toHaveAttribute('aria-pressed', 'true');
  await tool.click();
  expect(await stage((here) => here.answers('Ada', 'v'.repeat(20)))).toBe(budget);
  await expect(text('Ben').getByRole('button', { name: 'Underlag 12: Intervju 4, ekonomichef' })).toHaveText('12');
  await stage((here) => here.answers('Ada', null));
  await expect(text('Ben').locator('.evidence')).toHaveCount(0);
  await expect(text('Ben').locator('.evidence-number')).toHaveCount(0);
});

test('a number opens its evidence by the pointer, by Ctrl Enter in the words, and for readers by Tab; one nobody knows says so', async ({
  page,
}) => {
  const line = { type: 'paragraph', content: [resting(budget, 'sagt'), { type: 'text', text: ' och ' }, resting('x'.repeat(20), 'sett')] };
  const { text, stage } = await aText(page, { ...people, text: [line] });
  await stage(give);
  const opened = (name: string) => stage((here, who: string) => here.heard(who, 'evidence-open'), name);
  await expect(text('Ada').locator('.evidence-number')).toHaveText(['3', '?']);
  await expect(text('Ada').getByRole('button', { name: 'Underlag som inte finns här' })).toBeVisible();
  await text('Ada').getByRole('button', { name: 'Underlag 3' }).click();
  expect(await opened('Ada')).toEqual([{ id: budget }]);
  await text('Ada').locator('.evidence').first().click();
  await page.waitForTimeout(60);
  await page.keyboard.press('Control+Enter');
  expect(await opened('Ada')).toEqual([{ id: budget }, { id: budget }]);
  expect(await stage((here) => here.updatesOf('Ada'))).toBe(0);
  await text('Oda').getByRole('button', { name: 'Underlag 3' }).focus();
  await page.keyboard.press('Enter');
  expect(await opened('Oda')).toEqual([{ id: budget }]);
  await expectAccessible(page);
  // New facts, new number; the line stays as high as it was.
  const height = async () => (await text('Ada').locator('p').boundingBox())?.height;
  const before = await height();
  await stage((here) => here.set('Ada', { evidence: new Map([['b'.repeat(20), { number: 4, label: 'x' }]]) }));
  await expect(text('Ada').locator('.evidence-number')).toHaveText(['4', '?']);
  await stage((here) => here.set('Ada', { evidence: new Map() }));
  expect(await height()).toBe(before);
});

test('bold inside of it does not part it, another piece takes its place, and a copy takes it along', async ({ page }) => {
  const line = {
    type: 'paragraph',
    content: [
      resting(budget, 'Två '),
      { ...resting(budget, 'beslut'), marks: [{ type: 'strong' }, ...resting(budget, '').marks] },
      resting(budget, ' i år'),
    ],
  };
  const { text, stage, stand } = await aText(page, { ...people, text: [line, 'Sist'] });
  await stage(give);
  await expect(text('Ben').locator('.evidence-number')).toHaveText(['3']);
  await text('Ada').locator('strong').dblclick();
  await page.waitForTimeout(60);
  await page.keyboard.press('Control+C');
  await page.keyboard.press('Control+Alt+u');
  await stage((here) => here.answers('Ada', 'v'.repeat(20)));
  await expect(text('Ben').locator('.evidence-number')).toHaveText(['3', '12', '3']);
  await stand('Ada', 'Sist');
  await page.keyboard.press('Control+V');
  await expect(text('Ben').locator('p').last()).toContainText('Sistbeslut3');
  expect(outlineOf(await stage((here) => here.jsonOf('Ben')))).toContain('Sist{**beslut**}');
});
