/**
 * One evaluation, joined: its facts as this member may see them with one's own waiting commands on top, the texts,
 * who is here, and whether everything is saved. Lives as long as one stays in the evaluation.
 */
import type { Command } from '../../shared/domain/commands.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { EvaluationId, MemberId, SectionId } from '../../shared/domain/ids.ts';
import { err, type Result } from '../../shared/domain/result.ts';
import type { Facts, Outcome, Saved, SetAside } from './saved.ts';
import type { TextReplica } from './text-replica.ts';
import { Source, type View } from './view.ts';

export type { Facts, Outcome, Saved, SetAside } from './saved.ts';
export type { TextReplica } from './text-replica.ts';

export type Present = { readonly id: MemberId; readonly name: string; readonly section: SectionId | null };
/** Why a session could not be opened: a refusal code, or `network`. */
export type NotOpened = { readonly code: string; readonly facts: Facts };

export class EvaluationSession {
  readonly #view = new Source<Evaluation | null>(null);
  readonly #names = new Source<Readonly<Record<MemberId, string>>>({});
  readonly #saved = new Source<Saved>({ state: 'joining' });
  readonly #present = new Source<readonly Present[]>([]);
  readonly #setAside = new Source<readonly SetAside[]>([]);

  private constructor(
    readonly id: EvaluationId,
    readonly me: MemberId,
  ) {}

  /** Fetches what there is to join and joins it. Resolves before the facts are in: `view` is null until then. */
  static async open(id: EvaluationId): Promise<Result<EvaluationSession, NotOpened>> {
    return err({ code: 'network', facts: { id } });
  }

  /** The facts this member may see, with the waiting commands already applied; null until `state` is in. */
  get view(): View<Evaluation | null> {
    return this.#view;
  }

  /** The name of everyone who is or was in the team. */
  get names(): View<Readonly<Record<MemberId, string>>> {
    return this.#names;
  }

  get saved(): View<Saved> {
    return this.#saved;
  }

  /** Who is in the evaluation now, oneself included, each once, by name. */
  get present(): View<readonly Present[]> {
    return this.#present;
  }

  /** Work that was not accepted, oldest first. */
  get setAside(): View<readonly SetAside[]> {
    return this.#setAside;
  }

  /** Lets go of work that was set aside: its author has read or copied it. */
  discard(_work: SetAside): void {}

  /** Tells the others where one is; null: nowhere in the text. */
  whereIAm(_section: SectionId | null): void {}

  /**
   * Gives a command: judged here first (a no is instant), shown at once in `view`, sent in order, kept until answered.
   * `base`: the version of the thing as it was shown when the work on it began; one's own earlier commands are accounted for.
   */
  async run(_command: Command, _options: { readonly base?: number } = {}): Promise<Outcome> {
    return { ok: true };
  }

  /** Joins a section's text; joined twice it is the same replica, closed when both have left. */
  openText(_section: SectionId): TextReplica {
    throw new Error('not joined');
  }

  close(): void {}
}
