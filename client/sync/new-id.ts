/** Ids drawn here: of commands, findings, evidence, interviews, rescue records, tabs. */
import { idFrom } from '../../shared/domain/ids.ts';

export function newId<Id extends string>(): Id {
  // Twice as many bytes as letters: those that would favour some letters are skipped.
  return idFrom(crypto.getRandomValues(new Uint8Array(40))) as Id;
}
