/** Keeps the answer of `GET /api/evaluations/:id` (which rooms, which epochs) up to date: asks again when a room says that it is old. */
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import type { EvaluationEntry } from '../../shared/protocol/http.ts';
import { backoff } from './outbox.ts';
import { inTime } from './in-time.ts';
import { forgetUnopened } from './device-copy.ts';
import { readEntry } from './local/entries.ts';
import { isTransient, type Failure, type SessionPorts } from './ports.ts';

/** How long, in milliseconds, an answer is waited for before it is asked for again. */
const answerMs = 30_000;

export class EntryKeeper {
  #entry: EvaluationEntry;
  readonly #ask: () => Promise<Result<EvaluationEntry, Failure>>;
  #changed: (entry: EvaluationEntry) => void = () => {};
  #lost: (failure: Failure) => void = () => {};
  #asking: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #expected = '';
  /** Times of the last minute's askings: a room that closes as soon as it is joined must not make a loop. */
  #asked: number[] = [];
  #stopped = false;

  constructor(entry: EvaluationEntry, ask: () => Promise<Result<EvaluationEntry, Failure>>) {
    this.#entry = entry;
    this.#ask = ask;
  }

  get entry(): EvaluationEntry {
    return this.#entry;
  }

  /** Hears the entry at once and at each change; `lost` when this member has none any more (401, 403, 404). */
  listen(changed: (entry: EvaluationEntry) => void, lost: (failure: Failure) => void): void {
    this.#changed = changed;
    this.#lost = lost;
    changed(this.#entry);
  }

  /** The facts grant these rooms; asks once if others are joined. */
  expect(granted: readonly string[], joined: readonly string[]): void {
    const wanted = [...granted].sort().join();
    const asked = this.#expected;
    this.#expected = wanted === [...joined].sort().join() ? '' : wanted;
    if (this.#expected !== '' && this.#expected !== asked) void this.refresh();
  }

  /**
   * Asks again; resolves when that is answered. While a question is under way one more is put behind it, and one only: the
   * answer that is coming may be older than what made somebody ask.
   */
  refresh(): Promise<void> {
    if (!this.#asking) {
      this.#asking = this.#refresh().finally(() => (this.#asking = null));
      return this.#asking;
    }
    this.#next ??= this.#asking.then(() => {
      this.#next = null;
      return this.refresh();
    });
    return this.#next;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #refresh(): Promise<void> {
    const now = Date.now();
    this.#asked = [...this.#asked.filter((at) => now - at < 60_000), now];
    if (this.#asked.length > 2) await pause(backoff(this.#asked.length - 2));
    for (let tries = 0; !this.#stopped; tries += 1) {
      const answer = await inTime(this.#ask(), answerMs);
      if (this.#stopped) return;
      if (!answer) continue;
      if (answer.ok) {
        this.#entry = answer.value;
        return this.#changed(answer.value);
      }
      if (answer.error.status === 401 || !isTransient(answer.error)) return this.#lost(answer.error);
      await pause(backoff(tries));
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Milliseconds for which an evaluation that lies on this device waits for the server's word before it is shown without. */
const patienceMs = 5_000;

/** The server's answer; without one, what this device remembers of an earlier one. */
export async function entryOf(id: EvaluationId, ports: SessionPorts) {
  const localOf = async (member: MemberId | null | undefined) => (member && ports.local ? ports.local(member) : null);
  const asking = ports.entry(id);
  const soon = await inTime(asking, patienceMs);
  if (!soon) {
    const local = await localOf(ports.remembered?.());
    const kept = local && (await readEntry(local, id).catch(() => null));
    if (kept) return { entry: ok(kept), local };
  }
  const answer = soon ?? (await asking);
  const local = await localOf(answer.ok ? answer.value.member : ports.remembered?.());
  const isOut = !answer.ok && isTransient(answer.error) && answer.error.status !== 401;
  // Only the server's own word counts: a no that has no code of its is somebody else's on the way (see api.ts).
  if (local && !answer.ok && !isOut && answer.error.status !== 401) await forgetUnopened(local, id);
  const kept = isOut && local ? await readEntry(local, id).catch(() => null) : null;
  return { entry: kept ? ok(kept) : answer, local };
}
