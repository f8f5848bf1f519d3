/** What becomes of work on a text when its replica is thrown away: what the server lacks of it, as words and as an update. */
import * as Y from 'yjs';
import { union } from './clocks.ts';
import type { Former } from './local/rooms.ts';
import { isBeyond, isSetBack, wordsBeyond } from './unsent-text.ts';

export type Missing = {
  readonly text: string;
  /** On what the server had; null where it can't be applied there. */
  readonly update: Uint8Array | null;
  /** The server was set back to an earlier state: some of this it had once. */
  readonly isSetBack: boolean;
};

type Known = {
  /** What the server had acknowledged of it, as this device remembers. */
  readonly acked: Uint8Array;
  /** What the server has now; null: it has not said. */
  readonly server: Uint8Array | null;
  /** Something may be unsent, if only a deletion. */
  readonly unsent: boolean;
  /** What stands in another tab's record already. */
  readonly rescued?: Uint8Array | null;
};

/** What the server lacks of `doc` and of what other tabs have `written`; null: nothing. */
export function missingOf(doc: Y.Doc, written: readonly Uint8Array[], { acked, server, unsent, rescued }: Known): Missing | null {
  const all = new Y.Doc();
  for (const bytes of [Y.encodeStateAsUpdate(doc), ...written]) Y.applyUpdate(all, bytes);
  const has = server ?? acked;
  const wasSetBack = isSetBack(acked, has);
  // Where the server has not said what it has, others' words that came since are no work of one's own.
  const isMissing = unsent || wasSetBack || (server !== null && isBeyond(all, server));
  // Others' words are not this member's to send: where the server lost them, words are all that is offered.
  const update = wasSetBack ? null : Y.encodeStateAsUpdate(all, has);
  const missing = { text: wordsBeyond(all, rescued ? union(has, rescued) : has), update, isSetBack: wasSetBack };
  all.destroy();
  return isMissing ? missing : null;
}

export type Fate =
  | { readonly kind: 'none' }
  | { readonly kind: 'unsent'; readonly update: Uint8Array }
  | { readonly kind: 'set-back'; readonly missing: Missing };

/** What becomes of a replica of another epoch, when the server now has `server`. */
export function fateOf({ row, updates }: Former, server: Uint8Array): Fate {
  const doc = new Y.Doc();
  for (const bytes of updates) Y.applyUpdate(doc, bytes);
  const unsent = Object.keys(row.dirty).length > 0;
  const missing = missingOf(doc, [], { acked: row.acked, server, unsent });
  doc.destroy();
  if (!missing) return { kind: 'none' };
  return missing.update ? { kind: 'unsent', update: missing.update } : { kind: 'set-back', missing };
}
