/**
 * One's own ballots while they are being worked on: what is typed is kept in memory until the server has taken it, whatever
 * becomes of the elements on screen. Points, reason, confidence and evidence go out as one ballot; without points nothing goes out.
 */
import { versionOf } from '../../../shared/domain/decide/ballots.ts';
import { currentRound, type Ballot, type Confidence } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, EvidenceId } from '../../../shared/domain/ids.ts';
import { sameJson, Source, type View } from '../../sync/view.ts';
import type { Refused } from './refused.ts';
import { factsOf, ownBallot } from './selectors.ts';
import type { Session } from './session.ts';

export type Draft = {
  readonly points: number | null;
  readonly reason: string;
  readonly confidence: Confidence | null;
  /** What it rests on, in the order it was chosen. */
  readonly evidence: readonly EvidenceId[];
};

/** Work on one ballot. `taken`: the server has it; the draft is kept so that a caret and trailing spaces stay where they are. */
export type Work = {
  readonly draft: Draft;
  readonly round: number;
  /** The ballot's version when this work began: somebody at two devices must not overwrite themselves. */
  readonly base: number;
  readonly state: 'typed' | 'sent' | 'taken' | 'refused';
  readonly refusal: Refused | null;
};

/** Milliseconds of quiet before a change goes out. Points settle at every key, so that 14 would be cast as 1 first. */
export const quiet = { points: 500, words: 800 };

type Needs = Pick<Session, 'me' | 'view' | 'run' | 'drafting'>;

export class BallotDrafts {
  readonly #session: Needs;
  readonly #works = new Map<CriterionId, Work>();
  readonly #timers = new Map<CriterionId, ReturnType<typeof setTimeout>>();
  readonly #changes = new Source(0);

  constructor(session: Needs) {
    this.#session = session;
  }

  /** Counts changes, for elements to render again. */
  get changes(): View<number> {
    return this.#changes;
  }

  /** Unfinished or refused work, also on a round that is over by now. */
  of(criterion: CriterionId): Work | null {
    return this.#works.get(criterion) ?? null;
  }

  /** What the form shows: one's work, else one's ballot. A ballot changed elsewhere wins over work the server has taken. */
  shown(criterion: CriterionId): Draft {
    const ballot = this.#ballot(criterion);
    const work = this.#works.get(criterion);
    const current = work && work.round === this.#round(criterion);
    return current && (work.state !== 'taken' || says(ballot, work.draft)) ? work.draft : draftOf(ballot);
  }

  /** Changes the draft; it goes out after `afterMs` of quiet, or with `flush`. */
  edit(criterion: CriterionId, change: Partial<Draft>, afterMs: number = quiet.words): void {
    const draft = { ...this.shown(criterion), ...change };
    const before = this.#works.get(criterion);
    const round = this.#round(criterion);
    if (before?.round === round && before.refusal?.code === 'thing/stale') return this.#set(criterion, { ...before, draft });
    const begun = before && before.round === round && before.state !== 'taken';
    const base = begun ? before.base : this.#version(criterion);
    this.#set(criterion, { draft, round, base, state: 'typed', refusal: null });
    this.#later(criterion, afterMs);
  }

  /** Sends what waits for quiet, now. */
  flush(criterion: CriterionId): void {
    clearTimeout(this.#timers.get(criterion));
    this.#timers.delete(criterion);
    const work = this.#works.get(criterion);
    if (work?.state === 'typed') void this.#send(criterion, work);
  }

  flushAll(): void {
    for (const criterion of [...this.#works.keys()]) this.flush(criterion);
  }

  /** Sends refused work again, on top of what stands there now. */
  async again(criterion: CriterionId): Promise<void> {
    const work = this.#works.get(criterion);
    if (work) await this.#send(criterion, { ...work, round: this.#round(criterion), base: this.#version(criterion) });
  }

  /** Lets go of one's work; the ballot stays as the server has it. */
  drop(criterion: CriterionId): void {
    clearTimeout(this.#timers.get(criterion));
    this.#timers.delete(criterion);
    this.#session.drafting(criterion, null);
    if (this.#works.delete(criterion)) this.#changed();
  }

  /** Abstains, with whatever reason; points typed before are let go. Answers with a refusal, or null. */
  async abstain(criterion: CriterionId, reason: string): Promise<Refused | null> {
    this.drop(criterion);
    const round = this.#round(criterion);
    return refusalOf(await this.#session.run({ type: 'ballot.abstain', criterion, round, reason }, { base: this.#version(criterion) }));
  }

  /** Takes the ballot back; its words stay as a draft that is not cast. */
  async withdraw(criterion: CriterionId): Promise<Refused | null> {
    const { reason, confidence, evidence } = this.shown(criterion);
    const round = this.#round(criterion);
    const base = this.#version(criterion);
    this.drop(criterion);
    const refused = refusalOf(await this.#session.run({ type: 'ballot.withdraw', criterion, round }, { base }));
    if (!refused && (reason || evidence.length > 0)) this.edit(criterion, { points: null, reason, confidence, evidence });
    return refused;
  }

  async #send(criterion: CriterionId, work: Work): Promise<void> {
    const { draft, round, base } = work;
    const ballot = round === this.#round(criterion) ? this.#ballot(criterion) : null;
    if (says(ballot, draft)) return this.#set(criterion, { ...work, state: 'taken', refusal: null });
    const { points, reason, confidence } = draft;
    const evidence = [...draft.evidence];
    // Points taken away from a ballot take the ballot back; words alone wait for points.
    if (points === null && (ballot?.points ?? null) === null) return;
    // Given first: from then on the session itself knows that there is something unsent.
    const answer =
      points === null
        ? this.#session.run({ type: 'ballot.withdraw', criterion, round }, { base })
        : this.#session.run({ type: 'ballot.cast', criterion, round, points, reason: reason.trim(), confidence, evidence }, { base });
    this.#set(criterion, { ...work, state: 'sent', refusal: null });
    const refused = refusalOf(await answer);
    this.#answered(criterion, draft, refused);
  }

  #answered(criterion: CriterionId, sent: Draft, refusal: Refused | null): void {
    const now = this.#works.get(criterion);
    if (!now) return;
    if (refusal) {
      clearTimeout(this.#timers.get(criterion));
      return this.#set(criterion, { ...now, state: 'refused', refusal });
    }
    // More was typed meanwhile: it goes out on its own time.
    if (now.draft !== sent) return;
    if (sent.points === null) return this.#set(criterion, { ...now, base: this.#version(criterion), state: 'typed' });
    this.#set(criterion, { ...now, state: 'taken' });
  }

  /** What is to be said of work while it is not given yet: words without points wait, all else goes out by itself. */
  #fate(criterion: CriterionId, { state, draft, round }: Work): 'leaving' | 'waiting' | null {
    // Sent is given: whether it is safe is the outbox's to say.
    if (state === 'taken' || state === 'sent') return null;
    if (state === 'refused') return 'waiting';
    const isCast = round === this.#round(criterion) && (this.#ballot(criterion)?.points ?? null) !== null;
    if (draft.points !== null || isCast) return 'leaving';
    return draft.reason.trim() === '' && draft.confidence === null && draft.evidence.length === 0 ? null : 'waiting';
  }

  #later(criterion: CriterionId, afterMs: number): void {
    clearTimeout(this.#timers.get(criterion));
    this.#timers.set(
      criterion,
      setTimeout(() => this.flush(criterion), afterMs),
    );
  }

  #set(criterion: CriterionId, work: Work): void {
    this.#works.set(criterion, work);
    this.#session.drafting(criterion, this.#fate(criterion, work));
    this.#changed();
  }

  #changed(): void {
    this.#changes.set(this.#changes.get() + 1);
  }

  #facts(criterion: CriterionId) {
    const evaluation = this.#session.view.get();
    return evaluation && factsOf(evaluation, criterion);
  }

  #ballot(criterion: CriterionId): Ballot | null {
    const evaluation = this.#session.view.get();
    return evaluation && ownBallot(evaluation, this.#session.me, criterion);
  }

  #round(criterion: CriterionId): number {
    const facts = this.#facts(criterion);
    return facts ? currentRound(facts).number : 1;
  }

  #version(criterion: CriterionId): number {
    const facts = this.#facts(criterion);
    return facts ? versionOf(facts, this.#session.me) : 0;
  }
}

function draftOf(ballot: Ballot | null): Draft {
  const { points = null, reason = '', confidence = null, evidence = [] } = ballot ?? {};
  return { points, reason, confidence, evidence };
}

/** Whether the ballot is what the draft says. An abstention says something else than a draft without points. */
function says(ballot: Ballot | null, draft: Draft): boolean {
  return (
    ballot !== null &&
    ballot.points !== null &&
    ballot.points === draft.points &&
    ballot.reason === draft.reason.trim() &&
    ballot.confidence === draft.confidence &&
    sameJson(ballot.evidence, draft.evidence)
  );
}

function refusalOf(outcome: Awaited<ReturnType<Session['run']>>): Refused | null {
  return outcome.ok ? null : outcome.refusal;
}

const drafts = new WeakMap<object, BallotDrafts>();

/** The drafts of a session: they outlive the screen, as long as the session does. */
export function draftsOf(session: Needs): BallotDrafts {
  let found = drafts.get(session);
  if (!found) drafts.set(session, (found = new BallotDrafts(session)));
  return found;
}
