/** People and their sessions in SQLite. Names stand here and nowhere else: the log of events holds member ids. */
import type Database from 'better-sqlite3';
import { must } from '../../shared/domain/assert.ts';
import type { Person, Session, Store } from '../ports.ts';

export type PeopleTables = Pick<
  Store,
  | 'insertPerson'
  | 'updatePerson'
  | 'findPerson'
  | 'findPeople'
  | 'listPeople'
  | 'insertSession'
  | 'findSession'
  | 'deleteSession'
  | 'deleteSessionsOf'
  | 'deleteExpired'
>;
type StoredPerson = Omit<Person, 'owner'> & { readonly owner: 0 | 1 };

const columns = 'SELECT id, name, language, owner, created_at AS createdAt FROM people';

export function peopleTables(database: Database.Database): PeopleTables {
  const insert = database.prepare('INSERT INTO people VALUES (:id, :name, :language, :owner, :createdAt)');
  const update = database.prepare('UPDATE people SET name = :name, language = :language, owner = :owner WHERE id = :id');
  const find = database.prepare<[string], StoredPerson>(`${columns} WHERE id = ?`);
  const findSome = database.prepare<[string], StoredPerson>(
    `${columns} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY created_at, id`,
  );
  const list = database.prepare<[], StoredPerson>(`${columns} ORDER BY created_at, id`);
  const insertSession = database.prepare('INSERT INTO sessions VALUES (:tokenHash, :person, :createdAt, :expiresAt)');
  const findSession = database.prepare<[string], Session>(
    `SELECT token_hash AS tokenHash, person_id AS person, created_at AS createdAt, expires_at AS expiresAt
     FROM sessions WHERE token_hash = ?`,
  );
  const deleteSession = database.prepare<[string]>('DELETE FROM sessions WHERE token_hash = ?');
  const deleteSessions = database.prepare<[string], string>('DELETE FROM sessions WHERE person_id = ? RETURNING token_hash').pluck();
  const deleteEndedSessions = database.prepare<[number]>('DELETE FROM sessions WHERE expires_at <= ?');
  const deleteEndedLinks = database.prepare<[number]>('DELETE FROM links WHERE expires_at <= ?');

  return {
    insertPerson: async (person) => void insert.run({ ...person, owner: person.owner ? 1 : 0 }),
    updatePerson: async (id, change) => {
      const changed = { ...toPerson(must(find.get(id), 'a person who is changed exists')), ...change };
      update.run({ id, name: changed.name, language: changed.language, owner: changed.owner ? 1 : 0 });
    },
    findPerson: async (id) => {
      const row = find.get(id);
      return row ? toPerson(row) : null;
    },
    findPeople: async (ids) => findSome.all(JSON.stringify(ids)).map(toPerson),
    listPeople: async () => list.all().map(toPerson),
    insertSession: async (session) => void insertSession.run(session),
    findSession: async (tokenHash) => findSession.get(tokenHash) ?? null,
    deleteSession: async (tokenHash) => void deleteSession.run(tokenHash),
    deleteSessionsOf: async (person) => deleteSessions.all(person),
    deleteExpired: async (at, linksAt) => deleteEndedSessions.run(at).changes + deleteEndedLinks.run(linksAt).changes,
  };
}

function toPerson(row: StoredPerson): Person {
  return { ...row, owner: row.owner === 1 };
}
