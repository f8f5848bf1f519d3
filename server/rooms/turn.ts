/** What one turn of a room brought about, to be answered once it is committed. */
import type { MemberId } from '../../shared/domain/ids.ts';
import type { Connection, Rejection } from './connection.ts';
import type { Verdict } from './gate/judge.ts';
import type { StepOne } from './step-two.ts';

/** A step 2 that does not fit what our step 1 asked for, so often: nobody honest. */
const mostGaps = 4;

export class Turn {
  /** Whose updates were applied. */
  readonly authors = new Set<Connection>();
  readonly claims = new Map<number, MemberId>();
  readonly stepOnes: StepOne[] = [];
  readonly gaps = new Set<Connection>();
  readonly rejections = new Map<Connection, Rejection>();
  /** Whoever is owed an ack. */
  readonly heard = new Set<Connection>();
  bytes = 0;

  /** Who stands for the turn's one stored update: null if several people wrote it. */
  get by(): MemberId | null {
    const members = new Set([...this.authors].map(({ member }) => member));
    const [only] = members;
    return members.size === 1 && only ? only : null;
  }

  /**
   * Whether a frame may share the turn's update. A claim on a client id is stored with the update that brought it, under
   * one name: a turn with a claim is of that member alone. Another's frame waits for the next turn, and is judged again.
   */
  takes(from: Connection, verdict: Verdict): boolean {
    if (verdict.kind !== 'accepted') return true;
    const isStranger = [...this.authors].some(({ member }) => member !== from.member);
    return !isStranger || (this.claims.size === 0 && verdict.clients.length === 0);
  }

  /** Puts down what came of a frame, and with it what its sender is owed at the end of the turn. */
  note({ from, first }: { readonly from: Connection; readonly first: boolean }, verdict: Verdict): void {
    if (first) from.owesStepTwo = false;
    if (verdict.kind === 'refused') {
      this.rejections.set(from, verdict);
      return;
    }
    if (verdict.kind === 'gap') {
      // One that is not heard twice: what it means to say comes again with the next step 2.
      from.gapped = true;
      from.gapsInARow += first ? 1 : 0;
      if (from.gapsInARow >= mostGaps) this.rejections.set(from, { closing: 'content/refused', facts: { why: 'gap' } });
      else this.gaps.add(from);
    } else if (first) {
      from.gapped = false;
      from.gapsInARow = 0;
    }
    if (verdict.kind === 'accepted') {
      for (const client of verdict.clients) this.claims.set(client, from.member);
      this.authors.add(from);
    }
    from.taken += 1;
    this.heard.add(from);
  }
}
