/** What it takes to add and choose evidence: fetched when somebody first wants to, or when the page has nothing better to do. */

/** After coming in, ms. */
const quietMs = 2_000;

/** false: it can't be had now. The picker opens by itself once it is there, if it was told to. */
export async function fetchPicker(): Promise<boolean> {
  try {
    await import('./evidence-picker.ts');
    return true;
  } catch {
    return false;
  }
}

/** Answers a function that calls it off. */
export function fetchPickerSoon(): () => void {
  const moment = setTimeout(() => void fetchPicker(), quietMs);
  return () => clearTimeout(moment);
}
