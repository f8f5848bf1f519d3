/** What every store promises of states that are kept by name, of where rooms end, and of what was begun and not finished. */
import { describe, expect, test } from 'vitest';
import type { Batch, NamedState } from '../../server/ports.ts';
import { err, ok } from '../../shared/domain/result.ts';
import { eventRow, text, torsas, updateRow, updates, vellinge } from './rows.ts';
import { stores } from './stores.ts';

const room = text('summary');
const lost = (what: string) => err({ lost: what });
const named = (name: string, over: Partial<NamedState> = {}): Batch => ({
  names: [{ room, name, epoch: 1, seq: 1, state: Uint8Array.of(1, 2, 3), ...over }],
});

describe.each(stores)('a store (%s) and named states', (_name, open) => {
  test('keeps a state by its name, in the same commit as the update it ends with', async () => {
    const store = await open();
    expect([await store.readNamed(room, 'signoff-1'), await store.listNamed(room)]).toEqual([null, []]);
    const state = new Uint8Array(300_000).fill(7);
    expect(await store.commit([{ ...updates(room, 1, 1), ...named('signoff-1', { state }) }])).toEqual(ok(null));
    expect(await store.commit([updates(room, 1, 2, 3), named('signoff-2', { seq: 3 })])).toEqual(ok(null));
    expect(await store.readNamed(room, 'signoff-1')).toEqual({ name: 'signoff-1', epoch: 1, seq: 1, state });
    expect((await store.readNamed(room, 'signoff-1'))?.state.constructor).toBe(Uint8Array);
    expect(await store.readNamed(text('other'), 'signoff-1')).toBeNull();
    expect(await store.listNamed(room)).toEqual([
      { name: 'signoff-1', epoch: 1, seq: 1 },
      { name: 'signoff-2', epoch: 1, seq: 3 },
    ]);
  });

  test('gives a name once, and only to what is stored; what loses leaves nothing', async () => {
    const store = await open();
    await store.commit([{ ...updates(room, 1, 1), ...named('signoff-1') }]);
    const losers: readonly (readonly [string, Batch])[] = [
      ['name', named('signoff-1', { state: Uint8Array.of(9) })],
      ['seq', named('signoff-2', { seq: 3 })],
      ['epoch', named('signoff-2', { epoch: 2 })],
    ];
    for (const [why, loser] of losers) {
      expect(await store.commit([updates(room, 1, 2), loser])).toEqual(lost(why));
      expect([(await store.readRoom(room)).updates.length, await store.listNamed(room)]).toEqual([
        1,
        [{ name: 'signoff-1', epoch: 1, seq: 1 }],
      ]);
    }
    expect(await store.commit([{ names: [{ room: text('never'), name: 'a', epoch: 1, seq: 1, state: Uint8Array.of() }] }])).toEqual(
      lost('epoch'),
    );
    const twice = [{ ...named('one'), ...updates(text('other'), 1, 1) }, named('one')];
    expect(await store.commit(twice)).toEqual(lost('name'));
    expect([(await store.readNamed(room, 'signoff-1'))?.state, await store.readNamed(room, 'one')]).toEqual([Uint8Array.of(1, 2, 3), null]);
    expect((await store.readRoom(text('other'))).updates).toEqual([]);
  });

  test('keeps what the writer goes on to overwrite', async () => {
    const store = await open();
    const state = Uint8Array.of(1, 2, 3);
    await store.commit([{ ...updates(room, 1, 1), ...named('a', { state }) }]);
    state.fill(0);
    expect((await store.readNamed(room, 'a'))?.state).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('neither a plain snapshot nor a new epoch takes a named state away', async () => {
    const store = await open();
    await store.commit([{ ...updates(room, 1, 1, 2), ...named('signoff-1') }]);
    await store.writeSnapshot(room, 1, 2, Uint8Array.of(9));
    expect(await store.readSnapshot(room)).toMatchObject({ seq: 2 });
    await store.renewRoom(room);
    expect(await store.readNamed(room, 'signoff-1')).toEqual({ name: 'signoff-1', epoch: 1, seq: 1, state: Uint8Array.of(1, 2, 3) });
  });
});

describe.each(stores)('a store (%s) knows', (_name, open) => {
  test('where each room of an evaluation ends', async () => {
    const store = await open();
    expect(await store.endsOf(torsas)).toEqual({});
    const last = updateRow(2);
    await store.commit([updates(room, 1, 1, 2), updates(text('other', vellinge), 1, 1)]);
    await store.renewRoom(`${torsas}/state`);
    expect(await store.endsOf(torsas)).toEqual({
      'text.summary': { epoch: 1, seq: 2, at: last.at },
      state: { epoch: 2, seq: 0, at: 0 },
    });
    await store.renewRoom(room);
    await store.commit([updates(room, 2, 1)]);
    expect((await store.endsOf(torsas))['text.summary']).toEqual({ epoch: 2, seq: 1, at: updateRow(1).at });
  });

  test('in which evaluations more was begun than finished, oldest first', async () => {
    const store = await open();
    const log = (evaluation: typeof torsas, at: number, ...types: string[]): Batch => ({
      events: { evaluation, rows: types.map((type, index) => eventRow(index + 1, { type, at: at + index })) },
    });
    await store.commit([log(vellinge, 20, 'made', 'begun', 'done', 'begun')]);
    await store.commit([log(torsas, 10, 'made', 'begun')]);
    expect(await store.listUnfinished('begun', 'done')).toEqual([torsas, vellinge]);
    await store.commit([{ events: { evaluation: torsas, rows: [eventRow(3, { type: 'done' })] } }]);
    expect(await store.listUnfinished('begun', 'done')).toEqual([vellinge]);
    expect(await store.listUnfinished('never', 'done')).toEqual([]);
  });
});
