/** Answers to step 1 of one turn. After a restart everybody asks from the same place: equal questions share one answer. */
import * as Y from 'yjs';
import { encodeStepTwo } from '../../shared/protocol/frames.ts';

export class StepTwos {
  readonly #doc: Y.Doc;
  readonly #answers = new Map<string, Uint8Array>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** What a replica with this state vector lacks, as a whole frame; null if the vector is malformed. */
  for(vector: Uint8Array): Uint8Array | null {
    const key = Buffer.from(vector).toString('latin1');
    const known = this.#answers.get(key);
    if (known) return known;
    try {
      const answer = encodeStepTwo(Y.encodeStateAsUpdate(this.#doc, vector));
      this.#answers.set(key, answer);
      return answer;
    } catch {
      return null;
    }
  }
}
