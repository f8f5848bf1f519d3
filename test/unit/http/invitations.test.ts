/** Invitations: made and withdrawn by leads, looked at without harm, used up once by whoever holds the link. */
import { describe, expect, test } from 'vitest';
import { limits } from '../../../shared/domain/limits.ts';
import { InvitationUsed } from '../../../shared/protocol/http.ts';
import { aServer, day, no, nobody, tokenIn } from './harness.ts';

async function aTeam() {
  const server = aServer();
  const olle = await server.owner();
  const id = await server.evaluation(olle.at);
  return { server, olle, id, path: `/api/evaluations/${id}/invitations` };
}
const look = '/api/invitations/look';
const use = '/api/invitations/use';

describe('making one', () => {
  test('gives a link behind the # of /join that ends after its days; its hash alone is kept', async () => {
    const { server, olle, path } = await aTeam();
    const said = await olle.at.post(path, { role: 'evaluator', days: 3, note: 'Ada in Kalmar' });
    expect(said.body).toMatchObject({
      url: expect.stringMatching(/^http:\/\/localhost:4870\/join#[A-Za-z0-9_-]{43}$/) as string,
      expiresAt: server.time.now + 3 * day,
    });
    const token = tokenIn(String(said.body['url']));
    expect(await server.store.findInvitation(token)).toBeNull();
    const list = await olle.at.get(path);
    expect(list.body).toEqual({
      invitations: [
        {
          id: said.body['id'],
          role: 'evaluator',
          note: 'Ada in Kalmar',
          invitedBy: { id: olle.id, name: 'Olle' },
          createdAt: server.time.now,
          expiresAt: server.time.now + 3 * day,
          state: 'open',
          usedBy: null,
        },
      ],
    });
    expect(JSON.stringify(list.body)).not.toContain(token);
  });

  test.each([
    {},
    { role: 'owner' },
    { role: 'lead', days: 0 },
    { role: 'lead', days: 91 },
    { role: 'lead', days: 1.5 },
    { role: 'lead', to: 'x' },
  ])('%j is malformed', async (input) => {
    const { olle, path } = await aTeam();
    expect(no(await olle.at.post(path, input))).toEqual([400, 'input/malformed']);
  });

  test('listing and withdrawing are for leads', async () => {
    const { server, olle, id, path } = await aTeam();
    const { id: invitation } = await server.invite(olle.at, id, 'observer');
    const ada = await server.member(olle.at, id, 'evaluator', 'Ada');
    const each = [() => ada.at.get(path), () => ada.at.post(path, { role: 'lead' }), () => ada.at.delete(`${path}/${invitation}`)];
    for (const attempt of each) expect(no(await attempt())).toEqual([403, 'role/not-allowed']);
    await server.command(olle.at, id, { type: 'member.remove', member: ada.id });
    for (const attempt of each) expect(no(await attempt())).toEqual([403, 'role/not-a-member']);
    expect(no(await server.visitor().get(path))).toEqual([401, 'session/none']);
    expect(no(await olle.at.get(`/api/evaluations/${'x'.repeat(20)}/invitations`))).toEqual([404, 'evaluation/unknown']);
  });

  test('there is an end to how many are open', async () => {
    const { server, olle, id, path } = await aTeam();
    for (let i = 0; i < limits.openInvitations; i++) await server.invite(olle.at, id, 'observer');
    expect(no(await olle.at.post(path, { role: 'observer' }))).toEqual([409, 'invitation/too-many']);
    server.time.now += limits.invitationDays * day;
    expect((await olle.at.post(path, { role: 'observer' })).status).toBe(200);
  });
});

describe('looking', () => {
  test('shows what it is to, as often as one likes, and uses nothing up', async () => {
    const { server, olle, id } = await aTeam();
    const { url, expiresAt } = await server.invite(olle.at, id, 'reviewer');
    for (let i = 0; i < 3; i++) {
      const said = await server.visitor().post(look, { token: tokenIn(url) });
      expect(said.body).toEqual({
        subject: { name: 'Torsås', year: 2021 },
        instrument: 'Tiny 1',
        role: 'reviewer',
        invitedBy: 'Olle',
        expiresAt,
        signedInAs: null,
      });
      expect(said.response.headers.get('set-cookie')).toBeNull();
    }
    expect((await olle.at.post(look, { token: tokenIn(url) })).body).toMatchObject({ signedInAs: 'Olle' });
    expect((await server.visitor().post(use, { token: tokenIn(url), name: 'Rut' })).status).toBe(200);
  });

  test('says why it is of no use', async () => {
    const { server, olle, id, path } = await aTeam();
    const used = await server.invite(olle.at, id, 'observer');
    await server.visitor().post(use, { token: tokenIn(used.url), name: 'Oda' });
    const revoked = await server.invite(olle.at, id, 'observer');
    await olle.at.delete(`${path}/${revoked.id}`);
    const expired = await server.invite(olle.at, id, 'observer', { days: 1 });
    server.time.now += day;
    for (const [token, answer] of [
      [tokenIn(used.url), [410, 'invitation/used']],
      [tokenIn(revoked.url), [410, 'invitation/revoked']],
      [tokenIn(expired.url), [410, 'invitation/expired']],
      [nobody, [404, 'invitation/unknown']],
    ] as const) {
      expect(no(await server.visitor().post(look, { token }))).toEqual(answer);
      expect(no(await server.visitor().post(use, { token, name: 'Eva' }))).toEqual(answer);
    }
    expect((await server.store.listPeople()).map((person) => person.name).sort()).toEqual(['Oda', 'Olle']);
  });

  test('[M7] whoever no longer leads lets nobody in', async () => {
    const { server, olle, id, path } = await aTeam();
    const ben = await server.member(olle.at, id, 'lead', 'Ben');
    const { url } = await server.invite(ben.at, id, 'evaluator');
    await server.command(olle.at, id, { type: 'member.role', member: ben.id, role: 'evaluator' });
    expect(no(await server.visitor().post(look, { token: tokenIn(url) }))).toEqual([410, 'invitation/revoked']);
    expect(no(await server.visitor().post(use, { token: tokenIn(url), name: 'Eva' }))).toEqual([410, 'invitation/revoked']);
    expect((await olle.at.get(path)).body).toMatchObject({
      invitations: expect.arrayContaining([expect.objectContaining({ state: 'revoked' })]) as unknown,
    });
  });
});

describe('using', () => {
  test('makes a person, a session and a member with the role; the list says who', async () => {
    const { server, olle, id, path } = await aTeam();
    const { url } = await server.invite(olle.at, id, 'evaluator');
    const at = server.visitor();
    const { evaluation, me } = InvitationUsed.parse((await at.post(use, { token: tokenIn(url), name: ' Ada ', language: 'nb' })).body);
    expect([evaluation, me]).toEqual([id, { id: me.id, name: 'Ada', language: 'nb', owner: false }]);
    expect((await at.get('/api/me')).body).toEqual(me);
    expect((await server.facts.get(id))?.members[me.id]).toMatchObject({ role: 'evaluator', removed: false });
    expect((await olle.at.get(path)).body).toMatchObject({ invitations: [{ state: 'used', usedBy: { id: me.id, name: 'Ada' } }] });
  });

  test('whoever is signed in enters as who they are', async () => {
    const { server, olle, id } = await aTeam();
    const ada = await server.member(olle.at, id, 'evaluator', 'Ada');
    const other = await server.evaluation(olle.at, 'Vellinge');
    const { url } = await server.invite(olle.at, other, 'reviewer');
    const before = ada.at.cookie;
    const said = await ada.at.post(use, { token: tokenIn(url), name: 'Somebody else' });
    expect(said.body).toMatchObject({ evaluation: other, me: { id: ada.id, name: 'Ada' } });
    expect(ada.at.cookie).toBe(before);
    expect((await server.facts.get(other))?.members[ada.id]).toMatchObject({ role: 'reviewer' });
  });

  test('[M6] a member already does not use it up', async () => {
    const { server, olle, id } = await aTeam();
    const { url } = await server.invite(olle.at, id, 'evaluator');
    expect(no(await olle.at.post(use, { token: tokenIn(url) }))).toEqual([409, 'member/already']);
    expect((await server.visitor().post(use, { token: tokenIn(url), name: 'Ada' })).status).toBe(200);
  });

  test('somebody who was removed comes back by a new one', async () => {
    const { server, olle, id } = await aTeam();
    const ada = await server.member(olle.at, id, 'evaluator', 'Ada');
    await server.command(olle.at, id, { type: 'member.remove', member: ada.id });
    const { url } = await server.invite(olle.at, id, 'observer');
    expect((await ada.at.post(use, { token: tokenIn(url) })).status).toBe(200);
    expect((await server.facts.get(id))?.members[ada.id]).toMatchObject({ role: 'observer', removed: false });
  });

  test('without a name nobody new enters, and it is not used up', async () => {
    const { server, olle, id } = await aTeam();
    const { url } = await server.invite(olle.at, id, 'evaluator');
    expect(no(await server.visitor().post(use, { token: tokenIn(url) }))).toEqual([422, 'name/missing']);
    expect(no(await server.visitor().post(use, { token: tokenIn(url), name: ' ' }))).toEqual([400, 'input/malformed']);
    expect((await server.visitor().post(use, { token: tokenIn(url), name: 'Ada' })).status).toBe(200);
  });

  test('of many that race one enters', async () => {
    const { server, olle, id } = await aTeam();
    const { url } = await server.invite(olle.at, id, 'evaluator');
    const all = await Promise.all(['A', 'B', 'C', 'D'].map((name) => server.visitor().post(use, { token: tokenIn(url), name })));
    expect(all.filter((said) => said.status === 200)).toHaveLength(1);
    expect(all.filter((said) => said.status !== 200).map(no)).toEqual(Array(3).fill([410, 'invitation/used']));
    expect(all.filter((said) => said.response.headers.has('set-cookie'))).toHaveLength(1);
    expect(Object.values((await server.facts.get(id))?.members ?? {})).toHaveLength(2);
  });

  test('withdrawn while it is being used, it lets nobody in', async () => {
    const { server, olle, id, path } = await aTeam();
    const { url, id: invitation } = await server.invite(olle.at, id, 'evaluator');
    const admit = server.facts.admit;
    server.facts.admit = async (...args) => {
      await olle.at.delete(`${path}/${invitation}`);
      return admit(...args);
    };
    expect(no(await server.visitor().post(use, { token: tokenIn(url), name: 'Ada' }))).toEqual([410, 'invitation/revoked']);
  });
});

describe('withdrawing', () => {
  test('works once, for what is open, in its own evaluation', async () => {
    const { server, olle, id, path } = await aTeam();
    const { id: invitation } = await server.invite(olle.at, id, 'evaluator');
    const other = await server.evaluation(olle.at, 'Vellinge');
    expect(no(await olle.at.delete(`/api/evaluations/${other}/invitations/${invitation}`))).toEqual([404, 'invitation/unknown']);
    expect((await olle.at.delete(`${path}/${invitation}`)).status).toBe(200);
    expect(no(await olle.at.delete(`${path}/${invitation}`))).toEqual([404, 'invitation/unknown']);
    expect(no(await olle.at.delete(`${path}/x`))).toEqual([400, 'input/malformed']);
  });
});
