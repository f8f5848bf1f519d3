/**
 * One evaluation in the middle of its calibration, the people who might attack it, and a look at all that is stored, for
 * comparing before and after. Everything worth attacking lies in the area `roads`: a criterion in every state, Vic's ballots in all,
 * findings in a section that is open and in one that is signed off, evidence and an interview with Vic's notes.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Command } from '../../shared/domain/commands.ts';
import type { EvaluationId, SectionId } from '../../shared/domain/ids.ts';
import { factsOf } from '../../shared/doc/roots.ts';
import { evidenceId, findingId, interviewId } from './builders.ts';
import { closings, type Closing } from '../../shared/protocol/closings.ts';
import { RawClient, type RawOptions } from './raw-client.ts';
import { aWholeServer, type Visitor, type WholeServer } from './whole-server.ts';
import type { Log } from '../../server/ports.ts';

const names = ['open', 'step', 'closed', 'revealed', 'again', 'locked'] as const;
/** Criteria by the state they are in; `step` is open too and goes by fives, `again` is open in round 2 after a revealed one. */
export type Place = (typeof names)[number];
export const placeOf = (name: Place) => `roads.${name}` as never;

const instrument = {
  id: 'attacked-1',
  name: 'Attacked',
  version: '1',
  language: 'en',
  label: 'Attacked, version 1',
  maxPoints: 145,
  step: 1,
  areas: [
    {
      id: 'roads',
      code: '1',
      name: 'Roads',
      maxPoints: 125,
      criteria: names.map((name, i) => ({
        id: `roads.${name}`,
        code: `1.${i + 1}`,
        name,
        maxPoints: name === 'step' ? 25 : 20,
        ...(name === 'step' ? { step: 5 } : {}),
      })),
    },
    {
      id: 'water',
      code: '2',
      name: 'Water',
      maxPoints: 20,
      criteria: [{ id: 'water.supply', code: '2.1', name: 'Supply', maxPoints: 20 }],
    },
  ],
};

export const attackerNames = [
  'an evaluator',
  'a member with a conflict',
  'a lead with a conflict',
  'a reviewer',
  'an observer',
  'a contact',
  'a removed member',
  'an owner who is no member',
  'a member of another team',
  'somebody signed out',
  'nobody',
] as const;
export type AttackerName = (typeof attackerNames)[number];

export type Attacked = {
  readonly server: WholeServer;
  readonly evaluation: EvaluationId;
  readonly attackers: Readonly<Record<AttackerName, Visitor>>;
  /** Leads alone, without conflicts. */
  readonly lea: Visitor;
  /** Evaluates; whose ballots are wanted. */
  readonly vic: Visitor;
  /** Everything that is stored, as one hash; people and sessions apart. */
  stored(): string;
};

/** What Vic wrote beside the points, and what nobody else may ever read where it is not revealed. */
export const canary = (name: Place, round = 1) => `canary-${name}-${round}-5c1e`;
export const hiddenCanaries = [canary('open'), canary('step'), canary('closed'), canary('again', 2)];
export const revealedCanaries = [canary('revealed'), canary('again'), canary('locked')];

export async function attacked(options: { readonly log?: Log } = {}): Promise<Attacked> {
  const server = await aWholeServer(options);
  const owner = server.owner;
  const made = await owner.ask('POST', '/api/instruments', instrument);
  if (made.status !== 200) throw new Error(`the instrument was refused: ${made.text}`);
  const evaluation = await server.creates(owner, 'Exempelby', instrument.id);
  const enter = (name: string, role: Parameters<WholeServer['invited']>[3]) => server.invited(owner, evaluation, name, role);
  const people = {
    lea: await enter('Lea', 'lead'),
    len: await enter('Len', 'lead'),
    vic: await enter('Vic', 'evaluator'),
    eve: await enter('Eve', 'evaluator'),
    kim: await enter('Kim', 'evaluator'),
    rut: await enter('Rut', 'evaluator'),
    off: await enter('Olof', 'evaluator'),
    rev: await enter('Disa', 'reviewer'),
    con: await enter('Eli', 'contact'),
    obs: await enter('Oda', 'observer'),
  };
  const { lea, len, vic, eve, kim, rut, off } = people;
  const elsewhere = await server.creates(owner, 'Grannby', instrument.id);
  const stranger = await server.invited(owner, elsewhere, 'Sam', 'lead');
  await scored(evaluation, people, owner);
  await written(evaluation, people);

  await rut.does(evaluation, { type: 'member.remove', member: rut.id });
  await owner.does(evaluation, { type: 'member.remove', member: owner.id });
  // The cookie is kept: what a thief would hold.
  const { cookie } = off;
  await off.ask('POST', '/api/sign-out');
  off.cookie = cookie;

  const database = new Database(join(server.folder, 'data', 'samsyn.sqlite'), { readonly: true });
  return {
    server: {
      ...server,
      async close() {
        database.close();
        await server.close();
      },
    },
    evaluation,
    lea,
    vic,
    attackers: {
      'an evaluator': eve,
      'a member with a conflict': kim,
      'a lead with a conflict': len,
      'a reviewer': people.rev,
      'an observer': people.obs,
      'a contact': people.con,
      'a removed member': rut,
      'an owner who is no member': owner,
      'a member of another team': stranger,
      'somebody signed out': off,
      nobody: server.visitor('Nobody'),
    },
    stored: () => {
      const hash = createHash('sha256');
      for (const table of ['events', 'rooms', 'updates', 'claims', 'invitations', 'instruments']) {
        // An answer that is kept is no change; when a snapshot is written is the server's affair.
        for (const row of database.prepare(`SELECT * FROM ${table}`).iterate()) hash.update(JSON.stringify(row));
      }
      return hash.digest('hex');
    },
  };
}

/** Vic and Eve score: all but `open` and `step`, where Vic alone does. Then Lea takes each criterion to its state. */
async function scored(evaluation: EvaluationId, people: Readonly<Record<string, Visitor>>, owner: Visitor): Promise<void> {
  const { lea, vic, eve, kim, len, rut, off } = people as Readonly<Record<'lea' | 'vic' | 'eve' | 'kim' | 'len' | 'rut' | 'off', Visitor>>;
  for (const idle of [lea, len, owner, rut, off]) await lea.does(evaluation, { type: 'member.scores', member: idle.id, scores: false });
  for (const conflicted of [kim, len]) await declare(evaluation, conflicted, ['roads']);
  for (const free of [lea, vic, eve]) await declare(evaluation, free, []);
  for (const to of ['gathering', 'scoring'] as const) await lea.does(evaluation, { type: 'phase.move', to });
  const cast = (who: Visitor, name: Place, round: number, points: number, reason: string) =>
    who.does(evaluation, { type: 'ballot.cast', criterion: placeOf(name), round, points, reason, confidence: 3 });
  for (const name of names) await cast(vic, name, 1, 15, canary(name));
  for (const name of ['closed', 'revealed', 'again', 'locked'] as const) await cast(eve, name, 1, 10, 'Eve saw it too.');
  await lea.does(evaluation, { type: 'phase.move', to: 'calibrating' });
  await lea.does(evaluation, { type: 'round.reveal', criteria: [placeOf('revealed'), placeOf('again'), placeOf('locked')] });
  await lea.does(evaluation, { type: 'round.open', criterion: placeOf('again'), reason: 'Something new was said.' });
  await cast(vic, 'again', 2, 5, canary('again', 2));
  await lea.does(evaluation, { type: 'consensus.agree', criterion: placeOf('locked'), points: 12, reason: 'Between the two.' });
  for (const who of [vic, eve]) await who.does(evaluation, { type: 'stand.behind', criterion: placeOf('locked'), consensus: 1 });
  await lea.does(evaluation, { type: 'criterion.lock', criteria: [placeOf('locked')] });
}

/** What Vic has written: a finding that can be changed, one that no longer can, what they rest on, and who was asked. */
export const things = {
  finding: findingId('open'),
  sealed: findingId('sealed'),
  evidence: evidenceId('source'),
  interview: interviewId('heads'),
} as const;
/** What Vic noted, which the team alone may read. */
export const noted = 'noted-by-vic-2b7d';

async function written(evaluation: EvaluationId, people: Readonly<Record<string, Visitor>>): Promise<void> {
  const { lea, vic } = people as Readonly<Record<'lea' | 'vic', Visitor>>;
  const [open, sealed] = [placeOf('open'), placeOf('locked')] as const;
  const { finding, evidence, interview } = things;
  const body = { kind: 'document', name: 'Plan for the roads', date: null, page: null } as const;
  const line = { when: null, role: 'Head of roads', asks: [vic.id], criteria: [open] };
  await vic.does(evaluation, { type: 'interview.add', interview, ...line });
  await vic.does(evaluation, { type: 'interview.note', interview, criterion: open, text: noted });
  await vic.does(evaluation, { type: 'evidence.add', evidence, body, criteria: [open] });
  await vic.does(evaluation, { type: 'finding.add', finding, section: open, kind: 'strength', before: null });
  await vic.does(evaluation, { type: 'finding.add', finding: things.sealed, section: sealed, kind: 'strength', before: null });
  await lea.does(evaluation, { type: 'section.signOff', sections: [sealed] });
  const state = await lea.opens(evaluation, 'state');
  const stateOf = (section: SectionId) => (factsOf(state.doc).get(`section/${section}`) as { state: string } | undefined)?.state;
  await state.until(() => stateOf(sealed) === 'signedOff', 'the seal');
  state.vanish();
}

function declare(evaluation: EvaluationId, who: Visitor, areas: readonly string[]): Promise<void> {
  return who.does(evaluation, { type: 'conflicts.declare', member: who.id, areas: [...areas] } as Command);
}

/** How a room ended for somebody: the name of the close code, `open` while it is. */
export function endOf(client: { readonly end: { readonly code: number } | null }): Closing | 'open' | number {
  const code = client.end?.code;
  if (code === undefined) return 'open';
  return (Object.entries(closings).find(([, each]) => each === code)?.[0] as Closing | undefined) ?? code;
}

/** A line to a room (`state@1`), open or not, as this person's cookie opens it. By default it does nothing but listen. */
export function knock(scene: Attacked, who: Visitor, room: string, options: Partial<RawOptions> = {}): RawClient {
  const port = Number(new URL(scene.server.url).port);
  const own = { port, path: `${scene.evaluation}/${room}`, who: null, cookie: who.cookie, origin: `http://127.0.0.1:${port}` };
  return new RawClient({ behaves: false, ...own, ...options });
}

/** Waits for the close and names it. */
export async function howItEnds(client: RawClient): Promise<string | number> {
  await client.closed();
  return endOf(client);
}
