/**
 * Whatever the network, the browsers and the server go through: what a device called kept is in the server's text and facts, or in
 * front of its author with a reason; all read the same; nobody honest is refused but by a rule.
 */
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { test, vi } from 'vitest';
import { Story, stories, type Step } from './offline-story.ts';
import { startTime, stopTime } from '../unit/sync/world.ts';

async function told(steps: readonly Step[]): Promise<void> {
  vi.stubGlobal('indexedDB', new IDBFactory());
  startTime();
  const story = await Story.begin();
  try {
    for (const step of steps) await story.tell(step);
    await story.end();
  } finally {
    await story.destroy();
    stopTime();
    vi.unstubAllGlobals();
  }
}

test('[T8] what was kept is in, or in a record, however the journey went', async () => {
  await fc.assert(fc.asyncProperty(stories, told), { numRuns: 40, seed: 20_261_122 });
}, 120_000);
