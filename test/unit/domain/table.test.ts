/** Walks SPEC's tables cell by cell: what each phase and state allows is what decide answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { whyNotWrite } from '../../../shared/domain/audiences.ts';
import { decide } from '../../../shared/domain/decide/index.ts';
import { criterionStates, sectionStates, type CriterionState, type SectionState } from '../../../shared/domain/evaluation.ts';
import { phaseNames, type Phase } from '../../../shared/domain/phases.ts';
import { must } from '../../../shared/domain/assert.ts';
import { anEvaluation, ben, inShort, inState, noon, plan, planText, withSection, withStands } from '../../support/builders.ts';
import { criterionCommands, readTable, readTextTable, sectionCommands, withWriting } from '../../support/spec-table.ts';

const spec = readFileSync(new URL('../../../shared/SPEC.md', import.meta.url), 'utf8');
const cells = readTable(spec);

describe('[L2][B5][B6][R1][R2][R5][R6][C2][C3][S4][K1][K3] phase, state and command', () => {
  test('the table has a cell for every command, state and phase', () => {
    const wanted = criterionCommands.flatMap(({ command }) =>
      criterionStates.flatMap((state) => phaseNames.map((phase) => `${command.type} ${state} ${phase}`)),
    );
    expect(cells.map((cell) => `${cell.command} ${cell.state} ${cell.phase}`).sort()).toEqual(wanted.sort());
  });

  test.each(cells)('$command of a criterion that is $state while $phase: $expected', ({ command, state, phase, expected }) => {
    const sample = must(
      criterionCommands.find((each) => each.command.type === command),
      'every command of the table has a sample',
    );
    const reached = inState(anEvaluation({ phase: phase as Phase }), plan, state as CriterionState);
    const evaluation = command === 'criterion.lock' && state === 'agreed' ? withStands(reached, plan) : reached;
    const wrongState = command.startsWith('ballot.') ? 'ballot/closed' : 'criterion/wrong-state';
    const answer = { yes: 'yes', phase: 'phase/wrong', state: wrongState }[expected];
    expect(inShort(decide(evaluation, sample.command, sample.by, noon))).toBe(answer);
  });
});

describe('[F3][G2][G4] phase, state of the section and command', () => {
  const written = readTable(spec, '| writing command |');

  test('the table has a cell for every command, state and phase', () => {
    const wanted = sectionCommands.flatMap(({ command }) =>
      sectionStates.flatMap((state) => phaseNames.map((phase) => `${command.type} ${state} ${phase}`)),
    );
    expect(written.map((cell) => `${cell.command} ${cell.state} ${cell.phase}`).sort()).toEqual(wanted.sort());
  });

  test.each(written)('$command in a section that is $state while $phase: $expected', ({ command, state, phase, expected }) => {
    const sample = must(
      sectionCommands.find((each) => each.command.type === command),
      'every command of the table has a sample',
    );
    const evaluation = withSection(withWriting(anEvaluation({ phase: phase as Phase })), planText, state as SectionState);
    const wrongState =
      { 'section.signOff': 'section/not-open', 'section.reopen': 'section/not-signed-off' }[command] ?? 'section/signed-off';
    const answer = { yes: 'yes', phase: 'phase/wrong', state: wrongState }[expected];
    expect(inShort(decide(evaluation, sample.command, sample.by, noon))).toBe(answer);
  });
});

describe('[T3] text', () => {
  test.each(readTextTable(spec))('of a section that is $state while $phase: $expected', ({ state, phase, expected }) => {
    const evaluation = withSection(anEvaluation({ phase: phase as Phase }), planText, state as SectionState);
    const writer = must(evaluation.members[ben], 'Ben is in the team');
    expect(whyNotWrite(evaluation, writer, { kind: 'text', section: planText }) === null ? 'yes' : 'no').toBe(expected);
  });

  test('the table of text has a cell for every state and phase', () => {
    expect(readTextTable(spec)).toHaveLength(sectionStates.length * phaseNames.length);
  });
});
