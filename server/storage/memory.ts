/** The store in memory, for tests: answers as SQLite does and forgets when the process ends. */
import { Instrument } from '../../shared/domain/instrument.ts';
import type { EvaluationId, InstrumentId } from '../../shared/domain/ids.ts';
import type { Store } from '../ports.ts';
import { groupCommit } from './group-commit.ts';
import { carryOutInMemory, commandKey, type Logs } from './memory-commits.ts';
import { memoryPeople } from './memory-people.ts';
import { memoryRooms } from './memory-rooms.ts';

export function openMemory(): Store {
  const logs: Logs = { events: new Map(), commands: new Map(), rooms: new Map(), names: new Map(), invitations: new Map() };
  let open = true;
  const carryOut = carryOutInMemory(logs);
  const group = groupCommit((calls) => {
    mustBeOpen();
    return carryOut(calls);
  });

  function mustBeOpen() {
    if (!open) throw new Error('the store is closed');
  }

  return {
    ...memoryRooms(logs),
    ...memoryPeople(logs),
    ...memoryInstruments(),
    readEvents: async (evaluation, after = 0) => (logs.events.get(evaluation) ?? []).filter((row) => row.seq > after),
    listEvaluations: async () => evaluationsIn(logs),
    listUnfinished: async (asked, answered) =>
      evaluationsIn(logs).filter((evaluation) => {
        const count = (type: string) => logs.events.get(evaluation)?.filter((row) => row.type === type).length ?? 0;
        return count(asked) > count(answered);
      }),
    findCommand: async (evaluation, member, id) => logs.commands.get(commandKey(evaluation, member, id)) ?? null,
    commit: group.commit,
    ready: async () => mustBeOpen(),
    close: async () => {
      group.flush();
      open = false;
    },
  };
}

function evaluationsIn({ events }: Logs): readonly EvaluationId[] {
  return [...events]
    .flatMap(([evaluation, [first]]) => (first ? [{ evaluation, at: first.at }] : []))
    .sort((a, b) => a.at - b.at || (a.evaluation < b.evaluation ? -1 : 1))
    .map(({ evaluation }) => evaluation);
}

function memoryInstruments(): Pick<Store, 'listInstruments' | 'findInstrument' | 'insertInstrument'> {
  const bodies = new Map<InstrumentId, { readonly at: number; readonly body: string }>();
  // As text, as in a database: nobody's object is shared with anybody.
  const toInstrument = (body: string) => Instrument.parse(JSON.parse(body));
  return {
    listInstruments: async () =>
      [...bodies].sort(([a, { at: atA }], [b, { at: atB }]) => atA - atB || (a < b ? -1 : 1)).map(([, { body }]) => toInstrument(body)),
    findInstrument: async (id) => {
      const found = bodies.get(id);
      return found ? toInstrument(found.body) : null;
    },
    insertInstrument: async (instrument, _by, at) => {
      if (bodies.has(instrument.id)) return false;
      bodies.set(instrument.id, { at, body: JSON.stringify(instrument) });
      return true;
    },
  };
}
