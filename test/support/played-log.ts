/** An evaluation played into the rows of its log: the law and the chain alone, without store, rooms or waiting. Same in every run. */
import { createHash } from 'node:crypto';
import type { EventRow } from '../../server/ports.ts';
import { happened } from '../../server/facts/loaded.ts';
import { chain, headOf } from '../../server/storage/chain.ts';
import { must } from '../../shared/domain/assert.ts';
import { createEvaluation, decide, decideAdmission, decideSeal, type Verdict } from '../../shared/domain/decide/index.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { Event } from '../../shared/domain/events.ts';
import { evolve } from '../../shared/domain/evolve/index.ts';
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { noon } from './builders.ts';
import { countingRandom } from './chain-rows.ts';
import type { Gives, Team } from './published-story.ts';
import type { Seals } from './written-story.ts';

export type PlayedLog = {
  readonly evaluation: EvaluationId;
  readonly rows: readonly EventRow[];
  readonly gives: Gives;
  readonly seals: Seals;
  state(): Evaluation;
};

/** A new evaluation: the first of the team leads, the others evaluate. A minute passes between any two acts. */
export function aPlayedLog(subject: { readonly name: string; readonly year: number }, instrument: Instrument, team: Team): PlayedLog {
  const evaluation = 'torsas00000000000000' as EvaluationId;
  const [lead, ...others] = team;
  const rows: EventRow[] = [];
  const random = countingRandom();
  let at = noon;
  let state: Evaluation | null = null;
  const append = (by: MemberId | null, events: readonly Event[]) => {
    at += 60_000;
    const more = chain(evaluation, headOf(evaluation, rows), events.map((event) => ({ at, by, event })), random); // prettier-ignore
    rows.push(...more);
    // As it will be read, not as it was written.
    state = more.reduce<Evaluation | null>((folded, row) => evolve(folded, happened(row)), state);
  };
  const now = () => must(state, 'the first event creates the evaluation');
  const carryOut = (by: MemberId | null, what: string, verdict: Verdict) => {
    if (verdict.ok !== true) throw new Error(`${what}: ${JSON.stringify(verdict)}`);
    append(by, verdict.events);
  };

  append(lead, createEvaluation({ id: evaluation, subject: { ...subject, visit: null }, instrument, lead }));
  for (const member of others) {
    const admission = { type: 'member.join', member, role: 'evaluator', invitedBy: lead } as const;
    carryOut(lead, 'joining', decideAdmission(now(), admission, { member: lead, owner: false }));
  }
  return {
    evaluation,
    rows,
    gives: (member, command) => Promise.resolve(carryOut(member, command.type, decide(now(), command, member, at))),
    seals: (section) => {
      const version = now().sections[section]?.version ?? 0;
      const hash = createHash('sha256').update(`${section} ${version}`).digest('hex');
      return Promise.resolve(carryOut(null, `the seal of ${section}`, decideSeal(now(), { section, hash, seq: version + 1 })));
    },
    state: now,
  };
}
