/** A section's sign-off as events change it. */
import { must } from '../assert.ts';
import type { SectionFacts } from '../evaluation.ts';
import type { EventOf, Happened } from '../events.ts';

type SectionEvent = EventOf<'section.closing' | 'section.signedOff' | 'section.reopened'>;

export const newSection: SectionFacts = { state: 'open', version: 0, closing: null, signedOff: null, reopened: null };

export function evolveSection(before: SectionFacts, event: SectionEvent, { by, at }: Happened): SectionFacts {
  switch (event.type) {
    case 'section.closing':
      return { ...before, state: 'closing', closing: { by: must(by, 'a sign-off is asked for by a member'), at } };
    case 'section.signedOff': {
      const signedOff = { by: event.by, at, hash: event.hash };
      return { ...before, state: 'signedOff', version: before.version + 1, closing: null, signedOff };
    }
    case 'section.reopened':
      return { ...before, state: 'open', reopened: { by: must(by, 'a section is reopened by a member'), at, reason: event.reason } };
  }
}
