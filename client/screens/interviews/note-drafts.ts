/**
 * One's own notes while they are being written: what is typed is kept in memory until the server has taken it, whatever becomes
 * of the elements on screen. Each note goes out after a moment of quiet, on top of one's own note as it was when the typing began.
 */
import { noteVersion } from '../../../shared/domain/decide/interviews.ts';
import type { CriterionId, InterviewId } from '../../../shared/domain/ids.ts';
import { Source, type View } from '../../sync/view.ts';
import type { Refused } from '../evaluation/refused.ts';
import type { Session } from '../evaluation/session.ts';

/** Which note: one's own on a criterion in an interview. */
export type NotePlace = { readonly interview: InterviewId; readonly criterion: CriterionId };

/** `taken`: the server has it; kept so that a caret and trailing spaces stay where they are. */
export type NoteWork = {
  readonly place: NotePlace;
  readonly text: string;
  /** The version of one's own note when this work began: somebody at two devices must not overwrite themselves. */
  readonly base: number;
  readonly state: 'typed' | 'sent' | 'taken' | 'refused';
  readonly refusal: Refused | null;
};

/** Milliseconds of quiet before a note goes out. */
export const noteQuietMs = 800;

type Needs = Pick<Session, 'me' | 'view' | 'run' | 'drafting'>;

function keyOf({ interview, criterion }: NotePlace): string {
  return `note/${interview}/${criterion}`;
}

export class NoteDrafts {
  readonly #session: Needs;
  readonly #works = new Map<string, NoteWork>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #changes = new Source(0);

  constructor(session: Needs) {
    this.#session = session;
  }

  /** Counts changes, for elements to render again. */
  get changes(): View<number> {
    return this.#changes;
  }

  of(place: NotePlace): NoteWork | null {
    return this.#works.get(keyOf(place)) ?? null;
  }

  /** What the field shows: one's work, else one's note. A note changed elsewhere wins over work the server has taken. */
  shown(place: NotePlace): string {
    const work = this.of(place);
    const note = this.noted(place);
    return work && (work.state !== 'taken' || work.text.trim() === note) ? work.text : note;
  }

  /** One's own note as the facts have it; empty if there is none. */
  noted({ interview, criterion }: NotePlace): string {
    return this.#line(interview)?.notes[criterion]?.[this.#session.me]?.text ?? '';
  }

  edit(place: NotePlace, text: string): void {
    const before = this.of(place);
    if (before?.refusal?.code === 'thing/stale') return this.#set({ ...before, text });
    const base = before && before.state !== 'taken' ? before.base : this.#version(place);
    this.#set({ place, text, base, state: 'typed', refusal: null });
    const key = keyOf(place);
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => this.flush(place), noteQuietMs),
    );
  }

  /** Sends what waits for quiet, now. */
  flush(place: NotePlace): void {
    const key = keyOf(place);
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const work = this.of(place);
    if (work?.state === 'typed') void this.#send(work);
  }

  flushAll(): void {
    for (const { place } of [...this.#works.values()]) this.flush(place);
  }

  /** Sends refused work again, on top of what stands there now. */
  async again(place: NotePlace): Promise<void> {
    const work = this.of(place);
    if (work) await this.#send({ ...work, base: this.#version(place) });
  }

  /** Lets go of one's work; the note stays as the server has it. */
  drop(place: NotePlace): void {
    const key = keyOf(place);
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#session.drafting(key, null);
    if (this.#works.delete(key)) this.#changed();
  }

  async #send(work: NoteWork): Promise<void> {
    const { place, text, base } = work;
    if (text.trim() === this.noted(place)) return this.#set({ ...work, state: 'taken', refusal: null });
    // Given first: from then on the session itself knows that there is something unsent.
    const answer = this.#session.run({ type: 'interview.note', ...place, text: text.trim() }, { base });
    this.#set({ ...work, state: 'sent', refusal: null });
    const outcome = await answer;
    const now = this.of(place);
    if (!now) return;
    if (!outcome.ok) {
      clearTimeout(this.#timers.get(keyOf(place)));
      return this.#set({ ...now, state: 'refused', refusal: outcome.refusal });
    }
    // More was typed meanwhile: it goes out on its own time.
    if (now.text === text) this.#set({ ...now, state: 'taken' });
  }

  #set(work: NoteWork): void {
    const key = keyOf(work.place);
    this.#works.set(key, work);
    this.#session.drafting(key, work.state === 'typed' ? 'leaving' : work.state === 'refused' ? 'waiting' : null);
    this.#changed();
  }

  #changed(): void {
    this.#changes.set(this.#changes.get() + 1);
  }

  #line(interview: InterviewId) {
    return this.#session.view.get()?.interviews[interview];
  }

  #version({ interview, criterion }: NotePlace): number {
    return noteVersion(this.#line(interview), criterion, this.#session.me);
  }
}

const drafts = new WeakMap<object, NoteDrafts>();

/** The notes of a session: they outlive the screen, as long as the session does. */
export function notesOf(session: Needs): NoteDrafts {
  let found = drafts.get(session);
  if (!found) drafts.set(session, (found = new NoteDrafts(session)));
  return found;
}
