/** Sessions and oneself: the cookie, who is signed in, changes, signing out here and everywhere. */
import { describe, expect, test } from 'vitest';
import { limits } from '../../../shared/domain/limits.ts';
import { createSessions } from '../../../server/http/sessions.ts';
import { aServer, day, no, nobody, tokenIn } from './harness.ts';

describe('the session cookie', () => {
  async function cookieOf(origin?: string) {
    const server = aServer(origin ? { origin } : {});
    const { at: olle } = await server.owner();
    const token = tokenIn(String((await olle.post('/api/me/device-links')).body['url']));
    const said = await server.visitor().post('/api/links/use', { token });
    return said.response.headers.get('set-cookie') ?? '';
  }

  test('over https it is a __Host- cookie that scripts and other sites do not get', async () => {
    const cookie = await cookieOf('https://samsyn.example.org');
    expect(cookie).toMatch(/^__Host-samsyn=[A-Za-z0-9_-]{43}; /);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', `Max-Age=${limits.sessionDays * 86_400}`]) {
      expect(cookie.split('; ')).toContain(attribute);
    }
    expect(cookie).not.toContain('Domain');
  });

  test('over http it has a plain name and is not Secure', async () => {
    const cookie = await cookieOf();
    expect(cookie).toMatch(/^samsyn=/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).not.toMatch(/Secure/);
  });

  test('what is stored is the hash of its token', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    const token = olle.cookie.split('=')[1] ?? '';
    expect(await server.store.findSession(token)).toBeNull();
    const identity = await createSessions(server).identify(olle.cookie);
    expect(identity).toMatchObject({ name: 'Olle' });
    expect(identity?.session).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([undefined, '', 'samsyn', 'samsyn=', 'samsyn=x', `samsyn=${nobody}`, `other=${nobody}`, 'samsyn="%ff"', ';;;='])(
    'a Cookie header %j is nobody',
    async (header) => {
      const server = aServer();
      expect(await createSessions(server).identify(header)).toBeNull();
      expect(no(await server.visitor().get('/api/me', header === undefined ? {} : { cookie: header }))).toEqual([401, 'session/none']);
    },
  );

  test('ends after its days', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    server.time.now += limits.sessionDays * day - 1;
    expect((await olle.get('/api/me')).status).toBe(200);
    server.time.now += 1;
    expect(no(await olle.get('/api/me'))).toEqual([401, 'session/none']);
  });
});

describe('oneself', () => {
  test('name and language change; the rooms hear of a new name', async () => {
    const server = aServer();
    const { at: olle, id } = await server.owner();
    const renamed: string[] = [];
    server.facts.renamed = async (person) => void renamed.push(person);
    expect((await olle.patch('/api/me', { name: ' Olle Ek ' })).body).toEqual({ id, name: 'Olle Ek', language: 'sv', owner: true });
    expect((await olle.patch('/api/me', { language: 'en' })).body).toMatchObject({ name: 'Olle Ek', language: 'en' });
    expect((await olle.get('/api/me')).body).toMatchObject({ name: 'Olle Ek', language: 'en' });
    expect(renamed).toEqual([id]);
    expect(server.told).toEqual([`renamed ${id} Olle Ek`]);
  });

  test.each([
    { name: '' },
    { name: '   ' },
    { name: 'x'.repeat(121) },
    { name: 'a\nb' },
    { language: 'de' },
    { owner: true },
    { id: 'x' },
    [],
  ])('a change to %j is malformed and changes nothing', async (change) => {
    const { at: olle } = await aServer().owner();
    expect(no(await olle.patch('/api/me', change))).toEqual([400, 'input/malformed']);
    expect((await olle.get('/api/me')).body).toMatchObject({ name: 'Olle', language: 'sv', owner: true });
  });

  test('nobody changes nothing', async () => {
    expect(no(await aServer().visitor().patch('/api/me', { name: 'X' }))).toEqual([401, 'session/none']);
  });
});

describe('signing out', () => {
  test('here ends this session, its sockets and its cookie; other devices stay', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    const phone = server.visitor();
    await phone.post('/api/links/use', { token: tokenIn(String((await olle.post('/api/me/device-links')).body['url'])) });
    const before = olle.cookie;
    const session = (await createSessions(server).identify(before))?.session;
    const said = await olle.post('/api/sign-out');
    expect(said.status).toBe(200);
    expect(said.response.headers.get('set-cookie')).toMatch(/^samsyn=; Max-Age=0; Path=\//);
    expect(server.told).toEqual([`session ${session}`]);
    expect(no(await server.visitor().carry(before).get('/api/me'))).toEqual([401, 'session/none']);
    expect((await phone.get('/api/me')).status).toBe(200);
  });

  test('everywhere ends all of them, and links that would make new ones', async () => {
    const server = aServer();
    const { at: olle, id } = await server.owner();
    const phone = server.visitor();
    await phone.post('/api/links/use', { token: tokenIn(String((await olle.post('/api/me/device-links')).body['url'])) });
    const token = tokenIn(String((await olle.post('/api/me/device-links')).body['url']));
    expect((await phone.post('/api/sign-out-everywhere')).status).toBe(200);
    expect(server.told).toEqual([`person ${id}`]);
    expect(no(await olle.get('/api/me'))).toEqual([401, 'session/none']);
    expect(no(await server.visitor().post('/api/links/use', { token }))).toEqual([404, 'link/unknown']);
  });

  test('here is nothing to be afraid of when nobody is signed in; everywhere needs somebody', async () => {
    const server = aServer();
    expect((await server.visitor().post('/api/sign-out')).status).toBe(200);
    expect(no(await server.visitor().post('/api/sign-out-everywhere'))).toEqual([401, 'session/none']);
  });
});

test('the list of people is for owners', async () => {
  const server = aServer();
  const { at: olle, id } = await server.owner();
  const ada = await server.member(olle, await server.evaluation(olle), 'evaluator', 'Ada');
  expect((await olle.get('/api/people')).body).toEqual({
    people: [
      { id: ada.id, name: 'Ada', owner: false },
      { id, name: 'Olle', owner: true },
    ],
  });
  expect(no(await ada.at.get('/api/people'))).toEqual([403, 'role/owner-only']);
  expect(no(await server.visitor().get('/api/people'))).toEqual([401, 'session/none']);
});
