/** What commands about writing hang together by, and how one that the server shows already is known. */
import { expect, test } from 'vitest';
import { isReached, isVersioned, markOf, thingsOf } from '../../../client/sync/things.ts';
import { overlay } from '../../../client/sync/overlay.ts';
import type { Command } from '../../../shared/domain/commands.ts';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import {
  anEvaluation,
  ben,
  carriedOut,
  chi,
  evidenceId,
  findingId,
  interviewId,
  noon,
  plan,
  planText,
  supply,
  withEvidence,
  withFindings,
  withInterviews,
} from '../../support/builders.ts';

const [finding, evidence, interview] = [findingId('f'), evidenceId('e'), interviewId('i')];
const base = withInterviews(withEvidence(withFindings(anEvaluation(), planText, finding, findingId('g')), evidence), interview);
const body = { kind: 'document', name: 'Budget', date: null, page: null } as const;
const line = { when: null, role: 'Head of planning', asks: [], criteria: [] };

const versioned: readonly Command[] = [
  { type: 'finding.change', finding, kind: 'improvement', example: null },
  { type: 'evidence.change', evidence, body, criteria: [] },
  { type: 'interview.change', interview, ...line },
  { type: 'interview.note', interview, criterion: plan, text: 'Said.' },
];
const others: readonly Command[] = [
  { type: 'finding.add', finding: findingId('new'), section: planText, kind: 'strength', before: finding },
  { type: 'finding.move', finding, before: null },
  { type: 'finding.link', finding, evidence },
  { type: 'finding.hide', finding },
  { type: 'evidence.hide', evidence },
  { type: 'interview.hide', interview },
  { type: 'section.signOff', sections: [planText] },
];
const shown = (state: Evaluation, command: Command, mark = markOf(carriedOut(state, ben, command), command, ben)) =>
  overlay(state, [{ envelope: { command }, at: noon, mark }], ben);

test.each(versioned)('$type has a version that rises by one, and is not shown a second time', (command) => {
  const once = carriedOut(base, ben, command);
  const goal = markOf(once, command, ben);
  expect([isVersioned(command), isReached(base, command, ben, goal), isReached(once, command, ben, goal)]).toEqual([true, false, true]);
  expect(shown(once, command, goal)).toBe(once);
  expect(shown(base, command, goal)).toEqual({ ...once, seq: base.seq });
});

test('somebody else’s note on the same criterion is another thing', () => {
  const command: Command = { type: 'interview.note', interview, criterion: plan, text: 'Said.' };
  const goal = markOf(carriedOut(base, ben, command), command, ben);
  expect(isReached(carriedOut(base, chi, command), command, ben, goal)).toBe(false);
});

test.each(others)('$type has none', (command) => {
  expect([isVersioned(command), markOf(base, command, ben)]).toEqual([false, null]);
});

test('commands about one finding, one piece, one note hang together; a link does not hang on what it links', () => {
  expect(thingsOf({ type: 'finding.link', finding, evidence })).toEqual(thingsOf({ type: 'finding.hide', finding }));
  expect(thingsOf({ type: 'evidence.hide', evidence })).toEqual(thingsOf({ type: 'evidence.add', evidence, body, criteria: [] }));
  const about = (criterion: typeof plan) => thingsOf({ type: 'interview.note', interview, criterion, text: '' });
  expect([about(plan), about(supply), thingsOf({ type: 'interview.hide', interview })].map((things) => things.join())).toEqual([
    `note/${interview}/${plan}`,
    `note/${interview}/${supply}`,
    `interview/${interview}`,
  ]);
  expect(thingsOf({ type: 'section.signOff', sections: [planText] })).toEqual(
    thingsOf({ type: 'section.reopen', section: planText, reason: 'x' }),
  );
});
