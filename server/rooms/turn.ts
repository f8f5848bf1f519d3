/** What one turn of a room brought about, to be answered once it is committed. */
import type { MemberId } from '../../shared/domain/ids.ts';
import type { Connection, Rejection } from './connection.ts';
import type { Verdict } from './gate/judge.ts';
import type { StepOne } from './step-two.ts';

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
}
