/** What People shows of the facts, in words and in order. Pure. */
import { activeMembers, type Evaluation, type Member, type Subject } from '../../../shared/domain/evaluation.ts';
import type { AreaId } from '../../../shared/domain/ids.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { may } from '../../../shared/domain/permissions.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import { list } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { subjectText, teamText } from '../../i18n/people.ts';
import { policyText } from '../../i18n/people-policy.ts';

/** In the order of joining: a change of role moves nobody. */
export function teamOf(evaluation: Evaluation): readonly Member[] {
  return [...activeMembers(evaluation)].sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
}

export function codesOf(instrument: Instrument, areas: readonly AreaId[]): string {
  return list(instrument.areas.filter(({ id }) => areas.includes(id)).map(({ code }) => code));
}

/** Null for roles that neither score nor see ballots: nobody asks them. */
export function conflictWords({ role, conflicts }: Member, instrument: Instrument): string | null {
  const text = t(teamText);
  if (!may(role, 'conflict.declare')) return null;
  if (conflicts === null) return text.undeclared;
  return conflicts.length === 0 ? text.noConflict : text.conflict(codesOf(instrument, conflicts), conflicts.length > 1);
}

/** What stands in the fields of a form, as it was typed. */
export type Typed = Readonly<Record<string, string>>;
/** What is wrong, at which field. */
export type Fault = { readonly field: string; readonly sentence: string };

export function readSubject(typed: Typed): Subject | Fault {
  const text = t(subjectText);
  const name = typed['name']?.trim() ?? '';
  const year = typed['year']?.trim() ?? '';
  if (name === '') return { field: 'name', sentence: text.nameMissing };
  const whole = wholeIn(year, 1900, 2200);
  if (year !== '' && whole === null) return { field: 'year', sentence: text.yearWrong };
  return { name, year: whole, visit: typed['visit']?.trim() || null };
}

const mostBallots = 60;

/** Whether the limits rise is for the rule to say. */
export function readPolicy(typed: Typed): Policy | Fault {
  const text = t(policyText);
  const leastBallots = typed['least'] === 'some' ? wholeIn(typed['leastBallots'] ?? '', 1, mostBallots) : null;
  if (typed['least'] === 'some' && leastBallots === null) return { field: 'leastBallots', sentence: text.leastWrong(mostBallots) };
  const edges: number[] = [];
  for (const band of ['green', 'amber', 'red'] as const) {
    const edge = wholeIn(typed[band] ?? '', 1, 100);
    if (edge === null) return { field: band, sentence: text.bandsWrong };
    edges.push(edge);
  }
  const [green = 0, amber = 0, red = 0] = edges;
  return {
    progress: typed['progress'] === 'names' ? 'names' : 'count',
    leastBallots,
    bands: { green, amber, red },
    reviewersSeeBallots: typed['reviewers'] === 'on',
    observersSeePoints: typed['observers'] === 'on',
  };
}

/** Days an invitation holds; null: not a number that may be. */
export function readDays(typed: string): number | null {
  return wholeIn(typed, 1, limits.invitationDaysMax);
}

function wholeIn(typed: string, least: number, most: number): number | null {
  const asNumber = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return asNumber >= least && asNumber <= most ? asNumber : null;
}

export function isFault(read: object): read is Fault {
  return 'sentence' in read;
}
