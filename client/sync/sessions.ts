/** The sessions of this tab: those that are open, and those that were left while they had something to send. */
import type { EvaluationId } from '../../shared/domain/ids.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import type { EvaluationSession } from './evaluation-session.ts';

/** Why a session is over although nobody closed it. */
export type Ended = 'signed-out' | 'access-lost' | 'client-too-old';

/** The no that answers what was still waiting then. */
export const noAfter: Readonly<Record<Ended, Closing>> = {
  'signed-out': 'session/ended',
  'access-lost': 'access/denied',
  'client-too-old': 'client/too-old',
};

export const sessions = new Map<EvaluationId, EvaluationSession>();
/** Sessions that ended and were followed by another of the same evaluation while they kept something. */
export const followed = new Set<EvaluationSession>();

const openings = new Map<EvaluationId, Promise<unknown>>();

/** Opens an evaluation once, however many ask for it while it is being opened. */
export function once<T>(id: EvaluationId, open: () => Promise<T>): Promise<T> {
  const under = (openings.get(id) as Promise<T> | undefined) ?? open().finally(() => openings.delete(id));
  openings.set(id, under);
  return under;
}

/** The session takes its evaluation's place. Answers those that were there before and have ended. */
export function succeed(session: EvaluationSession): readonly EvaluationSession[] {
  const before = sessions.get(session.id);
  if (before) followed.add(before);
  sessions.set(session.id, session);
  return [...followed].filter(({ id }) => id === session.id);
}

/** Whether somebody is in the evaluation, or about to be. */
export function isOpen(id: EvaluationId): boolean {
  return openings.has(id) || sessions.get(id)?.ended.get() === null;
}

/** Whether anything done in this tab would be lost if it closed now. */
export function hasUnsent(): boolean {
  return [...sessions.values(), ...followed].some((session) => session.keepsWork);
}

/** The network is said to be back: what waits is sent now. */
export function retryAll(): void {
  for (const session of sessions.values()) session.retry();
}

/** This device is to be cleared of its member: nothing is sent or kept any more. */
export function forgetAll(): void {
  for (const session of [...sessions.values(), ...followed]) session.forget();
}
