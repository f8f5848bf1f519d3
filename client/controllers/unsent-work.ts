/** Work of this device's member that is not on the server, in evaluations that are not open: sent when there is a network, told when signing out. */
import type { MemberId } from '../../shared/domain/ids.ts';
import { evaluationsWithWork, type WorkIn } from '../sync/local/work.ts';
import { EvaluationSession } from '../sync/evaluation-session.ts';
import { localOf, sessionPorts } from './session-ports.ts';

/** What would be lost if this device were cleared now. Empty where nothing can be read: then there is nothing either. */
export async function unsentWork(member: MemberId): Promise<readonly WorkIn[]> {
  const local = await localOf(member);
  return local ? evaluationsWithWork(local).catch(() => []) : [];
}

/** Opens every evaluation in which something waits, for as long as it takes to send it. Never rejects. */
export async function sendUnsent(member: MemberId): Promise<void> {
  const waiting = (await unsentWork(member)).filter(({ unsent }) => unsent);
  await Promise.all(waiting.map(({ evaluation }) => EvaluationSession.visit(evaluation, sessionPorts()).catch(() => undefined)));
}
