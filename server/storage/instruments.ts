/** Instruments in SQLite, each a JSON body that is parsed again when read. */
import type Database from 'better-sqlite3';
import { Instrument } from '../../shared/domain/instrument.ts';
import type { Store } from '../ports.ts';

export function instrumentTable(database: Database.Database): Pick<Store, 'listInstruments' | 'findInstrument' | 'insertInstrument'> {
  const list = database.prepare<[], string>('SELECT body FROM instruments ORDER BY added_at, id').pluck();
  const find = database.prepare<[string], string>('SELECT body FROM instruments WHERE id = ?').pluck();
  const insert = database.prepare('INSERT INTO instruments VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  return {
    listInstruments: async () => list.all().map(toInstrument),
    findInstrument: async (id) => {
      const body = find.get(id);
      return body === undefined ? null : toInstrument(body);
    },
    insertInstrument: async (instrument, by, at) => insert.run(instrument.id, JSON.stringify(instrument), by, at).changes > 0,
  };
}

function toInstrument(body: string): Instrument {
  return Instrument.parse(JSON.parse(body));
}
