/** Several people in one text: everyone keeps their words, sees where the others are, undoes only their own, and readers write nothing. */
import type { Page } from '@playwright/test';
import { aText } from '../support/editor.ts';
import { expect, test } from '../support/ui.ts';

const two = { people: ['Ada', 'Ben'] };

test('two type at once in different places and in the same line, and read the same', async ({ page }) => {
  const { stand, text, stage, everyoneReads } = await aText(page, { ...two, text: ['Mål', 'Medel'] });
  await stage((here) => here.cut());
  await stand('Ada', 'Mål');
  await page.keyboard.type(' följs upp');
  await stand('Ben', 'Medel');
  await page.keyboard.type(' fördelas');
  await text('Ben').getByText('Mål').click();
  await page.keyboard.press('Home');
  await page.keyboard.type('Alla ');
  await stage((here) => here.mend());
  await everyoneReads('Alla Mål följs upp\nMedel fördelas');
  // The caret stayed where its owner left it.
  await page.keyboard.type('nya ');
  await everyoneReads('Alla nya Mål följs upp\nMedel fördelas');
});

test('a line becomes a heading, or gets one above it, while somebody types in it: both stay', async ({ page }) => {
  const { stand, text, editor, stage, everyoneReads } = await aText(page, { ...two, text: ['Mål', 'Medel'] });
  await stage((here) => here.cut());
  await stand('Ada', 'Mål');
  await editor('Ada').getByRole('button', { name: 'Rubrik', exact: true }).click();
  await stand('Ada', 'Medel');
  await page.keyboard.press('Home');
  await page.waitForTimeout(60);
  await page.keyboard.press('Enter');
  await stand('Ben', 'Mål');
  await page.keyboard.type(' 2024');
  await stand('Ben', 'Medel');
  await page.keyboard.type(' 2025');
  await stage((here) => here.mend());
  await everyoneReads('Mål 2024\n\nMedel 2025');
  await expect(text('Ben').locator('h3')).toHaveText('Mål 2024');
});

test('two begin an empty text at once: nobody types over the other', async ({ page }) => {
  const { stand, text, stage, everyoneReads } = await aText(page, two);
  await text('Ben').click();
  await text('Ada').click();
  await page.keyboard.type('Ada var här');
  await everyoneReads('Ada var här');
  // Ben's caret has stood in the blank text all the while.
  await text('Ben').focus();
  await page.keyboard.type('B');
  await expect.poll(() => stage((here) => here.textOf('Ada'))).toBe('BAda var här');
  await stage((here) => here.cut());
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Backspace');
  await stand('Ada', '');
  await page.keyboard.type('!');
  await stage((here) => here.mend());
  await expect.poll(() => stage((here) => here.textOf('Ada') === here.textOf('Ben'))).toBe(true);
});

test("undo and redo take one's own edits only, and leave a colleague's words standing in what one made", async ({ page }) => {
  const { stand, text, stage, everyoneReads } = await aText(page, { ...two, text: ['Början.'] });
  await stand('Ada', 'Början.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- Ada');
  await everyoneReads('Början.\nAda');
  await stand('Ben', 'Ada');
  await page.keyboard.type(' och Ben');
  await everyoneReads('Början.\nAda och Ben');
  await text('Ada').focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('Control+Z');
  await expect.poll(() => stage((here) => here.textOf('Ada'))).toContain(' och Ben');
  expect(await stage((here) => here.textOf('Ada'))).not.toContain('Ada');
  expect(await stage((here) => here.textOf('Ada'))).toContain('Början.');
  for (let i = 0; i < 5; i++) await page.keyboard.press('Control+Y');
  await expect.poll(() => stage((here) => here.textOf('Ben'))).toMatch(/Ada/);
  expect(await stage((here) => here.textOf('Ben'))).toContain(' och Ben');
});

test('a colleague stands in the text as a caret, and by name in its right margin on the same line', async ({ page }) => {
  const lines = ['Första stycket är ganska kort.', 'Andra stycket.', 'Tredje stycket.'];
  const { stand, text, stage } = await aText(page, { ...two, text: lines }, { width: 1440 });
  await stand('Ada', 'Andra');
  const name = text('Ben').locator('.colleague-name');
  await expect(name).toHaveText('Ada');
  const placed = async () => {
    const [box, line, column] = [
      await name.boundingBox(),
      await text('Ben').getByText('Andra').boundingBox(),
      await text('Ben').boundingBox(),
    ];
    if (!box || !line || !column) throw new Error('something is not shown');
    expect(box.x).toBeGreaterThan(column.x + column.width);
    expect(Math.abs(box.y + box.height / 2 - (line.y + line.height / 2))).toBeLessThan(6);
    return box.x;
  };
  await expect.poll(() => name.evaluate((each) => each.closest('p')?.textContent)).toContain('Andra');
  const before = await placed();
  // The letters of the line do not move when somebody comes to it or goes on in it.
  const width = async () =>
    text('Ben')
      .getByText('Andra')
      .evaluate((p) => {
        const r = document.createRange();
        r.selectNodeContents(p);
        return r.getBoundingClientRect().left;
      });
  const left = await width();
  await page.keyboard.press('End');
  await page.keyboard.type(' Och mer.');
  await expect(text('Ben').getByText('Andra')).toContainText('Och mer.');
  expect(await placed()).toBe(before);
  expect(await width()).toBe(left);
  expect(await stage((here) => here.writersAt('Ben'))).toEqual([{ id: 'ada'.padEnd(20, '0'), name: 'Ada', active: true }]);
  await page.keyboard.press('Shift+Home');
  await expect(text('Ben').locator('.colleague-selection')).toHaveText('Andra stycket. Och mer.');
  await page.keyboard.press('Tab');
  await expect(text('Ben').locator('.colleague')).toHaveCount(0);
  expect(await stage((here) => here.writersAt('Ben'))).toEqual([{ id: 'ada'.padEnd(20, '0'), name: 'Ada', active: false }]);
});

test('names of two on one line stand one below the other; on a narrow screen only carets stand', async ({ page }) => {
  const { text, stage } = await aText(page, { people: ['Ada', 'Ben', 'Chi'], text: ['En rad.'] }, { width: 1440 });
  const [cursor] = [await cursorAtStart(page)];
  await stage((here, at) => {
    here.claims('Ada', { cursor: at });
    here.claims('Ben', { cursor: at });
  }, cursor);
  const names = text('Chi').locator('.colleague-name');
  await expect(names).toHaveCount(2);
  await expect
    .poll(async () => {
      const [one, other] = await names.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top).sort((a, b) => a - b));
      return (other ?? 0) - (one ?? 0);
    })
    .toBeGreaterThanOrEqual(16);
  await page.setViewportSize({ width: 768, height: 900 });
  await expect(names.first()).toBeHidden();
  await expect(text('Chi').locator('.colleague')).toHaveCount(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('a name pales after 5 s of silence and goes after 30; letters bring it back', async ({ page }) => {
  await page.clock.install();
  const { stand, text } = await aText(page, { ...two, text: ['En rad.'] }, { width: 1440 });
  await stand('Ada', 'En rad.');
  await page.clock.runFor(500);
  const caret = text('Ben').locator('.colleague');
  await expect(caret).toHaveClass(/writing/);
  await page.clock.runFor(5_000);
  await expect(caret).toHaveClass(/quiet/);
  await page.clock.runFor(25_000);
  await expect(caret).toHaveClass(/away/);
  await expect(caret.locator('.colleague-name')).toBeHidden();
  // At the end of a text the caret's relative place stays the same while one types.
  await page.keyboard.type('!');
  await page.clock.runFor(500);
  await expect(caret).toHaveClass(/writing/);
});

test('presence that makes no sense harms nobody', async ({ page }) => {
  const { stand, text, stage, everyoneReads } = await aText(page, { ...two, text: ['En rad.'] }, { width: 1440 });
  const nonsense: unknown[] = [
    'x',
    { anchor: 1, head: 2 },
    { anchor: { tname: 'elsewhere' }, head: { tname: 'elsewhere' } },
    { anchor: { type: { client: 9, clock: 9 } }, head: { item: { client: -1, clock: 'x' } } },
    { anchor: {}, head: {} },
  ];
  for (const cursor of nonsense) await stage((here, given) => here.claims('Ada', { cursor: given }), cursor);
  await stage((here) => here.claims('Ada', { user: 7 }));
  await stand('Ben', '');
  await page.keyboard.type('!');
  await everyoneReads('En rad.!');
  await expect(text('Ben').locator('.colleague')).toHaveCount(0);
  expect(await stage((here) => here.writersAt('Ben'))).toEqual([]);
  const cursor = await cursorAtStart(page);
  const user = { id: 'x', name: '\u202e\n <img/src=x/onerror=alert(1)>  Ada ' };
  await stage((here, given) => here.claims('Ada', given), { user, cursor });
  await expect(text('Ben').locator('.colleague-name')).toHaveText('<img/src=x/onerror=alert(1)>');
  expect(await stage((here) => here.writersAt('Ben').map(({ name }) => name))).toEqual(['<img/src=x/onerror=alert(1)> Ada']);
});

test('a reader follows, sees who writes, and brings forth not one update', async ({ page }) => {
  const { stand, text, stage } = await aText(page, { people: ['Ada', 'Oda'], readers: ['Oda'], text: ['En rad.'] }, { width: 1440 });
  await expect(text('Oda')).toHaveAttribute('contenteditable', 'false');
  await expect(text('Oda')).toHaveRole('group');
  await stand('Ada', 'En rad.');
  await page.keyboard.type(' Till.');
  await expect(text('Oda')).toHaveText(/En rad\. Till\./);
  await expect(text('Oda').locator('.colleague-name')).toHaveText('Ada');
  await text('Oda').click();
  await page.keyboard.type('x');
  await page.keyboard.press('Control+B');
  expect(await stage((here) => [here.textOf('Oda'), here.updatesOf('Oda')])).toEqual(['En rad. Till.', 0]);
});

test('what does not fit is mended by no reader', async ({ page }) => {
  const { text, stage } = await aText(page, { people: ['Ada', 'Oda'], readers: ['Oda'] });
  await stage((here) => here.cut());
  await stage((here) => here.writesOddly('Oda'));
  await stage((here) => here.set('Oda', { me: 'opened anew' }));
  await expect(text('Oda')).toHaveText('');
  expect(await stage((here) => here.formOf('Oda'))).toBe('<unknown></unknown>');
});

test('views come and go without leaving anything behind', async ({ page }) => {
  const { stand, stage, everyoneReads } = await aText(page, { ...two, text: ['En rad.'] });
  const before = await stage((here) => here.listenersOf('Ada'));
  for (let i = 0; i < 3; i++) {
    await stage((here) => here.set('Ada', { readonly: true }));
    await stage((here) => here.set('Ada', { readonly: false }));
  }
  expect(await stage((here) => here.listenersOf('Ada'))).toBe(before);
  await stand('Ada', '');
  await page.keyboard.type('!');
  await everyoneReads('En rad.!');
  await stage((here) => here.take('Ada'));
  expect(await stage((here) => here.listenersOf('Ada'))).toBe(0);
  await expect.poll(() => stage((here) => here.writersAt('Ben').map(({ active }) => active))).toEqual([false]);
});

test('a composition goes on while others write, and ends with what was meant', async ({ page }) => {
  const { stand, text, stage, everyoneReads } = await aText(page, { ...two, text: ['Rad '] });
  const ime = await page.context().newCDPSession(page);
  await stand('Ada', '');
  const compose = (words: string) =>
    ime.send('Input.imeSetComposition', { text: words, selectionStart: words.length, selectionEnd: words.length });
  await compose('に');
  await stage((here) => here.writesAbove('Ben', 'Ovanför'));
  await expect(text('Ada')).toContainText('Ovanför');
  await compose('にほ');
  await stage((here) => here.writesInto('Ben', 'Bens '));
  await expect(text('Ada')).toContainText('Bens ');
  await compose('にほん');
  await ime.send('Input.insertText', { text: '日本' });
  await everyoneReads('Ovanför\nBens Rad 日本');
});

test('a composition may begin an empty text', async ({ page }) => {
  const { text, everyoneReads } = await aText(page, two);
  const ime = await page.context().newCDPSession(page);
  await text('Ada').click();
  await ime.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  await ime.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await ime.send('Input.insertText', { text: '日本' });
  await everyoneReads('日本');
  await page.keyboard.type('!');
  await everyoneReads('日本!');
});

test('words arriving above leave the line that is read in its place', async ({ page }) => {
  const lines = Array.from({ length: 80 }, (_, line) => `Stycke ${line + 1} med några ord som fyller en rad.`);
  const { text, stage } = await aText(page, { people: ['Ada', 'Ben'], text: lines }, { width: 1000 });
  // One who reads, with the caret elsewhere, and one who writes where they look.
  for (const writing of [false, true]) {
    const line = text('Ada').getByText('Stycke 40 ');
    await line.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    if (writing) await line.click();
    await page.waitForTimeout(200);
    const before = (await line.boundingBox())?.y;
    for (let i = 0; i < 3; i++) await stage((here) => here.writesAbove('Ben', 'Ett helt nytt stycke överst.'));
    await expect(text('Ada').getByText('Ett helt nytt stycke överst.')).toHaveCount(writing ? 6 : 3);
    await page.waitForTimeout(200);
    expect(Math.abs(((await line.boundingBox())?.y ?? 0) - (before ?? 0))).toBeLessThanOrEqual(1);
  }
});

/** A caret at the start of Ada's text, as Ada's tab says it. */
async function cursorAtStart(page: Page): Promise<unknown> {
  return page.evaluate(() => window.stage.startOf('Ada'));
}
