/** Findings of a section: added, named by kind, ordered, linked to evidence, hidden. Their words are text. SPEC F. */
import { must } from '../assert.ts';
import type { CommandOf } from '../commands.ts';
import { areaOfSection, hasConflict, type Evaluation, type Finding, type SectionFacts } from '../evaluation.ts';
import type { Event } from '../events.ts';
import type { FindingId, SectionId } from '../ids.ts';
import { limits } from '../limits.ts';
import { unpublishedPhases } from '../phases.ts';
import { refuse } from '../refusals.ts';
import { fresh, inPhases, needs, whyNotRestOn } from './common.ts';
import { knownSection } from './sections.ts';
import { judged, type Input, type Rule, type Verdict } from './verdict.ts';

type InSection<C = unknown> = Input<C> & { readonly section: SectionId; readonly facts: SectionFacts };
type OnFinding<C = unknown> = InSection<C> & { readonly finding: Finding };

const writes = needs('text.write');

const inOpenSection: readonly Rule<InSection>[] = [
  {
    id: 'F2',
    check: ({ state, actor, section }) => {
      const area = areaOfSection(state.instrument, section);
      return area && hasConflict(actor, area.id) ? refuse('F2', 'finding/conflict', { area: area.id }) : null;
    },
  },
  inPhases('F3', unpublishedPhases),
  // What is closing still takes them, as it takes text: they are on their way with it.
  {
    id: 'F3',
    check: ({ facts, section }) => (facts.state === 'signedOff' ? refuse('F3', 'section/signed-off', { section }) : null),
  },
];

const addRules: readonly Rule<InSection<CommandOf<'finding.add'>>>[] = [
  ...inOpenSection,
  {
    id: 'F4',
    check: ({ state, command: { finding } }) => (state.findings[finding] ? refuse('F4', 'finding/exists', { finding }) : null),
  },
  {
    id: 'F5',
    check: ({ state, section }) =>
      orderOf(state, section).length < limits.findings ? null : refuse('F5', 'finding/too-many', { max: limits.findings }),
  },
];

export function decideAddFinding(input: Input<CommandOf<'finding.add'>>): Verdict {
  const { state, command } = input;
  const { section, finding, kind } = command;
  const asked = judged([writes, knownSection(section)], input, () => []);
  if (asked.ok !== true) return asked;
  return judged(addRules, { ...input, section, facts: sectionFacts(state, section) }, () => [
    { type: 'finding.added', finding, section, kind, before: placeOf(orderOf(state, section), finding, command.before) },
  ]);
}

/** [F1] Whoever may not write is told that first; then the finding has to be there, hidden or not. */
function onFinding<C extends { readonly finding: FindingId }>(
  input: Input<C>,
  rules: readonly Rule<OnFinding<C>>[],
  events: (input: OnFinding<C>) => readonly Event[],
): Verdict {
  const { state, command } = input;
  const finding = state.findings[command.finding];
  const isKnown: Rule<unknown> = {
    id: 'F1',
    check: () => (finding ? null : refuse('F1', 'finding/unknown', { finding: command.finding })),
  };
  const asked = judged<Input<C>>([writes, isKnown], input, () => []);
  if (asked.ok !== true || !finding) return asked;
  const { section } = finding;
  return judged([...inOpenSection, ...rules], { ...input, finding, section, facts: sectionFacts(state, section) }, events);
}

export function decideChangeFinding(input: Input<CommandOf<'finding.change'>>): Verdict {
  return onFinding(input, [fresh(({ finding }: OnFinding) => finding.version)], ({ command, finding: { id, version } }) => [
    { type: 'finding.changed', finding: id, kind: command.kind, example: command.example, version: version + 1 },
  ]);
}

export function decideMoveFinding(input: Input<CommandOf<'finding.move'>>): Verdict {
  return onFinding(input, [], ({ state, command, finding: { id, section } }) => [
    { type: 'finding.moved', finding: id, before: placeOf(orderOf(state, section), id, command.before) },
  ]);
}

const linkRules: readonly Rule<OnFinding<CommandOf<'finding.link'>>>[] = [
  {
    id: 'F6',
    check: ({ finding, command: { evidence } }) =>
      finding.evidence.includes(evidence) || finding.evidence.length < limits.evidenceLinks
        ? null
        : refuse('F6', 'finding/too-much-evidence', { max: limits.evidenceLinks }),
  },
  { id: 'F6', check: ({ state, finding, command: { evidence } }) => whyNotRestOn('F6', state, [evidence], finding.evidence) },
];

export function decideLinkFinding(input: Input<CommandOf<'finding.link'>>): Verdict {
  return onFinding(input, linkRules, ({ command: { finding, evidence } }) => [{ type: 'finding.linked', finding, evidence }]);
}

export function decideUnlinkFinding(input: Input<CommandOf<'finding.unlink'>>): Verdict {
  return onFinding(input, [], ({ command: { finding, evidence } }) => [{ type: 'finding.unlinked', finding, evidence }]);
}

export function decideHideFinding(input: Input<CommandOf<'finding.hide'>>): Verdict {
  return onFinding(input, [], ({ command: { finding } }) => [{ type: 'finding.hidden', finding }]);
}

export function decideRestoreFinding(input: Input<CommandOf<'finding.restore'>>): Verdict {
  return onFinding(input, [], ({ command: { finding } }) => [{ type: 'finding.restored', finding }]);
}

/**
 * [F8] Before which finding it comes to stand. A neighbour this section does not have (offline work whose neighbour was never
 * taken) means last, and no refusal: a place is not worth losing a finding for. Before itself means where it is.
 */
function placeOf(order: readonly FindingId[], finding: FindingId, before: FindingId | null): FindingId | null {
  if (before === finding) return order[order.indexOf(finding) + 1] ?? null;
  return before !== null && order.includes(before) ? before : null;
}

function orderOf(state: Evaluation, section: SectionId): readonly FindingId[] {
  return must(state.findingOrder[section], 'every section has its order');
}

function sectionFacts(state: Evaluation, section: SectionId): SectionFacts {
  return must(state.sections[section], 'a finding lies in a section of the evaluation');
}
