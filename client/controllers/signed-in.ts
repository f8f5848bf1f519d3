/** Who is here: asked of the server, and where nobody answers, remembered by this device, so that one can work on the train. */
import { api, type Failure } from '../api.ts';
import type { Me } from '../../shared/protocol/http.ts';
import { inTime } from '../sync/in-time.ts';
import { rememberedMe, rememberMe } from './remembered.ts';
import { askToKeep } from './worker.ts';

/** Under which name the list of evaluations is kept. */
export const evaluationsAnswer = 'evaluations';

export type Here =
  | { readonly state: 'in'; readonly me: Me; readonly known: boolean }
  | { readonly state: 'out' }
  | { readonly state: 'failed'; readonly failure: Failure };

// Milliseconds. Not the first thing a page does: the screen comes first.
const sendAfterMs = 3_000;
const askAgainMs = 10_000;
// A line that has gone dead answers nothing for minutes. A device that remembers somebody need not wait for that.
const patienceMs = 5_000;
const answerMs = 30_000;

/** `patience`: milliseconds after which a device that remembers somebody goes by that. */
export async function whoIsHere(patience = patienceMs): Promise<Here> {
  const me = rememberedMe();
  const asking = api.me();
  const soon = me && (await inTime(asking, patience));
  if (me && !soon) return { state: 'in', me, known: false };
  const answer = soon ?? (await asking);
  if (answer.ok) return { state: 'in', me: answer.value, known: true };
  if (answer.error.status === 401) return { state: 'out' };
  return me ? { state: 'in', me, known: false } : { state: 'failed', failure: answer.error };
}

/** Asks every ten seconds, and when the network is said to be back, until the server has said who is here. */
export async function askAgain(): Promise<Exclude<Here, { state: 'failed' }>> {
  for (;;) {
    await new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        window.removeEventListener('online', go);
        resolve();
      };
      const timer = setTimeout(go, askAgainMs);
      window.addEventListener('online', go);
    });
    const answer = await whoIsHere(answerMs);
    if (answer.state === 'out' || (answer.state === 'in' && answer.known)) return answer;
  }
}

/** The server has said who is here: this device remembers it, and sends what earlier visits left. */
export async function arrived(me: Me): Promise<void> {
  rememberMe(me);
  // After a gesture, since one browser asks the person.
  window.addEventListener('pointerdown', () => void askToKeep(), { once: true });
  await new Promise((resolve) => setTimeout(resolve, sendAfterMs));
  try {
    const [{ sendUnsent }, { keepAnswer }] = await Promise.all([import('./unsent-work.ts'), import('./kept-answers.ts')]);
    // Who came in by a link and never saw the list finds it all the same without network.
    const list = await api.evaluations();
    if (list.ok) await keepAnswer(me.id, evaluationsAnswer, list.value);
    await sendUnsent(me.id);
  } catch {
    // Its files are not to be had now: the next visit sends it.
  }
}
