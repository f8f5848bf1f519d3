/** Marks, rulers, faces and the phase line: each has its word in every language, shown or as its name. */
import { bandWords, confidenceWords, criterionWords, phaseWords, sectionWords } from '../../client/i18n/marks.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';

const marks = [
  { tag: 'sam-criterion-mark', property: 'state', words: criterionWords },
  { tag: 'sam-section-mark', property: 'state', words: sectionWords },
] as const;
for (const { tag, property, words } of marks) {
  for (const language of ['sv', 'nb', 'en'] as const) {
    test(`${tag} has its word as name, or beside it, in ${language}`, async ({ mount }) => {
      const { element, set } = await mount(tag, {}, { language });
      for (const [state, word] of Object.entries(words[language])) {
        await set({ [property]: state, label: false });
        await expect(element.getByRole('img', { name: word, exact: true })).toBeVisible();
        await set({ label: true });
        await expect(element.getByText(word, { exact: true })).toBeVisible();
        await expect(element.getByRole('img')).toHaveCount(0);
      }
    });
  }
}

test('a band shows mark and word; quiet, the word is its name; none is nothing', async ({ mount }) => {
  const { element, set } = await mount('sam-band', { band: 'deep' });
  for (const [band, word] of Object.entries(bandWords.sv)) {
    await set({ band, quiet: false });
    await expect(element).toHaveText(word);
    await set({ quiet: true });
    await expect(element.getByRole('img', { name: word })).toBeVisible();
    await expect(element).toHaveText('');
  }
  await set({ band: null });
  await expect(element.locator('svg')).toHaveCount(0);
});

test('the marks of the bands differ in shape, not only in colour', async ({ mount }) => {
  const { element, set } = await mount('sam-band', { band: 'green' });
  const shapes = new Set<string>();
  for (const band of ['green', 'amber', 'red', 'deep', 'one']) {
    await set({ band });
    shapes.add(await element.locator('svg').innerHTML());
  }
  expect(shapes.size).toBe(5);
});

test('a ruler is its words, with a stroke per criterion', async ({ mount, page }) => {
  const groups = [['done', 'done', 'not'], ['conflict']];
  const { element, set } = await mount('sam-ruler', { groups, label: '2 av 3' });
  await expect(element.getByText('2 av 3')).toBeVisible();
  expect(await element.locator('i').evaluateAll((all) => all.map((each) => each.className))).toEqual(['done', 'done', 'not', 'conflict']);
  await set({ quiet: true });
  await expect(element.getByRole('img', { name: '2 av 3' })).toBeVisible();
  await expectAccessible(page);
});

test('the phase line marks the present one', async ({ mount, page }) => {
  const { element, set } = await mount('sam-phases', { phase: 'scoring' });
  await expect(element.getByRole('list', { name: 'Faser' }).getByRole('listitem')).toHaveCount(7);
  await expect(element.locator('[aria-current=step]')).toHaveText(phaseWords.sv.scoring);
  await set({ phase: 'published' });
  await expect(element.locator('[aria-current=step]')).toHaveText('Publicerad');
  await expectAccessible(page);
});

test('faces: letters apart, one’s own said, the rest counted and named', async ({ mount, page }) => {
  const people = ['Anna Berg', 'Anders Ek', 'Leila', 'Mikael', 'Karin', 'Oda'].map((name) => ({ id: name, name, own: name === 'Leila' }));
  const { element, set } = await mount('sam-faces', { people, label: 'Här nu', most: 4 });
  await expect(element.getByRole('list', { name: 'Här nu' }).getByRole('listitem')).toHaveText(['AB', 'AE', 'L', '+3']);
  await expect(element.getByRole('img', { name: 'Leila (du)' })).toBeVisible();
  await expect(element.getByRole('img', { name: 'Och Mikael, Karin och Oda' })).toBeVisible();
  await set({ most: 6 });
  await expect(element.getByRole('listitem')).toHaveCount(6);
  await expectAccessible(page);
});

test('the logo says Samsyn, also as a mark alone', async ({ mount }) => {
  const { element, set } = await mount('sam-logo');
  await expect(element).toHaveText('Samsyn');
  await set({ compact: true });
  await expect(element.getByRole('img', { name: 'Samsyn' })).toBeVisible();
});

test('confidence: none chosen until one is, by mouse or key; Delete takes it back', async ({ mount, page }) => {
  const { element, heard } = await mount('sam-confidence', {}, { listen: ['confidence-change'] });
  await expect(element.getByRole('group', { name: confidenceWords.sv.question }).getByRole('radio', { checked: true })).toHaveCount(0);
  await element.getByRole('radio', { name: 'Ganska säker' }).check();
  await page.keyboard.press('ArrowDown');
  await expect(element.getByRole('radio', { name: 'Säker', exact: true })).toBeChecked();
  await page.keyboard.press('Delete');
  await expect(element.getByRole('radio', { checked: true })).toHaveCount(0);
  expect(await heard('confidence-change')).toEqual([{ confidence: 2 }, { confidence: 3 }, { confidence: null }]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in confidence and empty places, ${theme}`, async ({ mount, page }) => {
    await mount('sam-confidence', { confidence: 1 }, { theme });
    await expectAccessible(page);
    const steps = [{ title: 'Bjud in laget', text: 'Två till sex som bedömer.' }];
    const { element } = await mount('sam-empty', { heading: 'Här finns ingen utvärdering än', steps }, { theme, html: '<p>Skapa en.</p>' });
    await expect(element.getByRole('heading', { level: 1 })).toHaveText('Här finns ingen utvärdering än');
    await expectAccessible(page);
  });
}

test('a change of language is spoken at once by elements that are on the page', async ({ mount, page }) => {
  const { element } = await mount('sam-band', { band: 'amber' });
  await expect(element).toHaveText('Nära');
  await page.evaluate(async () => {
    const path = '/client/i18n/language.ts';
    ((await import(path)) as { setLanguage(language: string): void }).setLanguage('en');
  });
  await expect(element).toHaveText('Near');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
