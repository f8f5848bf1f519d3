/**
 * What others say of themselves in a text room, read with suspicion. A tab says only where its caret is (`cursor`, in the
 * form y-prosemirror uses); who it belongs to (`user`) is stamped by the server.
 */
import * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import { limits } from '../../shared/domain/limits.ts';

/** Someone in the room besides me. `active`: their caret stands in the text. */
export type Writer = { readonly id: string; readonly name: string; readonly active: boolean };
export type Caret = { readonly anchor: Y.RelativePosition; readonly head: Y.RelativePosition };

/** Who is in the room besides `me` (a member id), each once however many tabs they have, by name. */
export function writersIn(awareness: Awareness, me: string): readonly Writer[] {
  const writers = new Map<string, Writer>();
  for (const state of awareness.getStates().values()) {
    const user = userOf(state);
    if (!user || user.id === me) continue;
    const active = caretOf(state) !== null || (writers.get(user.id)?.active ?? false);
    writers.set(user.id, { ...user, active });
  }
  return [...writers.values()].sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id));
}

/** Whom a presence state belongs to; null if it does not say so in the form the server stamps. */
export function userOf(state: unknown): { readonly id: string; readonly name: string } | null {
  const user = fieldOf(state, 'user');
  const id = fieldOf(user, 'id');
  const name = fieldOf(user, 'name');
  if (typeof id !== 'string' || typeof name !== 'string') return null;
  return { id, name: plainName(name) };
}

/** Where a tab's caret stands; null if nowhere or nonsense. The stock cursor plugin throws on nonsense, in everybody's editor. */
export function caretOf(state: unknown): Caret | null {
  const cursor = fieldOf(state, 'cursor');
  const anchor = positionOf(fieldOf(cursor, 'anchor'));
  const head = positionOf(fieldOf(cursor, 'head'));
  return anchor && head ? { anchor, head } : null;
}

function positionOf(json: unknown): Y.RelativePosition | null {
  const type = idOf(fieldOf(json, 'type'));
  const item = idOf(fieldOf(json, 'item'));
  const tname = fieldOf(json, 'tname') ?? null;
  const assoc = fieldOf(json, 'assoc') ?? 0;
  if (type === undefined || item === undefined || typeof assoc !== 'number') return null;
  if (tname !== null && typeof tname !== 'string') return null;
  if (type === null && item === null && tname === null) return null;
  return new Y.RelativePosition(type, tname, item, assoc);
}

/** Null: none given. Undefined: given, and no id. */
function idOf(json: unknown): Y.ID | null | undefined {
  if (json === null || json === undefined) return null;
  const client = fieldOf(json, 'client');
  const clock = fieldOf(json, 'clock');
  if (typeof client !== 'number' || typeof clock !== 'number' || !(client >= 0) || !(clock >= 0)) return undefined;
  return Y.createID(client, clock);
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

/** Letters only: no control or direction marks that could rearrange what stands beside the name. */
function plainName(name: string): string {
  const plain = name.replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
  return [...plain].slice(0, limits.nameChars).join('');
}
