/** Text that people send, before any rule asks about it. */
import { z } from 'zod';

// Half a surrogate pair is no letter: JSON carries it, UTF-8 cannot, so that memory, log and every replica would each hold something
// else. NUL ends a text in some readers and not in others.
const whole = /^[^\p{Cs}\0]*$/u;

/** Trimmed, at most so many UTF-16 code units, and text as UTF-8 knows it. May be empty and have several lines. */
export function writing(mostChars: number) {
  return z.string().trim().max(mostChars).regex(whole);
}
