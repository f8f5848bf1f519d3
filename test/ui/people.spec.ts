/** People: the team as facts tell it, one's own conflicts, what a lead changes, invitations shown once, rules with their reasons. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/ui.ts';
import type * as Stage from './people-stage.ts';

async function show(page: Page, story: Stage.Story, width = 1280) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(process.env['SAMSYN_HARNESS'] ?? '');
  await page.evaluate(async () => (await window.harness).faults);
  await page.evaluate(async (given) => {
    const path = '/test/ui/people-stage.ts';
    const { stage } = (await import(path)) as typeof Stage;
    await stage(given);
  }, story);
  return page.locator('sam-people-screen');
}
const given = (page: Page) => page.evaluate(() => window.people.given());
const lastGiven = async (page: Page) => (await given(page)).at(-1);
const rowOf = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Teamet' }).locator('sam-member-row').filter({ hasText: name });

test('the team: role, who scores, conflicts declared or not, here or not', async ({ page }) => {
  const screen = await show(page, { me: 'ben', conflicts: { chi: ['worklife', 'users'] }, undeclared: ['ben'], here: ['ada'] });
  await expect(screen.getByRole('region', { name: 'Teamet' })).toContainText('6 personer, 3 bedömer');
  await expect(rowOf(page, 'Karin')).toHaveText(/Karin\s+här nu\s+huvudutvärderare · bedömer · inget jäv/);
  await expect(rowOf(page, 'Anders')).toHaveText(/Anders\s+du\s+utvärderare · bedömer · har inte svarat om jäv/);
  await expect(rowOf(page, 'Leila')).toHaveText(/Leila\s+utvärderare · bedömer · jäv i område 5 och 7/);
  await expect(rowOf(page, 'Birgitta')).toHaveText(/granskare · har inte svarat om jäv/);
  await expect(rowOf(page, 'Oda')).toHaveText(/Oda\s+observatör\s*$/);
  await expect(screen.getByRole('button', { name: /^Ändra för/ })).toHaveCount(0);
  await expect(screen.getByRole('region', { name: 'Inbjudningar' })).toHaveCount(0);
});

test('[J1] one’s own conflicts: none is an answer of its own, and areas are ticked', async ({ page }) => {
  const screen = await show(page, { me: 'ben', undeclared: ['ben'] });
  const own = screen.getByRole('region', { name: 'Ditt jäv' });
  await own.getByRole('button', { name: 'Jag är inte jävig i något område' }).click();
  await expect(own).toContainText('Du har svarat att du inte är jävig.');
  await own.getByRole('button', { name: 'Ändra' }).click();
  await own.getByRole('checkbox', { name: '7 Arbetsliv' }).check();
  await own.getByRole('button', { name: 'Anmäl jäv i område 7' }).click();
  await expect(own).toContainText('Du har anmält jäv i område 7.');
  expect((await given(page)).map(({ command }) => 'areas' in command && command.areas)).toEqual([[], ['worklife']]);
});

test('observers are not asked about conflicts, and read the rules', async ({ page }) => {
  const screen = await show(page, { me: 'oda' });
  await expect(screen.getByRole('region', { name: 'Ditt jäv' })).toHaveCount(0);
  const rules = screen.getByRole('region', { name: 'Reglerna' });
  await expect(rules).toContainText('Samlad under 10 %, Nära under 20 %, Spridd under 30 %, Kluven, från 30 %');
  await expect(rules.getByRole('button')).toHaveCount(0);
});

test('[M2] a lead changes a role after reading what it comes to', async ({ page }) => {
  await show(page, { me: 'ada' });
  const row = rowOf(page, 'Anders');
  await row.getByRole('button', { name: 'Ändra för Anders' }).click();
  await expect(row.getByRole('button', { name: 'Ändra rollen' })).toHaveCount(0);
  await row.getByRole('combobox', { name: 'Roll' }).selectOption('reviewer');
  await expect(row).toContainText('Läser texten och samsynen, ändrar ingenting.');
  await row.getByRole('button', { name: 'Ändra rollen för Anders' }).click();
  await expect(row).toContainText('granskare · inget jäv');
  await expect(row.getByRole('combobox')).toBeFocused();
  expect(await lastGiven(page)).toMatchObject({ command: { type: 'member.role', role: 'reviewer' }, code: null });
});

test('[M3] the last lead stays lead, and is told why', async ({ page }) => {
  await show(page, { me: 'ada' });
  const row = rowOf(page, 'Karin');
  await row.getByRole('button', { name: 'Ändra för Karin' }).click();
  await row.getByRole('combobox', { name: 'Roll' }).selectOption('observer');
  await row.getByRole('button', { name: 'Ändra rollen för Karin' }).click();
  await expect(row.getByRole('alert')).toHaveText(
    'Ett team behöver minst en huvudutvärderare. Gör först någon annan till huvudutvärderare.',
  );
  await expect(row).toContainText('huvudutvärderare · bedömer');
});

test('[M4] a lead says who scores, after reading what becomes of ballots', async ({ page }) => {
  await show(page, { me: 'ada', phase: 'scoring' });
  const row = rowOf(page, 'Leila');
  await row.getByRole('button', { name: 'Ändra för Leila' }).click();
  await row.getByRole('button', { name: 'Leila ska inte bedöma' }).click();
  await expect(row).toContainText('Bedömningar av Leila som inte är visade tas bort.');
  await row.getByRole('button', { name: 'Låt inte Leila bedöma längre' }).click();
  await expect(row).toContainText('utvärderare · bedömer inte');
  await row.getByRole('button', { name: 'Låt Leila bedöma' }).click();
  await row.getByRole('button', { name: 'Låt Leila bedöma' }).last().click();
  await expect(row).toContainText('utvärderare · bedömer · inget jäv');
});

test('what is chosen and not sent is not dropped without a word: closing says so', async ({ page }) => {
  await show(page, { me: 'ada' });
  const row = rowOf(page, 'Leila');
  await row.getByRole('button', { name: 'Ändra för Leila' }).click();
  await expect(row.getByRole('button', { name: 'Klart' })).toBeVisible();
  await row.getByRole('combobox', { name: 'Roll' }).selectOption({ label: 'observatör' });
  await row.getByRole('button', { name: 'Stäng utan att ändra' }).click();
  await row.getByRole('button', { name: 'Ändra för Leila' }).click();
  await row.getByRole('checkbox', { name: '2 Samhällsutveckling' }).check();
  await expect(row.getByRole('button', { name: 'Stäng utan att ändra' })).toBeVisible();
  await row.getByRole('textbox', { name: 'Varför du antecknar det' }).fill('Leila satt i nämnden.');
  await row.getByRole('button', { name: 'Anteckna detta för Leila' }).click();
  await expect(row.getByRole('button', { name: 'Klart' })).toBeVisible();
});

test('[J4] a lead records a conflict of somebody else with a reason', async ({ page }) => {
  await show(page, { me: 'ada' });
  const row = rowOf(page, 'Leila');
  await row.getByRole('button', { name: 'Ändra för Leila' }).click();
  await row.getByRole('checkbox', { name: '2 Samhällsutveckling' }).check();
  await row.getByRole('button', { name: 'Anteckna detta för Leila' }).click();
  await expect(row.getByRole('alert')).toHaveText('Skriv varför du antecknar det. Skälet sparas.');
  await row.getByRole('textbox', { name: 'Varför du antecknar det' }).fill('Leila satt i nämnden.');
  await row.getByRole('button', { name: 'Anteckna detta för Leila' }).click();
  await expect(row).toContainText('jäv i område 2');
  expect(await lastGiven(page)).toMatchObject({ command: { areas: ['community'], reason: 'Leila satt i nämnden.' }, code: null });
});

test('[M5] removing somebody asks first; the others hear of it', async ({ page }) => {
  const screen = await show(page, { me: 'ada' });
  const row = rowOf(page, 'Anders');
  await row.getByRole('button', { name: 'Ändra för Anders' }).click();
  await row.getByRole('button', { name: 'Ta bort Anders …' }).click();
  expect(await given(page)).toEqual([]);
  await row.getByRole('button', { name: 'Ta bort Anders', exact: true }).click();
  await expect(row).toHaveCount(0);
  await expect(screen.getByRole('status').filter({ hasText: 'Anders är inte med i teamet längre.' })).toHaveCount(1);
  await page.evaluate(() => window.people.joins('mikael'));
  await expect(screen.getByRole('status').filter({ hasText: 'Mikael är med i teamet nu.' })).toHaveCount(1);
});

test('[M5] anybody may leave, after reading what stays; the last lead may not', async ({ page }) => {
  const screen = await show(page, { me: 'ben' });
  const leave = screen.getByRole('region', { name: 'Lämna' });
  await leave.getByRole('button', { name: 'Lämna utvärderingen …' }).click();
  await leave.getByRole('button', { name: 'Lämna utvärderingen', exact: true }).click();
  await expect.poll(() => page.evaluate(() => window.people.visited)).toEqual(['/']);
  await show(page, { me: 'ada' });
  await leave.getByRole('button', { name: 'Lämna utvärderingen …' }).click();
  await leave.getByRole('button', { name: 'Lämna utvärderingen', exact: true }).click();
  await expect(leave.getByRole('alert')).toContainText('Ett team behöver minst en huvudutvärderare.');
});

test('an invitation: its link is shown once, selected, with its end; then it stands in the list and can be withdrawn', async ({ page }) => {
  const screen = await show(page, { me: 'ada', invitations: ['Sofia'] });
  const part = screen.getByRole('region', { name: 'Inbjudningar' });
  await part.getByRole('combobox', { name: 'Roll' }).selectOption('reviewer');
  await part.getByRole('textbox', { name: 'Till vem' }).fill('Mikael');
  await part.getByRole('textbox', { name: 'Gäller i dagar' }).fill('0');
  await part.getByRole('button', { name: 'Skapa en inbjudan' }).click();
  await expect(part.getByRole('alert')).toHaveText('En inbjudan gäller från 1 till 90 dagar.');
  await part.getByRole('textbox', { name: 'Gäller i dagar' }).fill('7');
  await part.getByRole('button', { name: 'Skapa en inbjudan' }).click();
  const link = part.getByRole('textbox', { name: 'Länk' });
  await expect(part.getByText('fungerar bara på den här datorn')).toHaveCount(0);
  await expect(link).toBeFocused();
  await expect(link).toHaveValue(/^https:\/\/samsyn\.example\/join#/);
  await expect(link).toHaveAccessibleDescription(/Den gäller till 17 november 2026 och kan användas en gång\./);
  expect(await page.evaluate(() => window.getSelection()?.toString())).toContain('https://');
  expect(await page.evaluate(() => window.people.api.made)).toEqual([{ role: 'reviewer', days: 7, note: 'Mikael' }]);
  await expect(part.getByRole('combobox', { name: 'Roll' })).toHaveValue('reviewer');
  await expect(part.getByRole('listitem')).toHaveText([/Mikael · granskare/, /Sofia · utvärderare/]);
  await part.getByRole('button', { name: 'Jag har kopierat den' }).click();
  await expect(link).toHaveCount(0);
  await part.getByRole('listitem').filter({ hasText: 'Sofia' }).getByRole('button', { name: 'Dra tillbaka' }).click();
  await part.getByRole('button', { name: 'Dra tillbaka inbjudan till Sofia' }).click();
  await expect(part.getByRole('listitem')).toHaveText([/Mikael/]);
});

test('an invitation that is refused says why', async ({ page }) => {
  const screen = await show(page, { me: 'ada' });
  await page.evaluate(() => (window.people.api.refusal = { status: 409, code: 'invitation/too-many', facts: { limit: 100 }, rule: '' }));
  const part = screen.getByRole('region', { name: 'Inbjudningar' });
  await expect(part).toContainText('Inga öppna inbjudningar.');
  await part.getByRole('button', { name: 'Skapa en inbjudan' }).click();
  await expect(part.getByRole('alert')).toContainText('100');
});

test('[O1] rules: every choice is explained, faults stand at their field, limits must rise', async ({ page }) => {
  const screen = await show(page, { me: 'ada' });
  const rules = screen.getByRole('region', { name: 'Reglerna' });
  await expect(rules.getByRole('group', { name: 'Medan en omgång är öppen ser teamet' })).toHaveAccessibleDescription(
    'Aldrig vad någon har satt.',
  );
  await rules.getByRole('radio', { name: 'vilka som har bedömt' }).check();
  await rules.getByRole('textbox', { name: 'Minsta antal bedömningar' }).fill('2');
  await expect(rules.getByRole('radio', { name: 'minst så här många' })).toBeChecked();
  await rules.getByRole('textbox', { name: 'Nära, under' }).fill('x');
  await rules.getByRole('button', { name: 'Spara reglerna' }).click();
  await expect(rules.getByRole('textbox', { name: 'Nära, under' })).toBeFocused();
  await expect(rules.getByRole('alert')).toHaveText('Gränserna är heltal från 1 till 100.');
  await rules.getByRole('textbox', { name: 'Nära, under' }).fill('5');
  await rules.getByRole('button', { name: 'Spara reglerna' }).click();
  await expect(rules.getByRole('alert')).toContainText('Gränserna');
  await rules.getByRole('textbox', { name: 'Nära, under' }).fill('25');
  await rules.getByRole('textbox', { name: 'Spridd, under' }).fill('40');
  await expect(rules).toContainText('Kluven, från 40 %');
  await rules.getByRole('button', { name: 'Spara reglerna' }).click();
  await expect(rules.getByRole('status').filter({ hasText: 'Sparat.' })).toHaveCount(1);
  expect(await page.evaluate(() => window.people.world.evaluation.policy)).toEqual({
    progress: 'names',
    leastBallots: 2,
    bands: { green: 10, amber: 25, red: 40 },
    reviewersSeeBallots: false,
    observersSeePoints: false,
  });
});

test('[O2] once scoring has begun a change of the rules asks why', async ({ page }) => {
  const screen = await show(page, { me: 'ada', phase: 'scoring' });
  const rules = screen.getByRole('region', { name: 'Reglerna' });
  await rules.getByRole('checkbox', { name: 'Granskare ser visade bedömningar' }).check();
  await rules.getByRole('button', { name: 'Spara reglerna' }).click();
  await expect(rules.getByRole('alert')).toContainText('Skriv varför');
  await rules.getByRole('textbox', { name: 'Varför reglerna ändras' }).fill('Birgitta granskar också bedömningarna.');
  await rules.getByRole('button', { name: 'Spara reglerna' }).click();
  await expect(rules.getByRole('textbox', { name: 'Varför reglerna ändras' })).toHaveValue('');
  expect(await lastGiven(page)).toMatchObject({ command: { reason: 'Birgitta granskar också bedömningarna.' }, code: null });
});

test('what is typed is never overwritten by another lead: it says so, and shows theirs when asked', async ({ page }) => {
  const screen = await show(page, { me: 'ada' });
  const part = screen.getByRole('region', { name: 'Vem som utvärderas' });
  await part.getByRole('textbox', { name: 'Besök' }).fill('10–12 november');
  await page.evaluate(async () => {
    await window.people.does('ada', { type: 'member.role', member: 'ben'.padEnd(20, '0') as never, role: 'lead' });
    await window.people.does('ben', { type: 'subject.set', subject: { name: 'Exempelby kommun', year: 2026, visit: null } });
  });
  await expect(part).toContainText('Någon annan har ändrat det här medan du skrev.');
  await expect(part.getByRole('textbox', { name: 'Namn' })).toHaveValue('Exempelby');
  await part.getByRole('button', { name: 'Visa det som gäller nu' }).click();
  await expect(part.getByRole('textbox', { name: 'Namn' })).toHaveValue('Exempelby kommun');
  await expect(part.getByRole('textbox', { name: 'Besök' })).toHaveValue('');
  await part.getByRole('textbox', { name: 'År' }).fill('');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => window.people.world.evaluation.subject))
    .toEqual({
      name: 'Exempelby kommun',
      year: null,
      visit: null,
    });
});

test('nothing scrolls sideways at 390 and 320, with all unfolded', async ({ page }) => {
  for (const width of [390, 320]) {
    await show(page, { me: 'ada', phase: 'scoring', invitations: ['Sofia Lindqvist-Johansson'] }, width);
    await rowOf(page, 'Leila').getByRole('button', { name: 'Ändra för Leila' }).click();
    await page.getByRole('button', { name: 'Skapa en inbjudan' }).click();
    await expect(page.getByRole('textbox', { name: 'Länk' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    const screen = await show(page, { me: 'ada', phase: 'scoring', invitations: ['Sofia'], theme, language: 'nb', undeclared: ['ada'] });
    await screen.getByRole('button', { name: 'Endre for Leila' }).click();
    await screen.getByRole('checkbox', { name: '2 Samhällsutveckling' }).last().check();
    await screen.getByRole('button', { name: 'Opprett en invitasjon' }).click();
    await expect(screen.getByRole('textbox', { name: 'Lenke' })).toBeVisible();
    await expectAccessible(page);
  });

  test(`axe finds nothing where rules are only read, ${theme}`, async ({ page }) => {
    await show(page, { me: 'oda', theme, language: 'en' });
    await expectAccessible(page);
  });
}
