/** The law: what comes of a command. The server runs it on the whole state, a browser on its member's view of it. */
import { exhausted } from '../assert.ts';
import type { Command, CommandOf } from '../commands.ts';
import { findCriterion, type Evaluation, type Subject } from '../evaluation.ts';
import type { Event } from '../events.ts';
import type { CriterionId, EvaluationId, MemberId, Time } from '../ids.ts';
import type { Instrument } from '../instrument.ts';
import { defaultPolicy } from '../policy.ts';
import { scoresByDefault } from '../permissions.ts';
import { refuse } from '../refusals.ts';
import { decideAbstain, decideCast, decideWithdraw } from './ballots.ts';
import { decideAddEvidence, decideChangeEvidence, decideHideEvidence, decideRestoreEvidence } from './evidence.ts';
import { decideAbsent, decideAgree, decideBehind, decideDissent, decideLock, decideReopen } from './consensus.ts';
import {
  decideAddFinding,
  decideChangeFinding,
  decideHideFinding,
  decideLinkFinding,
  decideMoveFinding,
  decideRestoreFinding,
  decideUnlinkFinding,
} from './findings.ts';
import { decideLevels, decidePhase, decidePolicy, decideSubject } from './frame.ts';
import { decideAddInterview, decideChangeInterview, decideHideInterview, decideNote, decideRestoreInterview } from './interviews.ts';
import { decideConflicts, decideRemove, decideRole, decideScores } from './people.ts';
import { decideClose, decideOpen, decideReveal } from './rounds.ts';
import { decideReopenSection, decideSignOff } from './sections.ts';
import { together, type CriterionInput, type Input, type Verdict } from './verdict.ts';

export { decideAdmission } from './people.ts';
export { decideSeal, type Seal } from './sections.ts';
export type { Actor, Verdict } from './verdict.ts';

/** The events of a new evaluation: pinned to its instrument's version, with its first lead. */
export function createEvaluation(of: {
  readonly id: EvaluationId;
  readonly subject: Subject;
  readonly instrument: Instrument;
  readonly lead: MemberId;
}): readonly Event[] {
  return [
    { type: 'evaluation.created', evaluation: of.id, subject: of.subject, instrument: of.instrument, policy: defaultPolicy },
    { type: 'member.joined', member: of.lead, role: 'lead', scores: scoresByDefault('lead'), invitedBy: null },
  ];
}

/** `base`: version of the thing the command changes that its sender last saw; undefined asks for no such check. */
export function decide(state: Evaluation, command: Command, member: MemberId, now: Time, base?: number): Verdict {
  const actor = state.members[member];
  if (!actor || actor.removed) return { ok: false, refusal: refuse('M0', 'role/not-a-member') };
  const input = <C extends Command>(of: C): Input<C> => ({ state, command: of, actor, now, base });
  switch (command.type) {
    case 'subject.set':
      return decideSubject(input(command));
    case 'policy.set':
      return decidePolicy(input(command));
    case 'phase.move':
      return decidePhase(input(command));
    case 'member.role':
      return decideRole(input(command));
    case 'member.scores':
      return decideScores(input(command));
    case 'member.remove':
      return decideRemove(input(command));
    case 'conflicts.declare':
      return decideConflicts(input(command));
    case 'levels.set':
      return one(input(command), decideLevels);
    case 'ballot.cast':
      return one(input(command), decideCast);
    case 'ballot.abstain':
      return one(input(command), decideAbstain);
    case 'ballot.withdraw':
      return one(input(command), decideWithdraw);
    case 'round.close':
      return each(input(command), decideClose);
    case 'round.reveal':
      return each(input(command), decideReveal);
    case 'round.open':
      return one(input(command), decideOpen);
    case 'consensus.agree':
      return one(input(command), decideAgree);
    case 'stand.behind':
      return one(input(command), decideBehind);
    case 'stand.dissent':
      return one(input(command), decideDissent);
    case 'stand.absent':
      return one(input(command), decideAbsent);
    case 'criterion.lock':
      return each(input(command), decideLock);
    case 'criterion.reopen':
      return one(input(command), decideReopen);
    case 'finding.add':
      return decideAddFinding(input(command));
    case 'finding.change':
      return decideChangeFinding(input(command));
    case 'finding.move':
      return decideMoveFinding(input(command));
    case 'finding.link':
      return decideLinkFinding(input(command));
    case 'finding.unlink':
      return decideUnlinkFinding(input(command));
    case 'finding.hide':
      return decideHideFinding(input(command));
    case 'finding.restore':
      return decideRestoreFinding(input(command));
    case 'evidence.add':
      return decideAddEvidence(input(command));
    case 'evidence.change':
      return decideChangeEvidence(input(command));
    case 'evidence.hide':
      return decideHideEvidence(input(command));
    case 'evidence.restore':
      return decideRestoreEvidence(input(command));
    case 'interview.add':
      return decideAddInterview(input(command));
    case 'interview.change':
      return decideChangeInterview(input(command));
    case 'interview.hide':
      return decideHideInterview(input(command));
    case 'interview.restore':
      return decideRestoreInterview(input(command));
    case 'interview.note':
      return decideNote(input(command));
    case 'section.signOff':
      return decideSignOff(input(command));
    case 'section.reopen':
      return decideReopenSection(input(command));
    default:
      return exhausted(command);
  }
}

/** [V2] A command about a criterion the instrument does not have is refused before any other rule is asked. */
function about<C extends Command>(input: Input<C>, id: CriterionId, decideIt: (input: CriterionInput<C>) => Verdict): Verdict {
  const found = findCriterion(input.state.instrument, id);
  const facts = input.state.criteria[id];
  if (!found || !facts) return { ok: false, refusal: refuse('V2', 'criterion/unknown', { criterion: id }) };
  return decideIt({ ...input, ...found, facts });
}

function one<C extends Command & { criterion: CriterionId }>(input: Input<C>, decideIt: (input: CriterionInput<C>) => Verdict): Verdict {
  return about(input, input.command.criterion, decideIt);
}

type ManyCriteria = CommandOf<'round.close' | 'round.reveal' | 'criterion.lock'>;
/** [V3] All of the criteria or none of them, each named once. */
function each<C extends ManyCriteria>(input: Input<C>, decideIt: (input: CriterionInput<C>) => Verdict): Verdict {
  const { criteria } = input.command;
  if (new Set(criteria).size !== criteria.length) return { ok: false, refusal: refuse('V3', 'criterion/twice') };
  return together(criteria.map((id) => about(input, id, decideIt)));
}
