/** What lies on this device and nowhere else, by evaluation; and all of it as a file that can be read without Samsyn. */
import type { EvaluationId } from '../../../shared/domain/ids.ts';
import type { Rescue } from '../saved.ts';
import type { Local, OutboxRow } from './database.ts';

export type WorkIn = {
  readonly evaluation: EvaluationId;
  /** Commands or text wait to be sent. */
  readonly unsent: boolean;
  readonly commands: readonly OutboxRow[];
  /** Not accepted, and not let go of. */
  readonly aside: readonly Rescue[];
};

export async function evaluationsWithWork(local: Local): Promise<readonly WorkIn[]> {
  const [commands, aside, rooms] = await local.read((database) =>
    Promise.all([database.getAll('outbox'), database.getAll('aside'), database.getAll('rooms')]),
  );
  const dirty = rooms.filter((row) => Object.keys(row.dirty).length > 0);
  const ids = new Set([...commands, ...aside, ...dirty].map(({ evaluation }) => evaluation as EvaluationId));
  return [...ids].map((evaluation) => {
    const given = commands.filter((row) => row.evaluation === evaluation);
    return {
      evaluation,
      unsent: given.length > 0 || dirty.some((row) => row.evaluation === evaluation),
      commands: given,
      aside: aside.filter((row) => row.evaluation === evaluation),
    };
  });
}
