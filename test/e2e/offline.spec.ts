/**
 * Away from the network: the browser is closed and opened again, everything is there, text and points are taken, and on return each
 * bit is either in or in front of its writer with the reason.
 */
import { ballotText } from '../../client/i18n/evaluation-ballot.ts';
import { savedText } from '../../client/i18n/ui.ts';
import type { CriterionId, EvaluationId } from '../../shared/domain/ids.ts';
import { pointsField, scores, sectionAt, textOf, writes } from '../support/e2e-acts.ts';
import { isPacked, listIsKept } from '../support/e2e-offline.ts';
import { noServer, type Someone } from '../support/e2e-someone.ts';
import { expect, test, type Stage } from '../support/e2e.ts';

const first = { id: 'democracy.strategy' as CriterionId, code: '1.1', name: '', maxPoints: 20 };
const onDevice = savedText.sv['offline.device'];

async function twoScoring(stage: Stage): Promise<{ id: EvaluationId; ada: Someone; ben: Someone }> {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  for (const each of [ada, ben]) {
    each.expects(...noServer);
    await each.opens(sectionAt(id, first.id));
    await each.isSaved();
    await each.gives(id, { type: 'conflicts.declare', member: each.id, areas: [] });
  }
  await ada.gives(id, { type: 'phase.move', to: 'gathering' }, { type: 'phase.move', to: 'scoring' });
  await expect(pointsField(ben, first.code, first.maxPoints)).toBeVisible();
  return { id, ada, ben };
}

test('closed and opened again without network: sections never opened are there, text and points are taken, and land on return', async ({
  stage,
}) => {
  const { id, ada, ben } = await twoScoring(stage);
  await ada.opens(sectionAt(id, 'democracy.information'));
  await writes(ada, 'Ada skrev här. ');
  await ada.isSaved();
  await ben.page.reload();
  await ben.isSaved();
  await isPacked(ben);
  await listIsKept(ben);
  await stage.product.kill9();

  await ben.opensAnew('/');
  await ben.page.getByRole('article').getByRole('link').first().click();
  await expect(ben.page.getByRole('heading', { level: 1 })).toBeVisible();
  await ben.opensAnew(sectionAt(id, 'democracy.information'));
  await expect.poll(() => textOf(ben)).toContain('Ada skrev här.');
  await writes(ben, 'Ben på tåget. ');
  await expect(ben.saved).toContainText(onDevice);
  await ben.opensAnew(sectionAt(id, first.id));
  await scores(ben, first, 13, 'Utan nät.');
  await expect(ben.saved).toContainText(onDevice);
  await ben.opensAnew(sectionAt(id, first.id));
  await expect(pointsField(ben, first.code, first.maxPoints)).toHaveValue('13');
  await expect(ben.page.getByLabel(ballotText.sv.reason)).toHaveValue('Utan nät.');

  await stage.product.start();
  await ben.isSaved();
  await ada.isSaved();
  await expect.poll(() => textOf(ada)).toContain('Ben på tåget.');
  await expect(ada.page.getByText('Ada skrev här.')).toBeVisible();
  await ada.opens(sectionAt(id, first.id));
  await expect(ada.page.locator('.centre').getByText('1 av 2')).toBeVisible();
});
