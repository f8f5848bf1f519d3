/** The sessions of this tab: those that are open, and those that were left while they had something to send. */
import type { EvaluationId } from '../../shared/domain/ids.ts';
import type { EvaluationSession } from './evaluation-session.ts';

/** Why a session is over although nobody closed it. */
export type Ended = 'signed-out' | 'access-lost' | 'client-too-old';

/** The no that answers what was still waiting then. */
export const noAfter: Readonly<Record<Ended, string>> = {
  'signed-out': 'session/ended',
  'access-lost': 'access/denied',
  'client-too-old': 'client/too-old',
};

export const sessions = new Map<EvaluationId, EvaluationSession>();
/** Sessions that ended and were followed by another of the same evaluation while they kept something. */
export const followed = new Set<EvaluationSession>();

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
