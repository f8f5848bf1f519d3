/**
 * The texts that are joined in this tab. A section is joined once however many editors show it, and stays joined after the last
 * one has left until what was typed in it is safe.
 */
import type * as Y from 'yjs';
import type { SectionId } from '../../shared/domain/ids.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import type { TextReplica } from './text-replica.ts';
import { JoinedText, type TextOptions } from './joined-text.ts';
import type { Written } from './local/channel.ts';
import { sameJson, Source, type View } from './view.ts';

export type TextsState = {
  /** Something typed here may not be on the server yet. */
  readonly unsent: boolean;
  /** false while a text that was here has lost its connection. */
  readonly online: boolean;
  /** All that is unsent is on this device's disk. */
  readonly kept: boolean;
  /** Something could not be kept because the device is full. */
  readonly full: boolean;
};

export class TextRooms {
  readonly #options: TextOptions;
  readonly #joined = new Map<SectionId, JoinedText>();
  readonly #state = new Source<TextsState>({ unsent: false, online: true, kept: true, full: false }, sameJson);

  constructor(options: TextOptions) {
    this.#options = options;
  }

  get state(): View<TextsState> {
    return this.#state;
  }

  /** Of the texts that are open here and whole. */
  get docs(): ReadonlyMap<SectionId, Y.Doc> {
    return new Map([...this.#joined].flatMap(([section, { doc }]) => (doc ? [[section, doc] as const] : [])));
  }

  /** `mayWrite`: whether the facts let this member write there now. */
  open(section: SectionId, mayWrite: View<boolean>): TextReplica {
    return this.#join(section).handle(mayWrite);
  }

  /** Joins a section with unsent work of an earlier visit, for as long as it takes to send it. */
  resume(section: SectionId): void {
    const joined = this.#joined.get(section);
    if (joined) return void joined.findOthers();
    this.#join(section).leaveWhenSent();
    this.#changed();
  }

  /** Another tab has written in this section. */
  hear(section: SectionId, written: Written): void {
    this.#joined.get(section)?.hear(written);
  }

  /** Another tab threw this section's replica away. */
  renewed(section: SectionId): void {
    this.#joined.get(section)?.renewed();
  }

  /** The session is over, also for texts that are not connected. Resolves when each has seen to its work. */
  async end(closing: Closing): Promise<void> {
    await Promise.all([...this.#joined.values()].map((joined) => joined.end({ closing, code: closing, facts: {} })));
  }

  /** Leaves every text as if each editor had closed. */
  close(): void {
    for (const joined of this.#joined.values()) joined.leaveAll();
  }

  /** Ends every connection; what is unsent stays on the disk for the next visit. */
  stop(): void {
    for (const joined of [...this.#joined.values()]) joined.stop();
  }

  #join(section: SectionId): JoinedText {
    let joined = this.#joined.get(section);
    if (!joined) {
      joined = new JoinedText(section, this.#options, () => this.#changed());
      this.#joined.set(section, joined);
    }
    return joined;
  }

  #changed(): void {
    for (const [section, joined] of this.#joined) if (joined.gone) this.#joined.delete(section);
    const all = [...this.#joined.values()];
    this.#state.set({
      unsent: all.some(({ unsent }) => unsent),
      online: all.every(({ link, unsent }) => link?.online || !(link?.whole || unsent)),
      kept: all.every(({ unsent, kept }) => !unsent || kept),
      full: all.some(({ full }) => full),
    });
  }
}
