/**
 * A second evaluation, on another version of the instrument, comes to its published 600. Facts are given by the pages' own API; the
 * overview is read on the screens: by the team, a reviewer, and an observer before and after the policy shows points.
 */
import { chartText } from '../../client/i18n/ui.ts';
import { missingText, overviewText } from '../../client/i18n/overview.ts';
import { must } from '../../shared/domain/assert.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import { areaTotals } from '../../shared/domain/points.ts';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import vellingeScheme from '../../shared/instruments/kommunkompassen-3.1.json' with { type: 'json' };
import { pointsShown } from '../support/e2e-acts.ts';
import { expect, test } from '../support/e2e.ts';
import { playPublished, publishedResult } from '../support/published-story.ts';

const instrument = Instrument.parse(vellingeScheme);
const result = publishedResult('Vellinge');
const published = areaTotals(instrument, result.points);
const sums = published.map(({ points }) => String(points));

test('Vellinge comes to 600: total, table, radar and bars say the same to whoever may see it', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const before = await stage.evaluation(ada, 'Torsås');
  const id = await stage.evaluation(ada, 'Vellinge', instrument.id);
  const [ben, chi] = [await stage.colleague(ada, id, 'Ben'), await stage.colleague(ada, id, 'Chi')];
  const rut = await stage.colleague(ada, id, 'Rut', 'reviewer');
  const oda = await stage.colleague(ada, id, 'Oda', 'observer');
  const all = [ada, ben, chi, rut, oda];
  await Promise.all(all.map((each) => each.opens(`/e/${id}/overview`)));
  for (const each of [ada, rut]) await expect(each.page.getByText(overviewText.sv.none)).toBeVisible();

  const team = new Map([ada, ben, chi].map((each) => [each.id, each]));
  await playPublished(instrument, result, [ada.id, ben.id, chi.id], (member: MemberId, command) =>
    must(team.get(member), 'a member of the team').gives(id, command),
  );

  await test.step('the team and the reviewer read 600, in an open page that nobody loaded again', async () => {
    for (const each of [ada, ben, chi, rut]) {
      await expect.poll(() => pointsShown(each), `what ${each.name} reads`).toEqual({ areas: sums, total: '600' });
      await expect(each.page.getByText(overviewText.sv.locked)).toBeVisible();
    }
  });
  await test.step('radar and bars say the same, as words too', async () => {
    const radar = ada.page.getByRole('img', { name: new RegExp(`^${chartText.sv.radar(overviewText.sv.radar)}`) });
    const bars = ada.page.getByRole('table', { name: overviewText.sv.bars });
    for (const [at, area] of instrument.areas.entries()) {
      const points = Number(sums[at]);
      await expect(radar).toHaveAccessibleName(new RegExp(`${area.name} ${points} av 100`));
      await expect(bars.getByRole('row', { name: `${area.code} ${area.name}` }).locator('td.points')).toHaveText(String(points));
    }
  });
  await test.step('ballots are shown to the team alone', async () => {
    const ballots = (name: string) => all.find((each) => each.name === name)?.page.getByRole('columnheader', { name: 'Ben', exact: true });
    await expect(must(ballots('Ada'), 'Ada')).toBeVisible();
    for (const name of ['Rut', 'Oda']) await expect(must(ballots(name), name)).toHaveCount(0);
    await expect(rut.page.getByText(missingText.sv.reviewer)).toBeVisible();
  });
  await test.step('the observer sees how far it came, and points once the policy says so', async () => {
    await expect(oda.page.getByText(missingText.sv.observerPoints)).toBeVisible();
    expect((await pointsShown(oda)).total).toBeNull();
    expect(await oda.wire.hasHeard('"points":')).toBe(false);
    await ada.gives(id, { type: 'policy.set', policy: { ...defaultPolicy, observersSeePoints: true }, reason: 'Öppet möte.' });
    await expect.poll(() => pointsShown(oda)).toEqual({ areas: sums, total: '600' });
  });
  await test.step('the first evaluation is as it was', async () => {
    await ada.opens(`/e/${before}/overview`);
    await expect(ada.page.getByText(overviewText.sv.none)).toBeVisible();
    expect((await ada.asks('GET', `/api/evaluations/${before}`)).status).toBe(200);
    expect((await ben.asks('GET', `/api/evaluations/${before}`)).status).toBe(403);
  });
});
