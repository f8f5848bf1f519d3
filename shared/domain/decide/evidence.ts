/** Pieces of evidence: added, changed, hidden. SPEC E. */
import type { CommandOf } from '../commands.ts';
import { findCriterion, hasConflict, type Evidence } from '../evaluation.ts';
import type { Event } from '../events.ts';
import type { EvidenceBody } from '../evidence.ts';
import type { CriterionId, EvidenceId } from '../ids.ts';
import { limits } from '../limits.ts';
import { unpublishedPhases } from '../phases.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { fresh, inPhases, namesCriteria, needs, teamSeen } from './common.ts';
import { judged, type Answer, type Input, type Rule, type Verdict } from './verdict.ts';

type OnEvidence<C = unknown> = Input<C> & { readonly piece: Evidence };

const writes = needs('text.write');
const notPublished = inPhases('E5', unpublishedPhases);

/** [E4] None of the criteria lies where the sender has a conflict. */
function whyConflicted({ state, actor }: Input<unknown>, criteria: readonly CriterionId[]): Refusal | null {
  const areas = criteria.flatMap((id) => findCriterion(state.instrument, id)?.area.id ?? []);
  const conflicted = areas.find((area) => hasConflict(actor, area));
  return conflicted === undefined ? null : refuse('E4', 'evidence/conflict', { area: conflicted });
}

/** [E6] An interview that is planned and not hidden, or the one the piece already names. */
function whyNoInterview({ state }: Input<unknown>, body: EvidenceBody, before: EvidenceBody | null): Answer {
  if (body.kind !== 'interview' || (before?.kind === 'interview' && before.interview === body.interview)) return null;
  const { interview } = body;
  return (state.interviews[interview]?.hidden ?? true) ? refuse('E6', 'interview/unknown', { interview }) : null;
}

const addRules: readonly Rule<Input<CommandOf<'evidence.add'>>>[] = [
  writes,
  notPublished,
  ...namesCriteria,
  { id: 'E4', check: (input) => whyConflicted(input, input.command.criteria) },
  teamSeen('E2'),
  {
    id: 'E2',
    check: ({ state, command: { evidence } }) => (state.evidence[evidence] ? refuse('E2', 'evidence/exists', { evidence }) : null),
  },
  {
    id: 'E3',
    check: ({ state }) =>
      Object.keys(state.evidence).length < limits.evidence ? null : refuse('E3', 'evidence/too-many', { max: limits.evidence }),
  },
  { id: 'E6', check: (input) => whyNoInterview(input, input.command.body, null) },
];

export function decideAddEvidence(input: Input<CommandOf<'evidence.add'>>): Verdict {
  return judged(addRules, input, ({ command: { evidence, body, criteria } }) => [{ type: 'evidence.added', evidence, body, criteria }]);
}

/** [E1] Whoever may not write is told that first; then the piece has to be there, hidden or not. */
function onEvidence<C extends { readonly evidence: EvidenceId }>(
  input: Input<C>,
  rules: readonly Rule<OnEvidence<C>>[],
  events: (input: OnEvidence<C>) => readonly Event[],
): Verdict {
  const { state, command } = input;
  const piece = state.evidence[command.evidence];
  const isKnown: Rule<unknown> = {
    id: 'E1',
    check: () => (piece ? null : refuse('E1', 'evidence/unknown', { evidence: command.evidence })),
  };
  const asked = judged<Input<C>>([writes, notPublished, teamSeen('E1'), isKnown], input, () => []);
  if (asked.ok !== true || !piece) return asked;
  // Also by the criteria it has: else it could be taken from an area first, and rewritten then.
  const mayTouch: Rule<OnEvidence<C>> = { id: 'E4', check: (whole) => whyConflicted(whole, whole.piece.criteria) };
  return judged([mayTouch, ...rules], { ...input, piece }, events);
}

const changeRules: readonly Rule<OnEvidence<CommandOf<'evidence.change'>>>[] = [
  ...namesCriteria,
  { id: 'E4', check: (input) => whyConflicted(input, input.command.criteria) },
  { id: 'E6', check: (input) => whyNoInterview(input, input.command.body, input.piece.body) },
  fresh(({ piece }: OnEvidence) => piece.version),
];

export function decideChangeEvidence(input: Input<CommandOf<'evidence.change'>>): Verdict {
  return onEvidence(input, changeRules, ({ command: { evidence, body, criteria }, piece }) => [
    { type: 'evidence.changed', evidence, body, criteria, version: piece.version + 1 },
  ]);
}

export function decideHideEvidence(input: Input<CommandOf<'evidence.hide'>>): Verdict {
  return onEvidence(input, [], ({ command: { evidence } }) => [{ type: 'evidence.hidden', evidence }]);
}

export function decideRestoreEvidence(input: Input<CommandOf<'evidence.restore'>>): Verdict {
  return onEvidence(input, [], ({ command: { evidence } }) => [{ type: 'evidence.restored', evidence }]);
}
