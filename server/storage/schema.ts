/**
 * The tables, as a list of steps forward. `user_version` of the file counts the steps taken; a step that was ever released is
 * never edited. Times are milliseconds since 1970, hashes hex, bodies and answers JSON.
 */

/** Step 1. The append-only tables are clustered by their key: a room or a log is read in one sweep, and appended at its end. */
const first = `
CREATE TABLE events (
  evaluation_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  member_id TEXT,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (evaluation_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluations ON events (at, evaluation_id) WHERE seq = 1;

CREATE TABLE commands (
  evaluation_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  id TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  first_seq INTEGER,
  answer TEXT NOT NULL,
  PRIMARY KEY (evaluation_id, member_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  evaluation_id TEXT NOT NULL,
  name TEXT NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 1,
  UNIQUE (evaluation_id, name)
) STRICT;

-- client_ids: JSON array, or null for none, as for nearly all.
CREATE TABLE updates (
  room_id INTEGER NOT NULL REFERENCES rooms (id),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  member_id TEXT,
  client_ids TEXT,
  bytes BLOB NOT NULL,
  PRIMARY KEY (room_id, epoch, seq)
) STRICT, WITHOUT ROWID;

-- Follows from updates.client_ids; kept beside it because the gate asks at every join.
CREATE TABLE claims (
  room_id INTEGER NOT NULL REFERENCES rooms (id),
  client_id INTEGER NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY (room_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  room_id INTEGER PRIMARY KEY REFERENCES rooms (id),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  state BLOB NOT NULL
) STRICT;

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  owner INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_of ON sessions (person_id);

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  evaluation_id TEXT NOT NULL,
  role TEXT NOT NULL,
  note TEXT,
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_by TEXT,
  used_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE INDEX invitations_of ON invitations (evaluation_id, created_at);

CREATE TABLE links (
  token_hash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  person_id TEXT REFERENCES people (id),
  expires_at INTEGER
) STRICT;

CREATE TABLE instruments (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  added_by TEXT,
  added_at INTEGER NOT NULL
) STRICT;

-- One row, written to find out whether writing is possible.
CREATE TABLE pulse (id INTEGER PRIMARY KEY CHECK (id = 1), beats INTEGER NOT NULL) STRICT;
INSERT INTO pulse VALUES (1, 0);

CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_stand BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'events are append-only'); END;
CREATE TRIGGER commands_stay BEFORE DELETE ON commands BEGIN SELECT raise(ABORT, 'commands are append-only'); END;
CREATE TRIGGER commands_stand BEFORE UPDATE ON commands BEGIN SELECT raise(ABORT, 'commands are append-only'); END;
CREATE TRIGGER updates_stand BEFORE UPDATE ON updates BEGIN SELECT raise(ABORT, 'updates are append-only'); END;
CREATE TRIGGER instruments_stand BEFORE UPDATE ON instruments BEGIN SELECT raise(ABORT, 'an instrument never changes'); END;
`;

/**
 * Step 2. States of rooms that are kept by name, and a short way to evaluations by what happened in them.
 * With a rowid: a state is up to some MiB, too much to lie inside a key's tree.
 */
const second = `
CREATE TABLE named_states (
  room_id INTEGER NOT NULL REFERENCES rooms (id),
  name TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  state BLOB NOT NULL,
  UNIQUE (room_id, name)
) STRICT;
CREATE TRIGGER named_states_stay BEFORE DELETE ON named_states BEGIN SELECT raise(ABORT, 'a named state is kept for ever'); END;
CREATE TRIGGER named_states_stand BEFORE UPDATE ON named_states BEGIN SELECT raise(ABORT, 'a named state never changes'); END;

CREATE INDEX kinds_of_events ON events (type, evaluation_id);
`;

export const steps: readonly string[] = [first, second];
