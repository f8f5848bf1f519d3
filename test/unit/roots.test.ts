/** Which roots a text's document holds for findings, and what a view shows of them. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, factsOf, findingIdOf, findingOf, findingRoot, findingRoots } from '../../shared/doc/roots.ts';
import { projectAll } from '../../shared/doc/project.ts';
import { readRooms } from '../../shared/doc/read.ts';
import { findingsOf } from '../../shared/domain/evaluation.ts';
import type { FindingId } from '../../shared/domain/ids.ts';
import { must } from '../../shared/domain/assert.ts';
import { after, anEvaluation, ben, findingId, planText, withFindings } from '../support/builders.ts';

const [one, two] = [findingId('one'), findingId('two')];
const words = (fragment: Y.XmlFragment, text: string) => fragment.insert(0, [new Y.XmlText(text)]);

test('[T11] a finding’s root is named by a well-formed id, and no other root is one', () => {
  expect(findingRoot(one)).toBe(`finding.${one}`);
  expect(findingIdOf(`finding.${one}`)).toBe(one);
  for (const root of [
    'body',
    'finding.',
    'finding.short',
    `finding.${one}0`,
    `Finding.${one}`,
    `finding.${one.toUpperCase()}`,
    `x.${one}`,
  ]) {
    expect(findingIdOf(root)).toBeNull();
  }
  expect(() => findingOf(new Y.Doc(), '../body' as FindingId)).toThrow();
});

test('[T11] letters that were faster than their command lie in the document, and are shown once the facts are there', () => {
  const [ours, theirs] = [new Y.Doc(), new Y.Doc()];
  words(bodyOf(ours), 'Text.');
  words(findingOf(ours, one), 'A strength.');
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours));
  theirs.getXmlFragment('finding.no');
  expect([...findingRoots(theirs)].map(([id, fragment]) => [id, fragment.toString()])).toEqual([[one, 'A strength.']]);
  const shown = (state: ReturnType<typeof anEvaluation>) => {
    const doc = new Y.Doc();
    for (const [key, value] of Object.entries(must(projectAll(state, {}).get('state'), 'a room'))) factsOf(doc).set(key, value);
    const view = must(readRooms({ state: doc, team: null, me: null, ballots: new Map() }, ben), 'an evaluation').evaluation;
    return findingsOf(view, planText).map(({ id }) => id);
  };
  const before = anEvaluation();
  const added = withFindings(before, planText, one, two);
  expect([before, added, after(added, ben, { type: 'finding.hidden', finding: one })].map(shown)).toEqual([[], [one, two], [two]]);
});
