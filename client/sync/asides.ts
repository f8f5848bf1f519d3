/** Work that was not accepted: on this device if it can be, else in this tab; every tab of this member shows the same. */
import type { EvaluationId } from '../../shared/domain/ids.ts';
import { dropAside, keepAside, readAside } from './local/aside.ts';
import type { Said } from './local/channel.ts';
import type { Local } from './local/database.ts';
import type { SetAside } from './saved.ts';
import { Source, type View } from './view.ts';

export class Asides {
  readonly #local: Local | null;
  readonly #evaluation: EvaluationId;
  readonly #say: (said: Said) => void;
  readonly #all = new Source<readonly SetAside[]>([]);
  /** Rises with each change: what was read before one is out of date. */
  #changes = 0;
  /** Let go of here, if perhaps not yet on the disk. */
  readonly #dropped = new Set<string>();
  /** In memory alone: there is no disk, or it refused. */
  #unkept: readonly SetAside[] = [];

  constructor(local: Local | null, evaluation: EvaluationId, say: (said: Said) => void) {
    this.#local = local;
    this.#evaluation = evaluation;
    this.#say = say;
  }

  /** Oldest first. */
  get all(): View<readonly SetAside[]> {
    return this.#all;
  }

  get hasUnkept(): boolean {
    return this.#unkept.length > 0;
  }

  /** `kept`: it is on disk already. */
  async add(rescues: readonly SetAside[], kept: boolean): Promise<void> {
    if (rescues.length === 0) return;
    if (!kept) this.#unkept = [...this.#unkept, ...rescues];
    this.#show([...this.#all.get(), ...rescues]);
    if (!kept) await this.#keep(rescues);
    this.#say({ type: 'aside', evaluation: this.#evaluation });
  }

  drop(work: SetAside): void {
    this.#dropped.add(work.id);
    this.#unkept = this.#unkept.filter(({ id }) => id !== work.id);
    this.#show(this.#all.get());
    if (!this.#local) return;
    const dropped = dropAside(this.#local, work.id).catch(() => undefined);
    void dropped.then(() => this.#say({ type: 'aside', evaluation: this.#evaluation }));
  }

  /** Reads what is on disk: at the start, and when another tab has changed it. */
  async read(): Promise<void> {
    if (!this.#local) return;
    let kept: readonly SetAside[] | null;
    let changes: number;
    do {
      changes = this.#changes;
      kept = await readAside(this.#local, this.#evaluation).catch(() => null);
    } while (changes !== this.#changes);
    if (kept) this.#show([...kept, ...this.#unkept]);
  }

  /** Hands over what is in memory alone; what is on disk is there for whoever follows. */
  takeUnkept(): readonly SetAside[] {
    const taken = this.#unkept;
    this.#unkept = [];
    this.#show([]);
    return taken;
  }

  async #keep(rescues: readonly SetAside[]): Promise<void> {
    const local = this.#local;
    if (!local) return;
    for (const each of rescues) {
      const isKept = await keepAside(local, each).then(
        () => true,
        () => false,
      );
      if (isKept) this.#unkept = this.#unkept.filter(({ id }) => id !== each.id);
    }
  }

  /** Each once: another tab's word of it may come before one's own. */
  #show(all: readonly SetAside[]): void {
    this.#changes += 1;
    this.#all.set([...new Map(all.map((each) => [each.id, each])).values()].filter(({ id }) => !this.#dropped.has(id)));
  }
}
