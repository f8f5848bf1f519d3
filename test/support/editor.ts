/** The test's side of several people's editors on one page. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Cast, EditorStage } from '../ui/editor-stage.ts';
import type { MountOptions } from '../ui/harness.ts';

export type Story = {
  readonly page: Page;
  /** The person's text as a text box or, for readers, a group. */
  text(name: string): Locator;
  /** The person's whole editor: tools, text, dialog. */
  editor(name: string): Locator;
  /** Puts the person's caret at the end of the line with these words. */
  stand(name: string, words: string): Promise<void>;
  /** Something done or asked on the stage; the function runs in the page. */
  stage<R, A>(act: (stage: EditorStage, given: A) => R, given?: A): Promise<Awaited<R>>;
  /** Everyone's text is the same, and it is this. */
  everyoneReads(words: string): Promise<void>;
};

export async function aText(page: Page, cast: Cast, options: MountOptions & { readonly width?: number } = {}): Promise<Story> {
  const address = process.env['SAMSYN_HARNESS'];
  if (address === undefined) throw new Error('The harness is not served: run by test/playwright.config.ts.');
  if (options.width !== undefined) await page.setViewportSize({ width: options.width, height: 900 });
  await page.goto(address);
  await page.evaluate(
    async (given) => {
      // Mounting anything sets theme and language, and waits for styles and fonts.
      await (await window.harness).mount('sam-editor', {}, given.options);
      const module = '/test/ui/editor-stage.ts';
      await import(module);
      window.stage = new window.EditorStage(given.cast);
    },
    { cast, options },
  );
  await expect(page.locator('.ProseMirror')).toHaveCount(cast.people.length);
  const editor = (name: string) => page.locator(`sam-editor[data-of="${name}"]`);
  const stage: Story['stage'] = (act, given) =>
    page.evaluate(([source, value]) => (0, eval)(`(${source})`)(window.stage, value), [act.toString(), given] as const);
  return {
    page,
    editor,
    text: (name) => editor(name).locator('.ProseMirror'),
    stage,
    async stand(name, words) {
      await editor(name).locator('.ProseMirror').locator('p, h3, h4').filter({ hasText: words }).first().click();
      await page.keyboard.press('End');
      // ProseMirror hears of a click by an event of its own, and looks again 20 ms after it got focus. Nobody types that fast.
      await page.waitForTimeout(60);
    },
    async everyoneReads(words) {
      for (const name of cast.people) await expect.poll(() => stage((here, who: string) => here.textOf(who), name)).toBe(words);
    },
  };
}
