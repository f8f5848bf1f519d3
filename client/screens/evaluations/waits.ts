/** The one thing that waits for a member, as a sentence and the place where it is done. Pure. */
import { may } from '../../../shared/domain/permissions.ts';
import type { EvaluationCard } from '../../../shared/protocol/http.ts';
import { waitsText } from '../../i18n/evaluations.ts';
import { t } from '../../i18n/language.ts';
import { phaseWords } from '../../i18n/marks.ts';

export type Waiting = {
  /** null: there is no place to go to. */
  readonly path: string | null;
  readonly sentence: string;
  readonly note: string;
};

/** Where the evaluation is entered: it opens at what waits for its member. */
export function pathOf(id: string): string {
  return `/e/${id}`;
}

export function waitingIn(card: Pick<EvaluationCard, 'id' | 'role' | 'waits'>): Waiting {
  const text = t(waitsText);
  const { waits } = card;
  const path = pathOf(card.id);
  const people = `${path}/people`;
  switch (waits.code) {
    case 'conflicts':
      return { path: people, sentence: text.conflicts, note: text.conflictsNote };
    case 'invite':
      return { path: people, sentence: text.invite, note: text.inviteNote };
    case 'phase':
      return { path, sentence: text.phase(t(phaseWords)[waits.to].toLowerCase()), note: text.phaseNote };
    case 'nothing':
      // A contact opens no room of the evaluation yet: a link would lead to a page that says no.
      return may(card.role, 'room.state')
        ? { path, sentence: text.nothing, note: text.nothingNote }
        : { path: null, sentence: '', note: text.contactNote };
    default:
      return { path, sentence: text[waits.code](waits.count), note: text[`${waits.code}Note`] };
  }
}
