/** Finding without a page: what is a hit and what is not, what is shown of it, in which order, how fast, and whose words are found. */
import { describe, expect, test } from 'vitest';
import { entriesOf, type Entry } from '../../../client/screens/find/entries.ts';
import { fold, placesIn, snippet, termsOf } from '../../../client/screens/find/match.ts';
import { mostShown, search } from '../../../client/screens/find/search.ts';
import type { SectionWords } from '../../../client/sync/section-words.ts';
import { sectionsOf, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, EvidenceId, FindingId, InterviewId, MemberId, SectionId } from '../../../shared/domain/ids.ts';
import { ada, after, anEvaluation, ben, inState } from '../../support/builders.ts';
import { World } from '../../support/fake-session.ts';

const names = { [ada]: 'Karin', [ben]: 'Anders' };
const section = 'roads.plan' as SectionId;
const criterion = 'roads.plan' as CriterionId;

function aText(body: string, findings: Readonly<Record<string, string>> = {}): SectionWords {
  return { body, findings: new Map(Object.entries(findings) as [FindingId, string][]) };
}
function entries(evaluation: Evaluation, texts: Readonly<Record<string, SectionWords>> = {}, me: MemberId = ben): readonly Entry[] {
  return entriesOf({ evaluation, me, names, words: new Map(Object.entries(texts) as [SectionId, SectionWords][]) });
}
const saidBy = (all: readonly Entry[], query: string) =>
  search(all, query).groups.flatMap(({ kind, hits }) => hits.map(({ pieces }) => [kind, pieces.map(({ words }) => words).join('')]));
const isFound = (words: string, query: string) =>
  search(entries(anEvaluation(), { [section]: aText(words) }), query).groups.some(({ kind }) => kind === 'text');

describe('a text is found', () => {
  test.each([
    ['Jämförelser görs varje år.', 'jämför'],
    ['Jämförelser görs varje år.', 'ÅR gÖrs'],
    ['Idéer från à la carte', 'ideer a'],
    ['Møte om ærlighet', 'ærlig møte'],
    ['Tio  nämnder\nläser', 'läser tio'],
    ['Målen följs upp varje år', '"följs upp"'],
    ['Målen följs upp varje år', '”följs upp” mål'],
    ['Ide\u0301er', 'idé'],
  ])('%s by %s', (words, query) => expect(isFound(words, query)).toBe(true));

  test.each([
    ['Jämförelser görs', 'jamfor'],
    ['År och öar', 'ar och oar'],
    ['Møte', 'mote'],
    ['Målen följs upp', 'målen saknas'],
    ['Målen följs ofta upp', '"följs upp"'],
    ['Något', ''],
    ['Något', '""'],
  ])('%s not by %s', (words, query) => expect(isFound(words, query)).toBe(false));
});

test('what the words are about counts, too, but is not enough', () => {
  const all = entries(anEvaluation(), { [section]: aText('Nämnderna läser.') });
  expect(saidBy(all, '1.1 nämnderna').map(([kind]) => kind)).toEqual(['text']);
  expect(saidBy(all, '1.1').map(([kind]) => kind)).toEqual(['place']);
});

test('folding keeps every place where it is', () => {
  for (const words of ['Ärlighet É İstanbul ß ﬁ 𝒜 a\u0301', 'två\u00a0ord\tTRE']) expect(fold(words)).toHaveLength(words.length);
});

test('hits that overlap are one place, and a snippet is cut between words around the first', () => {
  const words = `${'mycket text före detta '.repeat(10)}följs upp här ${'och mycket efter '.repeat(20)}`;
  const places = placesIn(fold(words), termsOf('följs följ upp'));
  expect(places.map(({ from, to }) => words.slice(from, to))).toEqual(['följs', 'upp']);
  const pieces = snippet(words, places);
  expect(pieces.filter(({ isHit }) => isHit).map((piece) => piece.words)).toEqual(['följs', 'upp']);
  expect([pieces[0]?.words, pieces.at(-1)?.words]).toEqual(['…', '…']);
  expect(pieces.map((piece) => piece.words).join('').length).toBeLessThan(240);
});

/** Something of every kind that says "budget". */
function aWrittenEvaluation(): Evaluation {
  const finding = 'f'.padEnd(20, '0') as FindingId;
  const interview = 'i'.padEnd(20, '0') as InterviewId;
  return after(
    after(
      anEvaluation({ phase: 'scoring' }),
      ada,
      { type: 'finding.added', finding, section, kind: 'strength', before: null },
      {
        type: 'evidence.added',
        evidence: 'e'.padEnd(20, '0') as EvidenceId,
        body: { kind: 'document', name: 'Budget 2026', date: null, page: null },
        criteria: [],
      },
      { type: 'interview.added', interview, when: null, role: 'budgetchef', asks: [ada], criteria: [criterion] },
      { type: 'interview.noted', interview, criterion, text: 'Ingen läser budgeten.', version: 1 },
      {
        type: 'ballot.cast',
        criterion,
        round: 1,
        points: 10,
        reason: 'Karins hemliga budgetskäl',
        confidence: 2,
        evidence: [],
        version: 1,
      },
    ),
    ben,
    { type: 'interview.noted', interview, criterion, text: 'Budgeten kommer sent.', version: 1 },
    { type: 'ballot.cast', criterion, round: 1, points: 4, reason: 'Anders budgetskäl', confidence: 2, evidence: [], version: 1 },
  );
}
const findingWords = { [section]: aText('Budgeten i texten.', { ['f'.padEnd(20, '0')]: 'Budgeten som styrka.' }) };

test('every kind is found, in the order of the report: colleagues’ notes, and one’s own reasons', () => {
  const view = new World(aWrittenEvaluation(), names).seenBy(ben);
  expect(saidBy(entries(view, findingWords), 'budget')).toEqual([
    ['text', 'Budgeten i texten.'],
    ['finding', 'Budgeten som styrka.'],
    ['evidence', 'Budget 2026'],
    ['interview', 'budgetchef'],
    ['interview', 'Ingen läser budgeten.'],
    ['interview', 'Budgeten kommer sent.'],
    ['reason', 'Anders budgetskäl'],
  ]);
});

test('a colleague’s reason is not found before it is shown, nor as one’s own after', () => {
  const cast = aWrittenEvaluation();
  const hidden = entries(new World(cast, names).seenBy(ben), findingWords);
  expect(saidBy(hidden, 'hemliga')).toEqual([]);
  expect(JSON.stringify(hidden)).not.toContain('hemliga');
  const shown = new World(inState(cast, criterion, 'revealed'), names).seenBy(ben);
  expect(saidBy(entries(shown, findingWords), 'hemliga')).toEqual([]);
});

test('what is hidden is not found, nor words whose finding is not known', () => {
  const hidden = after(
    aWrittenEvaluation(),
    ada,
    { type: 'finding.hidden', finding: 'f'.padEnd(20, '0') as FindingId },
    { type: 'evidence.hidden', evidence: 'e'.padEnd(20, '0') as EvidenceId },
  );
  const found = saidBy(
    entries(hidden, { [section]: aText('', { ['f'.padEnd(20, '0')]: 'Budget', ['g'.padEnd(20, '0')]: 'Budget' }) }),
    'budget',
  );
  expect(found.map(([kind]) => kind)).not.toContain('finding');
  expect(found.map(([kind]) => kind)).not.toContain('evidence');
});

test('no more are shown than can be looked through: each kind has its share, and the rest is counted', () => {
  const base = entries(anEvaluation(), { [section]: aText('budget') }).find(({ kind }) => kind === 'text');
  if (!base) throw new Error('believed: the text is there');
  const many = (kind: Entry['kind'], count: number) => Array.from({ length: count }, () => ({ ...base, kind }));
  const { groups, count } = search([...many('text', 200), ...many('finding', 3), ...many('evidence', 40)], 'budget');
  expect(count).toBe(243);
  expect(groups.map(({ kind, hits, rest }) => [kind, hits.length, rest])).toEqual([
    ['text', 31, 169],
    ['finding', 3, 0],
    ['evidence', 16, 24],
  ]);
  expect(groups.reduce((sum, { hits }) => sum + hits.length, 0)).toBe(mostShown);
});

test('a report of eighty pages is searched within 50 ms a letter', () => {
  const evaluation = anEvaluation();
  const page = 'Kommunen följer upp målen och jämför sig med andra, men nämnderna läser sällan rapporterna. '.repeat(32);
  const sections = sectionsOf(evaluation.instrument);
  const texts = Object.fromEntries(sections.map((each) => [each, aText(`${page}\n`.repeat(Math.ceil(80 / sections.length)))]));
  const all = entries(evaluation, texts);
  const took = ['k', 'kommunen', 'läser "följer upp"', 'e a i o', 'finns inte alls'].map((query) => {
    const begun = performance.now();
    search(all, query);
    return performance.now() - begun;
  });
  expect(Math.max(...took)).toBeLessThan(50);
});
