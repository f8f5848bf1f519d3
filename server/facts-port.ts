/** What HTTP and rooms ask of the facts: the present state of an evaluation, and to carry out a command. */
import type { Admission, Envelope } from '../shared/domain/commands.ts';
import type { Evaluation, Subject } from '../shared/domain/evaluation.ts';
import type { EvaluationId, InvitationId, MemberId } from '../shared/domain/ids.ts';
import type { Instrument } from '../shared/domain/instrument.ts';
import type { Fact } from '../shared/domain/refusals.ts';

/** What a command is answered: `status` is the HTTP status; `seq` of the last event on success. `current`: the thing as it now is, when `base` was old. */
export type Answer =
  | { readonly ok: true; readonly status: 200; readonly seq: number }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly rule: string;
      readonly facts: Readonly<Record<string, Fact>>;
      readonly current?: unknown;
    };

export interface Facts {
  /** A new evaluation, with `lead` as its first member. */
  create(input: { readonly subject: Subject; readonly instrument: Instrument; readonly lead: MemberId }): Promise<EvaluationId>;
  /** The present state, or null. Cached; the same object until something changes. */
  get(evaluation: EvaluationId): Promise<Evaluation | null>;
  list(): Promise<readonly EvaluationId[]>;
  /** Idempotent by (member, envelope.id). Never throws on anything a member can send. */
  submit(evaluation: EvaluationId, member: MemberId, envelope: Envelope): Promise<Answer>;
  /** A member enters; `uses` marks the invitation in the same transaction. */
  admit(
    evaluation: EvaluationId,
    by: MemberId,
    admission: Admission,
    uses?: InvitationId,
  ): Promise<Answer | { readonly lost: 'invitation' }>;
  /** Names of people changed: rooms that show them are brought up to date. */
  renamed(person: MemberId): Promise<void>;
}

/** The facts as whoever runs the server has them. */
export interface RunningFacts extends Facts {
  /** Finds what an earlier end left unfinished, and finishes it in its time. Call it once, at start. */
  resume(): Promise<void>;
  /** Begins nothing more by itself. Resolves when what is under way is through. */
  stop(): Promise<void>;
}
