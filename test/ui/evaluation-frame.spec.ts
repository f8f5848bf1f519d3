/** The frame of the Evaluation screen: the tree, moving about, keys, narrow screens, what is said aloud, and access for all. */
import { anEvaluationScreen } from '../support/evaluation-page.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';
import type { Story } from './evaluation-stage.ts';

const plan = 'roads.plan';
const heading = 'h1';

test('the tree: marks, the current place, areas that unfold, and a heading to begin at', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, {
    me: 'ben',
    section: plan,
    ballots: { [plan]: { ben: 7 } },
    conflicts: { ben: ['water'] },
  });
  const tree = page.getByRole('navigation', { name: 'Områden och delområden' });
  await expect(tree.locator('[aria-current=page]')).toHaveText(/1\.1\s*Plan/);
  await expect(tree.getByRole('img', { name: 'Öppen, du har bedömt' })).toHaveCount(1);
  await expect(tree.getByRole('img', { name: 'Öppen, din bedömning saknas' })).toHaveCount(1);
  await tree.getByRole('button', { name: 'Visa delområdena i 2: jäv' }).click();
  await expect(tree.getByRole('img', { name: 'Jäv' })).toHaveCount(1);
  await tree.getByRole('link', { name: /2\.1 ?Supply/ }).click();
  await expect(page.locator(heading)).toHaveText('2.1 Supply');
  await expect(page.locator(heading)).toBeFocused();
  expect(await stage((here) => here.world.present.get())).toEqual([expect.objectContaining({ section: 'water.supply' })]);
});

test('an area: its criteria with their states, and the sum once all are agreed', async ({ page }) => {
  const story: Story = { me: 'ben', section: 'roads', phase: 'calibrating', states: { [plan]: 'agreed' } };
  await anEvaluationScreen(page, story);
  await expect(page.locator(heading)).toHaveText('1 Roads');
  await expect(page.getByText('Samsyn i 1 av 2 delområden')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Text för 1 Roads' })).toBeVisible();
  await anEvaluationScreen(page, { ...story, states: { [plan]: 'agreed', 'roads.repair': 'locked' } });
  await expect(page.getByText('30 av 45 poäng')).toBeVisible();
});

test('the summary is a place for text; an unknown section leads back', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', section: 'summary' });
  await expect(page.getByRole('textbox', { name: 'Text för Sammanfattning' })).toBeVisible();
  await anEvaluationScreen(page, { me: 'ben', section: 'roads.rails' });
  await page.getByRole('link', { name: 'Till det första delområdet' }).click();
  await expect(page.locator(heading)).toHaveText('1.1 Plan');
});

test('without a section one begins where something waits, and scoring does not move the page away', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', section: null, ballots: { [plan]: { ben: 4 } } });
  await expect(page.locator(heading)).toHaveText('1.2 Repair');
  await page.getByRole('spinbutton').fill('10');
  await page.getByRole('spinbutton').blur();
  await expect(page.locator('.count')).toHaveText('1 av 3 har bedömt');
  await expect(page.locator(heading)).toHaveText('1.2 Repair');
  await page.getByRole('link', { name: 'Nästa utan bedömning: 2.1' }).click();
  await expect(page.locator(heading)).toHaveText('2.1 Supply');
});

test('keys move and lead to points and text, but never while one types', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', section: plan, ballots: { 'roads.repair': { ben: 5 } } });
  await page.keyboard.press('j');
  await expect(page.locator(heading)).toHaveText('1.2 Repair');
  await page.keyboard.press('k');
  await expect(page.locator(heading)).toHaveText('1.1 Plan');
  await page.keyboard.press('n');
  await expect(page.locator(heading)).toHaveText('2.1 Supply');
  await page.keyboard.press('p');
  await expect(page.getByRole('spinbutton')).toBeFocused();
  await page.getByLabel('Skäl, med egna ord').focus();
  await page.keyboard.type('jknpt?');
  await expect(page.getByLabel('Skäl, med egna ord')).toHaveValue('jknpt?');
  await page.locator(heading).focus();
  await page.keyboard.press('t');
  await page.keyboard.type('jkn');
  await expect(page.getByRole('textbox', { name: 'Text för 2.1 Supply' })).toHaveText('jkn');
  await expect(page.locator(heading)).toHaveText('2.1 Supply');
});

test('AltGr, Ctrl and Meta are no commands', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', section: plan });
  await page.locator(heading).evaluate((element) => {
    for (const change of [{ modifierAltGraph: true }, { ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }])
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, composed: true, ...change }));
  });
  await expect(page.locator(heading)).toHaveText('1.1 Plan');
});

test('the keys are listed by ? and by a button, and can be turned off for good', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', section: plan });
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Tangenter' })).toBeVisible();
  await page.getByLabel('Använd enkla tangenter').uncheck();
  await page.getByRole('button', { name: 'Stäng' }).click();
  await page.keyboard.press('j');
  await expect(page.locator(heading)).toHaveText('1.1 Plan');
  await anEvaluationScreen(page, { me: 'ben', section: plan });
  await page.keyboard.press('j');
  await expect(page.locator(heading)).toHaveText('1.1 Plan');
  await page.getByRole('button', { name: 'Tangenter' }).click();
  await page.getByLabel('Använd enkla tangenter').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(page.locator(heading)).toHaveText('1.2 Repair');
});

test('counts are said aloud, gathered', async ({ page }) => {
  const { does } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  const status = page.getByRole('status').filter({ hasText: 'har bedömt' });
  await expect(status).toHaveCount(0);
  await does('ada', { type: 'ballot.cast', criterion: plan as never, round: 1, points: 7, reason: '', confidence: null });
  await expect(status).toHaveText('1 av 3 har bedömt');
  await does('chi', { type: 'ballot.cast', criterion: plan as never, round: 1, points: 7, reason: '', confidence: null });
  await expect(page.locator('.count')).toHaveText('2 av 3 har bedömt');
  await expect(status).toHaveText('1 av 3 har bedömt');
});

test('on a phone: the bar below moves, its sheet holds the tree and goes when a place is chosen', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', section: 'roads.repair' }, 390);
  await page.getByRole('link', { name: 'Nästa, 2.1 Supply' }).click();
  await expect(page.locator(heading)).toHaveText('2.1 Supply');
  await page.getByRole('button', { name: 'Delområden' }).click();
  // What stands in the sheet is slotted: in the page it lies in the bar.
  const sheet = page.locator('sam-bottom-bar');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(sheet.getByText('3 kvar')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: /Visa delområdena i 1/ }).click();
  await sheet.getByRole('link', { name: /1\.1 ?Plan/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator(heading)).toHaveText('1.1 Plan');
  await expect(page.locator(heading)).toBeFocused();
});

const states = { 'democracy.strategy': 'closed', 'democracy.dialogue': 'revealed', 'democracy.conditions': 'agreed' } as const;
const stories: Readonly<Record<string, Story>> = {
  'one’s own ballot': { me: 'ben', section: plan, levels: { [plan]: [{ from: 0, to: 20, text: 'Allt' }] } },
  'a revealed round': { me: 'ada', real: true, phase: 'calibrating', section: 'democracy.dialogue', states },
  'an agreement': { me: 'ada', real: true, phase: 'calibrating', section: 'democracy.conditions', states },
  'an area': { me: 'ben', real: true, phase: 'calibrating', section: 'democracy', states },
  gathering: { me: 'ben', real: true, phase: 'gathering', section: 'democracy.dialogue', undeclared: ['ben'] },
};
for (const [name, story] of Object.entries(stories)) {
  test(`${name}: nothing against it in the dark`, async ({ page }) => {
    await anEvaluationScreen(page, { ...story, theme: 'dark' });
    await expect(page.locator('sam-editor .ProseMirror')).toBeVisible();
    await expectAccessible(page);
  });

  test(`${name}: nothing against it in the light, and no sideways scroll at 320`, async ({ page }) => {
    await anEvaluationScreen(page, { ...story, theme: 'light', language: 'nb' }, 320);
    await expect(page.locator('sam-editor .ProseMirror')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectAccessible(page);
  });
}
