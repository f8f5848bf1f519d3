/** One's own ballot on the scale: field and line say the same, empty is not 0, what cannot be a score is said at once. */
import { expect, expectAccessible, test } from '../support/ui.ts';

const levels = [
  { from: 0, to: 4, text: 'Saknas' },
  { from: 5, to: 9, text: 'Enstaka' },
  { from: 10, to: 14, text: 'I några nämnder' },
  { from: 15, to: 20, text: 'I hela kommunen' },
];
const ballot = { points: null, max: 20, step: 1, levels, label: 'Din bedömning av 4.3' };
const options = { listen: ['points-change'] };

test('empty until touched: no number, no thumb, and said so', async ({ mount }) => {
  const { element, heard } = await mount('sam-points-scale', ballot, options);
  const line = element.getByRole('slider', { name: 'Din bedömning av 4.3, på skalan' });
  await expect(element.getByRole('spinbutton', { name: 'Din bedömning av 4.3, poäng av 20' })).toHaveValue('');
  await expect(line).toHaveAttribute('aria-valuetext', 'Inga poäng än');
  await expect(line).toHaveClass('empty');
  await element.getByRole('spinbutton').focus();
  await element.getByRole('spinbutton').blur();
  expect(await heard('points-change')).toEqual([]);
});

test('0 is a score: by key, by typing and by a press on the start of the line', async ({ mount, page }) => {
  const { element, heard, set } = await mount('sam-points-scale', ballot, options);
  await element.getByRole('slider').press('ArrowUp');
  await expect(element.getByRole('spinbutton')).toHaveValue('0');
  await expect(element.getByRole('slider')).toHaveAttribute('aria-valuetext', '0 av 20. 0–4: Saknas');
  await set({ points: null });
  await expect(element.getByRole('slider')).toHaveClass('empty');
  const box = await element.getByRole('slider').boundingBox();
  await page.mouse.click((box?.x ?? 0) + 14, (box?.y ?? 0) + 22);
  await expect(element.getByRole('spinbutton')).toHaveValue('0');
  expect((await heard('points-change')).at(-1)).toEqual({ points: 0, settled: true });
});

test('keys on the line: a step, a level, the ends, and Delete clears', async ({ mount }) => {
  const { element, heard } = await mount('sam-points-scale', { ...ballot, points: 12 }, options);
  const line = element.getByRole('slider');
  const field = element.getByRole('spinbutton');
  for (const [key, value] of [
    ['ArrowRight', '13'],
    ['ArrowDown', '12'],
    ['PageUp', '15'],
    ['PageDown', '10'],
    ['PageDown', '5'],
    ['End', '20'],
    ['Home', '0'],
    ['Delete', ''],
  ] as const) {
    await line.press(key);
    await expect(field).toHaveValue(value);
  }
  expect((await heard('points-change')).at(-1)).toEqual({ points: null, settled: true });
  expect((await heard('points-change'))[1]).toEqual({ points: 13, settled: true });
});

test('a number that turns out wrong leaves the points of before, not those of its first digits', async ({ mount }) => {
  const { element, heard } = await mount('sam-points-scale', ballot, options);
  const field = element.getByRole('spinbutton');
  const last = async () => (await heard('points-change')).at(-1);
  await field.pressSequentially('25');
  await expect(element.getByRole('alert')).toContainText('Du skrev 25.');
  expect(await last()).toMatchObject({ points: null });
  await expect(field).toHaveValue('25');
  await field.press('Backspace');
  expect(await last()).toMatchObject({ points: 2 });
  await field.fill('12');
  await field.blur();
  expect(await last()).toEqual({ points: 12, settled: true });
  await field.selectText();
  await field.pressSequentially('21');
  await expect(element.getByRole('alert')).toContainText('Du skrev 21.');
  expect(await last()).toMatchObject({ points: 12 });
  await expect(field).toHaveValue('21');
});

test('digits on the line go into the field; typing is settled on leaving it, not before', async ({ mount, page }) => {
  const { element, heard } = await mount('sam-points-scale', ballot, options);
  await element.getByRole('slider').focus();
  await page.keyboard.type('16');
  await expect(element.getByRole('spinbutton')).toBeFocused();
  await expect(element.getByRole('spinbutton')).toHaveValue('16');
  expect(await heard('points-change')).toEqual([
    { points: 1, settled: false },
    { points: 16, settled: false },
  ]);
  await page.keyboard.press('Enter');
  await element.getByRole('spinbutton').blur();
  expect((await heard('points-change')).slice(2)).toEqual([{ points: 16, settled: true }]);
});

test('a command key on the line is nobody’s points', async ({ mount, page }) => {
  const { element, heard } = await mount('sam-points-scale', { ...ballot, points: 7 }, options);
  await element.getByRole('slider').focus();
  await page.keyboard.press('Control+5');
  await page.keyboard.press('Alt+3');
  await expect(element.getByRole('spinbutton')).toHaveValue('7');
  expect(await heard('points-change')).toEqual([]);
});

test('out of range, off step and not a number are said at once and never told on', async ({ mount }) => {
  const { element, heard, set } = await mount('sam-points-scale', { ...ballot, points: 14 }, options);
  const field = element.getByRole('spinbutton');
  await field.fill('21');
  await expect(element.getByRole('alert')).toHaveText('Här går poängen från 0 till 20. Du skrev 21.');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription('Här går poängen från 0 till 20. Du skrev 21.');
  await field.fill('8,5');
  await expect(element.getByRole('alert')).toHaveText('Poäng är ett heltal från 0 till 20. Du skrev 8,5.');
  await field.blur();
  expect(await heard('points-change')).toEqual([]);
  await field.press('Escape');
  await expect(field).toHaveValue('14');
  await expect(element.getByRole('alert')).toBeHidden();
  await set({ step: 5, points: 10 });
  await field.fill('12');
  await expect(element.getByRole('alert')).toHaveText('Här går poängen i steg om 5. Du skrev 12.');
  expect(await heard('points-change')).toEqual([]);
});

test('emptying the field takes the score back', async ({ mount }) => {
  const { element, heard } = await mount('sam-points-scale', { ...ballot, points: 14 }, options);
  await element.getByRole('spinbutton').fill('');
  await element.getByRole('spinbutton').blur();
  expect(await heard('points-change')).toEqual([
    { points: null, settled: false },
    { points: null, settled: true },
  ]);
});

test('what comes from outside is shown, and dragging settles when let go', async ({ mount, page }) => {
  const { element, heard, set } = await mount('sam-points-scale', { ...ballot, points: 3 }, options);
  await set({ points: 10 });
  await expect(element.getByRole('spinbutton')).toHaveValue('10');
  const box = (await element.getByRole('slider').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 15, box.y + box.height / 2, { steps: 4 });
  const tried = (await heard('points-change')) as { settled: boolean }[];
  expect(tried.length).toBeGreaterThan(0);
  expect(tried.every((change) => !change.settled)).toBe(true);
  await page.mouse.up();
  expect((await heard('points-change')).at(-1)).toEqual({ points: 20, settled: true });
});

test('on a phone: a button each way, and only the level that applies is shown', async ({ mount }) => {
  const { element, heard } = await mount('sam-points-scale', { ...ballot, points: 14 }, { ...options, width: 390 });
  await element.getByRole('button', { name: 'Fler poäng' }).click();
  expect(await heard('points-change')).toEqual([{ points: 15, settled: true }]);
  await expect(element.locator('.applies')).toHaveText('15–20 I hela kommunen');
  const target = await element.getByRole('button', { name: 'Färre poäng' }).boundingBox();
  expect(Math.min(target?.width ?? 0, target?.height ?? 0)).toBeGreaterThanOrEqual(44);
});

test('disabled takes nothing', async ({ mount }) => {
  const { element } = await mount('sam-points-scale', { ...ballot, points: 14, disabled: true });
  await expect(element.getByRole('spinbutton')).toBeDisabled();
  await expect(element.getByRole('slider')).toBeDisabled();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ mount, page }) => {
    const { element } = await mount('sam-points-scale', { ...ballot, earlier: 16 }, { theme });
    await expectAccessible(page);
    await element.getByRole('spinbutton').fill('99');
    await expectAccessible(page);
  });
}
