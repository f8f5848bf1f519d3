/** The interview plan in its order: by time, those without one last, then in the order of planning. Pure. */
import type { Evaluation, Interview } from '../../../shared/domain/evaluation.ts';

/** Hidden ones too. */
export function byTime(evaluation: Evaluation): readonly Interview[] {
  // After every digit.
  const place = ({ when }: Interview) => when ?? '~';
  return Object.values(evaluation.interviews).sort((a, b) => {
    if (place(a) !== place(b)) return place(a) < place(b) ? -1 : 1;
    return a.number - b.number;
  });
}
