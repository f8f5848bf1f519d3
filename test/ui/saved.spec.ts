/** The saved indicator tells the truth in words, and speaks up only when it gets worse or comes back. */
import { expect, expectAccessible, test } from '../support/ui.ts';

const at = Date.UTC(2026, 0, 15, 13, 2);

test('every state has its words', async ({ mount, page }) => {
  const { element, set } = await mount('sam-saved', { saved: { state: 'joining' } });
  const shown = element.locator('.now');
  for (const [saved, words] of [
    [{ state: 'joining' }, 'Öppnar …'],
    [{ state: 'saving' }, 'Sparar …'],
    [{ state: 'saved', at }, 'Sparat kl. 14.02'],
    [{ state: 'saved', at: null }, 'Sparat'],
    [{ state: 'offline', unsent: 'nothing' }, 'Ingen kontakt med servern. Det du läser kan ha ändrats.'],
    [{ state: 'offline', unsent: 'page' }, 'Inte sparat än. Ha sidan öppen, det skickas när kontakten är tillbaka.'],
    [{ state: 'offline', unsent: 'device' }, 'Bara på den här enheten. Skickas när kontakten är tillbaka.'],
    [{ state: 'refused', text: 'Godtogs inte: Karin fastställde 4.3 kl. 14.02.' }, 'Godtogs inte: Karin fastställde 4.3 kl. 14.02.'],
  ] as const) {
    await set({ saved });
    await expect(shown).toHaveText(words);
    await expectAccessible(page);
  }
});

test('it is silent while all is well, speaks when it gets worse and when it comes back', async ({ mount }) => {
  const { element, set } = await mount('sam-saved', { saved: { state: 'saved', at } });
  const spoken = element.getByRole('status');
  await expect(spoken).toHaveText('');
  await set({ saved: { state: 'saving' } });
  await set({ saved: { state: 'saved', at: at + 60_000 } });
  await expect(spoken).toHaveText('');
  await set({ saved: { state: 'offline', unsent: 'page' } });
  await expect(spoken).toHaveText(/^Inte sparat än/);
  await set({ saved: { state: 'saving' } });
  await expect(spoken).toHaveText(/^Inte sparat än/);
  await set({ saved: { state: 'saved', at } });
  await expect(spoken).toHaveText('Sparat kl. 14.02');
  await set({ saved: { state: 'saved', at: at + 60_000 } });
  await expect(spoken).toHaveText('Sparat kl. 14.02');
  await set({ saved: { state: 'refused', text: 'Godtogs inte: låst.' } });
  await expect(spoken).toHaveText('Godtogs inte: låst.');
});

test('the clock is that of the language', async ({ mount }) => {
  const { element } = await mount('sam-saved', { saved: { state: 'saved', at } }, { language: 'en', theme: 'dark' });
  await expect(element.locator('.now')).toHaveText('Saved at 14:02');
});
