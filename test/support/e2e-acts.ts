/** What people do on the screens, as steps of a story: by the names and roles that a screen reader would go by. Swedish unless said otherwise. */
import { expect, type Locator } from '@playwright/test';
import { barText } from '../../client/i18n/app.ts';
import { ballotText } from '../../client/i18n/evaluation-ballot.ts';
import { phaseLineText } from '../../client/i18n/evaluation-lead.ts';
import { consensusText, standText } from '../../client/i18n/evaluation-record.ts';
import { conflictText } from '../../client/i18n/evaluation.ts';
import { joinText } from '../../client/i18n/join.ts';
import { phaseWords } from '../../client/i18n/marks.ts';
import { invitationsText } from '../../client/i18n/people-invitations.ts';
import { scaleText } from '../../client/i18n/ui.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import type { Area, Criterion } from '../../shared/domain/instrument.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import type { Phase } from '../../shared/domain/phases.ts';
import type { Language, Someone } from './e2e-someone.ts';

/** Opens the link and presses its button, as somebody new. */
export async function joins(someone: Someone, link: string): Promise<void> {
  const { page } = someone;
  await page.goto(link);
  await page.getByLabel(joinText.sv.name).fill(someone.name);
  await page.getByRole('button', { name: joinText.sv.join, exact: true }).click();
  await page.waitForURL(/\/e\/[a-z0-9]{20}/);
  await someone.knowsItself();
}

/** Goes to a section without loading the page anew: by the tree, unfolding the area first if need be. */
export async function goesTo(someone: Someone, area: Area, criterion: Criterion): Promise<void> {
  const tree = someone.page.locator('aside sam-evaluation-tree');
  const link = tree.getByRole('link', { name: `${criterion.code} ${criterion.name}` });
  if (!(await link.isVisible())) await tree.getByRole('button', { name: `Visa delområdena i ${area.code}` }).click();
  await link.click();
  await expect(heading(someone)).toHaveText(`${criterion.code} ${criterion.name}`);
}

export function heading({ page }: Someone): Locator {
  return page.locator('.centre').getByRole('heading', { level: 1 });
}

/** The address of a section; loading it begins the page anew. */
export function sectionAt(evaluation: EvaluationId, section: string): string {
  return `/e/${evaluation}/s/${section}`;
}

export async function declaresNone({ page }: Someone): Promise<void> {
  const button = page.locator('aside').getByRole('button', { name: conflictText.sv.none });
  await button.click();
  await expect(button).toBeHidden();
}

export async function movesTo({ page }: Someone, phase: Phase): Promise<void> {
  const line = page.getByRole('region', { name: phaseLineText.sv.line });
  const word = phaseWords.sv[phase];
  const name = phaseLineText.sv.move(word);
  await line.getByRole('button', { name }).click();
  await line.locator('form').getByRole('button', { name }).click();
  await expect(line).toContainText(phaseLineText.sv.now(word));
  // The facts may come before the answer; until then the act is unfolded, and names the next phase already.
  await expect(line.locator('form')).toHaveCount(0);
}

/** The number field of one's own ballot on the criterion that is shown. */
export function pointsField({ page }: Someone, code: string, max: number): Locator {
  return page.getByRole('spinbutton', { name: scaleText.sv.name(ballotText.sv.ownOf(code), max) });
}

/** Types points and, if there is one, a reason; goes on with Tab, which settles them. Does not wait until they are saved. */
export async function scores(someone: Someone, criterion: Criterion, points: number, reason = ''): Promise<void> {
  const field = pointsField(someone, criterion.code, criterion.maxPoints);
  await field.fill(String(points));
  if (reason !== '') await someone.page.getByLabel(ballotText.sv.reason).fill(reason);
  await (reason === '' ? field : someone.page.getByLabel(ballotText.sv.reason)).press('Tab');
}

/** The lead writes down what was agreed; outside the ballots' range the form asks a second time. */
export async function agrees({ page }: Someone, points: number, reason: string): Promise<void> {
  const form = page.getByRole('form', { name: consensusText.sv.title });
  await form.getByLabel(consensusText.sv.points).fill(String(points));
  await form.getByLabel(consensusText.sv.reason).fill(reason);
  await form.getByRole('button', { name: consensusText.sv.agree }).click();
  const agreed = page.getByRole('list', { name: standText.sv.title });
  const sure = form.getByRole('button', { name: consensusText.sv.outsideVerb(points) });
  await expect(agreed.or(sure)).toBeVisible();
  if (await sure.isVisible()) await sure.click();
  await expect(agreed).toBeVisible();
}

export async function standsBehind({ page }: Someone): Promise<void> {
  const list = page.getByRole('list', { name: standText.sv.title });
  await list.getByRole('button', { name: standText.sv.behind }).click();
  await expect(list.getByRole('button', { name: standText.sv.behind })).toBeHidden();
}

/** The text of the section that is shown, to be written in. */
export function textField({ page }: Someone): Locator {
  return page.locator('sam-section-text > .section-text').getByRole('textbox');
}

/** Puts the caret at the end of the text. */
export async function goesToEnd(someone: Someone): Promise<void> {
  await textField(someone).focus();
  await someone.page.keyboard.press('Control+End');
}

/** Types where the caret is, key by key. */
export async function types({ page }: Someone, words: string, delay = 15): Promise<void> {
  await page.keyboard.type(words, { delay });
}

export async function writes(someone: Someone, words: string): Promise<void> {
  await goesToEnd(someone);
  await types(someone, words);
}

/** The text as it reads, without the names at colleagues' carets. */
export async function textOf(someone: Someone): Promise<string> {
  return someone.page.locator('sam-section-text > .section-text .ProseMirror').evaluate((node) => {
    const copy = node.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('.colleague, .ProseMirror-trailingBreak')) caret.remove();
    return copy.textContent ?? '';
  });
}

/** The lead makes an invitation on the People screen, which is open; answers with the link that it shows this once. */
export async function invites({ page }: Someone, whom: string, role: Role = 'evaluator'): Promise<string> {
  const form = page.locator('sam-invitations form');
  await form.getByLabel(invitationsText.sv.role).selectOption(role);
  await form.getByLabel(invitationsText.sv.whom).fill(whom);
  await form.getByRole('button', { name: invitationsText.sv.make }).click();
  const field = page.locator('sam-invitation-link').getByRole('textbox', { name: invitationsText.sv.link });
  // Started without an address of its own, the product says whom the link can reach.
  await expect(page.locator('sam-invitation-link').getByText(invitationsText.sv.onlyHere)).toBeVisible();
  await expect(field).toHaveValue(/\/join#/);
  const link = await field.inputValue();
  await page.getByRole('button', { name: invitationsText.sv.putAway }).click();
  await expect(field).toBeHidden();
  return link;
}

/** Goes to a screen by the bar: Utvärdering, Översikt, Personer. */
export async function goesToScreen({ page }: Someone, word: string, language: Language = 'sv'): Promise<void> {
  await page.getByRole('navigation', { name: barText[language].places }).getByRole('link', { name: word }).click();
}

/** Every word and every value that the page holds, shown or not, shadow roots included. */
export async function wordsIn({ page }: Someone): Promise<string> {
  return page.evaluate(() => {
    const words: string[] = [];
    const read = (root: Document | ShadowRoot) => {
      words.push(root.textContent ?? '', root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
      for (const element of root.querySelectorAll('*')) {
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) words.push(element.value);
        if (element.shadowRoot) read(element.shadowRoot);
      }
    };
    read(document);
    return words.join('\n');
  });
}

/** What the overview that is open says: the areas' points in order, and the total; null where it shows none. */
export async function pointsShown({ page }: Someone): Promise<{ areas: readonly string[]; total: string | null }> {
  const total = page.locator('sam-figure-total b');
  return {
    areas: (await page.locator('sam-score-table tr.area td.agreed').allTextContents()).map((text) => text.trim()),
    total: (await total.count()) === 0 ? null : ((await total.textContent())?.trim() ?? null),
  };
}
