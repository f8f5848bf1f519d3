/** Invitations and one-time links in SQLite. An invitation is used up by a commit (commits.ts), a link by taking it. */
import type Database from 'better-sqlite3';
import type { Invitation, Link, Store } from '../ports.ts';

export type InvitationTables = Pick<
  Store,
  'insertInvitation' | 'findInvitation' | 'listInvitations' | 'revokeInvitation' | 'insertLink' | 'findLink' | 'takeLink' | 'deleteLinks'
>;

const invitationColumns = `SELECT id, token_hash AS tokenHash, evaluation_id AS evaluation, role, note, invited_by AS "by",
  created_at AS createdAt, expires_at AS expiresAt, used_by AS usedBy, used_at AS usedAt, revoked_at AS revokedAt FROM invitations`;
const linkColumns = 'token_hash AS tokenHash, purpose, person_id AS person, expires_at AS expiresAt';

export function invitationTables(database: Database.Database): InvitationTables {
  const insert = database.prepare(
    `INSERT INTO invitations VALUES
     (:id, :tokenHash, :evaluation, :role, :note, :by, :createdAt, :expiresAt, :usedBy, :usedAt, :revokedAt)`,
  );
  const find = database.prepare<[string], Invitation>(`${invitationColumns} WHERE token_hash = ?`);
  const list = database.prepare<[string], Invitation>(`${invitationColumns} WHERE evaluation_id = ? ORDER BY created_at, id`);
  const revoke = database.prepare(
    'UPDATE invitations SET revoked_at = ? WHERE evaluation_id = ? AND id = ? AND used_at IS NULL AND revoked_at IS NULL',
  );
  const insertLink = database.prepare('INSERT INTO links VALUES (:tokenHash, :purpose, :person, :expiresAt)');
  const findLink = database.prepare<[string], Link>(`SELECT ${linkColumns} FROM links WHERE token_hash = ?`);
  const takeLink = database.prepare<[string], Link>(`DELETE FROM links WHERE token_hash = ? RETURNING ${linkColumns}`);
  // IS, not =: the first owner's link belongs to nobody yet.
  const deleteLinks = database.prepare('DELETE FROM links WHERE purpose = ? AND person_id IS ?');

  return {
    insertInvitation: async (invitation) => void insert.run(invitation),
    findInvitation: async (tokenHash) => find.get(tokenHash) ?? null,
    listInvitations: async (evaluation) => list.all(evaluation),
    revokeInvitation: async (evaluation, id, at) => revoke.run(at, evaluation, id).changes > 0,
    insertLink: async (link) => void insertLink.run(link),
    findLink: async (tokenHash) => findLink.get(tokenHash) ?? null,
    takeLink: async (tokenHash) => takeLink.get(tokenHash) ?? null,
    deleteLinks: async (purpose, person) => void deleteLinks.run(purpose, person),
  };
}
