/** The test's side of the Evaluation screen: puts a story on the harness page, and asks or does things behind the screen's back. */
import type { Page } from '@playwright/test';
import type { Command } from '../../shared/domain/commands.ts';
import type { Stage, Story, Who } from '../ui/evaluation-stage.ts';

export type OnStage = {
  /** A colleague's command. */
  does(who: Who, command: Command): Promise<void>;
  /** Commands given so far: the type, what it says, and the code of a refusal. */
  commands(): Promise<ReturnType<Stage['commands']>>;
  /** Something asked of or done on the stage; the function runs in the page. */
  stage<R>(act: (stage: Stage) => R): Promise<Awaited<R>>;
};

export async function anEvaluationScreen(page: Page, story: Story, width = 1440): Promise<OnStage> {
  const address = process.env['SAMSYN_HARNESS'];
  if (address === undefined) throw new Error('The harness is not served: run by test/playwright.config.ts.');
  await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
  await page.goto(address);
  await page.evaluate(async (given) => {
    await window.harness;
    const module = '/test/ui/evaluation-stage.ts';
    const { stage } = (await import(module)) as { stage(story: Story): Promise<void> };
    await stage(given);
  }, story);
  return {
    does: (who, command) => page.evaluate(async (given) => window.evaluationStage.does(given.who, given.command), { who, command }),
    commands: () => page.evaluate(() => window.evaluationStage.commands()),
    stage: (act) => page.evaluate((source) => (0, eval)(`(${source})`)(window.evaluationStage), act.toString()),
  };
}

/** Buttons that are unavailable stay in reach: Playwright would wait for them to become enabled. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  await button.focus();
  await page.keyboard.press('Enter');
}
