/** What a finding rests on, as the reader sees it: numbers and short names, in the order of the numbers. */
import type { Evaluation, Evidence, Finding } from '../../../shared/domain/evaluation.ts';
import type { Piece } from './finding-row.ts';

const nameChars = 48;

/** null: evidence lies outside this view. A hidden piece is left out as long as it is hidden. */
export function piecesOf(evaluation: Evaluation, finding: Finding): readonly Piece[] | null {
  if (!evaluation.teamSeen) return null;
  return finding.evidence
    .flatMap((id) => evaluation.evidence[id] ?? [])
    .filter(({ hidden }) => !hidden)
    .sort((one, other) => one.number - other.number)
    .map((each) => ({ number: each.number, name: shortened(nameOf(evaluation, each)) }));
}

function nameOf({ interviews }: Evaluation, { body }: Evidence): string {
  switch (body.kind) {
    case 'answer':
      return body.question || body.answer;
    case 'document':
      return body.name;
    case 'web':
      return body.title ?? new URL(body.url).host;
    case 'interview':
      return interviews[body.interview]?.role ?? '';
  }
}

function shortened(name: string): string {
  return name.length <= nameChars ? name : `${name.slice(0, nameChars).replace(/\s\S*$/, '')} …`;
}
