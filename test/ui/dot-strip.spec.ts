/** The strip of a revealed round: a named dot each, a caliper with its band in words, and the same facts in a list. */
import { expect, expectAccessible, test } from '../support/ui.ts';

const ballot = (name: string, points: number | null, confidence: 1 | 2 | 3 | null, own = false) => ({
  id: name,
  name,
  points,
  confidence,
  own,
});
const ballots = [ballot('Mikael', 16, 3), ballot('Leila', 8, 3), ballot('Karin', 13, 2, true), ballot('Anders', 14, 1)];
const strip = { ballots, max: 20, step: 1, consensus: 12 };

test('each dot is a button named by who, what and how sure; lowest first', async ({ mount, page }) => {
  const { element, heard } = await mount('sam-dot-strip', strip, { listen: ['dot-open'] });
  await expect(element.getByRole('button')).toHaveText(['L', 'K', 'A', 'M']);
  await expect(element.getByRole('button', { name: 'Karin, du: 13 av 20, ganska säker' })).toBeVisible();
  await element.getByRole('button', { name: 'Leila: 8 av 20, säker' }).click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await heard('dot-open')).toEqual([{ id: 'Leila' }, { id: 'Karin' }]);
});

test('the open one is pressed', async ({ mount }) => {
  const { element, set } = await mount('sam-dot-strip', { ...strip, open: 'Anders' });
  await expect(element.getByRole('button', { pressed: true })).toHaveText('A');
  await set({ open: null });
  await expect(element.getByRole('button', { pressed: true })).toHaveCount(0);
});

test('the list says what the picture shows', async ({ mount }) => {
  const { element } = await mount('sam-dot-strip', { ...strip, ballots: [...ballots, ballot('Disa', null, null)] });
  await expect(element.getByRole('listitem')).toHaveText([
    'Leila: 8 av 20, säker',
    'Karin, du: 13 av 20, ganska säker',
    'Anders: 14 av 20, osäker',
    'Mikael: 16 av 20, säker',
    'Disa: avstår',
    'Kluven: 8 poäng isär, 40 % av max',
    'median 13,5',
    'samsyn 12',
  ]);
});

test('all alike, one ballot, none', async ({ mount }) => {
  const { element, set } = await mount('sam-dot-strip', { ballots: [ballot('Ada', 7, 3), ballot('Ben', 7, null)], max: 10 });
  const words = element.getByRole('listitem');
  await expect(words).toHaveText(['Ada: 7 av 10, säker', 'Ben: 7 av 10', 'Samlad: alla gav 7', 'median 7']);
  await set({ ballots: [ballot('Ada', 0, 3)] });
  await expect(words).toHaveText(['Ada: 0 av 10, säker', 'En bedömning: 0']);
  await set({ ballots: [] });
  await expect(words).toHaveText(['Inga bedömningar']);
});

test('neighbours rise where the line is too short for them, and none overlap', async ({ mount }) => {
  for (const width of [1200, 390]) {
    const { element } = await mount('sam-dot-strip', strip, { width });
    const places = await element
      .getByRole('button')
      .evaluateAll((dots) => dots.map((dot) => dot.getBoundingClientRect().toJSON() as DOMRect));
    for (const [at, one] of places.entries()) {
      for (const other of places.slice(at + 1)) {
        const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
        expect(apart, `dots on ${width} px`).toBe(true);
      }
    }
  }
});

test('unsigned ballots have no letters and no names', async ({ mount }) => {
  const unsigned = ballots.map((each, at) => ({ ...each, id: String(at), name: null, own: false }));
  const { element } = await mount('sam-dot-strip', { ...strip, ballots: unsigned });
  await expect(element.getByRole('button')).toHaveText(['', '', '', '']);
  await expect(element.getByRole('button').first()).toHaveAccessibleName('Bedömning 2: 8 av 20, säker');
});

test('bands follow the policy given', async ({ mount }) => {
  const { element } = await mount('sam-dot-strip', { ...strip, bands: { green: 50, amber: 60, red: 70 } });
  await expect(element.getByRole('listitem').filter({ hasText: 'Samlad: 8 poäng isär' })).toBeAttached();
});

test('in a row of a table it is one picture with a name', async ({ mount, page }) => {
  const { element } = await mount('sam-dot-strip', { ...strip, size: 'row' });
  await expect(element.getByRole('img')).toHaveAccessibleName('8, 13, 14 och 16 av 20, samsyn 12');
  await expectAccessible(page);
});

test('another language is spoken at once', async ({ mount }) => {
  const { element } = await mount('sam-dot-strip', strip, { language: 'nb' });
  await expect(element.getByRole('button', { name: 'Leila: 8 av 20, sikker' })).toBeVisible();
  await expect(element.getByText('Delt: 8 poeng fra hverandre, 40 % av maks').first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ mount, page }) => {
    const levels = [
      { from: 0, to: 9, text: 'Enstaka' },
      { from: 10, to: 20, text: 'I hela kommunen' },
    ];
    await mount('sam-dot-strip', { ...strip, levels, open: 'Karin' }, { theme });
    await expectAccessible(page);
  });
}
