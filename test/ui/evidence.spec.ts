/** Evidence: four kinds added and changed, found again, chosen without leaving; a criterion's own, and what ballots rest on. */
import type { Page } from '@playwright/test';
import type { EvidenceId } from '../../shared/domain/ids.ts';
import { anEvidenceScreen } from '../support/evidence-page.ts';
import { expect, expectAccessible, test } from '../support/ui.ts';

/** What stands in the dialog that is open: its content is slotted. */
const opened = (page: Page) => page.locator('sam-dialog[open]');
const id = (name: string) => name.padEnd(20, '0') as EvidenceId;

test('the list: by number, with kind, title, criteria and what rests on it; unfolded all of it', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'evidence', me: 'ben' });
  await expect(page.getByText('4 underlag, 4 används inte än.')).toBeVisible();
  const rows = page.locator('.page > sam-evidence-filter ~ .evidence-list sam-evidence-row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toHaveText(/\[1\]\s+Demokratiplan för Exempelby 2024–2027, s\. 12–15\s+Dokument\s+1\.1\s+används inte än/);
  await expect(rows.nth(2)).toContainText('1.1 och 1.2');
  await rows
    .nth(1)
    .getByRole('button', { name: /ekonomichef/ })
    .click();
  await expect(rows.nth(1)).toContainText('Nämnderna får dem först när budgeten redan är lagd.');
  await expect(rows.nth(1)).toContainText('tillagt av Anders');
  await rows.nth(2).getByRole('button', { name: 'Så kan du påverka' }).click();
  await expect(rows.nth(2).getByRole('link', { name: 'exempelby.example/kommun/insyn/dialog' })).toHaveAttribute(
    'rel',
    'noopener noreferrer',
  );
});

test('each kind is added from its own fields, and is in the list at once', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'evidence', me: 'ben', empty: true });
  await expect(page.getByRole('heading', { name: 'Inget underlag än' })).toBeVisible();
  await page.getByRole('button', { name: 'Lägg till underlag' }).click();
  const form = page.getByRole('region', { name: 'Lägg till underlag' });
  await expect(form.getByLabel('Dokumentets namn')).toBeFocused();
  await form.getByRole('button', { name: 'Lägg till', exact: true }).click();
  await expect(form.getByRole('alert')).toHaveText('Skriv vad dokumentet heter.');
  await form.getByLabel('Dokumentets namn').fill('Årsredovisning 2025');
  await form.getByLabel('Datum').fill('2026-03-01');
  await form.getByLabel(/^Sida/).fill('31');
  await form.getByText('Välj delområden').click();
  await form.getByRole('checkbox', { name: '1.1 Strategi för demokratiutveckling och information' }).check();
  await form.getByRole('button', { name: 'Lägg till, och ett till' }).click();
  await expect(form.getByLabel('Dokumentets namn')).toHaveValue('');

  await form.getByRole('radio', { name: 'Webbsida' }).check();
  await form.getByLabel('Adress').fill('exempelby.example/insyn');
  await expect(form.getByLabel('Sedd den')).not.toHaveValue('');
  await form.getByRole('button', { name: 'Lägg till, och ett till' }).click();

  await form.getByRole('radio', { name: 'Svar' }).check();
  await form.getByLabel('Din fråga').fill('Vem läser rapporten?');
  await form.getByLabel('Svar', { exact: true }).last().fill('Två nämnder av fem.');
  await form.getByLabel('Vem som svarade').fill('kanslichef');
  await form.getByLabel('Vem som svarade').press('Enter');
  await expect(form).toHaveCount(0);
  const rows = page.locator('sam-evidence-row');
  await expect(rows).toHaveText([
    /\[1\]\s+Årsredovisning 2025, s\. 31/,
    /\[2\]\s+exempelby\.example\/insyn/,
    /\[3\]\s+Vem läser rapporten\?/,
  ]);
  await expect(rows.nth(2).getByRole('button', { name: 'Vem läser rapporten?' })).toBeFocused();
  expect((await given()).map(({ command }) => 'body' in command && command.body)).toMatchObject([
    { kind: 'document', name: 'Årsredovisning 2025', date: '2026-03-01', page: '31' },
    { kind: 'web', url: 'https://exempelby.example/insyn', title: null },
    { kind: 'answer', question: 'Vem läser rapporten?', answer: 'Två nämnder av fem.', from: 'kanslichef' },
  ]);
});

test('an interview becomes evidence with what it is about; one without a plan is led to it', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'evidence', me: 'ben' });
  await page.getByRole('button', { name: 'Lägg till underlag' }).click();
  await page.getByRole('radio', { name: 'Intervju' }).check();
  const which = page.getByRole('combobox', { name: 'Intervju' });
  await expect(which.getByRole('option', { name: /ekonomichef, är redan \[2\]/ })).toBeAttached();
  await which.selectOption({ label: 'nämndsekreterare' });
  await which.selectOption({ index: 2 });
  await expect(page.locator('.criteria-choice summary')).toContainText('1.1, 1.2');
  await page.getByRole('button', { name: 'Lägg till', exact: true }).click();
  await expect(page.locator('sam-evidence-row').filter({ hasText: '[6]' })).toContainText('ordförande i utbildningsnämnden');
  expect((await given()).at(-1)).toMatchObject({ command: { criteria: ['democracy.strategy', 'democracy.information'] }, code: null });
  await anEvidenceScreen(page, { screen: 'evidence', me: 'ben', empty: true });
  await page.getByRole('button', { name: 'Lägg till underlag' }).click();
  await page.getByRole('radio', { name: 'Intervju' }).check();
  await expect(page.getByRole('link', { name: 'Till intervjuplanen' })).toBeVisible();
});

test('a half typed date is said, not dropped', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'evidence', me: 'ben', empty: true });
  await page.getByRole('button', { name: 'Lägg till underlag' }).click();
  await page.getByLabel('Dokumentets namn').fill('Plan');
  await page.getByLabel('Datum').focus();
  await page.keyboard.type('12');
  await page.getByRole('button', { name: 'Lägg till', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Datumet är inte helt. Skriv dag, månad och år, eller töm fältet.');
});

test('filtering by kind, criterion and words, and back to all', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'evidence', me: 'ben' });
  const search = page.getByRole('search');
  const rows = page.locator('sam-evidence-row:visible');
  await search.getByLabel('Slag').selectOption({ label: 'Dokument' });
  await expect(rows).toHaveCount(1);
  await expect(page.getByText('1 av 4 visas')).toBeVisible();
  await page.getByRole('button', { name: 'Visa alla' }).click();
  await search.getByLabel('Delområde').selectOption({ label: '1.2 Kommunens information till medborgarna' });
  await expect(rows).toHaveCount(2);
  await search.getByLabel('Sök').fill('brev berörda');
  await expect(rows).toHaveCount(1);
  await search.getByLabel('Sök').fill('nåt annat');
  await expect(page.getByText('Inget underlag stämmer med urvalet.')).toBeVisible();
});

test('[V1] changed by somebody else meanwhile: what they say is shown, and one chooses', async ({ page }) => {
  const { does, given } = await anEvidenceScreen(page, { screen: 'evidence', me: 'ben' });
  const row = page.locator('sam-evidence-row').first();
  await row.getByRole('button', { name: /Demokratiplan/ }).click();
  await row.getByRole('button', { name: 'Ändra', exact: true }).click();
  await row.getByLabel('Dokumentets namn').fill('Demokratiplan, antagen');
  const theirs = { kind: 'document', name: 'Demokratiplan, utkast', date: null, page: null } as const;
  await does('ada', { type: 'evidence.change', evidence: id('plan'), body: theirs, criteria: [] }, 1);
  await expect(row.getByLabel('Dokumentets namn')).toHaveValue('Demokratiplan, antagen');
  await row.getByRole('button', { name: 'Spara ändringen' }).click();
  await expect(row.getByRole('alert')).toContainText('Någon ändrade det här medan du skrev. Nu står det:');
  await expect(row.getByRole('alert')).toContainText('Demokratiplan, utkast');
  await row.getByRole('button', { name: 'Behåll mitt' }).click();
  await expect(row.getByRole('button', { name: /Demokratiplan, antagen/ })).toBeFocused();
  expect((await given()).at(-1)).toMatchObject({ base: 2, code: null });
});

test('hiding says what it comes to, and is undone', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'evidence', me: 'ben' });
  const row = page.locator('sam-evidence-row').first();
  await row.getByRole('button', { name: /Demokratiplan/ }).click();
  await row.getByRole('button', { name: 'Dölj …' }).click();
  await expect(row).toContainText('Det som vilar på det behåller numret');
  await row.getByRole('button', { name: 'Dölj', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByText('Dolda (2)').click();
  const hidden = page.locator('.hidden-ones sam-evidence-row').filter({ hasText: '[1]' });
  await hidden.getByRole('button', { name: /Demokratiplan/ }).click();
  await hidden.getByRole('button', { name: 'Ta fram igen' }).click();
  await expect(page.getByText('Dolda (1)')).toBeVisible();
  await expect(row.getByRole('button', { name: /Demokratiplan/ })).toBeFocused();
});

test('without network it is shown at once, and the form does not wait', async ({ page }) => {
  const { hold, release, given } = await anEvidenceScreen(page, { screen: 'evidence', me: 'ben' });
  await hold();
  await page.getByRole('button', { name: 'Lägg till underlag' }).click();
  await page.getByLabel('Dokumentets namn').fill('Skrivet på tåget');
  await page.getByLabel('Dokumentets namn').press('Enter');
  await expect(page.locator('sam-evidence-row').filter({ hasText: 'Skrivet på tåget' })).toContainText('[6]');
  await expect(page.locator('sam-evidence-form')).toHaveCount(0);
  expect(await given()).toEqual([]);
  await release();
  await expect.poll(async () => (await given()).length).toBe(1);
});

test('[E4] with a conflict one reads what lies there, and changes nothing', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'evidence', me: 'ben', conflicts: { ben: ['democracy'] } });
  const row = page.locator('sam-evidence-row').first();
  await row.getByRole('button', { name: /Demokratiplan/ }).click();
  await expect(row).toContainText('Du har jäv i område 1 och ändrar ingenting här.');
  await expect(row.getByRole('button', { name: 'Ändra', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Lägg till underlag' }).click();
  await page.getByText('Välj delområden').click();
  await expect(page.getByRole('checkbox', { name: '1.1 Strategi för demokratiutveckling och information' })).toBeDisabled();
});

test('a reviewer reads; an observer is told whom it is for', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'evidence', me: 'disa' });
  await page.getByRole('button', { name: /Demokratiplan/ }).click();
  await expect(page.getByRole('button', { name: /Lägg till|Ändra|Dölj/ })).toHaveCount(0);
  await anEvidenceScreen(page, { screen: 'evidence', me: 'oda' });
  await expect(page.getByText('Underlag och intervjuer är till för dem som utvärderar och granskar.')).toBeVisible();
  await expect(page.getByText('Demokratiplan')).toHaveCount(0);
});

test('an address with a piece’s id opens that piece', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'evidence', me: 'ben', hash: id('answer') });
  await expect(page.getByText('För större beslut skickas ett brev till de berörda.')).toBeVisible();
});

test('a criterion’s evidence: what belongs there, opened by its number, and more in two presses', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'criterion', me: 'ben' });
  const part = page.getByRole('region', { name: 'Underlag', exact: true });
  await part.getByRole('button', { name: '[3] Så kan du påverka' }).click();
  await expect(page.getByRole('dialog', { name: '[3] Webbsida' })).toBeVisible();
  await expect(opened(page)).toContainText('sedd 2 november 2026');
  await page.getByRole('button', { name: 'Stäng' }).click();
  await expect(part.getByRole('button', { name: '[3] Så kan du påverka' })).toBeFocused();
  await part.getByRole('button', { name: 'Lägg till underlag' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Underlag för 1.1' })).toBeVisible();
  const dialog = opened(page);
  await expect(dialog.getByLabel('Dokumentets namn')).toBeFocused();
  await page.keyboard.type('Protokoll i mars');
  await page.keyboard.press('Enter');
  await expect(part.getByRole('button', { name: '[6] Protokoll i mars' })).toBeVisible();
  expect(await given()).toMatchObject([{ command: { type: 'evidence.add', criteria: ['democracy.strategy'] }, code: null }]);
});

test('a criterion’s questions are offered; what there is already is chosen for it', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'criterion', me: 'ben' });
  const part = page.getByRole('region', { name: 'Underlag', exact: true });
  await part.getByRole('button', { name: 'Lägg till underlag' }).click();
  await expect(page.getByRole('dialog', { name: 'Underlag för 1.1' })).toBeVisible();
  const dialog = opened(page);
  await dialog.getByRole('radio', { name: 'Svar' }).check();
  await dialog.getByRole('combobox', { name: 'Fråga' }).selectOption('Hur följs den upp?');
  await expect(dialog.getByLabel('Din fråga')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Välj', exact: true }).click();
  await dialog.getByRole('checkbox', { name: /\[4\]/ }).check();
  await dialog.getByRole('button', { name: 'Använd 4 underlag' }).click();
  await expect(part.getByRole('button', { name: '[4] Svar: kommunikationschef' })).toBeVisible();
  expect(await given()).toMatchObject([
    { command: { type: 'evidence.change', evidence: id('answer'), criteria: ['democracy.information', 'democracy.strategy'] }, base: 1 },
  ]);
});

test('[B11] one’s own ballot rests on what is chosen, several at once and new ones too', async ({ page }) => {
  const { given } = await anEvidenceScreen(page, { screen: 'criterion', me: 'ben' });
  const own = page.getByRole('region', { name: 'Din bedömning' });
  await own.getByRole('button', { name: 'Lägg till underlag' }).click();
  await expect(page.getByRole('dialog', { name: 'Underlag för din bedömning av 1.1' })).toBeVisible();
  const dialog = opened(page);
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await expect(dialog.getByRole('group', { name: 'Från 1.1' }).getByRole('checkbox')).toHaveCount(3);
  await dialog.getByRole('checkbox', { name: /\[1\]/ }).check();
  await dialog.getByRole('searchbox').fill('ekonomi');
  await dialog.getByRole('searchbox').press('Enter');
  await dialog.getByRole('button', { name: 'Använd 2 underlag' }).click();
  await expect(own.getByRole('list', { name: 'Underlag' }).getByRole('listitem')).toHaveCount(2);
  await own.getByRole('spinbutton').fill('14');
  await own.getByRole('spinbutton').press('Tab');
  await expect
    .poll(async () => (await given()).at(-1))
    .toMatchObject({ command: { points: 14, evidence: [id('plan'), id('chief')] }, code: null });
  await own.getByRole('button', { name: /^Ta bort \[1\]/ }).click();
  await expect.poll(async () => (await given()).at(-1)).toMatchObject({ command: { evidence: [id('chief')] }, code: null });
});

test('after reveal each ballot shows what it rests on; before, nobody’s but one’s own', async ({ page }) => {
  await anEvidenceScreen(page, { screen: 'criterion', me: 'ben', phase: 'calibrating', revealed: true });
  const reasons = page.getByRole('list', { name: /skäl/i }).first();
  await expect(reasons.locator('.evidence-links')).toHaveText([/\[1\] Dokument/, /\[2\] Intervju\s+\[1\] Dokument/, /\[3\] Webbsida/]);
  await reasons.getByRole('button', { name: '[3] Så kan du påverka' }).click();
  await expect(page.getByRole('dialog', { name: '[3] Webbsida' })).toBeVisible();
});

test('nothing scrolls sideways at 390 and 320, with a row and the form unfolded', async ({ page }) => {
  for (const width of [390, 320]) {
    await anEvidenceScreen(page, { screen: 'evidence', me: 'ben' }, width);
    await page.getByRole('button', { name: 'Lägg till underlag' }).click();
    await page.getByRole('button', { name: /informeras/ }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await anEvidenceScreen(page, { screen: 'criterion', me: 'ben', phase: 'calibrating', revealed: true }, width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing against the list and its form, ${theme}`, async ({ page }) => {
    await anEvidenceScreen(page, { screen: 'evidence', me: 'ben', theme, language: 'nb' });
    await page.getByRole('button', { name: /informeras/ }).click();
    await page.getByRole('button', { name: 'Legg til grunnlag' }).click();
    await page.getByText('Velg delområder').click();
    await page.getByText('Skjulte (1)').click();
    await expectAccessible(page);
  });

  test(`axe finds nothing against the picker, ${theme}`, async ({ page }) => {
    await anEvidenceScreen(page, { screen: 'criterion', me: 'ben', theme, language: 'en' });
    await page.getByRole('region', { name: 'Your ballot' }).getByRole('button', { name: 'Add evidence' }).click();
    await expectAccessible(page);
  });

  test(`axe finds nothing against a piece in full, ${theme}`, async ({ page }) => {
    await anEvidenceScreen(page, { screen: 'criterion', me: 'ben', theme, language: 'en' });
    await page.getByRole('button', { name: '[2] Interview: ekonomichef' }).click();
    await expectAccessible(page);
  });
}
