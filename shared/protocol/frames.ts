/**
 * The frames of a room's socket. 0 sync and 1 awareness are y-protocols' own; 120 is ours and carries one JSON object.
 * See PROTOCOL.md for the order in which they come.
 */
import { z } from 'zod';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export const frameTypes = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, ours: 120 } as const;
export const syncTypes = { step1: 0, step2: 1, update: 2 } as const;

/** Rises when an old client can't speak with a new server; the connection's `v` parameter. Its history stands in PROTOCOL.md. */
export const protocolVersion = 1;

/** First frame of the server: who it takes the other side for, and what it may do here. */
export const Hello = z.object({
  type: z.literal('hello'),
  protocol: z.number(),
  member: z.string(),
  epoch: z.number(),
  writes: z.boolean(),
});
/** How many update-bearing sync frames (step 2 and update) of this connection are committed. */
export const Ack = z.object({ type: z.literal('ack'), n: z.number().int().min(0) });
/** Sent just before a 44xx close: what was refused, and the server's state vector (base64) to cut the unsynced part off by. */
export const Reject = z.object({
  type: z.literal('reject'),
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  sv: z.string(),
});
export const Ours = z.discriminatedUnion('type', [Hello, Ack, Reject]);
export type Ours = z.infer<typeof Ours>;

export function encodeOurs(message: Ours): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameTypes.ours);
  encoding.writeVarString(encoder, JSON.stringify(message));
  return encoding.toUint8Array(encoder);
}

/** Reads the JSON of a frame whose type was read already. Throws on anything else: the caller closes with 4400 or ignores. */
export function readOurs(decoder: decoding.Decoder): Ours {
  return Ours.parse(JSON.parse(decoding.readVarString(decoder)));
}

/** A frame as the server reads it. `first` tells step 2 from a later update; `presence` is still to be taken apart (presence.ts). */
export type Frame =
  | { readonly type: 'stepOne'; readonly vector: Uint8Array }
  | { readonly type: 'update'; readonly first: boolean; readonly update: Uint8Array }
  | { readonly type: 'presence'; readonly entries: Uint8Array }
  | { readonly type: 'queryPresence' };

/** What a client sent; null for anything it has no business sending: unknown types, auth, frames cut short or with a tail. */
export function readFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const frame = takeFrame(decoder);
    return decoding.hasContent(decoder) ? null : frame;
  } catch {
    return null;
  }
}

function takeFrame(decoder: decoding.Decoder): Frame | null {
  switch (decoding.readVarUint(decoder)) {
    case frameTypes.sync:
      return takeSync(decoder);
    case frameTypes.awareness:
      return { type: 'presence', entries: decoding.readVarUint8Array(decoder) };
    case frameTypes.queryAwareness:
      return { type: 'queryPresence' };
    default:
      return null;
  }
}

function takeSync(decoder: decoding.Decoder): Frame | null {
  const type = decoding.readVarUint(decoder);
  if (type === syncTypes.step1) return { type: 'stepOne', vector: decoding.readVarUint8Array(decoder) };
  if (type === syncTypes.step2 || type === syncTypes.update)
    return { type: 'update', first: type === syncTypes.step2, update: decoding.readVarUint8Array(decoder) };
  return null;
}

function syncFrame(type: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameTypes.sync);
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

/** "This is what I have": asks the other side for the rest. Takes an encoded state vector. */
export function encodeStepOne(vector: Uint8Array): Uint8Array {
  return syncFrame(syncTypes.step1, vector);
}

/** The answer to a step 1: what was missing there, and every deletion. */
export function encodeStepTwo(update: Uint8Array): Uint8Array {
  return syncFrame(syncTypes.step2, update);
}

export function encodeUpdate(update: Uint8Array): Uint8Array {
  return syncFrame(syncTypes.update, update);
}

/** Whether an outgoing frame carries an update, so that it counts towards the acks. */
export function carriesUpdate(frame: Uint8Array): boolean {
  return frame[0] === frameTypes.sync && (frame[1] === syncTypes.step2 || frame[1] === syncTypes.update);
}
