/** What must be true of our own code. Never used on input: input is parsed and refused. */

/** The value, or a thrown bug that names what was believed. */
export function must<T>(value: T | null | undefined, belief: string): T {
  if (value === null || value === undefined) throw new Error(`believed: ${belief}`);
  return value;
}

/** The compiler's proof that a union was handled whole. */
export function exhausted(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
