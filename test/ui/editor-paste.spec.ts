/** Pasting: real-shaped samples from where evaluators copy, compared with what should come out; and what is not taken. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aText } from '../support/editor.ts';
import { outlineOf } from '../support/outline.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';

const folder = fileURLToPath(new URL('../fixtures/paste/', import.meta.url));
const samples = readdirSync(folder).filter((name) => !name.endsWith('.expected.txt'));
const read = (name: string) => readFileSync(folder + name, 'utf8');
const ada = { people: ['Ada'] };

test('there are samples from all of them', () => {
  expect(samples.length).toBeGreaterThanOrEqual(7);
});

for (const sample of samples) {
  test(`${sample} comes out as it should read`, async ({ page }) => {
    const { text, stage } = await aText(page, ada);
    await text('Ada').click();
    const words = read(sample);
    await stage(
      (here, clipboard: object) => here.paste('Ada', clipboard),
      sample.endsWith('.html') ? { html: words, plain: 'x' } : { plain: words },
    );
    expect(outlineOf(await stage((here) => here.jsonOf('Ada')))).toBe(read(sample.replace(/\.\w+$/, '.expected.txt')));
    expect(await page.evaluate(() => (window as { ran?: boolean }).ran)).toBeUndefined();
  });
}

test('a list, a heading, a word: each goes in as what it is where one stands', async ({ page }) => {
  const { text, stage, stand } = await aText(page, { people: ['Ada'], text: ['Före efter', ''] });
  const outline = async () => outlineOf(await stage((here) => here.jsonOf('Ada')));
  await stand('Ada', 'Före');
  await stage((here) => here.paste('Ada', { html: '<ul><li>ingen</li></ul>' }));
  expect(await outline()).toBe('Före efteringen\n\n');
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(60);
  await stage((here) => here.paste('Ada', { html: '<ul><li>ett<ul><li>två</li></ul></li></ul>' }));
  expect(await outline()).toBe('Före efter\n- ett\n  - två\n');
  await page.keyboard.press('Enter');
  await stage((here) => here.paste('Ada', { html: '<ul><li>tre<ul><li>fyra</li></ul></li></ul>' }));
  expect(await outline()).toBe('Före efter\n- ett\n  - två\n  - tre\n    - fyra\n');
  await text('Ada').getByText('Före').click();
  await page.keyboard.press('Home');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  // ProseMirror hears of the caret's new place by an event of its own.
  await page.waitForTimeout(60);
  await stage((here) => here.paste('Ada', { html: '<h1>och</h1>' }));
  expect(await outline()).toContain('Före ochefter\n');
  await page.keyboard.press('End');
  await page.waitForTimeout(60);
  await page.keyboard.press('Enter');
  await stage((here) => here.paste('Ada', { html: '<h1>Rubrik</h1>' }));
  expect(await outline()).toContain('Före ochefter\n# Rubrik\n- ett');
  await page.keyboard.type('!');
  expect(await outline()).toContain('# Rubrik!');
  await stand('Ada', 'Före och');
  await page.keyboard.press('Home');
  await page.waitForTimeout(60);
  await stage((here) => here.paste('Ada', { html: '<h2>Först</h2><ul><li>a</li><li>b</li></ul><h3>Mellan</h3>' }));
  expect(await outline()).toContain('# Först\n- a\n- b\n## Mellan\nFöre ochefter\n# Rubrik!');
  await stand('Ada', 'Före och');
  await stage((here) => here.paste('Ada', { html: '<ol><li>x</li><li>y</li></ol>' }));
  expect(await outline()).toContain('Före ochefter\n1. x\n2. y\n# Rubrik!');
});

test('what was copied here comes back as it was', async ({ page }) => {
  const evidence = { type: 'text', text: 'sagt', marks: [{ type: 'evidence', attrs: { id: 'a'.repeat(20) } }] };
  const blocks = [
    { type: 'paragraph', attrs: { level: 2 }, content: [{ type: 'text', text: 'Rubrik' }] },
    { type: 'paragraph', content: [evidence, { type: 'text', text: '  - med  blanka' }] },
    { type: 'paragraph' },
    { type: 'ordered_list', content: [{ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ett' }] }] }] },
  ];
  const { text, stage } = await aText(page, { people: ['Ada'], text: blocks });
  const before = outlineOf(await stage((here) => here.jsonOf('Ada')));
  await text('Ada').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+X');
  expect(outlineOf(await stage((here) => here.jsonOf('Ada')))).not.toContain('Rubrik');
  await page.keyboard.press('Control+V');
  expect(outlineOf(await stage((here) => here.jsonOf('Ada')))).toBe(before);
  expect(before).toContain('{sagt}  - med  blanka\n\n1. ett');
});

test('what another editor of the same make copied is cleaned like anything else', async ({ page }) => {
  const { text, stage } = await aText(page, ada);
  await text('Ada').click();
  const html = `<table data-pm-slice="1 1 []"><tr><td><p style="font-weight:700">2019</p></td><td>515</td></tr></table><p data-evidence="${'a'.repeat(20)}">ord</p>`;
  await stage((here, given: string) => here.paste('Ada', { html: given }), html);
  expect(outlineOf(await stage((here) => here.jsonOf('Ada')))).toBe('**2019**: 515\nord\n');
});

test('a large paste into a text with nothing in it', async ({ page }) => {
  const { text, everyoneReads, stage } = await aText(page, ada);
  await text('Ada').click();
  const lines = Array.from({ length: 400 }, (_, line) => `Rad ${line}: ${'o'.repeat(300)}`);
  await stage((here, given: string) => here.paste('Ada', { plain: given }), lines.join('\n'));
  await everyoneReads(lines.join('\n'));
  await page.keyboard.type('!');
  await everyoneReads(`${lines.join('\n')}!`);
});

test('pictures, files and scripts are not put in, and a sentence says so until the next edit', async ({ page }) => {
  const { text, editor, stage, everyoneReads } = await aText(page, { people: ['Ada'], text: ['Ord.'] });
  const note = editor('Ada').getByRole('status');
  const refused = () => stage((here) => here.heard('Ada', 'editor-refused').at(-1));
  await text('Ada').getByText('Ord.').click({ clickCount: 3 });
  await stage((here) => here.paste('Ada', { files: ['image/png'] }));
  await expect(note).toHaveText('Bilder kan inte läggas i texten. Skriv vad bilden visar.');
  expect(await refused()).toEqual({ why: 'picture' });
  await expectAccessible(page);
  await stage((here) => here.paste('Ada', { html: '<img src="https://elsewhere.example/x.png">', files: ['image/png'] }));
  expect(await refused()).toEqual({ why: 'picture' });
  await stage((here) => here.paste('Ada', { files: ['application/pdf'] }));
  await expect(note).toHaveText('Filer kan inte läggas i texten. Kopiera orden ur dem i stället.');
  await stage((here) => here.paste('Ada', { html: '<script>window.ran = true</script>' }));
  await expect(note).toHaveText('Det fanns inga ord i det du klistrade in.');
  // What was selected stands, and nothing was sent.
  await everyoneReads('Ord.');
  expect(await stage((here) => here.updatesOf('Ada'))).toBe(0);
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect(note).toHaveText('');
});

test('what is more than an update carries comes in pieces, in order, among a colleague’s edits, and is undone and redone as one', async ({
  page,
}) => {
  const { text, stage, stand } = await aText(page, { people: ['Ada', 'Ben'], text: ['Före efter', 'Sist'] });
  await stand('Ada', 'Före efter');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft');
  const lines = Array.from({ length: 1_500 }, (_, line) => `Rad ${line}: ${'ö'.repeat(80)}`);
  const html = `<p>${lines.slice(0, 500).join('</p><p>')}</p><ol><li>${lines.slice(500).join('</li><li>')}</li></ol>`;
  const all = `Före\n${lines.join('\n')}\n efter\nSist`;
  const sizes = await stage(async (here, given: string) => {
    const [before, sizes] = [here.updatesOf('Ada'), here.sizesOf('Ada')];
    here.paste('Ada', { html: given });
    // Once between two pieces, once above and once below.
    await new Promise((done) => setTimeout(done, 0));
    here.writesAbove('Ben', 'Bens rad');
    await new Promise((done) => setTimeout(done, 600));
    return sizes.slice(before);
  }, html);
  expect(sizes.length).toBeGreaterThan(3);
  expect(Math.max(...sizes)).toBeLessThan(128 * 1024);
  await expect.poll(() => stage((here) => here.textOf('Ben'))).toBe(`Bens rad\n${all}`);
  await expect(text('Ada').locator('ol')).toHaveCount(1);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => stage((here) => here.textOf('Ben'))).toMatch(/^Bens rad\nFöre\n? efter\nSist$/);
  const before = await stage((here) => here.sizesOf('Ada').length);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => stage((here) => here.textOf('Ben'))).toBe(`Bens rad\n${all}`);
  expect(Math.max(...(await stage((here, from: number) => here.sizesOf('Ada').slice(from), before)))).toBeLessThan(128 * 1024);
});

test('a section takes 200,000 characters: more is neither pasted nor typed, and the sentence says how much room there is', async ({
  page,
}) => {
  const { text, editor, stage, stand } = await aText(page, { people: ['Ada'], text: ['o'.repeat(199_990), 'Sist'] });
  const note = editor('Ada').getByRole('status');
  await stand('Ada', 'Sist');
  await stage((here) => here.paste('Ada', { plain: 'sju ord' }));
  await expect(note).toHaveText(/Ett avsnitt rymmer 200.000 tecken, och här finns plats för 6 till\. Inget lades in\./);
  await stage((here) => here.paste('Ada', { plain: 'x'.repeat(5_000_000) }));
  await stage((here) => here.paste('Ada', { html: `<p>${'x'.repeat(5_000_000)}</p>`, plain: 'x' }));
  expect(await stage((here) => here.updatesOf('Ada'))).toBe(0);
  await page.keyboard.type('123456');
  await expect(note).toHaveText('');
  await page.keyboard.type('7');
  await expect(note).toHaveText(/Avsnittet är fullt: det rymmer 200.000 tecken\. Inget lades in\./);
  await expect(text('Ada').locator('p').last()).toHaveText('Sist123456');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('8');
  expect(await stage((here) => here.textOf('Ada'))).toMatch(/Sist123458$/);
  // What others write comes in.
  await stage((here) => here.writesAbove('Ada', 'Mer än som ryms.'));
  await expect(text('Ada').locator('p').first()).toHaveText('Mer än som ryms.');
});
