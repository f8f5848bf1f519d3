/** The thing a command would change, as it is now: sent along when `base` was old, so that its sender can look before trying again. */
import type { Command } from '../commands.ts';
import { currentRound, type Evaluation } from '../evaluation.ts';
import type { MemberId } from '../ids.ts';

/** Only what the sender may see anyway, who passed the role's rule before this is asked. undefined: such commands have no base. */
export function thingOf(state: Evaluation, command: Command, member: MemberId): unknown {
  switch (command.type) {
    case 'ballot.cast':
    case 'ballot.abstain':
    case 'ballot.withdraw': {
      const facts = state.criteria[command.criterion];
      return facts && (currentRound(facts).ballots[member] ?? null);
    }
    case 'consensus.agree':
      return state.criteria[command.criterion]?.consensus;
    case 'levels.set':
      return state.criteria[command.criterion]?.levels;
    case 'finding.change':
      return state.findings[command.finding];
    case 'evidence.change':
      return state.evidence[command.evidence];
    case 'interview.change': {
      const line = state.interviews[command.interview];
      return line && { ...line, notes: {} };
    }
    case 'interview.note':
      return state.interviews[command.interview]?.notes[command.criterion]?.[member] ?? null;
    default:
      return undefined;
  }
}
