/** Signing a section off, the seal that the server sets, and reopening. SPEC G. */
import { must } from '../assert.ts';
import type { CommandOf } from '../commands.ts';
import type { Evaluation, SectionState } from '../evaluation.ts';
import type { SectionId } from '../ids.ts';
import { signOffPhases, unpublishedPhases } from '../phases.ts';
import { refuse, type RefusalCode } from '../refusals.ts';
import { inPhases, needs, withReason } from './common.ts';
import { judged, together, type Input, type Rule, type Verdict } from './verdict.ts';

/** [G1] A section of this evaluation. Own keys alone: a section called `constructor` is in every object and in no instrument. */
export function knownSection(section: SectionId): Rule<Input<unknown>> {
  return {
    id: 'G1',
    check: ({ state }) => (Object.hasOwn(state.sections, section) ? null : refuse('G1', 'section/unknown', { section })),
  };
}

function inSectionState(id: string, section: SectionId, wanted: SectionState, code: RefusalCode): Rule<Input<unknown>> {
  return {
    id,
    check: ({ state }) => {
      const now = must(state.sections[section], 'the section was looked for').state;
      return now === wanted ? null : refuse(id, code, { section, state: now });
    },
  };
}

/** [G3] All of the sections or none of them, each named once. */
export function decideSignOff(input: Input<CommandOf<'section.signOff'>>): Verdict {
  const { sections } = input.command;
  const rules = [needs('section.steer'), inPhases('G2', signOffPhases)];
  const asked = judged(rules, input, () => []);
  if (asked.ok !== true) return asked;
  if (new Set(sections).size !== sections.length) return { ok: false, refusal: refuse('G3', 'section/twice') };
  return together(
    sections.map((section) =>
      judged([knownSection(section), inSectionState('G2', section, 'open', 'section/not-open')], input, () => [
        { type: 'section.closing', section },
      ]),
    ),
  );
}

export function decideReopenSection(input: Input<CommandOf<'section.reopen'>>): Verdict {
  const { section } = input.command;
  const rules: readonly Rule<Input<CommandOf<'section.reopen'>>>[] = [
    needs('section.steer'),
    inPhases('G4', unpublishedPhases),
    knownSection(section),
    inSectionState('G4', section, 'signedOff', 'section/not-signed-off'),
    withReason('G5'),
  ];
  return judged(rules, input, ({ command: { reason } }) => [{ type: 'section.reopened', section, reason }]);
}

/** What the server has sealed: SHA-256 (hex) of the text, and the seq of the seal in the text's own stream. */
export type Seal = { readonly section: SectionId; readonly hash: string; readonly seq: number };

/** [G6] The server's own act once the drain is over: no member can ask for it. */
export function decideSeal(state: Evaluation, { section, hash, seq }: Seal): Verdict {
  const closing = Object.hasOwn(state.sections, section) ? state.sections[section]?.closing : null;
  if (!closing) return { ok: false, refusal: refuse('G6', 'section/not-closing', { section }) };
  return { ok: true, events: [{ type: 'section.signedOff', section, by: closing.by, hash, seq }] };
}
