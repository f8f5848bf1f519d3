/**
 * The way of a whole evaluation in which the team also writes: an interview plan with notes, evidence of every kind, findings
 * that are ordered, tagged, linked and hidden; then the points of a published result; then every section is signed off, one is
 * reopened and signed off again, and the fact check begins. Every kind of event about writing happens at least once.
 */
import { must } from '../../shared/domain/assert.ts';
import { sectionsOf } from '../../shared/domain/evaluation.ts';
import type { EvidenceBody } from '../../shared/domain/evidence.ts';
import { summarySection, type CriterionId, type EvidenceId, type SectionId } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { evidenceId, findingId, interviewId } from './builders.ts';
import { playPublished, type Gives, type Result, type Team } from './published-story.ts';

/** The server's own act: seals a section that is closing, as after its drain. */
export type Seals = (section: SectionId) => Promise<void>;

export async function playWritten(instrument: Instrument, result: Result, team: Team, gives: Gives, seals: Seals): Promise<void> {
  const [area] = instrument.areas;
  const criterion = must(area?.criteria[0], 'an instrument has a criterion').id;
  await plans(team, gives, criterion);
  const sources = await gathers(team, gives, criterion);
  await finds(team, gives, must(area, 'an instrument has an area').id as string as SectionId, criterion as string as SectionId, sources);
  await playPublished(instrument, result, team, gives, sources);
  await signsOff(instrument, team, gives, seals, criterion as string as SectionId);
}

const [heads, press] = [interviewId('heads'), interviewId('press')];

async function plans([lead, second, third = lead]: Team, gives: Gives, criterion: CriterionId): Promise<void> {
  const line = { asks: [lead], criteria: [criterion] };
  await gives(lead, { type: 'interview.add', interview: heads, when: null, role: 'Förvaltningschef', ...line });
  await gives(lead, { type: 'interview.add', interview: press, when: '2026-11-10T13:00', role: 'Pressansvarig', ...line });
  await gives(second ?? lead, { type: 'interview.change', interview: heads, when: '2026-11-10T09:30', role: 'Förvaltningschef', ...line });
  await gives(lead, { type: 'interview.hide', interview: press });
  await gives(lead, { type: 'interview.restore', interview: press });
  for (const text of ['Strategin antogs i mars.', 'Strategin antogs i april.']) {
    await gives(third, { type: 'interview.note', interview: heads, criterion, text });
  }
  await gives(lead, { type: 'interview.note', interview: press, criterion, text: 'Till fel intervju.' });
  await gives(lead, { type: 'interview.note', interview: press, criterion, text: '' });
}

async function gathers([lead, second = lead]: Team, gives: Gives, criterion: CriterionId): Promise<readonly EvidenceId[]> {
  const bodies: readonly EvidenceBody[] = [
    { kind: 'answer', question: 'Finns en strategi?', answer: 'Ja, sedan i våras.', from: 'Kommundirektör' },
    { kind: 'document', name: 'Demokratistrategi', date: '2026-04-30', page: '4–6' },
    { kind: 'web', url: 'https://example.org/demokrati', title: null, seen: '2026-11-01' },
    { kind: 'interview', interview: heads },
    { kind: 'web', url: 'http://example.org/gammal', title: 'Gammal sida', seen: '2026-11-01' },
  ];
  const ids = bodies.map((_, i) => evidenceId(`source${i + 1}`));
  for (const [i, body] of bodies.entries()) {
    await gives(i % 2 ? lead : second, { type: 'evidence.add', evidence: idAt(ids, i), body, criteria: [criterion] });
  }
  const seen = { kind: 'web', url: 'https://example.org/demokrati', title: 'Demokrati', seen: '2026-11-02' } as const;
  await gives(lead, { type: 'evidence.change', evidence: idAt(ids, 2), body: seen, criteria: [] });
  await gives(lead, { type: 'evidence.hide', evidence: idAt(ids, 4) });
  await gives(lead, { type: 'evidence.hide', evidence: idAt(ids, 3) });
  await gives(second, { type: 'evidence.restore', evidence: idAt(ids, 3) });
  return ids.slice(0, 4);
}

async function finds(team: Team, gives: Gives, area: SectionId, section: SectionId, sources: readonly EvidenceId[]): Promise<void> {
  const [lead, second = lead, third = lead] = team;
  const [one, two, three, general, closing] = ['one', 'two', 'three', 'general', 'closing'].map(findingId);
  const at = (id: typeof one) => must(id, 'a finding of the story');
  await gives(second, { type: 'finding.add', finding: at(one), section, kind: 'observation', before: null });
  await gives(third, { type: 'finding.add', finding: at(two), section, kind: 'improvement', before: at(one) });
  await gives(lead, { type: 'finding.add', finding: at(three), section, kind: 'strength', before: null });
  await gives(lead, { type: 'finding.add', finding: at(general), section: area, kind: 'strength', before: null });
  await gives(lead, { type: 'finding.add', finding: at(closing), section: summarySection, kind: 'observation', before: null });
  await gives(second, { type: 'finding.change', finding: at(one), kind: 'strength', example: 'good' });
  await gives(lead, { type: 'finding.change', finding: at(general), kind: 'strength', example: 'national' });
  await gives(third, { type: 'finding.move', finding: at(three), before: at(two) });
  for (const evidence of sources) await gives(second, { type: 'finding.link', finding: at(one), evidence });
  await gives(second, { type: 'finding.unlink', finding: at(one), evidence: idAt(sources, 0) });
  for (const finding of [at(two), at(three)]) await gives(lead, { type: 'finding.hide', finding });
  await gives(third, { type: 'finding.restore', finding: at(two) });
}

async function signsOff(instrument: Instrument, [lead]: Team, gives: Gives, seals: Seals, again: SectionId): Promise<void> {
  const all = sectionsOf(instrument);
  await gives(lead, { type: 'section.signOff', sections: [...all] });
  for (const section of all) await seals(section);
  await gives(lead, { type: 'section.reopen', section: again, reason: 'Ett nytt beslut kom i går.' });
  await gives(lead, { type: 'finding.add', finding: findingId('late'), section: again, kind: 'improvement', before: findingId('two') });
  await gives(lead, { type: 'section.signOff', sections: [again] });
  await seals(again);
  await gives(lead, { type: 'phase.move', to: 'factCheck' });
}

function idAt(ids: readonly EvidenceId[], at: number): EvidenceId {
  return must(ids[at], 'a piece of evidence of the story');
}
