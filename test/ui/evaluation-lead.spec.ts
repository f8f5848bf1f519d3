/** The record of a criterion: rounds, agreement, stands, lock; and what a lead does for many at once and with the phase. */
import { anEvaluationScreen, press } from '../support/evaluation-page.ts';
import { expect, test } from '../support/ui.ts';

const plan = 'roads.plan';
const calibrating = { section: plan, phase: 'calibrating' } as const;

test('a round that everybody has scored closes; one with fewer takes a reason; an empty one says why not', async ({ page }) => {
  const { does, commands } = await anEvaluationScreen(page, { me: 'ada', ...calibrating });
  await press(page, 'Stäng omgången');
  await expect(page.getByText('Omgången kan inte stängas än: ingen har bedömt.')).toBeVisible();
  await does('ben', { type: 'ballot.cast', criterion: plan as never, round: 1, points: 7, reason: '', confidence: null });
  await expect(page.getByText('Omgången kan inte stängas än')).toHaveCount(0);
  await page.getByRole('button', { name: 'Stäng omgången …' }).click();
  await expect(page.getByText('1 av 3 har bedömt. De andra kan då inte längre')).toBeVisible();
  await page.getByRole('button', { name: 'Stäng omgången', exact: true }).click();
  await expect(page.getByText('Ange ett skäl först.')).toBeVisible();
  await page.getByLabel('Varför den stängs ändå').fill('Leila är sjuk');
  await page.getByRole('button', { name: 'Stäng omgången', exact: true }).click();
  await expect(page.getByText('Stängd. Ingen ändrar, ingen ser än.')).toBeVisible();
  expect((await commands()).at(-1)?.command).toEqual({ type: 'round.close', criteria: [plan], reason: 'Leila är sjuk' });
});

test('revealing asks first; before it nothing of the others is on the page, after it everything', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ada', ...calibrating, states: { [plan]: 'closed' } });
  await expect(page.getByText('Din bedömning: 10 av 20, ganska säker')).toBeVisible();
  expect(await page.content()).not.toMatch(/because (ben|chi)/);
  await page.getByRole('button', { name: 'Visa bedömningarna' }).click();
  await expect(page.getByText('Det går inte att ta tillbaka.')).toBeVisible();
  await page.getByRole('button', { name: 'Visa', exact: true }).click();
  const reasons = page.getByRole('list', { name: 'Skäl, från lägsta poäng till högsta' }).getByRole('listitem');
  await expect(reasons).toContainText([/10\s+Karin\s+du/, /15\s+Anders/, /15\s+Leila/]);
  await expect(page.getByText('Spridd: 5 poäng isär').first()).toBeVisible();
  await page.getByRole('button', { name: /^Anders: 15 av 20/ }).click();
  await expect(reasons.nth(1)).toHaveAttribute('aria-current', 'true');
});

test('whoever does not lead waits for the lead, and reads who that is', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', ...calibrating, states: { [plan]: 'revealed' } });
  await expect(page.getByText('Karin skriver in det ni enas om.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Öppna omgång|Skriv in/ })).toHaveCount(0);
});

test('an agreement: nothing filled in, a sentence required, outside the range asked twice', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, { me: 'ada', ...calibrating, states: { [plan]: 'revealed' } });
  const points = page.getByLabel('Samsyn, poäng');
  await expect(points).toHaveValue('');
  await page.getByRole('button', { name: 'Skriv in samsynen' }).click();
  await expect(page.getByText('Skriv de poäng ni enas om.')).toBeVisible();
  await points.fill('21');
  await expect(page.getByText('Här går poängen från 0 till 20. Du skrev 21.')).toBeVisible();
  await points.fill('18');
  await page.getByRole('button', { name: 'Skriv in samsynen' }).click();
  await expect(page.getByText('Ange skälet i en mening.')).toBeVisible();
  await page.getByLabel('Skäl i en mening').fill('Alla såg planen.');
  await page.getByRole('button', { name: 'Skriv in samsynen' }).click();
  await expect(page.getByText('Bedömningarna ligger mellan 10 och 15. Du skrev 18. Menar ni det?')).toBeVisible();
  expect(await commands()).toEqual([]);
  await page.getByRole('button', { name: 'Ändra poängen' }).click();
  await expect(points).toBeFocused();
  await page.getByRole('button', { name: 'Skriv in samsynen' }).click();
  await page.getByRole('button', { name: 'Ja, skriv in 18' }).click();
  await expect(page.getByText('Utanför bedömningarnas spann, bekräftat en andra gång.')).toBeVisible();
  expect((await commands()).map(({ command }) => command)).toEqual([
    { type: 'consensus.agree', criterion: plan, points: 18, reason: 'Alla såg planen.', outside: true },
  ]);
});

test('an unfinished agreement is still there after looking something up elsewhere', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ada', ...calibrating, states: { [plan]: 'revealed' } });
  await page.getByLabel('Skäl i en mening').fill('Halvvägs');
  await page.getByRole('link', { name: /2 ?Water/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 Water');
  await page.getByRole('button', { name: /Visa delområdena i 1/ }).click();
  await page.getByRole('link', { name: /1\.1 ?Plan/ }).click();
  await expect(page.getByLabel('Skäl i en mening')).toHaveValue('Halvvägs');
});

test('the lock stays in reach and names who is missing; it opens when all have answered', async ({ page }) => {
  const { does, commands } = await anEvaluationScreen(page, { me: 'ada', ...calibrating, states: { [plan]: 'agreed' } });
  await press(page, 'Lås 1.1');
  await expect(page.getByText('1.1 kan inte låsas än: Karin, Anders och Leila har inte tagit ställning.')).toBeVisible();
  await page.getByRole('button', { name: 'Jag står bakom' }).click();
  await expect(page.getByRole('list', { name: 'Ställningstaganden' }).getByText('står bakom')).toBeVisible();
  await does('ben', { type: 'stand.behind', criterion: plan as never, consensus: 1 });
  await page.getByRole('button', { name: 'Leila är frånvarande …' }).click();
  await page.getByLabel('Frånvarande, eftersom').fill('på tåget');
  await page.getByRole('button', { name: 'Skriv in frånvaron' }).click();
  await expect(page.getByText('frånvarande: på tåget')).toBeVisible();
  await page.getByRole('button', { name: 'Lås 1.1' }).click();
  await expect(page.getByText('Poängen är låsta. Texten går att ändra tills avsnittet fastställs.')).toBeVisible();
  await page.getByRole('button', { name: 'Lås upp …' }).click();
  await page.getByLabel('Skäl', { exact: true }).fill('Fel siffra');
  await page.getByRole('button', { name: 'Lås upp 1.1' }).click();
  await expect(page.getByRole('button', { name: 'Lås 1.1' })).toBeVisible();
  expect((await commands()).map(({ command, code }) => [command.type, code])).toEqual([
    ['stand.behind', null],
    ['stand.behind', null],
    ['stand.absent', null],
    ['criterion.lock', null],
    ['criterion.reopen', null],
  ]);
});

test('a different view takes words, may take points, and is shown where its author says', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, { me: 'ben', ...calibrating, states: { [plan]: 'agreed' } });
  await page.getByRole('button', { name: 'Jag har en avvikande mening …' }).click();
  await page.getByRole('button', { name: 'Skriv in min mening' }).click();
  await expect(page.getByText('Skriv din mening först.')).toBeVisible();
  await page.getByLabel('Din mening').fill('Planen följs inte.');
  await page.getByLabel('Dina poäng (kan lämnas tomt)').fill('12');
  await page.getByLabel('Bara i protokollet').check();
  await page.getByRole('button', { name: 'Skriv in min mening' }).click();
  const stands = page.getByRole('list', { name: 'Ställningstaganden' });
  await expect(stands).toContainText(/Anders\s*har en avvikande mening\s*12 av 20\s*Planen följs inte\.\s*Bara i protokollet/);
  expect((await commands()).at(-1)?.command).toMatchObject({ type: 'stand.dissent', points: 12, shown: 'record' });
  await page.getByRole('button', { name: 'Ändra min ställning …' }).click();
  await page.getByRole('button', { name: 'Jag står bakom' }).click();
  await expect(stands.getByText('står bakom')).toBeVisible();
});

test('a new round takes a reason, begins empty with the old points as a ring, and two is the most', async ({ page }) => {
  const { does } = await anEvaluationScreen(page, { me: 'ada', ...calibrating, states: { [plan]: 'revealed' } });
  await page.getByRole('button', { name: 'Öppna omgång 2 …' }).click();
  await expect(page.getByText('Sedan återstår 1 ny omgång.')).toBeVisible();
  await page.getByLabel('Vad som har sagts eller visats').fill('Protokollet kom fram');
  await page.getByRole('button', { name: 'Öppna omgång 2', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Din bedömning, omgång 2' })).toBeVisible();
  await expect(page.getByRole('spinbutton')).toHaveValue('');
  await expect(page.getByText('Ringen: 10 i omgången före')).toBeVisible();
  for (const round of [2, 3]) {
    await does('ben', { type: 'ballot.cast', criterion: plan as never, round, points: 14, reason: '', confidence: 3 });
    await does('ada', { type: 'round.close', criteria: [plan as never], reason: 'Så' });
    await does('ada', { type: 'round.reveal', criteria: [plan as never] });
    if (round === 2) await does('ada', { type: 'round.open', criterion: plan as never, reason: 'Mer' });
  }
  await press(page, 'Öppna omgång 4 …');
  await expect(page.getByText('Båda de nya omgångarna är förbrukade.')).toBeVisible();
  await page.getByText('De 2 omgångarna före').click();
  await expect(page.getByText(/Omgång 1, visad/)).toBeVisible();
});

test('many at once: counted, asked, done', async ({ page }) => {
  const states = { [plan]: 'closed', 'roads.repair': 'closed' } as const;
  const { commands } = await anEvaluationScreen(page, { me: 'ada', ...calibrating, section: 'water.supply', states });
  await page.getByRole('button', { name: 'Visa alla stängda (2)' }).click();
  await expect(page.getByText('ser alla bedömningar i 1.1 och 1.2.')).toBeVisible();
  await page.getByRole('button', { name: 'Visa 2' }).click();
  await expect(page.getByRole('button', { name: /Visa alla/ })).toHaveCount(0);
  expect((await commands()).at(-1)).toEqual({ command: { type: 'round.reveal', criteria: [plan, 'roads.repair'] }, code: null });
});

test('the last closed round is revealed from wherever the lead is', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ada', ...calibrating, section: 'water.supply', states: { [plan]: 'closed' } });
  await page.getByRole('button', { name: 'Visa den sista stängda omgången' }).click();
  await page.getByRole('button', { name: 'Visa 1' }).click();
  await expect(page.getByRole('button', { name: /stängda/ })).toHaveCount(0);
});

test('why something can’t be done yet goes along with the facts', async ({ page }) => {
  const { does } = await anEvaluationScreen(page, { me: 'ada', section: plan, phase: 'gathering', undeclared: ['ben', 'chi'] });
  await press(page, 'Gå till egen bedömning');
  await expect(page.getByText('Anders och Leila behöver först svara om jäv.')).toBeVisible();
  await does('ben', { type: 'conflicts.declare', member: 'ben'.padEnd(20, '0') as never, areas: [] });
  await expect(page.getByText('Leila behöver först svara om jäv.', { exact: true })).toBeVisible();
  await does('chi', { type: 'conflicts.declare', member: 'chi'.padEnd(20, '0') as never, areas: [] });
  await expect(page.getByText(/behöver först svara om jäv/)).toHaveCount(0);
});

test('a lead alone on the team is led to the invitations', async ({ page }) => {
  const { does } = await anEvaluationScreen(page, { me: 'ada', section: plan, phase: 'gathering' });
  const invite = page.getByRole('link', { name: 'Bjud in dem som ska bedöma.' });
  await expect(page.getByText('Nu: Insamling')).toBeVisible();
  await expect(invite).toHaveCount(0);
  for (const who of ['ben', 'chi', 'disa', 'eli', 'oda'])
    await does('ada', { type: 'member.remove', member: who.padEnd(20, '0') as never }).catch(() => undefined);
  await expect(page.getByText('Du är ensam i teamet.')).toBeVisible();
  await expect(invite).toHaveAttribute('href', /^\/e\/[^/]+\/people$/);
});

test('the phase: what is missing by name, what will happen, and back with a reason', async ({ page }) => {
  const { does } = await anEvaluationScreen(page, { me: 'ada', section: plan, phase: 'gathering', undeclared: ['ben', 'chi'] });
  await expect(page.getByText('Nu: Insamling')).toBeVisible();
  await press(page, 'Gå till egen bedömning');
  await expect(page.getByText('Anders och Leila behöver först svara om jäv.')).toBeVisible();
  await does('ben', { type: 'conflicts.declare', member: 'ben'.padEnd(20, '0') as never, areas: [] });
  await does('chi', { type: 'conflicts.declare', member: 'chi'.padEnd(20, '0') as never, areas: [] });
  await page.getByRole('button', { name: 'Gå till egen bedömning' }).click();
  await page.locator('.unfolded').getByRole('button', { name: 'Gå till egen bedömning' }).click();
  await expect(page.getByText('Nu: Egen bedömning')).toBeVisible();
  await does('ben', { type: 'ballot.cast', criterion: plan as never, round: 1, points: 7, reason: '', confidence: null });
  await page.getByRole('button', { name: 'Gå till kalibrering' }).click();
  await expect(page.getByText('0 omgångar stängs. 3 förblir öppna, eftersom för få har bedömt.')).toBeVisible();
  await page.locator('.unfolded').getByRole('button', { name: 'Gå till kalibrering' }).click();
  await press(page, 'Gå till granskning');
  await expect(page.getByText('3 delområden är inte låsta än: 1.1, 1.2 och 2.1.')).toBeVisible();
  await page.getByRole('button', { name: 'Tillbaka till egen bedömning …' }).click();
  await page.getByLabel('Varför ni går tillbaka').fill('För få har bedömt');
  await page.getByRole('button', { name: 'Gå tillbaka till egen bedömning' }).click();
  await expect(page.getByText('Nu: Egen bedömning')).toBeVisible();
});

test('a lead with a conflict settles nothing there, and sees no ballots', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ada', ...calibrating, conflicts: { ada: ['roads'] }, states: { [plan]: 'revealed' } });
  await expect(page.getByText('Du har anmält jäv i område 1.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Skriv in samsynen' })).toHaveCount(0);
  expect(await page.content()).not.toContain('because');
});

for (const who of ['disa', 'oda'] as const) {
  test(`${who === 'disa' ? 'a reviewer' : 'an observer'} sees what the tables allow`, async ({ page }) => {
    await anEvaluationScreen(page, { me: who, ...calibrating, states: { [plan]: 'agreed' } });
    await expect(page.getByText('Bedömningarna visas bara för dem som bedömer här.')).toBeVisible();
    const agreed = page.getByRole('region', { name: 'Samsyn' });
    await expect(agreed.getByText(who === 'disa' ? 'Two of three saw the plan.' : 'Teamet har enats om poängen.')).toBeVisible();
    await expect(agreed.getByRole('button')).toHaveCount(0);
    expect(await page.content()).not.toContain('because');
  });
}
