/** One sound command of each type about a criterion, by somebody who may give it, for walking SPEC's table; and reading that table. */
import type { Command } from '../../shared/domain/commands.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { ada, ben, evidenceId, findingId, plan, planText, withEvidence, withFindings } from './builders.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';

export type Sample = { readonly command: Command; readonly by: MemberId };

export const criterionCommands: readonly Sample[] = [
  { by: ben, command: { type: 'levels.set', criterion: plan, levels: [{ from: 0, to: 4, text: 'None.' }] } },
  { by: ben, command: { type: 'ballot.cast', criterion: plan, round: 1, points: 12, reason: '', confidence: null } },
  { by: ben, command: { type: 'ballot.abstain', criterion: plan, round: 1, reason: '' } },
  { by: ben, command: { type: 'ballot.withdraw', criterion: plan, round: 1 } },
  { by: ada, command: { type: 'round.close', criteria: [plan] } },
  { by: ada, command: { type: 'round.reveal', criteria: [plan] } },
  { by: ada, command: { type: 'round.open', criterion: plan, reason: 'Ben showed the plan.' } },
  { by: ada, command: { type: 'consensus.agree', criterion: plan, points: 12, reason: 'All saw the plan.' } },
  { by: ben, command: { type: 'stand.behind', criterion: plan, consensus: 1 } },
  { by: ben, command: { type: 'stand.dissent', criterion: plan, consensus: 1, points: 8, text: 'The plan is old.', shown: 'record' } },
  { by: ada, command: { type: 'stand.absent', criterion: plan, consensus: 1, member: ben, reason: 'On leave.' } },
  { by: ada, command: { type: 'criterion.lock', criteria: [plan] } },
  { by: ada, command: { type: 'criterion.reopen', criterion: plan, reason: 'The contact sent the new plan.' } },
];

const [first, second, evidence] = [findingId('first'), findingId('second'), evidenceId('plan')];
/** What the commands about a section's findings are about. */
export function withWriting(state: Evaluation): Evaluation {
  return withEvidence(withFindings(state, planText, first, second), evidence);
}

/** The same about a section. */
export const sectionCommands: readonly Sample[] = [
  { by: ben, command: { type: 'finding.add', finding: findingId('third'), section: planText, kind: 'observation', before: first } },
  { by: ben, command: { type: 'finding.change', finding: first, kind: 'improvement', example: null } },
  { by: ben, command: { type: 'finding.move', finding: second, before: first } },
  { by: ben, command: { type: 'finding.link', finding: first, evidence } },
  { by: ben, command: { type: 'finding.unlink', finding: first, evidence } },
  { by: ben, command: { type: 'finding.hide', finding: first } },
  { by: ben, command: { type: 'finding.restore', finding: first } },
  { by: ada, command: { type: 'section.signOff', sections: [planText] } },
  { by: ada, command: { type: 'section.reopen', section: planText, reason: 'The contact sent the new plan.' } },
];

export type Cell = { readonly command: string; readonly state: string; readonly phase: string; readonly expected: string };

/** The table in SPEC.md whose first line begins like this, cell by cell; the state is the criterion's or the section's. */
export function readTable(spec: string, beginning = '| command |'): readonly Cell[] {
  const [head = [], ...rows] = tableAfter(spec, beginning);
  return rows.flatMap(([command = '', state = '', ...expected]) =>
    expected.map((cell, i) => ({ command, state, phase: head[i + 2] ?? '', expected: cell })),
  );
}

/** The table of what may be written in a section's text. */
export function readTextTable(spec: string): readonly Omit<Cell, 'command'>[] {
  const [head = [], ...rows] = tableAfter(spec, '| text of a section |');
  return rows.flatMap(([state = '', ...expected]) => expected.map((cell, i) => ({ state, phase: head[i + 1] ?? '', expected: cell })));
}

/** Cells of a Markdown table, head first, the line of dashes left out. */
function tableAfter(markdown: string, beginning: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith(beginning));
  if (start < 0) throw new Error(`no table begins with ${beginning}`);
  const end = lines.findIndex((line, i) => i > start && !line.startsWith('|'));
  const rows = lines.slice(start, end < 0 ? undefined : end).filter((_, i) => i !== 1);
  return rows.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())); // prettier-ignore
}
