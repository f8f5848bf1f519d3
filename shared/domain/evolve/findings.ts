/** Findings and their order as events change them. */
import { must } from '../assert.ts';
import type { Evaluation, Finding } from '../evaluation.ts';
import type { EventOf, Happened } from '../events.ts';
import type { FindingId, SectionId } from '../ids.ts';

type FindingEvent = EventOf<
  'finding.added' | 'finding.changed' | 'finding.moved' | 'finding.linked' | 'finding.unlinked' | 'finding.hidden' | 'finding.restored'
>;

export function evolveFindings(state: Evaluation, event: FindingEvent, { by, at }: Happened): Evaluation {
  if (event.type === 'finding.added') {
    const { finding: id, section, kind } = event;
    const author = must(by, 'a finding comes from a member');
    const added: Finding = { id, section, kind, example: null, evidence: [], hidden: false, version: 1, by: author, at };
    return placed({ ...state, findings: { ...state.findings, [id]: added } }, section, id, event.before);
  }
  const before = must(state.findings[event.finding], 'an event about a finding follows the one that added it');
  if (event.type === 'finding.moved') return placed(state, before.section, before.id, event.before);
  return { ...state, findings: { ...state.findings, [before.id]: evolveFinding(before, event) } };
}

function evolveFinding(before: Finding, event: Exclude<FindingEvent, { type: 'finding.added' | 'finding.moved' }>): Finding {
  switch (event.type) {
    case 'finding.changed':
      return { ...before, kind: event.kind, example: event.example, version: event.version };
    case 'finding.linked':
      return before.evidence.includes(event.evidence) ? before : { ...before, evidence: [...before.evidence, event.evidence] };
    case 'finding.unlinked':
      return { ...before, evidence: before.evidence.filter((id) => id !== event.evidence) };
    case 'finding.hidden':
      return { ...before, hidden: true };
    case 'finding.restored':
      return { ...before, hidden: false };
  }
}

/** In the section's order, before another or last. */
function placed(state: Evaluation, section: SectionId, id: FindingId, before: FindingId | null): Evaluation {
  const others = (state.findingOrder[section] ?? []).filter((each) => each !== id);
  const at = before === null ? -1 : others.indexOf(before);
  const order = at < 0 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)];
  return { ...state, findingOrder: { ...state.findingOrder, [section]: order } };
}
