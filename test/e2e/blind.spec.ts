/**
 * Blindness in browsers: what one evaluator gives reaches nobody else before it is revealed, neither by socket, answer nor page; and
 * after that it reaches the team, but never somebody with a conflict there, an observer or a reviewer.
 */
import { leadText } from '../../client/i18n/evaluation-lead.ts';
import type { AreaId, CriterionId } from '../../shared/domain/ids.ts';
import type { Phase } from '../../shared/domain/phases.ts';
import { scores, sectionAt, wordsIn } from '../support/e2e-acts.ts';
import type { Someone } from '../support/e2e-someone.ts';
import { expect, test } from '../support/e2e.ts';

const criterion = { id: 'democracy.strategy' as CriterionId, code: '1.1', name: '', maxPoints: 20 };
const canary = 'kanariefågeln på stadshustaket';

async function knows(someone: Someone): Promise<boolean> {
  return (await someone.wire.hasHeard(canary)) || (await wordsIn(someone)).includes(canary);
}

test('a reason is heard by nobody before reveal, and by those who score there alone after it', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  const chi = await stage.colleague(ada, id, 'Chi');
  const dag = await stage.colleague(ada, id, 'Dag');
  const rut = await stage.colleague(ada, id, 'Rut', 'reviewer');
  const oda = await stage.colleague(ada, id, 'Oda', 'observer');
  const others = [ada, chi, dag, rut, oda];
  const all = [ben, ...others];
  const move = (to: Phase) => ada.gives(id, { type: 'phase.move', to });
  // Each comes by the list, whose answers count too, and stays on the criterion.
  const look = async (someone: Someone) => {
    await someone.opens('/');
    await expect(someone.page.getByText('Torsås').first()).toBeVisible();
    await someone.opens(sectionAt(id, criterion.id));
    await expect(someone.page.getByRole('heading', { level: 1, name: /^1\.1 / })).toBeVisible();
    await someone.isSaved();
  };

  await Promise.all(all.map(look));
  for (const each of [ada, ben, dag]) await each.gives(id, { type: 'conflicts.declare', member: each.id, areas: [] });
  await chi.gives(id, { type: 'conflicts.declare', member: chi.id, areas: ['democracy' as AreaId] });
  await move('gathering');
  await move('scoring');

  await test.step('while the round is open', async () => {
    await scores(ben, criterion, 17, canary);
    await ben.isSaved();
    await expect(ada.page.locator('.centre').getByText('1 av 3')).toBeVisible();
    await Promise.all(others.map(look));
    for (const each of others) expect({ name: each.name, knows: await knows(each) }).toEqual({ name: each.name, knows: false });
    expect(await knows(ben)).toBe(true);
  });

  await test.step('closed and unseen', async () => {
    await scores(ada, criterion, 12, 'Planen finns men används inte.');
    await scores(dag, criterion, 9, 'Ingen vi mötte kände till planen.');
    await Promise.all([ada, dag].map((each) => each.isSaved()));
    await move('calibrating');
    await expect(ada.page.getByRole('button', { name: leadText.sv.reveal })).toBeVisible();
    await Promise.all(others.map(look));
    for (const each of others) expect({ name: each.name, knows: await knows(each) }).toEqual({ name: each.name, knows: false });
  });

  await test.step('revealed', async () => {
    await ada.page.getByRole('button', { name: leadText.sv.reveal }).click();
    await ada.page.getByRole('button', { name: leadText.sv.revealVerb, exact: true }).click();
    for (const each of [ada, ben, dag]) await expect(each.page.getByText(canary).first()).toBeVisible();
    await ada.gives(id, { type: 'consensus.agree', criterion: criterion.id, points: 12, reason: 'Planen finns.' });
    await Promise.all(others.map(look));
    for (const each of [chi, rut, oda]) {
      for (const path of [`/e/${id}/overview`, `/e/${id}/people`]) {
        await each.opens(path);
        await each.isSaved();
      }
      expect({ name: each.name, knows: await knows(each) }).toEqual({ name: each.name, knows: false });
    }
  });
});
