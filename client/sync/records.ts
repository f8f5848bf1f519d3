/** Records of work that was not accepted, as they are kept and shown. */
import type { Command } from '../../shared/domain/commands.ts';
import type { EvaluationId, SectionId, Time } from '../../shared/domain/ids.ts';
import { newId } from './new-id.ts';
import type { Refused } from './outbox.ts';
import type { Missing } from './rescue.ts';
import type { Facts, Rescue } from './saved.ts';

export type Records = {
  readonly text: (section: SectionId, missing: Missing, code: string, facts: Facts) => Rescue;
  readonly command: (command: Command, refusal: Refused) => Rescue;
};

export function recordsOf(evaluation: EvaluationId, now: () => Time): Records {
  const common = (code: string, facts: Facts) => ({ id: newId<string>(), evaluation, code, facts, at: now() });
  return {
    text: (section, { text, update }, code, facts) => ({ ...common(code, facts), kind: 'text', section, text, update }),
    command: (command, { code, facts }) => ({ ...common(code, facts), kind: 'command', command }),
  };
}
