/** Answers to the step 1s of one turn. After a restart everybody asks from the same place: equal questions share one answer. */
import * as Y from 'yjs';
import { encodeStepTwo } from '../../shared/protocol/frames.ts';
import type { Connection } from './connection.ts';

export type StepOne = { readonly to: Connection; readonly vector: Uint8Array };

/** Sends each what it lacks. Returns those whose state vector is malformed. */
export function answerStepOnes(doc: Y.Doc, stepOnes: readonly StepOne[]): readonly Connection[] {
  const answers = new Map<string, Uint8Array | null>();
  const malformed: Connection[] = [];
  for (const { to, vector } of stepOnes) {
    const key = Buffer.from(vector).toString('latin1');
    const answer = answers.get(key) ?? stepTwoFor(doc, vector);
    answers.set(key, answer);
    if (!answer) malformed.push(to);
    else if (!to.closed) {
      to.joined = true;
      to.send(answer);
    }
  }
  return malformed;
}

function stepTwoFor(doc: Y.Doc, vector: Uint8Array): Uint8Array | null {
  try {
    return encodeStepTwo(Y.encodeStateAsUpdate(doc, vector));
  } catch {
    return null;
  }
}
