/** The facts as the server has shown them, with one's own waiting commands on top. */
import type { Command } from '../../shared/domain/commands.ts';
import { decide } from '../../shared/domain/decide/index.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import { evolve } from '../../shared/domain/evolve/index.ts';
import type { MemberId, Time } from '../../shared/domain/ids.ts';
import { isReached, type Mark } from './things.ts';

/**
 * Judges each entry on what stands after the one before. One that is refused or undecided here changes nothing in what is
 * shown: the server will say. What the server shows already, before its answer has come, is not applied again.
 */
export function overlay(
  shown: Evaluation,
  entries: readonly { readonly envelope: { readonly command: Command }; readonly at: Time; readonly mark: Mark | null }[],
  me: MemberId,
): Evaluation {
  let state = shown;
  for (const { envelope, at, mark } of entries) {
    if (isReached(state, envelope.command, me, mark)) continue;
    const verdict = decide(state, envelope.command, me, at);
    if (verdict.ok !== true) continue;
    for (const event of verdict.events) state = evolve(state, { seq: shown.seq, at, by: me, event });
  }
  return state;
}
