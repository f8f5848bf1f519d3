/**
 * The way of a whole evaluation to its published points: three members score all criteria, not all alike; rounds are closed
 * and revealed, points agreed, stands taken, everything locked. The points are the product's copy of the published results.
 */
import published from '../../shared/instruments/published-results.json' with { type: 'json' };
import type { Command } from '../../shared/domain/commands.ts';
import { criteriaOf } from '../../shared/domain/evaluation.ts';
import type { CriterionId, EvidenceId, MemberId } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { must } from '../../shared/domain/assert.ts';

export type Result = {
  readonly municipality: string;
  readonly year: number;
  readonly instrument: string;
  readonly points: Readonly<Record<CriterionId, number>>;
};

export function publishedResult(municipality: string): Result {
  const found = must(
    published.results.find((result) => result.municipality === municipality),
    'the result is shipped',
  );
  return { municipality, year: found.year, instrument: found.instrument, points: found.criteria };
}

/** Carries a command out, or throws. */
export type Gives = (member: MemberId, command: Command) => Promise<void>;
export type Team = readonly [lead: MemberId, ...others: MemberId[]];

/** What a member gave in round 1: near the agreed points, each with a leaning of their own, always on the scale. */
export function ballotOf(agreed: number, max: number, member: number, criterion: number): number {
  const leaning = [0, -1, 2][member % 3] ?? 0;
  const swing = ((criterion * 7 + member * 3) % 5) - 2;
  return Math.min(max, Math.max(0, agreed + leaning + swing));
}

/** `restsOn`: evidence that every ballot names. */
export async function playPublished(
  instrument: Instrument,
  result: Result,
  team: Team,
  gives: Gives,
  restsOn: readonly EvidenceId[] = [],
): Promise<void> {
  const evidence = restsOn.length > 0 ? { evidence: [...restsOn] } : {};
  const [lead] = team;
  const criteria = criteriaOf(instrument);
  for (const member of team) await gives(member, { type: 'conflicts.declare', member, areas: [] });
  await gives(lead, { type: 'phase.move', to: 'gathering' });
  await gives(lead, { type: 'phase.move', to: 'scoring' });
  for (const [i, { id, maxPoints }] of criteria.entries()) {
    for (const [who, member] of team.entries()) {
      const points = ballotOf(pointsOf(result, id), maxPoints, who, i);
      await gives(member, {
        type: 'ballot.cast',
        criterion: id,
        round: 1,
        points,
        reason: `Seen by ${who + 1}.`,
        confidence: 2,
        ...evidence,
      });
    }
  }
  await gives(lead, { type: 'phase.move', to: 'calibrating' });
  const all = criteria.map(({ id }) => id);
  await gives(lead, { type: 'round.reveal', criteria: all });
  for (const id of all) {
    const points = pointsOf(result, id);
    await gives(lead, { type: 'consensus.agree', criterion: id, points, reason: 'Talked through.', outside: true });
    for (const member of team) await gives(member, { type: 'stand.behind', criterion: id, consensus: 1 });
  }
  await gives(lead, { type: 'criterion.lock', criteria: all });
  await gives(lead, { type: 'phase.move', to: 'reviewing' });
}

export function pointsOf(result: Result, criterion: CriterionId): number {
  return must(result.points[criterion], 'the published table has every criterion');
}
