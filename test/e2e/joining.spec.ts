/** Coming in and going out: links that scanners may open, links that are spent, other devices, signing out, roles that change, languages. */
import { accountText } from '../../client/i18n/account.ts';
import { barText, pageText, signOutText } from '../../client/i18n/app.ts';
import { deviceText, joinText, linkText } from '../../client/i18n/join.ts';
import { conflictText } from '../../client/i18n/evaluation.ts';
import { evaluationsText } from '../../client/i18n/evaluations.ts';
import { teamText } from '../../client/i18n/people.ts';
import { sectionText } from '../../client/i18n/evaluation-text.ts';
import { serverRefusals } from '../../client/i18n/refusals-server.ts';
import type { InvitationId } from '../../shared/domain/ids.ts';
import { openSqlite } from '../../server/storage/sqlite.ts';
import { newSecret } from '../../server/http/tokens.ts';
import { randomBytes } from 'node:crypto';
import { goesToScreen, invites, joins, sectionAt, textField } from '../support/e2e-acts.ts';
import { newId, noServer, type Someone } from '../support/e2e-someone.ts';
import { expect, test } from '../support/e2e.ts';

const said = serverRefusals.sv;
/** What the browser itself writes of an answer that is a no. */
const no = (status: number) => new RegExp(`^Failed to load resource: the server responded with a status of ${status}`);

async function isDead({ page }: Someone, sentence: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(linkText.sv.deadTitle);
  await expect(page.getByText(sentence)).toBeVisible();
}

test('a mail scanner opens the link and uses nothing up; the button does; then it says that it is used', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  await ada.opens(`/e/${id}/people`);
  const link = await invites(ada, 'Ben');

  const scanner = await stage.someone('Skanner');
  for (const method of ['HEAD', 'GET', 'GET']) expect((await scanner.context.request.fetch(link, { method })).status()).toBe(200);
  await scanner.page.goto(link);
  await expect(scanner.page.getByRole('heading', { level: 1 })).toHaveText(joinText.sv.title('Torsås 2021'));
  // The secret is in no address that a log or a shoulder could keep.
  expect(scanner.page.url()).toBe(`${stage.product.url}/join`);

  const ben = await stage.someone('Ben');
  await joins(ben, link);
  await expect(ben.page.locator('aside')).toContainText(conflictText.sv.title);
  await expect(ada.page.getByText(teamText.sv.count(2, 2))).toBeVisible();

  const late = await stage.someone('Sena');
  late.expects(no(404), no(410));
  await late.page.goto(link);
  await isDead(late, said['refusal.invitation/used']);
  expect(late.wire.addresses.some((address) => address.includes('#'))).toBe(false);
  // Whoever had it open when it was used up is told by the button.
  scanner.expects(no(410));
  await scanner.page.getByLabel(joinText.sv.name).fill('Skanner');
  await scanner.page.getByRole('button', { name: joinText.sv.join, exact: true }).click();
  await isDead(scanner, said['refusal.invitation/used']);
});

test('a link that was revoked, ran out, or never was says so', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.someone('Ben');
  ben.expects(no(404), no(410), ...noServer);
  ada.expects(...noServer);
  await ada.opens(`/e/${id}/people`);
  const link = await invites(ada, 'Ben');
  const row = ada.page.locator('sam-invitations li', { hasText: 'Ben' });
  await row.getByRole('button', { name: 'Dra tillbaka', exact: true }).click();
  await row.getByRole('button', { name: 'Dra tillbaka inbjudan till Ben' }).click();
  await expect(row).toHaveCount(0);
  await ben.page.goto(link);
  await isDead(ben, said['refusal.invitation/revoked']);
  await ben.page.goto(`${stage.product.url}/join#${'x'.repeat(43)}`);
  await isDead(ben, said['refusal.invitation/unknown']);

  // Nobody waits two weeks: an invitation whose time is over is put into the folder while nothing runs.
  await stage.product.stop();
  const { token, hash } = newSecret({ bytes: (n) => randomBytes(n) });
  const store = await openSqlite(stage.product.folder);
  const past = Date.now() - 60_000;
  await store.insertInvitation({
    id: newId() as InvitationId,
    tokenHash: hash,
    evaluation: id,
    role: 'evaluator',
    note: null,
    by: ada.id,
    createdAt: past - 1,
    expiresAt: past,
    usedBy: null,
    usedAt: null,
    revokedAt: null,
  });
  await store.close();
  await stage.product.start();
  await ben.page.goto(`${stage.product.url}/join#${token}`);
  await isDead(ben, said['refusal.invitation/expired']);
});

test('one link brings a second device in; signing out everywhere ends both at once, here ends one', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const phone = await stage.someone('Ada på telefonen', { width: 390 });
  const deviceLink = async () => {
    await ada.opens('/me');
    await ada.page.getByRole('button', { name: accountText.sv.makeLink }).click();
    return ada.page.getByLabel(accountText.sv.link).inputValue();
  };
  const signsIn = async (link: string) => {
    await phone.page.goto(link);
    await phone.page.getByRole('button', { name: deviceText.sv.signIn('Ada') }).click();
    await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(evaluationsText.sv.title);
    await phone.opens(`/e/${id}`);
    await phone.isSaved();
  };
  const link = await deviceLink();
  await signsIn(link);
  phone.expects(no(404));

  await test.step('here: the other device goes on', async () => {
    await phone.page.getByRole('button', { name: barText.sv.account('Ada') }).click();
    await phone.page.getByRole('button', { name: barText.sv.signOut, exact: true }).click();
    await expect(phone.page.getByText(signOutText.sv.hereBackOwner)).toBeVisible();
    await phone.page.getByRole('button', { name: signOutText.sv.hereAct, exact: true }).click();
    await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(pageText.sv.outTitle);
    expect(phone.wire.openRooms(id)).toEqual([]);
    await ada.opens(`/e/${id}`);
    await ada.isSaved();
    await phone.page.goto(link);
    await isDead(phone, said['refusal.link/unknown']);
  });

  await test.step('everywhere: the open page says so at once', async () => {
    await signsIn(await deviceLink());
    await ada.opens(`/e/${id}`);
    await ada.isSaved();
    await ada.page.getByRole('button', { name: barText.sv.account('Ada') }).click();
    await ada.page.getByRole('button', { name: barText.sv.signOutEverywhere }).click();
    await ada.page.locator('sam-bar-account').getByRole('button', { name: signOutText.sv.everywhereAct, exact: true }).last().click();
    await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText(pageText.sv.outTitle);
    await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(pageText.sv.endedTitle);
    await expect.poll(() => phone.wire.openRooms(id).length + ada.wire.openRooms(id).length).toBe(0);
  });
});

test('a role that changes and a member who is removed: the open page follows at once', async ({ stage }) => {
  const ada = await stage.owner('Ada');
  const id = await stage.evaluation(ada, 'Torsås');
  const ben = await stage.colleague(ada, id, 'Ben');
  await ben.opens(sectionAt(id, 'democracy.strategy'));
  await expect(textField(ben)).toBeVisible();
  await ada.opens(`/e/${id}`);
  await ada.gives(id, { type: 'member.role', member: ben.id, role: 'observer' });
  await expect(ben.page.getByText(sectionText.sv.reading)).toBeVisible();
  await expect(textField(ben)).toHaveCount(0);
  await expect.poll(() => ben.wire.openRooms(id).filter(({ path }) => /\/(team|ballots\.)/.test(path))).toEqual([]);
  ben.expects(no(403), no(404));
  await ada.gives(id, { type: 'member.remove', member: ben.id });
  await expect(ben.page.getByRole('heading', { level: 1 })).toHaveText(pageText.sv.lostTitle);
  await expect.poll(() => ben.wire.openRooms(id)).toEqual([]);
});

for (const language of ['nb', 'en'] as const) {
  test(`somebody who reads ${language} is met in it, from the link to the evaluation and after a reload`, async ({ stage }) => {
    const ada = await stage.owner('Ada');
    const id = await stage.evaluation(ada, 'Torsås');
    const kari = await stage.someone('Kari');
    await kari.page.goto(await stage.invitation(ada, id));
    await kari.page.getByLabel(barText.sv.language).selectOption(language);
    await expect(kari.page.getByRole('heading', { level: 1 })).toHaveText(joinText[language].title('Torsås 2021'));
    await kari.page.getByLabel(joinText[language].name).fill('Kari');
    await kari.page.getByRole('button', { name: joinText[language].join, exact: true }).click();
    await expect(kari.page.locator('aside')).toContainText(conflictText[language].title);
    await kari.page.reload();
    await expect(kari.page.locator('aside')).toContainText(conflictText[language].title);
    expect(await kari.page.locator('html').getAttribute('lang')).toBe(language);
    await goesToScreen(kari, barText[language].people, language);
    await expect(kari.page.getByRole('heading', { level: 1 })).toHaveText(teamText[language].title);
    await kari.page.getByRole('button', { name: barText[language].account('Kari') }).click();
    await kari.page.locator('sam-bar-account').getByLabel(barText[language].language).selectOption('sv');
    await expect(kari.page.getByRole('heading', { level: 1 })).toHaveText(teamText.sv.title);
    expect((await kari.asks('GET', '/api/me')).body['language']).toBe('sv');
  });
}
