/** Evidence: a yes and a no for each rule of SPEC E. */
import { describe, expect, test } from 'vitest';
import { Command } from '../../../shared/domain/commands.ts';
import { decide } from '../../../shared/domain/decide/index.ts';
import { thingOf } from '../../../shared/domain/decide/thing.ts';
import { evidenceOf, type Evaluation } from '../../../shared/domain/evaluation.ts';
import { eventBodies } from '../../../shared/domain/events.ts';
import type { EvidenceBody } from '../../../shared/domain/evidence.ts';
import type { CriterionId, EvidenceId, MemberId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { isAllowedHref } from '../../../shared/doc/schema.ts';
import {
  after,
  anEvaluation,
  ben,
  carriedOut,
  chi,
  disa,
  evidenceId,
  inShort,
  interviewId,
  noon,
  oda,
  plan,
  roads,
  supply,
  withEvidence,
  withInterviews,
} from '../../support/builders.ts';

const [one, two] = [evidenceId('one'), evidenceId('two')];
const line = interviewId('line');
const base = withInterviews(withEvidence(anEvaluation(), one), line);
const document: EvidenceBody = { kind: 'document', name: 'Budget', date: null, page: null };
const answer = (state: Evaluation, member: MemberId, command: Command, version?: number) =>
  inShort(decide(state, command, member, noon, version));
const add = (evidence: EvidenceId, criteria: CriterionId[] = [supply], body: EvidenceBody = document): Command => ({
  type: 'evidence.add',
  evidence,
  body,
  criteria,
});
const change = (evidence: EvidenceId, criteria: CriterionId[] = [supply], body: EvidenceBody = document): Command => ({
  type: 'evidence.change',
  evidence,
  body,
  criteria,
});
const hide = (evidence: EvidenceId): Command => ({ type: 'evidence.hide', evidence });

describe('evidence', () => {
  test('[E1] a command about a piece names one there is, hidden or not', () => {
    expect([hide(one), hide(two), change(two)].map((command) => answer(base, ben, command))).toEqual([
      'yes',
      'evidence/unknown',
      'evidence/unknown',
    ]);
    const hidden = carriedOut(base, ben, hide(one));
    expect([answer(hidden, chi, change(one)), answer(hidden, chi, hide(one))]).toEqual(['yes', 'yes']);
    expect(carriedOut(hidden, chi, { type: 'evidence.restore', evidence: one }).evidence[one]).toEqual(base.evidence[one]);
  });

  test('[M1] reviewers read it, and write none', () => {
    expect([disa, oda].map((member) => answer(base, member, add(two)))).toEqual(['role/not-allowed', 'role/not-allowed']);
  });

  test('[E2] an id names one piece for ever', () => {
    expect([answer(base, chi, add(one)), answer(base, chi, add(two))]).toEqual(['evidence/exists', 'yes']);
  });

  test('[E3] an evaluation has room for 2,000 pieces', () => {
    const { [one]: piece } = base.evidence;
    const full = Object.fromEntries(Array.from({ length: limits.evidence }, (_, i) => [evidenceId(`e${i}x`), piece]));
    const { e0x00000000000000000: _first, ...almost } = full as Record<string, never>;
    expect(answer({ ...base, evidence: full as Evaluation['evidence'] }, ben, add(two))).toBe('evidence/too-many');
    expect(answer({ ...base, evidence: almost }, ben, add(two))).toBe('yes');
  });

  test('[E4] a conflict in the area of any of its criteria keeps from it, before the change and after', () => {
    const conflicted = withEvidence(anEvaluation({ conflicts: { [ben]: [roads] } }), one);
    expect([add(two), add(two, []), add(two, [supply, plan])].map((command) => answer(conflicted, ben, command))).toEqual([
      'yes',
      'yes',
      'evidence/conflict',
    ]);
    expect(
      [change(one), hide(one), { type: 'evidence.restore', evidence: one } as const].map((each) => answer(conflicted, ben, each)),
    ).toEqual(['evidence/conflict', 'evidence/conflict', 'evidence/conflict']);
    const own = carriedOut(conflicted, ben, add(two));
    expect([answer(own, ben, change(two)), answer(own, ben, change(two, [plan])), answer(own, chi, change(one))]).toEqual([
      'yes',
      'evidence/conflict',
      'yes',
    ]);
  });

  test('[E5] not once it is published', () => {
    const published = withEvidence(anEvaluation({ phase: 'published' }), one);
    expect([answer(published, ben, add(two)), answer(published, ben, hide(one)), answer(base, ben, hide(one))]).toEqual([
      'phase/wrong',
      'phase/wrong',
      'yes',
    ]);
  });

  test('[E6] an interview as evidence is one that is planned, or the one it was', () => {
    const from: EvidenceBody = { kind: 'interview', interview: line };
    const none: EvidenceBody = { kind: 'interview', interview: interviewId('none') };
    expect([answer(base, ben, add(two, [], from)), answer(base, ben, add(two, [], none))]).toEqual(['yes', 'interview/unknown']);
    const hidden = after(carriedOut(base, ben, add(two, [], from)), ben, { type: 'interview.hidden', interview: line });
    expect([answer(hidden, ben, change(two, [plan], from)), answer(hidden, ben, change(one, [plan], from))]).toEqual([
      'yes',
      'interview/unknown',
    ]);
  });

  test('[E7] numbers rise with each piece and stay with it', () => {
    const three = carriedOut(carriedOut(carriedOut(base, ben, hide(one)), ben, add(two)), chi, add(evidenceId('three')));
    expect(evidenceOf(three, { hidden: true }).map(({ id, number }) => [id, number])).toEqual([
      [one, 1],
      [two, 2],
      [evidenceId('three'), 3],
    ]);
    expect(evidenceOf(three).map(({ number }) => number)).toEqual([2, 3]);
    expect(carriedOut(three, ben, change(two)).evidence[two]).toMatchObject({ number: 2, version: 2, by: ben });
  });

  const web = (url: string, seen = '2026-11-10'): EvidenceBody => ({ kind: 'web', url, title: null, seen });
  const dated = (date: string): EvidenceBody => ({ ...document, date });
  test.each<[string, EvidenceBody, boolean]>([
    ['the last day of February', dated('2025-02-28'), true],
    ['29 February of a leap year', dated('2024-02-29'), true],
    ['29 February of no leap year', dated('2025-02-29'), false],
    ['29 February 2000', dated('2000-02-29'), true],
    ['29 February 2100', dated('2100-02-29'), false],
    ['30 February', dated('2024-02-30'), false],
    ['a 31st of April', dated('2025-04-31'), false],
    ['a thirteenth month', dated('2025-13-01'), false],
    ['a day naught', dated('2025-01-00'), false],
    ['a day with a time', dated('2025-01-01T00:00'), false],
    ['an address', web('https://example.org/plan?x=1#y'), true],
    ['an address of 2,000 characters', web(`https://example.org/${'a'.repeat(1_980)}`), true],
    ['an address of 2,001', web(`https://example.org/${'a'.repeat(1_981)}`), false],
    ['a script', web('javascript:alert(1)'), false],
    ['a letter', web('mailto:ada@example.org'), false],
    ['a file', web('file:///etc/passwd'), false],
    ['an address without a host', web('https:///plan'), false],
    ['an address with a blank', web('https://example.org/a b'), false],
    ['an address with a line break', web('https://example.org/a\nb'), false],
    ['an address of letters beyond ASCII', web('https://torsås.se/budget?år=2021'), true],
    ['an address with a port', web('http://localhost:8080/x@y'), true],
    ['an address in numbers', web('http://192.168.0.1/'), true],
    ['an address that is turned around', web('https://a\u202efdp.exe'), false],
    ['an address with a blank of no width in its host', web('https://x\u200b.com'), false],
    ['the same behind the host', web('https://example.org/\u200bx'), false],
    ['an address with an unseen letter in its host', web('https://x\u3164.com'), false],
    ['an address with a user', web('https://torsas.se@example.org/'), false],
    ['an address with a user and a password', web('https://user:pw@example.org'), false],
    ['an address with a stroke that looks like a slash', web('https://torsas.se\u2044x@example.org/'), false],
    ['a host of a backslash', web('http://\\example.org'), false],
    ['a host of a percent sign', web('https://%'), false],
    ['a host of an open bracket', web('http://['), false],
    ['a host in brackets', web('http://[2001:db8::1]/'), false],
    ['a host that begins with a mark', web('https://\u0301a.com'), false],
    ['a host of a full stop', web('https://\u3002'), false],
    ['a host of two dots', web('https://a..b'), false],
    ['a question for a host', web('https://?'), false],
    ['a host of numbers too large', web('http://1.2.3.256'), false],
    ['a port too large', web('http://example.org:65536'), false],
    ['a page seen on no day', web('https://example.org', '2026-11-31'), false],
    ['an answer without words', { kind: 'answer', question: 'Why?', answer: '  ', from: null }, false],
    ['an answer', { kind: 'answer', question: '', answer: 'Because.', from: 'Head of roads' }, true],
  ])('[E8] %s', (_name, body, isTaken) => {
    expect(Command.safeParse(add(two, [], body)).success).toBe(isTaken);
    // What may stand here may stand in the text as well.
    if (isTaken && body.kind === 'web') expect([isAllowedHref(body.url), URL.canParse(body.url)]).toEqual([true, true]);
  });

  test('[V6] an address that was once taken and would not be now is still read', () => {
    const added = { evidence: two, body: web('https://user@x\u200b.com'), criteria: [supply] };
    expect(eventBodies['evidence.added'].safeParse(added).data).toEqual(added);
    expect(Command.safeParse({ type: 'evidence.add', ...added }).success).toBe(false);
  });

  test('[V1] written over what somebody else wrote meanwhile it is refused, with the piece as it is', () => {
    const changed = carriedOut(base, chi, change(one));
    expect([answer(changed, ben, change(one), 1), answer(changed, ben, change(one), 2)]).toEqual(['thing/stale', 'yes']);
    expect(thingOf(changed, change(one), ben)).toMatchObject({ id: one, body: document, version: 2 });
  });

  test('[V2][V3] its criteria are of the instrument, each named once', () => {
    expect(answer(base, ben, add(two, ['roads.none' as CriterionId]))).toBe('criterion/unknown');
    expect(answer(base, ben, change(one, [plan, plan]))).toBe('criterion/twice');
    expect(answer(base, ben, change(one, [plan, supply]))).toBe('yes');
  });
});
