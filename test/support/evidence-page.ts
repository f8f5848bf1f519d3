/** The test's side of the screens of evidence and interviews: puts a story on the harness page, and asks what was given. */
import type { Page } from '@playwright/test';
import type { Command } from '../../shared/domain/commands.ts';
import type { EvidenceStage, Story, Who } from '../ui/evidence-stage.ts';

export type OnStage = {
  /** A colleague's command. */
  does(who: Who, command: Command, base?: number): Promise<void>;
  /** Commands given so far with what became of them. */
  given(): Promise<ReturnType<EvidenceStage['given']>>;
  /** While held, commands wait as they do without network. */
  hold(): Promise<void>;
  release(): Promise<void>;
};

export async function anEvidenceScreen(page: Page, story: Story, width = 1440): Promise<OnStage> {
  const address = process.env['SAMSYN_HARNESS'];
  if (address === undefined) throw new Error('The harness is not served: run by test/playwright.config.ts.');
  await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
  await page.goto(address);
  await page.evaluate(async (given) => {
    await window.harness;
    const module = '/test/ui/evidence-stage.ts';
    const { stage } = (await import(module)) as { stage(story: Story): Promise<void> };
    await stage(given);
  }, story);
  return {
    does: (who, command, base) =>
      page.evaluate(async (given) => window.evidenceStage.does(given.who, given.command, given.base), { who, command, base }),
    given: () => page.evaluate(() => window.evidenceStage.given()),
    hold: () => page.evaluate(() => void (window.evidenceStage.world.held = true)),
    release: () => page.evaluate(() => window.evidenceStage.world.release()),
  };
}
