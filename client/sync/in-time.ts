/** Answers that may never come: a line that has gone dead says nothing for minutes. */

/** The answer, or null if it takes longer than `ms` milliseconds. Rejects as `asking` does. */
export function inTime<T>(asking: Promise<T>, ms: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  return Promise.race([asking, late]).finally(() => clearTimeout(timer));
}
