/**
 * What must be true at the end of every story in browsers: every room a page has open is the same in the page, on the server and
 * in the log; the events fold to what the rooms say; the chain verifies; no page complained, asked elsewhere or was refused.
 */
import { expect } from '@playwright/test';
import * as Y from 'yjs';
import { must } from '../../shared/domain/assert.ts';
import { projectAll } from '../../shared/doc/project.ts';
import { factsOf } from '../../shared/doc/roots.ts';
import type { CommandId, EvaluationId } from '../../shared/domain/ids.ts';
import type { RoomKey, Store } from '../../server/ports.ts';
import { loadLog, readNames } from '../../server/facts/loaded.ts';
import { verifyChain } from '../../server/storage/chain.ts';
import { openSqlite } from '../../server/storage/sqlite.ts';
import type { Product } from './e2e-server.ts';
import type { Someone } from './e2e-someone.ts';
import { fingerprint, holdsTogether, type Replica } from './invariants.ts';
import { RawClient } from './raw-client.ts';

type Seen = { readonly key: RoomKey; readonly memory: Uint8Array; readonly replicas: Replica[] };

/** Waits until all pages are quiet, looks, and stops the product: nothing can be done with it afterwards. */
export async function everythingHolds(product: Product, people: readonly Someone[]): Promise<void> {
  for (const someone of people) {
    await expect.poll(() => someone.wire.isSaved, `${someone.name} has everything acknowledged`).toBe(true);
  }
  const seen = await look(product, people);
  for (const someone of people) await someone.leaves();
  await product.stop();
  expect(product.errors).toEqual([]);
  for (const { name, complaints, wire } of people) {
    expect({ name, complaints }).toEqual({ name, complaints: [] });
    const elsewhere = wire.addresses.filter((address) => new URL(address).host !== new URL(product.url).host);
    expect({ name, elsewhere }).toEqual({ name, elsewhere: [] });
  }

  const store = await openSqlite(product.folder);
  try {
    for (const room of seen) await holdsTogether({ store, ...room });
    for (const evaluation of await store.listEvaluations()) await logHolds(store, evaluation);
  } finally {
    await store.close();
  }
}

/** With the product dead: everything that any page was told is safe lies in the log, updates of text and commands alike. */
export async function nothingAckedIsLost({ folder }: Product, people: readonly Someone[], evaluation: EvaluationId): Promise<void> {
  const store = await openSqlite(folder);
  try {
    for (const { name, id, wire } of people) {
      for (const { path, updates } of wire.acked) {
        const doc = new Y.Doc();
        const { updates: rows } = await store.readRoom(path.replace(/@\d+$/, '') as RoomKey);
        for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
        const before = fingerprint(doc);
        for (const update of updates) Y.applyUpdate(doc, update);
        expect({ name, path, ...fingerprint(doc) }).toEqual({ name, path, ...before });
        doc.destroy();
      }
      for (const command of wire.carriedOut) {
        expect({ name, command, kept: await store.findCommand(evaluation, id, command as CommandId) }).not.toMatchObject({ kept: null });
      }
    }
  } finally {
    await store.close();
  }
}

/** Each room that is open in some page: what the server tells a newcomer, and the replicas once they have caught up with that. */
async function look(product: Product, people: readonly Someone[]): Promise<readonly Seen[]> {
  const rooms = new Map<string, Someone[]>();
  for (const someone of people) {
    for (const { path, sockets } of someone.wire.rooms.values()) {
      if (sockets > 0) rooms.set(path, [...(rooms.get(path) ?? []), someone]);
    }
  }
  const seen: Seen[] = [];
  for (const [path, present] of rooms) {
    const memory = await newcomerIn(product, path, must(present[0], 'somebody is in the room'));
    const told = new Y.Doc();
    Y.applyUpdate(told, memory);
    const truth = fingerprint(told);
    for (const { name, wire } of present) {
      const replica = must(wire.rooms.get(path), 'the page has the room');
      await expect.poll(() => fingerprint(replica.doc), `${name} has caught up in ${path}`).toEqual(truth);
    }
    const replicas = present.map(({ name, wire }) => ({ name, doc: must(wire.rooms.get(path), 'the page has the room').doc }));
    seen.push({ key: path.replace(/@\d+$/, '') as RoomKey, memory, replicas });
    told.destroy();
  }
  return seen;
}

/** The whole document as the server tells it to a newcomer with this person's cookie. */
async function newcomerIn(product: Product, path: string, someone: Someone): Promise<Uint8Array> {
  const cookies = await someone.context.cookies(product.url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const client = new RawClient({ port: product.port, path, who: null, cookie, origin: `http://127.0.0.1:${product.port}` });
  await client.open();
  await client.joined();
  await client.leave();
  return must(client.updates[0], 'a newcomer is told the document').bytes;
}

/** The chain verifies, and the folded log projects to exactly what lies in the log of each projected room. */
async function logHolds(store: Store, evaluation: EvaluationId): Promise<void> {
  expect(verifyChain(evaluation, await store.readEvents(evaluation))).toMatchObject({ ok: true });
  const { state } = must(await loadLog(store, evaluation), 'a listed evaluation has a log');
  for (const [room, projection] of projectAll(state, await readNames(store, state))) {
    const doc = new Y.Doc();
    for (const { bytes } of (await store.readRoom(`${evaluation}/${room}`)).updates) Y.applyUpdate(doc, bytes);
    expect({ room, facts: factsOf(doc).toJSON() }).toEqual({ room, facts: JSON.parse(JSON.stringify(projection)) as unknown });
    doc.destroy();
  }
}
