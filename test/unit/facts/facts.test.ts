/** The serial writer: idempotence, all or nothing, races, and a log that folds and verifies. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createFacts } from '../../../server/facts/facts.ts';
import type { Facts } from '../../../server/facts-port.ts';
import type { Ports, Store } from '../../../server/ports.ts';
import type { Projection } from '../../../server/rooms/ports.ts';
import { verifyChain } from '../../../server/storage/chain.ts';
import { must } from '../../../shared/domain/assert.ts';
import type { Command, Envelope } from '../../../shared/domain/commands.ts';
import { CommandId, type EvaluationId } from '../../../shared/domain/ids.ts';
import { ada, anInstrument, ben, noon, plan } from '../../support/builders.ts';
import { noRooms } from '../../support/no-rooms.ts';
import { aHandledStore, type HandledStore } from '../../support/stores.ts';

/** Rooms that remember what was staged, let out or given up. */
function listening() {
  const heard = { staged: [] as string[][], published: 0, abandoned: 0, reviews: 0 };
  const rooms: typeof noRooms = {
    ...noRooms,
    stage: (_evaluation, changed: ReadonlyMap<string, Projection>) => {
      heard.staged.push([...changed.keys()]);
      return Promise.resolve({ updates: [], publish: () => void heard.published++, abandon: () => void heard.abandoned++ });
    },
    review: () => void heard.reviews++,
  };
  return { heard, rooms };
}

let store: HandledStore;
let facts: Facts;
let evaluation: EvaluationId;
let ears: ReturnType<typeof listening>;
let seed = 0;
const clock = { now: () => noon };
const random = { bytes: (n: number) => Uint8Array.from({ length: n }, () => (seed = (seed * 75 + 74) % 65_537) % 251) };
const log = { info: () => {}, warn: () => {}, error: () => {} };
const portsOn = (on: Store): Ports => ({ store: on, clock, random, log });

const envelope = (command: Command, id = 'a', base?: number): Envelope => ({
  id: CommandId.parse(id.padEnd(20, '0')),
  command,
  ...(base === undefined ? {} : { base }),
});
const declare: Command = { type: 'conflicts.declare', member: ada, areas: [] };
const cast = (points: number): Command => ({ type: 'ballot.cast', criterion: plan, round: 1, points, reason: '', confidence: null });

beforeEach(async () => {
  store = aHandledStore();
  ears = listening();
  for (const id of [ada, ben]) await store.insertPerson({ id, name: id.slice(0, 3), language: 'sv', owner: id === ada, createdAt: noon });
  facts = createFacts({ ports: portsOn(store), rooms: ears.rooms });
  evaluation = await facts.create({ subject: { name: 'Exempelby', year: 2026, visit: null }, instrument: anInstrument(), lead: ada });
});

const seqs = async () => (await store.readEvents(evaluation)).map(({ seq }) => seq);

describe('commands', () => {
  test('[V4] the same id is answered the same and carried out once; with another body it is refused', async () => {
    const first = await facts.submit(evaluation, ada, envelope(declare));
    const before = await seqs();
    expect([await facts.submit(evaluation, ada, envelope(declare)), await seqs()]).toEqual([first, before]);
    const other = await facts.submit(evaluation, ada, envelope({ type: 'phase.move', to: 'gathering' }));
    expect(other).toMatchObject({ status: 409, code: 'command/other-body' });
  });

  test('[V4] a refusal is answered again even when the rule would let it pass by now', async () => {
    const tooEarly = await facts.submit(evaluation, ada, envelope(cast(3), 'early'));
    expect(tooEarly).toMatchObject({ ok: false, code: 'ballot/conflicts-undeclared' });
    await facts.submit(evaluation, ada, envelope(declare, 'b'));
    await facts.submit(evaluation, ada, envelope({ type: 'phase.move', to: 'gathering' }, 'c'));
    await facts.submit(evaluation, ada, envelope({ type: 'phase.move', to: 'scoring' }, 'd'));
    expect(await facts.submit(evaluation, ada, envelope(cast(3), 'early'))).toEqual(tooEarly);
    expect(await facts.submit(evaluation, ada, envelope(cast(3), 'again'))).toMatchObject({ ok: true });
    const stale = await facts.submit(evaluation, ada, envelope(cast(4), 'stale', 0));
    expect(stale).toMatchObject({ status: 409, code: 'thing/stale', current: { points: 3 } });
  });

  test('[V5] nothing is let out before the commit, and a commit that fails leaves nothing', async () => {
    store.hold();
    const published = ears.heard.published;
    const waiting = facts.submit(evaluation, ada, envelope(declare, 'held'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([store.held, ears.heard.published]).toEqual([1, published]);
    store.letGo();
    await waiting;
    expect(ears.heard.published).toBe(published + 1);

    const before = await seqs();
    store.fails('throws');
    const failed = await facts.submit(evaluation, ada, envelope({ type: 'phase.move', to: 'gathering' }, 'full'));
    expect(failed).toMatchObject({ status: 503, code: 'server/not-ready' });
    store.fails(null);
    expect([await seqs(), (await facts.get(evaluation))?.phase, ears.heard.abandoned]).toEqual([before, 'planning', 1]);
    expect(await facts.submit(evaluation, ada, envelope({ type: 'phase.move', to: 'gathering' }, 'full'))).toMatchObject({ ok: true });
  });

  test('[V5] of two nodes that write at once the loser reads on and judges again', async () => {
    const elsewhere = createFacts({ ports: portsOn(store), rooms: listening().rooms });
    await elsewhere.get(evaluation);
    await facts.submit(evaluation, ada, envelope(declare, 'one'));
    expect(await elsewhere.submit(evaluation, ada, envelope({ type: 'phase.move', to: 'gathering' }, 'two'))).toMatchObject({ ok: true });
    expect(await facts.submit(evaluation, ada, envelope({ type: 'phase.move', to: 'gathering' }, 'three'))).toMatchObject({
      ok: false,
      code: 'phase/not-next',
    });
  });

  test('[V6][V7] the log folds to what memory holds, and its chain verifies', async () => {
    await facts.submit(evaluation, ada, envelope(declare, 'one'));
    await facts.submit(evaluation, ada, envelope({ type: 'phase.move', to: 'gathering' }, 'two'));
    const again = createFacts({ ports: portsOn(store), rooms: listening().rooms });
    expect(await again.get(evaluation)).toEqual(await facts.get(evaluation));
    const rows = await store.readEvents(evaluation);
    expect(verifyChain(evaluation, rows).ok).toBe(true);
    const bent = rows.map((row, i) => (i === 1 ? { ...row, body: row.body.replace('lead', 'leaf') } : row));
    expect(verifyChain(evaluation, bent)).toMatchObject({ ok: false, error: { seq: 2 } });
  });

  test('[M0] a stranger is refused and leaves no row behind', async () => {
    const id = envelope(declare, 'stranger');
    expect(await facts.submit(evaluation, ben, id)).toMatchObject({ status: 403, code: 'role/not-a-member' });
    expect(await store.findCommand(evaluation, ben, id.id)).toBeNull();
  });

  test('[M0] nor does one who was removed', async () => {
    await facts.admit(evaluation, ben, { type: 'member.join', member: ben, role: 'evaluator', invitedBy: ada });
    await facts.submit(evaluation, ada, envelope({ type: 'member.remove', member: ben }, 'out'));
    expect(await facts.submit(evaluation, ben, envelope(cast(1), 'late'))).toMatchObject({ ok: false, code: 'role/not-a-member' });
    expect(await store.findCommand(evaluation, ben, CommandId.parse('late'.padEnd(20, '0')))).toBeNull();
  });

  test('[I3] the evaluation carries its instrument in its own log', async () => {
    const first = must((await store.readEvents(evaluation))[0], 'the creating event');
    expect(JSON.parse(first.body)).toMatchObject({ instrument: anInstrument() });
  });

  test('[A2] a ballot changes its member’s room and the count, and a second thought only the former', async () => {
    for (const [i, command] of [declare, { type: 'phase.move', to: 'gathering' }, { type: 'phase.move', to: 'scoring' }].entries()) {
      await facts.submit(evaluation, ada, envelope(command as Command, `step${i}`));
    }
    await facts.submit(evaluation, ada, envelope(cast(3), 'first'));
    await facts.submit(evaluation, ada, envelope(cast(9), 'second'));
    expect(ears.heard.staged.slice(-2)).toEqual([['state', `me.${ada}`], [`me.${ada}`]]);
  });
});
