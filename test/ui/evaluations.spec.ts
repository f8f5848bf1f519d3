/** The list of evaluations: what waits for whom and where it leads, empty, new, owners' others, and that nothing moves by itself. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/ui.ts';
import type * as Stage from './evaluations-stage.ts';

type Story = Stage.Story;

async function show(page: Page, story: Story, width = 1280) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(process.env['SAMSYN_HARNESS'] ?? '');
  await page.evaluate(async () => (await window.harness).faults);
  await page.evaluate(async (given) => {
    const path = '/test/ui/evaluations-stage.ts';
    const { stage } = (await import(path)) as typeof Stage;
    await stage(given);
  }, story);
  return page.locator('sam-evaluations-screen');
}

const karin = { id: 'karin000000000000000' as never, name: 'Karin' };
const leila = { id: 'leila000000000000000' as never, name: 'Leila' };
const three: Story = {
  owner: true,
  cards: [
    { present: [karin, leila] },
    {
      subject: { name: 'Norrvik', year: 2026, visit: null },
      phase: 'calibrating',
      role: 'lead',
      leads: [leila],
      waits: { code: 'reveal', count: 4 },
    },
    { subject: { name: 'Lillåker', year: 2025, visit: null }, phase: 'published', waits: { code: 'nothing' } },
  ],
  others: ['Sjöholma'],
};

test('each evaluation opens with the one thing that waits, as a link to where it is done', async ({ page }) => {
  const screen = await show(page, three);
  const cards = screen.getByRole('article');
  await expect(cards).toHaveCount(2);
  await expect(cards.nth(0)).toHaveAccessibleName('Exempelby 2026');
  await expect(cards.nth(0)).toContainText('Kommunkompassen 3.1 · Karin leder · besök 10–12 november');
  await expect(cards.nth(0)).toContainText('Här nu: du och Karin');
  await expect(cards.nth(1)).toContainText('du leder');
  await cards.nth(0).getByRole('link', { name: '8 bedömningar väntar på dig' }).click();
  await cards.nth(1).getByRole('link', { name: '4 stängda omgångar kan visas' }).click();
  expect(await page.evaluate(() => window.visited)).toEqual(['/e/evaluation0000000000', '/e/evaluation1000000000']);
  await expect(screen.getByRole('region', { name: 'Publicerade' }).getByRole('link')).toHaveText(['Lillåker 2025']);
});

test('what waits is said in words, and leads to people or into the evaluation', async ({ page }) => {
  const cards: Story['cards'] = [
    { waits: { code: 'conflicts' } },
    { waits: { code: 'invite' }, role: 'lead' },
    { waits: { code: 'stands', count: 1 } },
    { waits: { code: 'lock', count: 3 } },
    { waits: { code: 'agree', count: 5 } },
    { waits: { code: 'close', count: 12 } },
    { waits: { code: 'phase', to: 'reviewing' } },
    { waits: { code: 'nothing' } },
  ];
  const screen = await show(page, { cards: cards.map((card, at) => ({ ...card, id: `e${at}` as never })) });
  await expect(screen.getByRole('link')).toHaveText([
    'Svara om jäv',
    'Bjud in teamet',
    'Ta ställning i 1 delområde',
    '3 delområden kan låsas',
    '5 visade delområden väntar på samsyn',
    '12 omgångar kan stängas',
    'Gå vidare till granskning',
    'Öppna utvärderingen',
  ]);
  const paths = await screen.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(paths).toEqual(['/e/e0/people', '/e/e1/people', '/e/e2', '/e/e3', '/e/e4', '/e/e5', '/e/e6', '/e/e7']);
});

test('a contact, who has no room to open, is told so without a link', async ({ page }) => {
  const screen = await show(page, { cards: [{ role: 'contact', mine: null, agreed: null, waits: { code: 'nothing' } }] });
  await expect(screen.getByText('Utvärderarna hör av sig när de behöver ett svar.')).toBeVisible();
  await expect(screen.getByRole('link')).toHaveCount(0);
});

test('nothing here: an owner creates, anybody else asks for an invitation', async ({ page }) => {
  const owner = await show(page, { owner: true });
  await expect(owner.getByRole('heading', { level: 1 })).toHaveText('Här finns ingen utvärdering än');
  await owner.getByRole('button', { name: 'Skapa en utvärdering' }).click();
  await expect(page.getByRole('dialog', { name: 'Ny utvärdering' })).toBeVisible();
  const member = await show(page, {});
  await expect(member).toContainText('Be om en inbjudan');
  await expect(member.getByRole('button')).toHaveCount(0);
});

test('a new evaluation: what is missing is said at its field; then it is created and gone to', async ({ page }) => {
  const screen = await show(page, three);
  await screen.getByRole('button', { name: 'Ny utvärdering' }).click();
  const dialog = screen.locator('sam-create-evaluation');
  const subject = dialog.getByRole('textbox', { name: 'Vem som utvärderas' });
  await expect(subject).toBeFocused();
  await dialog.getByRole('button', { name: 'Skapa utvärderingen' }).click();
  await expect(subject).toBeFocused();
  await expect(subject).toHaveAccessibleDescription('Skriv vem som utvärderas.');
  await subject.fill(' Torsås ');
  await dialog.getByRole('textbox', { name: 'År' }).fill('21');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Ett år har fyra siffror');
  await dialog.getByRole('textbox', { name: 'År' }).fill('2021');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Välj ett instrument.');
  await dialog.getByRole('radio', { name: /Kommunkompassen 2020/ }).check();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => window.visited)).toEqual(['/e/evaluation9900000000']);
  expect(await page.evaluate(() => window.server.created)).toEqual([
    { subject: { name: 'Torsås', year: 2021, visit: null }, instrument: 'kommunkompassen-2020' },
  ]);
});

test('a refused new evaluation keeps what was typed and says why', async ({ page }) => {
  const screen = await show(page, { ...three, instruments: 1 });
  await page.evaluate(() => (window.server.refusal = { status: 403, code: 'role/owner-only', facts: {}, rule: '' }));
  await screen.getByRole('button', { name: 'Ny utvärdering' }).click();
  const dialog = screen.locator('sam-create-evaluation');
  await dialog.getByRole('textbox', { name: 'Vem som utvärderas' }).fill('Torsås');
  await expect(dialog.getByRole('radio')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('bara ägaren');
  await expect(dialog.getByRole('textbox', { name: 'Vem som utvärderas' })).toHaveValue('Torsås');
  await page.keyboard.press('Escape');
  await expect(screen.getByRole('button', { name: 'Ny utvärdering' })).toBeFocused();
});

test('an owner appoints themselves after reading that the team sees it', async ({ page }) => {
  const screen = await show(page, three);
  const others = screen.getByRole('region', { name: 'Utvärderingar där du inte är med' });
  await others.getByRole('button', { name: 'Utse mig till huvudutvärderare' }).click();
  await expect(others).toContainText('Alla i teamet ser att du har utsett dig själv.');
  await others.getByRole('button', { name: 'Utse mig till huvudutvärderare för Sjöholma' }).click();
  await expect(screen.getByRole('heading', { name: 'Sjöholma 2025' })).toBeFocused();
  await expect(others).toHaveCount(0);
});

test('asked again every 20 seconds and on focus: rows change where they stand, and what is new stands last', async ({ page }) => {
  await page.clock.install();
  const screen = await show(page, three);
  const link = screen.getByRole('link', { name: '8 bedömningar väntar på dig' });
  await link.focus();
  const before = await screen.getByRole('article').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
  await page.evaluate(() => {
    window.server.change(0, { waits: { code: 'ballots', count: 7 }, present: [] });
    window.server.change(1, { phase: 'published', waits: { code: 'nothing' } });
  });
  await page.clock.runFor(20_000);
  await expect(screen.getByRole('link', { name: '7 bedömningar väntar på dig' })).toBeFocused();
  await expect(screen.getByText('Ingen är här just nu')).toHaveCount(2);
  expect(await screen.getByRole('article').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))).toEqual(before);
  const asked = await page.evaluate(() => window.server.asked);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect.poll(() => page.evaluate(() => window.server.asked)).toBe(asked + 1);
});

test('no answer: the first time it says why and asks again on request, later it keeps what it has', async ({ page }) => {
  const screen = await show(page, { ...three, offline: true });
  await expect(screen.getByRole('alert')).toBeVisible();
  await page.evaluate(() => (window.server.offline = false));
  await screen.getByRole('button', { name: 'Försök igen' }).click();
  await expect(screen.getByRole('article')).toHaveCount(2);
  await page.evaluate(() => {
    window.server.offline = true;
    window.dispatchEvent(new Event('focus'));
  });
  await expect(screen.getByRole('status')).toContainText('Så här såg det ut kl.');
  await expect(screen.getByRole('article')).toHaveCount(2);
});

test('nothing scrolls sideways at 390 and 320', async ({ page }) => {
  for (const width of [390, 320]) {
    await show(page, three, width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    const screen = await show(page, { ...three, theme, language: 'nb' });
    await expect(screen.getByRole('article')).toHaveCount(2);
    await expectAccessible(page);
    await screen.getByRole('button', { name: 'Ny evaluering' }).click();
    await expect(page.getByRole('radio')).toHaveCount(2);
    await expectAccessible(page);
  });
}
