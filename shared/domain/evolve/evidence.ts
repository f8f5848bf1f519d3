/** Pieces of evidence as events change them. */
import { must } from '../assert.ts';
import type { Evaluation, Evidence } from '../evaluation.ts';
import type { EventOf, Happened } from '../events.ts';

type EvidenceEvent = EventOf<'evidence.added' | 'evidence.changed' | 'evidence.hidden' | 'evidence.restored'>;

export function evolveEvidence(pieces: Evaluation['evidence'], event: EvidenceEvent, happened: Happened): Evaluation['evidence'] {
  return { ...pieces, [event.evidence]: evolvePiece(pieces, event, happened) };
}

function evolvePiece(pieces: Evaluation['evidence'], event: EvidenceEvent, { by, at }: Happened): Evidence {
  if (event.type === 'evidence.added') {
    const { evidence: id, body, criteria } = event;
    const author = must(by, 'evidence comes from a member');
    // Nothing is ever taken out, so that counting gives each number once.
    const number = Object.keys(pieces).length + 1;
    return { id, number, body, criteria, hidden: false, version: 1, by: author, at };
  }
  const before = must(pieces[event.evidence], 'an event about evidence follows the one that added it');
  switch (event.type) {
    case 'evidence.changed':
      return { ...before, body: event.body, criteria: event.criteria, version: event.version };
    case 'evidence.hidden':
      return { ...before, hidden: true };
    case 'evidence.restored':
      return { ...before, hidden: false };
  }
}
