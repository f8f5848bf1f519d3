/**
 * Presence: who is in a room and where, in the encoding of y-protocols/awareness, without its timers.
 * It is never stored. What a state may hold is closed: the server keeps these keys and stamps `user` itself.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { decodeUtf8 } from 'lib0/string';
import { frameTypes } from './frames.ts';

/** What a client may say about itself; anything else is dropped by the server. `cursor` is y-prosemirror's. */
export const presenceKeys = ['cursor', 'section', 'typing'] as const;
export type PresenceState = {
  /** Set by the server from the session; what a client writes here is overwritten. */
  readonly user: { readonly id: string; readonly name: string };
  readonly cursor?: unknown;
  readonly section?: unknown;
  readonly typing?: unknown;
};

/** One line of an awareness message: `state` is JSON of any shape, null when that client left. */
export type PresenceEntry = { readonly client: number; readonly clock: number; readonly state: unknown };

/** Takes the payload of an awareness frame apart. Throws on anything malformed. `mostBytes` bounds one state's JSON; larger ones are left out. */
export function readPresence(payload: Uint8Array, mostBytes: number): PresenceEntry[] {
  const decoder = decoding.createDecoder(payload);
  const entries: PresenceEntry[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const json = decoding.readVarUint8Array(decoder);
    // Not parsed when too large: a state is bounded before it costs anything.
    if (json.byteLength <= mostBytes) entries.push({ client, clock, state: JSON.parse(decodeUtf8(json)) as unknown });
  }
  if (decoding.hasContent(decoder)) throw new Error('bytes behind the last entry');
  return entries;
}

/** A whole awareness frame. */
export function encodePresence(entries: readonly PresenceEntry[]): Uint8Array {
  const payload = encoding.createEncoder();
  encoding.writeVarUint(payload, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(payload, client);
    encoding.writeVarUint(payload, clock);
    encoding.writeVarString(payload, JSON.stringify(state));
  }
  const frame = encoding.createEncoder();
  encoding.writeVarUint(frame, frameTypes.awareness);
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(payload));
  return encoding.toUint8Array(frame);
}
