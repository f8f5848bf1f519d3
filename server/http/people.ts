/** Oneself and one's devices: who is signed in, name and language, signing out here and everywhere; and who is known, for owners. */
import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import { limits } from '../../shared/domain/limits.ts';
import { DeviceLink, Done, Me, MeChange, People } from '../../shared/protocol/http.ts';
import { answers, body, refused } from './answers.ts';
import type { Slow } from './slow.ts';
import type { HttpDeps, HttpEnv } from './ports.ts';
import { meOf, ownerOnly, signedIn, type Sessions } from './sessions.ts';
import { newSecret } from './tokens.ts';

const readMe = createRoute({
  method: 'get',
  path: '/api/me',
  summary: 'Who is signed in on this device',
  middleware: signedIn,
  responses: answers('The person', Me, 'session/none'),
});
const changeMe = createRoute({
  method: 'patch',
  path: '/api/me',
  summary: 'Change own name or language',
  middleware: signedIn,
  request: body(MeChange),
  responses: answers('The person as now known', Me, 'session/none'),
});
const linkDevice = createRoute({
  method: 'post',
  path: '/api/me/device-links',
  summary: 'Make a link that signs another device of one’s own in, once',
  middleware: signedIn,
  responses: answers('The link; only its hash is kept. It replaces the one made before.', DeviceLink, 'session/none', 'rate/too-fast'),
});
const signOut = createRoute({
  method: 'post',
  path: '/api/sign-out',
  summary: 'Sign out on this device',
  responses: answers('Signed out, also if nobody was signed in', Done),
});
const signOutEverywhere = createRoute({
  method: 'post',
  path: '/api/sign-out-everywhere',
  summary: 'Sign out on every device',
  middleware: signedIn,
  responses: answers('Signed out everywhere; unused device links are gone too', Done, 'session/none'),
});
const listPeople = createRoute({
  method: 'get',
  path: '/api/people',
  summary: 'Everybody known to this installation',
  middleware: ownerOnly,
  responses: answers('By name', People, 'session/none', 'role/owner-only'),
});

export function peopleRoutes({ store, clock, random, facts, rooms, origins }: HttpDeps, sessions: Sessions, slow: Slow) {
  return new OpenAPIHono<HttpEnv>()
    .openapi(readMe, (c) => c.json(meOf(c.get('me').person), 200))
    .openapi(changeMe, async (c) => {
      const { person } = c.get('me');
      const { name = person.name, language = person.language } = c.req.valid('json');
      await store.updatePerson(person.id, { name, language });
      if (name !== person.name) {
        rooms.renamed(person.id, name);
        await facts.renamed(person.id);
      }
      return c.json(meOf({ ...person, name, language }), 200);
    })
    .openapi(linkDevice, async (c) => {
      const wait = slow(c);
      if (wait !== null) return refused(c, 'rate/too-fast', { seconds: wait });
      const { person } = c.get('me');
      const { token, hash } = newSecret(random);
      const expiresAt = clock.now() + limits.deviceLinkMinutes * 60 * 1000;
      // One at a time: a link forgotten on a screen ends with the next.
      await store.deleteLinks('device', person.id);
      await store.insertLink({ tokenHash: hash, purpose: 'device', person: person.id, expiresAt });
      return c.json({ url: `${origins.own()}/device#${token}`, expiresAt }, 200);
    })
    .openapi(signOut, async (c) => {
      const visitor = c.get('visitor');
      if (visitor) {
        await store.deleteSession(visitor.session);
        rooms.endSession(visitor.session);
      }
      sessions.forget(c);
      return c.json({ done: true as const }, 200);
    })
    .openapi(signOutEverywhere, async (c) => {
      const { person } = c.get('me');
      // The links first: one used in between would open a session that outlives this.
      await store.deleteLinks('device', person.id);
      await store.deleteSessionsOf(person.id);
      rooms.endPerson(person.id);
      sessions.forget(c);
      return c.json({ done: true as const }, 200);
    })
    .openapi(listPeople, async (c) => {
      const people = await store.listPeople();
      const named = people.map(({ id, name, owner }) => ({ id, name, owner }));
      return c.json({ people: named.sort((a, b) => a.name.localeCompare(b.name, 'sv')) }, 200);
    });
}
