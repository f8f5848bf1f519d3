/** SQLite and memory give the same answers to the same random story; what tests prove on one holds on the other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Batch, RoomKey, Store } from '../../server/ports.ts';
import { openMemory } from '../../server/storage/memory.ts';
import { aFolder, open } from './stores.ts';
import {
  ada,
  anInvitation,
  aPerson,
  ben,
  chi,
  commandId,
  commandRow,
  eventRow,
  evaluationId,
  invitationId,
  noon,
  torsas,
  updateRow,
  vellinge,
} from './rows.ts';

/** One step of a story. What depends on where the streams stand is asked of the store it is played on. */
type Step = (store: Store) => Promise<unknown>;
type Draft = (store: Store) => Promise<Batch>;

// Few names, so that steps meet.
const evaluation = fc.constantFrom(torsas, vellinge);
const member = fc.constantFrom(ada, ben, chi);
const room = fc.constantFrom<RoomKey[]>(`${torsas}/state`, `${torsas}/text.summary`, `${vellinge}/state`);
const name = fc.constantFrom('a', 'b', 'c');
// From where the stream stands: mostly the next, but also what is taken and what leaves a hole.
const delta = fc.constantFrom(1, 1, 1, 2, 2, 3, 0);
const time = fc.integer({ min: noon - 2, max: noon + 3 });
const bytes = fc.uint8Array({ maxLength: 8 });

const drafts: fc.Arbitrary<Draft> = fc.oneof(
  fc
    .record({ evaluation, delta, by: fc.option(member), length: fc.integer({ min: 0, max: 2 }) })
    .map(({ evaluation, delta, by, length }): Draft => async (store) => {
      const last = (await store.readEvents(evaluation)).length;
      return { events: { evaluation, rows: Array.from({ length }, (_, index) => eventRow(last + delta + index, { by })) } };
    }),
  fc
    .record({
      room,
      delta,
      by: fc.option(member),
      epoch: fc.constantFrom(0, 0, 0, 0, 1),
      clientIds: fc.array(fc.nat(4), { maxLength: 2 }),
      bytes,
    })
    .map(({ room, delta, by, epoch, clientIds, bytes }): Draft => async (store) => {
      const record = await store.readRoom(room);
      const rows = [updateRow(record.updates.length + delta, { by, clientIds, bytes })];
      return { updates: [{ room, epoch: record.epoch + epoch, rows }] };
    }),
  fc
    .record({ room, name, seq: fc.nat(4), epoch: fc.constantFrom(1, 1, 1, 2), state: bytes })
    .map(({ room, ...named }): Draft => async () => ({ names: [{ room, ...named }] })),
  fc
    .record({ evaluation, name, member })
    .map(({ evaluation, name, member }): Draft => async () => ({ command: { evaluation, row: commandRow(name, { member }) } })),
  fc
    .record({ name, by: member, at: time })
    .map(({ name, by, at }): Draft => async () => ({ uses: { invitation: invitationId(name), by, at } })),
);

/** Several commits in one turn, each of several batches. */
const commits: fc.Arbitrary<Step> = fc
  .array(fc.array(drafts, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((calls) => async (store) => {
    const batches = await Promise.all(calls.map((call) => Promise.all(call.map((draft) => draft(store)))));
    return Promise.all(batches.map((each) => store.commit(each)));
  });

const others: fc.Arbitrary<Step> = fc.oneof(
  room.map(
    (key): Step =>
      (store) =>
        store.renewRoom(key),
  ),
  fc.record({ room, seq: fc.nat(5), epoch: fc.integer({ min: 1, max: 2 }), bytes }).map(
    ({ room, seq, epoch, bytes }): Step =>
      (store) =>
        store.writeSnapshot(room, epoch, seq, bytes),
  ),
  fc.record({ member, at: time, owner: fc.boolean() }).map(
    ({ member, at, owner }): Step =>
      (store) =>
        store.insertPerson(aPerson(member, { createdAt: at, owner })),
  ),
  fc.record({ member, name }).map(
    ({ member, name }): Step =>
      (store) =>
        store.updatePerson(member, { name }),
  ),
  fc.record({ name, member }).map(
    ({ name, member }): Step =>
      (store) =>
        store.insertSession({ tokenHash: name, person: member, createdAt: noon, expiresAt: noon }),
  ),
  name.map(
    (tokenHash): Step =>
      (store) =>
        store.deleteSession(tokenHash),
  ),
  member.map(
    (person): Step =>
      async (store) =>
        [...(await store.deleteSessionsOf(person))].sort(),
  ),
  fc.record({ at: time, linksAt: time }).map(
    ({ at, linksAt }): Step =>
      (store) =>
        store.deleteExpired(at, linksAt),
  ),
  fc.record({ name, token: name, evaluation, at: time }).map(
    ({ name, token, evaluation, at }): Step =>
      (store) =>
        store.insertInvitation(anInvitation(name, { tokenHash: token, evaluation, createdAt: at, expiresAt: noon + 2 })),
  ),
  fc.record({ name, evaluation, at: time }).map(
    ({ name, evaluation, at }): Step =>
      (store) =>
        store.revokeInvitation(evaluation, invitationId(name), at),
  ),
  fc
    .record({
      name,
      person: fc.option(member),
      purpose: fc.constantFrom('owner' as const, 'device' as const),
      expiresAt: fc.option(time),
    })
    .map(
      ({ name, ...link }): Step =>
        (store) =>
          store.insertLink({ tokenHash: name, ...link }),
    ),
  name.map(
    (tokenHash): Step =>
      (store) =>
        store.takeLink(tokenHash),
  ),
  fc.record({ person: fc.option(member), purpose: fc.constantFrom('owner' as const, 'device' as const) }).map(
    ({ person, purpose }): Step =>
      (store) =>
        store.deleteLinks(purpose, person),
  ),
);

const story = fc.array(fc.oneof({ weight: 3, arbitrary: commits }, { weight: 4, arbitrary: others }), { minLength: 5, maxLength: 25 });

/** The answer, or that it was refused with an error; the words of errors are each store's own. */
async function answerOf(step: Step, store: Store): Promise<unknown> {
  try {
    return await step(store);
  } catch {
    return 'rejected';
  }
}

async function everythingIn(store: Store): Promise<unknown> {
  const evaluations = [torsas, vellinge, evaluationId('unknown')];
  const rooms: RoomKey[] = [`${torsas}/state`, `${torsas}/text.summary`, `${vellinge}/state`, `${vellinge}/team`];
  const names = ['a', 'b', 'c'];
  return {
    evaluations: await store.listEvaluations(),
    logs: await Promise.all(evaluations.map(async (each) => [await store.readEvents(each), await store.readEvents(each, 2)])),
    epochs: await Promise.all(evaluations.map((each) => store.epochsOf(each))),
    ends: await Promise.all(evaluations.map((each) => store.endsOf(each))),
    unfinished: await store.listUnfinished('round.closed', 'never'),
    invitations: await Promise.all(evaluations.map((each) => store.listInvitations(each))),
    commands: await Promise.all(names.flatMap((each) => [ada, ben].map((by) => store.findCommand(torsas, by, commandId(each))))),
    rooms: await Promise.all(
      rooms.map(async (key) => [
        await store.readRoom(key),
        await store.readRoom(key, 1),
        [...(await store.claimsOf(key))],
        await store.readSnapshot(key),
        await store.listNamed(key),
        await Promise.all(names.map((each) => store.readNamed(key, each))),
      ]),
    ),
    people: [await store.listPeople(), await store.findPeople([chi, ada]), await store.findPerson(ben)],
    tokens: await Promise.all(
      names.map(async (each) => [await store.findSession(each), await store.findInvitation(each), await store.findLink(each)]),
    ),
  };
}

test('any story of commits, renewals, people and tokens ends the same on disk and in memory', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const [disk, memory] = [await open(aFolder()), openMemory()];
      for (const step of steps) expect(await answerOf(step, disk)).toEqual(await answerOf(step, memory));
      expect(await everythingIn(disk)).toEqual(await everythingIn(memory));
      await disk.close();
    }),
    { numRuns: 60 },
  );
});
