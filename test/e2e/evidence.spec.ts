/**
 * Evidence in browsers: an interview is planned, noted in and made evidence, three other kinds are added, a ballot rests on one of
 * them; colleagues read along, see what a ballot rests on only once it is revealed, and observers never. Offline nothing waits.
 */
import { barText } from '../../client/i18n/app.ts';
import { leadText } from '../../client/i18n/evaluation-lead.ts';
import { roundText } from '../../client/i18n/evaluation-record.ts';
import { evidenceFormText, evidenceKindText, evidenceListText, evidencePickText, evidenceText } from '../../client/i18n/evidence.ts';
import { interviewFormText, interviewsText } from '../../client/i18n/interviews.ts';
import type { CriterionId, EvaluationId } from '../../shared/domain/ids.ts';
import { goesToScreen, scores, sectionAt, wordsIn } from '../support/e2e-acts.ts';
import { noServer, type Someone } from '../support/e2e-someone.ts';
import { expect, test } from '../support/e2e.ts';

const criterion = { id: 'democracy.strategy' as CriterionId, code: '1.1', name: '', maxPoints: 20 };
const role = 'ekonomichefen';
const noted = 'Nämnderna får rapporten när budgeten redan är lagd';

/** Today at ten on the people's own clocks: the browsers' zone is Stockholm's. */
const today = () => `${new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(Date.now())}T10:00`;
const row = ({ page }: Someone, words: string) => page.locator('sam-interview-row, sam-evidence-row').filter({ hasText: words });

async function plans({ page }: Someone): Promise<void> {
  await page.getByRole('button', { name: interviewsText.sv.plan }).click();
  const form = page.getByRole('region', { name: interviewFormText.sv.titleNew });
  await form.getByLabel(interviewFormText.sv.role).fill(role);
  await form.getByLabel(interviewFormText.sv.when).fill(today());
  await form.getByRole('checkbox', { name: 'Ben' }).check();
  await form.getByText(evidenceFormText.sv.changeCriteria).click();
  await form.getByRole('checkbox', { name: /^1\.1 / }).check();
  await form.getByRole('button', { name: interviewFormText.sv.add, exact: true }).click();
  await expect(page.getByRole('region', { name: interviewsText.sv.mineToday })).toContainText(role);
}

async function addsThree({ page }: Someone): Promise<void> {
  const text = evidenceFormText.sv;
  const kind = (word: string) => page.getByRole('radio', { name: word });
  await page.getByRole('button', { name: evidencePickText.sv.add }).click();
  await kind(evidenceKindText.sv.document).check();
  await page.getByLabel(text.name).fill('Årsredovisning 2020');
  await page.getByRole('button', { name: text.addMore }).click();
  await kind(evidenceKindText.sv.web).check();
  await page.getByLabel(text.url).fill('torsas.example/insyn');
  await page.getByRole('button', { name: text.addMore }).click();
  await kind(evidenceKindText.sv.answer).check();
  await page.getByLabel(text.questionWords).fill('Vem läser den?');
  await page.getByRole('textbox', { name: text.answer, exact: true }).fill('Två nämnder av fem.');
  await page.getByRole('button', { name: text.add, exact: true }).click();
  await expect(page.locator('sam-evidence-row')).toHaveCount(4);
}

async function beginsScoring(ada: Someone, id: EvaluationId, scorers: readonly Someone[]): Promise<void> {
  for (const each of scorers) await each.gives(id, { type: 'conflicts.declare', member: each.id, areas: [] });
  await ada.gives(id, { type: 'phase.move', to: 'gathering' }, { type: 'phase.move', to: 'scoring' });
}

test('an interview becomes a note, the note evidence, the evidence what a ballot rests on: seen when it is revealed', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  const rut = await stage.colleague(ada, id, 'Rut', 'reviewer');
  const oda = await stage.colleague(ada, id, 'Oda', 'observer');
  for (const each of [ada, ben, rut, oda]) {
    await each.opens(sectionAt(id, criterion.id));
    await each.isSaved();
  }
  await beginsScoring(ada, id, [ada, ben]);

  await test.step('planned, noted, read by others as it is written', async () => {
    for (const each of [ada, ben, rut]) await goesToScreen(each, barText.sv.interviews);
    await plans(ben);
    await row(ben, role).getByRole('textbox', { name: interviewsText.sv.yourNote }).fill(`${noted}.`);
    for (const each of [ada, rut]) {
      await row(each, role).getByRole('button', { name: role }).click();
      await expect(row(each, role)).toContainText(noted);
    }
    await row(ben, role).getByRole('button', { name: interviewsText.sv.makeEvidence }).click();
    await expect(row(ben, role).getByRole('button', { name: /^\[1\]/ })).toBeVisible();
  });

  await test.step('four kinds in the list, also for who reads', async () => {
    for (const each of [ben, rut]) await goesToScreen(each, barText.sv.evidence);
    await addsThree(ben);
    await expect(rut.page.locator('sam-evidence-row')).toHaveCount(4);
    await expect(rut.page.getByRole('button', { name: evidencePickText.sv.add })).toHaveCount(0);
    await ben.isSaved();
  });

  await test.step('a ballot rests on it, and nobody else learns of that before reveal', async () => {
    for (const each of [ada, ben]) await each.opens(sectionAt(id, criterion.id));
    await scores(ben, criterion, 6, 'Rapporten kommer för sent.');
    await ben.page.locator('sam-ballot-form').getByRole('button', { name: evidencePickText.sv.add }).click();
    const picker = ben.page.locator('sam-dialog[open]');
    await picker.getByRole('checkbox', { name: /\[1\]/ }).check();
    await picker.getByRole('button', { name: evidencePickText.sv.use(1) }).click();
    await ben.isSaved();
    await scores(ada, criterion, 12, 'Rapporten finns.');
    await ada.isSaved();
    await ada.page
      .locator('sam-criterion-evidence')
      .getByRole('button', { name: /^\[1\]/ })
      .click();
    await expect(ada.page.locator('sam-dialog[open]')).toContainText(evidenceText.sv.unused);
    await ada.page.keyboard.press('Escape');
  });

  await test.step('revealed', async () => {
    await ada.gives(id, { type: 'phase.move', to: 'calibrating' });
    await ada.page.getByRole('button', { name: leadText.sv.reveal }).click();
    await ada.page.getByRole('button', { name: leadText.sv.revealVerb, exact: true }).click();
    const bens = ada.page.getByRole('list', { name: roundText.sv.reasons }).getByRole('listitem').filter({ hasText: 'för sent' }).first();
    await bens.getByRole('button', { name: /^\[1\]/ }).click();
    await expect(ada.page.locator('sam-dialog[open]')).toContainText(noted);
  });

  await test.step('an observer has neither place, nor a word of it', async () => {
    const places = oda.page.getByRole('navigation', { name: barText.sv.places });
    await expect(places.getByRole('link', { name: barText.sv.people })).toBeVisible();
    await expect(places.getByRole('link', { name: barText.sv.evidence })).toHaveCount(0);
    for (const place of ['evidence', 'interviews']) {
      await oda.opens(`/e/${id}/${place}`);
      await expect(oda.page.getByText(evidenceListText.sv.notYours)).toBeVisible();
    }
    for (const words of [noted, role, 'Årsredovisning 2020']) {
      expect(await oda.wire.hasHeard(words)).toBe(false);
      expect(await wordsIn(oda)).not.toContain(words);
    }
  });
});

test('without network evidence and notes are shown at once, and are with the others when it is back', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  ben.expects(...noServer);
  for (const each of [ada, ben]) {
    await each.opens(`/e/${id}/interviews`);
    await each.isSaved();
  }
  await goesToScreen(ben, barText.sv.evidence);
  await goesToScreen(ben, barText.sv.interviews);
  await ben.context.setOffline(true);
  await plans(ben);
  await row(ben, role).getByRole('textbox', { name: interviewsText.sv.yourNote }).fill(`${noted}.`);
  await row(ben, role).getByRole('button', { name: interviewsText.sv.makeEvidence }).click();
  await expect(row(ben, role).getByRole('button', { name: /^\[1\]/ })).toBeVisible();
  await goesToScreen(ben, barText.sv.evidence);
  await expect(row(ben, role)).toContainText('[1]');
  await expect(ada.page.getByText(role)).toHaveCount(0);
  await ben.context.setOffline(false);
  await ben.isSaved();
  await row(ada, role).getByRole('button', { name: role }).click();
  await expect(row(ada, role)).toContainText(noted);
});
