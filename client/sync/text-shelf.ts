/**
 * The texts nobody has opened on this device: fetched in one answer while there is a network, so that all can be read, and
 * begun, without one. Knows how many words each section has.
 */
import * as Y from 'yjs';
import { formatRoom, parseRoom } from '../../shared/domain/audiences.ts';
import type { EvaluationId, SectionId } from '../../shared/domain/ids.ts';
import { bodyOf } from '../../shared/doc/roots.ts';
import { wordCount } from '../../shared/doc/text.ts';
import type { Local } from './local/database.ts';
import { keepTextsTag, readTextsTag } from './local/entries.ts';
import { keepWhole, readRoom, roomsOf } from './local/room-rows.ts';
import type { SessionPorts } from './ports.ts';
import { readWords, type SectionWords } from './section-words.ts';
import { Source, type View } from './view.ts';

type Words = ReadonlyMap<SectionId, number>;
/** At most so often: others write all the time, and what one opens is fresh anyway. */
const restMs = 60_000;

export class TextShelf {
  readonly #local: Local | null;
  readonly #evaluation: EvaluationId;
  readonly #fetch: SessionPorts['texts'];
  readonly #words = new Source<Words>(new Map());
  /** Where there is no disk to keep it on. */
  readonly #brought = new Map<SectionId, Uint8Array>();
  #next = 0;
  #filling: Promise<void> | null = null;
  #stopped = false;

  constructor(options: { readonly local: Local | null; readonly evaluation: EvaluationId; readonly fetch: SessionPorts['texts'] }) {
    this.#local = options.local;
    this.#evaluation = options.evaluation;
    this.#fetch = options.fetch;
    void this.#countKept();
  }

  get words(): View<Words> {
    return this.#words;
  }

  /** Fetches what has changed, unless that was done just now. Never rejects. */
  fill(): Promise<void> {
    if (this.#stopped || performance.now() < this.#next) return Promise.resolve();
    this.#filling ??= this.#fill()
      .catch(() => undefined)
      .finally(() => (this.#filling = null));
    return this.#filling;
  }

  /** What stands in every section; of those in `open`, as it stands there. */
  read(open: ReadonlyMap<SectionId, Y.Doc>): Promise<ReadonlyMap<SectionId, SectionWords>> {
    return readWords({ local: this.#local, evaluation: this.#evaluation, open, brought: this.#brought });
  }

  stop(): void {
    this.#stopped = true;
  }

  async #fill(): Promise<void> {
    const local = this.#local;
    if (!this.#fetch) return;
    this.#next = performance.now() + restMs;
    const tag = await this.#tag();
    const answer = await this.#fetch(this.#evaluation, tag);
    if (!answer.ok || answer.value === null) return;
    const { texts } = answer.value;
    this.#words.set(new Map([...this.#words.get(), ...texts.map(({ section, bytes }) => [section, wordsIn([bytes])] as const)]));
    for (const { section, epoch, bytes } of texts) {
      if (this.#stopped) return;
      if (local) await keepWhole(local, [this.#evaluation, formatRoom({ kind: 'text', section })], epoch, bytes);
      else this.#brought.set(section, bytes);
    }
    if (local) await keepTextsTag(local, this.#evaluation, answer.value.tag);
  }

  /** Of what is here; null where a text was thrown away since, so that all must come once more. */
  async #tag(): Promise<string | null> {
    const local = this.#local;
    if (!local) return null;
    const rows = await roomsOf(local, this.#evaluation);
    const isWhole = rows.every(({ room, whole }) => whole || parseRoom(room)?.kind !== 'text');
    return isWhole ? readTextsTag(local, this.#evaluation) : null;
  }

  async #countKept(): Promise<void> {
    const local = this.#local;
    if (!local) return;
    const rows = await roomsOf(local, this.#evaluation).catch(() => []);
    const counted = new Map<SectionId, number>();
    for (const { room } of rows) {
      const name = parseRoom(room);
      if (name?.kind !== 'text') continue;
      const { updates } = await readRoom(local, [this.#evaluation, room]);
      counted.set(name.section, wordsIn(updates));
    }
    // What was fetched meanwhile is newer.
    if (!this.#stopped) this.#words.set(new Map([...counted, ...this.#words.get()]));
  }
}

function wordsIn(updates: readonly Uint8Array[]): number {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes)));
  const words = wordCount(bodyOf(doc));
  doc.destroy();
  return words;
}
