/** Who is signed in on a device: a random token in a cookie, its hash in the store. */
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { parse } from 'hono/utils/cookie';
import { limits } from '../../shared/domain/limits.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { Token, type Me } from '../../shared/protocol/http.ts';
import type { Person, Ports } from '../ports.ts';
import type { Identify } from '../rooms/ports.ts';
import { refused } from './answers.ts';
import type { Origins } from './origins.ts';
import type { HttpEnv, SignedInEnv, Visitor } from './ports.ts';
import { hashOf, newSecret } from './tokens.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * `__Host-` (which demands Secure) where the origin is https; over http a plain name, because browsers differ in whether
 * they take a Secure cookie from 127.0.0.1.
 */
export function cookieName(origins: Origins): string {
  return origins.secure ? '__Host-samsyn' : 'samsyn';
}

// Lax and not Strict: a link in a mail to a page or an export must find its reader signed in. What changes anything is never a GET
// and is guarded by origin besides, so that Strict would add nothing but confusion.
function attributes(origins: Origins) {
  return { httpOnly: true, sameSite: 'Lax', path: '/', secure: origins.secure } as const;
}

export type Sessions = ReturnType<typeof createSessions>;

export function createSessions({
  store,
  clock,
  random,
  origins,
}: Pick<Ports, 'store' | 'clock' | 'random'> & { readonly origins: Origins }) {
  const name = cookieName(origins);

  /** The visitor behind a Cookie header; null for none, nonsense, ended and expired alike. */
  async function visitorOf(cookieHeader: string | undefined): Promise<Visitor | null> {
    const token = Token.safeParse(cookieHeader === undefined ? undefined : parse(cookieHeader, name)[name]);
    if (!token.success) return null;
    const session = await store.findSession(hashOf(token.data));
    if (!session) return null;
    if (session.expiresAt <= clock.now()) {
      await store.deleteSession(session.tokenHash);
      return null;
    }
    const person = await store.findPerson(session.person);
    return person && { person, session: session.tokenHash, expiresAt: session.expiresAt };
  }

  /** For sockets: who a Cookie header belongs to. */
  const identify: Identify = async (cookieHeader) => {
    const visitor = await visitorOf(cookieHeader);
    if (!visitor) return null;
    const { person, session, expiresAt } = visitor;
    return { member: person.id, name: person.name, session, expiresAt };
  };

  /** Signs the person in on this device; whoever was signed in here before is signed out of it. Answers the ended session's hash. */
  async function begin(c: Context<HttpEnv>, person: MemberId): Promise<string | null> {
    const before = c.get('visitor');
    if (before) await store.deleteSession(before.session);
    const { token, hash } = newSecret(random);
    const now = clock.now();
    await store.insertSession({ tokenHash: hash, person, createdAt: now, expiresAt: now + limits.sessionDays * day });
    setCookie(c, name, token, { ...attributes(origins), maxAge: limits.sessionDays * 24 * 60 * 60 });
    return before?.session ?? null;
  }

  function forget(c: Context): void {
    deleteCookie(c, name, attributes(origins));
  }

  return { visitorOf, identify, begin, forget };
}

/** Behind this somebody is signed in, as `me`; else 401. */
export const signedIn = createMiddleware<SignedInEnv>(async (c, next) => {
  const visitor = c.get('visitor');
  if (!visitor) return refused(c, 'session/none');
  c.set('me', visitor);
  await next();
});

/** Behind this `me` owns the installation; else 401 or 403. */
export const ownerOnly = createMiddleware<SignedInEnv>(async (c, next) => {
  const visitor = c.get('visitor');
  if (!visitor) return refused(c, 'session/none');
  if (!visitor.person.owner) return refused(c, 'role/owner-only');
  c.set('me', visitor);
  await next();
});

export function meOf(person: Person): Me {
  return { id: person.id, name: person.name, language: person.language, owner: person.owner };
}
