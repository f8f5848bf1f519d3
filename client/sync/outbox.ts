/**
 * Commands on their way: sent one at a time in the order they were given, again and again under the same id until the server
 * has answered. Only a rule's no is a refusal; no network, a busy server or a signed-out session make them wait.
 */
import type { Command, Envelope } from '../../shared/domain/commands.ts';
import { idFrom, type CommandId, type Time } from '../../shared/domain/ids.ts';
import type { Outcome } from './saved.ts';
import { isVersioned, thingsOf, type Mark } from './things.ts';
import { Source, type View } from './view.ts';

export type Refused = Extract<Outcome, { ok: false }>['refusal'];
/** What became of one attempt. `later`: nothing was decided. */
export type Attempt = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly refusal: Refused } | { readonly kind: 'later' };

export type Entry = {
  readonly envelope: Envelope;
  readonly at: Time;
  /** What its thing will look like once it is carried out, if that can be told here (see overlay.ts). */
  readonly mark: Mark | null;
  /** When it was carried out; null while unanswered. An answered one stays until the facts are known to show it. */
  readonly done: Time | null;
};

/** Milliseconds before the n-th new attempt: half a second, doubled each time, at most 15 s. */
export function backoff(attempt: number): number {
  return Math.min(500 * 2 ** attempt, 15_000);
}

/** How long, in milliseconds, whoever gave a command is taken to be still there to hear a no. */
const patienceMs = 2_000;

type Options = {
  readonly send: (envelope: Envelope) => Promise<Attempt>;
  /** A command that had to wait was refused: who gave it may no longer be there to hear. */
  readonly lateRefusal: (command: Command, refusal: Refused) => void;
  readonly now: () => Time;
};

export class Outbox {
  readonly #options: Options;
  readonly #entries = new Source<readonly Entry[]>([]);
  readonly #answers = new Map<CommandId, (outcome: Outcome) => void>();
  /** Those that were here when an attempt, their own or that of one before them, came to nothing. */
  readonly #waited = new Set<CommandId>();
  /** For each versioned thing: one's own commands lead from version `from` to version `to`. */
  readonly #chains = new Map<string, { readonly from: number; readonly to: number }>();
  readonly #stuck = new Source(false);
  #running = false;
  #stopped = false;
  #abandoned: Refused | null = null;
  #wake: (() => void) | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Oldest first: what is not answered yet, and what is carried out but not seen in the facts yet. */
  get entries(): View<readonly Entry[]> {
    return this.#entries;
  }

  /** Whether the last attempt was in vain. */
  get stuck(): View<boolean> {
    return this.#stuck;
  }

  get unsent(): boolean {
    return this.#entries.get().some((entry) => entry.done === null);
  }

  /** `base` with one's own earlier commands on the same thing accounted for. */
  chained(command: Command, base: number | undefined): number | undefined {
    const chain = this.#chains.get(thingsOf(command)[0] ?? '');
    if (base === undefined || !chain || !isVersioned(command)) return base;
    return base >= chain.from && base <= chain.to ? chain.to : base;
  }

  /** Resolves when the server has answered; `base` as given by whoever began the work. */
  add(command: Command, base?: number, mark: Mark | null = null): Promise<Outcome> {
    if (this.#abandoned) return Promise.resolve({ ok: false, refusal: this.#abandoned });
    const id = idFrom(crypto.getRandomValues(new Uint8Array(40))) as CommandId;
    const chained = this.#chain(command, base);
    const envelope: Envelope = { id, command, ...(chained === undefined ? {} : { base: chained }) };
    this.#entries.set([...this.#entries.get(), { envelope, at: this.#options.now(), mark, done: null }]);
    const answer = new Promise<Outcome>((resolve) => this.#answers.set(id, resolve));
    void this.#flush();
    return answer;
  }

  /** Forgets what was carried out and is shown by the facts now. */
  settle(isShown: (entry: Entry, done: Time) => boolean): void {
    const left = this.#entries.get().filter((entry) => entry.done === null || !isShown(entry, entry.done));
    if (left.length !== this.#entries.get().length) this.#entries.set(left);
  }

  /** Tries again now: the network came back, or somebody signed in. */
  nudge(): void {
    this.#wake?.();
  }

  /** Sends nothing more, since nobody would take it. What waits is answered with this no, and kept; so is answered what comes after. */
  abandon(refusal: Refused): void {
    this.stop();
    this.#abandoned = refusal;
    const waiting = this.#entries.get().filter(({ done }) => done === null);
    this.#entries.set([]);
    for (const { envelope } of waiting) {
      this.#answer(envelope.id, { ok: false, refusal });
      this.#options.lateRefusal(envelope.command, refusal);
    }
  }

  /** Sends nothing more; what waits is never answered. */
  stop(): void {
    this.#stopped = true;
    this.nudge();
  }

  async #flush(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let entry = this.#next(); entry && !this.#stopped; entry = this.#next()) await this.#deliver(entry);
    this.#running = false;
  }

  #next(): Entry | undefined {
    return this.#entries.get().find((entry) => entry.done === null);
  }

  async #deliver(entry: Entry): Promise<void> {
    const { envelope } = entry;
    for (let tries = 0; !this.#stopped; tries += 1) {
      const attempt = await this.#options.send(envelope);
      if (this.#stopped) return;
      this.#stuck.set(attempt.kind === 'later');
      if (attempt.kind === 'done') return this.#carriedOut(envelope);
      if (attempt.kind === 'refused') return this.#refuse(entry, attempt.refusal);
      for (const { envelope: waiting, done } of this.#entries.get()) if (done === null) this.#waited.add(waiting.id);
      await this.#sleep(backoff(tries));
    }
  }

  #carriedOut({ id }: Envelope): void {
    const done = this.#options.now();
    this.#entries.set(this.#entries.get().map((entry) => (entry.envelope.id === id ? { ...entry, done } : entry)));
    this.#answer(id, { ok: true });
  }

  /** What builds on a refused command goes with it: it was given in the belief that the first one holds. */
  #refuse(refused: Entry, refusal: Refused): void {
    const things = thingsOf(refused.envelope.command);
    for (const thing of things) this.#chains.delete(thing);
    const gone = this.#entries.get().filter(({ envelope, done }) => {
      return done === null && (envelope.id === refused.envelope.id || thingsOf(envelope.command).some((thing) => things.includes(thing)));
    });
    this.#entries.set(this.#entries.get().filter((entry) => !gone.includes(entry)));
    const late = this.#hasWaited(refused);
    for (const entry of gone) {
      const { envelope } = entry;
      const kept = late || this.#hasWaited(entry);
      this.#answer(envelope.id, { ok: false, refusal });
      if (kept) this.#options.lateRefusal(envelope.command, refusal);
    }
  }

  /** Waiting behind another is waiting too: what came to nothing before it, or simply the time that has passed. */
  #hasWaited({ envelope, at }: Entry): boolean {
    return this.#waited.has(envelope.id) || this.#options.now() - at > patienceMs;
  }

  #answer(id: CommandId, outcome: Outcome): void {
    this.#waited.delete(id);
    this.#answers.get(id)?.(outcome);
    this.#answers.delete(id);
  }

  #chain(command: Command, base: number | undefined): number | undefined {
    if (!isVersioned(command)) return base;
    const thing = thingsOf(command)[0] ?? '';
    const before = this.#chains.get(thing);
    const next = this.chained(command, base);
    if (next === undefined) this.#chains.delete(thing);
    else this.#chains.set(thing, { from: before?.to === next ? before.from : next, to: next + 1 });
    return next;
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#wake = wake;
    });
  }
}
