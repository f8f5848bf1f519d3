/**
 * One section's text in this tab: read from this device, joined over the line, written back to this device as it changes. When
 * the server does not take something, the unsent part is kept as a rescue record and the replica thrown away, both at once.
 */
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { must } from '../../shared/domain/assert.ts';
import { formatRoom } from '../../shared/domain/audiences.ts';
import type { SectionId } from '../../shared/domain/ids.ts';
import { bodyOf, findingOf } from '../../shared/doc/roots.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import { union } from './clocks.ts';
import type { Connection, LinkState } from './connection.ts';
import type { Connect, OpenDisk } from './joining.ts';
import type { Written } from './local/channel.ts';
import { addedAgain, type Left, type LocalRoom } from './local/rooms.ts';
import { fateOf, missingOf, type Missing } from './rescue.ts';
import type { Closed, Facts, Rescue } from './saved.ts';
import type { TextReplica } from './text-replica.ts';
import { settles, Source, type View } from './view.ts';

type Status = 'joining' | 'live' | 'closed';
/** Closings after which the work stays where it is. */
const waiting: readonly Closing[] = ['session/ended', 'client/too-old', 'epoch/old'];
const nothing = Y.encodeStateVector(new Y.Doc());

export type TextOptions = {
  readonly connect: Connect;
  readonly disk: OpenDisk;
  readonly epochOf: (section: SectionId) => number;
  /** Whether it is the texts' turn to connect: after the facts and what waits in the outbox. */
  readonly when: View<boolean>;
  /** Asked anew after `epoch/old`; resolves when it is known. */
  readonly refresh: () => Promise<void>;
  readonly rescueOf: (section: SectionId, missing: Missing, code: string, facts: Facts) => Rescue;
  /** A record; `kept`: it is on disk already. */
  readonly aside: (rescue: Rescue, kept: boolean) => void;
  /** The replica on disk was thrown away: other tabs' copies are of no use. */
  readonly renewed: (section: SectionId) => void;
  readonly closed: (closing: Closing) => void;
};

export class JoinedText {
  gone = false;
  readonly #section: SectionId;
  readonly #options: TextOptions;
  readonly #changed: () => void;
  readonly #epoch: number;
  readonly #doc = new Y.Doc();
  readonly #awareness = new Awareness(this.#doc);
  readonly #status = new Source<Status>('joining');
  readonly #closing = new Source<Closing | null>(null);
  readonly #writes = new Source(false);
  #connection: Connection | null = null;
  #disk: LocalRoom | null = null;
  /** null: nobody has asked for it yet. */
  #handles: number | null = null;
  #waitsForSend = false;
  #ending = false;
  #replaced = false;
  /** What is on this device has been read. */
  readonly #opened: Promise<void> = Promise.resolve();

  constructor(section: SectionId, options: TextOptions, changed: () => void) {
    this.#section = section;
    this.#options = options;
    this.#changed = changed;
    this.#epoch = options.epochOf(section);
    const room = formatRoom({ kind: 'text', section });
    const disk = options.disk(room, this.#epoch, this.#doc);
    if (disk) this.#opened = disk.then((found) => this.#connect(room, found));
    else this.#connect(room, null);
  }

  /** null until the whole text is here, and after the end. */
  get doc(): Y.Doc | null {
    return this.#status.get() === 'live' ? this.#doc : null;
  }

  get link(): LinkState | null {
    return this.#connection?.state.get() ?? null;
  }

  get unsent(): boolean {
    return this.link?.unsent ?? this.#waitsForSend;
  }

  get kept(): boolean {
    return this.#disk?.state.get().kept ?? false;
  }

  get full(): boolean {
    return this.#disk?.state.get().fault === 'full';
  }

  handle(mayWrite: View<boolean>): TextReplica {
    this.#handles = (this.#handles ?? 0) + 1;
    let open = true;
    const close = () => {
      if (!open) return;
      open = false;
      this.#handles = (this.#handles ?? 1) - 1;
      this.#leaveIfDone();
    };
    return {
      section: this.#section,
      doc: this.#doc,
      fragment: bodyOf(this.#doc),
      findingFragment: (id) => findingOf(this.#doc, id),
      awareness: this.#awareness,
      status: this.#status,
      closing: this.#closing,
      writes: both(this.#writes, mayWrite),
      settled: () => this.#settled(),
      close,
    };
  }

  async #settled(): Promise<boolean> {
    await this.#disk?.settled();
    if (this.kept) return true;
    const link = must(this.#connection, 'a text that is live has a connection').state;
    return settles(link, ({ safe, closed }) => (closed ? false : safe ? true : null));
  }

  /** A tab that has ended may have left something that it told nobody of. */
  async findOthers(): Promise<void> {
    if (this.gone || this.#ending) return;
    if (await this.#disk?.findOthers().catch(() => false)) this.#tookOver();
  }

  #tookOver(): void {
    this.#connection?.owes();
    // The server may have had it all along, from the other tab: then nothing has changed, and nobody would hear of it.
    this.#heard();
  }

  leaveAll(): void {
    this.#handles = 0;
    this.#leaveIfDone();
  }

  leaveWhenSent(): void {
    this.#handles ??= 0;
    this.#waitsForSend = true;
  }

  /** Another tab has written here: should it end, this one sends it. */
  hear(written: Written): void {
    if (this.#disk?.hear(written)) this.#tookOver();
  }

  /** Another tab says that it threw this replica away: the disk tells whether it was this one, and why. */
  renewed(): void {
    this.#disk?.look();
  }

  /** For a reason that the server need not have told on this line. */
  async end(closed: Closed): Promise<void> {
    await this.#opened;
    await this.#end(closed);
  }

  stop(): void {
    if (this.gone) return;
    this.gone = true;
    this.#leave();
    this.#status.set('closed');
    this.#changed();
  }

  #connect(room: string, disk: LocalRoom | null): void {
    if (this.gone) return void disk?.stop();
    this.#disk = disk;
    const acked = disk && !disk.former ? { acked: disk.row.acked, unsent: disk.hadUnsent } : {};
    const { connect, when } = this.#options;
    const connection = connect(`${room}@${this.#epoch}`, this.#doc, { ...acked, when, awareness: this.#awareness });
    this.#connection = connection;
    disk?.state.subscribe(() => this.#diskChanged());
    connection.state.subscribe(() => this.#heard());
    if (disk?.row.whole) this.#status.set('live');
    this.#heard();
  }

  #diskChanged(): void {
    const stale = this.#disk?.state.get().stale;
    // Another tab was faster in throwing this replica away, and has set aside what it found on the disk.
    if (stale) void this.#end(stale);
    this.#changed();
    this.#leaveIfDone();
  }

  #heard(): void {
    const { link } = this;
    if (!link || this.gone || this.#ending) return;
    if (link.closed) void this.#end(link.closed);
    else if (link.whole) this.#becameWhole();
    // Until the server has spoken, the facts alone say whether one may write.
    this.#writes.set(link.closed === null && (link.greeted ? link.writes : this.#status.get() === 'live'));
    this.#changed();
    this.#leaveIfDone();
  }

  #becameWhole(): void {
    if (this.#disk?.former) void this.#replaceFormer(this.#disk);
    this.#disk?.becameWhole();
    if (this.link?.safe) this.#disk?.wasSent();
    this.#status.set('live');
  }

  /** What lay here under another epoch: what the server lacks of it is sent, or kept as words where it was set back. */
  async #replaceFormer(disk: LocalRoom): Promise<void> {
    const former = disk.former;
    if (!former || this.#replaced) return;
    this.#replaced = true;
    const fate = fateOf(former, Y.encodeStateVector(this.#doc));
    const { rescueOf, aside } = this.#options;
    const rescue = fate.kind === 'set-back' ? rescueOf(this.#section, fate.missing, 'server/set-back', {}) : null;
    if (fate.kind === 'unsent') Y.applyUpdate(this.#doc, fate.update, addedAgain);
    try {
      if ((await disk.takeOver(rescue)) && rescue) aside(rescue, true);
    } catch {
      if (rescue) aside(rescue, false);
    }
  }

  async #end(closed: Closed): Promise<void> {
    if (this.gone || this.#ending) return;
    this.#ending = true;
    // At once: what is typed while the record is made would be in none.
    this.#writes.set(false);
    if (!(await this.#waitsOnDisk(closed.closing))) await this.#rescue(closed);
    this.gone = true;
    this.#leave();
    // An editor that joins again on `closed` must not meet the old epoch once more.
    if (closed === this.link?.closed && closed.closing === 'epoch/old') await this.#options.refresh();
    this.#closing.set(closed.closing);
    this.#status.set('closed');
    this.#changed();
    this.#options.closed(closed.closing);
  }

  /**
   * Signed out or too old: nothing was decided about the work, which waits for its author, or a newer client. Under an old epoch
   * nothing is known of the server yet: the next generation compares.
   */
  async #waitsOnDisk(closing: Closing): Promise<boolean> {
    const disk = this.#disk;
    if (!disk || disk.state.get().stale || !waiting.includes(closing)) return false;
    await disk.stop();
    return !disk.owes;
  }

  /** The record first, or together with the fresh start: a crash in between loses nothing. */
  async #rescue(closed: Closed): Promise<void> {
    const { rescueOf, aside, renewed } = this.#options;
    const server = this.#connection?.told ?? null;
    const known = this.#connection?.acked ?? nothing;
    const record = ({ written, unsent, acked, rescued }: Left): Rescue | null => {
      const missing = missingOf(this.#doc, written, { acked: union(acked, known), server, unsent: unsent || this.unsent, rescued });
      return missing && rescueOf(this.#section, missing, missing.isSetBack ? 'server/set-back' : closed.code, closed.facts);
    };
    const disk = this.#disk;
    try {
      if (disk && (disk.state.get().stale || !waiting.includes(closed.closing))) {
        const { rescue, isFirst } = await disk.discard(closed, record);
        if (isFirst) renewed(this.#section);
        if (rescue) aside(rescue, true);
        return;
      }
    } catch {
      // The disk refuses: kept in memory, as without one.
    }
    const rescue = record({ written: [], unsent: false, acked: disk?.row.acked ?? nothing, rescued: null });
    if (rescue) aside(rescue, false);
  }

  #leaveIfDone(): void {
    if (this.#handles !== 0 || this.gone || this.#ending || !this.#connection) return;
    if (this.unsent || (this.#waitsForSend && !this.link?.safe)) return;
    this.stop();
  }

  #leave(): void {
    this.#connection?.close();
    void this.#disk?.stop();
    this.#awareness.destroy();
  }
}

function both(a: View<boolean>, b: View<boolean>): View<boolean> {
  return {
    get: () => a.get() && b.get(),
    subscribe(listener) {
      const stops = [a.subscribe(listener), b.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
  };
}
