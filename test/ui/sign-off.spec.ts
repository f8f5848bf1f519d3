/** Signing off: what a lead is told before, what everyone sees while and after, reopening, and an area at once. */
import { anEvaluationScreen } from '../support/evaluation-page.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';
import type { Story } from './evaluation-stage.ts';

const plan = 'roads.plan';
const reviewing = { section: plan, phase: 'reviewing' } as const;

test('before: what it means and what is odd; then the drain; then who, when and the checksum', async ({ page }) => {
  const { stage, commands } = await anEvaluationScreen(page, {
    me: 'ada',
    ...reviewing,
    findings: { [plan]: [{}, { words: 'Ord.' }, {}] },
  });
  await stage((here) => here.caretIn('ben', 'roads.plan', here.session.view.get()?.findingOrder['roads.plan' as never]?.[0] as never));
  await page.getByRole('button', { name: 'Fastställ 1.1' }).click();
  await expect(page.getByText('förrän en huvudutvärderare låser upp dem')).toBeVisible();
  const odd = page.locator('sam-sign-off').getByRole('listitem');
  await expect(odd).toHaveText(['Texten är tom.', '2 iakttagelser saknar text.', 'Anders skriver här just nu.']);
  expect(await commands()).toEqual([]);
  await page.locator('form').getByRole('button', { name: 'Fastställ 1.1' }).click();
  await expect(page.getByText('Fastställs …')).toBeVisible();
  // As long as it closes, what is on its way is taken.
  await expect(page.getByRole('textbox', { name: 'Text för 1.1 Plan' })).toBeVisible();
  await stage((here) => here.world.seal('roads.plan' as never));
  await expect(page.getByText(/Karin fastställde avsnittet i dag kl\. \d\d\.\d\d\./)).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Text för/ })).toHaveCount(0);
  await page.getByText('Kontrollsumma 5ea15ea1', { exact: true }).click();
  await expect(page.getByText('samma summa betyder att inte en bokstav har ändrats')).toBeVisible();
  await expect(page.locator('.rail').getByRole('img', { name: 'Fastställd' })).toHaveCount(1);
  expect(await commands()).toEqual([{ command: { type: 'section.signOff', sections: [plan] }, code: null }]);
});

test('nothing odd, nothing said of it', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ada', ...reviewing, texts: { [plan]: ['Ord.'] } });
  await page.getByRole('button', { name: 'Fastställ 1.1' }).click();
  await expect(page.locator('sam-sign-off form')).toBeVisible();
  await expect(page.locator('sam-sign-off').getByRole('listitem')).toHaveCount(0);
});

test('reopening takes a reason, which everyone reads', async ({ page }) => {
  const story: Story = { me: 'ada', ...reviewing, texts: { [plan]: ['Stående text.'] }, sections: { [plan]: 'signedOff' } };
  const { does, commands } = await anEvaluationScreen(page, story);
  await expect(page.getByText('Karin fastställde avsnittet kl. 13.00 den 10 november 2026.')).toBeVisible();
  await page.getByRole('button', { name: 'Lås upp texten' }).click();
  await page.getByRole('button', { name: 'Lås upp 1.1' }).click();
  await expect(page.getByText('Ange ett skäl först.')).toBeVisible();
  await page.getByLabel('Varför låses texten upp?').fill('En siffra är fel');
  await page.getByRole('button', { name: 'Lås upp 1.1' }).click();
  await expect(page.getByText(/Karin låste upp avsnittet i dag kl\. \d\d\.\d\d: ”En siffra är fel”/)).toBeVisible();
  expect((await commands()).at(-1)).toEqual({ command: { type: 'section.reopen', section: plan, reason: 'En siffra är fel' }, code: null });
  const { does: doesToo } = await anEvaluationScreen(page, { ...story, me: 'disa' });
  await doesToo('ada', { type: 'section.reopen', section: plan as never, reason: 'En siffra är fel' });
  await expect(page.getByText('”En siffra är fel”')).toBeVisible();
  await expect(page.locator('sam-sign-off').getByRole('button')).toHaveCount(0);
  expect(does).toBeDefined();
});

test('only leads act, and only in their phases', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', ...reviewing, texts: { [plan]: ['Ord.'] } });
  await expect(page.getByText('Ord.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Fastställ/ })).toHaveCount(0);
  await anEvaluationScreen(page, { me: 'ada', section: plan, phase: 'planning', texts: { [plan]: ['Ord.'] } });
  await expect(page.getByText('Ord.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Fastställ/ })).toHaveCount(0);
  await anEvaluationScreen(page, { me: 'ada', section: plan, phase: 'published', sections: { [plan]: 'signedOff' } });
  await expect(page.getByText('Karin fastställde avsnittet')).toBeVisible();
  await expect(page.getByRole('button', { name: /Lås upp/ })).toHaveCount(0);
});

test('a refusal stands where it was asked', async ({ page }) => {
  const { does, stage } = await anEvaluationScreen(page, { me: 'ada', ...reviewing });
  await stage((here) => (here.world.held = true));
  await page.getByRole('button', { name: 'Fastställ 1.1' }).click();
  await page.locator('form').getByRole('button', { name: 'Fastställ 1.1' }).click();
  await stage((here) => (here.world.held = false));
  await does('ada', { type: 'member.role', member: 'ben'.padEnd(20, '0') as never, role: 'lead' });
  await does('ben', { type: 'member.role', member: 'ada'.padEnd(20, '0') as never, role: 'evaluator' });
  await stage((here) => here.world.release());
  await expect(page.getByText('Fastställs …')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Fastställ/ })).toHaveCount(0);
});

test('an area at once: which ones, which have no text, who is there', async ({ page }) => {
  const { stage, commands } = await anEvaluationScreen(page, { me: 'ada', section: 'roads', phase: 'reviewing' });
  await stage((here) => {
    here.session.words.set(new Map([['roads.plan', 0] as never, ['roads.repair', 12] as never]));
    here.world.session('ben'.padEnd(20, '0') as never).whereIAm('roads.plan' as never);
  });
  await page.getByRole('button', { name: 'Fastställ områdets avsnitt (3)' }).click();
  const form = page.locator('sam-sign-off-area form');
  await expect(form).toContainText('Det gäller område 1, 1.1 och 1.2.');
  await expect(form.getByRole('listitem')).toHaveText(['Text saknas i 1.1.', 'Anders är i något av dem just nu.']);
  await form.getByRole('button', { name: 'Fastställ 3 avsnitt' }).click();
  await expect(page.getByText('Fastställs: område 1, 1.1 och 1.2 …')).toBeVisible();
  await stage((here) => ['roads', 'roads.plan', 'roads.repair'].forEach((section) => here.world.seal(section as never)));
  await expect(page.getByText('Områdets alla avsnitt är fastställda.')).toBeVisible();
  expect((await commands()).map(({ command }) => command)).toEqual([
    { type: 'section.signOff', sections: ['roads', 'roads.plan', 'roads.repair'] },
  ]);
});

test('the tree knows of texts that were never opened here', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  const there = page.locator('.rail').getByRole('img', { name: 'Text finns' });
  await expect(there).toHaveCount(0);
  await stage((here) => here.session.words.set(new Map([['roads.repair', 12] as never, ['roads.plan', 12] as never])));
  await expect(there).toHaveCount(1);
  // What this tab sees itself is newer.
  await expect(page.locator('.rail').getByRole('img', { name: 'Text saknas' })).toHaveCount(1);
});

const stories: Readonly<Record<string, Story>> = {
  'open, asked': { me: 'ada', ...reviewing },
  'signed off': { me: 'ada', ...reviewing, sections: { [plan]: 'signedOff' } },
  'an area': { me: 'ada', section: 'roads', phase: 'reviewing' },
};
for (const [name, story] of Object.entries(stories)) {
  for (const [theme, width] of [
    ['light', 390],
    ['dark', 1440],
  ] as const) {
    test(`${name}: nothing against it, ${theme} at ${width}`, async ({ page }) => {
      await anEvaluationScreen(page, { ...story, theme }, width);
      await page.getByRole('button', { name: /^(Fastställ (1\.1|områdets)|Lås upp)/ }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await expectAccessible(page, name === 'an area' ? 'sam-area' : 'sam-sign-off');
    });
  }
}
