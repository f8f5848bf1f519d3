/** A member at a criterion: one's own ballot, conflicts, levels, and the text. */
import { anEvaluationScreen, press } from '../support/evaluation-page.ts';
import { expect, test } from '../support/ui.ts';

const plan = 'roads.plan';
const ballot = { type: 'ballot.cast' as const, round: 1, reason: '', confidence: null };

test('a ballot is saved as one: points, reason and confidence, without a button', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  await expect(page.locator('.count')).toHaveText('0 av 3 har bedömt');
  await expect(page.getByText('Inte bedömt än.')).toBeVisible();
  await page.getByLabel('Skäl, med egna ord').fill('Planen är antagen ');
  await expect(page.getByText('Sätt poäng, så sparas skälet')).toBeVisible();
  await page.getByRole('spinbutton').pressSequentially('14');
  await page.getByLabel('Ganska säker').check();
  await expect(page.locator('.count')).toHaveText('1 av 3 har bedömt');
  await expect(page.getByText('2 kvar')).toBeVisible();
  await expect
    .poll(async () => (await commands()).at(-1)?.command)
    .toMatchObject({ points: 14, reason: 'Planen är antagen', confidence: 2 });
  // What is typed on stays as typed: the space at the end is the beginning of the next word.
  await page.getByLabel('Skäl, med egna ord').press('End');
  await page.keyboard.type('i maj');
  await expect.poll(async () => (await commands()).at(-1)?.command).toMatchObject({ points: 14, reason: 'Planen är antagen i maj' });
  expect((await commands()).filter(({ code }) => code !== null)).toEqual([]);
});

test('points emptied count until they are taken back, and the form says so all the while', async ({ page }) => {
  await page.clock.install();
  const { commands } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  await page.getByRole('spinbutton').fill('12');
  await page.getByLabel('Skäl, med egna ord').fill('Sett i maj');
  await expect.poll(async () => (await commands()).at(-1)?.command).toMatchObject({ points: 12, reason: 'Sett i maj' });
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByRole('spinbutton').fill('');
  await page.getByRole('spinbutton').press('Tab');
  await expect(page.getByText('Dina 12 poäng gäller ännu.')).toBeVisible();
  await expect(page.getByText('Inte bedömt än.')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Ta tillbaka din bedömning' })).toBeVisible();
  await page.clock.resume();
  await expect(page.locator('.count')).toHaveText('0 av 3 har bedömt');
  await expect(page.getByText('Inte bedömt än. Sätt poäng, så sparas skälet med dem.')).toBeVisible();
  await expect(page.getByLabel('Skäl, med egna ord')).toHaveValue('Sett i maj');
  expect((await commands()).at(-1)).toMatchObject({ command: { type: 'ballot.withdraw' }, code: null });
});

test('leaving a criterion loses nothing: with points it is cast, without it waits', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  await page.getByRole('spinbutton').fill('9');
  await page.getByLabel('Skäl, med egna ord').fill('Sett i maj');
  await page
    .getByRole('link', { name: /^1\.2|1\.2 Repair/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1.2 Repair');
  await page.getByLabel('Skäl, med egna ord').fill('Vet inte än');
  await page
    .getByRole('link', { name: /1\.1 ?Plan/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1.1 Plan');
  await expect(page.getByLabel('Skäl, med egna ord')).toHaveValue('Sett i maj');
  expect((await commands()).at(-1)?.command).toMatchObject({ criterion: plan, points: 9, reason: 'Sett i maj' });
  await page
    .getByRole('link', { name: /1\.2 ?Repair/ })
    .first()
    .click();
  await expect(page.getByLabel('Skäl, med egna ord')).toHaveValue('Vet inte än');
  await expect(page.getByText('Inte bedömt än.')).toBeVisible();
});

test('points outside and off the step are refused where they are typed, and not sent', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, { me: 'ben', section: 'roads.repair' });
  await page.getByRole('spinbutton').fill('26');
  await expect(page.getByText('Här går poängen från 0 till 25. Du skrev 26.')).toBeVisible();
  await page.getByRole('spinbutton').fill('12');
  await expect(page.getByText('Här går poängen i steg om 5. Du skrev 12.')).toBeVisible();
  await page.getByLabel('Skäl, med egna ord').focus();
  await page.waitForTimeout(1_000);
  expect((await commands()).filter(({ command }) => command.type === 'ballot.cast')).toEqual([]);
});

test('a round that closes meanwhile: the sentence, and what was typed to be copied', async ({ page }) => {
  const { does } = await anEvaluationScreen(page, { me: 'ben', section: plan, phase: 'calibrating', ballots: { [plan]: { ada: 5 } } });
  await page.getByLabel('Skäl, med egna ord').fill('För sent tänkt');
  await does('ada', { type: 'round.close', criteria: [plan as never], reason: 'Tiden är ute' });
  await expect(page.getByText('Stängd. Ingen ändrar, ingen ser än.')).toBeVisible();
  await expect(page.getByText('Du gjorde ingen bedömning i den här omgången.')).toBeVisible();
  await expect(page.getByText('Det du skrev finns kvar:')).toBeVisible();
  await expect(page.locator('blockquote')).toHaveText('För sent tänkt');
  await page.getByRole('button', { name: 'Släng' }).click();
  await expect(page.locator('blockquote')).toHaveCount(0);
});

test('the same ballot changed at another device: one chooses', async ({ page }) => {
  const { does, commands } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  await page.getByLabel('Skäl, med egna ord').fill('Från tåget');
  await does('ben', { ...ballot, criterion: plan as never, points: 12, reason: 'Vid skrivbordet' });
  await page.getByRole('spinbutton').fill('6');
  await expect(page.getByText(/^Godtogs inte:/)).toBeVisible();
  await expect(page.getByText('Sparat från annat håll: 12 av 20.')).toBeVisible();
  await page.getByRole('button', { name: 'Behåll min' }).click();
  await expect.poll(async () => (await commands()).at(-1)).toMatchObject({ command: { points: 6, reason: 'Från tåget' }, code: null });
  await expect(page.getByText(/^Godtogs inte:/)).toHaveCount(0);
});

test('one may abstain, score after all, and take a ballot back', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  await page.getByRole('button', { name: 'Jag avstår …' }).click();
  await page.getByRole('button', { name: 'Avstå', exact: true }).click();
  await expect(page.getByText('Du avstår i den här omgången.')).toBeVisible();
  await expect(page.locator('.count')).toHaveText('1 av 3 har bedömt');
  await page.getByRole('button', { name: 'Bedöm ändå' }).click();
  await page.getByRole('spinbutton').fill('7');
  await page.getByRole('button', { name: 'Ta tillbaka din bedömning' }).click();
  await page.getByRole('button', { name: 'Ta tillbaka', exact: true }).click();
  await expect(page.locator('.count')).toHaveText('0 av 3 har bedömt');
  await expect(page.getByText('Inte bedömt än.')).toBeVisible();
  expect((await commands()).map(({ command }) => command.type)).toEqual(['ballot.abstain', 'ballot.cast', 'ballot.withdraw']);
});

test('a conflict of interest: one reads, and neither scores nor writes', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'ben', section: plan, conflicts: { ben: ['roads'] }, texts: { [plan]: ['Text att läsa.'] } });
  await expect(page.getByText('Du har anmält jäv i område 1. Du kan läsa, men varken skriva eller bedöma.')).toBeVisible();
  await expect(page.getByRole('spinbutton')).toHaveCount(0);
  await expect(page.getByText('Text att läsa.')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /nivåerna/ })).toHaveCount(0);
});

test('whoever has not declared conflicts does so first, right where the ballot will be', async ({ page }) => {
  const { commands } = await anEvaluationScreen(page, { me: 'ben', section: plan, undeclared: ['ben'] });
  const form = page.locator('sam-criterion sam-own-conflicts');
  await expect(form.getByRole('button')).toHaveText('Jag är inte jävig i något område');
  await form.getByLabel('2 Water').check();
  await form.getByRole('button', { name: 'Anmäl jäv i område 2' }).click();
  await expect(page.getByRole('spinbutton')).toBeVisible();
  await expect(page.getByText('2 kvar')).toBeVisible();
  expect((await commands()).at(-1)?.command).toMatchObject({ type: 'conflicts.declare', areas: ['water'] });
});

test('before the scoring the team describes the levels; the scale then shows them', async ({ page }) => {
  const { does } = await anEvaluationScreen(page, { me: 'ben', section: plan, phase: 'gathering' });
  await expect(page.getByText('Poängen sätter ni senare')).toBeVisible();
  await page.getByRole('button', { name: 'Beskriv nivåerna' }).click();
  const row = (number: number) => page.getByRole('group', { name: `Nivå ${number}` });
  await row(1).getByLabel('Till').fill('9');
  await page.getByRole('button', { name: 'Spara nivåerna' }).click();
  await expect(page.getByText('Ange från och till i hela poäng, 0 till 20')).toBeVisible();
  await row(1).getByLabel('Vad som krävs').fill('Ingen plan');
  await page.getByRole('button', { name: 'Lägg till en nivå' }).click();
  await expect(row(2).getByLabel('Från')).toHaveValue('10');
  await row(2).getByLabel('Till').fill('21');
  await row(2).getByLabel('Vad som krävs').fill('En plan som följs');
  await page.getByRole('button', { name: 'Spara nivåerna' }).click();
  await expect(page.getByText('Här går poängen från 0 till 20.')).toBeVisible();
  await row(2).getByLabel('Till').fill('20');
  await page.getByRole('button', { name: 'Spara nivåerna' }).click();
  await expect(page.locator('.level-list dt')).toHaveText(['0–9', '10–20']);
  await does('ada', { type: 'phase.move', to: 'scoring' });
  await expect(page.locator('sam-points-scale').getByText('En plan som följs').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ändra nivåerna' })).toBeVisible();
});

test('readers are not asked for text and levels, and see the levels while a round is closed', async ({ page }) => {
  const levels = { [plan]: [{ from: 0, to: 20, text: 'En plan som följs' }] };
  const { does } = await anEvaluationScreen(page, { me: 'disa', section: plan, phase: 'gathering', levels });
  await expect(page.getByText('Poängen sätts senare, när var och en i teamet bedömer för sig.')).toBeVisible();
  await does('ada', { type: 'phase.move', to: 'scoring' });
  await does('ada', { type: 'phase.move', to: 'calibrating' });
  await does('ben', { ...ballot, criterion: plan as never, points: 12 });
  await does('ada', { type: 'round.close', criteria: [plan as never], reason: 'Tiden är ute' });
  await expect(page.getByText('Stängd. Ingen ändrar, ingen ser än.')).toBeVisible();
  await expect(page.locator('.level-list dd')).toHaveText('En plan som följs');
});

test('those who do not score see how many have, and no form', async ({ page }) => {
  await anEvaluationScreen(page, { me: 'disa', section: plan, ballots: { [plan]: { ben: 7 } } });
  await expect(page.locator('.count')).toHaveText('1 av 3 har bedömt');
  await expect(page.getByText('Ingen ser dem förrän omgången visas.')).toBeVisible();
  await expect(page.getByRole('spinbutton')).toHaveCount(0);
  await expect(page.getByText('because ben')).toHaveCount(0);
});

test('the text: written here, joined while it is on screen, read along by those who may not write', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, { me: 'ben', section: plan, texts: { 'roads.repair': ['Vägarna lagas.'] } });
  await page.getByRole('textbox', { name: 'Text för 1.1 Plan' }).click();
  await page.keyboard.type('Planen finns');
  await expect(page.getByText('2 ord')).toBeVisible();
  expect(
    await stage((here) =>
      here.world
        .text('roads.plan' as never)
        .getXmlFragment('body')
        .toString(),
    ),
  ).toContain('Planen finns');
  expect(await stage((here) => Object.fromEntries(here.session.joined))).toEqual({ 'roads.plan': 1 });
  await page.keyboard.press('Escape');
  await page
    .getByRole('link', { name: /1\.2 ?Repair/ })
    .first()
    .click();
  await expect(page.getByText('Vägarna lagas.')).toBeVisible();
  expect(await stage((here) => Object.fromEntries(here.session.joined))).toEqual({ 'roads.plan': 0, 'roads.repair': 1 });
  // The tree knows by now that both have words.
  await expect(page.locator('.rail').getByRole('img', { name: 'Text finns' })).toHaveCount(2);
});

test('who is at the text is said beside its heading', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  await stage((here) => here.world.session('ada'.padEnd(20, '0') as never).whereIAm('roads.plan' as never));
  await expect(page.getByText('Karin är här')).toBeVisible();
});

test('a text that was signed off while one wrote: why, what was not taken, and reading goes on', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, { me: 'ben', section: plan, texts: { [plan]: ['Stående text.'] } });
  await expect(page.getByRole('textbox', { name: 'Text för 1.1 Plan' })).toBeVisible();
  await stage((here) => {
    const section = 'roads.plan' as never;
    here.session.setAside.set([
      {
        id: 'r',
        evaluation: here.session.id,
        update: null,
        kind: 'text',
        section,
        code: 'section/signed-off',
        facts: {},
        text: 'Min sista mening',
        at: 0,
      },
    ]);
    const state = here.world.evaluation;
    const facts = { version: 1, closing: null, signedOff: null, reopened: null, state: 'signedOff' as const };
    here.world.facts.set({ ...state, sections: { ...state.sections, [section]: facts } });
    here.session.texts.get(section)?.end('section/signed-off');
  });
  await expect(page.getByText('Godtogs inte: Avsnittet är fastställt.')).toBeVisible();
  await expect(page.locator('blockquote')).toHaveText('Min sista mening');
  await expect(page.getByText('Texten är fastställd och ändras inte längre.')).toBeVisible();
  await expect(page.getByText('Stående text.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Text för 1.1 Plan' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Släng' }).click();
  await expect(page.getByText('Min sista mening')).toHaveCount(0);
});

test('a text that is closed again and again is not joined for ever', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, { me: 'ben', section: plan });
  await expect(page.getByRole('textbox', { name: 'Text för 1.1 Plan' })).toBeVisible();
  for (let times = 0; times < 4; times += 1) {
    await stage((here) => here.session.texts.get('roads.plan' as never)?.end('content/refused'));
    await page.evaluate(() => window.evaluationStage.screen.updateComplete);
  }
  await expect(page.getByText('Texten uppdateras inte här.')).toBeVisible();
  await press(page, 'Öppna texten igen');
  await expect(page.getByRole('textbox', { name: 'Text för 1.1 Plan' })).toBeVisible();
});
