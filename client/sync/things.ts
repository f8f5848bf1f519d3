/** What a command is about, as names of things: what hangs together in the outbox, and what has a version. */
import { exhausted } from '../../shared/domain/assert.ts';
import type { Command, CommandType } from '../../shared/domain/commands.ts';
import { noteVersion } from '../../shared/domain/decide/interviews.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { MemberId } from '../../shared/domain/ids.ts';

const versioned: readonly CommandType[] = [
  'ballot.cast',
  'ballot.abstain',
  'ballot.withdraw',
  'consensus.agree',
  'levels.set',
  'finding.change',
  'evidence.change',
  'interview.change',
  'interview.note',
];

/** Whether carrying it out raises the version of its (one) thing by one. */
export function isVersioned(command: Command): boolean {
  return versioned.includes(command.type);
}

/** The things a command reads or changes. Two commands that share one depend on each other in the order they were given. */
export function thingsOf(command: Command): readonly string[] {
  switch (command.type) {
    case 'subject.set':
    case 'policy.set':
      return [command.type];
    case 'phase.move':
      return ['phase'];
    case 'member.role':
    case 'member.scores':
    case 'member.remove':
    case 'conflicts.declare':
      return [`member/${command.member}`];
    case 'levels.set':
      return [`levels/${command.criterion}`];
    case 'ballot.cast':
    case 'ballot.abstain':
    case 'ballot.withdraw':
      return [`ballot/${command.criterion}/${command.round}`];
    case 'round.close':
    case 'round.reveal':
    case 'criterion.lock':
      return command.criteria.map((criterion) => `record/${criterion}`);
    case 'round.open':
    case 'consensus.agree':
    case 'stand.behind':
    case 'stand.dissent':
    case 'stand.absent':
    case 'criterion.reopen':
      return [`record/${command.criterion}`];
    // One thing each: what a link names is looked for by the rules, and a no to the one is no reason to set the other aside.
    case 'finding.add':
    case 'finding.change':
    case 'finding.move':
    case 'finding.link':
    case 'finding.unlink':
    case 'finding.hide':
    case 'finding.restore':
      return [`finding/${command.finding}`];
    case 'evidence.add':
    case 'evidence.change':
    case 'evidence.hide':
    case 'evidence.restore':
      return [`evidence/${command.evidence}`];
    case 'interview.add':
    case 'interview.change':
    case 'interview.hide':
    case 'interview.restore':
      return [`interview/${command.interview}`];
    case 'interview.note':
      return [`note/${command.interview}/${command.criterion}`];
    case 'section.signOff':
      return command.sections.map((section) => `section/${section}`);
    case 'section.reopen':
      return [`section/${command.section}`];
    default:
      return exhausted(command);
  }
}

/** A thing as a command leaves it: `least` is a version that only rises, `state` a state it passes through. */
export type Mark = { readonly least: number } | { readonly state: string };

/** The mark of what the command is about, in these facts; null where carrying it out twice shows the same anyway. */
export function markOf(state: Evaluation, command: Command, me: MemberId): Mark | null {
  switch (command.type) {
    case 'ballot.cast':
    case 'ballot.abstain':
    case 'ballot.withdraw': {
      const round = state.criteria[command.criterion]?.rounds.find((each) => each.number === command.round);
      return { least: round?.versions[me] ?? 0 };
    }
    case 'consensus.agree':
      return { least: state.criteria[command.criterion]?.consensus?.version ?? 0 };
    case 'levels.set':
      return { least: state.criteria[command.criterion]?.levelsVersion ?? 0 };
    case 'finding.change':
      return { least: state.findings[command.finding]?.version ?? 0 };
    case 'evidence.change':
      return { least: state.evidence[command.evidence]?.version ?? 0 };
    case 'interview.change':
      return { least: state.interviews[command.interview]?.version ?? 0 };
    case 'interview.note':
      return { least: noteVersion(state.interviews[command.interview], command.criterion, me) };
    case 'criterion.reopen':
      return { state: state.criteria[command.criterion]?.state ?? '' };
    default:
      return null;
  }
}

/** Whether the facts are already where the command leads, so that it must not be shown a second time. */
export function isReached(state: Evaluation, command: Command, me: MemberId, goal: Mark | null): boolean {
  const now = goal && markOf(state, command, me);
  if (!goal || !now) return false;
  if ('least' in goal) return 'least' in now && now.least >= goal.least;
  return 'state' in now && now.state === goal.state;
}
