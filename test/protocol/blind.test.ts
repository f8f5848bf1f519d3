/**
 * Invariant 4: before its round is revealed nothing of a ballot reaches anybody but its member. Two ways of asking: canaries
 * in every reason, and in what every ballot rests on, that must not turn up; and the same story with other points, which must look the same to everyone else.
 */
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CriterionId, EvaluationId } from '../../shared/domain/ids.ts';
import { factsOf } from '../../shared/doc/roots.ts';
import { evidenceId } from '../support/builders.ts';
import type { RawClient } from '../support/raw-client.ts';
import { aWholeServer, type Visitor, type WholeServer } from '../support/whole-server.ts';

const criterion = 'democracy.strategy' as CriterionId;
const other = 'community.strategy' as CriterionId;
const areas = ['democracy', 'community'];

type Cast = {
  readonly thoughts?: number;
  readonly rests?: boolean;
  readonly ada: number | null;
  readonly ben: number | null;
  readonly chi: number | null;
};
type Scene = {
  readonly people: Readonly<Record<'ada' | 'ben' | 'chi' | 'disa' | 'eli' | 'oda', Visitor>>;
  readonly evaluation: EvaluationId;
  /** Everything everybody may open, and what came in it, by person. */
  readonly ears: ReadonlyMap<string, readonly RawClient[]>;
};

let server: WholeServer;
beforeEach(async () => {
  server = await aWholeServer();
});
afterEach(() => server.close());

async function scene(): Promise<Scene> {
  const ada = server.owner;
  const evaluation = await server.creates(ada, 'Exempelby');
  const enter = (name: string, role: Parameters<WholeServer['invited']>[3]) => server.invited(ada, evaluation, name, role);
  const people = {
    ada,
    ben: await enter('Ben', 'evaluator'),
    chi: await enter('Chi', 'evaluator'),
    disa: await enter('Disa', 'reviewer'),
    eli: await enter('Eli', 'contact'),
    oda: await enter('Oda', 'observer'),
  };
  for (const { id, does } of [people.ada, people.ben, people.chi].map((each) => ({ id: each.id, does: each.does.bind(each) }))) {
    await does(evaluation, { type: 'conflicts.declare', member: id, areas: [] });
  }
  await ada.does(evaluation, { type: 'phase.move', to: 'gathering' });
  await ada.does(evaluation, { type: 'phase.move', to: 'scoring' });
  const body = { kind: 'document', name: 'Plan', date: null, page: null } as const;
  for (const name of ['ada', 'ben', 'chi'])
    await ada.does(evaluation, { type: 'evidence.add', evidence: sourceOf(name), body, criteria: [] });
  const ears = new Map<string, readonly RawClient[]>();
  for (const [name, person] of Object.entries(people)) {
    const rooms = ['state', 'team', `me.${person.id}`, ...areas.map((area) => `ballots.${area}`), 'text.summary', `text.${criterion}`];
    ears.set(name, await Promise.all(rooms.map((room) => person.triesToOpen(evaluation, room))));
  }
  const open = (name: string) => ears.get(name)?.filter((client) => !client.end).length;
  expect(Object.keys(people).map((name) => [name, open(name)])).toEqual([['ada', 7], ['ben', 7], ['chi', 7], ['disa', 5], ['eli', 0], ['oda', 4]]); // prettier-ignore
  return { people, evaluation, ears };
}

/** What somebody's ballots rest on, and nobody else's: everybody on the team knows that it is there, nobody whose it is. */
const sourceOf = (name: string) => evidenceId(`source7f3a${name}`);

/** Ada, Ben and Chi score two criteria; Ben thinks again, abstains and comes back; round 1 is closed. Everybody asks for all HTTP has. */
async function story({ people, evaluation }: Scene, points: Cast, canary: (name: string) => string): Promise<void> {
  const { ada, ben, chi } = people;
  const cast = (who: Visitor, name: string, given: number | null, on: CriterionId) =>
    given === null
      ? who.does(evaluation, { type: 'ballot.abstain', criterion: on, round: 1, reason: canary(name) })
      : who.does(evaluation, {
          type: 'ballot.cast',
          criterion: on,
          round: 1,
          points: given,
          reason: canary(name),
          confidence: 2,
          evidence: points.rests ? [sourceOf(name)] : [],
        });
  for (const on of [criterion, other]) {
    await cast(ada, 'ada', points.ada, on);
    await cast(ben, 'ben', points.ben, on);
    for (let i = 0; i < (points.thoughts ?? 1); i++) await cast(ben, 'ben', points.chi, on);
    await ben.does(evaluation, { type: 'ballot.withdraw', criterion: on, round: 1 });
    await cast(ben, 'ben', points.ben, on);
    await cast(chi, 'chi', points.chi, on);
  }
  await ada.does(evaluation, { type: 'phase.move', to: 'calibrating' });
  await everybodyAsks(people, evaluation);
}

/** Every address of the API a member can think of, and commands that are refused with facts. */
async function everybodyAsks(people: Scene['people'], evaluation: EvaluationId): Promise<void> {
  for (const person of Object.values(people)) {
    for (const path of ['', '/texts', '/invitations', '/commands', '/history', '/export', '/ballots', '/events']) {
      await person.ask('GET', `/api/evaluations/${evaluation}${path}`);
    }
    for (const path of ['/api/evaluations', '/api/me', '/api/people', '/metrics', '/healthz', '/readyz', '/api/openapi.json']) {
      await person.ask('GET', path);
    }
    await person.gives(evaluation, { type: 'consensus.agree', criterion, points: 0, reason: 'Trying.' });
    await person.gives(evaluation, { type: 'stand.behind', criterion, consensus: 1 });
    await person.gives(evaluation, { type: 'ballot.cast', criterion, round: 1, points: 1, reason: 'x', confidence: null }, { base: 0 });
  }
}

async function quiet(ears: Scene['ears']): Promise<void> {
  for (const clients of ears.values()) for (const client of clients) if (!client.end) await client.caughtUp();
}

describe('blindness', () => {
  test('[A2] a canary in every reason reaches its member alone until the reveal, and then those who may see ballots', async () => {
    const set = await scene();
    const canary = (name: string) => `canary-of-${name}-7f3a`;
    // What is heard while the rooms are opened is no part of it: the evidence itself.
    const before = new Map([...set.ears.values()].flat().map((client) => [client, client.frames.length]));
    await story(set, { ada: 13, ben: 3, chi: 11, rests: true }, canary);
    await quiet(set.ears);
    const heard = (name: string) => {
      const frames = (set.ears.get(name) ?? []).flatMap((client) =>
        client.frames.slice(before.get(client)).map((frame) => Buffer.from(frame).toString('latin1')),
      );
      return [...frames, ...set.people[name as keyof Scene['people']].answers].join('\n');
    };
    for (const name of set.ears.keys()) {
      const found = ['ada', 'ben', 'chi'].filter((each) => heard(name).includes(canary(each)));
      expect({ name, found }).toEqual({ name, found: ['ada', 'ben', 'chi'].includes(name) ? [name] : [] });
      const rests = ['ada', 'ben', 'chi'].filter((each) => heard(name).includes(sourceOf(each)));
      expect({ name, rests }).toEqual({ name, rests: found });
    }

    await set.people.ada.does(set.evaluation, { type: 'round.reveal', criteria: [criterion] });
    await quiet(set.ears);
    const seen = [...set.ears.keys()].filter((name) => ['ada', 'ben', 'chi'].every((each) => heard(name).includes(canary(each))));
    expect(seen).toEqual(['ada', 'ben', 'chi']);
    const told = [...set.ears.keys()].filter((name) => ['ada', 'ben', 'chi'].every((each) => heard(name).includes(sourceOf(each))));
    expect(told).toEqual(['ada', 'ben', 'chi']);
  });

  test('[A2] the same story with other points, that rest on something, and more second thoughts gives everybody else the same messages', async () => {
    const tell = async (points: Cast) => {
      const set = await scene();
      await story(set, points, () => 'The same words.');
      await quiet(set.ears);
      return normalised(set);
    };
    const first = await tell({ ada: 10, ben: 10, chi: 10 });
    await server.close();
    server = await aWholeServer();
    const second = await tell({ ada: 0, ben: 15, chi: null, rests: true });
    expect(second).toEqual(first);
    // How often Ben changes his mind is his own affair too.
    await server.close();
    server = await aWholeServer();
    const { ben: _his, ...others } = await tell({ ada: 0, ben: 15, chi: null, rests: true, thoughts: 4 });
    expect(others).toEqual(Object.fromEntries(Object.entries(first).filter(([name]) => name !== 'ben')));
    // The comparison is not of silence: others do hear how many have scored.
    expect(JSON.stringify(first['oda'])).toMatch(/cast\\+":3/);
  });

  test('[A3][A6] the reviewer sees ballots only while the policy says so, and a member with a conflict never does', async () => {
    const { people, evaluation } = await scene();
    const { ada, chi, disa } = people;
    const refused = await disa.opens(evaluation, 'ballots.democracy', { behaves: false });
    await refused.closed();
    expect(refused.end?.code).toBe(4403);

    const policy = { progress: 'count', leastBallots: null, bands: { green: 10, amber: 20, red: 30 }, observersSeePoints: false } as const;
    await ada.does(evaluation, { type: 'policy.set', policy: { ...policy, reviewersSeeBallots: true }, reason: 'Asked for.' });
    const open = await disa.opens(evaluation, 'ballots.democracy');
    expect(open.end).toBeNull();
    await ada.does(evaluation, { type: 'policy.set', policy: { ...policy, reviewersSeeBallots: false }, reason: 'Enough.' });
    await open.closed();
    expect(open.end?.code).toBe(4403);

    const chis = await chi.opens(evaluation, 'ballots.democracy');
    await chi.does(evaluation, { type: 'conflicts.declare', member: chi.id, areas: ['democracy' as never] });
    await chis.closed();
    expect(chis.end?.code).toBe(4403);
  });

  test('[A4] observers have agreed points only if the policy says so', async () => {
    const { people, evaluation, ears } = await scene();
    await story({ people, evaluation, ears }, { ada: 9, ben: 10, chi: 11 }, () => 'Seen.');
    await people.ada.does(evaluation, { type: 'round.reveal', criteria: [criterion] });
    await people.ada.does(evaluation, { type: 'consensus.agree', criterion, points: 10, reason: 'Between them.' });
    await quiet(ears);
    const points = (name: string, room: number) => {
      const map = factsOf(ears.get(name)?.[room]?.doc ?? new Y.Doc());
      return { points: map.has(`points/${criterion}`), consensus: map.has(`consensus/${criterion}`) };
    };
    expect(points('oda', 0)).toEqual({ points: false, consensus: false });
    expect(points('disa', 1).consensus).toBe(true);
    const policy = { progress: 'count', leastBallots: null, bands: { green: 10, amber: 20, red: 30 }, reviewersSeeBallots: false } as const;
    await people.ada.does(evaluation, { type: 'policy.set', policy: { ...policy, observersSeePoints: true }, reason: 'Open meeting.' });
    await quiet(ears);
    expect(points('oda', 0).points).toBe(true);
    expect(JSON.stringify(factsOf(ears.get('oda')?.[0]?.doc ?? new Y.Doc()).toJSON())).not.toContain('Between them.');
  });
});

/** What each person heard, decoded, without what differs from one installation to the next: ids, times, and their own ballots. */
function normalised({ people, evaluation, ears }: Scene): Record<string, unknown> {
  const names = new Map(Object.entries(people).map(([name, { id }]) => [id as string, name]));
  const clean = (text: string) => {
    let out = text.replaceAll(evaluation, '<evaluation>').replaceAll(server.url, '<url>');
    for (const [id, name] of names) out = out.replaceAll(id, `<${name}>`);
    return out
      .replace(/#[A-Za-z0-9_-]{43}/g, '#<token>')
      .replace(/"[a-z0-9]{20}"/g, '"<drawn>"')
      .replace(/"(at|createdAt|joinedAt|closedAt|revealedAt|expiresAt|usedAt)":\d+/g, '"$1":0')
      .replace(/^samsyn_.*seconds.*$/gm, '')
      .replace(/^(process|nodejs)_.*$/gm, '');
  };
  return Object.fromEntries(
    [...ears].map(([name, clients]) => [
      name,
      {
        rooms: clients.map((client, index) => ({
          end: client.end?.code ?? null,
          // One's own room differs by design: it holds one's own points.
          updates: index === 2 ? [] : clients[index]?.updates.map(({ bytes }) => decoded(bytes, clean)),
          facts: index === 2 ? null : entries(factsOf(client.doc).toJSON(), clean),
        })),
        answers: people[name as keyof typeof people].answers.map(clean).filter((text) => !text.startsWith('# HELP')),
      },
    ]),
  );
}

/** The content of an update, without client ids and clocks. */
function decoded(bytes: Uint8Array, clean: (text: string) => string): object {
  const { structs, ds } = Y.decodeUpdate(bytes);
  const contents = structs.map((struct) => ('content' in struct && struct.content ? struct.content.getContent() : []));
  const deletions = [...ds.clients.values()].map((ranges) => ranges.length);
  return { contents: contents.map((each) => clean(JSON.stringify(each))).sort(), deletions };
}

function entries(facts: Record<string, unknown>, clean: (text: string) => string): readonly string[] {
  return Object.entries(facts)
    .map(([key, value]) => clean(JSON.stringify([key, value])))
    .sort();
}
