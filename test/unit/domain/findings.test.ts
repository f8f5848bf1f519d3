/** Findings: a yes and a no for each rule of SPEC F. */
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../shared/domain/commands.ts';
import { decide } from '../../../shared/domain/decide/index.ts';
import { thingOf } from '../../../shared/domain/decide/thing.ts';
import { findingsOf, type Evaluation } from '../../../shared/domain/evaluation.ts';
import { summarySection, type FindingId, type MemberId, type SectionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import {
  ada,
  after,
  anEvaluation,
  ben,
  carriedOut,
  chi,
  disa,
  evidenceId,
  findingId,
  inShort,
  memberId,
  noon,
  planText,
  roads,
  withEvidence,
  withFindings,
  withSection,
} from '../../support/builders.ts';

const [one, two, three, other] = ['one', 'two', 'three', 'other'].map(findingId) as [FindingId, FindingId, FindingId, FindingId];
const source = evidenceId('source');
const base = withEvidence(withFindings(withFindings(anEvaluation(), planText, one, two), summarySection, other), source);
const answer = (state: Evaluation, member: MemberId, command: Command, version?: number) =>
  inShort(decide(state, command, member, noon, version));
const add = (finding: FindingId, section = planText, before: FindingId | null = null): Command => ({
  type: 'finding.add',
  finding,
  section,
  kind: 'observation',
  before,
});
const hide = (finding: FindingId): Command => ({ type: 'finding.hide', finding });
const link = (finding: FindingId, evidence = source): Command => ({ type: 'finding.link', finding, evidence });
const order = (state: Evaluation, section = planText) => state.findingOrder[section];

describe('findings', () => {
  test('[F1] a command about a finding names one there is, hidden or not', () => {
    expect([answer(base, ben, hide(one)), answer(base, ben, hide(three))]).toEqual(['yes', 'finding/unknown']);
    const hidden = carriedOut(base, ben, hide(one));
    expect(answer(hidden, ben, { type: 'finding.change', finding: one, kind: 'improvement', example: null })).toBe('yes');
    expect(answer(base, disa, hide(three))).toBe('role/not-allowed');
  });

  test('[F2] a conflict in the area keeps from its findings, those of the criterion and of the area alike', () => {
    const conflicted = withFindings(withFindings(anEvaluation({ conflicts: { [ben]: [roads] } }), planText, one), summarySection, other);
    const area = 'roads' as SectionId;
    expect(
      [hide(one), add(three), add(three, area), hide(other), add(three, 'water' as SectionId)].map((command) =>
        answer(conflicted, ben, command),
      ),
    ).toEqual(['finding/conflict', 'finding/conflict', 'finding/conflict', 'yes', 'yes']);
    expect(answer(conflicted, chi, hide(one))).toBe('yes');
  });

  test('[F3] a section that closes takes findings, a signed-off one does not, and others go on', () => {
    const closed = withSection(base, planText, 'signedOff');
    expect(answer(withSection(base, planText, 'closing'), ben, add(three))).toBe('yes');
    expect([add(three), hide(one), link(one)].map((command) => answer(closed, ben, command))).toEqual(
      Array.from({ length: 3 }, () => 'section/signed-off'),
    );
    expect([answer(closed, ben, hide(other)), answer(closed, ben, add(three, summarySection))]).toEqual(['yes', 'yes']);
  });

  test('[F4] an id names one finding for ever, in whichever section', () => {
    expect([answer(base, chi, add(one)), answer(base, chi, add(one, summarySection)), answer(base, chi, add(three))]).toEqual([
      'finding/exists',
      'finding/exists',
      'yes',
    ]);
    expect(answer(carriedOut(base, ben, hide(one)), ben, add(one))).toBe('finding/exists');
  });

  test('[F5] a section has room for 300, hidden ones included', () => {
    const ids = Array.from({ length: limits.findings - 1 }, (_, i) => findingId(`f${i}x`));
    const almost = withFindings(anEvaluation(), planText, ...ids);
    expect(answer(almost, ben, add(three))).toBe('yes');
    const full = carriedOut(carriedOut(almost, ben, add(three)), ben, hide(three));
    expect([answer(full, ben, add(one)), answer(full, ben, add(one, summarySection))]).toEqual(['finding/too-many', 'yes']);
  });

  test('[F6] what is linked is there and not hidden, at most 50 pieces', () => {
    const hidden = after(base, ben, { type: 'evidence.hidden', evidence: source });
    expect([answer(base, ben, link(one)), answer(base, ben, link(one, evidenceId('none'))), answer(hidden, ben, link(one))]).toEqual([
      'yes',
      'evidence/unknown',
      'evidence/unknown',
    ]);
    const pieces = Array.from({ length: limits.evidenceLinks + 1 }, (_, i) => evidenceId(`e${i}x`));
    const [last = source, ...others] = pieces;
    const full = others.reduce((state, piece) => carriedOut(state, ben, link(one, piece)), withEvidence(base, ...pieces));
    expect([answer(full, ben, link(one, last)), answer(full, ben, link(two, last))]).toEqual(['finding/too-much-evidence', 'yes']);
  });

  test('[F7] what changes nothing is carried out and leaves all as it was', () => {
    const linked = carriedOut(base, ben, link(one));
    const facts = ({ findings, findingOrder }: Evaluation) => ({ findings, findingOrder });
    for (const [state, command] of [
      [linked, link(one)],
      // Also once the evidence is hidden, or the finding has all it can have.
      [after(linked, ben, { type: 'evidence.hidden', evidence: source }), link(one)],
      [base, { type: 'finding.unlink', finding: one, evidence: source }],
      [base, { type: 'finding.restore', finding: one }],
      [carriedOut(base, ben, hide(one)), hide(one)],
      [base, { type: 'finding.move', finding: one, before: one }],
      [base, { type: 'finding.move', finding: two, before: two }],
    ] as [Evaluation, Command][]) {
      expect(facts(carriedOut(state, chi, command))).toEqual(facts(state));
    }
    expect(carriedOut(linked, ben, { type: 'finding.unlink', finding: one, evidence: source }).findings[one]?.evidence).toEqual([]);
  });

  test('[F8] a finding comes before the one that is named, or last; a hidden one keeps its place', () => {
    const move = (finding: FindingId, before: FindingId | null): Command => ({ type: 'finding.move', finding, before });
    const all = carriedOut(base, ben, add(three, planText, two));
    expect(order(all)).toEqual([one, three, two]);
    expect(order(carriedOut(all, ben, move(two, one)))).toEqual([two, one, three]);
    expect(order(carriedOut(all, ben, move(one, null)))).toEqual([three, two, one]);
    // A neighbour of another section, or one that was never taken.
    expect(order(carriedOut(all, ben, move(one, other)))).toEqual([three, two, one]);
    expect(order(carriedOut(base, ben, add(three, planText, findingId('lost'))))).toEqual([one, two, three]);
    const hidden = carriedOut(all, ben, hide(three));
    expect(order(hidden)).toEqual([one, three, two]);
    expect(findingsOf(hidden, planText).map(({ id }) => id)).toEqual([one, two]);
    expect(findingsOf(hidden, planText, { hidden: true }).map(({ id }) => id)).toEqual([one, three, two]);
    const back = carriedOut(hidden, chi, { type: 'finding.restore', finding: three });
    expect(findingsOf(back, planText).map(({ id }) => id)).toEqual([one, three, two]);
    expect(order(all, summarySection)).toEqual([other]);
  });

  test('[V1] kind and tag set over what somebody else set meanwhile are refused, with the finding as it is; links and moves are not', () => {
    const change: Command = { type: 'finding.change', finding: one, kind: 'strength', example: 'national' };
    const changed = carriedOut(base, chi, { ...change, example: 'good' });
    expect([answer(changed, ben, change, 1), answer(changed, ben, change, 2)]).toEqual(['thing/stale', 'yes']);
    expect(thingOf(changed, change, ben)).toMatchObject({ id: one, kind: 'strength', example: 'good', version: 2 });
    const moved = carriedOut(carriedOut(base, chi, link(one)), chi, hide(one));
    expect(answer(moved, ben, change, 1)).toBe('yes');
  });

  test('[G1] a finding is added to a section there is', () => {
    expect([answer(base, ben, add(three, 'nowhere' as SectionId)), answer(base, ben, add(three, 'constructor' as SectionId))]).toEqual([
      'section/unknown',
      'section/unknown',
    ]);
  });

  test('a new finding says whose it is and when; the one who leaves leaves it', () => {
    const added = carriedOut(base, chi, add(three)).findings[three];
    expect(added).toEqual({
      id: three,
      section: planText,
      kind: 'observation',
      example: null,
      evidence: [],
      hidden: false,
      version: 1,
      by: chi,
      at: noon,
    });
    const gone = carriedOut(carriedOut(base, chi, add(three)), ada, { type: 'member.remove', member: chi });
    expect(gone.findings[three]).toEqual(added);
    expect(answer(gone, memberId('zed'), add(one))).toBe('role/not-a-member');
  });
});
