/** Secrets of sessions and links: drawn here, kept as hashes only. */
import { createHash } from 'node:crypto';
import { idFrom } from '../../shared/domain/ids.ts';
import type { Random } from '../ports.ts';

export type Secret = { readonly token: string; readonly hash: string };

/** 256 random bits as base64url (43 characters). */
export function newSecret(random: Random): Secret {
  const token = Buffer.from(random.bytes(32)).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** Hex SHA-256. A fast hash is enough: nobody guesses 256 random bits. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** 40 bytes leave 20 letters with all but certainty: each byte counts with 252/256. */
export function newId(random: Random): string {
  return idFrom(random.bytes(40));
}
