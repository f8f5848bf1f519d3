/**
 * Commands on their way: kept on this device, sent one at a time in the order they were given, again and again under the same id
 * until the server has answered. Only a rule's no is a refusal; no network, a busy server or a signed-out session make them
 * wait. Of several tabs one sends, and tells the others what came of it.
 */
import type { Command, Envelope } from '../../shared/domain/commands.ts';
import type { CommandId, Time } from '../../shared/domain/ids.ts';
import { Chains } from './chains.ts';
import { inTime } from './in-time.ts';
import { faultOf } from './local/database.ts';
import type { OutboxDisk } from './local/outbox.ts';
import { newId } from './new-id.ts';
import type { Outcome, Rescue } from './saved.ts';
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
/** How long, in milliseconds, an answer is waited for: as long as a socket is taken to be alive without a word. */
const answerMs = 30_000;

/** How often, in milliseconds, the tab that sends looks for what others have left on the disk. */
const lookMs = 20_000;

export type OutboxOptions = {
  readonly send: (envelope: Envelope) => Promise<Attempt>;
  readonly now: () => Time;
  /** The record of a command that was refused when who gave it may no longer be there to hear. */
  readonly rescueOf: (command: Command, refusal: Refused) => Rescue;
  /** Such records, kept by then if there is a disk (`kept`). */
  readonly aside: (rescues: readonly Rescue[], kept: boolean) => void;
  /** Left out: what waits lives as long as this tab. */
  readonly disk?: OutboxDisk | null;
  /** Runs `work` while no other tab of this member does; left out: at once. */
  readonly alone?: (work: () => Promise<void>) => Promise<void>;
  /** To the other tabs. */
  readonly tell?: (
    said:
      { readonly type: 'given'; readonly entry: Entry } | { readonly type: 'answered'; readonly id: CommandId; readonly outcome: Outcome },
  ) => void;
};

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #entries = new Source<readonly Entry[]>([]);
  readonly #answers = new Map<CommandId, (outcome: Outcome) => void>();
  /** Those that were here when an attempt, their own or that of one before them, came to nothing. */
  readonly #waited = new Set<CommandId>();
  readonly #chains = new Chains();
  readonly #stuck = new Source(false);
  /** Being written to the disk; or not to be written, since the disk refused. */
  readonly #unkept = new Map<CommandId, Promise<void>>();
  readonly #kept = new Source(true);
  #isFull = false;
  /** Of those that were answered: what is read from the disk may be older than the answer. */
  readonly #answered = new Set<CommandId>();
  readonly #restored: Promise<void>;
  #stopped = false;
  #abandoned: Refused | null = null;
  #wake: (() => void) | null = null;
  #more: (() => void) | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
    const { alone = (work: () => Promise<void>) => work() } = options;
    this.#restored = this.#restore();
    void alone(() => this.#lead());
  }

  /** Oldest first: what is not answered yet, and what is carried out but not seen in the facts yet. */
  get entries(): View<readonly Entry[]> {
    return this.#entries;
  }

  /** Whether the last attempt was in vain. */
  get stuck(): View<boolean> {
    return this.#stuck;
  }

  /** Resolves when what an earlier visit left is here. */
  get restored(): Promise<void> {
    return this.#restored;
  }

  /** Whether all that waits is on disk. */
  get kept(): View<boolean> {
    return this.#kept;
  }

  /** Whether the device was too full for the last one that was to be kept. */
  get full(): boolean {
    return this.#isFull && !this.#kept.get();
  }

  get unsent(): boolean {
    return this.#entries.get().some((entry) => entry.done === null);
  }

  /** Whether something waits that was given before this tab was opened, or that has been tried in vain. */
  get hasOld(): boolean {
    return this.#entries.get().some(({ envelope, done }) => done === null && this.#waited.has(envelope.id));
  }

  /** `base` with one's own earlier commands on the same thing accounted for. */
  chained(command: Command, base: number | undefined): number | undefined {
    return this.#chains.chained(command, base);
  }

  /** Resolves when the server has answered; `base` as given by whoever began the work. */
  add(command: Command, base?: number, mark: Mark | null = null): Promise<Outcome> {
    if (this.#abandoned) return Promise.resolve({ ok: false, refusal: this.#abandoned });
    const id = newId<CommandId>();
    const chained = this.#chains.add(command, base);
    const envelope: Envelope = { id, command, ...(chained === undefined ? {} : { base: chained }) };
    const entry: Entry = { envelope, at: this.#options.now(), mark, done: null };
    this.#keep(entry);
    this.#entries.set([...this.#entries.get(), entry]);
    void this.#given(entry);
    const answer = new Promise<Outcome>((resolve) => this.#answers.set(id, resolve));
    this.#more?.();
    return answer;
  }

  /** Commands given in a tab that is no more, or in another one: sent by whoever sends, heard by nobody here. */
  adopt(entries: readonly Entry[]): void {
    const known = new Set([...this.#answered, ...this.#entries.get().map(({ envelope }) => envelope.id)]);
    const fresh = entries.filter(({ envelope }) => !known.has(envelope.id));
    if (fresh.length === 0) return;
    for (const { envelope } of fresh) {
      this.#waited.add(envelope.id);
      this.#chains.add(envelope.command, envelope.base);
    }
    this.#entries.set(inOrder(this.#entries.get(), fresh));
    this.#more?.();
  }

  /** Another tab has heard what became of a command. */
  answered(id: CommandId, outcome: Outcome): void {
    const entry = this.#entries.get().find(({ envelope }) => envelope.id === id);
    if (outcome.ok) this.#markDone(id);
    else {
      if (entry) this.#chains.cut(thingsOf(entry.envelope.command));
      this.#entries.set(this.#entries.get().filter((each) => each !== entry));
    }
    this.#answer(id, outcome);
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
  async abandon(refusal: Refused): Promise<void> {
    this.stop();
    this.#abandoned = refusal;
    const waiting = this.#entries.get().filter(({ done }) => done === null);
    this.#entries.set([]);
    for (const { envelope } of waiting) this.#answer(envelope.id, { ok: false, refusal });
    await this.#setAside(waiting, waiting, refusal);
  }

  /** Sends nothing more. What waits stays on disk for its author; where it can't, it is abandoned. */
  async rest(refusal: Refused): Promise<void> {
    if (!this.#options.disk) return this.abandon(refusal);
    this.stop();
    await Promise.all(this.#unkept.values());
    if (!this.#kept.get()) await this.abandon(refusal);
  }

  /** Sends nothing more; what waits is never answered, but stays on disk. */
  stop(): void {
    this.#stopped = true;
    this.nudge();
    this.#more?.();
  }

  #keep(entry: Entry): void {
    const { disk } = this.#options;
    if (!disk) return this.#kept.set(false);
    const { id } = entry.envelope;
    const writing = disk.add(entry).then(
      () => this.#forgetUnkept(id),
      (error: unknown) => void (this.#isFull = faultOf(error) === 'full'),
    );
    this.#unkept.set(id, writing);
    this.#kept.set(false);
  }

  /** Other tabs hear of it when it is on disk: one that sends must not be faster than that. */
  async #given(entry: Entry): Promise<void> {
    const { id } = entry.envelope;
    await this.#unkept.get(id);
    if (this.#isWaiting(id)) return this.#options.tell?.({ type: 'given', entry });
    // Answered meanwhile: the row came too late to be taken away.
    await this.#options.disk?.remove([id], []).catch(() => undefined);
  }

  #forgetUnkept(id: CommandId): void {
    this.#unkept.delete(id);
    this.#kept.set(Boolean(this.#options.disk) && this.#unkept.size === 0);
  }

  async #restore(): Promise<void> {
    const { disk } = this.#options;
    if (!disk) return;
    await disk.read().then(
      (entries) => this.adopt(entries),
      () => undefined,
    );
  }

  /** Sends what is there and what comes, until it is stopped. Other tabs wait behind this one. */
  async #lead(): Promise<void> {
    // Once more: another tab may have ended since.
    await this.#restored;
    await this.#restore();
    while (!this.#stopped) {
      const entry = this.#entries.get().find(({ done }) => done === null);
      if (entry) await this.#deliver(entry);
      else await this.#idle();
    }
  }

  /** Until there is more. A tab that ended as soon as its command was on disk has told nobody: one looks from time to time. */
  async #idle(): Promise<void> {
    const more = new Promise<boolean>((resolve) => (this.#more = () => resolve(true)));
    if (!this.#options.disk) return void (await more);
    if (!(await inTime(more, lookMs))) await this.#restore();
  }

  async #deliver(entry: Entry): Promise<void> {
    const { envelope } = entry;
    // On disk before it is sent: a tab that ends in between would not know that it had asked.
    await this.#unkept.get(envelope.id);
    for (let tries = 0; !this.#stopped && this.#isWaiting(envelope.id); tries += 1) {
      // Without an answer the same id is asked again, which is answered the same.
      const attempt = (await inTime(this.#options.send(envelope), answerMs)) ?? { kind: 'later' };
      if (this.#stopped) return;
      this.#stuck.set(attempt.kind === 'later');
      if (attempt.kind === 'done') return this.#carriedOut(envelope);
      if (attempt.kind === 'refused') return this.#refuse(entry, attempt.refusal);
      for (const { envelope: waiting, done } of this.#entries.get()) if (done === null) this.#waited.add(waiting.id);
      await this.#sleep(backoff(tries));
    }
  }

  #isWaiting(id: CommandId): boolean {
    return this.#entries.get().some(({ envelope, done }) => envelope.id === id && done === null);
  }

  #carriedOut({ id }: Envelope): void {
    this.#markDone(id);
    this.#answer(id, { ok: true });
    this.#options.tell?.({ type: 'answered', id, outcome: { ok: true } });
    // Still there after a crash, it is answered the same once more.
    void this.#options.disk?.remove([id], []).catch(() => undefined);
  }

  #markDone(id: CommandId): void {
    const done = this.#options.now();
    this.#entries.set(this.#entries.get().map((entry) => (entry.envelope.id === id ? { ...entry, done } : entry)));
  }

  /** What builds on a refused command goes with it: it was given in the belief that the first one holds. */
  async #refuse(refused: Entry, refusal: Refused): Promise<void> {
    const things = thingsOf(refused.envelope.command);
    this.#chains.cut(things);
    const gone = this.#entries.get().filter(({ envelope, done }) => {
      return done === null && (envelope.id === refused.envelope.id || thingsOf(envelope.command).some((thing) => things.includes(thing)));
    });
    this.#entries.set(this.#entries.get().filter((entry) => !gone.includes(entry)));
    const late = this.#hasWaited(refused);
    const unheard = gone.filter((entry) => late || this.#hasWaited(entry));
    for (const { envelope } of gone) {
      this.#answer(envelope.id, { ok: false, refusal });
      this.#options.tell?.({ type: 'answered', id: envelope.id, outcome: { ok: false, refusal } });
    }
    await this.#setAside(gone, unheard, refusal);
  }

  async #setAside(gone: readonly Entry[], unheard: readonly Entry[], refusal: Refused): Promise<void> {
    const rescues = lastOfEach(unheard).map(({ envelope }) => this.#options.rescueOf(envelope.command, refusal));
    const { disk, aside } = this.#options;
    // Said at once where there is no disk; else when it is on it, so that what is shown survives.
    if (!disk) return aside(rescues, false);
    const kept = await disk
      .remove(
        gone.map(({ envelope }) => envelope.id),
        rescues,
      )
      .then(
        () => true,
        () => false,
      );
    aside(rescues, kept);
  }

  /** Waiting behind another is waiting too: what came to nothing before it, or simply the time that has passed. */
  #hasWaited({ envelope, at }: Entry): boolean {
    return this.#waited.has(envelope.id) || this.#options.now() - at > patienceMs;
  }

  #answer(id: CommandId, outcome: Outcome): void {
    this.#waited.delete(id);
    this.#answered.add(id);
    this.#forgetUnkept(id);
    this.#answers.get(id)?.(outcome);
    this.#answers.delete(id);
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

/** Of several versions of the same thing the last one: it is what its author meant. */
function lastOfEach(entries: readonly Entry[]): readonly Entry[] {
  const thingOf = ({ envelope: { command } }: Entry) => (isVersioned(command) ? thingsOf(command)[0] : undefined);
  return entries.filter((entry, i) => {
    const thing = thingOf(entry);
    return thing === undefined || !entries.slice(i + 1).some((later) => thingOf(later) === thing);
  });
}

/** Two rows of commands as one, by the time they were given; within each the order stays, whatever a clock that was set says. */
function inOrder(a: readonly Entry[], b: readonly Entry[]): readonly Entry[] {
  const [first, second] = [[...a], [...b]];
  const all: Entry[] = [];
  for (;;) {
    const [one, other] = [first[0], second[0]];
    if (!one || !other) return [...all, ...first, ...second];
    all.push(one.at <= other.at ? one : other);
    (one.at <= other.at ? first : second).shift();
  }
}
