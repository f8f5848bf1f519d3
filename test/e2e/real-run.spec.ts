/**
 * The real run: three people at three browsers take Torsås 2021 from an empty folder to its published 499 points. All ballots,
 * texts, agreements and stands go through the screens. Half-way, while all three write, the server is killed with -9.
 */
import { barText } from '../../client/i18n/app.ts';
import { emptyText, newEvaluationText } from '../../client/i18n/evaluations.ts';
import { bulkText } from '../../client/i18n/evaluation-lead.ts';
import { headText } from '../../client/i18n/evaluation.ts';
import { ownerText } from '../../client/i18n/join.ts';
import { t } from '../../client/i18n/language.ts';
import { criteriaOf, findCriterion } from '../../shared/domain/evaluation.ts';
import { must } from '../../shared/domain/assert.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import torsasScheme from '../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };
import {
  agrees,
  declaresNone,
  goesTo,
  goesToEnd,
  goesToScreen,
  invites,
  joins,
  movesTo,
  pointsField,
  pointsShown,
  scores,
  standsBehind,
  textOf,
  types,
  writes,
} from '../support/e2e-acts.ts';
import { nothingAckedIsLost } from '../support/e2e-invariants.ts';
import { noServer, type Someone } from '../support/e2e-someone.ts';
import { expect, test } from '../support/e2e.ts';
import { ballotOf, pointsOf, publishedResult } from '../support/published-story.ts';

const instrument = Instrument.parse(torsasScheme);
const result = publishedResult('Torsås');
const criteria = criteriaOf(instrument).map(({ id }) => must(findCriterion(instrument, id), 'a criterion of the instrument'));
const first = must(criteria[0], 'the instrument has criteria');
const half = Math.floor(criteria.length / 2);

test('three people score Torsås 2021 to 499, and a kill -9 half-way loses nothing', async ({ stage }) => {
  const { product } = stage;
  const anna = await stage.someone('Anna');
  const id = await test.step('an owner comes in and creates the evaluation', () => begins(anna, must(product.ownerLink, 'a new folder')));
  const team = await test.step('two colleagues join by links', async () => {
    await goesToScreen(anna, barText.sv.people);
    const others = [await stage.someone('Björn'), await stage.someone('Åsa')];
    for (const each of others) await joins(each, await invites(anna, each.name));
    await goesToScreen(anna, barText.sv.evaluation);
    return [anna, ...others] as const;
  });
  const all = (act: (someone: Someone, who: number) => Promise<void>) => Promise.all(team.map(act));
  const gives = (from: number, to: number) =>
    all(async (someone, who) => {
      for (const [i, { area, criterion }] of criteria.entries()) {
        if (i < from || i >= to) continue;
        await goesTo(someone, area, criterion);
        const reason = (i + who) % 3 === 0 ? `${someone.name} såg det på plats i ${criterion.code}.` : '';
        await scores(someone, criterion, ballotOf(pointsOf(result, criterion.id), criterion.maxPoints, who, i), reason);
      }
    });

  await test.step('all declare, the lead opens scoring', async () => {
    await all((someone) => declaresNone(someone));
    await movesTo(anna, 'gathering');
    await movesTo(anna, 'scoring');
  });
  await test.step('the first half is scored', async () => {
    await gives(0, half);
    await all((someone) => someone.isSaved());
  });

  // No two begin with the same letter: which of two equal letters side by side is whose can not be told from the text.
  const phrases = team.map(({ name }) => `${name} hörde detta av tre chefer och läste det i planen.`);
  await test.step('all write in one section, each seen by the others', async () => {
    await all((someone) => goesTo(someone, first.area, first.criterion));
    await writes(anna, 'Vi var tre.');
    await converges(team, ['Vi var tre.']);
    // All at the same place before anybody types: whoever begins behind half a word of somebody splits it, and means to.
    await all(goesToEnd);
    await all((someone, who) => types(someone, phrases[who] ?? ''));
    for (const { name, page } of team) {
      for (const other of team)
        if (other.name !== name) await expect(page.locator('.colleague-name', { hasText: other.name })).toBeVisible();
      await expect(page.getByText(/skriver här$/)).toBeVisible();
    }
    await converges(team, phrases);
    await all((someone) => someone.isSaved());
  });

  const more = team.map(({ name }) => `${name} skriver vidare medan servern dör, och slutar inte för det.`);
  await test.step('the server is killed while they write, and comes back', async () => {
    for (const someone of team) someone.expects(...noServer);
    await all(goesToEnd);
    const writing = all((someone, who) => types(someone, more[who] ?? '', 40));
    await anna.page.waitForTimeout(900);
    await product.kill9();
    await nothingAckedIsLost(product, team, id);
    await expect(anna.saved).not.toHaveText(/^\s*Sparat/);
    await writing;
    await product.start();
    await all((someone) => someone.isSaved());
    await converges(team, [...phrases, ...more]);
    for (const { name, wire, page } of team) {
      expect({ name, rejects: wire.rejects }).toEqual({ name, rejects: [] });
      await expect(page.getByText(/Godtogs inte/)).toHaveCount(0);
    }
  });

  await test.step('every ballot given before is there, and the rest is scored', async () => {
    await all(async (someone, who) => {
      await someone.page.reload();
      await expect(pointsField(someone, first.criterion.code, first.criterion.maxPoints)).toHaveValue(
        String(ballotOf(pointsOf(result, first.criterion.id), first.criterion.maxPoints, who, 0)),
      );
      await expect(someone.page.locator('aside')).toContainText(t(headText).done(half, criteria.length));
    });
    await gives(half, criteria.length);
    await all((someone) => someone.isSaved());
    for (const { page } of team) await expect(page.locator('aside')).toContainText(headText.sv.allDone);
  });

  await test.step('rounds are closed, revealed, and agreed upon', async () => {
    await movesTo(anna, 'calibrating');
    await bulk(anna, bulkText.sv.reveal(criteria.length), bulkText.sv.revealVerb(criteria.length));
    for (const { area, criterion } of criteria) {
      await goesTo(anna, area, criterion);
      await agrees(anna, pointsOf(result, criterion.id), `Det vi såg i ${criterion.code} räcker till detta.`);
    }
  });
  await test.step('all stand behind it, all is locked', async () => {
    await all(async (someone) => {
      for (const { area, criterion } of criteria) {
        await goesTo(someone, area, criterion);
        await standsBehind(someone);
      }
    });
    await bulk(anna, bulkText.sv.lock(criteria.length), bulkText.sv.lockVerb(criteria.length));
    await expect(anna.page.locator('aside')).toContainText(t(headText).locked(criteria.length));
  });
  await test.step('the overview adds up to the published points, for each of them', async () => {
    for (const someone of team) {
      await goesToScreen(someone, barText.sv.overview);
      await expect.poll(() => pointsShown(someone)).toEqual({ areas: ['68', '68', '66', '64', '52', '51', '64', '66'], total: '499' });
    }
  });
});

async function begins(anna: Someone, link: string): Promise<EvaluationId> {
  const { page } = anna;
  await page.goto(link);
  await page.getByLabel(ownerText.sv.name).fill(anna.name);
  await page.getByRole('button', { name: ownerText.sv.begin }).click();
  await page.getByRole('button', { name: emptyText.sv.create }).click();
  // Its parts are slotted into the dialog itself, so they are not below it.
  const dialog = page.locator('sam-create-evaluation');
  await dialog.getByLabel(newEvaluationText.sv.subject).fill('Torsås');
  await dialog.getByLabel(newEvaluationText.sv.year).fill('2021');
  await dialog.getByRole('radio', { name: instrument.label }).check();
  await dialog.getByRole('button', { name: newEvaluationText.sv.create }).click();
  await page.waitForURL(/\/e\/[a-z0-9]{20}/);
  await anna.knowsItself();
  return must(/\/e\/([a-z0-9]{20})/.exec(page.url()), 'the address of the evaluation')[1] as EvaluationId;
}

async function bulk({ page }: Someone, label: string, verb: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click();
  await page.getByRole('button', { name: verb, exact: true }).click();
  await expect(page.getByRole('button', { name: label, exact: true })).toHaveCount(0);
}

/** The same text in every page, with everybody's words in it whole. */
async function converges(team: readonly Someone[], phrases: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      const texts = await Promise.all(team.map(textOf));
      const missing = phrases.filter((phrase) => !texts[0]?.includes(phrase));
      return { alike: new Set(texts).size === 1, missing };
    })
    .toEqual({ alike: true, missing: [] });
}
