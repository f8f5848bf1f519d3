/** What only the store on disk promises: that it is on the disk, whoever is killed, and that one process at a time owns it. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { ok } from '../../shared/domain/result.ts';
import { carryOutIn } from '../../server/storage/commits.ts';
import { openDatabase } from '../../server/storage/database.ts';
import { groupCommit } from '../../server/storage/group-commit.ts';
import { steps } from '../../server/storage/schema.ts';
import { databaseName, openSqlite, StoreUnavailable } from '../../server/storage/sqlite.ts';
import { aFolder, open } from './stores.ts';
import {
  ada,
  anInstrument,
  anInvitation,
  aPerson,
  ben,
  command,
  commandId,
  eventRow,
  events,
  noon,
  text,
  torsas,
  updateRow,
  updates,
} from './rows.ts';

const room = text('summary');
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The one line a start would stop with. */
async function refusalOf(folder: string): Promise<string> {
  const refused: unknown = await openSqlite(folder).then(
    () => null,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(StoreUnavailable);
  const { message } = refused as StoreUnavailable;
  expect(message.split('\n').length).toBe(1);
  return message;
}

describe('the data folder', () => {
  test('closed and opened again shows everything', async () => {
    const folder = join(aFolder(), 'new', 'data');
    const before = await open(folder);
    await before.insertPerson(aPerson(ada));
    await before.insertSession({ tokenHash: 's', person: ada, createdAt: noon, expiresAt: noon + 1 });
    await before.insertInvitation(anInvitation('seat'));
    await before.insertLink({ tokenHash: 'l', purpose: 'device', person: ada, expiresAt: noon });
    await before.insertInstrument(anInstrument, ada, noon);
    await before.commit([
      events(torsas, 1, 2),
      { ...command('cast'), updates: [{ room, epoch: 1, rows: [updateRow(1, { clientIds: [7] })] }] },
    ]);
    await before.writeSnapshot(room, 1, 1, Uint8Array.of(5));
    await before.renewRoom(`${torsas}/state`);
    await before.close();

    // Everything is in the one file: the WAL was written back and is gone.
    expect(readdirSync(folder).sort()).toEqual(['samsyn.lock', databaseName]);
    const after = await open(folder);
    expect(await after.readEvents(torsas)).toEqual([eventRow(1), eventRow(2)]);
    expect((await after.findCommand(torsas, ada, commandId('cast')))?.bodyHash).toBe('b');
    expect((await after.readRoom(room)).updates).toEqual([updateRow(1, { clientIds: [7] })]);
    expect(await after.claimsOf(room)).toEqual(new Map([[7, ben]]));
    expect(await after.readSnapshot(room)).toEqual({ seq: 1, epoch: 1, state: Uint8Array.of(5) });
    expect(await after.epochsOf(torsas)).toEqual({ state: 2, 'text.summary': 1 });
    expect(await after.listPeople()).toEqual([aPerson(ada)]);
    expect((await after.findSession('s'))?.person).toBe(ada);
    expect(await after.listInvitations(torsas)).toEqual([anInvitation('seat')]);
    expect((await after.findLink('l'))?.person).toBe(ada);
    expect(await after.listInstruments()).toEqual([anInstrument]);
  });

  test('is for its owner’s eyes only, the WAL included', async () => {
    const folder = join(aFolder(), 'data');
    const store = await open(folder);
    await store.commit([events(torsas, 1)]);
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(modeOf(folder)).toBe('700');
    const modes = readdirSync(folder).map((file) => [file, modeOf(join(folder, file))]);
    expect(modes.sort()).toEqual(['samsyn.lock', databaseName, `${databaseName}-shm`, `${databaseName}-wal`].map((file) => [file, '600']));
  });

  test('in use is refused, and free again after close', async () => {
    const folder = aFolder();
    const store = await open(folder);
    expect(await refusalOf(folder)).toBe(`The data folder ${folder} is in use by another Samsyn process.`);
    // The refused one must not have freed the lock on its way out.
    expect(await refusalOf(folder)).toMatch(/in use/);
    expect(await store.commit([events(torsas, 1)])).toEqual(ok(null));
    await store.close();
    expect((await (await open(folder)).readEvents(torsas)).length).toBe(1);
  });

  test('can be read by a backup tool meanwhile', async () => {
    const folder = aFolder();
    const store = await open(folder);
    await store.commit([events(torsas, 1, 2)]);
    const reader = new Database(join(folder, databaseName), { readonly: true });
    expect(reader.prepare('SELECT count(*) FROM events').pluck().get()).toBe(2);
    reader.close();
  });

  test('that is no folder, or holds something else, gives one clear line', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'file'), 'text');
    expect(await refusalOf(join(folder, 'file', 'data'))).toMatch(/^The data folder .*file.data can't be used: ENOTDIR/);
    mkdirSync(join(folder, 'odd', databaseName), { recursive: true });
    expect(await refusalOf(join(folder, 'odd'))).toMatch(/can't be used: unable to open database file/);
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', databaseName), 'no database, '.repeat(100));
    expect(await refusalOf(join(folder, 'other'))).toMatch(/can't be used: file is not a database/);
  });

  test('of a newer version is refused and left as it was', async () => {
    const folder = aFolder();
    const path = join(folder, databaseName);
    const newer = new Database(path);
    newer.pragma(`user_version = ${steps.length + 1}`);
    newer.exec('CREATE TABLE events (more TEXT)');
    newer.close();
    const bytes = readFileSync(path);
    expect(await refusalOf(folder)).toBe(
      `${path} was written by a newer Samsyn (schema ${steps.length + 1}, this one knows up to ${steps.length}).`,
    );
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['samsyn.lock', databaseName]);
  });
});

describe('the database', () => {
  const opened: Database.Database[] = [];
  afterEach(() => {
    for (const database of opened.splice(0)) database.close();
  });
  function aDatabase() {
    const database = openDatabase(join(aFolder(), databaseName));
    opened.push(database);
    const group = groupCommit(carryOutIn(database));
    const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    return { database, count, commit: group.commit };
  }

  test('waits for the disk at every commit, and takes every step of its schema', () => {
    const { database } = aDatabase();
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'user_version'].map((name) => database.pragma(name, { simple: true }));
    expect(settings).toEqual(['wal', 2, 1, steps.length]);
  });

  test('lets nobody change or remove what was appended', async () => {
    const { database, commit } = aDatabase();
    await commit([events(torsas, 1), command('cast'), updates(room, 1, 1)]);
    for (const statement of [
      "UPDATE events SET body = '{}'",
      'DELETE FROM events',
      "INSERT OR REPLACE INTO events SELECT evaluation_id, seq, at, member_id, type, version, '{}', prev_hash, hash FROM events",
      "UPDATE commands SET answer = '{}'",
      'DELETE FROM commands',
      "UPDATE updates SET bytes = x'00'",
    ])
      expect(() => database.exec(statement), statement).toThrow(/append-only/);
    expect(database.prepare('SELECT body FROM events').pluck().all()).toEqual([eventRow(1).body]);
    await commit([{ names: [{ room, name: 'signoff-1', epoch: 1, seq: 1, state: Uint8Array.of(1) }] }]);
    for (const statement of [
      "UPDATE named_states SET state = x'00'",
      'DELETE FROM named_states',
      "INSERT OR REPLACE INTO named_states SELECT room_id, name, epoch, seq, x'00' FROM named_states",
    ])
      expect(() => database.exec(statement), statement).toThrow(/named state/);
  });

  test('a file of any earlier step comes forward and keeps what it holds', async () => {
    const folder = aFolder();
    for (const step of steps.keys()) {
      const path = join(folder, `${step}.sqlite`);
      const old = new Database(path);
      for (const taken of steps.slice(0, step + 1)) old.exec(taken);
      old.exec("INSERT INTO rooms (evaluation_id, name) VALUES ('x', 'text.summary')");
      old.pragma(`user_version = ${step + 1}`);
      old.close();
      const database = openDatabase(path);
      opened.push(database);
      expect(database.pragma('user_version', { simple: true })).toBe(steps.length);
      expect(database.prepare('SELECT name FROM rooms').pluck().all()).toEqual(['text.summary']);
      expect(database.prepare('SELECT count(*) FROM named_states').pluck().get()).toBe(0);
    }
  });

  test('a caller’s faulty row fails that caller alone', async () => {
    const { commit, count } = aDatabase();
    const missing = null as unknown as string;
    const faulty = (over: object) => ({ events: { evaluation: torsas, rows: [eventRow(2, over)] } });
    const settled = await Promise.allSettled([
      commit([events(torsas, 1)]),
      commit([updates(room, 1, 1), faulty({ hash: missing })]),
      commit([updates(room, 1, 1), faulty({ body: missing })]),
      commit([updates(room, 1, 1), faulty({ seq: 2, at: 0.5 })]),
      commit([events(torsas, 2)]),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    expect([count('events'), count('updates'), count('rooms')]).toEqual([2, 0, 0]);
  });

  test('a full disk fails all of the turn, keeps nothing of it, and heals', async () => {
    const { database, commit, count } = aDatabase();
    await commit([events(torsas, 1)]);
    const pages = database.pragma('page_count', { simple: true }) as number;
    database.pragma(`max_page_count = ${pages + 1}`);
    const large = { updates: [{ room, epoch: 1, rows: [updateRow(1, { bytes: new Uint8Array(100_000) })] }] };
    const settled = await Promise.allSettled([commit([events(torsas, 2)]), commit([large]), commit([events(torsas, 3)])]);
    expect(settled.map((each) => each.status === 'rejected' && String(each.reason))).toEqual(
      Array(3).fill('SqliteError: database or disk is full'),
    );
    expect([count('events'), count('updates')]).toEqual([1, 0]);
    database.pragma(`max_page_count = ${pages + 1_000}`);
    expect(await Promise.all([commit([events(torsas, 2)]), commit([large])])).toEqual([ok(null), ok(null)]);
  });
});

describe('another process', () => {
  test('keeps the folder to itself, and killed with -9 loses nothing that it acknowledged', async () => {
    const folder = aFolder();
    const notes = join(aFolder(), 'notes');
    const program = fileURLToPath(new URL('committing-child.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, folder, notes], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const enough = new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('exit', (code) => reject(new Error(`the child ended by itself with ${code}`)));
    });
    const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    try {
      await enough;
      expect(await refusalOf(folder)).toMatch(/in use by another Samsyn process/);
    } finally {
      child.kill('SIGKILL');
    }
    expect(await ended).toBe('SIGKILL');

    const acknowledged = { events: 0, one: 0, two: 0 };
    for (const line of readFileSync(notes, 'utf8').trim().split('\n')) {
      const [stream, seq] = line.split(' ') as [keyof typeof acknowledged, string];
      acknowledged[stream] = Number(seq);
    }
    const store = await open(folder);
    const kept = {
      events: await store.readEvents(torsas),
      one: (await store.readRoom(text('one'))).updates,
      two: (await store.readRoom(text('two'))).updates,
    };
    for (const stream of ['events', 'one', 'two'] as const) {
      // What was on its way may be there or not: at most one a stream.
      expect(kept[stream].length - acknowledged[stream], stream).toBeOneOf([0, 1]);
      expect(acknowledged[stream]).toBeGreaterThanOrEqual(100);
    }
    expect(kept.events).toEqual(kept.events.map((_, index) => eventRow(index + 1)));
    expect(kept.one).toEqual(kept.one.map((_, index) => updateRow(index + 1)));
    expect(await store.commit([events(torsas, kept.events.length + 1)])).toEqual(ok(null));
  });
});
