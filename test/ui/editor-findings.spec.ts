/** Many short texts of one section on a page: an editor where it is needed, each with its own undo, carets in the right one. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/ui.ts';
import type { Section, SectionStage } from './editor-section-stage.ts';

async function aSection(page: Page, section: Section) {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(process.env['SAMSYN_HARNESS'] ?? '');
  await page.evaluate(async (given) => {
    await (await window.harness).mount('sam-editor', {}, {});
    const module = '/test/ui/editor-section-stage.ts';
    await import(module);
    window.section = new window.SectionStage(given);
  }, section);
  const editor = (of: number | 'body') => page.locator(`sam-editor[data-of="${of}"]`);
  return {
    editor,
    text: (of: number | 'body') => editor(of).locator('.ProseMirror'),
    section: <R, A>(act: (section: SectionStage, given: A) => R, given?: A): Promise<Awaited<R>> =>
      page.evaluate(([source, value]) => (0, eval)(`(${source})`)(window.section, value), [act.toString(), given] as const),
  };
}
const three = { paragraphs: 2, wordsEach: 5, findings: ['Målen är få.', 'Analysen saknas.', ''] };

test('at rest a finding looks as in its editor, and an editor comes with the pointer or the focus and goes when nobody needs it', async ({
  page,
}) => {
  const { text, editor, section } = await aSection(page, three);
  expect(await section((here) => here.awake)).toBe(1);
  await expect(text(0)).toHaveRole('textbox');
  await expect(text(0)).toHaveAccessibleName('Iakttagelse 1');
  await expect(text(2)).toHaveAttribute('data-placeholder', 'Skriv vad ni såg.');
  await expectAccessible(page);
  const before = [await text(0).boundingBox(), await text(1).boundingBox()];
  await text(0).hover();
  await expect.poll(() => section((here) => here.awake)).toBe(2);
  await text(0).click();
  await expect(text(0)).toBeFocused();
  // The tools lie over what follows: they come for words that are selected, or by their key.
  await expect(editor(0).getByRole('toolbar')).toHaveCount(0);
  await text(0).dblclick();
  await expect(editor(0).getByRole('toolbar')).toBeVisible();
  await editor(0).getByRole('button', { name: 'Fet' }).click();
  await expect(text(0).locator('strong')).toHaveCount(1);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('End');
  await expect(editor(0).getByRole('toolbar')).toHaveCount(0);
  await page.keyboard.press('Alt+F10');
  await expect(editor(0).getByRole('button', { name: 'Fet' })).toBeFocused();
  await expect(editor(0).getByRole('button', { name: 'Rubrik' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(text(0)).toBeFocused();
  // Nothing moved for it.
  expect([await text(0).boundingBox(), await text(1).boundingBox()]).toEqual(before);
  await page.keyboard.press('Tab');
  await expect(text(1)).toBeFocused();
  await expect(editor(0).getByRole('toolbar')).toHaveCount(0);
  await page.mouse.move(0, 0);
  await page.keyboard.press('Tab');
  await expect(text(2)).toBeFocused();
  // The first has something that can be undone.
  await expect.poll(() => section((here) => here.awake)).toBe(3);
});

test('a press without a moment’s rest, as a finger’s, puts the caret where it was', async ({ page }) => {
  const { text, section } = await aSection(page, three);
  const box = await text(1).boundingBox();
  await text(1).evaluate((element) => {
    const { left, top, height } = element.getBoundingClientRect();
    const at = { clientX: left + 2, clientY: top + height / 2, bubbles: true, cancelable: true, button: 0 };
    element.dispatchEvent(new MouseEvent('mousedown', at));
  });
  await expect(text(1)).toBeFocused();
  await page.keyboard.type('Den ');
  await expect.poll(() => section((here) => here.textOf(1))).toBe('Den Analysen saknas.');
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('Escape');
  await expect(text(1)).toBeFocused();
  expect(box).not.toBeNull();
});

test('each undoes its own, and one with something to undo stays awake', async ({ page }) => {
  const { text, section } = await aSection(page, three);
  for (const [at, letter] of [
    [0, 'a'],
    [1, 'b'],
    ['body', 'c'],
  ] as const) {
    await text(at).click();
    await page.keyboard.press('Control+End');
    await page.waitForTimeout(60);
    await page.keyboard.type(letter);
  }
  await text(0).click();
  await page.keyboard.press('Control+Z');
  expect(await section((here) => here.textOf(0))).toBe('Målen är få.');
  expect(await section((here) => here.textOf(1))).toBe('Analysen saknas.b');
  expect(await section((here) => here.textOf('body'))).toMatch(/c$/);
  await page.keyboard.press('Control+Z');
  expect(await section((here) => here.textOf(1))).toBe('Analysen saknas.b');
  await text('body').click();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(2_300);
  expect(await section((here) => here.awake)).toBe(3);
});

test('a colleague’s caret stands in the finding they write in and in no other, and their letters come in everywhere', async ({ page }) => {
  const { text, section } = await aSection(page, { ...three, readonly: true });
  await section((here) => {
    here.joins('ben');
    here.joins('chi');
    here.types('ben', 1, 0, ' Än.');
    here.types('chi', 2, 0, 'Nytt');
  });
  await expect(text(1)).toHaveText(/Analysen saknas\. Än\./);
  await expect(text(1).locator('.colleague-name')).toHaveText('ben');
  await expect(text(2).locator('.colleague-name')).toHaveText('chi');
  await expect(page.locator('.colleague')).toHaveCount(2);
  await section((here) => here.types('ben', 'body', 0, ''));
  await expect(text('body').locator('.colleague-name')).toHaveText('ben');
  await expect(page.locator('.colleague')).toHaveCount(2);
  await section((here) => here.leaves('chi'));
  await expect(page.locator('.colleague')).toHaveCount(1);
  await expect.poll(() => section((here) => here.awake)).toBe(1);
  // At rest it follows all the same.
  await section((here) => here.types('ben', 2, 0, ' ord'));
  await expect(text(2)).toHaveText(/Nytt ord/);
  expect(await section((here) => here.updates)).toBe(0);
});

test('forty findings are there at once, and only drawn', async ({ page }) => {
  const { text, section } = await aSection(page, {
    paragraphs: 2,
    wordsEach: 5,
    findings: Array.from({ length: 40 }, (_, at) => `Iakttagelse ${at}.`),
  });
  await expect(text(39)).toHaveText('Iakttagelse 39.');
  expect(await section((here) => here.awake)).toBe(1);
});
