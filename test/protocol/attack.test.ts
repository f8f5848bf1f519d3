/**
 * Attackers × deeds: whoever may not do a thing is told no in the documented way, through whichever door, and not a byte that is
 * stored changes. And whoever may not see an unrevealed ballot has, after all of it, not been sent one.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  attacked,
  attackerNames,
  endOf,
  howItEnds,
  knock,
  hiddenCanaries,
  noted,
  revealedCanaries,
  things,
  type Attacked,
  type AttackerName,
} from '../support/attackers.ts';
import { evidenceId, findingId, interviewId } from '../support/builders.ts';
import { newId, type Visitor } from '../support/whole-server.ts';

let scene: Attacked;
beforeAll(async () => {
  scene = await attacked();
}, 60_000);
afterAll(() => scene.server.close());

const strangers = ['somebody signed out', 'nobody'] as const;
type Answers = Readonly<Record<AttackerName, string>>;
const noRole = '403 role/not-allowed';
/** What is theirs to do is not tried. */
const theirs = 'not tried';

/** Evaluator, evaluator with a conflict, lead with a conflict; everybody else as told, or by default by role, membership and session. */
const told = (evaluator: string, conflicted: string, lead: string, others: Partial<Answers> = {}): Answers => ({
  'an evaluator': evaluator,
  'a member with a conflict': conflicted,
  'a lead with a conflict': lead,
  'a reviewer': noRole,
  'an observer': noRole,
  'a contact': noRole,
  'a removed member': '403 role/not-a-member',
  'an owner who is no member': '403 role/not-a-member',
  'a member of another team': '403 role/not-a-member',
  'somebody signed out': '401 session/none',
  nobody: '401 session/none',
  ...others,
});
const each = (names: readonly AttackerName[], answer: string): Partial<Answers> => Object.fromEntries(names.map((name) => [name, answer]));
const everybody = (answer: string): Answers => told(answer, answer, answer, each(attackerNames, answer));
const leadsOnly = (lead: string) => told(noRole, noRole, lead);
const insidersAlike = (answer: string) => told(answer, answer, answer, each(['a reviewer', 'an observer', 'a contact'], answer));
/** Whoever is signed in: a form is looked at before anybody's place in the team. */
const signedInAlike = (answer: string): Answers => ({ ...everybody(answer), ...each(strangers, '401 session/none') });

type Attempt = (who: Visitor) => Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;

/** Tries as everybody, and compares all answers, and all that is stored, at once. */
async function everybodyTries(expected: Answers, attempt: Attempt): Promise<void> {
  const before = scene.stored();
  const answers: Partial<Record<AttackerName, string>> = {};
  for (const name of attackerNames) {
    if (expected[name] === theirs) {
      answers[name] = theirs;
      continue;
    }
    const { status, body } = await attempt(scene.attackers[name]);
    answers[name] = status < 300 ? `${status}` : `${status} ${String(body['code'])}`;
    if (status >= 300) expect(body['sentence']).toMatch(/^[A-Z].*\.$/);
  }
  expect(answers).toEqual(expected);
  expect(scene.stored()).toBe(before);
}

const cast = (criterion: string, change: object = {}) => ({
  type: 'ballot.cast', criterion, round: 1, points: 10, reason: '', confidence: null, ...change }); // prettier-ignore
const conflict = '403 ballot/conflict';
const noScorer = '403 member/does-not-score';
const malformed = signedInAlike('400 input/malformed');
const writers = (answer: string) => told(answer, answer, answer);
const signedOff = told('409 section/signed-off', '403 finding/conflict', '403 finding/conflict');
const adding = (finding: string, section: string) => ({ type: 'finding.add', finding: findingId(finding), section, kind: 'strength', before: null }); // prettier-ignore
const answered = { kind: 'answer', question: '', answer: 'Yes.', from: null };
const closed = told('409 ballot/closed', conflict, noScorer);

const deeds: readonly (readonly [string, (scene: Attacked) => object, Answers])[] = [
  ['[B8] points above the maximum', () => cast('roads.open', { points: 21 }), told('422 ballot/out-of-range', conflict, noScorer)],
  ['[B8] points below zero', () => cast('roads.open', { points: -1 }), told('422 ballot/out-of-range', conflict, noScorer)],
  ['[B9] points off the step', () => cast('roads.step', { points: 12 }), told('422 ballot/off-step', conflict, noScorer)],
  ['[B9] half a point', () => cast('roads.open', { points: 9.5 }), malformed],
  ['[B1] a ballot for another', ({ vic }) => cast('roads.open', { member: vic.id }), malformed],
  ['[B1] a ballot by another', ({ vic }) => cast('roads.open', { by: vic.id }), malformed],
  ['[B6] a ballot in a closed round', () => cast('roads.closed'), closed],
  ['[B6] a ballot in a revealed round', () => cast('roads.revealed'), closed],
  ['[B6] a ballot in a locked criterion', () => cast('roads.locked'), closed],
  ['[B6] an abstention in a closed round', () => ({ type: 'ballot.abstain', criterion: 'roads.closed', round: 1, reason: '' }), closed],
  ['[B6] taking a ballot back from a closed round', () => ({ type: 'ballot.withdraw', criterion: 'roads.closed', round: 1 }), closed],
  ['[B7] a ballot in the round before', () => cast('roads.again'), told('409 ballot/wrong-round', conflict, noScorer)],
  ['[B7] a ballot in the round to come', () => cast('roads.again', { round: 3 }), told('409 ballot/wrong-round', conflict, noScorer)],
  ['[B10] taking a ballot back that is another’s', () => ({ type: 'ballot.withdraw', criterion: 'roads.open', round: 1 }), told('409 ballot/none', conflict, noScorer)], // prettier-ignore
  ['[V2] a ballot on what every object has', () => cast('constructor'), insidersAlike('404 criterion/unknown')],
  ['[V2] a ballot on what no id can be', () => cast('__proto__'), malformed],
  ['[R2] closing', () => ({ type: 'round.close', criteria: ['roads.closed'] }), leadsOnly('409 criterion/wrong-state')],
  ['[R4] closing while some have not scored', () => ({ type: 'round.close', criteria: ['roads.open'] }), leadsOnly('409 round/too-few')],
  ['[R5] revealing what is open', () => ({ type: 'round.reveal', criteria: ['roads.open'] }), leadsOnly('409 criterion/wrong-state')],
  ['[V3] revealing what is closed and what is not, as one', () => ({ type: 'round.reveal', criteria: ['roads.closed', 'roads.open'] }), leadsOnly('409 criterion/wrong-state')], // prettier-ignore
  ['[R7] another round without a reason', () => ({ type: 'round.open', criterion: 'roads.revealed', reason: ' ' }), leadsOnly('422 reason/missing')], // prettier-ignore
  ['[C1] setting points', () => ({ type: 'consensus.agree', criterion: 'roads.revealed', points: 20, reason: 'So be it.' }), leadsOnly('403 consensus/conflict')], // prettier-ignore
  ['[C1] setting points in a locked criterion', () => ({ type: 'consensus.agree', criterion: 'roads.locked', points: 20, reason: 'So be it.', outside: true }), leadsOnly('403 consensus/conflict')], // prettier-ignore
  ['[S4] standing in a locked criterion', () => ({ type: 'stand.behind', criterion: 'roads.locked', consensus: 1 }), told('409 criterion/wrong-state', '403 stand/conflict', noScorer)], // prettier-ignore
  ['[S4] dissent in a locked criterion', () => ({ type: 'stand.dissent', criterion: 'roads.locked', consensus: 1, points: 20, text: 'No.', shown: 'report' }), told('409 criterion/wrong-state', '403 stand/conflict', noScorer)], // prettier-ignore
  ['[S4] calling somebody absent in a locked criterion', ({ vic }) => ({ type: 'stand.absent', criterion: 'roads.locked', consensus: 1, member: vic.id, reason: 'Gone.' }), leadsOnly('409 criterion/wrong-state')], // prettier-ignore
  [
    '[K1] locking what is not agreed',
    () => ({ type: 'criterion.lock', criteria: ['roads.revealed'] }),
    leadsOnly('409 criterion/wrong-state'),
  ],
  ['[K4] unlocking without a reason', () => ({ type: 'criterion.reopen', criterion: 'roads.locked', reason: '' }), leadsOnly('422 reason/missing')], // prettier-ignore
  ['[P5] on to the review', () => ({ type: 'phase.move', to: 'reviewing' }), leadsOnly('409 phase/not-all-locked')],
  ['[P1] straight to publishing', () => ({ type: 'phase.move', to: 'published' }), leadsOnly('409 phase/not-next')],
  ['[O2] a policy that shows more', () => ({ type: 'policy.set', policy: { progress: 'names', leastBallots: 1, bands: { green: 1, amber: 2, red: 3 }, reviewersSeeBallots: true, observersSeePoints: true } }), leadsOnly('422 policy/reason-missing')], // prettier-ignore
  ['[M1] becoming lead', () => ({ type: 'member.role', member: 'e'.repeat(20), role: 'lead' }), leadsOnly('404 member/unknown')],
  ['[M4] letting an observer score', ({ attackers }) => ({ type: 'member.scores', member: attackers['an observer'].id, scores: true }), leadsOnly('422 member/role-cannot-score')], // prettier-ignore
  ['[M5] removing who is not there', () => ({ type: 'member.remove', member: 'e'.repeat(20) }), leadsOnly('404 member/unknown')],
  ['[J4] a conflict for another', ({ vic }) => ({ type: 'conflicts.declare', member: vic.id, areas: ['roads'] }), told('403 conflict/not-yours', '403 conflict/not-yours', '422 reason/missing', { 'a reviewer': '403 conflict/not-yours' })], // prettier-ignore
  ['[L1] levels where one may not', () => ({ type: 'levels.set', criterion: 'roads.locked', levels: [] }), told('409 criterion/wrong-state', '403 levels/conflict', '403 levels/conflict')], // prettier-ignore
  ['[B11] a ballot that rests on what is not there', () => cast('roads.open', { evidence: [evidenceId('none')] }), told('404 evidence/unknown', conflict, noScorer)], // prettier-ignore
  ['[F1] tagging a finding that is not there', () => ({ type: 'finding.change', finding: findingId('none'), kind: 'strength', example: null }), writers('404 finding/unknown')], // prettier-ignore
  ['[F2] a finding', () => adding('new', 'roads.open'), told(theirs, '403 finding/conflict', '403 finding/conflict')],
  ['[F2] hiding a finding', () => ({ type: 'finding.hide', finding: things.finding }), told(theirs, '403 finding/conflict', '403 finding/conflict')], // prettier-ignore
  ['[F3] a finding where all is signed off', () => adding('new', 'roads.locked'), signedOff],
  ['[F3] hiding one there', () => ({ type: 'finding.hide', finding: things.sealed }), signedOff],
  ['[F3] moving one there', () => ({ type: 'finding.move', finding: things.sealed, before: null }), signedOff],
  ['[F3] what one there rests on', () => ({ type: 'finding.link', finding: things.sealed, evidence: things.evidence }), signedOff],
  ['[F4] a finding under another’s id', () => adding('open', 'water.supply'), writers('409 finding/exists')],
  ['[F6] a link to what is not there', () => ({ type: 'finding.link', finding: things.finding, evidence: evidenceId('none') }), told('404 evidence/unknown', '403 finding/conflict', '403 finding/conflict')], // prettier-ignore
  ['[G1] a finding in what every object has', () => adding('new', 'constructor'), writers('404 section/unknown')],
  ['[G1] a finding in what no id can be', () => adding('new', '__proto__'), malformed],
  ['[F1] a finding named by what no id can be', () => ({ type: 'finding.hide', finding: '__proto__' }), malformed],
  ['[E1] hiding evidence that is not there', () => ({ type: 'evidence.hide', evidence: evidenceId('none') }), writers('404 evidence/unknown')], // prettier-ignore
  ['[E2] evidence under another’s id', () => ({ type: 'evidence.add', evidence: things.evidence, body: answered, criteria: [] }), writers('409 evidence/exists')], // prettier-ignore
  ['[E4] evidence of others put elsewhere', () => ({ type: 'evidence.change', evidence: things.evidence, body: answered, criteria: [] }), told(theirs, '403 evidence/conflict', '403 evidence/conflict')], // prettier-ignore
  ['[E4] evidence', () => ({ type: 'evidence.add', evidence: evidenceId('new'), body: answered, criteria: ['roads.open'] }), told(theirs, '403 evidence/conflict', '403 evidence/conflict')], // prettier-ignore
  ['[E8] evidence that is a script', () => ({ type: 'evidence.add', evidence: evidenceId('new'), body: { kind: 'web', url: 'javascript:alert(1)', title: null, seen: '2026-11-10' }, criteria: [] }), malformed], // prettier-ignore
  ['[N1] planning what is not there anew', () => ({ type: 'interview.change', interview: interviewId('none'), when: null, role: 'Nobody', asks: [], criteria: [] }), writers('404 interview/unknown')], // prettier-ignore
  ['[N2] an interview under another’s id', () => ({ type: 'interview.add', interview: things.interview, when: null, role: 'Nobody', asks: [], criteria: [] }), writers('409 interview/exists')], // prettier-ignore
  ['[N4] somebody who asks and is not there', () => ({ type: 'interview.add', interview: interviewId('new'), when: null, role: 'Nobody', asks: ['e'.repeat(20)], criteria: [] }), writers('404 member/unknown')], // prettier-ignore
  ['[N5] a note', () => ({ type: 'interview.note', interview: things.interview, criterion: 'roads.open', text: 'So.' }), told(theirs, '403 interview/conflict', '403 interview/conflict')], // prettier-ignore
  ['[N7] a note for another', ({ vic }) => ({ type: 'interview.note', interview: things.interview, criterion: 'roads.open', text: '', member: vic.id }), malformed], // prettier-ignore
  ['[G2] signing off what is signed off', () => ({ type: 'section.signOff', sections: ['roads.locked'] }), leadsOnly('409 section/not-open')], // prettier-ignore
  ['[G3] signing off what is open and what is not, as one', () => ({ type: 'section.signOff', sections: ['roads.open', 'roads.locked'] }), leadsOnly('409 section/not-open')], // prettier-ignore
  ['[G4] reopening what is open', () => ({ type: 'section.reopen', section: 'roads.open', reason: 'So be it.' }), leadsOnly('409 section/not-signed-off')], // prettier-ignore
  ['[G5] reopening without a reason', () => ({ type: 'section.reopen', section: 'roads.locked', reason: ' ' }), leadsOnly('422 reason/missing')], // prettier-ignore
  ['[G6] a seal, which only the server sets', ({ lea }) => ({ type: 'section.signedOff', section: 'roads.open', by: lea.id, hash: 'ab'.repeat(32), seq: 1 }), malformed], // prettier-ignore
  ['a command of no kind', () => ({ type: 'constructor' }), malformed],
  [
    'an admission, which only the server makes',
    ({ lea }) => ({ type: 'member.join', member: newId(), role: 'lead', invitedBy: lea.id }),
    malformed,
  ],
  ['an event in place of a command', () => ({ type: 'round.revealed', criterion: 'roads.closed', round: 1 }), malformed],
];

describe('by command', () => {
  test.each(deeds)('%s', async (_title, deed, expected) => {
    await everybodyTries(expected, (who) => who.gives(scene.evaluation, deed(scene)));
  });

  test('[J3] taking back one’s own conflict', async () => {
    const freed = { type: 'conflicts.declare', areas: [] };
    // Whoever declared none has none to take back.
    const expected = told(theirs, '403 conflict/kept', '403 conflict/kept', { 'a reviewer': theirs });
    await everybodyTries(expected, (who) => who.gives(scene.evaluation, { ...freed, member: who.id || newId() }));
  });

  test('[M0] with the id that somebody else’s command has', async () => {
    const id = newId();
    const { status, text } = await scene.vic.gives(
      scene.evaluation,
      { type: 'ballot.withdraw', criterion: 'roads.closed', round: 1 },
      { id },
    );
    expect([status, text]).toEqual([409, expect.stringContaining('ballot/closed')]);
    const command = { type: 'ballot.withdraw', criterion: 'roads.closed', round: 1 };
    await everybodyTries(closed, (who) => who.gives(scene.evaluation, command, { id }));
  });
});

describe('by address', () => {
  const ownersOnly = {
    ...everybody('403 role/owner-only'),
    'an owner who is no member': theirs,
    ...each(strangers, '401 session/none'),
  };
  const own = () => `/api/evaluations/${scene.evaluation}`;
  const doors: readonly (readonly [string, string, () => string, (() => object) | null, Answers])[] = [
    ['[M1] an invitation', 'POST', () => `${own()}/invitations`, () => ({ role: 'lead' }), leadsOnly(theirs)],
    ['[M1] the list of invitations', 'GET', () => `${own()}/invitations`, null, leadsOnly('200')],
    ['[M1] withdrawing an invitation', 'DELETE', () => `${own()}/invitations/${'i'.repeat(20)}`, null, leadsOnly('404 invitation/unknown')],
    ['[M8] appointing oneself', 'POST', () => `${own()}/leads`, () => ({ member: scene.vic.id }), ownersOnly],
    ['an evaluation', 'POST', () => '/api/evaluations', () => ({ subject: { name: 'X', year: null, visit: null }, instrument: 'attacked-1' }), ownersOnly], // prettier-ignore
    [
      'an instrument',
      'POST',
      () => '/api/instruments',
      () => ({}),
      { ...ownersOnly, 'an owner who is no member': '422 instrument/faulty' },
    ],
    ['everybody’s names', 'GET', () => '/api/people', null, { ...ownersOnly, 'an owner who is no member': '200' }],
    ['[A1] the way in', 'GET', own, null, insidersAlike('200')],
    ['[A1] every text', 'GET', () => `${own()}/texts`, null, insidersAlike('200')],
    ['an evaluation overwritten', 'PUT', own, () => ({ phase: 'published' }), everybody('404 route/none')],
    ['an evaluation deleted', 'DELETE', own, null, everybody('404 route/none')],
    ['an evaluation patched', 'PATCH', own, () => ({ phase: 'published' }), everybody('404 route/none')],
    ['a command by GET', 'GET', () => `${own()}/commands`, null, everybody('404 route/none')],
    ['the log', 'GET', () => `${own()}/events`, null, everybody('404 route/none')],
    ['an export', 'GET', () => `${own()}/export`, null, everybody('404 route/none')],
    ['a room by HTTP', 'GET', () => `/ws/${scene.evaluation}/state@1`, null, everybody('404 route/none')],
    ['somebody else’s name', 'PATCH', () => '/api/me', () => ({ id: scene.vic.id, name: 'Not Vic' }), signedInAlike('400 input/malformed')],
    ['the owner’s rights', 'PATCH', () => '/api/me', () => ({ owner: true }), signedInAlike('400 input/malformed')],
    ['the data folder', 'GET', () => '/..%2f..%2fdata/samsyn.sqlite', null, everybody('404 route/none')],
  ];
  test.each(doors)('%s', async (_title, method, path, body, expected) => {
    await everybodyTries(expected, (who) => who.ask(method, path(), body?.()));
  });

  test('[A1] who is not signed in cannot tell which evaluations there are', async () => {
    for (const name of strangers) {
      const who = scene.attackers[name];
      for (const path of ['', '/commands', '/invitations', '/leads', '/invitations/' + 'i'.repeat(20)]) {
        const method = path === '' ? 'GET' : path.startsWith('/invitations/') ? 'DELETE' : 'POST';
        const body = method === 'POST' ? {} : undefined;
        const [here, nowhere] = [scene.evaluation, 'x'.repeat(20)].map((id) => who.ask(method, `/api/evaluations/${id}${path}`, body));
        expect(await here).toEqual(await nowhere);
      }
      const ends = [scene.evaluation, 'x'.repeat(20)].map(async (id) => (await who.triesToOpen(id as never, 'state')).end);
      expect(await ends[0]).toEqual(await ends[1]);
    }
  });
});

describe('by listening', () => {
  const no = 'access/denied';
  const out = 'session/ended';
  // state, team, ballots there, ballots elsewhere, Vic’s own, one’s own, summary, text there
  const ears: Readonly<Record<AttackerName, readonly string[]>> = {
    'an evaluator': ['open', 'open', 'open', 'open', no, 'open', 'open', 'open'],
    'a member with a conflict': ['open', 'open', no, 'open', no, 'open', 'open', 'open'],
    'a lead with a conflict': ['open', 'open', no, 'open', no, 'open', 'open', 'open'],
    'a reviewer': ['open', 'open', no, no, no, 'open', 'open', 'open'],
    'an observer': ['open', no, no, no, no, 'open', 'open', 'open'],
    'a contact': [no, no, no, no, no, no, no, no],
    'a removed member': [no, no, no, no, no, no, no, no],
    'an owner who is no member': [no, no, no, no, no, no, no, no],
    'a member of another team': [no, no, no, no, no, no, no, no],
    'somebody signed out': [out, out, out, out, out, out, out, out],
    nobody: [out, out, out, out, out, 'room/none', out, out],
  };

  test.each(attackerNames)('[A1][A2][A3] %s hears what is theirs, and no ballot before its time', async (name) => {
    const who = scene.attackers[name];
    const rooms = [
      'state',
      'team',
      'ballots.roads',
      'ballots.water',
      `me.${scene.vic.id}`,
      `me.${who.id}`,
      'text.summary',
      'text.roads.open',
    ];
    const heard: string[] = [];
    const ends = await Promise.all(
      rooms.map(async (room) => {
        const client = await who.triesToOpen(scene.evaluation, room);
        heard.push(...client.frames.map((frame) => Buffer.from(frame).toString('utf8')), client.end?.reason ?? '');
        const end = endOf(client);
        client.vanish();
        return end;
      }),
    );
    expect(ends).toEqual(ears[name]);
    for (const path of ['/api/evaluations', `/api/evaluations/${scene.evaluation}`, '/api/me', '/api/people', '/metrics']) {
      await who.ask('GET', path);
    }
    // With every answer to everything that was tried above.
    const all = [...heard, ...who.answers].join('\n');
    expect(hiddenCanaries.filter((canary) => all.includes(canary))).toEqual([]);
    expect(revealedCanaries.filter((canary) => all.includes(canary))).toEqual(name === 'an evaluator' ? revealedCanaries : []);
    // Notes and evidence are the team's: whoever hears `team`, and nobody else.
    const team = ears[name][1] === 'open';
    expect([all.includes(noted), all.includes(`evidence/${things.evidence}`)]).toEqual([team, team]);
  });

  test.each(['an evaluator', 'an observer'] as const)('[A1] rooms that are none are shut to %s', async (name) => {
    const rooms = ['text.constructor', 'me.constructor', 'ballots.constructor', 'text.nothing', 'ballots.roads.open', 'nothing', 'state.'];
    const before = scene.stored();
    const ends = await Promise.all(rooms.map((room) => howItEnds(knock(scene, scene.attackers[name], `${room}@1`))));
    expect(ends).toEqual(rooms.map(() => 'room/none'));
    expect(scene.stored()).toBe(before);
  });

  test('[A1] another epoch is no way in, and is told to those alone who may come in', async () => {
    const door = async (name: AttackerName, room: string) => {
      const clients = [0, 2, 999_999_999].map((epoch) => knock(scene, scene.attackers[name], `${room}@${epoch}`));
      return Promise.all(clients.map(async (client) => [await howItEnds(client), client.end?.reason, client.frames.length]));
    };
    const alike = (end: string, reason: string) => [0, 2, 3].map(() => [end, reason, 0]);
    expect(await door('an evaluator', 'ballots.roads')).toEqual(alike('epoch/old', '1'));
    expect(await door('a member with a conflict', 'ballots.roads')).toEqual(alike('access/denied', ''));
    expect(await door('a reviewer', 'ballots.roads')).toEqual(alike('access/denied', ''));
    expect(await door('a removed member', 'state')).toEqual(alike('access/denied', ''));
    expect(await door('nobody', 'state')).toEqual(alike('session/ended', ''));
  });
});
