/** Findings by two at their browsers: written together, ordered, hidden, done without network, and signed off with their section. */
import type { Locator } from '@playwright/test';
import { findingsText } from '../../client/i18n/findings.ts';
import { sectionText } from '../../client/i18n/evaluation-text.ts';
import { signOffText } from '../../client/i18n/sign-off.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import { heading, sectionAt, types, writes } from '../support/e2e-acts.ts';
import { noServer, type Someone } from '../support/e2e-someone.ts';
import { expect, test, type Stage } from '../support/e2e.ts';

const section = 'democracy.strategy';
const code = '1.1';
const text = findingsText.sv;
const sign = signOffText.sv;

const rows = ({ page }: Someone): Locator => page.getByRole('list', { name: text.title }).getByRole('listitem');
const row = (someone: Someone, words: string): Locator => rows(someone).filter({ hasText: words });
const handle = (someone: Someone, words: string): Locator => row(someone, words).locator('.handle');
/** Words without the names at colleagues' carets. */
const wordsOf = (someone: Someone): Promise<readonly string[]> =>
  rows(someone)
    .locator('.ProseMirror')
    .evaluateAll((texts) =>
      texts.map((each) => {
        const copy = each.cloneNode(true) as HTMLElement;
        for (const caret of copy.querySelectorAll('.colleague')) caret.remove();
        return copy.textContent ?? '';
      }),
    );

async function twoGathering(stage: Stage): Promise<{ id: EvaluationId; ada: Someone; ben: Someone }> {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  for (const each of [ada, ben]) {
    each.expects(...noServer);
    await each.opens(sectionAt(id, section));
    await each.isSaved();
    await each.gives(id, { type: 'conflicts.declare', member: each.id, areas: [] });
  }
  await ada.gives(id, { type: 'phase.move', to: 'gathering' });
  await expect(rows(ada)).toHaveCount(0);
  await expect(ben.page.getByText(text.none)).toBeVisible();
  return { id, ada, ben };
}

async function adds(someone: Someone, words: string): Promise<void> {
  await heading(someone).focus();
  await someone.page.keyboard.press('i');
  await types(someone, words, 5);
}

test('written together, each in one of their own and both in one; moved, changed, hidden: both see the same', async ({ stage }) => {
  const { ada, ben } = await twoGathering(stage);
  await Promise.all([adds(ada, 'Planen är antagen.'), adds(ben, 'Målen är mätbara.')]);
  await expect.poll(async () => (await wordsOf(ada)).toSorted()).toEqual(['Målen är mätbara.', 'Planen är antagen.']);
  await expect.poll(() => wordsOf(ben)).toEqual(await wordsOf(ada));

  // Both in the same one: a caret with its name, and somebody who writes here.
  await row(ada, 'Planen').getByRole('textbox').click();
  await expect(row(ben, 'Planen').locator('.colleague-name')).toHaveText('Ada');
  await expect(ben.page.getByText(sectionText.sv.writing('Ada', false), { exact: true })).toBeVisible();
  await row(ben, 'Planen').getByRole('textbox').focus();
  await ben.page.keyboard.press('Control+Home');
  await ada.page.keyboard.press('Control+End');
  await Promise.all([types(ada, ' Den följs.', 20), types(ben, 'Ja. ', 20)]);
  const both = 'Ja. Planen är antagen. Den följs.';
  for (const each of [ada, ben]) await expect.poll(() => wordsOf(each)).toContain(both);

  // Ben is in the list: what Ada moves waits for him.
  const before = await wordsOf(ben);
  const top = before[0] === both ? 'Målen' : 'Planen';
  await handle(ada, top).focus();
  await ada.page.keyboard.press('Alt+ArrowUp');
  await expect(ben.page.getByRole('button', { name: text.newOrder })).toBeVisible();
  expect(await wordsOf(ben)).toEqual(before);
  await ben.page.getByRole('button', { name: text.newOrder }).click();
  await expect.poll(() => wordsOf(ben)).toEqual([...before].reverse());

  await handle(ada, 'Målen').click();
  await ada.page.getByRole('menuitemradio', { name: 'Förbättringsmöjlighet' }).click();
  await expect(row(ben, 'Målen')).toHaveAccessibleName(/^Förbättringsmöjlighet: Målen/);
  await handle(ada, 'Målen').click();
  await ada.page.getByRole('menuitem', { name: text.hide }).click();
  await expect(ben.page.getByText(text.hiddenByOther)).toBeVisible();
  await ben.page.getByRole('button', { name: text.restore, exact: true }).click();
  await expect.poll(async () => (await wordsOf(ada)).length).toBe(2);
});

test('without network they are written, ordered and tagged as ever, and land when it is back', async ({ stage }) => {
  const { ada, ben } = await twoGathering(stage);
  await adds(ada, 'Första.');
  await expect.poll(() => wordsOf(ben)).toEqual(['Första.']);
  await ben.context.setOffline(true);
  await adds(ben, 'Andra, på tåget.');
  await handle(ben, 'Andra').focus();
  await ben.page.keyboard.press('Alt+ArrowUp');
  await handle(ben, 'Andra').click();
  await ben.page.getByRole('menuitemcheckbox', { name: 'Nationellt gott exempel' }).click();
  await expect(row(ben, 'Andra').getByText('Nationellt gott exempel')).toBeVisible();
  expect(await wordsOf(ben)).toEqual(['Andra, på tåget.', 'Första.']);
  expect(await wordsOf(ada)).toEqual(['Första.']);
  await heading(ada).focus();
  await ben.context.setOffline(false);
  await ben.isSaved();
  await expect.poll(() => wordsOf(ada)).toEqual(['Andra, på tåget.', 'Första.']);
  await expect(row(ada, 'Andra').getByText('Nationellt gott exempel')).toBeVisible();
  await ben.page.reload();
  await expect.poll(() => wordsOf(ben)).toEqual(['Andra, på tåget.', 'Första.']);
});

test('signed off, they are read by everyone with who and when; reopened with a reason, they are written on', async ({ stage }) => {
  const { ada, ben } = await twoGathering(stage);
  await writes(ada, 'Avsnittets text.');
  await adds(ben, 'Planen är antagen.');
  await ben.isSaved();
  await ada.isSaved();
  await ada.page.getByRole('button', { name: sign.signOff(code) }).click();
  const form = ada.page.locator('sam-sign-off form');
  await expect(form.getByRole('listitem')).toHaveText([sign.writing('Ben', false)]);
  await form.getByRole('button', { name: sign.signOff(code) }).click();
  for (const each of [ada, ben]) {
    await expect(each.page.getByText('Ada fastställde avsnittet i dag kl.')).toBeVisible();
    await expect(each.page.locator('sam-section-text').getByRole('textbox')).toHaveCount(0);
    expect(await wordsOf(each)).toEqual(['Planen är antagen.']);
    await expect(each.page.locator('aside').getByRole('img', { name: 'Fastställd' })).toHaveCount(1);
  }
  const sum = ben.page.getByText(/^Kontrollsumma [0-9a-f]{8}$/);
  await expect(sum).toBeVisible();
  expect(await sum.textContent()).toBe(await ada.page.getByText(/^Kontrollsumma [0-9a-f]{8}$/).textContent());

  await ada.page.getByRole('button', { name: sign.reopen }).click();
  await ada.page.getByLabel(sign.reopenReason).fill('En siffra är fel');
  await ada.page.getByRole('button', { name: sign.reopenVerb(code) }).click();
  await expect(ben.page.getByText('”En siffra är fel”')).toBeVisible();
  await row(ben, 'Planen').getByRole('textbox').focus();
  await ben.page.keyboard.press('Control+End');
  await types(ben, ' I maj.');
  await expect.poll(() => wordsOf(ada)).toEqual(['Planen är antagen. I maj.']);
});
