/** The People screen: roles, who scores, conflicts by area, the rules and the way out, each seen at once by whom it concerns. */
import { conflictText } from '../../client/i18n/evaluation.ts';
import { ballotText, criterionText } from '../../client/i18n/evaluation-ballot.ts';
import { formText, leaveText, memberText, teamText } from '../../client/i18n/people.ts';
import { policyText } from '../../client/i18n/people-policy.ts';
import { pageText } from '../../client/i18n/app.ts';
import type { CriterionId, EvaluationId } from '../../shared/domain/ids.ts';
import { pointsField, scores, sectionAt, textField } from '../support/e2e-acts.ts';
import type { Someone } from '../support/e2e-someone.ts';
import { expect, test } from '../support/e2e.ts';

const here = { id: 'democracy.strategy' as CriterionId, code: '1.1', name: '', maxPoints: 20 };
const elsewhere = { id: 'community.strategy' as CriterionId, code: '2.1', maxPoints: 20 };

/** The lead unfolds what can be changed about somebody. */
async function changing({ page }: Someone, name: string) {
  const row = page.locator('sam-member-row', { hasText: name });
  await row.getByRole('button', { name: teamText.sv.changeOf(name) }).click();
  return row;
}

async function toScoring(lead: Someone, evaluation: EvaluationId, ...people: readonly Someone[]): Promise<void> {
  for (const each of people) await each.gives(evaluation, { type: 'conflicts.declare', member: each.id, areas: [] });
  await lead.gives(evaluation, { type: 'phase.move', to: 'gathering' }, { type: 'phase.move', to: 'scoring' });
}

test('a conflict that the lead records takes scoring and writing in that area away at once, and nowhere else', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  await ada.opens(`/e/${id}/people`);
  await ben.opens(sectionAt(id, here.id));
  await toScoring(ada, id, ada, ben);
  await scores(ben, here, 11, 'Innan jäv antecknades.');
  await ben.isSaved();

  const row = await changing(ada, 'Ben');
  await row.getByRole('checkbox', { name: /^1 / }).check();
  await row.getByRole('button', { name: memberText.sv.record('Ben') }).click();
  await expect(row.getByText(memberText.sv.reasonMissing)).toBeVisible();
  await row.getByLabel(memberText.sv.reason).fill('Har lett arbetet med planen.');
  await row.getByRole('button', { name: memberText.sv.record('Ben') }).click();
  await expect(row.getByText(teamText.sv.conflict('1', false))).toBeVisible();

  await expect(ben.page.locator('.centre').getByText(conflictText.sv.here('1')).first()).toBeVisible();
  await expect(pointsField(ben, here.code, here.maxPoints)).toHaveCount(0);
  await expect(textField(ben)).toHaveCount(0);
  // What the page no longer offers, the server refuses.
  ben.expects(/^Failed to load resource: the server responded with a status of 403/);
  await expect(
    ben.gives(id, { type: 'ballot.cast', criterion: here.id, round: 1, points: 3, reason: '', confidence: null }),
  ).rejects.toThrow('ballot/conflict');
  await ben.opens(sectionAt(id, elsewhere.id));
  await expect(ben.page.getByRole('heading', { name: ballotText.sv.own })).toBeVisible();
  await expect(textField(ben)).toBeVisible();
  await expect.poll(() => ben.wire.openRooms(id).some(({ path }) => path.includes('/ballots.democracy'))).toBe(false);
});

test('a role and whether somebody scores are changed by the lead and seen in the open page', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  await ada.opens(`/e/${id}/people`);
  await ben.opens(sectionAt(id, here.id));
  await toScoring(ada, id, ada, ben);
  await expect(pointsField(ben, here.code, here.maxPoints)).toBeVisible();

  const row = await changing(ada, 'Ben');
  await row.getByRole('button', { name: memberText.sv.stopScoring('Ben') }).click();
  await row.getByRole('button', { name: memberText.sv.stopScoringVerb('Ben') }).click();
  await expect(ada.page.getByText(teamText.sv.count(2, 1))).toBeVisible();
  await expect(ben.page.getByText(criterionText.sv.reader)).toBeVisible();
  await expect(textField(ben)).toBeVisible();

  await row.getByRole('combobox', { name: memberText.sv.role }).selectOption('lead');
  await row.getByRole('button', { name: memberText.sv.setRole('Ben') }).click();
  await ben.opens(`/e/${id}/people`);
  await expect(ben.page.locator('sam-invitations')).toBeVisible();

  // A team always has a lead: the last one can not step down.
  ben.expects(/^Failed to load resource: the server responded with a status of 409/);
  await ben.gives(id, { type: 'member.role', member: ada.id, role: 'reviewer' });
  await expect(ada.page.locator('sam-invitations')).toHaveCount(0);
  await expect(ben.gives(id, { type: 'member.role', member: ben.id, role: 'observer' })).rejects.toThrow('member/last-lead');
});

test('the rules: with names shown the team sees who has scored; a change after scoring began needs its reason', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  await ada.opens(`/e/${id}/people`);
  await ben.opens(`/e/${id}/people`);
  await toScoring(ada, id, ada, ben);
  await expect(ben.page.locator('sam-policy-form')).toContainText(policyText.sv.progressCount);
  await expect(ben.page.locator('sam-policy-form form')).toHaveCount(0);

  const form = ada.page.locator('sam-policy-form form');
  await form.getByRole('radio', { name: policyText.sv.progressNames }).check();
  await form.getByRole('button', { name: policyText.sv.save }).click();
  await expect(form.getByRole('alert')).toBeVisible();
  await form.getByLabel(policyText.sv.reason).fill('Vi är få och vill kunna påminna varandra.');
  await form.getByRole('button', { name: policyText.sv.save }).click();
  await expect(ada.page.locator('sam-policy-form')).toContainText(formText.sv.saved);
  await expect(ben.page.locator('sam-policy-form')).toContainText(policyText.sv.progressNames);
});

test('whoever leaves is out at once, and the others see it', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  await ada.opens(`/e/${id}/people`);
  await ben.opens(`/e/${id}/people`);
  await expect(ada.page.getByText(teamText.sv.count(2, 2))).toBeVisible();
  ben.expects(/^Failed to load resource: the server responded with a status of 40[34]/);
  await ben.page.getByRole('button', { name: leaveText.sv.leave }).click();
  await ben.page.getByRole('button', { name: leaveText.sv.leaveVerb, exact: true }).click();
  await expect(ada.page.getByText(teamText.sv.count(1, 1))).toBeVisible();
  await expect.poll(() => ben.wire.openRooms(id)).toEqual([]);
  await ben.opens(`/e/${id}`);
  await expect(ben.page.getByRole('heading', { level: 1 })).toHaveText(pageText.sv.foreignTitle);
});
