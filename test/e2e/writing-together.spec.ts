/**
 * Writing together over a network that delays, cuts and shuts out; one goes offline, opens the browser again and goes on, while the
 * section is signed off and a round closed. On return each bit is either in or in front of its writer with the reason.
 */
import { asideText } from '../../client/i18n/app.ts';
import { findingsText } from '../../client/i18n/findings.ts';
import { signOffText } from '../../client/i18n/sign-off.ts';
import { savedText } from '../../client/i18n/ui.ts';
import type { CriterionId } from '../../shared/domain/ids.ts';
import { goesToEnd, pointsField, scores, sectionAt, textOf, types, writes } from '../support/e2e-acts.ts';
import { isPacked } from '../support/e2e-offline.ts';
import { noServer, type Someone } from '../support/e2e-someone.ts';
import { expect, test } from '../support/e2e.ts';

test.use({ rough: true });

type Criterion = { readonly id: CriterionId; readonly code: string; readonly name: string; readonly maxPoints: number };
const criterion = (id: string, code: string, maxPoints: number): Criterion => ({ id: id as CriterionId, code, name: '', maxPoints });
const here = criterion('democracy.strategy', '1.1', 20);
const open = criterion('democracy.information', '1.2', 10);
const closed = criterion('democracy.dialogue', '1.3', 30);
const onDevice = savedText.sv['offline.device'];

/** Types sentence after sentence, each with its writer's mark, and goes on wherever the caret is put. */
async function writesOn(someone: Someone, sentences: number): Promise<readonly string[]> {
  const said: string[] = [];
  for (let i = 1; i <= sentences; i += 1) {
    await goesToEnd(someone);
    const mark = `${someone.name}${i}`;
    await types(someone, ` ${mark}.`, 40);
    said.push(mark);
  }
  return said;
}

/** Whether every letter of these marks stands in the text: those of others may stand between them. */
function lettersOf(text: string, name: string): number {
  return [...text].filter((letter) => letter === name[0]).length;
}

test('three write over a bad network; one goes on offline while the section is signed off, and everything is in or in front of its writer', async ({
  stage,
}) => {
  test.setTimeout(240_000);
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  const chi = await stage.colleague(ada, id, 'Chi');
  const all = [ada, ben, chi];
  for (const each of all) {
    each.expects(...noServer, /^Failed to load resource/, /^Failed to update a ServiceWorker/);
    await each.opens(sectionAt(id, here.id));
    await each.isSaved();
    await each.gives(id, { type: 'conflicts.declare', member: each.id, areas: [] });
  }
  await ada.gives(
    id,
    { type: 'phase.move', to: 'gathering' },
    { type: 'phase.move', to: 'scoring' },
    { type: 'ballot.cast', criterion: closed.id, round: 1, points: 5, reason: '', confidence: 2 },
    { type: 'phase.move', to: 'calibrating' },
  );

  const line = stage.product.line;
  if (!line) throw new Error('believed: a line stands between');
  line.weather = { delayMs: 120, lifeMs: 4_000, spellMs: 5_000 };
  await Promise.all(all.map((each) => writesOn(each, 12)));
  expect(line.cuts).toBeGreaterThan(10);
  line.weather = null;
  line.cutAll();
  await Promise.all(all.map((each) => each.isSaved()));
  await expect.poll(async () => new Set(await Promise.all(all.map(textOf))).size).toBe(1);
  const together = await textOf(ada);
  for (const { name } of all) expect({ name, letters: lettersOf(together, name) }).toEqual({ name, letters: 12 });
  for (const each of all) expect(each.wire.rejects).toEqual([]);

  await isPacked(chi);
  await chi.context.setOffline(true);
  await chi.opensAnew(sectionAt(id, here.id));
  await expect.poll(() => textOf(chi)).toBe(together);
  await writes(chi, ' På tåget.');
  await chi.page.getByRole('button', { name: findingsText.sv.strength }).click();
  await chi.page.keyboard.type('Stark ledning');
  await scores(chi, here, 11, 'Utan nät.');
  await expect(chi.saved).toContainText(onDevice);
  for (const [each, points] of [
    [open, 7],
    [closed, 13],
  ] as const) {
    await chi.opensAnew(sectionAt(id, each.id));
    await scores(chi, each, points, 'Utan nät.');
    await expect(chi.saved).toContainText(onDevice);
  }
  await chi.opensAnew(sectionAt(id, here.id));
  await expect(chi.page.getByText('Stark ledning')).toBeVisible();

  await ada.gives(id, { type: 'round.close', criteria: [closed.id], reason: 'Tåget är sent.' });
  await ada.page
    .getByRole('button', { name: signOffText.sv.signOff(here.code) })
    .first()
    .click();
  await ada.page
    .getByRole('button', { name: signOffText.sv.signOff(here.code) })
    .last()
    .click();
  await expect(ada.page.getByText(/fastställde avsnittet/)).toBeVisible();

  await chi.context.setOffline(false);
  await chi.page.getByRole('button', { name: asideText.sv.show }).click();
  const dialog = () => chi.page.locator('sam-bar-aside');
  await expect(dialog().getByText('På tåget.')).toBeVisible();
  await expect(dialog().getByText('Stark ledning')).toBeVisible();
  await expect(dialog().locator('li')).toHaveCount(2);
  await expect(dialog().getByText(/13/)).toBeVisible();
  expect(await textOf(ada)).toBe(together);
  for (const each of [here, open]) {
    await ada.opens(sectionAt(id, each.id));
    await expect(ada.page.locator('.centre').getByText('1 av 3')).toBeVisible();
  }

  // A reload brings neither the refusal nor the work back into the text, nor loses it.
  await chi.opensAnew(sectionAt(id, here.id));
  await expect.poll(() => textOf(chi)).toBe(together);
  await ada.opens(sectionAt(id, here.id));
  await ada.gives(id, { type: 'section.reopen', section: here.id as never, reason: 'Chi var på tåget.' });
  await chi.page.getByRole('button', { name: asideText.sv.show }).click();
  const again = dialog().getByRole('button', { name: asideText.sv.again });
  await expect(again).toHaveCount(1);
  await again.click();
  await expect(dialog().locator('li')).toHaveCount(1);
  await dialog().getByRole('button', { name: asideText.sv.discard }).click();
  await chi.isSaved();
  await expect.poll(() => textOf(ada)).toBe(`${together} På tåget.`);
  await expect(ada.page.getByText('Stark ledning')).toBeVisible();
  await expect(pointsField(chi, here.code, here.maxPoints)).toHaveValue('11');
});
