/** Attackers × rooms: what may be read may not be written, nobody is spoken for, and whoever is sent out is out everywhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, factsOf } from '../../shared/doc/roots.ts';
import { encodeStepTwo, encodeUpdate } from '../../shared/protocol/frames.ts';
import { nobodysClient } from '../../server/rooms/stored.ts';
import { attacked, attackerNames, howItEnds, knock, type Attacked, type AttackerName } from '../support/attackers.ts';
import { fingerprint } from '../support/invariants.ts';
import type { RawClient } from '../support/raw-client.ts';
import { newId, type Visitor } from '../support/whole-server.ts';

const text = 'text.roads.open';
let scene: Attacked;
beforeAll(async () => {
  scene = await attacked();
  const vic = await scene.vic.opens(scene.evaluation, text);
  write(vic, 'What stands.');
  await vic.saved();
  await vic.leave();
}, 60_000);
afterAll(() => scene.server.close());

const write = ({ doc }: RawClient, words: string) => bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(words)]);

/** An update that changes what is there, made on a copy of it, under a client id of one's own or another's. */
function forged(doc: Y.Doc, client: number | null, change: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  if (client !== null) copy.clientID = client;
  const before = Y.encodeStateVector(copy);
  change(copy);
  return Y.encodeStateAsUpdate(copy, before);
}

const isText = (room: string) => room.startsWith('text.');
const change = (room: string) => (copy: Y.Doc) => {
  if (isText(room)) bodyOf(copy).insert(0, [new Y.XmlText('What does not. ')]);
  else factsOf(copy).set('phase', 'published').toString();
};
/** Every way of writing that a line has. */
const ways: Readonly<Record<string, (doc: Y.Doc, room: string) => Uint8Array>> = {
  'an update': (doc, room) => encodeUpdate(forged(doc, null, change(room))),
  'a first sync': (doc, room) => encodeStepTwo(forged(doc, null, change(room))),
  'the server’s own client id': (doc, room) => encodeUpdate(forged(doc, nobodysClient, change(room))),
  'a deletion of all': (doc, room) =>
    encodeUpdate(
      forged(doc, null, (copy) => {
        if (isText(room)) bodyOf(copy).delete(0, bodyOf(copy).length);
        else for (const key of [...factsOf(copy).keys()]) factsOf(copy).delete(key);
      }),
    ),
  'a root of one’s own': (doc) => encodeUpdate(forged(doc, null, (copy) => copy.getMap('elsewhere').set('points', 20))),
};

describe('writing where one may only read', () => {
  const me = 'me.<self>';
  const readable: readonly (readonly [AttackerName, readonly string[]])[] = [
    ['an evaluator', ['state', 'team', 'ballots.roads', me]],
    ['a member with a conflict', ['state', 'team', 'ballots.water', me, 'text.roads', text]],
    ['a lead with a conflict', ['state', 'team', me, text]],
    ['a reviewer', ['state', 'team', me, 'text.summary', text]],
    ['an observer', ['state', me, 'text.summary', text]],
  ];
  const cells = readable.flatMap(([name, rooms]) => rooms.map((room) => [name, room] as const));

  test.each(cells)('[T1][T2][T7] %s in %s', async (name, named) => {
    const room = named.replace('<self>', scene.attackers[name].id);
    const before = scene.stored();
    const ends: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const [way, forge] of Object.entries(ways)) {
      const client = await scene.attackers[name].opens(scene.evaluation, room);
      const isEmpty = Y.encodeStateVector(client.doc).length === 1;
      // Nothing is to be deleted where nothing is: the server hears an update without news.
      if (isEmpty && way === 'a deletion of all') {
        await client.leave();
        continue;
      }
      client.send(forge(client.doc, room));
      ends[way] = [await howItEnds(client), client.last('reject')?.facts['why']];
      const isOwn = way !== 'the server’s own client id';
      const why = !isText(room) ? 'projected' : isOwn ? (/conflict/.test(name) ? 'conflict' : 'role') : 'client-id';
      expected[way] = [isText(room) && isOwn ? 'access/denied' : 'content/refused', why];
    }
    expect(ends).toEqual(expected);
    expect(scene.stored()).toBe(before);
  });

  test.each(attackerNames)('[T1] what %s sends to Vic’s own room while the door is still shut is not heard', async (name) => {
    const before = scene.stored();
    const rooms = [`me.${scene.vic.id}@1`, ...(name === 'a contact' || name === 'nobody' ? ['state@1', `${text}@1`] : [])];
    for (const room of rooms) {
      const client = knock(scene, scene.attackers[name], room);
      await client.open();
      client.send(encodeUpdate(forged(new Y.Doc(), null, change(room))));
      expect(await howItEnds(client)).toBe(name === 'nobody' || name === 'somebody signed out' ? 'session/ended' : 'access/denied');
      expect(client.frames).toEqual([]);
    }
    expect(scene.stored()).toBe(before);
  });
});

describe('being somebody else', () => {
  /** Two sides of a line have heard all that was said before. */
  const settled = async (...clients: readonly RawClient[]) => {
    await new Promise((resolve) => setTimeout(resolve, 40));
    for (const client of clients) await client.caughtUp();
  };
  const insiders = ['an evaluator', 'a member with a conflict', 'a lead with a conflict', 'a reviewer', 'an observer'] as const;

  test.each(insiders)('[T4][T9] %s can be Vic neither in presence nor in text, before Vic has written a word', async (name) => {
    const { evaluation, lea, vic, attackers } = scene;
    const [victim, witness] = [await vic.opens(evaluation, text), await lea.opens(evaluation, text)];
    const id = victim.doc.clientID;
    victim.say([{ client: id, clock: 1, state: { typing: true } }]);
    await witness.until(() => witness.presence.has(id), 'Vic’s presence');
    const shown = () => structuredClone(witness.presence.get(id));
    const before = { stored: scene.stored(), shown: shown(), text: bodyOf(witness.doc).toString() };
    expect(before.shown).toMatchObject({ user: { id: vic.id, name: 'Vic' } });

    const thief = await attackers[name].opens(evaluation, text);
    thief.say([{ client: id, clock: 2 ** 40, state: { typing: false, user: { id: vic.id, name: 'Vic' } } }]);
    thief.say([{ client: id, clock: 2 ** 41, state: null }]);
    await settled(thief, witness);
    expect(shown()).toEqual(before.shown);
    thief.send(encodeUpdate(forged(thief.doc, id, change(text))));
    expect([await howItEnds(thief), thief.last('reject')?.facts['why']]).toEqual(['content/refused', 'client-id']);

    // While Vic's line is down, the id is still Vic's.
    victim.vanish();
    await witness.until(() => !witness.presence.has(id), 'Vic to be gone');
    const again = await attackers[name].opens(evaluation, text);
    again.say([{ client: id, clock: 1, state: { typing: true } }]);
    await settled(again, witness);
    expect(witness.presence.has(id)).toBe(false);
    again.send(encodeUpdate(forged(again.doc, id, change(text))));
    expect(await howItEnds(again)).toBe('content/refused');
    expect([scene.stored(), bodyOf(witness.doc).toString()]).toEqual([before.stored, before.text]);

    const back = await knock(scene, vic, `${text}@1`, { doc: victim.doc, behaves: true }).joined();
    write(back, ` ${name} was not Vic.`);
    await back.saved();
    await witness.caughtUp();
    expect(fingerprint(witness.doc)).toEqual(fingerprint(back.doc));
    for (const client of [back, witness]) await client.leave();
  });

  test('[T9] in a room of facts nobody is heard by anybody', async () => {
    const { evaluation, lea, attackers } = scene;
    const [witness, loud] = [await lea.opens(evaluation, 'state'), await attackers['an observer'].opens(evaluation, 'state')];
    loud.say([{ client: 7, clock: 1, state: { typing: true } }]);
    await settled(loud, witness);
    expect(witness.presence.size).toBe(0);
  });
});

describe('staying when one is out', () => {
  const everywhere = (who: Visitor) =>
    Promise.all(['state', 'team', 'ballots.roads', `me.${who.id}`, text].map((room) => who.opens(scene.evaluation, room)));
  const ask = async (who: Visitor, method: string, path: string, body?: unknown) => {
    const { status, body: told } = await who.ask(method, path, body);
    return status < 300 ? `${status}` : `${status} ${String(told['code'])}`;
  };

  test('[A6][M0][M7] a lead who is removed is out of every room, every address, and out of the invitations they wrote', async () => {
    const { server, evaluation, lea } = scene;
    const tom = await server.invited(lea, evaluation, 'Tom', 'lead');
    const id = newId();
    const first = await tom.gives(evaluation, { type: 'conflicts.declare', member: tom.id, areas: [] }, { id });
    const lines = await everywhere(tom);
    const made = await tom.ask('POST', `/api/evaluations/${evaluation}/invitations`, { role: 'lead' });
    const token = String(made.body['url']).split('#')[1];
    await lea.does(evaluation, { type: 'member.remove', member: tom.id });

    expect(await Promise.all(lines.map(howItEnds))).toEqual(lines.map(() => 'access/denied'));
    const heard = lines.map((client) => client.frames.length);
    const before = scene.stored();
    const own = `/api/evaluations/${evaluation}`;
    expect(await Promise.all([ask(tom, 'GET', own), ask(tom, 'GET', `${own}/invitations`), ask(tom, 'POST', `${own}/invitations`, { role: 'lead' })])).toEqual(Array(3).fill('403 role/not-a-member')); // prettier-ignore
    expect((await tom.ask('GET', '/api/evaluations')).body).toEqual({ mine: [], others: [] });
    const door = scene.server.visitor('Tom again');
    for (const path of ['/api/invitations/look', '/api/invitations/use']) {
      const use = path.endsWith('use') ? { token, name: 'Tom again', language: 'sv' } : { token };
      expect(await ask(door, 'POST', path, use)).toBe('410 invitation/revoked');
    }
    expect(await ask(tom, 'POST', '/api/invitations/use', { token })).toBe('410 invitation/revoked');
    for (const room of ['state', `me.${tom.id}`]) expect(await howItEnds(knock(scene, tom, `${room}@1`))).toBe('access/denied');
    // [V4] What was answered once is answered again, to whom it was answered; it does nothing.
    const replayed = await tom.gives(evaluation, { type: 'conflicts.declare', member: tom.id, areas: [] }, { id });
    expect([replayed.status, replayed.text]).toEqual([200, first.text]);
    expect(await ask(tom, 'POST', `${own}/commands`, { id: newId(), command: { type: 'member.remove', member: tom.id } })).toBe('403 role/not-a-member'); // prettier-ignore
    expect(scene.stored()).toBe(before);
    expect(lines.map((client) => client.frames.length)).toEqual(heard);
  });

  test('[A6][V4] a command sent again after a change of role does not bring the role back', async () => {
    const { evaluation, lea, attackers } = scene;
    const eve = attackers['an evaluator'];
    const lines = await everywhere(eve);
    const id = newId();
    const cast = { type: 'ballot.cast', criterion: 'roads.open', round: 1, points: 9, reason: 'Eve’s own.', confidence: 1 };
    const first = await eve.gives(evaluation, cast, { id });
    expect(first.status).toBe(200);
    await lea.does(evaluation, { type: 'member.role', member: eve.id, role: 'observer' });
    const [state, team, ballots, me, words] = lines;
    expect([await howItEnds(team as RawClient), await howItEnds(ballots as RawClient)]).toEqual(['access/denied', 'access/denied']);
    expect([state?.end, me?.end, words?.end]).toEqual([null, null, null]);
    const before = scene.stored();
    const again = await eve.gives(evaluation, cast, { id });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await ask(eve, 'POST', `/api/evaluations/${evaluation}/commands`, { id: newId(), command: cast })).toBe('403 role/not-allowed');
    write(words as RawClient, 'Once more.');
    expect(await howItEnds(words as RawClient)).toBe('access/denied');
    expect(scene.stored()).toBe(before);
    // [M10] The ballot went with the right to it, and does not come back with the role.
    await lea.does(evaluation, { type: 'member.role', member: eve.id, role: 'evaluator' });
    const own = await eve.opens(evaluation, `me.${eve.id}`);
    expect(factsOf(own.doc).get('ballot/roads.open/1')).toMatchObject({ ballot: null });
  });

  test('[M7] whoever tries tokens learns the same of each, and is soon asked to wait', async () => {
    const door = scene.server.visitor('Nobody');
    const told = new Map<string, number>();
    const before = scene.stored();
    for (let i = 0; i < 64; i++) {
      const token = `${i}`.padStart(43, 'A');
      const path = ['/api/invitations/look', '/api/invitations/use', '/api/links/look', '/api/links/use'][i % 4] ?? '';
      const { status, body } = await door.ask('POST', path, path.endsWith('use') ? { token, name: 'Guess' } : { token });
      const answer = `${status} ${String(body['code'])}`;
      told.set(answer, (told.get(answer) ?? 0) + 1);
    }
    expect([...told.keys()].sort()).toEqual(['404 invitation/unknown', '404 link/unknown', '429 rate/too-fast']);
    expect(scene.stored()).toBe(before);
  });
});
