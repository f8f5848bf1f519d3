/**
 * The texts that are joined in this tab. A section is joined once however many editors show it, and stays joined after the last
 * one has left until what was typed in it is safe. What could not be sent is set aside as words.
 */
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { formatRoom } from '../../shared/domain/audiences.ts';
import type { SectionId } from '../../shared/domain/ids.ts';
import { bodyOf } from '../../shared/doc/roots.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import type { Closed, Connection } from './connection.ts';
import type { Connect } from './projected-rooms.ts';
import type { TextReplica } from './text-replica.ts';
import { unsentText } from './unsent-text.ts';
import { Source, type View } from './view.ts';

type Status = 'joining' | 'live' | 'closed';
export type Lost = { readonly section: SectionId; readonly code: Closed['code']; readonly facts: Closed['facts']; readonly text: string };

type Options = {
  readonly connect: Connect;
  readonly epochOf: (section: SectionId) => number;
  /** Asked anew after `epoch/old`; resolves when it is known. */
  readonly refresh: () => Promise<void>;
  readonly lost: (lost: Lost) => void;
  readonly closed: (closing: Closing) => void;
};

export class TextRooms {
  readonly #options: Options;
  readonly #joined = new Map<SectionId, Joined>();
  readonly #unsent = new Source(false);
  readonly #online = new Source(true);

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether something typed here may not be on the server yet. */
  get unsent(): View<boolean> {
    return this.#unsent;
  }

  /** false while a text that was here has lost its connection. */
  get online(): View<boolean> {
    return this.#online;
  }

  /** `mayWrite`: whether the facts let this member write there now. */
  open(section: SectionId, mayWrite: View<boolean>): TextReplica {
    let joined = this.#joined.get(section);
    if (!joined) {
      joined = new Joined(section, this.#options, () => this.#changed());
      this.#joined.set(section, joined);
    }
    return joined.handle(mayWrite);
  }

  /** Leaves every text as if each editor had closed. */
  close(): void {
    for (const joined of this.#joined.values()) joined.leaveAll();
  }

  #changed(): void {
    for (const [section, joined] of this.#joined) if (joined.gone) this.#joined.delete(section);
    const states = [...this.#joined.values()].map((joined) => joined.connection.state.get());
    this.#unsent.set(states.some(({ unsent }) => unsent));
    this.#online.set(states.every(({ whole, online, unsent }) => online || !(whole || unsent)));
  }
}

class Joined {
  readonly connection: Connection;
  gone = false;
  readonly #section: SectionId;
  readonly #options: Options;
  readonly #changed: () => void;
  readonly #doc = new Y.Doc();
  readonly #awareness = new Awareness(this.#doc);
  readonly #status = new Source<Status>('joining');
  readonly #closing = new Source<Closing | null>(null);
  #handles = 0;

  constructor(section: SectionId, options: Options, changed: () => void) {
    this.#section = section;
    this.#options = options;
    this.#changed = changed;
    const room = formatRoom({ kind: 'text', section });
    this.connection = options.connect(`${room}@${options.epochOf(section)}`, this.#doc, this.#awareness);
    this.connection.state.subscribe(() => this.#heard());
  }

  handle(mayWrite: View<boolean>): TextReplica {
    this.#handles += 1;
    let open = true;
    const close = () => {
      if (!open) return;
      open = false;
      this.#handles -= 1;
      this.#leaveIfDone();
    };
    return {
      section: this.#section,
      doc: this.#doc,
      fragment: bodyOf(this.#doc),
      awareness: this.#awareness,
      status: this.#status,
      closing: this.#closing,
      writes: both(this.connection, mayWrite),
      close,
    };
  }

  leaveAll(): void {
    this.#handles = 0;
    this.#leaveIfDone();
  }

  #heard(): void {
    const { closed, whole } = this.connection.state.get();
    if (closed) void this.#end(closed);
    else if (whole) this.#status.set('live');
    this.#changed();
    this.#leaveIfDone();
  }

  async #end(closed: Closed): Promise<void> {
    if (this.gone) return;
    this.gone = true;
    const { unsent } = this.connection.state.get();
    if (unsent) {
      const text = unsentText(this.#doc, bodyOf(this.#doc), this.connection.ownClock);
      this.#options.lost({ section: this.#section, code: closed.code, facts: closed.facts, text });
    }
    this.#leave();
    // An editor that joins again on `closed` must not meet the old epoch once more.
    if (closed.closing === 'epoch/old') await this.#options.refresh();
    this.#closing.set(closed.closing);
    this.#status.set('closed');
    this.#options.closed(closed.closing);
  }

  #leaveIfDone(): void {
    if (this.#handles > 0 || this.gone || this.connection.state.get().unsent) return;
    this.gone = true;
    this.#leave();
    this.#status.set('closed');
    this.#changed();
  }

  #leave(): void {
    this.connection.close();
    this.#awareness.destroy();
  }
}

function both(connection: Connection, mayWrite: View<boolean>): View<boolean> {
  return {
    get: () => connection.state.get().writes && mayWrite.get(),
    subscribe(listener) {
      const stops = [connection.state.subscribe(listener), mayWrite.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
  };
}
