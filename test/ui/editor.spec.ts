/** Writing a text alone: keys, signs, tools, links, what is pasted, and what a screen reader is told. */
import type { Page } from '@playwright/test';
import { aText } from '../support/editor.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';

const ada = { people: ['Ada'] };

test('the first letter in an empty text brings its paragraph; opening wrote nothing', async ({ page }) => {
  const { text, stage, everyoneReads } = await aText(page, { ...ada, placeholder: 'Ingen har skrivit här än.' });
  await expect(text('Ada')).toHaveAttribute('data-placeholder', 'Ingen har skrivit här än.');
  await text('Ada').click();
  expect(await stage((here) => here.updatesOf('Ada'))).toBe(0);
  await page.keyboard.type('Vi såg två');
  await everyoneReads('Vi såg två');
  await expect(text('Ada')).not.toHaveAttribute('data-placeholder');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('Nytt');
  await everyoneReads('Nytt');
});

test('signs at the start of a line become form, and Backspace takes it back', async ({ page }) => {
  const { text, stage } = await aText(page, ada);
  await text('Ada').click();
  await page.keyboard.type('## Mål');
  await page.keyboard.press('Enter');
  await page.keyboard.type('### Medel');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- ett');
  await page.keyboard.press('Enter');
  await page.keyboard.type('två');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1. först');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('> sagt');
  await expect(text('Ada').locator('h3')).toHaveText('Mål');
  await expect(text('Ada').locator('h4')).toHaveText('Medel');
  await expect(text('Ada').locator('ul > li')).toHaveText(['ett', 'två']);
  await expect(text('Ada').locator('ol > li')).toHaveText(['först']);
  await expect(text('Ada').locator('blockquote')).toHaveText('sagt');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- ');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('nej');
  expect(await stage((here) => here.textOf('Ada'))).toMatch(/sagt\n- nej$/);
});

test('keys: bold, italic, line break, moving in and out of lists, undo and redo', async ({ page }) => {
  const { text, stage } = await aText(page, ada);
  await text('Ada').click();
  await page.keyboard.press('Control+B');
  await page.keyboard.type('fet');
  await page.keyboard.press('Control+B');
  await page.keyboard.press('Control+I');
  await page.keyboard.type('kursiv');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('rad');
  await expect(text('Ada').locator('strong')).toHaveText('fet');
  await expect(text('Ada').locator('em').first()).toContainText('kursiv');
  expect(await stage((here) => here.textOf('Ada'))).toBe('fetkursiv\nrad');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+I');
  await page.keyboard.type('- ett');
  await page.keyboard.press('Enter');
  await page.keyboard.type('två');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect(text('Ada').locator('li li')).toHaveText('två');
  await page.keyboard.press('Control+[');
  await expect(text('Ada').locator('li li')).toHaveCount(0);
  await page.keyboard.press('Control+]');
  await expect(text('Ada').locator('li li')).toHaveText('två');
  await page.keyboard.press('Control+Z');
  await expect(text('Ada').locator('li li')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+Z');
  await expect(text('Ada').locator('li li')).toHaveText('två');
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Y');
  await expect(text('Ada').locator('li li')).toHaveText('två');
});

test("the browser's own undo, which knows nothing of colleagues, is never used", async ({ page }) => {
  const { text, stand, everyoneReads } = await aText(page, { people: ['Ada', 'Oda'], readers: ['Oda'], text: ['En rad.'] });
  await stand('Ada', 'En rad.');
  await page.keyboard.type(' Till.');
  await everyoneReads('En rad. Till.');
  // With focus nowhere the browser would undo in whatever was written in last.
  await text('Oda').click();
  await expect(text('Ada')).not.toBeFocused();
  await page.keyboard.press('Control+Z');
  await page.waitForTimeout(200);
  await everyoneReads('En rad. Till.');
  // From the menu it arrives as an event of input: then it is ours.
  await text('Ada').focus();
  await page.evaluate(() => document.execCommand('undo'));
  await everyoneReads('En rad.');
  await page.evaluate(() => document.execCommand('redo'));
  await everyoneReads('En rad. Till.');
});

test('with AltGr a key is a letter, never a command', async ({ page }) => {
  const { text } = await aText(page, { ...ada, text: ['- ett'] });
  await text('Ada').click();
  const isTaken = await text('Ada').evaluate((element) => {
    const altGr = { key: 'b', code: 'KeyB', ctrlKey: true, modifierAltGraph: true, bubbles: true, cancelable: true };
    return !element.dispatchEvent(new KeyboardEvent('keydown', altGr));
  });
  expect(isTaken).toBe(false);
});

test('Tab and Shift+Tab leave the text; Alt+F10 goes to the tools and Esc back', async ({ page }) => {
  const { text, editor, stage } = await aText(page, { people: ['Ada', 'Ben'], text: ['Ett stycke.'] });
  await text('Ada').click();
  await page.keyboard.press('Tab');
  await expect(editor('Ben').getByRole('button', { name: 'Fet' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(text('Ben')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(editor('Ben').getByRole('button', { name: 'Fet' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(text('Ada')).toBeFocused();
  await page.keyboard.press('Alt+F10');
  await expect(editor('Ada').getByRole('button', { name: 'Fet' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(text('Ada')).toBeFocused();
  expect(await stage((here) => [here.textOf('Ada'), here.updatesOf('Ada')])).toEqual(['Ett stycke.', 0]);
});

test('in a list Tab leaves the text too, and moves nothing in it', async ({ page }) => {
  const item = { type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ett' }] }] };
  const list = { type: 'bullet_list', content: [item, item] };
  const { text, editor, stage } = await aText(page, { people: ['Ada', 'Ben'], text: [list] });
  await text('Ada').getByText('ett').last().click();
  await page.keyboard.press('Tab');
  await expect(editor('Ben').getByRole('button', { name: 'Fet' })).toBeFocused();
  expect(await stage((here) => here.updatesOf('Ada'))).toBe(0);
});

test('a list in a list in a list works, and goes no deeper', async ({ page }) => {
  const { text, editor, stage } = await aText(page, ada);
  await text('Ada').click();
  await page.keyboard.type('- ett');
  for (const word of ['två', 'tre', 'fyra']) {
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await page.keyboard.type(word);
  }
  await expect(text('Ada').locator('li li li')).toHaveText(['tre', 'fyra']);
  await expect(text('Ada').locator('li li li li')).toHaveCount(0);
  await expect(editor('Ada').getByRole('button', { name: 'Flytta in' })).toHaveAttribute('aria-disabled', 'true');
  expect(await stage((here) => here.textOf('Ada'))).toBe('ett\ntvå\ntre\nfyra');
});

test('a ring says where one is to whoever came by key; to whoever pressed, the caret and a hairline do', async ({ page }) => {
  const { text } = await aText(page, { ...ada, text: ['Ett stycke.'] });
  const ring = () => text('Ada').evaluate((element) => getComputedStyle(element).outlineWidth);
  await text('Ada').click();
  expect(await ring()).toBe('1px');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.waitForTimeout(1_100);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(text('Ada')).toBeFocused();
  expect(await ring()).toBe('2px');
});

test('the tools are one stop, arrows go between them, and their states are true', async ({ page }) => {
  const { text, editor } = await aText(page, { ...ada, text: ['Ett stycke.'] });
  const bar = editor('Ada').getByRole('toolbar', { name: 'Textens form' });
  const tool = (name: string) => bar.getByRole('button', { name, exact: true });
  await text('Ada').click();
  await expect(tool('Ångra min senaste ändring')).toHaveAttribute('aria-disabled', 'true');
  await expect(tool('Flytta ut')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(tool('Rubrik')).toBeFocused();
  await expect(bar.locator('[tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(text('Ada').locator('h3')).toHaveText('Ett stycke.');
  await expect(tool('Rubrik')).toHaveAttribute('aria-pressed', 'true');
  await expect(tool('Rubrik')).toBeFocused();
  await expect(tool('Ångra min senaste ändring')).not.toHaveAttribute('aria-disabled');
  // A heading is no item of a list: the tool says so.
  await expect(tool('Punkter')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Space');
  await expect(text('Ada').locator('p')).toHaveText('Ett stycke.');
  await page.keyboard.press('End');
  await expect(tool('Gör om det jag ångrade')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tool('Fet')).toBeFocused();
  await tool('Punkter').click();
  await expect(text('Ada').locator('li')).toHaveText('Ett stycke.');
  await expect(tool('Flytta ut')).not.toHaveAttribute('aria-disabled');
  await tool('Nummer').click();
  await expect(text('Ada').locator('ol > li')).toHaveText('Ett stycke.');
  await tool('Nummer').click();
  await expect(text('Ada').locator('li')).toHaveCount(0);
  await tool('Citat').click();
  await expect(text('Ada').locator('blockquote')).toHaveText('Ett stycke.');
});

test('a mouse on the tools leaves the caret in the text; targets are large enough', async ({ page }) => {
  const { text, editor } = await aText(page, { ...ada, text: ['Ett stycke.'] });
  await text('Ada').getByText('Ett stycke.').dblclick();
  await editor('Ada').getByRole('button', { name: 'Fet' }).click();
  await expect(text('Ada')).toBeFocused();
  await expect(text('Ada').locator('strong')).toHaveCount(1);
  for (const box of await editor('Ada').getByRole('toolbar').getByRole('button').all()) {
    const { width, height } = (await box.boundingBox()) ?? { width: 0, height: 0 };
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(32);
  }
});

test('links are asked for, spelled out, refused when they lead elsewhere, and taken away', async ({ page }) => {
  const { text, editor } = await aText(page, { ...ada, text: ['Se budgeten.'] });
  // By the pointer: ProseMirror takes that at once, keys right after focus only when the browser has told of the selection.
  await text('Ada').getByText('Se budgeten.').click({ clickCount: 3 });
  await page.keyboard.press('Control+K');
  const dialog = editor('Ada').getByRole('dialog', { name: 'Länkens adress' });
  const field = dialog.getByLabel('Länkens adress');
  await field.fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('En länk börjar med https://, http:// eller mailto:. Du skrev javascript:alert(1).')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await field.fill('torsas.se/budget');
  await page.keyboard.press('Enter');
  await expect(text('Ada').locator('a')).toHaveAttribute('href', 'https://torsas.se/budget');
  await expect(text('Ada')).toBeFocused();
  await text('Ada').locator('a').click();
  // A person sees the tool light up before reaching for it; the machine must wait for that.
  await expect(editor('Ada').getByRole('button', { name: 'Länk' })).toHaveAttribute('aria-pressed', 'true');
  await editor('Ada').getByRole('button', { name: 'Länk' }).click();
  await expect(field).toHaveValue('https://torsas.se/budget');
  await dialog.getByRole('button', { name: 'Ta bort länken' }).click();
  await expect(text('Ada').locator('a')).toHaveCount(0);
  await editor('Ada').getByRole('button', { name: 'Länk' }).click();
  await field.fill('eva@torsas.se');
  await page.keyboard.press('Enter');
  await expect(text('Ada').locator('a')).toHaveAttribute('href', 'mailto:eva@torsas.se');
  await expect(text('Ada').locator('a')).toHaveText('eva@torsas.se');
});

test('what is pasted is cleaned: no script, picture, style or comment; form that fits stays', async ({ page }) => {
  const { text, stage } = await aText(page, ada);
  await forbidStyles(page);
  await text('Ada').click();
  await text('Ada').evaluate((element) => {
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body>
      <!--[if gte mso 9]><xml><o:p>dold</o:p></xml><![endif]-->
      <script>window.ran = true</script><h1 style="color:red" onclick="window.ran = true">Rubrik</h1>
      <p class="MsoNormal" style="mso-margin:0"><span style="font-weight:700">fet</span> <span style="font-style:italic">kursiv</span>
      <b style="font-weight:normal">vanlig</b><o:p>&nbsp;</o:p></p>
      <img src="https://elsewhere.example/x.png" onerror="window.ran = true"><svg onload="window.ran = true"></svg>
      <p><a href="https://torsas.se" style="color:red" onclick="x()">sida</a> <a href="javascript:window.ran = true">falsk</a></p>
      <ul><li>ett</li></ul><table><tr><td>2019</td><td>515</td></tr></table></body></html>`;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    clipboardData.setData('text/plain', 'x');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(text('Ada').locator('h3')).toHaveText('Rubrik');
  await expect(text('Ada').locator('strong')).toHaveText('fet');
  await expect(text('Ada').locator('em')).toHaveText('kursiv');
  await expect(text('Ada').locator('a')).toHaveText('sida');
  await expect(text('Ada').locator('li')).toHaveText('ett');
  await expect(text('Ada').getByText('2019: 515')).toBeVisible();
  expect(await text('Ada').locator('img:not(.ProseMirror-separator), script, style, svg, table, [style], [onclick]').count()).toBe(0);
  expect(await page.evaluate(() => (window as { ran?: boolean }).ran)).toBeUndefined();
  expect(await stage((here) => here.textOf('Ada'))).not.toMatch(/dold|color|falsk.*javascript/);
  expect(await stage((here) => here.formOf('Ada'))).toContain('falsk');
});

test('plain text is pasted as paragraphs', async ({ page }) => {
  const { text, everyoneReads } = await aText(page, ada);
  await text('Ada').click();
  await text('Ada').evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'ett <b>\n\ntvå');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await everyoneReads('ett <b>\ntvå');
  await page.keyboard.type(' tre');
  await everyoneReads('ett <b>\ntvå tre');
});

test('it says what it is, in the language of the text, and how many words it has', async ({ page }) => {
  const { stand, text, editor, stage } = await aText(page, { ...ada, text: ['Tre ord här.'] });
  await expect(editor('Ada').getByRole('textbox', { name: 'Text hos Ada' })).toHaveAttribute('lang', 'sv');
  await expect(text('Ada')).toHaveAccessibleDescription('Alt F10 går till verktygen. Tabb lämnar texten.');
  await expect(text('Ada')).toHaveAttribute('aria-multiline', 'true');
  for (const [name, value] of Object.entries({ spellcheck: 'true', autocapitalize: 'sentences', autocorrect: 'on', translate: 'no' }))
    await expect(text('Ada')).toHaveAttribute(name, value);
  await stage((here) => here.set('Ada', { language: 'nb', label: 'Sammendrag' }));
  await expect(text('Ada')).toHaveAttribute('lang', 'nb');
  await expect(text('Ada')).toHaveAccessibleName('Sammendrag');
  await expect.poll(() => stage((here) => here.heard('Ada', 'words-change'))).toEqual([{ words: 3 }]);
  await stand('Ada', '');
  await page.keyboard.type(' Och två');
  await expect.poll(() => stage((here) => here.heard('Ada', 'words-change').at(-1))).toEqual({ words: 5 });
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('Escape');
  expect(await stage((here) => [here.heard('Ada', 'editor-focus').length, here.heard('Ada', 'editor-blur').length])).toEqual([1, 0]);
  await page.keyboard.press('Tab');
  expect(await stage((here) => here.heard('Ada', 'editor-blur').length)).toBe(1);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    const blocks = [
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Mål' }] },
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Medel' }] },
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'länk', marks: [{ type: 'link', attrs: { href: 'https://torsas.se' } }] }],
      },
      {
        type: 'bullet_list',
        content: [{ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ett' }] }] }],
      },
      { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'sagt' }] }] },
    ];
    const { text, editor } = await aText(page, { people: ['Ada', 'Ben', 'Oda'], readers: ['Oda'], text: blocks }, { theme });
    await text('Ada').getByText('ett').click();
    await expect(editor('Ben').locator('.colleague')).toHaveCount(1);
    await expectAccessible(page);
  });
}

test('no style is written as an attribute, which the pages forbid', async ({ page }) => {
  const { text, editor, stand } = await aText(page, { people: ['Ada', 'Ben', 'Chi'], text: ['En rad.'] }, { width: 1440 });
  await forbidStyles(page);
  await stand('Ada', 'En rad.');
  await page.keyboard.press('Control+A');
  await expect(text('Ben').locator('.colleague-selection')).toHaveText('En rad.');
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Escape');
  await editor('Ada').getByRole('button', { name: 'Citat' }).click();
  await expect(text('Chi').locator('blockquote')).toHaveText(/En rad\./);
  expect(await text('Ada').evaluate((element) => element.ownerDocument.head.querySelectorAll('[http-equiv]').length)).toBe(1);
});

/** As our pages are served. A breach is a complaint in the console. */
async function forbidStyles(page: Page): Promise<void> {
  await page.evaluate(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "style-src 'self'";
    document.head.append(policy);
  });
}
