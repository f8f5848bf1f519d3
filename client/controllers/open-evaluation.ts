/** Opens the evaluation one is in and closes it when one has left. What it takes (Yjs, sockets) is fetched with the first one. */
import type { EvaluationId } from '../../shared/domain/ids.ts';
import type { Failure } from '../api.ts';
import type { EvaluationSession } from '../sync/evaluation-session.ts';
import { Source, type View } from '../sync/view.ts';

export type Opened =
  | { readonly state: 'none' }
  | { readonly state: 'opening'; readonly id: EvaluationId }
  | { readonly state: 'open'; readonly id: EvaluationId; readonly session: EvaluationSession }
  | { readonly state: 'failed'; readonly id: EvaluationId; readonly failure: Failure };

/** Whether leaving the page now would lose something; answers false until there was anything to lose. */
let unsent: () => boolean = () => false;
let retryAll: () => void = () => {};

export function hasUnsentWork(): boolean {
  return unsent();
}

/** Milliseconds. */
const againMs = 5_000;

export class OpenEvaluation {
  readonly #opened = new Source<Opened>({ state: 'none' });

  get opened(): View<Opened> {
    return this.#opened;
  }

  /** Is in this evaluation from now on, or in none. Called again with the same one it does nothing. */
  async enter(id: EvaluationId | null): Promise<void> {
    const before = this.#opened.get();
    if (before.state === 'none' ? id === null : before.id === id) return;
    if (before.state === 'open') before.session.close();
    if (id === null) return this.#opened.set({ state: 'none' });
    await this.#open(id);
  }

  /** After a failure. */
  async retry(): Promise<void> {
    const { state, ...rest } = this.#opened.get();
    if (state === 'failed' && 'id' in rest) await this.#open(rest.id);
  }

  async #open(id: EvaluationId): Promise<void> {
    const opening: Opened = { state: 'opening', id };
    this.#opened.set(opening);
    const failed = (failure: Failure) => {
      const state: Opened = { state: 'failed', id, failure };
      this.#opened.set(state);
      // Nobody answered: asked again, for whoever waits in front of it.
      if (failure.status === 0) setTimeout(() => this.#opened.get() === state && void this.#open(id), againMs);
    };
    const sync = await fetchSync();
    const result = sync ? await sync.EvaluationSession.open(id, sync.sessionPorts()) : null;
    // Gone elsewhere meanwhile: what was opened for nothing is closed again.
    if (this.#opened.get() !== opening) return result?.ok ? result.value.close() : undefined;
    if (!result) return failed({ status: 0, code: 'network', facts: {}, rule: '' });
    if (!result.ok) return failed(result.error);
    this.#opened.set({ state: 'open', id, session: result.value });
  }
}

async function fetchSync() {
  try {
    // The last one for later: signing out without network asks what is unsent.
    const [sync, ports] = await Promise.all([
      import('../sync/evaluation-session.ts'),
      import('./session-ports.ts'),
      import('./unsent-work.ts'),
    ]);
    unsent = sync.hasUnsent;
    retryAll = sync.retryAll;
    return { ...sync, ...ports };
  } catch {
    return null;
  }
}

window.addEventListener('online', () => retryAll());
window.addEventListener('beforeunload', (event) => {
  if (hasUnsentWork()) event.preventDefault();
});
