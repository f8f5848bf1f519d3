/**
 * What tabs of one member tell each other. The channel's name carries the member: nothing of one account's reaches another's
 * tab. Who hears nothing reads the same from the database when it looks.
 */
import type { CommandId, EvaluationId, MemberId, SectionId } from '../../../shared/domain/ids.ts';
import type { Entry } from '../outbox.ts';
import type { Outcome } from '../saved.ts';

/** `write`: the number of the tab's last write in that replica. */
export type Written = {
  readonly tab: string;
  readonly generation: number;
  readonly write: number;
  readonly updates: readonly Uint8Array[];
};

export type Said =
  | { readonly type: 'given'; readonly evaluation: EvaluationId; readonly entry: Entry }
  | { readonly type: 'answered'; readonly evaluation: EvaluationId; readonly id: CommandId; readonly outcome: Outcome }
  /** What is set aside has changed. */
  | { readonly type: 'aside'; readonly evaluation: EvaluationId }
  /** A text's replica was thrown away: another tab's copy of it is to be opened afresh. */
  /** What was typed in a text is on this device's disk: other tabs send it too, should this one end. */
  | ({ readonly type: 'written'; readonly evaluation: EvaluationId; readonly section: SectionId } & Written)
  | { readonly type: 'renewed'; readonly evaluation: EvaluationId; readonly section: SectionId }
  | { readonly type: 'signed-out' };

export type Channel = { say(said: Said): void; hear(listener: (said: Said) => void): () => void; close(): void };

export function openChannel(member: MemberId): Channel {
  const channel = new BroadcastChannel(`samsyn.${member}`);
  const listeners = new Set<(said: Said) => void>();
  channel.onmessage = ({ data }: MessageEvent<Said>) => listeners.forEach((listener) => listener(data));
  return {
    say: (said) => channel.postMessage(said),
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => channel.close(),
  };
}

export type Ears = { readonly [T in Said['type']]: (said: Extract<Said, { type: T }>) => void };

/** Passes on what concerns the evaluation. */
export function hear(said: Said, evaluation: EvaluationId, ears: Ears): void {
  if ('evaluation' in said && said.evaluation !== evaluation) return;
  (ears[said.type] as (said: Said) => void)(said);
}
