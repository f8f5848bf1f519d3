/** People, sessions, invitations and links of the store in memory. */
import { must } from '../../shared/domain/assert.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import type { Invitation, Link, Person, Session } from '../ports.ts';
import type { InvitationTables } from './invitations.ts';
import type { Logs } from './memory-commits.ts';
import type { PeopleTables } from './people.ts';

type People = PeopleTables & InvitationTables;

export function memoryPeople({ invitations }: Logs): People {
  const people = new Map<MemberId, Person>();
  const sessions = new Map<string, Session>();
  const links = new Map<string, Link>();
  const known = (person: MemberId | null) => {
    if (person !== null) must(people.get(person), 'sessions and links belong to people');
  };

  return {
    insertPerson: async (person) => insert(people, person.id, person),
    updatePerson: async (id, change) => void people.set(id, { ...must(people.get(id), 'a person who is changed exists'), ...change }),
    findPerson: async (id) => people.get(id) ?? null,
    findPeople: async (ids) => [...people.values()].filter(({ id }) => ids.includes(id)).sort(byCreation),
    listPeople: async () => [...people.values()].sort(byCreation),
    insertSession: async (session) => {
      known(session.person);
      insert(sessions, session.tokenHash, session);
    },
    findSession: async (tokenHash) => sessions.get(tokenHash) ?? null,
    deleteSession: async (tokenHash) => void sessions.delete(tokenHash),
    deleteSessionsOf: async (person) => {
      const ended = [...sessions.values()].filter((session) => session.person === person).map(({ tokenHash }) => tokenHash);
      for (const tokenHash of ended) sessions.delete(tokenHash);
      return ended;
    },
    deleteExpired: async (at, linksAt) => {
      const ended = [...sessions.values()].filter(({ expiresAt }) => expiresAt <= at);
      const endedLinks = [...links.values()].filter(({ expiresAt }) => expiresAt !== null && expiresAt <= linksAt);
      for (const { tokenHash } of ended) sessions.delete(tokenHash);
      for (const { tokenHash } of endedLinks) links.delete(tokenHash);
      return ended.length + endedLinks.length;
    },
    insertInvitation: async (invitation) => {
      if (withToken(invitations, invitation.tokenHash)) throw new Error('the token belongs to another invitation');
      insert(invitations, invitation.id, invitation);
    },
    findInvitation: async (tokenHash) => withToken(invitations, tokenHash) ?? null,
    listInvitations: async (evaluation) => [...invitations.values()].filter((each) => each.evaluation === evaluation).sort(byCreation),
    revokeInvitation: async (evaluation, id, at) => {
      const found = invitations.get(id);
      if (!found || found.evaluation !== evaluation || found.usedAt !== null || found.revokedAt !== null) return false;
      invitations.set(id, { ...found, revokedAt: at });
      return true;
    },
    insertLink: async (link) => {
      known(link.person);
      insert(links, link.tokenHash, link);
    },
    findLink: async (tokenHash) => links.get(tokenHash) ?? null,
    takeLink: async (tokenHash) => {
      const link = links.get(tokenHash) ?? null;
      links.delete(tokenHash);
      return link;
    },
    deleteLinks: async (purpose, person) => {
      for (const link of [...links.values()]) if (link.purpose === purpose && link.person === person) links.delete(link.tokenHash);
    },
  };
}

function insert<K, V extends object>(map: Map<K, V>, key: K, value: V): void {
  if (map.has(key)) throw new Error(`the key ${String(key)} is taken`);
  map.set(key, { ...value });
}

function withToken(invitations: Logs['invitations'], tokenHash: string): Invitation | undefined {
  return [...invitations.values()].find((each) => each.tokenHash === tokenHash);
}

function byCreation(
  a: { readonly createdAt: number; readonly id: string },
  b: { readonly createdAt: number; readonly id: string },
): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
