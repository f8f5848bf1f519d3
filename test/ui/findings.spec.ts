/** Findings in a section: written, named, ordered, hidden; what others do to them, who only reads, and what was not taken. */
import type { Page } from '@playwright/test';
import { anEvaluationScreen } from '../support/evaluation-page.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';
import type { Story, ToldFinding } from './evaluation-stage.ts';

const plan = 'roads.plan';
const three: readonly ToldFinding[] = [
  { words: 'Planen är antagen av fullmäktige.' },
  { kind: 'improvement', words: 'Låt planen följas upp varje år.' },
  { kind: 'observation', words: 'Få känner till planen.' },
];
const story = (more: Partial<Story> = {}): Story => ({ me: 'ben', section: plan, findings: { [plan]: three }, ...more });

const rows = (page: Page) => page.getByRole('list', { name: 'Iakttagelser' }).getByRole('listitem');
const row = (page: Page, words: string) => rows(page).filter({ hasText: words });
const handle = (page: Page, words: string) => row(page, words).getByRole('button', { name: /^Flytta eller ändra/ });
const asOrdered = async (page: Page, ...words: readonly string[]) => expect(rows(page)).toHaveText(words.map((each) => new RegExp(each)));

test('each is named by its kind and first words, and wears its mark', async ({ page }) => {
  await anEvaluationScreen(page, story({ findings: { [plan]: [...three, { example: 'national', words: 'Sprids.' }, {}] } }));
  await expect(rows(page)).toHaveCount(5);
  const names = ['Styrka: Planen är antagen av fullmäktige.', 'Observation: Få känner till planen.', 'Styrka, utan text'];
  for (const name of names) await expect(page.getByRole('listitem', { name, exact: true })).toBeVisible();
  await expect(row(page, 'Sprids.').getByText('Nationellt gott exempel')).toBeVisible();
  await expect(rows(page).nth(4).getByRole('textbox')).toHaveAttribute('data-placeholder', 'Vad fungerar bra, och hur vet ni det?');
});

test('by the key one writes at once, and its words may be there before its facts', async ({ page }) => {
  const { stage, commands } = await anEvaluationScreen(page, story());
  await expect(rows(page).first().getByRole('textbox')).toBeVisible();
  await stage((here) => (here.world.held = true));
  await page.locator('h1').focus();
  await page.keyboard.press('i');
  await page.keyboard.type('Staben läser den.');
  await expect(rows(page).nth(3).getByRole('textbox')).toHaveText('Staben läser den.');
  const id = String(await rows(page).nth(3).getAttribute('data-finding'));
  // Nobody has been asked yet, and the letters are on their way.
  expect(await commands()).toEqual([]);
  expect(await page.evaluate((finding) => window.evaluationStage.wordsOf('roads.plan', finding), id)).toBe('Staben läser den.');
  await stage((here) => here.world.release());
  await expect
    .poll(commands)
    .toEqual([{ code: null, command: { type: 'finding.add', finding: id, section: plan, kind: 'strength', before: null } }]);
  await expect(rows(page).nth(3).getByRole('textbox')).toBeFocused();
  await expect(rows(page).nth(3)).toHaveAccessibleName('Styrka: Staben läser den.');
});

test('a button for each kind; the key then takes the same', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, story({ findings: {} }));
  await expect(page.getByText('Inga iakttagelser än.')).toBeVisible();
  await page.getByRole('button', { name: 'Ny förbättringsmöjlighet' }).click();
  await expect(rows(page).getByRole('textbox')).toBeFocused();
  await page.locator('h1').focus();
  await page.keyboard.press('i');
  await expect(rows(page)).toHaveCount(2);
  expect((await commands()).map(({ command }) => 'kind' in command && command.kind)).toEqual(['improvement', 'improvement']);
  // Left empty, it stays: nothing takes it away by itself.
  await page.locator('h1').focus();
  await expect(rows(page)).toHaveCount(2);
});

test('kind and example by keyboard, on the version that was seen', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, story());
  await handle(page, 'Få känner').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Styrka' })).toBeFocused();
  await expect(page.getByRole('menuitemradio', { name: 'Observation' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(rows(page).nth(2)).toHaveAccessibleName('Förbättringsmöjlighet: Få känner till planen.');
  await expect(handle(page, 'Få känner')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('menuitemcheckbox', { name: 'Gott exempel', exact: true }).click();
  await expect(row(page, 'Få känner').getByText('Gott exempel')).toBeVisible();
  await handle(page, 'Få känner').click();
  await page.getByRole('menuitemcheckbox', { name: 'Gott exempel', exact: true }).click();
  await expect(row(page, 'Få känner').getByText('Gott exempel')).toHaveCount(0);
  await handle(page, 'Få känner').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(handle(page, 'Få känner')).toBeFocused();
  expect((await commands()).map(({ command, code }) => [command.type, 'example' in command && command.example, code])).toEqual([
    ['finding.change', null, null],
    ['finding.change', 'good', null],
    ['finding.change', null, null],
  ]);
});

test('order by Alt and arrows, by the menu, and said aloud', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, story());
  await handle(page, 'Få känner').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await asOrdered(page, 'Få känner', 'Planen är', 'Låt planen');
  await expect(handle(page, 'Få känner')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Nu nummer 1 av 3.' })).toHaveCount(1);
  await page.keyboard.press('Alt+ArrowUp');
  expect(await commands()).toHaveLength(2);
  await handle(page, 'Få känner').click();
  await expect(page.getByRole('menuitem', { name: 'Flytta upp' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Flytta ner' }).click();
  await asOrdered(page, 'Planen är', 'Få känner', 'Låt planen');
  await expect(handle(page, 'Få känner')).toBeFocused();
});

test('order by dragging; Esc and a short press move nothing', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, story());
  const drag = async (from: string, to: string, by: number) => {
    await handle(page, from).hover();
    await page.mouse.down();
    const box = await row(page, to).boundingBox();
    if (!box) throw new Error('the row is on the page');
    await page.mouse.move(box.x + 200, box.y + box.height / 2 + by, { steps: 4 });
  };
  await handle(page, 'Få känner').scrollIntoViewIfNeeded();
  await drag('Planen är', 'Få känner', 8);
  await expect(row(page, 'Få känner')).toHaveAttribute('data-drop', 'after');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await asOrdered(page, 'Planen är', 'Låt planen', 'Få känner');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await drag('Planen är', 'Få känner', -8);
  await page.mouse.up();
  await asOrdered(page, 'Låt planen', 'Planen är', 'Få känner');
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect((await commands()).map(({ command }) => command.type)).toEqual(['finding.move']);
});

test('what others move waits while somebody is in the list', async ({ page }) => {
  const { does } = await anEvaluationScreen(page, story());
  const id = async (words: string) => (await row(page, words).getAttribute('data-finding')) as never;
  await row(page, 'Låt planen').getByRole('textbox').click();
  await page.mouse.move(0, 0);
  await does('ada', { type: 'finding.move', finding: await id('Få känner'), before: await id('Planen är') });
  await expect(page.getByRole('button', { name: 'Ny ordning' })).toBeVisible();
  await asOrdered(page, 'Planen är', 'Låt planen', 'Få känner');
  await page.keyboard.type('Och ');
  await expect(row(page, 'Låt planen').getByRole('textbox')).toContainText('Och');
  await page.getByRole('button', { name: 'Ny ordning' }).click();
  await asOrdered(page, 'Få känner', 'Planen är', 'Låt planen');
  await expect(page.getByRole('button', { name: 'Ny ordning' })).toHaveCount(0);
  // Nobody in it: it moves by itself.
  await page.locator('h1').focus();
  await page.mouse.move(0, 0);
  await does('ada', { type: 'finding.move', finding: await id('Få känner'), before: null });
  await asOrdered(page, 'Planen är', 'Låt planen', 'Få känner');
});

test('hidden, it leaves a line with a way back; hidden ones are listed', async ({ page }) => {
  const { does, commands } = await anEvaluationScreen(page, story());
  await handle(page, 'Låt planen').click();
  await page.getByRole('menuitem', { name: 'Dölj' }).click();
  await expect(rows(page).nth(1)).toHaveText(/Iakttagelsen är dold\.\s+Ångra/);
  await expect(page.getByRole('button', { name: 'Ångra', exact: true }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await asOrdered(page, 'Planen är', 'Låt planen', 'Få känner');
  await expect(handle(page, 'Låt planen')).toBeFocused();
  const id = await row(page, 'Få känner').getAttribute('data-finding');
  await does('ada', { type: 'finding.hide', finding: id as never });
  await expect(rows(page).nth(2)).toHaveText(/Någon annan har dolt iakttagelsen\.\s+Ta fram igen/);
  await page.getByRole('button', { name: 'Visa dolda (1)' }).click();
  await page.getByRole('button', { name: 'Ta fram igen: Observation: Få känner till planen.' }).click();
  await asOrdered(page, 'Planen är', 'Låt planen', 'Få känner');
  await expect(page.getByRole('button', { name: /Visa dolda/ })).toHaveCount(0);
  expect((await commands()).map(({ command }) => command.type)).toEqual([
    'finding.hide',
    'finding.restore',
    'finding.hide',
    'finding.restore',
  ]);
});

const readers: Readonly<Record<string, Partial<Story>>> = {
  'a reviewer': { me: 'disa' },
  'an observer': { me: 'oda' },
  'a member with a conflict': { conflicts: { ben: ['roads'] } },
  'anyone, once it is signed off': { sections: { [plan]: 'signedOff' } },
  'anyone, once it is published': { phase: 'published' },
};
for (const [who, more] of Object.entries(readers)) {
  test(`${who} reads them with the same marks, and no more`, async ({ page }) => {
    await anEvaluationScreen(page, story({ ...more, findings: { [plan]: [...three, { words: 'Dold.', hidden: true }] } }));
    await expect(rows(page)).toHaveCount(3);
    await expect(rows(page).first().locator('.ProseMirror')).toHaveText('Planen är antagen av fullmäktige.');
    await expect(rows(page).nth(1)).toHaveAccessibleName('Förbättringsmöjlighet: Låt planen följas upp varje år.');
    await expect(page.locator('sam-findings').getByRole('button')).toHaveCount(0);
    await expect(page.locator('sam-findings').getByRole('textbox')).toHaveCount(0);
    await page.locator('h1').focus();
    await page.keyboard.press('i');
    await expect(rows(page)).toHaveCount(3);
  });
}

test('a change of what a colleague changed meanwhile is refused beside it, and the sentence goes with the facts', async ({ page }) => {
  const { does, stage } = await anEvaluationScreen(page, story());
  const id = (await row(page, 'Låt planen').getAttribute('data-finding')) as never;
  await stage((here) => (here.world.held = true));
  await handle(page, 'Låt planen').click();
  await page.getByRole('menuitemradio', { name: 'Observation' }).click();
  await expect(row(page, 'Låt planen')).toHaveAccessibleName(/^Observation/);
  await stage((here) => (here.world.held = false));
  await does('ada', { type: 'finding.change', finding: id, kind: 'strength', example: 'good' });
  await stage((here) => here.world.release());
  await expect(row(page, 'Låt planen').getByRole('alert')).toContainText('Godtogs inte:');
  await expect(row(page, 'Låt planen')).toHaveAccessibleName(/^Styrka/);
  await does('ada', { type: 'finding.change', finding: id, kind: 'improvement', example: null });
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a new one that is refused keeps its words, to try again or copy', async ({ page }) => {
  const { does, stage } = await anEvaluationScreen(page, story());
  await stage((here) => (here.world.held = true));
  await page.getByRole('button', { name: 'Ny observation' }).click();
  await page.keyboard.type('Sett i maj.');
  await stage((here) => (here.world.held = false));
  await does('ada', { type: 'section.signOff', sections: [plan as never] });
  await stage((here) => {
    here.world.seal('roads.plan' as never);
    here.world.release();
  });
  const alert = page.getByRole('alert').filter({ hasText: 'Godtogs inte: Avsnitt 1.1 är fastställt.' });
  await expect(alert.locator('blockquote')).toHaveText('Sett i maj.');
  await expect(rows(page)).toHaveCount(3);
  // As long as it would be refused again, it is only kept.
  await expect(alert.getByRole('button', { name: 'Kopiera' })).toBeVisible();
  await expect(alert.getByRole('button', { name: 'Försök igen' })).toHaveCount(0);
  await does('ada', { type: 'section.reopen', section: plan as never, reason: 'En sak till' });
  await alert.getByRole('button', { name: 'Försök igen' }).click();
  await expect(rows(page)).toHaveCount(4);
  await expect(row(page, 'Sett i maj.')).toHaveAccessibleName('Observation: Sett i maj.');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('what had to wait and was refused stands beside the finding until its author decides', async ({ page }) => {
  const { stage, commands } = await anEvaluationScreen(page, story());
  await stage((here) => {
    const finding = here.session.view.get()?.findingOrder['roads.plan' as never]?.[1] as never;
    const command = { type: 'finding.change' as const, finding, kind: 'observation' as const, example: null };
    const work = { id: 'r', evaluation: here.session.id, kind: 'command' as const, command, code: 'thing/stale', facts: {}, at: 0 };
    here.session.setAside.set([work]);
  });
  const alert = row(page, 'Låt planen').getByRole('alert');
  await expect(alert).toContainText('Godtogs inte:');
  await alert.getByRole('button', { name: 'Försök igen' }).click();
  await expect(row(page, 'Låt planen')).toHaveAccessibleName(/^Observation/);
  await expect(alert).toHaveCount(0);
  expect(await commands()).toHaveLength(1);
});

test('what they rest on: a number opens the piece, others are chosen from the list', async ({ page }) => {
  const documents = ['Årsredovisning', 'Delårsrapport'];
  const findings = { [plan]: [{ words: 'Med underlag.', documents: [1] }, { words: 'Utan underlag.' }] };
  const { commands } = await anEvaluationScreen(page, story({ documents, findings }));
  await row(page, 'Med underlag.').getByRole('button', { name: '[1] Årsredovisning' }).click();
  await expect(page.getByRole('heading', { name: '[1] Dokument' })).toBeVisible();
  await page.keyboard.press('Escape');
  await row(page, 'Utan underlag.').getByRole('button', { name: 'Lägg till' }).click();
  await page.getByRole('checkbox', { name: /Delårsrapport/ }).check();
  await page.locator('sam-evidence-picker .btn.primary').click();
  await expect(row(page, 'Utan underlag.').getByRole('button', { name: '[2] Delårsrapport' })).toBeVisible();
  await handle(page, 'Med underlag.').click();
  await page.getByRole('menuitem', { name: 'Länka underlag' }).click();
  await page.getByRole('checkbox', { name: /Årsredovisning/ }).uncheck();
  await page.locator('sam-evidence-picker .btn.primary').click();
  await expect(row(page, 'Med underlag.').getByText('Underlag saknas')).toBeVisible();
  expect((await commands()).map(({ command }) => command.type)).toEqual(['finding.link', 'finding.unlink']);
});

test('a caret in a finding is somebody who writes here', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, story());
  await stage((here) => here.caretIn('ada', 'roads.plan', here.session.view.get()?.findingOrder['roads.plan' as never]?.[0] as never));
  await expect(page.getByText('Karin skriver här', { exact: true })).toBeVisible();
});

test('of forty none has an editor until somebody is in it', async ({ page }) => {
  const forty = Array.from({ length: 40 }, (_, at) => ({ words: `Iakttagelse nummer ${at + 1}.` }));
  await anEvaluationScreen(page, story({ findings: { [plan]: forty } }));
  await expect(rows(page).last()).toContainText('Iakttagelse nummer 40.');
  await expect(page.locator('sam-findings [contenteditable]')).toHaveCount(0);
  await row(page, 'nummer 40.').getByRole('textbox').focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' Sist');
  await expect(row(page, 'nummer 40.')).toContainText('Iakttagelse nummer 40. Sist');
  await expect(page.locator('sam-findings [contenteditable=true]')).toHaveCount(1);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    const findings = { [plan]: [...three, { example: 'good' as const, words: 'Sprids.', documents: [1] }, {}, { hidden: true }] };
    await anEvaluationScreen(page, story({ theme, findings, documents: ['Årsredovisning'] }));
    await page.getByRole('button', { name: 'Visa dolda (1)' }).click();
    await expect(rows(page).last().getByRole('textbox')).toBeVisible();
    await handle(page, 'Sprids.').click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page, 'sam-findings');
  });
}

test('on a phone nothing scrolls sideways, and what is pressed is as high as a finger', async ({ page }) => {
  const findings = { [plan]: [...three, { example: 'national' as const, words: 'Sprids.', documents: [1] }] };
  const long = 'Riktlinjer för uppföljning och analys i nämnder och bolag';
  await anEvaluationScreen(page, story({ findings, documents: [long] }), 390);
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect(rows(page).last().locator('.ProseMirror')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  for (const each of [handle(page, 'Sprids.'), page.getByRole('button', { name: 'Ny styrka' })])
    expect((await each.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await handle(page, 'Sprids.').click();
  const menu = await page.getByRole('menu').boundingBox();
  expect(menu && menu.x >= 0 && menu.x + menu.width <= 390 && menu.y + menu.height <= 844).toBe(true);
});
