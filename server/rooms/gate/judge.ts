/**
 * Judges one update against the document it is meant for. Decides only: applying, storing and answering belong to the room.
 * Whole or not at all: dropping part of an update leaves a hole that no later update can fill.
 */
import * as Y from 'yjs';
import type { whyNotWrite } from '../../../shared/domain/audiences.ts';
import type { MemberId } from '../../../shared/domain/ids.ts';
import type { Closing } from '../../../shared/protocol/closings.ts';
import { isCrowded } from './crowding.ts';
import { readNews, type Decoded } from './decoded.ts';
import { allKnown, liveTargets, onlyMarks } from './deletions.ts';
import { isTooDeep } from './depth.ts';
import { integrationOrder } from './order.ts';
import { bringsRoots } from './roots.ts';

export type Verdict =
  /** The document has it all already. */
  | { readonly kind: 'nothing' }
  /** Something it builds on is not here: an honest client heals it by a new step 2. */
  | { readonly kind: 'gap' }
  /** `update` is what to apply, not the bytes that came; `clients` are ids seen for the first time, now this member's. */
  | { readonly kind: 'accepted'; readonly update: Uint8Array; readonly clients: readonly number[] }
  | { readonly kind: 'refused'; readonly closing: Closing; readonly facts: Readonly<Record<string, string | number>> };

export type Context = {
  readonly member: MemberId;
  /** A first sync (step 2) may be larger than one edit. */
  readonly first: boolean;
  /** Why this member may not write here now. */
  readonly whyNot: ReturnType<typeof whyNotWrite>;
  /** Whose a client id is in this room. 'server' for the server's own. */
  ownerOf(client: number): MemberId | 'server' | undefined;
  /** How many client ids this member has in this room. */
  readonly clientsOwned: number;
  /** About how large the document would be with so many bytes more; asked only for updates that add. */
  grownBy(bytes: number): number;
  readonly limits: {
    readonly updateBytes: number;
    readonly firstSyncBytes: number;
    readonly documentBytes: number;
    readonly clientIdsPerMember: number;
  };
};

const refused = (closing: Closing, facts: Readonly<Record<string, string | number>> = {}): Verdict => ({ kind: 'refused', closing, facts });

/** Pure, as far as the document goes: it is read and never written, so that a refused update leaves no trace. */
export function judge(doc: Y.Doc, update: Uint8Array, context: Context): Verdict {
  const most = context.first ? context.limits.firstSyncBytes : context.limits.updateBytes;
  if (update.byteLength > most) return refused('content/too-large', { bytes: update.byteLength, most });
  let news: Uint8Array;
  let decoded: Decoded | 'holes';
  try {
    ({ news, decoded } = readNews(doc, update));
  } catch {
    return refused('frame/malformed');
  }
  if (decoded === 'holes') return context.whyNot === 'projected' ? refused('content/refused', { why: 'projected' }) : { kind: 'gap' };
  return judgeDecoded(doc, news, decoded, context);
}

function judgeDecoded(doc: Y.Doc, update: Uint8Array, { runs, deletions }: Decoded, context: Context): Verdict {
  const known = allKnown(doc, deletions, runs);
  // Nothing new is always fine, for readers and in closed sections too: replicas offer their deletions at every join.
  if (runs.size === 0 && known && liveTargets(doc, deletions).next().done) return { kind: 'nothing' };
  if (context.whyNot === 'projected') return refused('content/refused', { why: 'projected' });

  // No member can own them all: refused before anything is looked up.
  if (runs.size > context.limits.clientIdsPerMember) return refused('content/refused', { why: 'client-ids' });
  if (!known) return { kind: 'gap' };
  for (const run of runs.values()) if (run.from !== Y.getState(doc.store, run.client)) return { kind: 'gap' };

  const clients: number[] = [];
  for (const client of runs.keys()) {
    const owner = context.ownerOf(client);
    // An id that has content and no owner can't be claimed any more: it would put words into somebody's mouth.
    if (owner === undefined && Y.getState(doc.store, client) === 0) clients.push(client);
    else if (owner !== context.member) return refused('content/refused', { why: 'client-id' });
  }
  if (context.clientsOwned + clients.length > context.limits.clientIdsPerMember) return refused('content/refused', { why: 'client-ids' });

  const closed = mayNotWrite(context.whyNot);
  // Not refused, and not applied either: the same marks go when a writer's replica tidies up.
  if (closed && runs.size === 0 && onlyMarks(liveTargets(doc, deletions))) return { kind: 'nothing' };
  if (closed) return closed;

  // What costs more than a look at each client is done only for those who may write.
  if (bringsRoots(doc, runs)) return refused('content/refused', { why: 'roots' });
  const order = integrationOrder(runs, (client) => Y.getState(doc.store, client));
  if (!order) return { kind: 'gap' };
  if (isCrowded(doc, runs, order)) return refused('content/refused', { why: 'crowding' });
  if (isTooDeep(doc, runs, order)) return refused('content/refused', { why: 'depth' });
  if (runs.size > 0) {
    const bytes = context.grownBy(update.byteLength);
    if (bytes > context.limits.documentBytes) return refused('content/too-large', { bytes, most: context.limits.documentBytes });
  }
  return { kind: 'accepted', update, clients };
}

function mayNotWrite(whyNot: Context['whyNot']): Verdict | null {
  switch (whyNot) {
    case 'role':
    case 'conflict':
      return refused('access/denied', { why: whyNot });
    case 'signed-off':
    case 'published':
      return refused('section/signed-off', { why: whyNot });
    case 'projected':
      return refused('content/refused', { why: whyNot });
    case null:
      return null;
  }
}
