/** The interview plan: one's own today first, day by day, notes saved as one types and read beside each other's, evidence in one press. */
import type { CriterionId, InterviewId } from '../../shared/domain/ids.ts';
import { anEvidenceScreen } from '../support/evidence-page.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';

const id = (name: string) => name.padEnd(20, '0') as InterviewId;
const first = 'democracy.strategy' as CriterionId;

test('one’s own of today come first, unfolded; then the plan day by day', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'interviews', me: 'ben' });
  const today = page.getByRole('region', { name: 'Dina intervjuer i dag' });
  await expect(today.locator('sam-interview-row')).toHaveText([
    /09\.30\s+ekonomichef\s+du och Leila frågar/,
    /13\.00\s+ordförande i utbildningsnämnden\s+du frågar/,
  ]);
  await expect(today.getByRole('textbox', { name: /Din anteckning/ }).first()).toHaveValue(/^Målen följs upp/);
  const rest = page.getByRole('region', { name: 'Resten av planen' });
  await expect(rest.getByRole('heading', { level: 3 })).toHaveText(['onsdag 11 november', 'Utan tid']);
});

test('on a day without any, the next one is named', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'interviews', me: 'chi', now: '2026-11-09T18:00' });
  await expect(page.getByText('Du har ingen intervju i dag. Din nästa: tisdag 10 november 09.30, ekonomichef.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Planen' }).locator('sam-interview-row')).toHaveCount(4);
});

test('an interview is planned: a role, a time that may be open, who asks, about what', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'interviews', me: 'ada', empty: true });
  await page.getByRole('button', { name: 'Planera en intervju' }).click();
  const form = page.getByRole('region', { name: 'En ny intervju' });
  const role = form.getByLabel('Vem som intervjuas, som roll');
  await expect(role).toBeFocused();
  await expect(role).toHaveAccessibleDescription(/Aldrig ett namn/);
  await form.getByRole('button', { name: 'Lägg i planen', exact: true }).click();
  await expect(form.getByRole('alert')).toHaveText('Skriv vilken roll som intervjuas.');
  await role.fill('skolchef');
  await form.getByLabel(/^När/).fill('2026-11-10T10:45');
  await form.getByRole('checkbox', { name: 'Anders' }).check();
  await form.getByText('Välj delområden').click();
  await form.getByRole('checkbox', { name: /^1\.2 / }).check();
  await form.getByRole('button', { name: 'Lägg i planen, och en till' }).click();
  await role.fill('rektor');
  await role.press('Enter');
  await expect(page.locator('sam-interview-row')).toHaveText([/10\.45\s+skolchef\s+Anders frågar\s+1\.2/, /rektor\s+Anders frågar/]);
  await expect(page.getByRole('button', { name: 'rektor' })).toBeFocused();
  expect((await given()).map(({ command }) => 'when' in command && command.when)).toEqual(['2026-11-10T10:45', null]);
});

test('a note is saved as one types, without a button, on top of one’s own alone', async ({ page }) => {
  const { given, does } = await anEvidenceScreen(page, { screen: 'interviews', me: 'chi' });
  const row = page.locator('sam-interview-row').filter({ hasText: 'ekonomichef' });
  const note = row.getByRole('textbox', { name: /Din anteckning/ });
  await expect(row.getByText('Nämnderna får dem först när budgeten redan är lagd.')).toBeVisible();
  await note.fill('Två nämnder läser dem. En av dem svarar.');
  await does('ben', { type: 'interview.note', interview: id('chief'), criterion: first, text: 'Jag såg rapporten.' }, 1);
  await expect(row.getByText('Jag såg rapporten.')).toBeVisible();
  await expect(note).toHaveValue('Två nämnder läser dem. En av dem svarar.');
  await expect
    .poll(async () => (await given()).at(-1))
    .toMatchObject({
      command: { type: 'interview.note', text: 'Två nämnder läser dem. En av dem svarar.' },
      base: 1,
      code: null,
    });
});

test('[V1] the same note from another device: one chooses', async ({ page }) => {
  const { does, given } = await anEvidenceScreen(page, { screen: 'interviews', me: 'chi' });
  const row = page.locator('sam-interview-row').filter({ hasText: 'ekonomichef' });
  await row.getByRole('textbox', { name: /Din anteckning/ }).fill('Skrivet här');
  await does('chi', { type: 'interview.note', interview: id('chief'), criterion: first, text: 'Skrivet på tåget' }, 1);
  await row.getByRole('textbox', { name: /Din anteckning/ }).press('Tab');
  await expect(row.getByRole('alert')).toContainText('Skrivet på tåget');
  await row.getByRole('button', { name: 'Behåll den här' }).click();
  await expect.poll(async () => (await given()).at(-1)).toMatchObject({ command: { text: 'Skrivet här' }, base: 2, code: null });
  await expect(row.getByRole('alert')).toHaveCount(0);
});

test('what one heard about something else is noted there', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'interviews', me: 'ben' });
  const row = page.locator('sam-interview-row').filter({ hasText: 'ekonomichef' });
  await row.getByLabel('Anteckna om ett annat delområde').selectOption({ label: '3.3 Uppföljning och analys' });
  await row.getByRole('button', { name: 'Anteckna' }).click();
  await expect(row.getByRole('textbox', { name: /Din anteckning om 3\.3/ })).toBeFocused();
  await page.keyboard.type('Analysen görs på kontoret.');
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await given()).at(-1)).toMatchObject({ command: { text: 'Analysen görs på kontoret.' }, code: null });
  await expect(row).toContainText('3 anteckningar');
});

test('an interview is evidence in one press, and then says which', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'interviews', me: 'ben' });
  const row = page.locator('sam-interview-row').filter({ hasText: 'utbildningsnämnden' });
  await row.getByRole('button', { name: 'Lägg till som underlag' }).click();
  await expect(row.getByRole('button', { name: '[6] Intervju: ordförande i utbildningsnämnden' })).toBeFocused();
  expect((await given()).at(-1)).toMatchObject({
    command: { type: 'evidence.add', body: { kind: 'interview', interview: id('chair') }, criteria: [first, 'democracy.information'] },
    code: null,
  });
});

test('[N5] with a conflict one reads the notes there and writes none; evidence leaves that area out', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'interviews', me: 'ben', conflicts: { ben: ['democracy'] } });
  const row = page.locator('sam-interview-row').filter({ hasText: 'ekonomichef' });
  await expect(row).toContainText('Du har jäv i område 1: du läser anteckningarna men skriver inga.');
  await expect(row).toContainText('Ingen kunde ge exempel på ett ändrat beslut.');
  await expect(row.getByRole('textbox')).toHaveCount(0);
  await page
    .locator('sam-interview-row')
    .filter({ hasText: 'utbildningsnämnden' })
    .getByRole('button', { name: 'Lägg till som underlag' })
    .click();
  await expect.poll(async () => (await given()).at(-1)).toMatchObject({ command: { criteria: [] }, code: null });
});

test('a line is changed and hidden, and brought back', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'interviews', me: 'ada' });
  const row = page.locator('sam-interview-row').filter({ hasText: 'nämndsekreterare' });
  await row.getByRole('button', { name: 'nämndsekreterare' }).click();
  await row.getByRole('button', { name: 'Ändra', exact: true }).click();
  await row.getByLabel(/^När/).fill('2026-11-11T14:00');
  await row.getByRole('button', { name: 'Spara ändringen' }).click();
  await expect(row).toContainText('14.00');
  await expect(row.getByRole('button', { name: 'nämndsekreterare' })).toBeFocused();
  await row.getByRole('button', { name: 'Dölj …' }).click();
  await row.getByRole('button', { name: 'Dölj', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByText('Dolda (1)').click();
  await page.locator('.hidden-ones').getByRole('button', { name: 'nämndsekreterare' }).click();
  await page.getByRole('button', { name: 'Ta fram igen' }).click();
  await expect(page.locator('.hidden-ones')).toHaveCount(0);
});

test('a reviewer reads notes; an observer has no plan; the published one stands still', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'interviews', me: 'disa' });
  await page.getByRole('button', { name: 'ekonomichef' }).click();
  await expect(page.getByText('Två nämnder läser dem.')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Planera|Ändra|Dölj|underlag/ })).toHaveCount(0);
  await anEvidenceScreen(page, { screen: 'interviews', me: 'oda' });
  await expect(page.locator('sam-interview-row')).toHaveCount(0);
  await anEvidenceScreen(page, { screen: 'interviews', me: 'ada', phase: 'published' });
  await expect(page.getByText('Utvärderingen är publicerad. Planen ändras inte längre.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Planera en intervju' })).toHaveCount(0);
});

test('from a criterion: its interviews with everybody’s notes', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'criterion', me: 'ben' });
  await page.getByText('2 intervjuer, 2 anteckningar').click();
  const here = page.locator('.interviews-here');
  await expect(here).toContainText(/Leila\s+Två nämnder läser dem\./);
  await expect(here.getByRole('link', { name: 'Anteckna' })).toHaveAttribute('href', new RegExp(`/interviews#${id('chair')}$`));
});

test('nothing scrolls sideways at 390 and 320', async ({ page }) => {
  for (const width of [390, 320]) {
    await anEvidenceScreen(page, { screen: 'interviews', me: 'ben' }, width);
    await page.getByRole('button', { name: 'Planera en intervju' }).click();
    await page.getByText('Välj delområden').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    await anEvidenceScreen(page, { screen: 'interviews', me: 'ben', theme, language: 'nb' });
    await page.getByRole('button', { name: 'Planlegg et intervju' }).click();
    await expectAccessible(page);
  });

  test(`axe finds nothing against an empty plan, ${theme}`, async ({ page }) => {
    await anEvidenceScreen(page, { screen: 'interviews', me: 'ben', theme, language: 'en', empty: true });
    await expectAccessible(page);
  });
}
