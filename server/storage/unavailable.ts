/** The data folder can't be used: locked by another process, not writable, or of a newer version. One line, fit to stop a start with. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The reason in an error's own words, on one line. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
