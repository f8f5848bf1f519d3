/** Evaluations over HTTP: who makes one, who sees what in a list, the way into rooms, commands, and leads appointed by an owner. */
import { describe, expect, test } from 'vitest';
import { Evaluations, EvaluationCard } from '../../../shared/protocol/http.ts';
import { aCommandId, aServer, no, tiny } from './harness.ts';

/** A team of three on `tiny` in the phase in which ballots are cast. */
async function aTeam() {
  const server = aServer();
  const olle = await server.owner();
  const id = await server.evaluation(olle.at);
  const ada = await server.member(olle.at, id, 'evaluator', 'Ada');
  const oda = await server.member(olle.at, id, 'observer', 'Oda');
  const cecilia = await server.member(olle.at, id, 'contact', 'Cecilia');
  return { server, id, olle, ada, oda, cecilia };
}

async function aScoringTeam() {
  const team = await aTeam();
  const { server, id, olle, ada } = team;
  const done = async (who: typeof olle.at, command: object) =>
    expect((await server.command(who, id, command)).body).toEqual({ done: true });
  await done(olle.at, { type: 'phase.move', to: 'gathering' });
  await done(olle.at, { type: 'conflicts.declare', member: olle.id, areas: [] });
  await done(ada.at, { type: 'conflicts.declare', member: ada.id, areas: ['two'] });
  await done(olle.at, { type: 'phase.move', to: 'scoring' });
  const cast = (who: typeof olle.at, criterion: string, points: number, reason = 'because') =>
    done(who, { type: 'ballot.cast', criterion, round: 1, points, reason, confidence: 2 });
  const cardOf = async (who: typeof olle.at) => EvaluationCard.parse(Evaluations.parse((await who.get('/api/evaluations')).body).mine[0]);
  return { ...team, done, cast, cardOf };
}

describe('a new evaluation', () => {
  test('is made by an owner, who leads it', async () => {
    const server = aServer();
    const { at: olle, id: owner } = await server.owner();
    const id = await server.evaluation(olle);
    expect((await server.facts.get(id))?.members[owner]).toMatchObject({ role: 'lead' });
    expect((await olle.get('/api/evaluations')).body).toMatchObject({
      mine: [
        {
          id,
          subject: { name: 'Torsås', year: 2021, visit: null },
          instrument: { id: 'tiny-1', label: 'Tiny 1', subjectNoun: null },
          phase: 'planning',
          role: 'lead',
          leads: [{ id: owner, name: 'Olle' }],
          criteria: 2,
        },
      ],
      others: [],
    });
  });

  test('[I3] keeps the version of the instrument it was made with, whatever comes after', async () => {
    const { server, id, olle } = await aTeam();
    await olle.at.post('/api/instruments', { ...tiny, id: 'tiny-2', version: '2', label: 'Tiny 2' });
    expect((await server.facts.get(id))?.instrument).toEqual(tiny);
    expect((await olle.at.get('/api/evaluations')).body).toMatchObject({ mine: [{ instrument: { id: 'tiny-1', label: 'Tiny 1' } }] });
  });

  test.each([
    [{ subject: { name: 'X', year: 2021, visit: null }, instrument: 'other-1' }, [404, 'instrument/unknown']],
    [{ subject: { name: '', year: 2021, visit: null }, instrument: tiny.id }, [400, 'input/malformed']],
    [{ subject: { name: 'X', year: 2021 }, instrument: tiny.id }, [400, 'input/malformed']],
    [{ subject: { name: 'X', year: 1, visit: null }, instrument: tiny.id }, [400, 'input/malformed']],
    [{ subject: { name: 'X', year: null, visit: null }, instrument: tiny.id, id: 'x' }, [400, 'input/malformed']],
    [{ subject: { name: 'X', year: null, visit: null }, instrument: '../x' }, [400, 'input/malformed']],
  ])('%j is refused', async (input, expected) => {
    const { at: olle } = await aServer().owner();
    expect(no(await olle.post('/api/evaluations', input))).toEqual(expected);
  });

  test('is not for members or for nobody', async () => {
    const { server, ada } = await aTeam();
    const input = { subject: { name: 'X', year: null, visit: null }, instrument: tiny.id };
    expect(no(await ada.at.post('/api/evaluations', input))).toEqual([403, 'role/owner-only']);
    expect(no(await server.visitor().post('/api/evaluations', input))).toEqual([401, 'session/none']);
  });
});

describe('the list', () => {
  test('is for whoever is signed in', async () => {
    expect(no(await aServer().visitor().get('/api/evaluations'))).toEqual([401, 'session/none']);
  });

  test('an owner who is no member sees that it exists and who leads it, and nothing else', async () => {
    const { server, id, olle, ada } = await aTeam();
    await server.store.updatePerson(ada.id, { owner: true });
    await server.command(olle.at, id, { type: 'member.remove', member: ada.id });
    expect((await ada.at.get('/api/evaluations')).body).toEqual({
      mine: [],
      others: [
        {
          id,
          subject: { name: 'Torsås', year: 2021 },
          instrument: { id: 'tiny-1', label: 'Tiny 1' },
          leads: [{ id: olle.id, name: 'Olle' }],
        },
      ],
    });
    expect(no(await ada.at.get(`/api/evaluations/${id}`))).toEqual([403, 'role/not-a-member']);
  });

  test('somebody else sees nothing of it', async () => {
    const { server, id, olle, ada } = await aTeam();
    await server.command(olle.at, id, { type: 'member.remove', member: ada.id });
    expect((await ada.at.get('/api/evaluations')).body).toEqual({ mine: [], others: [] });
  });

  test('own ballots are counted, conflicts left out, and what waits is said', async () => {
    const { olle, ada, cast, cardOf } = await aScoringTeam();
    expect((await cardOf(ada.at)).waits).toEqual({ code: 'ballots', count: 1 });
    await cast(ada.at, 'one.a', 12);
    expect(await cardOf(ada.at)).toMatchObject({
      states: { open: 2, closed: 0, revealed: 0, agreed: 0, locked: 0 },
      mine: {
        cast: 1,
        of: 1,
        ruler: [
          { area: 'one', marks: ['done'] },
          { area: 'two', marks: ['conflict'] },
        ],
      },
      agreed: { count: 0, of: 2 },
      waits: { code: 'nothing' },
    });
    expect((await cardOf(olle.at)).waits).toEqual({ code: 'ballots', count: 2 });
    await cast(olle.at, 'one.a', 10);
    await cast(olle.at, 'two.b', 5);
    expect((await cardOf(olle.at)).waits).toEqual({ code: 'close', count: 2 });
  });

  test('leads are told what is next: close, reveal, agree, stands, lock, move on', async () => {
    const { server, id, olle, ada, cast, done, cardOf } = await aScoringTeam();
    for (const criterion of ['one.a', 'two.b']) await cast(olle.at, criterion, 5);
    await cast(ada.at, 'one.a', 5);
    await done(olle.at, { type: 'phase.move', to: 'calibrating' });
    const state = (await server.facts.get(id))?.criteria;
    expect(Object.values(state ?? {}).map((each) => each.state)).toEqual(['closed', 'closed']);
    expect((await cardOf(olle.at)).waits).toEqual({ code: 'reveal', count: 2 });
    await done(olle.at, { type: 'round.reveal', criteria: ['one.a', 'two.b'] });
    expect((await cardOf(olle.at)).waits).toEqual({ code: 'agree', count: 2 });
    expect((await cardOf(ada.at)).waits).toEqual({ code: 'nothing' });
    for (const criterion of ['one.a', 'two.b']) await done(olle.at, { type: 'consensus.agree', criterion, points: 5, reason: 'all alike' });
    expect((await cardOf(ada.at)).waits).toEqual({ code: 'stands', count: 1 });
    await done(ada.at, { type: 'stand.behind', criterion: 'one.a', consensus: 1 });
    for (const criterion of ['one.a', 'two.b']) await done(olle.at, { type: 'stand.behind', criterion, consensus: 1 });
    expect((await cardOf(olle.at)).waits).toEqual({ code: 'lock', count: 2 });
    await done(olle.at, { type: 'criterion.lock', criteria: ['one.a', 'two.b'] });
    expect(await cardOf(olle.at)).toMatchObject({ waits: { code: 'phase', to: 'reviewing' }, agreed: { count: 2, of: 2 } });
  });

  test('undeclared conflicts come first, a lead alone is told to invite', async () => {
    const server = aServer();
    const { at: olle, id: me } = await server.owner();
    const id = await server.evaluation(olle);
    const waits = async () => Evaluations.parse((await olle.get('/api/evaluations')).body).mine[0]?.waits;
    expect(await waits()).toEqual({ code: 'conflicts' });
    await server.command(olle, id, { type: 'conflicts.declare', member: me, areas: [] });
    expect(await waits()).toEqual({ code: 'invite' });
    await server.member(olle, id, 'observer', 'Oda');
    expect(await waits()).toEqual({ code: 'phase', to: 'gathering' });
  });

  test('[A2] nothing of others’ ballots is in it: other points and reasons change nothing for anybody else', async () => {
    const lists = async (points: number, reason: string) => {
      const { olle, ada, oda, cecilia, cast, server } = await aScoringTeam();
      await cast(ada.at, 'one.a', points, reason);
      const texts = await Promise.all([olle, oda, cecilia].map(async ({ at }) => JSON.stringify((await at.get('/api/evaluations')).body)));
      // Ids are drawn anew in each story.
      const people = (await server.store.listPeople()).map((person) => person.id);
      const ids = [...(await server.facts.list()), ...people];
      return texts.map((text) => ids.reduce<string>((left, id) => left.replaceAll(id, '·'), text));
    };
    const [low, high] = [await lists(0, 'canary-low'), await lists(20, 'canary-high-and-longer')];
    expect(high).toEqual(low);
    expect(low.join()).not.toContain('canary');
  });

  test('who may not see the state room sees no states, progress or presence', async () => {
    const { server, cecilia, oda, cardOf } = await aScoringTeam();
    server.present.push(oda.id);
    expect(await cardOf(cecilia.at)).toMatchObject({ states: null, mine: null, agreed: null, present: [], waits: { code: 'nothing' } });
    expect(await cardOf(oda.at)).toMatchObject({
      states: { open: 2 },
      mine: null,
      agreed: { count: 0 },
      present: [{ id: oda.id, name: 'Oda' }],
    });
  });
});

describe('the way in', () => {
  test('[A1] names the rooms of the role, each with its epoch', async () => {
    const { server, id, ada, oda, cecilia } = await aScoringTeam();
    const epoch = await server.store.renewRoom(`${id}/state`);
    const entry = (await ada.at.get(`/api/evaluations/${id}`)).body;
    expect(entry).toEqual({
      id,
      member: ada.id,
      role: 'evaluator',
      protocol: 1,
      epochs: {
        state: epoch,
        team: 1,
        [`me.${ada.id}`]: 1,
        'ballots.one': 1,
        'text.summary': 1,
        'text.one': 1,
        'text.one.a': 1,
        'text.two': 1,
        'text.two.b': 1,
      },
    });
    expect(epoch).toBe(2);
    const seen = Object.keys((await oda.at.get(`/api/evaluations/${id}`)).body['epochs'] as object);
    expect(seen).toContain('state');
    expect(seen.filter((room) => /team|ballots/.test(room))).toEqual([]);
    expect((await cecilia.at.get(`/api/evaluations/${id}`)).body['epochs']).toEqual({});
  });

  test('is shut to nobody, to strangers and for what is not there', async () => {
    const { server, id, olle } = await aTeam();
    expect(no(await server.visitor().get(`/api/evaluations/${id}`))).toEqual([401, 'session/none']);
    const other = await server.evaluation(olle.at, 'Vellinge');
    const ben = await server.member(olle.at, other, 'lead', 'Ben');
    expect(no(await ben.at.get(`/api/evaluations/${id}`))).toEqual([403, 'role/not-a-member']);
    expect(no(await ben.at.get(`/api/evaluations/${'x'.repeat(20)}`))).toEqual([404, 'evaluation/unknown']);
    expect(no(await ben.at.get('/api/evaluations/x'))).toEqual([400, 'input/malformed']);
  });
});

describe('commands', () => {
  test('[V4] are carried out once, and answered the same when sent again', async () => {
    const { server, id, olle } = await aTeam();
    const command = { type: 'phase.move', to: 'gathering' };
    const commandId = aCommandId();
    const first = await server.command(olle.at, id, command, commandId);
    expect([first.status, first.body]).toEqual([200, { done: true }]);
    expect((await server.command(olle.at, id, command, commandId)).body).toEqual(first.body);
    const other = await server.command(olle.at, id, { ...command, to: 'scoring' }, commandId);
    expect(no(other)).toEqual([409, 'command/other-body']);
  });

  test('a rule’s no comes with its code, rule, facts and sentence under its status', async () => {
    const { server, id, ada } = await aScoringTeam();
    const said = await server.command(ada.at, id, {
      type: 'ballot.cast',
      criterion: 'one.a',
      round: 1,
      points: 21,
      reason: 'x',
      confidence: 1,
    });
    expect(said.status).toBe(422);
    expect(said.body).toEqual({
      code: 'ballot/out-of-range',
      rule: expect.stringMatching(/^B\d/) as string,
      facts: expect.objectContaining({ max: 20 }) as object,
      sentence: 'The points lie outside 0 to the maximum.',
    });
  });

  test('[V1] an old base comes back with the thing as it is now', async () => {
    const { server, id, ada, cast } = await aScoringTeam();
    await cast(ada.at, 'one.a', 5);
    const command = { type: 'ballot.cast', criterion: 'one.a', round: 1, points: 6, reason: 'x', confidence: 1 };
    const said = await server.command(ada.at, id, command, aCommandId(), 0);
    expect(no(said)).toEqual([409, 'thing/stale']);
    expect(said.body['current']).toMatchObject({ points: 5 });
  });

  test('[V5] where nothing can be committed, the answer says so and nothing has happened', async () => {
    const { server, id, olle } = await aTeam();
    const { commit } = server.store;
    const before = await server.facts.get(id);
    const [command, commandId] = [{ type: 'phase.move', to: 'gathering' }, aCommandId()];
    server.store.commit = () => Promise.reject(new Error('disk full'));
    expect(no(await server.command(olle.at, id, command, commandId))).toEqual([503, 'server/not-ready']);
    server.store.commit = commit;
    expect(await server.facts.get(id)).toEqual(before);
    expect((await server.command(olle.at, id, command, commandId)).status).toBe(200);
  });

  test.each([
    {},
    { id: 'short', command: { type: 'phase.move', to: 'gathering' } },
    { id: 'x'.repeat(20), command: { type: 'nothing' } },
    { id: 'x'.repeat(20), command: { type: 'phase.move', to: 'gathering', force: true } },
    { id: 'x'.repeat(20), command: { type: 'phase.move', to: 'gathering' }, by: 'somebody' },
    { id: 'x'.repeat(20), base: -1, command: { type: 'phase.move', to: 'gathering' } },
    { id: 'x'.repeat(20), command: { type: 'ballot.cast', criterion: 'one.a', round: 1, points: '5', reason: 'x', confidence: 1 } },
    { id: 'x'.repeat(20), command: { type: 'ballot.cast', criterion: 'one.a', round: 1, points: 5.5, reason: 'x', confidence: 1 } },
    {
      id: 'x'.repeat(20),
      command: { type: 'ballot.cast', criterion: 'one.a', round: 1, points: 5, reason: 'x', confidence: 1, member: 'x'.repeat(20) },
    },
    { id: 'x'.repeat(20), command: { type: 'member.join', member: 'x'.repeat(20), role: 'lead', invitedBy: 'x'.repeat(20) } },
    { id: 'x'.repeat(20), command: { type: 'lead.appoint', member: 'x'.repeat(20) } },
  ])('nonsense %j is malformed and changes nothing', async (body) => {
    const { server, id, olle } = await aTeam();
    const before = await server.facts.get(id);
    expect(no(await olle.at.post(`/api/evaluations/${id}/commands`, body))).toEqual([400, 'input/malformed']);
    expect(await server.facts.get(id)).toBe(before);
  });

  test('[M0] need a session and a place in the team', async () => {
    const { server, id, olle, ada } = await aTeam();
    const command = { type: 'conflicts.declare', member: ada.id, areas: [] };
    expect(no(await server.command(server.visitor(), id, command))).toEqual([401, 'session/none']);
    await server.command(olle.at, id, { type: 'member.remove', member: ada.id });
    expect(no(await server.command(ada.at, id, command))).toEqual([403, 'role/not-a-member']);
    expect(no(await server.command(ada.at, 'x'.repeat(20) as typeof id, command))).toEqual([404, 'evaluation/unknown']);
  });
});

describe('an owner appoints a lead', () => {
  test('[M8] themselves too, and the team sees it', async () => {
    const { server, id, olle, ada } = await aTeam();
    await server.store.updatePerson(ada.id, { owner: true });
    await server.command(olle.at, id, { type: 'member.remove', member: ada.id });
    const said = await ada.at.post(`/api/evaluations/${id}/leads`, { member: ada.id });
    expect(said.status).toBe(200);
    expect((await server.facts.get(id))?.members[ada.id]).toMatchObject({ role: 'lead', removed: false });
    expect(no(await ada.at.post(`/api/evaluations/${id}/leads`, { member: ada.id }))).toEqual([409, 'member/already']);
  });

  test('[M8] a lead who owns nothing cannot', async () => {
    const { server, id, olle, ada } = await aTeam();
    const ben = await server.member(olle.at, id, 'lead', 'Ben');
    expect(no(await ben.at.post(`/api/evaluations/${id}/leads`, { member: ada.id }))).toEqual([403, 'role/owner-only']);
    expect(no(await server.visitor().post(`/api/evaluations/${id}/leads`, { member: ada.id }))).toEqual([401, 'session/none']);
  });

  test('nobody is made lead who is not known, nor where there is nothing to lead', async () => {
    const { id, olle, ada } = await aTeam();
    expect(no(await olle.at.post(`/api/evaluations/${id}/leads`, { member: 'x'.repeat(20) }))).toEqual([404, 'member/unknown']);
    expect(no(await olle.at.post(`/api/evaluations/${id}/leads`, { member: 'x' }))).toEqual([400, 'input/malformed']);
    expect(no(await olle.at.post(`/api/evaluations/${'x'.repeat(20)}/leads`, { member: ada.id }))).toEqual([404, 'evaluation/unknown']);
  });
});
