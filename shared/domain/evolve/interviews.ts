/** The interview plan and its notes as events change them. */
import { must } from '../assert.ts';
import type { Evaluation, Interview } from '../evaluation.ts';
import type { EventOf, Happened } from '../events.ts';

type InterviewEvent = EventOf<'interview.added' | 'interview.changed' | 'interview.hidden' | 'interview.restored' | 'interview.noted'>;

export function evolveInterviews(lines: Evaluation['interviews'], event: InterviewEvent, happened: Happened): Evaluation['interviews'] {
  return { ...lines, [event.interview]: evolveLine(lines, event, happened) };
}

function evolveLine(lines: Evaluation['interviews'], event: InterviewEvent, { by, at }: Happened): Interview {
  if (event.type === 'interview.added') {
    const { interview: id, when, role, asks, criteria } = event;
    const author = must(by, 'an interview is planned by a member');
    const number = Object.keys(lines).length + 1;
    return { id, number, when, role, asks, criteria, hidden: false, version: 1, by: author, at, notes: {} };
  }
  const before = must(lines[event.interview], 'an event about an interview follows the one that added it');
  switch (event.type) {
    case 'interview.changed': {
      const { when, role, asks, criteria, version } = event;
      return { ...before, when, role, asks, criteria, version };
    }
    case 'interview.hidden':
      return { ...before, hidden: true };
    case 'interview.restored':
      return { ...before, hidden: false };
    case 'interview.noted': {
      const { criterion, text, version } = event;
      const member = must(by, 'a note comes from a member');
      return { ...before, notes: { ...before.notes, [criterion]: { ...before.notes[criterion], [member]: { text, version, at } } } };
    }
  }
}
