/** Instruments are data: the owner reads one in from a file, faults are named with their places, and an evaluation is made with it. */
import { instrumentsText, readInText, faultText } from '../../client/i18n/instruments.ts';
import { evaluationsText, newEvaluationText } from '../../client/i18n/evaluations.ts';
import { expect, test } from '../support/e2e.ts';

const good = {
  id: 'skolkompassen-1',
  name: 'Skolkompassen',
  version: '1',
  language: 'sv',
  label: 'Skolkompassen 1',
  subjectNoun: 'skola',
  maxPoints: 30,
  step: 5,
  areas: [
    {
      id: 'learning',
      code: 'A',
      name: 'Lärande',
      maxPoints: 30,
      criteria: [
        { id: 'learning.goals', code: 'A1', name: 'Mål', maxPoints: 10, questions: ['Hur vet eleverna vad de ska lära sig?'] },
        { id: 'learning.support', code: 'A2', name: 'Stöd', maxPoints: 20 },
      ],
    },
  ],
};
const [area] = good.areas;
/** An id twice, a sum that does not add up, a step that does not divide, an unknown key. */
const faulty = {
  ...good,
  colour: 'blue',
  areas: [
    {
      ...area,
      maxPoints: 40,
      criteria: [
        { id: 'learning.goals', code: 'A1', name: 'Mål', maxPoints: 12 },
        { id: 'learning.goals', code: 'A2', name: 'Stöd', maxPoints: 20 },
      ],
    },
  ],
};
const asFile = (value: object) => ({ name: 'skola.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(value)) });

test('a faulty file is refused with every fault at its place; the mended one is read in and used', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  ada.expects(/^Failed to load resource: the server responded with a status of 422/);
  const { page } = ada;
  await ada.opens('/instruments');
  const readIn = page.locator('sam-read-in-instrument');
  const reads = async (value: object) => {
    await readIn.getByLabel(readInText.sv.file, { exact: true }).setInputFiles(asFile(value));
    await readIn.getByRole('button', { name: readInText.sv.read, exact: true }).click();
  };
  await page.getByRole('button', { name: instrumentsText.sv.add }).click();

  await test.step('keys and forms first', async () => {
    await reads(faulty);
    await expect(readIn.getByRole('listitem').filter({ hasText: faultText.sv['key/unknown']('colour') })).toBeVisible();
  });
  await test.step('then what does not agree with itself', async () => {
    const { colour: _, ...known } = faulty;
    await reads(known);
    const faults = readIn.getByRole('listitem');
    await expect(faults.filter({ hasText: faultText.sv['area/sum'](40, 32) })).toContainText(/areas\W0\W+maxPoints/);
    await expect(faults.filter({ hasText: faultText.sv['step/does-not-divide'](5, 12) })).toContainText(/areas\W0\W+criteria\W0/);
    await expect(faults.filter({ hasText: 'står redan i' })).toContainText(/areas\W0\W+criteria\W1\W+id/);
    expect((await ada.asks('GET', '/api/instruments')).body['instruments']).toHaveLength(2);
  });
  await test.step('mended', async () => {
    await reads(good);
    await expect(readIn.getByRole('button', { name: readInText.sv.read, exact: true })).toBeHidden();
    const section = page.getByRole('region', { name: good.label });
    await expect(section).toContainText(instrumentsText.sv.step(5));
    await section.getByText(instrumentsText.sv.show).click();
    await expect(section.getByRole('row', { name: /A1 Mål/ })).toContainText('10');
  });
  await test.step('an evaluation by it asks in its steps', async () => {
    await ada.opens('/');
    await page.getByRole('button', { name: /Skapa en utvärdering|Ny utvärdering/ }).click();
    const dialog = page.locator('sam-create-evaluation');
    await dialog.getByLabel(newEvaluationText.sv.subject).fill('Byskolan');
    await dialog.getByRole('radio', { name: good.label }).check();
    await dialog.getByRole('button', { name: newEvaluationText.sv.create }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'A1 Mål' })).toBeVisible();
    await expect(page.getByText('Högst 10')).toBeVisible();
  });
});

test('whoever does not own the installation reads instruments but adds none', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  await ben.opens('/');
  await expect(ben.page.getByRole('heading', { level: 1 })).toHaveText(evaluationsText.sv.title);
  await ben.opens('/instruments');
  await expect(ben.page.getByText(instrumentsText.sv.ownersOnly)).toBeVisible();
  await expect(ben.page.getByRole('button', { name: instrumentsText.sv.add })).toHaveCount(0);
  expect((await ben.asks('POST', '/api/instruments', good)).status).toBe(403);
});
