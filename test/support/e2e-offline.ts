/** What a browser needs for a journey: whether it has it, seen from outside. */
import { expect } from '@playwright/test';
import type { Someone } from './e2e-someone.ts';

/** The worker has the shell, and this device's database every text of the evaluation that is open. */
export async function isPacked({ page }: Someone, sections = 46): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, { timeout: 30_000 });
  const wholeTexts = () =>
    page.evaluate(async () => {
      const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('samsyn.'))?.name ?? '';
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('no database'));
      });
      const rows = await new Promise<{ room: string; whole: boolean }[]>((resolve) => {
        const asking = database.transaction('rooms').objectStore('rooms').getAll();
        asking.onsuccess = () => resolve(asking.result as { room: string; whole: boolean }[]);
      });
      database.close();
      return rows.filter(({ room, whole }) => room.startsWith('text.') && whole).length;
    });
  await expect.poll(wholeTexts, { timeout: 30_000 }).toBe(sections);
}

/** The list of evaluations lies on this device, though its page was never opened. */
export async function listIsKept({ page }: Someone): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('samsyn.'))?.name ?? '';
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('no database'));
      });
      const count = await new Promise<number>((resolve) => {
        const asking = database.transaction('answers').objectStore('answers').count();
        asking.onsuccess = () => resolve(asking.result);
      });
      database.close();
      return count;
    });
  await expect.poll(kept, { timeout: 30_000 }).toBeGreaterThan(0);
}
