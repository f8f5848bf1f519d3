/** The interview plan, and each member's own notes. SPEC N. */
import type { CommandOf } from '../commands.ts';
import { findCriterion, hasConflict, type Evaluation, type Interview } from '../evaluation.ts';
import type { Event } from '../events.ts';
import type { CriterionId, InterviewId, MemberId } from '../ids.ts';
import { limits } from '../limits.ts';
import { unpublishedPhases } from '../phases.ts';
import { refuse } from '../refusals.ts';
import { fresh, inPhases, namesCriteria, needs, teamSeen } from './common.ts';
import { judged, type Answer, type Input, type Rule, type Verdict } from './verdict.ts';

type OnInterview<C = unknown> = Input<C> & { readonly line: Interview };

const writes = needs('text.write');
const notPublished = inPhases('N6', unpublishedPhases);

/** [N4] Who asks is in the team, or was when the line was written. */
function whyNotAsk(state: Evaluation, asks: readonly MemberId[], kept: readonly MemberId[]): Answer {
  const missing = asks.filter((id) => !kept.includes(id) && (state.members[id]?.removed ?? true));
  return missing.length > 0 ? refuse('N4', 'member/unknown', { members: missing }) : null;
}

const addRules: readonly Rule<Input<CommandOf<'interview.add'>>>[] = [
  writes,
  notPublished,
  ...namesCriteria,
  { id: 'N4', check: ({ state, command }) => whyNotAsk(state, command.asks, []) },
  teamSeen('N2'),
  {
    id: 'N2',
    check: ({ state, command: { interview } }) => (state.interviews[interview] ? refuse('N2', 'interview/exists', { interview }) : null),
  },
  {
    id: 'N3',
    check: ({ state }) =>
      Object.keys(state.interviews).length < limits.interviews ? null : refuse('N3', 'interview/too-many', { max: limits.interviews }),
  },
];

export function decideAddInterview(input: Input<CommandOf<'interview.add'>>): Verdict {
  return judged(addRules, input, ({ command: { interview, when, role, asks, criteria } }) => [
    { type: 'interview.added', interview, when, role, asks: [...new Set(asks)], criteria },
  ]);
}

/** [N1] Whoever may not write is told that first; then the line has to be there, hidden or not. */
function onInterview<C extends { readonly interview: InterviewId }>(
  input: Input<C>,
  rules: readonly Rule<OnInterview<C>>[],
  events: (input: OnInterview<C>) => readonly Event[],
): Verdict {
  const { state, command } = input;
  const line = state.interviews[command.interview];
  const isKnown: Rule<unknown> = {
    id: 'N1',
    check: () => (line ? null : refuse('N1', 'interview/unknown', { interview: command.interview })),
  };
  const asked = judged<Input<C>>([writes, notPublished, teamSeen('N1'), isKnown], input, () => []);
  return asked.ok !== true || !line ? asked : judged(rules, { ...input, line }, events);
}

const changeRules: readonly Rule<OnInterview<CommandOf<'interview.change'>>>[] = [
  ...namesCriteria,
  { id: 'N4', check: ({ state, command, line }) => whyNotAsk(state, command.asks, line.asks) },
  fresh(({ line }: OnInterview) => line.version),
];

export function decideChangeInterview(input: Input<CommandOf<'interview.change'>>): Verdict {
  return onInterview(input, changeRules, ({ command: { interview, when, role, asks, criteria }, line }) => [
    { type: 'interview.changed', interview, when, role, asks: [...new Set(asks)], criteria, version: line.version + 1 },
  ]);
}

export function decideHideInterview(input: Input<CommandOf<'interview.hide'>>): Verdict {
  return onInterview(input, [], ({ command: { interview } }) => [{ type: 'interview.hidden', interview }]);
}

export function decideRestoreInterview(input: Input<CommandOf<'interview.restore'>>): Verdict {
  return onInterview(input, [], ({ command: { interview } }) => [{ type: 'interview.restored', interview }]);
}

/** How often this member's note on the criterion was written or taken away; 0 before the first. */
export function noteVersion(line: Interview | undefined, criterion: CriterionId, member: MemberId): number {
  return line?.notes[criterion]?.[member]?.version ?? 0;
}

/** A command has no member in it: it is the sender's own note or nobody's ([N7] needs no check of its own). */
const noteRules: readonly Rule<OnInterview<CommandOf<'interview.note'>>>[] = [
  {
    id: 'V2',
    check: ({ state, command: { criterion } }) =>
      findCriterion(state.instrument, criterion) ? null : refuse('V2', 'criterion/unknown', { criterion }),
  },
  {
    id: 'N5',
    check: ({ state, actor, command }) => {
      const area = findCriterion(state.instrument, command.criterion)?.area;
      return area && hasConflict(actor, area.id) ? refuse('N5', 'interview/conflict', { area: area.id }) : null;
    },
  },
  fresh(({ line, command, actor }: OnInterview<CommandOf<'interview.note'>>) => noteVersion(line, command.criterion, actor.id)),
];

export function decideNote(input: Input<CommandOf<'interview.note'>>): Verdict {
  return onInterview(input, noteRules, ({ command: { interview, criterion, text }, line, actor }) => [
    { type: 'interview.noted', interview, criterion, text, version: noteVersion(line, criterion, actor.id) + 1 },
  ]);
}
