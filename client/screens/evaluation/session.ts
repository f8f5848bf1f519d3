/** What the parts of the screen need of an evaluation that is joined: the session's public face, so that tests may play one in memory. */
import type { EvaluationSession } from '../../sync/evaluation-session.ts';

export type Session = Pick<
  EvaluationSession,
  | 'id'
  | 'me'
  | 'view'
  | 'names'
  | 'present'
  | 'words'
  | 'wordsOfAll'
  | 'setAside'
  | 'run'
  | 'openText'
  | 'whereIAm'
  | 'canAddAgain'
  | 'addAgain'
  | 'discard'
  | 'drafting'
>;
export type { Facts, Outcome, SetAside } from '../../sync/evaluation-session.ts';
