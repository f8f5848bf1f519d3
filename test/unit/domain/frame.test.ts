/** Members, conflicts, policy, phases, levels: a yes and a no for each rule of SPEC M, J, O, P and L. */
import { describe, expect, test } from 'vitest';
import { projectAll } from '../../../shared/doc/project.ts';
import { mayOpen } from '../../../shared/domain/audiences.ts';
import type { Command } from '../../../shared/domain/commands.ts';
import { createEvaluation, decide, decideAdmission } from '../../../shared/domain/decide/index.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { AreaId, MemberId, SectionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { may, permissions, roleNames, type Permission, type Role } from '../../../shared/domain/permissions.ts';
import type { Phase } from '../../../shared/domain/phases.ts';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { must } from '../../../shared/domain/assert.ts';
import {
  ada,
  after,
  anEvaluation,
  anInstrument,
  ben,
  carriedOut,
  chi,
  disa,
  eli,
  evaluationId,
  evidenceId,
  findingId,
  inShort,
  inState,
  interviewId,
  memberId,
  nobody,
  noon,
  oda,
  plan,
  planText,
  repair,
  roads,
  supply,
  water,
  withBallots,
  withSection,
} from '../../support/builders.ts';
import { criterionCommands } from '../../support/spec-table.ts';

const answer = (state: Evaluation, member: MemberId, command: Command) => inShort(decide(state, command, member, noon));
const scoring = anEvaluation();
const gathering = anEvaluation({ phase: 'gathering' });

describe('members', () => {
  test('[M0] strangers and removed members give no commands', () => {
    const gone = carriedOut(scoring, ada, { type: 'member.remove', member: ben });
    const cast = must(
      criterionCommands.find(({ command }) => command.type === 'ballot.cast'),
      'a sample',
    ).command;
    expect([answer(scoring, ben, cast), answer(scoring, nobody, cast), answer(gone, ben, cast)]).toEqual([
      'yes',
      'role/not-a-member',
      'role/not-a-member',
    ]);
  });

  const byRole: Record<Role, MemberId> = { lead: ada, evaluator: ben, reviewer: disa, contact: eli, observer: oda };
  const subject = { name: 'Other', year: null, visit: null };
  const needed: readonly [Permission, Command][] = [
    ['evaluation.steer', { type: 'subject.set', subject }],
    ['evaluation.steer', { type: 'policy.set', policy: defaultPolicy, reason: 'x' }],
    ['evaluation.steer', { type: 'phase.move', to: 'gathering', reason: 'x' }],
    ['evaluation.steer', { type: 'member.role', member: chi, role: 'reviewer' }],
    ['evaluation.steer', { type: 'member.scores', member: chi, scores: false }],
    ['levels.write', { type: 'levels.set', criterion: plan, levels: [] }],
    ['ballot.cast', { type: 'ballot.abstain', criterion: plan, round: 1, reason: '' }],
    ['consensus.steer', { type: 'round.close', criteria: [plan], reason: 'x' }],
    ['consensus.steer', { type: 'round.reveal', criteria: [plan] }],
    ['consensus.steer', { type: 'criterion.lock', criteria: [plan] }],
    ['text.write', { type: 'finding.add', finding: findingId('one'), section: planText, kind: 'strength', before: null }],
    ['text.write', { type: 'finding.hide', finding: findingId('none') }],
    ['text.write', { type: 'evidence.hide', evidence: evidenceId('none') }],
    ['text.write', { type: 'interview.hide', interview: interviewId('none') }],
    ['text.write', { type: 'interview.note', interview: interviewId('none'), criterion: plan, text: '' }],
    ['section.steer', { type: 'section.signOff', sections: [planText] }],
    ['section.steer', { type: 'section.reopen', section: planText, reason: 'x' }],
    ['stand.take', { type: 'stand.behind', criterion: plan, consensus: 1 }],
  ];
  test.each(needed.flatMap(([permission, command]) => roleNames.map((role) => ({ permission, command, role }))))(
    '[M1] $command.type by $role',
    ({ permission, command, role }) => {
      const isRoleRefusal = answer(scoring, byRole[role], command) === 'role/not-allowed';
      expect(isRoleRefusal).toBe(!permissions[permission].includes(role));
      expect(may(role, permission)).toBe(!isRoleRefusal);
    },
  );

  test('[M2] a command about somebody who is not there', () => {
    expect(answer(scoring, ada, { type: 'member.role', member: nobody, role: 'reviewer' })).toBe('member/unknown');
    expect(answer(scoring, ada, { type: 'member.role', member: ben, role: 'reviewer' })).toBe('yes');
  });

  test('[M3] the last lead can neither leave nor change role', () => {
    expect(answer(scoring, ada, { type: 'member.remove', member: ada })).toBe('member/last-lead');
    expect(answer(scoring, ada, { type: 'member.role', member: ada, role: 'evaluator' })).toBe('member/last-lead');
    const two = carriedOut(scoring, ada, { type: 'member.role', member: ben, role: 'lead' });
    expect(answer(two, ada, { type: 'member.remove', member: ada })).toBe('yes');
  });

  test('[M4] reviewers can not score; a new role brings its default', () => {
    expect(answer(scoring, ada, { type: 'member.scores', member: disa, scores: true })).toBe('member/role-cannot-score');
    expect(answer(scoring, ada, { type: 'member.scores', member: ben, scores: true })).toBe('yes');
    expect(carriedOut(scoring, ada, { type: 'member.role', member: disa, role: 'evaluator' }).members[disa]?.scores).toBe(true);
    expect(carriedOut(scoring, ada, { type: 'member.role', member: ben, role: 'observer' }).members[ben]?.scores).toBe(false);
  });

  test('[M5] a lead removes anybody, others only themselves', () => {
    const remove = (member: MemberId): Command => ({ type: 'member.remove', member });
    expect([answer(scoring, ada, remove(ben)), answer(scoring, ben, remove(ben)), answer(scoring, ben, remove(chi))]).toEqual([
      'yes',
      'yes',
      'role/not-allowed',
    ]);
  });

  const join = (invitedBy: MemberId, member = nobody) => ({ type: 'member.join', member, role: 'evaluator', invitedBy }) as const;
  test('[M6] nobody enters twice; who was removed may come back, with the conflicts declared before', () => {
    expect(inShort(decideAdmission(scoring, join(ada, ben), { member: ben, owner: false }))).toBe('member/already');
    const gone = carriedOut(anEvaluation({ conflicts: { [ben]: [roads] } }), ada, { type: 'member.remove', member: ben });
    const back = decideAdmission(gone, join(ada, ben), { member: ben, owner: false });
    const state = back.ok === true ? after(gone, ben, ...back.events) : gone;
    expect(state.members[ben]).toMatchObject({ removed: false, scores: true, conflicts: [roads] });
  });

  test('[M7] an invitation lets in only while its writer leads', () => {
    expect(inShort(decideAdmission(scoring, join(ada), { member: nobody, owner: false }))).toBe('yes');
    expect(inShort(decideAdmission(scoring, join(ben), { member: nobody, owner: false }))).toBe('role/not-allowed');
  });

  test('[M8] an owner appoints a lead, themselves too; others do not, and ownership alone opens nothing', () => {
    const appoint = { type: 'lead.appoint', member: nobody } as const;
    expect(inShort(decideAdmission(scoring, appoint, { member: nobody, owner: true }))).toBe('yes');
    expect(inShort(decideAdmission(scoring, appoint, { member: nobody, owner: false }))).toBe('role/owner-only');
    expect(answer(scoring, nobody, { type: 'phase.move', to: 'calibrating' })).toBe('role/not-a-member');
  });

  test('[M9] a team has a size', () => {
    const one = createEvaluation({ id: evaluationId, subject, instrument: anInstrument(), lead: ada });
    const crowd = Array.from({ length: limits.members - 1 }, (_, i) => memberId(`m${i}x`));
    const full = crowd.reduce(
      (state, member) => after(state, ada, { type: 'member.joined', member, role: 'observer', scores: false, invitedBy: ada }),
      after(null, ada, ...one),
    );
    expect(inShort(decideAdmission(full, join(ada), { member: nobody, owner: false }))).toBe('member/too-many');
    const withRoom = carriedOut(full, ada, { type: 'member.remove', member: memberId('m0x') });
    expect(inShort(decideAdmission(withRoom, join(ada), { member: nobody, owner: false }))).toBe('yes');
  });
});

describe('conflicts', () => {
  const declare = (member: MemberId, areas: readonly AreaId[], reason?: string): Command => ({
    type: 'conflicts.declare',
    member,
    areas: [...areas],
    ...(reason ? { reason } : {}),
  });

  test('[J1] own conflicts, or anybody’s as a lead', () => {
    expect([answer(scoring, ben, declare(ben, [roads])), answer(scoring, ben, declare(chi, [roads], 'Sister.'))]).toEqual([
      'yes',
      'conflict/not-yours',
    ]);
    expect(answer(scoring, ada, declare(chi, [roads], 'Sister.'))).toBe('yes');
  });

  test('[J2] only areas of the instrument', () => {
    expect(answer(scoring, ben, declare(ben, ['air' as AreaId]))).toBe('conflict/unknown-area');
  });

  test('[J3] taken back freely before scoring, later only by another lead', () => {
    const early = anEvaluation({ phase: 'gathering', conflicts: { [ben]: [roads] } });
    const late = anEvaluation({ phase: 'scoring', conflicts: { [ben]: [roads], [ada]: [water] } });
    expect([answer(early, ben, declare(ben, [])), answer(late, ben, declare(ben, [])), answer(late, ada, declare(ada, []))]).toEqual([
      'yes',
      'conflict/kept',
      'conflict/kept',
    ]);
    expect(answer(late, ada, declare(ben, [], 'Sold the shares.'))).toBe('yes');
    expect(answer(late, ben, declare(ben, [roads, water]))).toBe('yes');
  });

  test('[J3] going back a phase does not free it where a round was revealed', () => {
    const conflicts = { [ben]: [roads, water], [ada]: [roads] };
    const seen = inState(anEvaluation({ phase: 'calibrating', conflicts }), plan, 'revealed');
    const back = after(seen, ada, { type: 'phase.moved', from: 'scoring', to: 'gathering', reason: 'Another visit.' });
    expect([answer(back, ben, declare(ben, [water])), answer(back, ada, declare(ada, []))]).toEqual(['conflict/kept', 'conflict/kept']);
    expect(answer(back, ben, declare(ben, [roads]))).toBe('yes');
    expect(answer(back, ada, declare(ben, [], 'Sold the shares.'))).toBe('yes');
  });

  test('[J4] for somebody else it takes a reason', () => {
    expect(answer(scoring, ada, declare(chi, [roads]))).toBe('reason/missing');
  });
});

describe('subject and policy', () => {
  const policy = (change: Partial<typeof defaultPolicy>, reason?: string): Command => ({
    type: 'policy.set',
    policy: { ...defaultPolicy, ...change },
    ...(reason ? { reason } : {}),
  });

  test('[O1] bands rise', () => {
    expect(answer(gathering, ada, policy({ bands: { green: 20, amber: 20, red: 30 } }))).toBe('policy/bands-unordered');
    expect(answer(gathering, ada, policy({ bands: { green: 5, amber: 15, red: 25 } }))).toBe('yes');
  });

  test('[O2] from scoring on a change has a reason', () => {
    expect([answer(gathering, ada, policy({ leastBallots: 2 })), answer(scoring, ada, policy({ leastBallots: 2 }))]).toEqual([
      'yes',
      'policy/reason-missing',
    ]);
    expect(answer(scoring, ada, policy({ leastBallots: 2 }, 'Small team.'))).toBe('yes');
  });

  test('[O3] published is kept', () => {
    const published = anEvaluation({ phase: 'published' });
    const subject: Command = { type: 'subject.set', subject: { name: 'Nyby', year: null, visit: null } };
    expect([answer(scoring, ada, subject), answer(published, ada, subject), answer(published, ada, policy({}, 'x'))]).toEqual([
      'yes',
      'phase/wrong',
      'phase/wrong',
    ]);
  });
});

describe('who sees ballots', () => {
  test('[A3] whoever could score says first where they have a conflict', () => {
    const late = after(scoring, ada, { type: 'member.joined', member: nobody, role: 'evaluator', scores: true, invitedBy: ada });
    const opens = (state: Evaluation) => mayOpen(state, must(state.members[nobody], 'a newcomer'), { kind: 'ballots', area: roads });
    expect([opens(late), opens(carriedOut(late, nobody, { type: 'conflicts.declare', member: nobody, areas: [] }))]).toEqual([false, true]);
  });

  test('[A4] observers get points alone, without what tells of ballots', () => {
    const agreed = inState(anEvaluation({ phase: 'calibrating' }), plan, 'agreed');
    const open = after(agreed, ada, { type: 'policy.changed', policy: { ...agreed.policy, observersSeePoints: true }, reason: 'Open.' });
    expect(projectAll(open, {}).get('state')?.[`points/${plan}`]).toEqual({ version: 1, points: 15, at: noon });
  });
});

describe('who has cast', () => {
  test('[A5] is in what everybody reads only if the policy says so', () => {
    const cast = withBallots(scoring, plan, { [ben]: 7 });
    const named = after(cast, ada, { type: 'policy.changed', policy: { ...cast.policy, progress: 'names' }, reason: 'Small team.' });
    const entry = (state: Evaluation) => projectAll(state, {}).get('state')?.[`criterion/${plan}`];
    expect([entry(cast), entry(named)]).toMatchObject([
      { cast: 1, who: null },
      { cast: 1, who: [ben] },
    ]);
  });
});

describe('phases', () => {
  const move = (to: Phase, reason?: string): Command => ({ type: 'phase.move', to, ...(reason ? { reason } : {}) });

  test('[P1] one step at a time', () => {
    expect([answer(gathering, ada, move('scoring')), answer(gathering, ada, move('calibrating'))]).toEqual(['yes', 'phase/not-next']);
    expect(answer(anEvaluation({ phase: 'published' }), ada, move('reviewing', 'Back.'))).toBe('phase/not-next');
  });

  test('[P2] back with a reason', () => {
    expect([answer(scoring, ada, move('gathering')), answer(scoring, ada, move('gathering', 'Two interviews more.'))]).toEqual([
      'phase/reason-missing',
      'yes',
    ]);
  });

  test('[P3] scoring waits for conflicts and for somebody who scores', () => {
    const late = after(gathering, ada, { type: 'member.roleChanged', member: disa, role: 'evaluator', scores: true });
    expect(decide(late, move('scoring'), ada, noon)).toMatchObject({
      refusal: { code: 'phase/conflicts-undeclared', facts: { members: [disa] } },
    });
    const nobodyScores = [ada, ben, chi].reduce(
      (state, member) => after(state, ada, { type: 'member.scoresChanged', member, scores: false }),
      gathering,
    );
    expect(answer(nobodyScores, ada, move('scoring'))).toBe('phase/nobody-scores');
  });

  test('[P4] calibration closes what is ready and leaves the rest open', () => {
    const ready = withBallots(withBallots(scoring, plan, { [ada]: 1, [ben]: 2, [chi]: null }), repair, { [ada]: 5 });
    const state = carriedOut(ready, ada, move('calibrating'));
    expect([plan, repair, supply].map((id) => state.criteria[id]?.state)).toEqual(['closed', 'open', 'open']);
  });

  test('[P5] reviewing waits for every lock', () => {
    const two = inState(inState(anEvaluation({ phase: 'calibrating' }), plan, 'locked'), repair, 'locked');
    expect(decide(two, move('reviewing'), ada, noon)).toMatchObject({ refusal: { code: 'phase/not-all-locked', facts: { unlocked: 1 } } });
    expect(answer(inState(two, supply, 'locked'), ada, move('reviewing'))).toBe('yes');
  });

  test('[P6] publishing waits for every section', () => {
    const start = anEvaluation({ phase: 'reviewing' });
    const locked = [plan, repair, supply].reduce((state, id) => inState(state, id, 'locked'), start);
    expect([answer(locked, ada, move('factCheck')), answer(locked, ada, move('published'))]).toEqual([
      'phase/sections-open',
      'phase/sections-open',
    ]);
    const [last = planText, ...others] = Object.keys(locked.sections) as SectionId[];
    const allButOne = others.reduce((state, id) => withSection(state, id, 'signedOff'), withSection(locked, last, 'closing'));
    expect(answer(allButOne, ada, move('published'))).toBe('phase/sections-open');
    const all = others.reduce((state, id) => withSection(state, id, 'signedOff'), withSection(locked, last, 'signedOff'));
    expect(answer(all, ada, move('published'))).toBe('yes');
  });
});

describe('levels', () => {
  const levels = (...bounds: readonly [number, number][]): Command => ({
    type: 'levels.set',
    criterion: plan,
    levels: bounds.map(([from, to]) => ({ from, to, text: 'Something.' })),
  });

  test('[L1] not with a conflict', () => {
    const conflicted = anEvaluation({ conflicts: { [ben]: [roads] } });
    expect([answer(scoring, ben, levels([0, 5])), answer(conflicted, ben, levels([0, 5]))]).toEqual(['yes', 'levels/conflict']);
  });

  test.each([
    ['[L3]', [[0, 21]], 'levels/out-of-range'],
    ['[L3]', [[5, 4]], 'levels/out-of-range'],
    [
      '[L4]',
      [
        [0, 5],
        [5, 9],
      ],
      'levels/overlap',
    ],
    [
      '[L4]',
      [
        [6, 9],
        [0, 5],
      ],
      'levels/overlap',
    ],
    [
      '[L4]',
      [
        [0, 5],
        [6, 20],
      ],
      'yes',
    ],
  ] as const)('%s %j: %s', (_rule, bounds, expected) => {
    expect(answer(scoring, ben, levels(...bounds.map(([from, to]): [number, number] => [from, to])))).toBe(expected);
  });

  test('[V1] levels written over what somebody else changed meanwhile are refused', () => {
    const once = carriedOut(scoring, chi, levels([0, 5]));
    expect(inShort(decide(once, levels([0, 9]), ben, noon, 0))).toBe('thing/stale');
    expect(inShort(decide(once, levels([0, 9]), ben, noon, 1))).toBe('yes');
  });
});
