/** What the rooms have done and hold, for metrics. Counts only: no names, no rooms. */
import type { Closing } from '../../shared/protocol/closings.ts';
import type { Verdict } from './gate/judge.ts';

export type RoomStats = {
  readonly connections: number;
  readonly rooms: number;
  readonly verdicts: Readonly<Record<Verdict['kind'], number>>;
  /** Connections that the server closed, by reason. */
  readonly closings: Readonly<Partial<Record<Closing, number>>>;
  readonly commits: number;
};

export class Counts {
  readonly verdicts: Record<Verdict['kind'], number> = { nothing: 0, gap: 0, accepted: 0, refused: 0 };
  readonly closings: Partial<Record<Closing, number>> = {};
  commits = 0;

  judged(kind: Verdict['kind']): void {
    this.verdicts[kind] += 1;
  }

  closed(closing: Closing): void {
    this.closings[closing] = (this.closings[closing] ?? 0) + 1;
  }
}
