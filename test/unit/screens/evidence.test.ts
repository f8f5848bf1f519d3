/** Evidence as screens read it: what it is called, which pieces a search means, what rests on them, and what is typed into its form. */
import { afterEach, expect, test, vi } from 'vitest';
import { setLanguage } from '../../../client/i18n/language.ts';
import { give, latesOf } from '../../../client/screens/evaluation/evidence-given.ts';
import { addressWords, labelOf, marksOf, numbered, shortened, titleOf } from '../../../client/screens/evaluation/evidence-label.ts';
import { emptyTyped, isFault, readBody, typedOf } from '../../../client/screens/evaluation/evidence-read.ts';
import {
  conflictAmong,
  evidenceAt,
  evidenceOfInterview,
  forPicking,
  matching,
  seesTeam,
  usesOf,
  writesTeam,
} from '../../../client/screens/evaluation/evidence-selectors.ts';
import { must } from '../../../shared/domain/assert.ts';
import { evidenceOf, type Evaluation } from '../../../shared/domain/evaluation.ts';
import type { EvidenceBody } from '../../../shared/domain/evidence.ts';
import type { CriterionId, EvidenceId, FindingId, InterviewId } from '../../../shared/domain/ids.ts';
import {
  ada,
  after,
  anEvaluation,
  ben,
  carriedOut,
  chi,
  disa,
  oda,
  plan,
  planText,
  repair,
  roads,
  supply,
} from '../../support/builders.ts';
import { World } from '../../support/fake-session.ts';

afterEach(() => {
  setLanguage('sv');
  vi.useRealTimers();
});

const id = (name: string) => name.padEnd(20, '0') as EvidenceId;
const chief = 'chief'.padEnd(20, '0') as InterviewId;
const today = '2026-11-10';

function added(state: Evaluation, name: string, body: EvidenceBody, criteria: readonly CriterionId[] = []): Evaluation {
  return carriedOut(state, ben, { type: 'evidence.add', evidence: id(name), body, criteria: [...criteria] });
}

/** A document about the plan, a page about plan and supply, an answer, an interview; a hidden one last. */
function someEvidence(): Evaluation {
  let state = anEvaluation();
  state = carriedOut(state, ada, {
    type: 'interview.add',
    interview: chief,
    when: '2026-11-10T09:30',
    role: 'ekonomichef',
    asks: [ben],
    criteria: [plan],
  });
  state = added(state, 'report', { kind: 'document', name: 'Årsredovisning', date: '2026-03-01', page: '12' }, [plan]);
  state = added(state, 'page', { kind: 'web', url: 'https://www.example.org/vatten/', title: null, seen: today }, [plan, supply]);
  state = added(state, 'answer', { kind: 'answer', question: 'Hur följs planen upp?', answer: 'Varje vår.', from: null }, [repair]);
  state = added(state, 'chief', { kind: 'interview', interview: chief });
  state = added(state, 'hidden', { kind: 'document', name: 'Utkast', date: null, page: 'bilaga 3' }, [plan]);
  return carriedOut(state, ben, { type: 'evidence.hide', evidence: id('hidden') });
}
const pieceOf = (state: Evaluation, name: string) => must(state.evidence[id(name)], 'a piece');
const names = (pieces: readonly { readonly id: EvidenceId }[]) => pieces.map((piece) => piece.id.replace(/0+$/, ''));

test('a label names the piece in one line, in the reader’s language', () => {
  const state = someEvidence();
  expect(['report', 'page', 'answer', 'chief', 'hidden'].map((name) => labelOf(state, pieceOf(state, name)))).toEqual([
    'Årsredovisning, s. 12',
    'example.org/vatten',
    'Svar: Hur följs planen upp?',
    'Intervju: ekonomichef',
    'Utkast, bilaga 3 (dolt)',
  ]);
  setLanguage('en');
  expect(labelOf(state, pieceOf(state, 'report'))).toBe('Årsredovisning, p. 12');
  expect(titleOf(state, pieceOf(state, 'chief'))).toMatch(/^Tue,? 10 Nov 09:30, ekonomichef$/);
  expect([numbered(state, id('page')), numbered(state, id('nowhere'))]).toEqual([
    '[2] example.org/vatten',
    '[?] Evidence that is not here yet',
  ]);
});

test('what is long is cut between words, and never inside a letter', () => {
  expect(shortened('Varje nämnd lägger ut en sammanfattning', 20)).toBe('Varje nämnd lägger …');
  expect(shortened('x'.repeat(30), 10)).toBe(`${'x'.repeat(10)} …`);
  expect(shortened(`${'x'.repeat(9)}😀😀`, 10)).toBe(`${'x'.repeat(9)} …`);
  expect(addressWords('https://a\u202efdp.exe')).toBe('a%E2%80%AEfdp.exe');
  expect([shortened(' en\n rad ', 20), addressWords('http://example.org')]).toEqual(['en rad', 'example.org']);
});

test('the marks for a text are the same map until they say something else', () => {
  const state = someEvidence();
  const marks = marksOf(state);
  expect(marks.get(id('chief'))).toEqual({ number: 4, label: 'Intervju: ekonomichef' });
  expect(marksOf(after(state, ada, { type: 'phase.moved', from: 'scoring', to: 'calibrating', reason: null }))).toBe(marks);
  expect(marksOf(carriedOut(state, ben, { type: 'evidence.restore', evidence: id('hidden') }))).not.toBe(marks);
});

test('a search finds by kind, criterion, number and words anywhere in the piece', () => {
  const state = someEvidence();
  const found = (words: string, more: Partial<Parameters<typeof matching>[2]> = {}) =>
    names(matching(state, evidenceOf(state), { kind: null, criterion: null, words, ...more }));
  expect(found('')).toEqual(['report', 'page', 'answer', 'chief']);
  expect(found('VÅR planen')).toEqual(['answer']);
  expect(found('[2]')).toEqual(['page']);
  expect(found('ekonomi')).toEqual(['chief']);
  expect(found('', { kind: 'web' })).toEqual(['page']);
  expect(found('', { criterion: plan })).toEqual(['report', 'page']);
  expect(found('nowhere')).toEqual([]);
});

test('a picker shows the criterion’s own first, the latest first', () => {
  const { here, others } = forPicking(someEvidence(), plan, '');
  expect([names(here), names(others)]).toEqual([
    ['page', 'report'],
    ['chief', 'answer'],
  ]);
  expect(names(forPicking(someEvidence(), null, '').others)).toEqual(['chief', 'answer', 'page', 'report']);
});

test('what rests on a piece: visible findings, and one’s own ballots alone', () => {
  let state = someEvidence();
  const finding = (name: string) => name.padEnd(20, '0') as FindingId;
  for (const name of ['first', 'second', 'third']) {
    state = carriedOut(state, ben, { type: 'finding.add', finding: finding(name), section: planText, kind: 'strength', before: null });
    state = carriedOut(state, ben, { type: 'finding.link', finding: finding(name), evidence: id('answer') });
  }
  state = carriedOut(state, ben, { type: 'finding.hide', finding: finding('third') });
  const cast = { type: 'ballot.cast', criterion: plan, round: 1, points: 4, reason: '', confidence: null } as const;
  state = carriedOut(state, ben, { ...cast, evidence: [id('answer'), id('report')] });
  expect(usesOf(state, ben).get(id('answer'))).toEqual({ findings: 2, ballots: [plan] });
  expect(usesOf(state, ada).get(id('answer'))).toEqual({ findings: 2, ballots: [] });
  expect(usesOf(state, ben).has(id('page'))).toBe(false);
  expect(names(evidenceAt(state, plan))).toEqual(['report', 'page', 'answer']);
  expect(names(evidenceAt(state, supply))).toEqual(['page']);
  expect(evidenceOfInterview(state, chief)?.number).toBe(4);
});

test('who sees and who writes: by role, phase and conflict', () => {
  const state = anEvaluation({ conflicts: { [chi]: [roads] } });
  expect([ada, ben, disa, oda].map((who) => [seesTeam(state, who), writesTeam(state, who)])).toEqual([
    [true, true],
    [true, true],
    [true, false],
    [false, false],
  ]);
  expect(writesTeam(anEvaluation({ phase: 'published' }), ada)).toBe(false);
  expect([conflictAmong(state, chi, [supply, plan])?.id, conflictAmong(state, chi, [supply]), conflictAmong(state, ben, [plan])]).toEqual([
    roads,
    null,
    null,
  ]);
});

test('each kind is read from its own fields; what is missing is named with its field', () => {
  const typed = emptyTyped(today);
  const read = (kind: EvidenceBody['kind'], change: Partial<typeof typed>) => {
    const body = readBody(kind, { ...typed, ...change });
    return isFault(body) ? body.field : body;
  };
  expect(read('document', {})).toBe('name');
  expect(read('document', { name: ' Plan ', page: ' 4 ' })).toEqual({ kind: 'document', name: 'Plan', date: null, page: '4' });
  expect(read('answer', { question: 'Hur?' })).toBe('answer');
  expect(read('answer', { asked: 'När?', question: 'Hur?', answer: 'Nu.' })).toEqual({
    kind: 'answer',
    question: 'När?',
    answer: 'Nu.',
    from: null,
  });
  expect(read('web', { url: 'www.exempel.example/sida' })).toEqual({
    kind: 'web',
    url: 'https://www.exempel.example/sida',
    title: null,
    seen: today,
  });
  expect(read('web', { url: 'javascript:alert(1)' })).toBe('url');
  expect(read('web', { url: 'https://exempel.example', seen: '' })).toBe('seen');
  expect(read('interview', {})).toBe('interview');
  expect(read('interview', { interview: chief })).toEqual({ kind: 'interview', interview: chief });
  expect(readBody('document', { ...typed, name: 'Plan' }, ['date'])).toMatchObject({ field: 'date' });
});

test('a body fills the fields it is read from', () => {
  const bodies: readonly EvidenceBody[] = [
    { kind: 'answer', question: 'När?', answer: 'Nu.', from: 'rektor' },
    { kind: 'answer', question: 'Egen?', answer: 'Ja.', from: null },
    { kind: 'document', name: 'Plan', date: '2026-01-02', page: null },
    { kind: 'web', url: 'https://exempel.example', title: 'Sida', seen: today },
    { kind: 'interview', interview: chief },
  ];
  for (const body of bodies) expect(readBody(body.kind, typedOf(body, ['När?'], today))).toEqual(body);
});

test('a form hears a no that is there at once, and waits for no network', async () => {
  vi.useFakeTimers();
  const world = new World(anEvaluation(), {});
  const session = world.session(ben);
  const add = { type: 'evidence.add', evidence: id('a'), body: { kind: 'interview', interview: chief }, criteria: [] } as const;
  const refused = give(session, { ...add, criteria: [] });
  await vi.advanceTimersByTimeAsync(0);
  expect((await refused)?.code).toBe('interview/unknown');
  world.held = true;
  const waiting = give(session, { ...add, body: { kind: 'document', name: 'Plan', date: null, page: null }, criteria: [] });
  await vi.advanceTimersByTimeAsync(400);
  expect([await waiting, session.view.get()?.evidence[id('a')]?.number]).toEqual([null, 1]);
});

test('a no that comes after the form has closed is kept with what was given', async () => {
  vi.useFakeTimers();
  const world = new World(anEvaluation(), {});
  const session = world.session(ben);
  world.held = true;
  const body = { kind: 'document', name: 'Plan', date: null, page: null } as const;
  const given = give(session, { type: 'evidence.add', evidence: id('a'), body, criteria: [] });
  await vi.advanceTimersByTimeAsync(400);
  await given;
  world.facts.set(after(world.evaluation, ada, { type: 'phase.moved', from: 'scoring', to: 'published', reason: null }));
  world.release();
  await vi.advanceTimersByTimeAsync(0);
  expect(latesOf(session).get()).toMatchObject([{ command: { type: 'evidence.add', body }, refusal: { code: 'phase/wrong' } }]);
});
