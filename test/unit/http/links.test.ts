/** One-time links: the owner's first, and those for another device. */
import { describe, expect, test } from 'vitest';
import { limits } from '../../../shared/domain/limits.ts';
import { recoveryLinks, renewOwnerLink } from '../../../server/http/links.ts';
import { aServer, minute, no, nobody, tokenIn } from './harness.ts';

async function anOwnerLink(server: ReturnType<typeof aServer>) {
  return tokenIn((await renewOwnerLink(server.ports, server.own)) ?? '');
}

describe('the owner link', () => {
  test('stands behind the # of /owner, 256 bits of it, and only its hash is stored', async () => {
    const server = aServer();
    const link = await renewOwnerLink(server.ports, server.own);
    expect(link).toMatch(/^http:\/\/localhost:4870\/owner#[A-Za-z0-9_-]{43}$/);
    expect(await server.store.findLink(tokenIn(link ?? ''))).toBeNull();
  });

  test('looking tells what it is for and uses nothing up', async () => {
    const server = aServer();
    const token = await anOwnerLink(server);
    for (let i = 0; i < 3; i++) {
      const said = await server.visitor().post('/api/links/look', { token });
      expect([said.status, said.body]).toEqual([200, { purpose: 'owner' }]);
      expect(said.response.headers.get('set-cookie')).toBeNull();
    }
  });

  test('its button makes the owner and signs in', async () => {
    const server = aServer();
    const olle = server.visitor();
    const said = await olle.post('/api/links/use', { token: await anOwnerLink(server), name: '  Olle Ek ', language: 'nb' });
    expect(said.body).toMatchObject({ name: 'Olle Ek', language: 'nb', owner: true });
    expect((await olle.get('/api/me')).body).toEqual(said.body);
  });

  test('without a name it asks for one and is not used up', async () => {
    const server = aServer();
    const token = await anOwnerLink(server);
    expect(no(await server.visitor().post('/api/links/use', { token }))).toEqual([422, 'name/missing']);
    expect((await server.visitor().post('/api/links/use', { token, name: 'Olle' })).status).toBe(200);
  });

  test('works once, and of two that race one gets it', async () => {
    const server = aServer();
    const token = await anOwnerLink(server);
    const both = await Promise.all(['A', 'B'].map((name) => server.visitor().post('/api/links/use', { token, name })));
    expect(both.map((said) => said.status).sort()).toEqual([200, 404]);
    expect(no(await server.visitor().post('/api/links/use', { token, name: 'C' }))).toEqual([404, 'link/unknown']);
    expect((await server.store.listPeople()).length).toBe(1);
  });

  test('each start replaces it, until there is an owner', async () => {
    const server = aServer();
    const former = await anOwnerLink(server);
    const token = await anOwnerLink(server);
    expect(token).not.toBe(former);
    expect(no(await server.visitor().post('/api/links/use', { token: former, name: 'Olle' }))).toEqual([404, 'link/unknown']);
    await server.visitor().post('/api/links/use', { token, name: 'Olle' });
    expect(await renewOwnerLink(server.ports, server.own)).toBeNull();
  });
});

describe('a link for another device', () => {
  test('signs the same person in, once', async () => {
    const server = aServer();
    const { at: olle, id } = await server.owner();
    const made = await olle.post('/api/me/device-links');
    expect(made.body).toEqual({
      url: expect.stringMatching(/^http:\/\/localhost:4870\/device#.{43}$/) as string,
      expiresAt: server.time.now + limits.deviceLinkMinutes * minute,
    });
    const token = tokenIn(String(made.body['url']));
    const phone = server.visitor();
    expect((await phone.post('/api/links/look', { token })).body).toEqual({
      purpose: 'device',
      person: { name: 'Olle' },
      signedInAs: null,
    });
    expect((await phone.post('/api/links/use', { token })).body).toMatchObject({ id });
    expect(phone.cookie).not.toBe(olle.cookie);
    expect(no(await server.visitor().post('/api/links/use', { token }))).toEqual([404, 'link/unknown']);
    expect((await olle.get('/api/me')).status).toBe(200);
  });

  test('ends', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    const token = tokenIn(String((await olle.post('/api/me/device-links')).body['url']));
    server.time.now += limits.deviceLinkMinutes * minute;
    for (const path of ['/api/links/look', '/api/links/use']) {
      expect(no(await server.visitor().post(path, { token }))).toEqual([410, 'link/expired']);
    }
  });

  test('is replaced by the next one', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    const first = tokenIn(String((await olle.post('/api/me/device-links')).body['url']));
    await olle.post('/api/me/device-links');
    expect(no(await server.visitor().post('/api/links/use', { token: first }))).toEqual([404, 'link/unknown']);
  });

  test('is not for nobody', async () => {
    expect(no(await aServer().visitor().post('/api/me/device-links'))).toEqual([401, 'session/none']);
  });

  test('takes the place of whoever was signed in on that device, sockets included', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    const ada = await server.member(olle, await server.evaluation(olle), 'evaluator', 'Ada');
    const before = ada.at.cookie;
    const token = tokenIn(String((await olle.post('/api/me/device-links')).body['url']));
    expect((await ada.at.post('/api/links/look', { token })).body).toMatchObject({ signedInAs: 'Ada' });
    await ada.at.post('/api/links/use', { token });
    expect((await ada.at.get('/api/me')).body).toMatchObject({ name: 'Olle' });
    expect(no(await server.visitor().carry(before).get('/api/me'))).toEqual([401, 'session/none']);
    expect(server.told).toHaveLength(1);
  });
});

test.each([
  {},
  { token: '' },
  { token: 'x' },
  { token: nobody, more: 1 },
  { token: 1 },
  [],
  null,
  'text',
  { token: nobody, name: 'a\u0000b' },
])('nonsense %j is malformed', async (body) => {
  expect(no(await aServer().visitor().post('/api/links/use', JSON.stringify(body)))).toEqual([400, 'input/malformed']);
});

test('a token nobody made is unknown', async () => {
  for (const path of ['/api/links/look', '/api/links/use']) {
    expect(no(await aServer().visitor().post(path, { token: nobody }))).toEqual([404, 'link/unknown']);
  }
});

test('whoever tries too many is asked to wait', async () => {
  const server = aServer();
  const tries = async (n: number) => {
    for (let i = 0; i < n; i++) await server.visitor().post('/api/links/look', { token: nobody });
  };
  await tries(limits.attempts.perAddress);
  const said = await server.visitor().post('/api/links/use', { token: nobody });
  expect(no(said)).toEqual([429, 'rate/too-fast']);
  expect(said.body['facts']).toEqual({ seconds: 60 });
  expect(said.response.headers.get('retry-after')).toBe('60');
  expect(no(await server.visitor().post('/api/invitations/look', { token: nobody }))).toEqual([429, 'rate/too-fast']);
  server.time.now += limits.attempts.windowMs;
  expect(no(await server.visitor().post('/api/links/use', { token: nobody }))).toEqual([404, 'link/unknown']);
});

describe('a way back for owners', () => {
  test('each owner gets a link that signs in as the one they are, once, for a short while', async () => {
    const server = aServer();
    expect(await recoveryLinks(server.ports, server.own)).toEqual([]);
    const olle = server.visitor();
    await olle.post('/api/links/use', { token: await anOwnerLink(server), name: 'Olle' });
    const [link, ...others] = await recoveryLinks(server.ports, server.own);
    expect([link?.name, others]).toEqual(['Olle', []]);
    const token = tokenIn(link?.url ?? '');
    const elsewhere = server.visitor();
    expect((await elsewhere.post('/api/links/use', { token })).body).toEqual((await olle.get('/api/me')).body);
    expect(no(await server.visitor().post('/api/links/use', { token }))).toEqual([404, 'link/unknown']);
  });
});
