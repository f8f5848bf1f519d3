/** How much of who spoke under which id is remembered: enough for everybody's lines, bounded for whoever opens them without end. */
import { expect, test } from 'vitest';
import { Connection } from '../../server/rooms/connection.ts';
import { roomLimits } from '../../server/rooms/limits.ts';
import { PresenceTable } from '../../server/rooms/presence-table.ts';
import { Counts } from '../../server/rooms/stats.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { ada, ben } from '../support/builders.ts';

const line = { send: () => undefined, close: () => undefined, pause: () => undefined, resume: () => undefined, bufferedBytes: 0 };
const lineOf = (member: MemberId) => new Connection({ member, name: member, session: member }, line, roomLimits, new Counts());
const speaks = (table: PresenceTable, member: MemberId, client: number) => {
  const connection = lineOf(member);
  table.take(connection, [{ client, clock: 1, state: {} }], () => false);
  return connection;
};

test('[T9] an id stays its first speaker’s after the line has gone, and others’ lines do not push it out', () => {
  const table = new PresenceTable(() => 0);
  table.leave(speaks(table, ada, 7));
  for (let client = 1_000; client < 1_500; client++) table.leave(speaks(table, ben, client));
  expect([table.speakerOf(7), table.speakerOf(1_499), table.speakerOf(1_000)]).toEqual([ada, ben, undefined]);
});

test('whoever opens line after line under new ids is remembered under the latest, and under those that are still open', () => {
  const table = new PresenceTable(() => 0);
  speaks(table, ben, 1);
  for (let client = 1_000; client < 3_000; client++) table.leave(speaks(table, ben, client));
  const known = Array.from({ length: 2_000 }, (_, i) => 1_000 + i).filter((client) => table.speakerOf(client) !== undefined);
  expect([table.speakerOf(1), known.length, known.at(-1)]).toEqual([ben, 199, 2_999]);
});
