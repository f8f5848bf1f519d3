/** What this device keeps of one evaluation between visits: how to open it, its rooms as far as one may read them, what is unsent in its texts. */
import type { EvaluationId, SectionId } from '../../shared/domain/ids.ts';
import type { EvaluationEntry } from '../../shared/protocol/http.ts';
import type { Local } from './local/database.ts';
import { dropEntry, keepEntry } from './local/entries.ts';
import { keepGranted } from './local/granted.ts';
import { unsentSections } from './local/room-rows.ts';
import type { Missing } from './rescue.ts';
import type { Rescue } from './saved.ts';
import { Source, type View } from './view.ts';

/** Milliseconds. */
const againMs = 20_000;

type Options = {
  readonly local: Local | null;
  readonly evaluation: EvaluationId;
  readonly rescueOf: (section: SectionId, missing: Missing) => Rescue;
  /** Records, on disk by then. */
  readonly aside: (rescues: readonly Rescue[]) => void;
};

export class DeviceCopy {
  readonly #options: Options;
  readonly #caughtUp: Source<boolean>;
  #unsent = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
    this.#caughtUp = new Source(options.local === null);
  }

  /** What an earlier visit left in the texts is being sent, or there was nothing. */
  get caughtUp(): View<boolean> {
    return this.#caughtUp;
  }

  /** An earlier visit left something in a text that nobody has begun to send. */
  get hasUnsent(): boolean {
    return this.#unsent && !this.#caughtUp.get();
  }

  /** To be asked before anything is said to be saved. */
  async look(): Promise<void> {
    this.#unsent = (await this.#sections()).length > 0;
  }

  /** And again from time to time: a tab that ends has told nobody what it wrote last. */
  async catchUp(resume: (section: SectionId) => unknown): Promise<void> {
    (await this.#sections()).forEach(resume);
    this.#caughtUp.set(true);
    clearTimeout(this.#timer);
    if (this.#options.local && !this.#stopped) this.#timer = setTimeout(() => void this.catchUp(resume), againMs);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** The server's entry, for a start without network. Rooms it does not name may be read here no more. */
  async keep(entry: EvaluationEntry): Promise<void> {
    const { local } = this.#options;
    if (!local) return;
    await keepEntry(local, entry).catch(() => undefined);
    await this.#narrow((room) => entry.epochs[room] !== undefined);
  }

  /** Nothing of it may be read here any more. */
  async forget(): Promise<void> {
    const { local, evaluation } = this.#options;
    if (!local) return;
    await dropEntry(local, evaluation).catch(() => undefined);
    await this.#narrow(() => false);
  }

  async #narrow(isGranted: (room: string) => boolean): Promise<void> {
    const { local, evaluation, rescueOf, aside } = this.#options;
    if (local) aside(await keepGranted(local, evaluation, isGranted, rescueOf).catch(() => []));
  }

  async #sections(): Promise<readonly SectionId[]> {
    const { local, evaluation } = this.#options;
    return local ? unsentSections(local, evaluation) : [];
  }
}

/** The server refused to open it: nothing but what is unsent stays, and waits there for another day. */
export async function forgetUnopened(local: Local, evaluation: EvaluationId): Promise<void> {
  await dropEntry(local, evaluation).catch(() => undefined);
  await keepGranted(local, evaluation, () => false, null).catch(() => undefined);
}
