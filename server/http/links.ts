/** One-time links: the owner link of a new installation, and links for another device of one's own. Looking never uses one up. */
import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { MemberId } from '../../shared/domain/ids.ts';
import { limits } from '../../shared/domain/limits.ts';
import { LinkLook, Me, TokenInput, TokenUse } from '../../shared/protocol/http.ts';
import type { Link, Person, Ports } from '../ports.ts';
import { answers, body, refused } from './answers.ts';
import type { Slow } from './slow.ts';
import type { HttpDeps, HttpEnv } from './ports.ts';
import { meOf, type Sessions } from './sessions.ts';
import { hashOf, newId, newSecret } from './tokens.ts';

const look = createRoute({
  method: 'post',
  path: '/api/links/look',
  summary: 'What a link is for, without using it up',
  request: body(TokenInput),
  responses: answers('What it is for', LinkLook, 'link/unknown', 'link/expired', 'rate/too-fast'),
});
const use = createRoute({
  method: 'post',
  path: '/api/links/use',
  summary: 'Use a link up: become the owner, or sign this device in',
  request: body(TokenUse),
  responses: answers('Who is signed in here now', Me, 'link/unknown', 'link/expired', 'name/missing', 'rate/too-fast'),
});

export function linkRoutes({ store, clock, random, rooms, log }: HttpDeps, sessions: Sessions, slow: Slow) {
  const ended = (link: Link) => link.expiresAt !== null && link.expiresAt <= clock.now();

  async function enter(c: Context<HttpEnv>, person: Person) {
    const left = await sessions.begin(c, person.id);
    if (left !== null) rooms.endSession(left);
    return c.json(meOf(person), 200);
  }

  return new OpenAPIHono<HttpEnv>()
    .openapi(look, async (c) => {
      const wait = slow(c);
      if (wait !== null) return refused(c, 'rate/too-fast', { seconds: wait });
      const link = await store.findLink(hashOf(c.req.valid('json').token));
      if (!link) return refused(c, 'link/unknown');
      if (ended(link)) return refused(c, 'link/expired');
      if (link.purpose === 'owner') return c.json({ purpose: 'owner' as const }, 200);
      const person = link.person && (await store.findPerson(link.person));
      if (!person) return refused(c, 'link/unknown');
      const signedInAs = c.get('visitor')?.person.name ?? null;
      return c.json({ purpose: 'device' as const, person: { name: person.name }, signedInAs }, 200);
    })
    .openapi(use, async (c) => {
      const wait = slow(c);
      if (wait !== null) return refused(c, 'rate/too-fast', { seconds: wait });
      const { token, name, language } = c.req.valid('json');
      const found = await store.findLink(hashOf(token));
      if (!found) return refused(c, 'link/unknown');
      if (ended(found)) return refused(c, 'link/expired');
      if (found.purpose === 'owner') {
        if (name === undefined) return refused(c, 'name/missing');
        // Only whoever takes it has it: of two that race, the other finds nothing.
        if (!(await store.takeLink(found.tokenHash))) return refused(c, 'link/unknown');
        const owner: Person = { id: newId(random) as MemberId, name, language: language ?? 'sv', owner: true, createdAt: clock.now() };
        await store.insertPerson(owner);
        await store.deleteLinks('owner', null);
        log.info({ person: owner.id }, 'the installation has its owner');
        return enter(c, owner);
      }
      const person = found.person && (await store.findPerson(found.person));
      if (!person || !(await store.takeLink(found.tokenHash))) return refused(c, 'link/unknown');
      return enter(c, person);
    });
}

/** While nobody owns the installation: a fresh link that makes its owner, which replaces any former one. Null once there is an owner. */
export async function renewOwnerLink({ store, random }: Pick<Ports, 'store' | 'random'>, origin: string): Promise<string | null> {
  const people = await store.listPeople();
  if (people.some((person) => person.owner)) return null;
  const { token, hash } = newSecret(random);
  await store.deleteLinks('owner', null);
  await store.insertLink({ tokenHash: hash, purpose: 'owner', person: null, expiresAt: null });
  return `${origin}/owner#${token}`;
}

/** For owners who signed out everywhere or lost their device: a link each that signs a device in, for a short while. */
export async function recoveryLinks(
  { store, random, clock }: Pick<Ports, 'store' | 'random' | 'clock'>,
  origin: string,
): Promise<readonly { readonly name: string; readonly url: string }[]> {
  const owners = (await store.listPeople()).filter((person) => person.owner);
  const links: { readonly name: string; readonly url: string }[] = [];
  for (const { id, name } of owners) {
    const { token, hash } = newSecret(random);
    await store.deleteLinks('device', id);
    await store.insertLink({ tokenHash: hash, purpose: 'device', person: id, expiresAt: clock.now() + limits.deviceLinkMinutes * 60_000 });
    links.push({ name, url: `${origin}/device#${token}` });
  }
  return links;
}
