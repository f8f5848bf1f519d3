/** *Saved* is true: no network, a dead server and a server that can not save are said; what was done meanwhile waits in the page and lands. */
import { savedText } from '../../client/i18n/ui.ts';
import { ballotText } from '../../client/i18n/evaluation-ballot.ts';
import type { CriterionId, EvaluationId } from '../../shared/domain/ids.ts';
import { pointsField, scores, sectionAt, textOf, writes } from '../support/e2e-acts.ts';
import { noServer, type Someone } from '../support/e2e-someone.ts';
import { expect, test, type Stage } from '../support/e2e.ts';

const criterion = { id: 'democracy.strategy' as CriterionId, code: '1.1', name: '', maxPoints: 20 };
const waiting = savedText.sv['offline.device'];
const cutOff = savedText.sv['offline.nothing'];

/** Two in the scoring phase, both at the first criterion. */
async function twoScoring(stage: Stage): Promise<{ id: EvaluationId; ada: Someone; ben: Someone }> {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  for (const each of [ada, ben]) {
    each.expects(...noServer);
    await each.opens(sectionAt(id, criterion.id));
    await each.isSaved();
    await each.gives(id, { type: 'conflicts.declare', member: each.id, areas: [] });
  }
  await ada.gives(id, { type: 'phase.move', to: 'gathering' }, { type: 'phase.move', to: 'scoring' });
  await expect(pointsField(ben, criterion.code, criterion.maxPoints)).toBeVisible();
  return { id, ada, ben };
}

test('a killed server is said at once; words and a ballot given meanwhile wait and land when it is back', async ({ stage }) => {
  const { ada, ben } = await twoScoring(stage);
  await writes(ben, 'Före avbrottet. ');
  await ben.isSaved();
  await stage.product.kill9();
  await expect(ben.saved).toContainText(cutOff);
  await writes(ben, 'Under avbrottet. ');
  await expect(ben.saved).toContainText(waiting);
  await scores(ben, criterion, 13, 'Gavs utan server.');
  expect(await textOf(ben)).toContain('Under avbrottet.');
  await expect(pointsField(ben, criterion.code, criterion.maxPoints)).toHaveValue('13');
  await expect(ben.saved).toContainText(waiting);

  await stage.product.start();
  await ben.isSaved();
  await ada.isSaved();
  await expect.poll(() => textOf(ada)).toContain('Före avbrottet. Under avbrottet.');
  await expect(ada.page.locator('.centre').getByText('1 av 2')).toBeVisible();
  await ben.page.reload();
  await expect(pointsField(ben, criterion.code, criterion.maxPoints)).toHaveValue('13');
  await expect(ben.page.getByLabel(ballotText.sv.reason)).toHaveValue('Gavs utan server.');
});

test('without network it says so, and both sides meet again when it is back', async ({ stage }) => {
  const { ada, ben } = await twoScoring(stage);
  await writes(ada, 'Ada började. ');
  await expect.poll(() => textOf(ben)).toContain('Ada började.');
  await ben.context.setOffline(true);
  await scores(ben, criterion, 7);
  await expect(ben.saved).toContainText(waiting);
  await writes(ben, 'Ben på tåget. ');
  await writes(ada, 'Ada i salen. ');
  await ben.context.setOffline(false);
  await ben.isSaved();
  await expect.poll(() => textOf(ada)).toContain('Ben på tåget.');
  await expect.poll(async () => (await textOf(ben)) === (await textOf(ada))).toBe(true);
  await expect(ada.page.locator('.centre').getByText('1 av 2')).toBeVisible();
});

test('a server that can not save now is no refusal: the ballot waits and is sent again', async ({ stage }) => {
  const { id, ada, ben } = await twoScoring(stage);
  ben.expects(/^Failed to load resource: the server responded with a status of 503/);
  const commands = `**/api/evaluations/${id}/commands`;
  const refused = { code: 'server/not-ready', facts: {}, sentence: 'not ready' };
  await ben.page.route(commands, (route) => route.fulfill({ status: 503, json: refused }));
  await scores(ben, criterion, 4, 'Servern hade fullt.');
  await expect(ben.saved).toContainText(waiting);
  await expect(ada.page.locator('.centre').getByText('0 av 2')).toBeVisible();
  await expect(ben.page.getByText(/Godtogs inte/)).toHaveCount(0);
  await ben.page.unroute(commands);
  await ben.isSaved();
  await expect(ada.page.locator('.centre').getByText('1 av 2')).toBeVisible();
});

test('typing goes on in a page that was hidden from the server while colleagues wrote the same line', async ({ stage }) => {
  const { ada, ben } = await twoScoring(stage);
  await writes(ada, 'Vi såg planen. ');
  await Promise.all([ada.isSaved(), ben.isSaved()]);
  await stage.product.kill9();
  await expect(ben.saved).toContainText(cutOff);
  await Promise.all([writes(ada, 'Ada utan server.'), writes(ben, 'Ben utan server.')]);
  for (const each of [ada, ben]) await expect(each.saved).toContainText(waiting);
  await stage.product.start();
  await Promise.all([ada.isSaved(), ben.isSaved()]);
  for (const each of [ada, ben]) {
    await expect
      .poll(() => textOf(each))
      .toMatch(/^Vi såg planen\. (Ada utan server\.Ben utan server\.|Ben utan server\.Ada utan server\.)$/);
    expect(each.wire.rejects).toEqual([]);
  }
});
