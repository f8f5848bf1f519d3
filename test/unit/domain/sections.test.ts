/** Sign-off: a yes and a no for each rule of SPEC G. */
import { describe, expect, test } from 'vitest';
import { Command } from '../../../shared/domain/commands.ts';
import { decide, decideSeal } from '../../../shared/domain/decide/index.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { summarySection, type MemberId, type SectionId } from '../../../shared/domain/ids.ts';
import { ada, after, anEvaluation, ben, carriedOut, disa, inShort, noon, planText, roads, withSection } from '../../support/builders.ts';

const base = anEvaluation();
const answer = (state: Evaluation, member: MemberId, command: Command) => inShort(decide(state, command, member, noon));
const signOff = (...sections: SectionId[]): Command => ({ type: 'section.signOff', sections });
const reopen = (reason: string, section = planText): Command => ({ type: 'section.reopen', section, reason });
const hash = 'ab'.repeat(32);
const sealed = (state: Evaluation, section = planText) => decideSeal(state, { section, hash, seq: 7 });

describe('sign-off', () => {
  test('[G1] of a section there is', () => {
    const none = 'roads.none' as SectionId;
    expect([signOff(planText), signOff(none), signOff('constructor' as SectionId)].map((each) => answer(base, ada, each))).toEqual([
      'yes',
      'section/unknown',
      'section/unknown',
    ]);
    expect([answer(base, ada, reopen('x', none)), inShort(sealed(base, none))]).toEqual(['section/unknown', 'section/not-closing']);
  });

  test('[G2] of one that is open; a conflict is no bar', () => {
    const conflicted = anEvaluation({ conflicts: { [ada]: [roads] } });
    expect([answer(conflicted, ada, signOff(planText)), answer(withSection(base, planText, 'closing'), ada, signOff(planText))]).toEqual([
      'yes',
      'section/not-open',
    ]);
    expect([ben, disa].map((member) => answer(base, member, signOff(planText)))).toEqual(['role/not-allowed', 'role/not-allowed']);
  });

  test('[G3] several at once, all or none, each once', () => {
    const partly = withSection(base, summarySection, 'signedOff');
    expect(answer(partly, ada, signOff(planText, summarySection))).toBe('section/not-open');
    expect(answer(base, ada, signOff(planText, planText))).toBe('section/twice');
    const both = carriedOut(base, ada, signOff(planText, summarySection));
    expect([both.sections[planText]?.state, both.sections[summarySection]?.state]).toEqual(['closing', 'closing']);
    expect(Command.safeParse(signOff()).success).toBe(false);
  });

  test('[G4] what is signed off can be reopened by a lead, also on the way back to planning', () => {
    const done = withSection(base, planText, 'signedOff');
    expect([answer(done, ada, reopen('New plan.')), answer(done, ben, reopen('New plan.')), answer(base, ada, reopen('x'))]).toEqual([
      'yes',
      'role/not-allowed',
      'section/not-signed-off',
    ]);
    expect(answer(withSection(anEvaluation({ phase: 'planning' }), planText, 'signedOff'), ada, reopen('New plan.'))).toBe('yes');
    expect(answer(withSection(anEvaluation({ phase: 'published' }), planText, 'signedOff'), ada, reopen('New plan.'))).toBe('phase/wrong');
  });

  test('[G5] … with a reason', () => {
    const done = withSection(base, planText, 'signedOff');
    expect([answer(done, ada, reopen('')), answer(done, ada, reopen('New plan.'))]).toEqual(['reason/missing', 'yes']);
  });

  test('[G6] the seal is the server’s, of what is closing; it says who asked, and each has the next version', () => {
    const asked = after(base, ben, { type: 'section.closing', section: planText });
    expect([inShort(sealed(base)), inShort(sealed(withSection(base, planText, 'signedOff')))]).toEqual([
      'section/not-closing',
      'section/not-closing',
    ]);
    expect(asked.sections[planText]).toEqual({
      state: 'closing',
      version: 0,
      closing: { by: ben, at: noon },
      signedOff: null,
      reopened: null,
    });
    const verdict = sealed(asked);
    if (verdict.ok !== true) throw new Error('believed: what is closing is sealed');
    expect(verdict.events).toEqual([{ type: 'section.signedOff', section: planText, by: ben, hash, seq: 7 }]);
    const once = after(asked, null, ...verdict.events);
    const signedOff = { by: ben, at: noon, hash };
    expect(once.sections[planText]).toEqual({ state: 'signedOff', version: 1, closing: null, signedOff, reopened: null });
    const reopened = carriedOut(once, ada, reopen('New plan.'));
    expect(reopened.sections[planText]).toEqual({
      state: 'open',
      version: 1,
      closing: null,
      signedOff,
      reopened: { by: ada, at: noon, reason: 'New plan.' },
    });
    expect(withSection(reopened, planText, 'signedOff').sections[planText]).toMatchObject({ state: 'signedOff', version: 2 });
    // Who asked may be gone by then.
    const gone = after(asked, ada, { type: 'member.removed', member: ben });
    expect(inShort(sealed(gone))).toBe('yes');
    expect(Command.safeParse({ type: 'section.signedOff', section: planText, by: ben, hash, seq: 7 }).success).toBe(false);
  });
});
