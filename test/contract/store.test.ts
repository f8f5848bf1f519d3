/** What every store promises of commits, the log, the answers to commands, and rooms. */
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../shared/domain/result.ts';
import { stores } from './stores.ts';
import {
  ada,
  anInvitation,
  ben,
  chi,
  command,
  commandId,
  commandRow,
  eventRow,
  events,
  text,
  torsas,
  updateRow,
  updates,
  uses,
  vellinge,
} from './rows.ts';

const lost = (what: string) => err({ lost: what });
const room = text('summary');
const seqs = (rows: readonly { readonly seq: number }[]) => rows.map(({ seq }) => seq);

describe.each(stores)('a store (%s)', (_name, open) => {
  describe('the log', () => {
    test('reads back every field of what was committed, from the start or after a seq', async () => {
      const store = await open();
      const rows = [eventRow(1, { by: null, body: '{"å":"\\"ö\\""}' }), eventRow(2), eventRow(3, { version: 7 })];
      expect(await store.commit([{ events: { evaluation: torsas, rows } }])).toEqual(ok(null));
      expect(await store.readEvents(torsas)).toEqual(rows);
      expect(await store.readEvents(torsas, 2)).toEqual(rows.slice(2));
      expect(await store.readEvents(torsas, 3)).toEqual([]);
      expect(await store.readEvents(vellinge)).toEqual([]);
    });

    test('lists evaluations, oldest first', async () => {
      const store = await open();
      expect(await store.listEvaluations()).toEqual([]);
      await store.commit([{ events: { evaluation: vellinge, rows: [eventRow(1, { at: 20 }), eventRow(2, { at: 21 })] } }]);
      await store.commit([{ events: { evaluation: torsas, rows: [eventRow(1, { at: 10 })] } }]);
      expect(await store.listEvaluations()).toEqual([torsas, vellinge]);
    });

    test('a seq that is taken, or that leaves a hole, is a lost race', async () => {
      const store = await open();
      await store.commit([events(torsas, 1, 2)]);
      for (const seq of [0, 1, 2, 4]) expect(await store.commit([events(torsas, seq)])).toEqual(lost('seq'));
      expect(await store.commit([events(torsas, 3, 5)])).toEqual(lost('seq'));
      expect(seqs(await store.readEvents(torsas))).toEqual([1, 2]);
      expect(await store.commit([events(torsas, 3)])).toEqual(ok(null));
    });

    test('of two that race for a seq exactly one wins, and its rows are the ones kept', async () => {
      const store = await open();
      const racers = [ada, ben, chi].map((by) => ({ events: { evaluation: torsas, rows: [eventRow(1, { by })] } }));
      expect(await Promise.all(racers.map((racer) => store.commit([racer])))).toEqual([ok(null), lost('seq'), lost('seq')]);
      expect(await store.readEvents(torsas)).toEqual([eventRow(1, { by: ada })]);
    });
  });

  describe('a commit', () => {
    test('is all or nothing across its batches, whatever the last of them loses', async () => {
      const losers = {
        seq: events(vellinge, 9),
        epoch: updates(text('other'), 2, 1),
        command: command('taken'),
        invitation: uses('nowhere', ben),
      };
      for (const [what, loser] of Object.entries(losers)) {
        const store = await open();
        await store.insertInvitation(anInvitation('seat'));
        await store.commit([command('taken')]);
        const batches = [
          events(torsas, 1),
          { ...updates(room, 1, 1, 2), ...command('new') },
          { updates: [{ room, epoch: 1, rows: [updateRow(3, { clientIds: [5] })] }], ...uses('seat', ben) },
        ];
        expect(await store.commit([...batches, loser])).toEqual(lost(what));
        expect(await store.readEvents(torsas)).toEqual([]);
        expect(await store.listEvaluations()).toEqual([]);
        expect(await store.readRoom(room)).toEqual({ epoch: 1, updates: [] });
        expect(await store.epochsOf(torsas)).toEqual({});
        expect(await store.claimsOf(room)).toEqual(new Map());
        expect(await store.findCommand(torsas, ada, commandId('new'))).toBeNull();
        expect((await store.findInvitation('token of seat'))?.usedAt).toBeNull();
        expect(await store.commit(batches)).toEqual(ok(null));
        await store.close();
      }
    });

    test('of nothing is fine, and batches of one commit build on each other', async () => {
      const store = await open();
      expect(await store.commit([])).toEqual(ok(null));
      expect(await store.commit([{}])).toEqual(ok(null));
      expect(await store.commit([events(torsas, 1), events(torsas, 2), updates(room, 1, 1), updates(room, 1, 2)])).toEqual(ok(null));
      expect(seqs(await store.readEvents(torsas))).toEqual([1, 2]);
    });

    test('is visible once it resolves, not before', async () => {
      const store = await open();
      const committed = store.commit([events(torsas, 1)]);
      expect(await store.readEvents(torsas)).toEqual([]);
      await committed;
      expect(await store.readEvents(torsas)).toEqual([eventRow(1)]);
    });

    test('shares a turn with others, and one that loses leaves the others alone', async () => {
      const store = await open();
      await store.commit([command('taken')]);
      const answers = await Promise.all([
        store.commit([events(torsas, 1), updates(room, 1, 1)]),
        store.commit([events(torsas, 2), command('taken')]),
        store.commit([updates(room, 1, 2)]),
        store.commit([updates(room, 2, 3)]),
        store.commit([events(torsas, 2)]),
        store.commit([updates(room, 1, 3), uses('nowhere', ben)]),
        store.commit([updates(text('other'), 1, 1)]),
      ]);
      expect(answers).toEqual([ok(null), lost('command'), ok(null), lost('epoch'), ok(null), lost('invitation'), ok(null)]);
      expect(await store.readEvents(torsas)).toEqual([eventRow(1), eventRow(2)]);
      expect((await store.readRoom(room)).updates).toEqual([updateRow(1), updateRow(2)]);
      expect((await store.readRoom(text('other'))).updates).toEqual([updateRow(1)]);
    });

    test('takes more than one group holds', async () => {
      const store = await open();
      const big = new Uint8Array(3 * 1024 * 1024).fill(7);
      const large = Array.from({ length: 6 }, (_, index) =>
        store.commit([{ updates: [{ room: text('large'), epoch: 1, rows: [updateRow(index + 1, { bytes: big })] }] }]),
      );
      const many = Array.from({ length: 2_100 }, (_, index) => store.commit([updates(room, 1, index + 1)]));
      expect(new Set((await Promise.all([...large, ...many])).map(({ ok }) => ok))).toEqual(new Set([true]));
      expect((await store.readRoom(room)).updates.length).toBe(2_100);
      expect((await store.readRoom(text('large'))).updates.map(({ bytes }) => bytes.length)).toEqual(Array(6).fill(big.length));
    });

    test('after close is refused, before close is kept', async () => {
      const store = await open();
      const before = store.commit([events(torsas, 1)]);
      await store.close();
      expect(await before).toEqual(ok(null));
      await expect(store.commit([events(torsas, 2)])).rejects.toThrow();
      await expect(store.ready()).rejects.toThrow();
      await store.close();
    });

    test('ready resolves while commits are possible', async () => {
      await expect((await open()).ready()).resolves.toBeUndefined();
    });
  });

  describe('answers to commands', () => {
    test('are kept for their member, command and evaluation', async () => {
      const store = await open();
      const row = commandRow('cast', { firstSeq: 4, answer: '{"ok":true,"seq":4}' });
      await store.commit([{ command: { evaluation: torsas, row } }]);
      expect(await store.findCommand(torsas, ada, row.id)).toEqual(row);
      expect(await store.findCommand(torsas, ben, row.id)).toBeNull();
      expect(await store.findCommand(vellinge, ada, row.id)).toBeNull();
      expect(await store.findCommand(torsas, ada, commandId('other'))).toBeNull();
    });

    test('[V4] an id answered once is not answered again, by nobody but another member', async () => {
      const store = await open();
      expect(await store.commit([command('cast')])).toEqual(ok(null));
      expect(await store.commit([{ ...command('cast', { answer: '{}' }), ...events(torsas, 1) }])).toEqual(lost('command'));
      expect(await store.readEvents(torsas)).toEqual([]);
      expect(await store.findCommand(torsas, ada, commandId('cast'))).toEqual(commandRow('cast'));
      expect(await store.commit([command('cast', { member: ben })])).toEqual(ok(null));
      expect(await store.commit([command('twice'), command('twice')])).toEqual(lost('command'));
    });
  });

  describe('rooms', () => {
    test('read back their updates, whole or after a seq', async () => {
      const store = await open();
      const rows = [
        updateRow(1, { clientIds: [4_294_967_295, 1], bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte) }),
        updateRow(2, { by: null, bytes: new Uint8Array() }),
        updateRow(3, { bytes: new Uint8Array(9_000).fill(9) }),
      ];
      expect(await store.commit([{ updates: [{ room, epoch: 1, rows }] }])).toEqual(ok(null));
      expect(await store.readRoom(room)).toEqual({ epoch: 1, updates: rows });
      expect((await store.readRoom(room, 2)).updates).toEqual(rows.slice(2));
      expect(await store.readRoom(text('never'))).toEqual({ epoch: 1, updates: [] });
      expect(await store.readRoom(text('summary', vellinge))).toEqual({ epoch: 1, updates: [] });
    });

    test('give bytes that are the reader’s own kind, and keep what the writer goes on to overwrite', async () => {
      const store = await open();
      const bytes = Uint8Array.of(1, 2, 3);
      await store.commit([{ updates: [{ room, epoch: 1, rows: [updateRow(1, { bytes })] }] }]);
      bytes.fill(0);
      const read = (await store.readRoom(room)).updates[0]?.bytes;
      expect(read).toEqual(Uint8Array.of(1, 2, 3));
      expect(read?.constructor).toBe(Uint8Array);
    });

    test('lose the race for a taken seq, a hole, or another epoch', async () => {
      const store = await open();
      await store.commit([updates(room, 1, 1)]);
      expect(await store.commit([updates(room, 1, 1)])).toEqual(lost('seq'));
      expect(await store.commit([updates(room, 1, 3)])).toEqual(lost('seq'));
      expect(await store.commit([updates(room, 2, 2)])).toEqual(lost('epoch'));
      expect(await store.commit([updates(room, 0, 2)])).toEqual(lost('epoch'));
      expect(await store.commit([updates(text('never'), 2, 1)])).toEqual(lost('epoch'));
      expect(await store.commit([updates(room, 2)])).toEqual(lost('epoch'));
      expect(await store.commit([updates(room, 1)])).toEqual(ok(null));
      expect(seqs((await store.readRoom(room)).updates)).toEqual([1]);
    });

    test('remember who brought which client id, the first for ever, the server’s own not at all', async () => {
      const store = await open();
      const rows = [
        updateRow(1, { by: ben, clientIds: [7, 4_294_967_295] }),
        updateRow(2, { by: chi, clientIds: [8, 7] }),
        updateRow(3, { by: null, clientIds: [9] }),
      ];
      await store.commit([{ updates: [{ room, epoch: 1, rows }] }]);
      const claims = new Map([
        [7, ben],
        [8, chi],
        [4_294_967_295, ben],
      ]);
      expect(await store.claimsOf(room)).toEqual(claims);
      expect(await store.claimsOf(text('other'))).toEqual(new Map());
    });

    test('renewed, begin again under the next epoch, and refuse the old one', async () => {
      const store = await open();
      await store.commit([
        { updates: [{ room, epoch: 1, rows: [updateRow(1, { clientIds: [7] }), updateRow(2)] }] },
        updates(text('other'), 1, 1),
      ]);
      await store.writeSnapshot(room, 1, 2, Uint8Array.of(1));
      const late = store.commit([updates(room, 1, 3)]);
      expect(await store.renewRoom(room)).toBe(2);
      expect(await late).toEqual(lost('epoch'));
      expect(await store.readRoom(room)).toEqual({ epoch: 2, updates: [] });
      expect(await store.claimsOf(room)).toEqual(new Map());
      expect(await store.readSnapshot(room)).toBeNull();
      expect(await store.commit([updates(room, 2, 1)])).toEqual(ok(null));
      expect(await store.readRoom(room)).toEqual({ epoch: 2, updates: [updateRow(1)] });
      expect((await store.readRoom(text('other'))).updates.length).toBe(1);
      expect(await store.renewRoom(room)).toBe(3);
      expect(await store.renewRoom(text('never'))).toBe(2);
    });

    test('tell their epochs by name, for one evaluation', async () => {
      const store = await open();
      expect(await store.epochsOf(torsas)).toEqual({});
      await store.commit([updates(room, 1, 1), updates(text('other', vellinge), 1, 1)]);
      await store.renewRoom(`${torsas}/state`);
      expect(await store.epochsOf(torsas)).toEqual({ 'text.summary': 1, state: 2 });
      expect(await store.epochsOf(vellinge)).toEqual({ 'text.other': 1 });
    });

    test('keep the latest snapshot of what is committed, and no other', async () => {
      const store = await open();
      expect(await store.readSnapshot(room)).toBeNull();
      await store.writeSnapshot(room, 1, 1, Uint8Array.of(1));
      expect(await store.readSnapshot(room)).toBeNull();
      await store.commit([updates(room, 1, 1, 2, 3)]);
      await store.writeSnapshot(room, 1, 2, Uint8Array.of(2));
      expect(await store.readSnapshot(room)).toEqual({ seq: 2, epoch: 1, state: Uint8Array.of(2) });
      await store.writeSnapshot(room, 1, 3, Uint8Array.of(3));
      for (const [epoch, seq] of [
        [1, 1],
        [1, 4],
        [2, 3],
        [1, 0],
      ] as const)
        await store.writeSnapshot(room, epoch, seq, Uint8Array.of(9));
      expect(await store.readSnapshot(room)).toEqual({ seq: 3, epoch: 1, state: Uint8Array.of(3) });
      expect((await store.readRoom(room)).updates.length).toBe(3);
    });
  });
});
