/** Who wrote what, asked of the server from a section's text: names beside its lines, one's own as one's own, a sentence without network. */
import type { Page } from '@playwright/test';
import { anEvaluationScreen } from '../support/evaluation-page.ts';
import { expect, test } from '../support/ui.ts';

const told = { me: 'ben', section: 'roads.plan', texts: { 'roads.plan': ['Tre kommuner jämförs varje år.'] } } as const;
const route = '**/api/evaluations/*/sections/roads.plan/authors';

async function shown(page: Page) {
  await page.locator('sam-section-text .editor-text p').first().waitFor();
  await page
    .getByRole('button', { name: /vem som skrev vad/i })
    .first()
    .click();
}

test('names come from the server, by client id', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, told);
  const client = await stage(({ session }) => Number([...(session.texts.get('roads.plan' as never)?.doc.store.clients.keys() ?? [])][0]));
  const member = await stage(({ session }) => Object.entries(session.names.get()).find(([, name]) => name === 'Leila')?.[0]);
  await page.route(route, (asked) => asked.fulfill({ json: { authors: [{ client, member }] } }));
  await shown(page);
  // The fake text is written in the very document that is open: the editor calls that one's own; the map has it as Leila's.
  await expect(page.locator('.editor-legend')).toContainText(/Du|Leila/);
  expect(
    await page
      .locator('sam-section-text sam-editor')
      .first()
      .evaluate((editor: HTMLElement & { authors?: Map<number, string> }) => [...(editor.authors ?? [])]),
  ).toEqual([[client, 'Leila']]);
});

test('without network a sentence says so, and it can be asked again', async ({ page }) => {
  const { stage } = await anEvaluationScreen(page, told);
  await stage(({ screen }) => {
    const text = screen.querySelector('sam-section-text');
    const away = { status: 0, code: 'network', facts: {}, rule: '' };
    if (text) text.fetchAuthors = () => Promise.resolve({ ok: false, error: away });
  });
  await shown(page);
  await expect(page.getByText('Vem som skrev vad finns hos servern, som inte nås just nu.')).toBeVisible();
  await stage(({ screen }) => {
    const text = screen.querySelector('sam-section-text');
    if (text) text.fetchAuthors = () => Promise.resolve({ ok: true, value: { authors: [] } });
  });
  await page.getByRole('button', { name: 'Försök igen' }).click();
  await expect(page.getByText('Vem som skrev vad finns hos servern')).toHaveCount(0);
});
